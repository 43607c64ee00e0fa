"""Small builders of evaluations that name only what matters."""

import csv
import io
import itertools
from typing import Any
from uuid import UUID, uuid4

from tests.events.builders import an_event
from tests.people import MACHINE
from tumar.events.actions import answer_lists, answering
from tumar.events.actions import evaluation as actions
from tumar.events.actions.evaluation import open_evaluation
from tumar.events.models import (
    AnswerList,
    Evaluation,
    EvaluationQuestion,
    Event,
    PaperSheet,
)
from tumar.events.queries import evaluation as queries
from tumar.events.queries.evaluation import QuestionResult
from tumar.kernel.models import JournalEntry

_numbers = itertools.count(1)
# Headings of a list: its rows, the standard questions by number or words, and a question of its own.
HEADINGS = ["№", "1", "2", "3", "4", "What was most useful to you?", "Которая часть?"]
ALL_FOUR = {"q1": 5, "q2": 4, "q3": 4, "q4": 5}
CHOICES = [["c1", {"en": "Lectures"}], ["c2", {"en": "Exercises"}], ["c3", {"en": "Discussions"}]]


def a_prepared_evaluation(event: Event | None = None, **facts: Any) -> Evaluation:
    """The evaluation of an event, with the standard questions and nothing else."""
    evaluation = actions.prepare_evaluation(event or an_event(), by=MACHINE)
    return actions.set_evaluation(evaluation, facts, by=MACHINE) if facts else evaluation


def an_evaluation(event: Event | None = None, **facts: Any) -> Evaluation:
    """An evaluation that takes answers."""
    return actions.open_evaluation(a_prepared_evaluation(event, **facts), by=MACHINE)


def a_question(evaluation: Evaluation, kind: str = "scale", **facts: Any) -> EvaluationQuestion:
    """One more question of the event's own."""
    facts.setdefault("text", {"en": f"Question {next(_numbers)}?"})
    if kind in ("one", "some"):
        facts.setdefault("choices", CHOICES)
    if kind == "number":
        facts = {"least": 0, "most": 9, **facts}
    return actions.add_evaluation_question(evaluation, {"kind": kind, **facts}, by=MACHINE)


def answered(evaluation: Evaluation, *sheets: dict[str, Any]) -> None:
    """Sheets that came in at the address for the hall."""
    for answers in sheets:
        answering.receive_answers(evaluation, answers, key=uuid4())


def on_paper(
    evaluation: Evaluation, key: UUID | None = None, by: Any = MACHINE, **answers: Any
) -> PaperSheet:
    """A sheet that was entered from paper."""
    return answering.enter_paper(evaluation, answers or {"q1": 4}, key=key or uuid4(), by=by)


def an_answer_list(evaluation: Evaluation, *rows: str) -> AnswerList:
    """A list of answers to the first two questions, sent and not entered."""
    content = "\n".join(["1;2", *(rows or ("5;4",))]).encode()
    return answer_lists.receive_list(evaluation, content=content, name="answers.csv", key=uuid4(), by=MACHINE)


def closed(evaluation: Evaluation) -> Evaluation:
    """The evaluation after it was closed."""
    return actions.close_evaluation(evaluation, by=MACHINE)


def verbs(about: str) -> list[str]:
    """What the journal says was done with a record."""
    return list(JournalEntry.objects.filter(about=about).values_list("verb", flat=True))


def result(evaluation: Evaluation, key: str) -> QuestionResult:
    """What is told about one question."""
    found = queries.results_of(evaluation.event, MACHINE)
    return next(one for one in found.questions if one.key == key)


def a_table(*rows: list[Any], headings: list[Any] = HEADINGS) -> bytes:
    """A table of answers as a spreadsheet saves it in an office of Kazakhstan."""
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows([headings, *rows])
    return text.getvalue().encode()


def an_asked_evaluation(**facts: Any) -> Evaluation:
    """An open evaluation that asks one question beside the standard ones, in two languages."""
    evaluation = a_prepared_evaluation(**facts)
    a_question(evaluation, "one", text={"en": "Which part?", "ru": "Которая часть?"})
    return open_evaluation(evaluation, by=MACHINE)


def received(evaluation: Evaluation, *rows: list[Any], **named: Any) -> AnswerList:
    """A list of answers that was sent and not entered yet."""
    content = named.pop("content", None) or a_table(*rows, **named)
    return answer_lists.receive_list(evaluation, content=content, name="answers.csv", key=uuid4(), by=MACHINE)
