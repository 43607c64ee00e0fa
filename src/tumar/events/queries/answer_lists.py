"""Reads about lists of answers from paper: what a file says, and what is wrong with it, cell by cell."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from tumar.events.models import AnswerList, Evaluation, EvaluationQuestion
from tumar.events.queries import evaluation as reads
from tumar.events.rules.answer_lists import (
    MOST_ROWS,
    Fault,
    ListRead,
    Question,
    SheetRead,
    Trouble,
    read_table,
)
from tumar.events.rules.evaluation import Kind
from tumar.kernel import files
from tumar.kernel.scope import Scope
from tumar.kernel.tables.grids import Book, Value, address
from tumar.kernel.tables.opening import opened
from tumar.kernel.tables.refusals import UnreadableTable
from tumar.kernel.tables.wording import sentence

FAULTS_TOLD, ROWS_SHOWN = 100, 30


def answer_lists(scope: Scope) -> QuerySet[AnswerList]:
    """Return the lists of answers that the scope may see."""
    return AnswerList.objects.visible_to(scope).select_related("evaluation__event__country", "file")


def lists_of(evaluation: Evaluation, scope: Scope) -> QuerySet[AnswerList]:
    """Return the lists that came for one evaluation, as far as the scope may see them."""
    return answer_lists(scope).filter(evaluation=evaluation)


def asked(question: EvaluationQuestion) -> Question:
    """Return a question as the columns of a table may name it."""
    return Question(
        key=question.key,
        number=question.number,
        asked=question.asked,
        texts=tuple(question.text.values()),
        choices={value: tuple(texts.values()) for value, texts in question.choices},
    )


def read_file(content: bytes, name: str, questions: Sequence[EvaluationQuestion]) -> ListRead:
    """Return what a file of tables answers to these questions; raises UnreadableTable where it is none."""
    book = opened(content, name)
    return read_table(_rows(book), [asked(one) for one in questions])


def _rows(book: Book) -> Iterator[tuple[int, Sequence[Value]]]:
    """Yield the rows of the first sheet that says anything, without what came down from merged cells."""
    for grid in book.grids:
        if grid.is_hidden:
            continue
        is_empty = True
        for row in grid.rows():
            is_empty = is_empty and not row
            carried = row.carried
            yield row.number, [None if at in carried else cell for at, cell in enumerate(row.cells)]
        if not is_empty:
            return


@dataclass(frozen=True)
class Told:
    """What is wrong in one cell, in words."""

    where: str
    content: str
    why: str


@dataclass(frozen=True)
class Preview:
    """A list as it would be entered: its questions, its first rows, and every fault."""

    questions: Sequence[EvaluationQuestion]
    without_column: Sequence[EvaluationQuestion]
    rows: Sequence[tuple[int, Sequence[str]]]
    sheets: int
    faults: Sequence[Told]
    more_faults: int = 0


def preview(one: AnswerList) -> Preview:
    """Return what a list says, read anew from the file as it was received."""
    every = reads.questions(one.evaluation)
    try:
        read = read_file(files.content_of(one.file), one.file.name, every)
    except UnreadableTable as refusal:
        return Preview((), every, (), 0, [Told("", "", sentence(refusal))])
    by_key = {question.key: question for question in every}
    columns = [by_key[key] for key in read.columns.values()]
    told = [_told(fault, by_key) for fault in read.faults]
    return Preview(
        questions=columns,
        without_column=[question for question in every if question not in columns],
        rows=[(sheet.row, _shown(sheet, columns)) for sheet in read.sheets[:ROWS_SHOWN]],
        sheets=len(read.sheets),
        faults=told[:FAULTS_TOLD],
        more_faults=max(0, len(told) - FAULTS_TOLD),
    )


def _shown(sheet: SheetRead, columns: Sequence[EvaluationQuestion]) -> list[str]:
    return [_answer(question, sheet.answers.get(question.key)) for question in columns]


def _answer(question: EvaluationQuestion, answer: Any) -> str:
    if answer is None:
        return ""
    if question.kind in (Kind.ONE, Kind.SOME, Kind.YES_NO):
        labels = dict(zip(question.asked.cells, reads.cell_labels(question), strict=True))
        chosen = answer if isinstance(answer, list) else [answer]
        return "; ".join(labels[value] for value in chosen)
    return str(answer)


def _told(fault: Fault, questions: dict[str, EvaluationQuestion]) -> Told:
    where = address(fault.column, fault.row) if fault.row else ""
    return Told(where, fault.content[:80], _why(fault, questions.get(fault.question)))


def _why(fault: Fault, question: EvaluationQuestion | None) -> str:
    words = {
        Trouble.NO_HEADINGS: _(
            "No column is headed with a question. Give each column the number or the words of its question."
        ),
        Trouble.NO_ROWS: _("There is no row with answers below the headings."),
        Trouble.TOO_MANY_ROWS: _("There are more than %(most)d rows.") % {"most": MOST_ROWS},
        Trouble.STRANGE_COLUMN: _(
            "No question of this evaluation is called so; mend the heading or empty it."
        ),
        Trouble.TWICE: _("This question has a column already."),
        Trouble.NOT_ON_SCALE: _("This is no value from 1 to 5."),
        Trouble.NOT_YES_NO: _("Write yes or no."),
        Trouble.NOT_A_NUMBER: _("This is no whole number."),
        Trouble.TOO_LONG: _("This text is too long."),
    }
    if question is not None and fault.trouble is Trouble.NO_CHOICE:
        labels = reads.cell_labels(question)
        return _("This is none of the choices: %(choices)s.") % {"choices": "; ".join(labels)}
    if question is not None and fault.trouble is Trouble.OUT_OF_LIMITS:
        limits = {"least": question.least, "most": question.most}
        return _("This number is not from %(least)s to %(most)s.") % limits
    return words[fault.trouble]
