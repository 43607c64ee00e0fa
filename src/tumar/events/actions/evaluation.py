"""The evaluation of an event: prepared from the standard, asked, opened, closed."""

import secrets
from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from tumar.events.models import Evaluation, EvaluationQuestion, Event, FreeAnswer
from tumar.events.rules.evaluation import Dimension, Kind, Stage
from tumar.kernel import journal
from tumar.kernel.parts import next_number
from tumar.kernel.permissions import Permission
from tumar.kernel.records import checked_row, told
from tumar.kernel.refusals import Denied, Fault, Invalid
from tumar.kernel.retry import retrying
from tumar.kernel.scope import Scope

CHANGED_ALONE = ("kind", "choices", "least", "most")
WITH_CHOICES = (Kind.ONE, Kind.SOME)
COPIED = ("kind", "text", "is_required", "choices", "least", "most")


def _standard() -> list[tuple[Dimension | None, Kind, str]]:
    """Return the standard questions in the language of the moment."""
    return [
        (Dimension.RELEVANCE, Kind.SCALE, _("What was taught here is useful for my work.")),
        (Dimension.ENGAGEMENT, Kind.SCALE, _("I took an active part: I could ask, discuss and practise.")),
        (Dimension.CONFIDENCE, Kind.SCALE, _("I am confident that I can do what I learned here.")),
        (Dimension.COMMITMENT, Kind.SCALE, _("I will use what I learned here within three months.")),
        (None, Kind.TEXT, _("What was most useful to you?")),
        (None, Kind.TEXT, _("What should be done better next time?")),
    ]


def standard_questions() -> list[dict[str, Any]]:
    """Return the standard questions as data, in every language of content into which they are translated."""
    spoken = {}
    for language, _name in settings.CONTENT_LANGUAGES:
        with override(language):
            spoken[language] = [text for _dimension, _kind, text in _standard()]
    first = settings.CONTENT_LANGUAGES[0][0]
    return [
        {
            "dimension": dimension.value if dimension else "",
            "kind": kind.value,
            "text": {
                language: texts[at]
                for language, texts in spoken.items()
                if language == first or texts[at] != spoken[first][at]
            },
        }
        for at, (dimension, kind, _text) in enumerate(_standard())
    ]


def locked(evaluation: Evaluation) -> Evaluation:
    """Return the evaluation with its event, for this transaction alone."""
    rows = Evaluation.objects.select_for_update(of=("self",)).select_related("event")
    return rows.get(pk=evaluation.pk)


def _require_edit(event: Event, by: Scope) -> None:
    by.require(Permission.EVENTS_EVENT_EDIT, event.country_id)


@retrying
def prepare_evaluation(event: Event, *, by: Scope) -> Evaluation:
    """Give an event its evaluation with the standard questions; twice changes nothing."""
    _require_edit(event, by)
    with transaction.atomic():
        Event.objects.select_for_update().get(pk=event.pk)
        evaluation, is_new = Evaluation.objects.get_or_create(
            event=event, defaults={"token": secrets.token_urlsafe(16)}
        )
        if is_new:
            EvaluationQuestion.objects.bulk_create(
                EvaluationQuestion(evaluation=evaluation, number=number, **facts)
                for number, facts in enumerate(standard_questions(), start=1)
            )
            journal.write("events.evaluation.prepared", by=by, about=event.label)
    return evaluation


@retrying
def set_evaluation(evaluation: Evaluation, facts: Mapping[str, Any], *, by: Scope) -> Evaluation:
    """Lay down from when to when people can answer, and what stands above the questions."""
    _require_edit(evaluation.event, by)
    with transaction.atomic():
        current = locked(evaluation)
        _refuse_closed(current)
        changes = {name: [told(getattr(current, name)), told(value)] for name, value in facts.items()}
        for name, value in facts.items():
            setattr(current, name, value)
        checked_row(current)
        current.save()
        _tell("events.evaluation.set", current, by, changes)
    return current


def _tell(verb: str, evaluation: Evaluation, by: Scope, changes: Mapping[str, list[Any]]) -> None:
    differing: dict[str, Any] = {name: pair for name, pair in changes.items() if pair[0] != pair[1]}
    if differing:
        journal.write(verb, by=by, about=evaluation.event.label, **differing)


def _refuse_closed(evaluation: Evaluation) -> None:
    if evaluation.stage == Stage.CLOSED:
        raise Invalid([Fault("", _("The evaluation is closed: nothing of it can be changed any more."))])


def has_answers(question: EvaluationQuestion) -> bool:
    """Tell whether anybody answered the question."""
    if question.kind == Kind.TEXT:
        return FreeAnswer.objects.filter(question=question).exists()
    return question.evaluation.sheets.filter(answers__has_key=question.key).exists()


def _check(question: EvaluationQuestion) -> None:
    if question.kind in WITH_CHOICES and len(question.choices) < 2:
        raise Invalid([Fault("choices", _("Give two choices or more, one a line."))])
    if question.kind not in WITH_CHOICES:
        question.choices = []
    if question.kind != Kind.NUMBER:
        question.least = question.most = None
    checked_row(question)


@retrying
def add_evaluation_question(
    evaluation: Evaluation, facts: Mapping[str, Any], *, by: Scope
) -> EvaluationQuestion:
    """Ask something more of whoever answers from now on."""
    _require_edit(evaluation.event, by)
    with transaction.atomic():
        current = locked(evaluation)
        _refuse_closed(current)
        number = next_number(current.questions)
        question = EvaluationQuestion(evaluation=current, number=number, **facts)
        _check(question)
        question.save(force_insert=True)
        about = current.event.label
        journal.write(
            "events.evaluationquestion.added", by=by, about=about, kind=question.kind, text=question.text
        )
    return question


