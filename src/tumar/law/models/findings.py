"""Findings: what each coder says about a requirement and what holds in the end, with words of the law."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tumar.kernel.languages import TextsField
from tumar.kernel.permissions import Permission
from tumar.kernel.scope import CountryScoped
from tumar.law.models.columns import Mark, mark
from tumar.law.models.requirements import Requirement
from tumar.law.models.rounds import Round
from tumar.law.models.versions import ProvisionText
from tumar.law.rules import findings as rules
from tumar.people.models import Account


class Confidence(models.TextChoices):
    """How sure a coder is."""

    LOW = rules.Confidence.LOW.value, _("not sure")
    MEDIUM = rules.Confidence.MEDIUM.value, _("fairly sure")
    HIGH = rules.Confidence.HIGH.value, _("sure")


class Finding(models.Model):
    """What one coder says about one requirement in a round, or what holds in the end: the seat says which."""

    VIEW: ClassVar[Permission] = Permission.LAW_ROUND_VIEW
    COUNTRY_PATH: ClassVar[str] = "round__country_id"

    class Seat(models.TextChoices):
        FIRST = "first", _("first coder")
        SECOND = "second", _("second coder")
        FINAL = "final", _("what holds")

    round = models.ForeignKey(Round, models.CASCADE, related_name="findings")
    requirement = models.ForeignKey(Requirement, models.PROTECT, related_name="findings")
    seat = models.CharField(max_length=6, choices=Seat.choices)
    on_paper = mark(_("on paper"), default=Mark.NOT_ASSESSED)
    in_force = mark(_("in force"), default=Mark.NOT_ASSESSED)
    applied = mark(_("applied"), default=Mark.NOT_ASSESSED)
    level = models.PositiveSmallIntegerField(
        _("level"), null=True, blank=True, choices=[(level, level) for level in rules.LEVELS]
    )
    confidence = models.CharField(
        _("confidence"), max_length=6, choices=Confidence.choices, default=Confidence.MEDIUM
    )
    note = TextsField(_("note"), rows=3, blank=True)
    # Who codes; of what holds: who decided, or the first coder where both agreed.
    by = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name=_("who"))
    changed_at = models.DateTimeField(_("changed"))
    # The coder gave it away; from then on both may be compared.
    given_at = models.DateTimeField(_("given"), null=True, blank=True)
    # Why the decision went so, where the coders differed.
    reason = models.TextField(_("reason"), blank=True)
    confirmed_by = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("confirmed by")
    )
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)

    objects = CountryScoped.as_manager()

    class Meta:
        ordering = ["round", "requirement", "seat"]
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        indexes = [models.Index(fields=["round", "seat", "requirement"], name="finding_by_seat")]
        constraints = [
            models.UniqueConstraint(fields=["round", "requirement", "seat"], name="one_finding_a_seat"),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("by")),
                name="a_finding_takes_two_people",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True, confirmed_at__isnull=True)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False, seat="final"),
                name="what_holds_is_confirmed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id} {self.requirement_id} {self.seat}"

    @property
    def label(self) -> str:
        """How the journal points to it."""
        return f"law.finding:{self.pk}"

    @property
    def marks(self) -> rules.Marks:
        """The marks as rules know them."""
        return rules.Marks(
            rules.Mark(self.on_paper),
            rules.Mark(self.in_force),
            rules.Mark(self.applied),
            self.level,
            rules.Confidence(self.confidence),
        )


class Citation(models.Model):
    """Words of a provision, as it read on the round's day, that support or contradict a finding."""

    class Relation(models.TextChoices):
        SUPPORTS = "supports", _("supports")
        CONTRADICTS = "contradicts", _("contradicts")

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="citations")
    number = models.PositiveIntegerField(_("number"), editable=False)
    text = models.ForeignKey(
        ProvisionText, models.PROTECT, related_name="citations", verbose_name=_("provision")
    )
    # The span of the quoted words in the text of the provision.
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.TextField(_("quoted words"))
    relation = models.CharField(_("what it does"), max_length=12, choices=Relation.choices)
    # What the whole provision said, so that a later change is seen.
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["finding", "number"]
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        constraints = [
            models.UniqueConstraint(fields=["finding", "number"], name="a_citation_number_once"),
            models.UniqueConstraint(
                fields=["finding", "text", "start", "end"],
                name="the_same_words_are_cited_once",
                violation_error_message=_("These words are cited already."),
            ),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="a_quote_has_words"),
        ]

    def __str__(self) -> str:
        return self.quote[:80]

    @property
    def place(self) -> tuple[int, int, int]:
        """Which words of which text: the same for both coders who cite them."""
        return self.text_id, self.start, self.end


class CitationReview(models.Model):
    """What somebody found on looking again at a citation whose provision had changed."""

    class Outcome(models.TextChoices):
        STANDS = "stands", _("the finding stands")
        ANEW = "anew", _("to be assessed anew in the next round")

    citation = models.ForeignKey(Citation, models.CASCADE, related_name="reviews")
    # The newer text that was looked at; empty where the provision is gone from the newer version.
    text = models.ForeignKey(ProvisionText, models.PROTECT, null=True, blank=True, related_name="+")
    # The day from which the newer version holds: what was looked at reaches to there.
    reaches = models.DateField(_("reviewed up to"))
    outcome = models.CharField(_("outcome"), max_length=6, choices=Outcome.choices)
    note = models.TextField(_("note"), blank=True)
    by = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("who")
    )
    at = models.DateTimeField(_("when"))

    class Meta:
        ordering = ["citation", "pk"]
        verbose_name = _("review of a citation")
        verbose_name_plural = _("reviews of citations")

    def __str__(self) -> str:
        return f"{self.citation_id} {self.outcome}"
