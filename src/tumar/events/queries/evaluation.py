"""Reads about evaluations: what is asked, where answers come in, and what they say."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tumar.events.models import (
    AnswerSheet,
    Evaluation,
    EvaluationLink,
    EvaluationQuestion,
    Event,
    FreeAnswer,
    Involvement,
    PaperSheet,
)
from tumar.events.rules import evaluation as rules
from tumar.kernel import clock, mail
from tumar.kernel.languages import said
from tumar.kernel.models import OutgoingLetter
from tumar.kernel.permissions import Permission
from tumar.kernel.scope import Scope

Stage = Evaluation.Stage
Means = AnswerSheet.Means
Kind = EvaluationQuestion.Kind
SOURCES_OFFERED = 100


def evaluation_of(event: Event) -> Evaluation | None:
    """Return the evaluation of an event, or None where none was prepared."""
    return Evaluation.objects.filter(event=event).select_related("event__country").first()


def questions(evaluation: Evaluation) -> list[EvaluationQuestion]:
    """Return the questions that are asked now, in order."""
    return list(evaluation.questions.filter(is_retired=False))


@dataclass(frozen=True)
class Source:
    """An earlier evaluation with questions of its own, which another one may take over."""

    evaluation: Evaluation
    number: int

    @property
    def event(self) -> Event:
        """The event that was evaluated."""
        return self.evaluation.event

    @property
    def label(self) -> str:
        """The event by code and title, with how many questions of its own it has."""
        counted = ngettext("%(number)d own question", "%(number)d own questions", self.number)
        return f"{self.event.code}, {self.event}: {counted % {'number': self.number}}"


def sources_of_questions(evaluation: Evaluation, scope: Scope) -> list[Source]:
    """Return the evaluations whose own questions can be taken over, the latest events first."""
    events = Event.objects.visible_to(scope).filter(evaluation__isnull=False).exclude(pk=evaluation.event_id)
    own = Q(questions__dimension="", questions__is_retired=False)
    rows = Evaluation.objects.filter(event__in=events).annotate(own=Count("questions", filter=own))
    latest = rows.filter(own__gt=0).select_related("event").order_by("-event__starts", "-pk")
    return [Source(one, one.own) for one in latest[:SOURCES_OFFERED]]


def page_code(evaluation: Evaluation) -> str:
    """Return the code that printed questions bear: it changes once what is asked does."""
    asked = [
        {"key": one.key, "kind": one.kind, "text": one.text, "choices": one.choices, "limits": _limits(one)}
        for one in questions(evaluation)
    ]
    return f"{evaluation.event.code}-{rules.mark_of(asked)}"


def _limits(question: EvaluationQuestion) -> list[int | None]:
    return [question.least, question.most]


def by_hall(token: str) -> Evaluation | None:
    """Return the evaluation that everybody in the hall answers at this address."""
    return Evaluation.objects.filter(token=token).select_related("event__country").first()


def by_link(token: str) -> EvaluationLink | None:
    """Return the link with which one person answers."""
    return EvaluationLink.objects.filter(token=token).select_related("evaluation__event__country").first()


def why_closed(evaluation: Evaluation) -> str:
    """Return one sentence that says why nobody can answer by telephone now; empty where somebody can."""
    today = clock.today()
    if rules.takes_answers(evaluation.stage, evaluation.opens_on, evaluation.closes_on, today):
        return ""
    is_ahead = evaluation.stage == Stage.PREPARED or (
        evaluation.stage == Stage.OPEN and evaluation.opens_on is not None and today < evaluation.opens_on
    )
    if is_ahead:
        return _("The questions are not open yet. Please come back when the event is over.")
    return _("The questions are closed. Thank you for taking part in the event.")


def sheets(evaluation: Evaluation) -> QuerySet[AnswerSheet]:
    """Return the sheets that count: paper that was withdrawn does not."""
    return evaluation.sheets.exclude(paper__withdrawn_at__isnull=False)


def is_closed(evaluation: Evaluation) -> bool:
    """Tell whether results are told and nothing is changed any more."""
    return evaluation.stage == Stage.CLOSED


def papers(scope: Scope) -> QuerySet[PaperSheet]:
    """Return the sheets entered from paper that the scope may see."""
    return PaperSheet.objects.visible_to(scope).select_related("sheet__evaluation__event__country")


def paper_sheets(evaluation: Evaluation, scope: Scope) -> QuerySet[PaperSheet]:
    """Return what was entered from paper for one evaluation, as far as the scope may see it."""
    return papers(scope).filter(sheet__evaluation=evaluation)


def attended(event: Event) -> QuerySet[Involvement]:
    """Return the participants who are known to have attended."""
    return event.involvements.filter(role=Involvement.Role.PARTICIPANT, attended=True)


@dataclass(frozen=True)
class Addressee:
    """Somebody who attended, to be written to; `key` is under what the letter is queued, once."""

    name: str
    email: str
    language: str
    key: str


def to_be_written_to(evaluation: Evaluation) -> list[Addressee]:
    """Return those who attended, have an address and were not written to yet."""
    event = evaluation.event
    rows = attended(event).exclude(person__email="").select_related("person").order_by("pk")
    beginning = f"events.evaluation:{evaluation.pk}:"
    keys = {f"{beginning}{row.pk}": row for row in rows}
    sent = set(OutgoingLetter.objects.filter(key__startswith=beginning).values_list("key", flat=True))
    chosen = dict(event.registrations.exclude(person=None).values_list("person_id", "language"))
    spoken = next((one for one in event.languages if one in dict(settings.LANGUAGES)), settings.LANGUAGE_CODE)
    return [
        Addressee(str(row.person), row.person.email, chosen.get(row.person_id) or spoken, key)
        for key, row in keys.items()
        if key not in sent and mail.is_address(row.person.email)
    ]


@dataclass(frozen=True)
class Cell:
    """How many people gave one answer, or one of several answers taken together.

    `count` and `share` (from 0 to 1) are None where they would tell of fewer than five people.
    """

    label: str
    count: int | None
    share: float | None
    is_merged: bool = False

    @property
    def is_suppressed(self) -> bool:
        """Tell whether the number is left out."""
        return self.count is None


@dataclass(frozen=True)
class QuestionResult:
    """What the answers to one question say; `n` is None where there are fewer than five.

    `mean` is there for scales: between which values the mean lies, as far as the cells say.
    """

    key: str
    dimension: str  # rules.Dimension, empty for a question of the event's own
    dimension_label: str
    text: str
    kind: str  # rules.Kind
    n: int | None
    cells: tuple[Cell, ...]
    mean: rules.Mean | None = None

    @property
    def is_suppressed(self) -> bool:
        """Tell whether nothing may be told, since fewer than five people answered."""
        return self.n is None

    @property
    def says_nothing(self) -> bool:
        """Tell whether nothing but the number of answers may be told: no value apart from the others."""
        return all(cell.is_suppressed for cell in self.cells) or (
            len(self.cells) == 1 and self.cells[0].is_merged
        )

    @property
    def has_hidden(self) -> bool:
        """Tell whether answers are left out or taken together."""
        return any(cell.is_suppressed or cell.is_merged for cell in self.cells)


@dataclass(frozen=True)
class Results:
    """What an event's evaluation says. There are questions once it is closed, and none before.

    `sheets` is how many people answered, None where they are fewer than five.
    """

    is_closed: bool
    sheets: int | None
    attended: int
    questions: tuple[QuestionResult, ...]

    @property
    def response_rate(self) -> float | None:
        """The share of those who attended that answered; None where that is not known."""
        if self.sheets is None or self.sheets > self.attended:
            return None
        return self.sheets / self.attended


def results_of(event: Event, scope: Scope) -> Results | None:
    """Return what the evaluation of an event says, never of fewer than five people.

    None where the scope may not see the event, or where it has no evaluation.
    """
    evaluation = evaluation_of(event)
    if evaluation is None or not Event.objects.visible_to(scope).filter(pk=event.pk).exists():
        return None
    is_closed = evaluation.stage == Stage.CLOSED
    given = list(sheets(evaluation).values_list("answers", flat=True))
    return Results(
        is_closed=is_closed,
        sheets=rules.number_told(len(given)),
        attended=attended(event).count(),
        questions=_results(evaluation, given) if is_closed else (),
    )


def _results(evaluation: Evaluation, given: Sequence[dict[str, Any]]) -> tuple[QuestionResult, ...]:
    return tuple(
        result
        for question in evaluation.questions.all()
        if (result := _result(question, given)).n is not None or not question.is_retired
    )


def _result(question: EvaluationQuestion, given: Sequence[dict[str, Any]]) -> QuestionResult:
    asked = question.asked
    mean = None
    if asked.kind is rules.Kind.TEXT:
        answered = len(_words(question))
        told: list[rules.Told] = []
    else:
        answers = [one[question.key] for one in given if question.key in one]
        answered, counts = len(answers), asked.counted(answers)
        is_several = asked.kind is rules.Kind.SOME
        told = rules.told_of_several(counts, answered) if is_several else rules.told(counts)
        if asked.kind is rules.Kind.SCALE:
            mean = rules.mean_told(told)
    return QuestionResult(
        key=question.key,
        dimension=question.dimension,
        dimension_label=question.get_dimension_display() if question.dimension else "",
        text=str(question),
        kind=question.kind,
        n=rules.number_told(answered),
        cells=tuple(_cell(question, one, answered) for one in told),
        mean=mean,
    )


def _cell(question: EvaluationQuestion, one: rules.Told, answered: int) -> Cell:
    share = None if one.count is None else one.count / answered
    return Cell(_label(question, one), one.count, share, one.is_merged)


def _label(question: EvaluationQuestion, one: rules.Told) -> str:
    labels = cell_labels(question)[one.first : one.last + 1]
    if question.kind == Kind.NUMBER:
        return _range(question.asked.ranges[one.first][0], question.asked.ranges[one.last][1])
    if len(labels) > 1 and question.kind == Kind.SCALE:
        return _("%(first)s to %(last)s") % {"first": labels[0], "last": labels[-1]}
    joined = _("%(first)s or %(second)s")
    return reduce(lambda first, second: joined % {"first": first, "second": second}, labels)


def _range(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"


def scale_end(value: int) -> str:
    """Return the words that an end of the scale has; the values between have none."""
    return {1: _("strongly disagree"), 5: _("strongly agree")}.get(value, "")


def scale_label(value: int) -> str:
    """Return a value of the scale with its words."""
    words = scale_end(value)
    return f"{value} ({words})" if words else str(value)


def cell_labels(question: EvaluationQuestion) -> list[str]:
    """Return what the values that answers are counted under are called, in their order."""
    asked = question.asked
    if asked.kind is rules.Kind.SCALE:
        return [scale_label(value) for value in rules.SCALE]
    if asked.kind is rules.Kind.YES_NO:
        return [_("yes"), _("no")]
    if asked.kind is rules.Kind.NUMBER:
        return [_range(*one) for one in asked.ranges]
    return [said(texts) or value for value, texts in question.choices]


def _words(question: EvaluationQuestion) -> list[str]:
    rows = FreeAnswer.objects.filter(question=question)
    return [words for words in rows.values_list("words", flat=True) if words.strip()]


@dataclass(frozen=True)
class Texts:
    """Answers to one question in words, in an order that says nothing of who gave them."""

    text: str
    n: int | None
    words: Sequence[str]


def texts_of(event: Event, scope: Scope) -> list[Texts]:
    """Return answers in words, of questions that five people or more answered, once all is closed.

    Words can name people: only whoever looks after the event reads them, never beside other answers.
    """
    evaluation = evaluation_of(event)
    if evaluation is None or evaluation.stage != Stage.CLOSED:
        return []
    scope.require(Permission.EVENTS_EVENT_EDIT, event.country_id)
    rows = evaluation.questions.filter(kind=Kind.TEXT)
    found = [(one, _words(one)) for one in rows]
    return [
        Texts(str(one), rules.number_told(len(words)), rules.texts_told(words))
        for one, words in found
        if words or not one.is_retired
    ]


def coming_in(evaluation: Evaluation) -> dict[str, int]:
    """Return how many sheets came in by each means; for whoever looks after the event."""
    found = dict.fromkeys(Means.values, 0)
    for means in sheets(evaluation).values_list("means", flat=True):
        found[means] += 1
    return found


def said_fewer() -> str:
    """Return the words that stand for a number of answers below five."""
    return _("fewer than %(least)d") % {"least": rules.LEAST_TOLD}
