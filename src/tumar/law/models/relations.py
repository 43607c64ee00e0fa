"""What instruments do to each other and what States do to treaties, dated and with their source."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tumar.kernel.coded import CodesField
from tumar.kernel.days import day_words
from tumar.kernel.permissions import Permission
from tumar.law.models.columns import day_as_known, of_country
from tumar.law.models.instruments import Instrument, InstrumentPart
from tumar.law.models.scoped import LawScoped
from tumar.law.models.versions import Version
from tumar.law.models.words import Area, Kind
from tumar.people.models import Account
from tumar.places.models import Country


class Relation(InstrumentPart):
    """One thing that one instrument does to another, or to some of its provisions, on a day."""

    class Verb(models.TextChoices):
        AMENDS = "amends", _("amends")
        COMMENCES = "commences", _("brings into force")
        COMMENCES_PARTLY = "commences-partly", _("brings partly into force")
        SUSPENDS = "suspends", _("suspends")
        REPEALS = "repeals", _("repeals")
        REPEALS_PARTLY = "repeals-partly", _("repeals in part")
        IMPLEMENTS = "implements", _("carries out, as a by-law")
        TRANSLATES = "translates", _("translates")
        REPLACES = "replaces", _("replaces")

    class State(models.TextChoices):
        DETECTED = "detected", _("detected")
        CONFIRMED = "confirmed", _("confirmed")
        APPLIED = "applied", _("worked into the text")

    # The one that is acted upon: its page lists the relation.
    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="relations")
    verb = models.CharField(_("relation"), max_length=20, choices=Verb.choices)
    acting = models.ForeignKey(
        Instrument,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="acts_on",
        verbose_name=_("acting instrument"),
    )
    acting_text = models.CharField(
        _("acting instrument, in words"),
        max_length=300,
        blank=True,
        help_text=_("Where it is not in the library."),
    )
    day = day_as_known(_("with effect from"), blank=True)
    # Addresses of provisions; empty for the whole instrument.
    eids = CodesField(_("provisions concerned"), max_length=4000)
    acting_eids = CodesField(_("provisions of the acting instrument"), max_length=4000)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.CONFIRMED)
    source = models.CharField(_("source"), max_length=500, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)

    objects = LawScoped.as_manager()

    class Meta:
        ordering = ["instrument", "day", "number"]
        verbose_name = _("relation between instruments")
        verbose_name_plural = _("relations between instruments")
        constraints = [
            *InstrumentPart.Meta.constraints,
            models.CheckConstraint(
                condition=Q(acting__isnull=False) | ~Q(acting_text=""),
                name="a_relation_names_who_acts",
                violation_error_message=_("Choose the acting instrument, or name it in words."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.acting or self.acting_text} {self.get_verb_display()}"


class Proposal(models.Model):
    """One change that the text of an amending act seems to ask for; a person accepts or rejects it."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("proposed")
        ACCEPTED = "accepted", _("accepted")
        REJECTED = "rejected", _("rejected")

    version = models.ForeignKey(Version, models.CASCADE, related_name="proposals")
    number = models.PositiveIntegerField()
    # The version into which changes are worked names the amending act; this is the place in its text.
    instruction = models.TextField(_("instruction"))
    operation = models.CharField(_("change"), max_length=30)
    eid = models.CharField(_("provision"), max_length=300, blank=True)
    values = models.JSONField(default=dict)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.PROPOSED)
    message = models.TextField(blank=True)

    class Meta:
        ordering = ["version", "number"]
        verbose_name = _("proposed change of a text")
        verbose_name_plural = _("proposed changes of texts")
        constraints = [models.UniqueConstraint(fields=["version", "number"], name="a_proposal_once")]

    def __str__(self) -> str:
        return self.instruction[:80]


class TreatyAct(models.Model):
    """One act of one State towards one treaty on a day, or in a year, after a source."""

    class Act(models.TextChoices):
        SIGNATURE = "signature", _("signature")
        RATIFICATION = "ratification", _("ratification")
        ACCESSION = "accession", _("accession")
        ACCEPTANCE = "acceptance", _("acceptance or approval")
        SUCCESSION = "succession", _("succession")
        ENTRY_INTO_FORCE = "entry-into-force", _("entry into force for the State")
        RESERVATION = "reservation", _("reservation")
        DECLARATION = "declaration", _("declaration")
        WITHDRAWAL = "withdrawal", _("withdrawal")
        REJECTION_OF_AMENDMENTS = "rejection-of-amendments", _("rejection of amendments")
        AMENDMENTS_IN_FORCE = "amendments-in-force", _("entry into force of amendments for the State")

    instrument = models.ForeignKey(
        Instrument, models.PROTECT, related_name="treaty_acts", verbose_name=_("treaty")
    )
    country = of_country("treaty_acts")
    act = models.CharField(_("act"), max_length=30, choices=Act.choices)
    day = day_as_known(_("date"))
    source = models.CharField(_("source"), max_length=500)
    note = models.CharField(_("note"), max_length=500, blank=True)

    class Meta:
        ordering = ["instrument", "country", "day", "pk"]
        verbose_name = _("act towards a treaty")
        verbose_name_plural = _("acts towards treaties")
        indexes = [models.Index(fields=["country", "instrument"], name="treaty_act_by_country")]
        constraints = [
            models.UniqueConstraint(
                fields=["instrument", "country", "act", "day"],
                name="an_act_towards_a_treaty_once",
                violation_error_message=_("This act is on file already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.country_id} {self.get_act_display()} {day_words(self.day)}"


class Coverage(models.Model):
    """What was looked for in one country's law and whether it was found: silence is no gap."""

    VIEW: ClassVar[Permission] = Permission.LAW_INSTRUMENT_VIEW
    COUNTRY_PATH: ClassVar[str] = "country_id"

    class Outcome(models.TextChoices):
        FOUND = "found", _("found")
        NOT_FOUND = "not-found", _("looked for, not found")
        NOT_LOOKED = "not-looked", _("not looked for yet")

    country = models.ForeignKey(
        Country, models.PROTECT, related_name="law_coverage", verbose_name=_("country")
    )
    area = models.CharField(_("area"), max_length=20, choices=Area.choices, blank=True)
    kind = models.CharField(_("kind of instrument"), max_length=20, choices=Kind.choices, blank=True)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome.choices)
    where = models.CharField(_("where was looked"), max_length=500, blank=True)
    day = models.DateField(_("when"), null=True, blank=True)
    by_laws_included = models.BooleanField(_("by-laws included"), default=False)
    note = models.CharField(_("note"), max_length=1000, blank=True)
    by = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("who")
    )
    by_label = models.CharField(_("who"), max_length=200)

    objects = LawScoped.as_manager()

    class Meta:
        ordering = ["country", "area", "kind", "pk"]
        verbose_name = _("coverage of a country's law")
        verbose_name_plural = _("coverage of countries' law")
        constraints = [
            models.UniqueConstraint(
                fields=["country", "area", "kind"],
                name="a_search_of_law_once",
                violation_error_message=_("This is on file already; amend it."),
            ),
            models.CheckConstraint(
                condition=Q(outcome="not-looked") | (Q(day__isnull=False) & ~Q(where="")),
                name="a_search_of_law_says_where_and_when",
                violation_error_message=_("Say where was looked, and when."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.country_id} {self.get_area_display()} {self.get_kind_display()}".strip()
