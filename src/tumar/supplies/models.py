"""Consignments handed over to recipient organisations, line by line."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tumar.kernel.models import Record
from tumar.kernel.permissions import Permission
from tumar.kernel.scope import CountryScoped
from tumar.people.models import Organisation
from tumar.places.models import Country
from tumar.programmes.models import Programme, Response


class Consignment(Record):
    """What one organisation received from one programme at one handover."""

    LABEL: ClassVar[str] = "supplies.consignment"
    VIEW: ClassVar[Permission] = Permission.SUPPLIES_CONSIGNMENT_VIEW
    COUNTRY_PATH: ClassVar[str] = "country_id"
    ORGANISATION_PATH: ClassVar[str] = "recipient_id"

    programme = models.ForeignKey(
        Programme, models.PROTECT, related_name="consignments", verbose_name=_("programme")
    )
    response = models.ForeignKey(
        Response,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="consignments",
        verbose_name=_("response to a crisis"),
    )
    country = models.ForeignKey(
        Country, models.PROTECT, related_name="consignments", verbose_name=_("country")
    )
    recipient = models.ForeignKey(
        Organisation, models.PROTECT, related_name="consignments", verbose_name=_("recipient")
    )
    handed_over = models.DateField(
        _("handed over"), null=True, blank=True, help_text=_("Empty while it is on its way.")
    )
    note = models.TextField(_("note"), blank=True)
    search_text = models.CharField(max_length=900, editable=False, default="")

    objects = CountryScoped.as_manager()

    class Meta:
        ordering = ["-handed_over", "-pk"]
        verbose_name = _("consignment")
        verbose_name_plural = _("consignments")
        indexes = [
            models.Index(fields=["handed_over", "id"], name="consignment_by_day"),
            models.Index(fields=["country", "handed_over", "id"], name="consignment_by_country_day"),
        ]

    def __str__(self) -> str:
        return self.code


# Units are free text; these are what people write most.
UNITS = {
    "pcs": pgettext_lazy("unit of quantity", "pcs"),
    "sets": pgettext_lazy("unit of quantity", "sets"),
    "boxes": pgettext_lazy("unit of quantity", "boxes"),
    "kits": pgettext_lazy("unit of quantity", "kits"),
    "tests": pgettext_lazy("unit of quantity", "tests"),
}


class ConsignmentLine(models.Model):
    """One item of a consignment: how many, at what price, and what that was in euro at the month's rate."""

    class Category(models.TextChoices):
        RT_PCR = "rt-pcr", _("RT-PCR")
        SEQUENCER = "genome-sequencer", _("genome sequencers")
        BSC_TESTING = "bsc-testing", _("BSC-testing equipment")
        ISOLATOR = "flexible-film-isolator", _("flexible film isolators")
        LABORATORY = "basic-laboratory", _("basic laboratory equipment")
        PPE = "ppe", _("personal protective equipment")
        DIAGNOSTIC_KITS = "diagnostic-kits", _("diagnostic kits")
        OTHER = "other", _("other")

    consignment = models.ForeignKey(Consignment, models.CASCADE, related_name="lines")
    number = models.PositiveSmallIntegerField(_("line"))
    category = models.CharField(_("category"), max_length=30, choices=Category.choices)
    description = models.CharField(_("description"), max_length=300)
    quantity = models.DecimalField(_("quantity"), max_digits=14, decimal_places=3)
    unit = models.CharField(_("unit"), max_length=30, default="pcs")
    unit_value_minor = models.BigIntegerField(_("unit value in minor units"))
    currency = models.CharField(_("currency"), max_length=3, default="EUR")
    rate_per_euro = models.DecimalField(_("units per euro"), max_digits=18, decimal_places=6)
    rate_month = models.CharField(_("month of the rate"), max_length=7)
    rate_source = models.CharField(_("source of the rate"), max_length=300, blank=True)
    # Kept as computed by kernel.money.euro_cents from the columns above; `tumar check` computes it again.
    euro_cents = models.BigIntegerField(_("value in euro cents"))

    class Meta:
        ordering = ["consignment", "number"]
        verbose_name = _("consignment line")
        verbose_name_plural = _("consignment lines")
        constraints = [
            models.UniqueConstraint(fields=["consignment", "number"], name="a_line_number_once"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="a_line_has_a_quantity"),
            models.CheckConstraint(condition=Q(unit_value_minor__gte=0), name="a_value_is_not_negative"),
            models.CheckConstraint(condition=Q(rate_per_euro__gt=0), name="a_line_rate_is_positive"),
        ]

    def __str__(self) -> str:
        return self.description

    @property
    def unit_shown(self) -> str:
        """The unit in the language of the page, or as it was written."""
        return str(UNITS.get(self.unit, self.unit))
