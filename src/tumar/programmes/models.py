"""Programmes, what they set out to do and where, crises they respond to, what they have published."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tumar.kernel.intervals import Dated, DatedQuerySet
from tumar.kernel.languages import TextsField, said
from tumar.kernel.models import Record
from tumar.people.models import Organisation
from tumar.places.models import Country


class Programme(Record):
    """A funded programme, with its contract, its time and its money."""

    LABEL: ClassVar[str] = "programmes.programme"

    title = TextsField(_("title"))
    short_title = models.CharField(_("short title"), max_length=60, blank=True)
    funder = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("funder")
    )
    implementer = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("implementer")
    )
    contract_reference = models.CharField(_("contract reference"), max_length=100, blank=True)
    starts = models.DateField(_("starts"), null=True, blank=True)
    ends = models.DateField(_("ends"), null=True, blank=True)
    budget_cents = models.BigIntegerField(_("budget in euro cents"), null=True, blank=True)
    context = TextsField(_("context"), blank=True, rows=4)
    notes = TextsField(_("notes"), blank=True, rows=3)
    is_demonstration = models.BooleanField(_("demonstration data"), default=False)
    # Other programmes are known only because they qualified trainers; they publish nothing here.
    is_ours = models.BooleanField(_("run from here"), default=True)

    class Meta:
        ordering = ["code"]
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        constraints = [
            models.CheckConstraint(
                condition=Q(starts__isnull=True) | Q(ends__isnull=True) | Q(starts__lte=F("ends")),
                name="a_programme_ends_after_it_starts",
                violation_error_message=_("The end lies before the start."),
            )
        ]

    def __str__(self) -> str:
        return self.short_title or self.code

    @property
    def full_title(self) -> str:
        return said(self.title) or self.code


class Objective(models.Model):
    """One numbered objective of a programme."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="objectives")
    number = models.PositiveSmallIntegerField(_("number"))
    title = TextsField(_("title"), rows=2)

    class Meta:
        ordering = ["programme", "number"]
        verbose_name = _("objective")
        verbose_name_plural = _("objectives")
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="an_objective_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.number}. {said(self.title)}"


class ActivityLine(models.Model):
    """One line of a programme's plan of activities, serving one objective."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="activity_lines")
    objective = models.ForeignKey(
        Objective, models.PROTECT, null=True, blank=True, related_name="activity_lines"
    )
    code = models.CharField(_("code"), max_length=20)
    title = TextsField(_("title"), rows=2)

    class Meta:
        ordering = ["programme", "code"]
        verbose_name = _("activity line")
        verbose_name_plural = _("activity lines")
        constraints = [models.UniqueConstraint(fields=["programme", "code"], name="an_activity_code_once")]

    def __str__(self) -> str:
        return f"{self.code} {said(self.title)}"


class Participation(Dated):
    """One country's part in one programme, from a day until a day."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="participations")
    country = models.ForeignKey(
        Country, models.PROTECT, related_name="participations", verbose_name=_("country")
    )
    source = models.CharField(_("source"), max_length=300, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        ordering = ["programme", "country", "since"]
        verbose_name = _("partner country")
        verbose_name_plural = _("partner countries")
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["programme", "country", "since"], name="a_participation_starts_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.country_id} in {self.programme}"


class ProgrammeTag(models.Model):
    """One CBRN area or category under which a programme is filed."""

    class Scheme(models.TextChoices):
        AREA = "area", _("CBRN area")
        CATEGORY = "category", _("CBRN category")

    class Area(models.TextChoices):
        BIOSAFETY_BIOSECURITY = "bio-safety-bio-security", _("Bio-safety/bio-security")
        BORDER_CONTROL = "border-control", _("Border control and monitoring")
        CRISIS_MANAGEMENT = "crisis-management", _("Crisis management")
        DENYING_SUPPORT = "denying-support", _("Denying support for misuse and terrorism")
        FIRST_RESPONSE = "first-response", _("First response")
        ILLICIT_TRAFFICKING = "illicit-trafficking", _("Illicit trafficking")
        TRADE_CONTROL = "import-export-control", _("Import/export control")
        LEGAL_FRAMEWORK = "legal-framework", _("Legal framework")
        PROTECTION = "protection", _("Protection of material/facilities")
        PUBLIC_HEALTH = "public-health-impact-mitigation", _("Public health impact mitigation")
        SAFETY_SECURITY = "safety-security", _("Safety and security")
        TRANSIT_CONTROL = "transit-control", _("Transit and trans-shipment control")
        WASTE_MANAGEMENT = "waste-management", _("Waste management")

    class Category(models.TextChoices):
        CHEMICAL = "chemical", _("Chemical")
        BIOLOGICAL = "biological", _("Biological")
        RADIOLOGICAL = "radiological", _("Radiological")
        NUCLEAR = "nuclear", _("Nuclear")

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="tags")
    scheme = models.CharField(max_length=10, choices=Scheme.choices)
    tag = models.CharField(max_length=40, choices=[*Area.choices, *Category.choices])

    class Meta:
        ordering = ["scheme", "tag"]
        constraints = [models.UniqueConstraint(fields=["programme", "scheme", "tag"], name="a_tag_once")]

    def __str__(self) -> str:
        return str(self.get_tag_display())


class Response(Record):
    """A crisis to which programmes respond, such as COVID-19; events and consignments can belong to it."""

    LABEL: ClassVar[str] = "programmes.response"

    name = TextsField(_("name"))
    since = models.DateField(_("from"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        ordering = ["code"]
        verbose_name = _("response to a crisis")
        verbose_name_plural = _("responses to crises")

    def __str__(self) -> str:
        return said(self.name) or self.code


class Claim(models.Model):
    """A figure published elsewhere about a programme, kept for comparison, never added to records."""

    class Qualifier(models.TextChoices):
        EXACTLY = "exactly", _("exactly")
        MORE_THAN = "more_than", _("more than")
        OVER = "over", _("over")
        CLOSE_TO = "close_to", _("close to")

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="claims")
    indicator = models.CharField(_("indicator"), max_length=60)
    figure = models.BigIntegerField(_("figure"), help_text=_("Money in euro cents."))
    qualifier = models.CharField(_("qualifier"), max_length=10, choices=Qualifier.choices)
    as_of = models.DateField(_("as of"))
    source = models.CharField(_("source"), max_length=300)

    class Meta:
        ordering = ["programme", "indicator", "as_of"]
        verbose_name = _("published claim")
        verbose_name_plural = _("published claims")
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "indicator", "as_of", "source"], name="a_claim_once_per_source"
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.qualifier} {self.figure}"
