"""Countries, their groupings and dated memberships, designations, exchange rates."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from tumar.kernel.intervals import Dated, DatedQuerySet
from tumar.kernel.languages import TextsField, said
from tumar.kernel.models import Record
from tumar.places import names


class Country(models.Model):
    """One country or territory under our own two-letter code: ISO 3166-1 where it has one, XK for Kosovo."""

    code = models.CharField(_("code"), max_length=2, primary_key=True)
    alpha3 = models.CharField(_("three-letter code"), max_length=3, unique=True)
    numeric = models.CharField(_("numeric code"), max_length=3, blank=True)

    class Meta:
        ordering = ["code"]
        verbose_name = _("country")
        verbose_name_plural = _("countries")

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the language of the page, with its designation mark."""
        return names.marked_name(self.code)


class Grouping(Record):
    """Something that countries belong to for a time: a CoE region, the CoE partnership, an association."""

    class Kind(models.TextChoices):
        COE_REGION = "coe-region", _("CoE region")
        COE_PARTNERSHIP = "coe-partnership", _("CoE partnership")
        ASSOCIATION = "association", _("association")

    LABEL: ClassVar[str] = "places.grouping"

    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    name = TextsField(_("name"))

    class Meta:
        ordering = ["kind", "code"]
        verbose_name = _("grouping of countries")
        verbose_name_plural = _("groupings of countries")

    def __str__(self) -> str:
        return said(self.name) or self.code


class Membership(Dated):
    """One country's belonging to one grouping, from a day until a day, after a source."""

    country = models.ForeignKey(
        Country, models.PROTECT, related_name="memberships", verbose_name=_("country")
    )
    grouping = models.ForeignKey(
        Grouping, models.PROTECT, related_name="memberships", verbose_name=_("grouping")
    )
    source = models.CharField(_("source"), max_length=300, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        ordering = ["grouping", "country", "since"]
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["country", "grouping", "since"], name="a_membership_starts_once"),
        ]

    def __str__(self) -> str:
        return f"{self.country_id} in {self.grouping}"


class ExchangeRate(models.Model):
    """How many units of a currency one euro bought in one month, after one source."""

    currency = models.CharField(_("currency"), max_length=3)
    month = models.CharField(_("month"), max_length=7)  # 2020-03
    per_euro = models.DecimalField(_("units per euro"), max_digits=18, decimal_places=6)
    source = models.CharField(_("source"), max_length=300)

    class Meta:
        ordering = ["currency", "month"]
        verbose_name = _("exchange rate")
        verbose_name_plural = _("exchange rates")
        constraints = [
            models.UniqueConstraint(fields=["currency", "month"], name="one_rate_a_month"),
            models.CheckConstraint(condition=models.Q(per_euro__gt=0), name="a_rate_is_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.currency} {self.month}"
