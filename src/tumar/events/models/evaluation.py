"""Evaluation of events: what is asked, and what was answered. No answer leads to whoever gave it."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tumar.events.models.events import Event
from tumar.events.rules import evaluation as rules
from tumar.kernel.languages import TextsField, said
from tumar.kernel.models import Record, StoredFile
from tumar.kernel.permissions import Permission
from tumar.kernel.scope import CountryScoped


class Evaluation(models.Model):
    """The reaction form of one event: from when to when it can be answered, and at which address."""

    class Stage(models.TextChoices):
        PREPARED = rules.Stage.PREPARED.value, pgettext_lazy("evaluation", "being prepared")
        OPEN = rules.Stage.OPEN.value, pgettext_lazy("evaluation", "open")
        CLOSED = rules.Stage.CLOSED.value, pgettext_lazy("evaluation", "closed")

    event = models.OneToOneField(Event, models.CASCADE, related_name="evaluation")
    stage = models.CharField(_("stage"), max_length=10, choices=Stage.choices, default=Stage.PREPARED)
    opens_on = models.DateField(_("first day to answer"), null=True, blank=True)
    closes_on = models.DateField(
        _("last day to answer by telephone"),
        null=True,
        blank=True,
        help_text=_("Answers on paper can be entered until the evaluation is closed."),
    )
    words = TextsField(_("words above the questions"), rows=3, blank=True)
    # Everybody in the hall opens the same address, of which nobody outside it knows.
    token = models.CharField(max_length=43, unique=True, editable=False)

    class Meta:
        verbose_name = _("evaluation of an event")
        verbose_name_plural = _("evaluations of events")
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_on__isnull=True)
                | Q(closes_on__isnull=True)
                | Q(opens_on__lte=F("closes_on")),
                name="an_evaluation_ends_after_it_begins",
                violation_error_message=_("The last day lies before the first."),
            )
        ]

    def __str__(self) -> str:
        return str(self.event)


class EvaluationQuestion(models.Model):
    """One question of an evaluation."""

    class Kind(models.TextChoices):
        SCALE = rules.Kind.SCALE.value, _("from 1 (strongly disagree) to 5 (strongly agree)")
        YES_NO = rules.Kind.YES_NO.value, _("yes or no")
        ONE = rules.Kind.ONE.value, _("one of several choices")
        SOME = rules.Kind.SOME.value, _("any of several choices")
        NUMBER = rules.Kind.NUMBER.value, pgettext_lazy("kind of answer", "number")
        TEXT = rules.Kind.TEXT.value, _("short text")

    class Dimension(models.TextChoices):
        RELEVANCE = rules.Dimension.RELEVANCE.value, _("relevance")
        ENGAGEMENT = rules.Dimension.ENGAGEMENT.value, _("engagement")
        CONFIDENCE = rules.Dimension.CONFIDENCE.value, _("confidence")
        COMMITMENT = rules.Dimension.COMMITMENT.value, _("commitment")

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="questions")
    number = models.PositiveSmallIntegerField(_("number"))
    kind = models.CharField(_("kind of answer"), max_length=10, choices=Kind.choices)
    # Empty for a question of the event's own.
    dimension = models.CharField(_("dimension"), max_length=12, choices=Dimension.choices, blank=True)
    text = TextsField(_("question"))
    is_required = models.BooleanField(_("must be answered"), default=False)
    # Each choice by the value that answers keep: [["c1", {"en": "Lecture", "ru": "Лекция"}], ...]
    choices = models.JSONField(_("choices"), default=list, blank=True)
    least = models.IntegerField(_("smallest number"), null=True, blank=True)
    most = models.IntegerField(_("largest number"), null=True, blank=True)
    # Asked no more; the answers that there are still count.
    is_retired = models.BooleanField(default=False, editable=False)

    class Meta:
        ordering = ["evaluation", "number"]
        verbose_name = _("question of an evaluation")
        verbose_name_plural = _("questions of evaluations")
        constraints = [
            models.UniqueConstraint(
                fields=["evaluation", "number"], name="an_evaluation_question_number_once"
            ),
            models.CheckConstraint(
                condition=~Q(kind=rules.Kind.NUMBER.value) | Q(least__isnull=False, most__isnull=False),
                name="a_number_has_limits",
                violation_error_message=_("Give the smallest and the largest number that can be answered."),
            ),
            models.CheckConstraint(
                condition=Q(least__isnull=True) | Q(most__isnull=True) | Q(least__lt=F("most")),
                name="a_number_has_room",
                violation_error_message=_("The largest number must be above the smallest."),
            ),
        ]

    def __str__(self) -> str:
        return said(self.text)

    @property
    def key(self) -> str:
        """Under what name answers are kept."""
        return f"q{self.number}"

    @property
    def asked(self) -> rules.Asked:
        """What decides which answers there can be."""
        values = [value for value, _texts in self.choices]
        return rules.Asked(rules.Kind(self.kind), values, self.least or 0, self.most or 0)


class EvaluationLink(models.Model):
    """A link with which one sheet can be answered. To whom it was sent is not kept with it, nor the sheet."""

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="links")
    token = models.CharField(max_length=43, unique=True, editable=False)
    is_used = models.BooleanField(default=False, editable=False)

    class Meta:
        verbose_name = _("link to an evaluation")
        verbose_name_plural = _("links to evaluations")

    def __str__(self) -> str:
        return str(self.pk)


class AnswerSheet(models.Model):
    """What one person answered, all but the words; who it was and when is kept nowhere.

    The key is random, so that rows stand in no order of arrival.
    """

    class Means(models.TextChoices):
        HALL = "hall", pgettext_lazy("answers", "by the address for the hall")
        LINK = "link", pgettext_lazy("answers", "by a link of one's own")
        PAPER = "paper", pgettext_lazy("answers", "on paper")

    # Made with the page that is answered, so that the same page sent twice counts once.
    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="sheets")
    means = models.CharField(_("means"), max_length=5, choices=Means.choices)
    answers = models.JSONField(_("answers"), default=dict)

    class Meta:
        verbose_name = _("answer sheet")
        verbose_name_plural = _("answer sheets")
        indexes = [models.Index(fields=["evaluation", "means"], name="sheet_by_evaluation")]

    def __str__(self) -> str:
        return str(self.key)


class PaperSheet(Record):
    """One answer sheet that was filled in on paper: who entered it, and whether that was taken back.

    Its code is written onto the paper when it is entered, so that none is entered twice.
    """

    LABEL: ClassVar[str] = "events.papersheet"
    # A scan shows what a single person answered, and handwriting.
    VIEW: ClassVar[Permission] = Permission.EVENTS_EVENT_EDIT
    COUNTRY_PATH: ClassVar[str] = "sheet__evaluation__event__country_id"

    sheet = models.OneToOneField(AnswerSheet, models.PROTECT, related_name="paper")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who entered it"),
    )
    by_label = models.CharField(max_length=200, editable=False)
    entered_at = models.DateTimeField(_("entered"))
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    # Of a sheet that came with a list: which one, and in which of its rows it stands.
    answer_list = models.ForeignKey(
        "events.AnswerList",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="papers",
        verbose_name=_("list"),
    )
    row = models.PositiveIntegerField(_("row"), null=True, blank=True)

    objects = CountryScoped.as_manager()

    class Meta:
        ordering = ["code"]
        verbose_name = _("answer sheet on paper")
        verbose_name_plural = _("answer sheets on paper")

    def __str__(self) -> str:
        return self.code


class FreeAnswer(models.Model):
    """One answer in words. It stands apart from what the same person answered otherwise.

    Only the words of a paper sheet lead to it, and until the evaluation is closed: then nothing is withdrawn.
    """

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    question = models.ForeignKey(EvaluationQuestion, models.PROTECT, related_name="free_answers")
    words = models.TextField(_("words"), max_length=rules.LONGEST_TEXT)
    paper = models.ForeignKey(PaperSheet, models.CASCADE, null=True, blank=True, related_name="words")

    class Meta:
        verbose_name = _("answer in words")
        verbose_name_plural = _("answers in words")

    def __str__(self) -> str:
        return self.words[:50]


class AnswerList(Record):
    """A table of answers from paper, one row a sheet: kept as received, looked at, entered as a whole.

    Whoever may see it sees what single persons answered, as on a scan; results tell it of five or more.
    """

    LABEL: ClassVar[str] = "events.answerlist"
    VIEW: ClassVar[Permission] = Permission.EVENTS_EVENT_EDIT
    COUNTRY_PATH: ClassVar[str] = "evaluation__event__country_id"

    # Made with the page that sends it, so that the same page sent twice gives one list.
    key = models.UUIDField(unique=True, editable=False)
    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="answer_lists")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name=_("file"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who sent it"),
    )
    by_label = models.CharField(max_length=200, editable=False)
    received_at = models.DateTimeField(_("received"))
    entered_at = models.DateTimeField(_("entered"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    objects = CountryScoped.as_manager()

    class Meta:
        ordering = ["code"]
        verbose_name = _("list of answers from paper")
        verbose_name_plural = _("lists of answers from paper")

    def __str__(self) -> str:
        return self.code