@retrying
def copy_evaluation_questions(evaluation: Evaluation, source: Evaluation, *, by: Scope) -> int:
    """Ask here what another event asked of its own; what is asked here already is left out.

    Returns how many questions were added.
    """
    _require_edit(evaluation.event, by)
    if not Event.objects.visible_to(by).filter(pk=source.event_id).exists():
        raise Denied(Permission.EVENTS_EVENT_VIEW, source.event.country_id)
    with transaction.atomic():
        current = locked(evaluation)
        _refuse_closed(current)
        known = [_said(one) for one in current.questions.filter(is_retired=False)]
        number = next_number(current.questions)
        added: list[EvaluationQuestion] = []
        for one in source.questions.filter(dimension="", is_retired=False):
            if _said(one) not in known:
                facts = {name: getattr(one, name) for name in COPIED}
                added.append(EvaluationQuestion(evaluation=current, number=number + len(added), **facts))
        EvaluationQuestion.objects.bulk_create(added)
        verb, about = "events.evaluationquestion.added", current.event.label
        taken = {"source": source.event.label}
        journal.write_many(
            (journal.Act(verb, about, {"kind": one.kind, "text": one.text, **taken}) for one in added), by=by
        )
    return len(added)


def _said(question: EvaluationQuestion) -> tuple[Any, ...]:
    """Return what makes two questions the same to whoever answers."""
    return question.kind, question.text, question.choices, question.least, question.most


@retrying
def amend_evaluation_question(
    question: EvaluationQuestion, facts: Mapping[str, Any], *, by: Scope
) -> EvaluationQuestion:
    """Change a question; once it is answered its words can be mended, and nothing that answers rest on."""
    _require_edit(question.evaluation.event, by)
    with transaction.atomic():
        evaluation = locked(question.evaluation)
        _refuse_closed(evaluation)
        current = EvaluationQuestion.objects.select_related("evaluation").get(pk=question.pk)
        changes = {name: [told(getattr(current, name)), told(value)] for name, value in facts.items()}
        is_other = any(changes[name][0] != changes[name][1] for name in CHANGED_ALONE if name in changes)
        if is_other and has_answers(current):
            said = _("There are answers already. Remove this question and add another one.")
            raise Invalid([Fault("kind", said)])
        for name, value in facts.items():
            setattr(current, name, value)
        _check(current)
        current.save()
        _tell("events.evaluationquestion.amended", evaluation, by, changes)
    return current


@retrying
def remove_evaluation_question(question: EvaluationQuestion, *, by: Scope) -> Evaluation:
    """Ask a question no more: it goes where nobody answered it, else it stays with its answers."""
    evaluation = question.evaluation
    _require_edit(evaluation.event, by)
    with transaction.atomic():
        _refuse_closed(locked(evaluation))
        rows = EvaluationQuestion.objects.filter(pk=question.pk, is_retired=False)
        is_done = rows.update(is_retired=True) if has_answers(question) else rows.delete()[0]
        if is_done:
            journal.write(
                "events.evaluationquestion.removed", by=by, about=evaluation.event.label, text=question.text
            )
    return evaluation


@retrying
def open_evaluation(evaluation: Evaluation, *, by: Scope) -> Evaluation:
    """Let people answer, within the days that are laid down."""
    _require_edit(evaluation.event, by)
    with transaction.atomic():
        current = locked(evaluation)
        _refuse_closed(current)
        if not current.questions.filter(is_retired=False).exists():
            raise Invalid([Fault("", _("There is no question to answer."))])
        _move(current, Stage.OPEN, "events.evaluation.opened", by)
    return current


@retrying
def close_evaluation(evaluation: Evaluation, *, by: Scope) -> Evaluation:
    """Take no more answers and tell the results, for good: results before and after tell of one sheet."""
    _require_edit(evaluation.event, by)
    with transaction.atomic():
        current = locked(evaluation)
        if current.stage == Stage.PREPARED:
            raise Invalid([Fault("", _("The evaluation was never opened."))])
        FreeAnswer.objects.filter(question__evaluation=current).update(paper=None)
        # From now on nothing tells whose link was answered: letters say to whom each went.
        current.links.update(is_used=True)
        _move(current, Stage.CLOSED, "events.evaluation.closed", by)
    return current


def _move(evaluation: Evaluation, stage: Stage, verb: str, by: Scope) -> None:
    if evaluation.stage == stage:
        return
    evaluation.stage = stage.value
    evaluation.save(update_fields=["stage"])
    journal.write(verb, by=by, about=evaluation.event.label)


def answer_faults(questions: Iterable[EvaluationQuestion], answers: Mapping[str, Any]) -> list[Fault]:
    """Return what is wrong with the answers, every fault at its question."""
    asked = {one.key: one for one in questions}
    faults = [Fault("", _("This is not asked here.")) for key in answers if key not in asked]
    for key, question in asked.items():
        if key not in answers:
            if question.is_required:
                faults.append(Fault(key, _("This question must be answered.")))
        elif not question.asked.accepts(answers[key]):
            faults.append(Fault(key, _("This is not an answer to the question.")))
    if not answers:
        faults.append(Fault("", _("Answer one question at least.")))
    return faults
