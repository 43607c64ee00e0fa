"""What people said about suggestions: provisions that are not relevant; and how well suggestions do."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tumar.kernel.permissions import Permission
from tumar.kernel.scope import CountryScoped
from tumar.law.models.instruments import Instrument
from tumar.law.models.requirements import RequirementSet
from tumar.law.models.rounds import Round
from tumar.people.models import Account
from tumar.places.models import Country


class Dismissal(models.Model):
    """One person's word that a provision is not relevant to a requirement, whatever the version of either.

    The row stays when it is taken back, so that who said what and when can be told.
    """

    VIEW: ClassVar[Permission] = Permission.LAW_ROUND_VIEW
    COUNTRY_PATH: ClassVar[str] = "country_id"

    country = models.ForeignKey(Country, models.PROTECT, related_name="dismissals", verbose_name=_("country"))
    set = models.ForeignKey(RequirementSet, models.PROTECT, related_name="dismissals")
    requirement_code = models.CharField(_("requirement"), max_length=40)
    # The provision by the address under which it first appeared: it may be renumbered, or have no row yet.
    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="dismissals")
    lineage = models.CharField(max_length=300)
    # How it was shown, so that the list can be read when the provision is gone.
    shown = models.CharField(_("provision"), max_length=300)
    # In which it was said: the other coder of that round does not see it before both gave their findings.
    round = models.ForeignKey(Round, models.PROTECT, related_name="dismissals")
    why = models.CharField(_("why"), max_length=500, blank=True)
    by = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name=_("who"))
    at = models.DateTimeField(_("when"))
    undone_by = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("taken back by")
    )
    undone_at = models.DateTimeField(_("taken back"), null=True, blank=True)

    objects = CountryScoped.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("provision that is not relevant")
        verbose_name_plural = _("provisions that are not relevant")
        indexes = [
            models.Index(fields=["country", "set", "requirement_code"], name="dismissal_by_requirement")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["country", "set", "requirement_code", "instrument", "lineage", "by"],
                condition=Q(undone_at__isnull=True),
                name="somebody_dismisses_a_provision_once",
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="a_dismissal_is_taken_back_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.shown


class SuggestionRecall(models.Model):
    """How much of what a country confirmed its suggestions would have shown, as measured once."""

    VIEW: ClassVar[Permission] = Permission.LAW_ROUND_VIEW
    COUNTRY_PATH: ClassVar[str] = "country_id"

    country = models.ForeignKey(
        Country, models.PROTECT, related_name="suggestion_recalls", verbose_name=_("country")
    )
    measured_at = models.DateTimeField(_("measured"))
    # What ranked, with its version: figures of two engines are not of one thing.
    engine = models.CharField(_("engine"), max_length=60)
    requirements = models.PositiveIntegerField(_("requirements"))
    links = models.PositiveIntegerField(_("confirmed links"))
    # How many of the links stood among the first one, five, ten suggestions.
    first = models.PositiveIntegerField(_("first"))
    first_five = models.PositiveIntegerField(_("among the first five"))
    first_ten = models.PositiveIntegerField(_("among the first ten"))
    by = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("who")
    )

    objects = CountryScoped.as_manager()

    class Meta:
        ordering = ["country", "-measured_at", "-pk"]
        verbose_name = _("measure of suggestions")
        verbose_name_plural = _("measures of suggestions")
        constraints = [
            models.CheckConstraint(
                condition=Q(first__lte=models.F("first_five"))
                & Q(first_five__lte=models.F("first_ten"))
                & Q(first_ten__lte=models.F("links")),
                name="no_more_links_are_found_than_there_are",
            )
        ]

    def __str__(self) -> str:
        return f"{self.country_id} {self.engine}"
