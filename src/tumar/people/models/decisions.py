"""What people decided about pairs of records: the same, or not the same; and the pairs that wait for it."""

from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tumar.people.models.organisations import Organisation
from tumar.people.models.persons import Person


class Kind(models.TextChoices):
    """Which kind of record a pair is made of."""

    PERSON = Person.LABEL, _("persons")
    ORGANISATION = Organisation.LABEL, _("organisations")


class PairDecision(models.Model):
    """One confirmed verdict: two records on file are the same, or they are not.

    Records are named by their codes, so that the verdict outlives a merge that left one of the two. Whoever
    reads verdicts lets a merged code stand for its survivor (queries.decisions.not_the_same).
    """

    class Verdict(models.TextChoices):
        SAME = "same", _("the same")
        DIFFERENT = "different", _("not the same")

    kind = models.CharField(_("kind"), max_length=30, choices=Kind.choices)
    first = models.CharField(_("first record"), max_length=40)
    second = models.CharField(_("second record"), max_length=40)
    verdict = models.CharField(_("verdict"), max_length=10, choices=Verdict.choices)
    at = models.DateTimeField(_("when"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("who")
    )
    by_label = models.CharField(max_length=200)
    reason = models.TextField(_("reason"), blank=True)
    # What was before the eyes of whoever decided: {"score", "parts", "first": facts, "second": facts}.
    evidence = models.JSONField(_("what it was decided on"), default=dict, encoder=DjangoJSONEncoder)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("decision about a pair")
        verbose_name_plural = _("decisions about pairs")
        constraints = [
            models.UniqueConstraint(fields=["kind", "first", "second"], name="a_pair_is_decided_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="a_pair_is_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.first} {self.verdict} {self.second}"


class CandidateQuerySet(models.QuerySet["Candidate"]):
    """Pairs that may be the same."""

    def waiting(self) -> "CandidateQuerySet":
        """Keep those that nobody decided, in the order in which they are to be looked at."""
        undecided = self.filter(state=Candidate.State.WAITING)
        return undecided.order_by(F("postponed_at").asc(nulls_first=True), "-score", "pk")


class Candidate(models.Model):
    """One pair that may be the same and waits for somebody to decide: two records, or one and an import row.

    For an import row `second` is empty, `row` names the row as the import knows it, and `facts` holds what
    the row says.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        SAME = "same", _("the same")
        DIFFERENT = "different", _("not the same")

    kind = models.CharField(_("kind"), max_length=30, choices=Kind.choices)
    first = models.CharField(_("first record"), max_length=40)
    second = models.CharField(_("second record"), max_length=40, blank=True)
    row = models.CharField(_("row of an import"), max_length=120, blank=True)
    facts: Any = models.JSONField(_("what the row says"), default=dict, encoder=DjangoJSONEncoder)
    score = models.FloatField(_("score"))
    # One sentence, or one mapping with a sentence under "said", for each thing that speaks for or against.
    explanation: Any = models.JSONField(_("explanation"), default=list, encoder=DjangoJSONEncoder)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.WAITING)
    queued_at = models.DateTimeField(_("queued"))
    postponed_at = models.DateTimeField(_("put off"), null=True, blank=True)

    objects = CandidateQuerySet.as_manager()

    class Meta:
        ordering = ["-score", "pk"]
        verbose_name = _("possible duplicate")
        verbose_name_plural = _("possible duplicates")
        indexes = [models.Index(fields=["state", "kind", "score"], name="candidate_by_state")]
        constraints = [
            models.UniqueConstraint(fields=["kind", "first", "second", "row"], name="a_candidate_once"),
            models.CheckConstraint(
                condition=(Q(second="") & ~Q(row="")) | (Q(row="") & Q(first__lt=F("second"))),
                name="a_candidate_is_a_pair_or_a_row",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first} {self.second or self.row} {self.score}"
