"""Instruments of law: works, their language expressions, where they were published."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tumar.kernel.coded import CodesField
from tumar.kernel.languages import TextsField, said
from tumar.kernel.models import Record
from tumar.kernel.permissions import Permission
from tumar.law.models.columns import day_as_known, findable
from tumar.law.models.scoped import LawScoped
from tumar.law.models.words import LANGUAGES, RIGHT_TO_LEFT, Area, Body, Kind, Rank
from tumar.people.models import Organisation
from tumar.places.models import Country


class Instrument(Record):
    """One instrument of law as a work, whatever its languages and versions: an act, a treaty, a standard."""

    LABEL: ClassVar[str] = "law.instrument"
    VIEW: ClassVar[Permission] = Permission.LAW_INSTRUMENT_VIEW
    COUNTRY_PATH: ClassVar[str] = "country_id"

    title = TextsField(_("title"))
    short_title = TextsField(_("short title"), blank=True)
    country = models.ForeignKey(
        Country,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="instruments",
        verbose_name=_("country"),
        help_text=_("Empty for an international instrument."),
    )
    body = models.CharField(_("international body"), max_length=10, choices=Body.choices, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    # Follows from the kind; kept so that lists can be sorted by it.
    rank = models.PositiveSmallIntegerField(_("rank"), choices=Rank.choices, editable=False)
    number = models.CharField(_("number"), max_length=60, blank=True)
    day = day_as_known(_("date"), blank=True)
    areas = CodesField(_("areas"), choices=Area.choices)
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="instruments",
        verbose_name=_("responsible organisation"),
    )
    # FRBR address of the work, as Akoma Ntoso writes it: /akn/kz/act/2022-05-21/122-vii.
    address = models.CharField(
        _("address"), max_length=200, unique=True, help_text=_("Leave it empty and it is made.")
    )
    in_force_from = models.DateField(_("in force from"), null=True, blank=True)
    in_force_until = models.DateField(_("in force until"), null=True, blank=True)
    official_page = models.CharField(
        _("official page"),
        max_length=500,
        blank=True,
        help_text=_("An address, kept as text; nothing is fetched from there."),
    )
    source = models.CharField(_("source of these facts"), max_length=500, blank=True)
    note = models.TextField(_("note"), blank=True)
    is_invented = models.BooleanField(
        _("invented"), default=False, help_text=_("An example that is no country's law.")
    )
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True, editable=False)
    search_text = findable()

    objects = LawScoped.as_manager()

    class Meta:
        ordering = ["rank", "code"]
        verbose_name = _("instrument of law")
        verbose_name_plural = _("instruments of law")
        indexes = [
            models.Index(fields=["country", "rank", "id"], name="instrument_by_country"),
            models.Index(fields=["search_text", "id"], name="instrument_by_text"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(country__isnull=False, body="") | (Q(country__isnull=True) & ~Q(body="")),
                name="an_instrument_is_a_countrys_or_a_bodys",
                violation_error_message=_("Choose the country, or the international body, one of the two."),
            ),
            models.CheckConstraint(
                condition=Q(in_force_from__isnull=True)
                | Q(in_force_until__isnull=True)
                | Q(in_force_from__lte=F("in_force_until")),
                name="an_instrument_ends_after_it_begins",
                violation_error_message=_("It ends before it comes into force."),
            ),
        ]

    def __str__(self) -> str:
        return said(self.short_title) or said(self.title) or self.code

    @property
    def is_international(self) -> bool:
        return self.country_id is None


class InstrumentPart(models.Model):
    """Something that belongs to one instrument, under a number of its own."""

    VIEW: ClassVar[Permission] = Permission.LAW_INSTRUMENT_VIEW
    COUNTRY_PATH: ClassVar[str] = "instrument__country_id"

    number = models.PositiveIntegerField(_("number"), editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["instrument", "number"], name="%(class)s_number_once_in_an_instrument"
            )
        ]


class Expression(InstrumentPart):
    """An instrument in one language and script: the official text, or somebody's translation."""

    class Standing(models.TextChoices):
        OFFICIAL = "official", _("official text")
        OFFICIAL_TRANSLATION = "official-translation", _("official translation")
        UNOFFICIAL = "unofficial", _("unofficial translation")

    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="expressions")
    language = models.CharField(_("language"), max_length=10, choices=LANGUAGES)
    title = models.CharField(_("title in this language"), max_length=1000, blank=True)
    standing = models.CharField(
        _("standing"), max_length=20, choices=Standing.choices, default=Standing.OFFICIAL
    )
    translation_of = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="translations",
        verbose_name=_("translation of"),
    )
    consolidated_by = models.CharField(
        _("consolidated by"),
        max_length=200,
        blank=True,
        help_text=_("Who worked the amendments into the text; empty for the text as adopted."),
    )
    source = models.CharField(
        _("source"), max_length=500, blank=True, help_text=_("Where the text comes from, kept as text.")
    )

    objects = LawScoped.as_manager()

    class Meta:
        ordering = ["instrument", "number"]
        verbose_name = _("language of an instrument")
        verbose_name_plural = _("languages of instruments")
        constraints = [
            *InstrumentPart.Meta.constraints,
            models.UniqueConstraint(
                fields=["instrument", "language", "standing", "consolidated_by"],
                name="a_text_of_one_maker_once",
                violation_error_message=_("This text is on file already; add a version to it."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_language_display()}, {self.get_standing_display()}"

    @property
    def direction(self) -> str:
        """How the text runs, as pages need it."""
        return "rtl" if self.language.split("-")[0] in RIGHT_TO_LEFT else "ltr"

    @property
    def bcp47(self) -> str:
        """The language as pages name it."""
        return "fa-AF" if self.language == "prs" else self.language


class Publication(InstrumentPart):
    """Where an instrument was published: gazette, number, day, page."""

    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="publications")
    gazette = models.CharField(_("gazette"), max_length=300)
    issue = models.CharField(_("issue"), max_length=60, blank=True)
    day = day_as_known(_("date"), blank=True)
    page = models.CharField(_("page"), max_length=40, blank=True)

    objects = LawScoped.as_manager()

    class Meta:
        ordering = ["instrument", "number"]
        verbose_name = _("publication of an instrument")
        verbose_name_plural = _("publications of instruments")
        constraints = [*InstrumentPart.Meta.constraints]

    def __str__(self) -> str:
        return f"{self.gazette} {self.issue}".strip()
