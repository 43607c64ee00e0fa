"""Answers from paper as a table: which column is about which question, and what each cell says.

One row is one sheet of paper. A cell that is no answer to its question is told by its place, and what a
person may have meant is never guessed.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from tumar.events.rules.evaluation import LONGEST_TEXT, SCALE, Asked, Kind
from tumar.kernel.folding import fold

MOST_ROWS = 2000
NUMBERED = re.compile(r"^\s*q?(\d{1,3})\s*(?:[.):]|$|\s)", re.IGNORECASE)
# Columns that number the rows, or say where the paper is; nothing in them is an answer.
ASIDE = frozenset(map(fold, ("№", "No.", "No", "#", "п/п", "№ п/п", "sheet", "лист", "note", "примечание")))
SAYS_YES = ("yes", "y", "true", "1", "+", "да", "д", "иә", "ооба", "ha", "бале", "ҳа", "тийм")
SAYS_NO = ("no", "n", "false", "0", "-", "нет", "н", "жоқ", "жок", "yoʻq", "не", "йўқ", "үгүй")
YES, NO = (frozenset(map(fold, words)) for words in (SAYS_YES, SAYS_NO))
SEVERAL = re.compile(r"[;\n]")
SCALED = re.compile(r"^([1-5])(?:\s*\(.*|\s+[–—-]\s.*)?$", re.DOTALL)

Cell = Any


class Trouble(StrEnum):
    """Why a table cannot be entered."""

    NO_HEADINGS = "no-headings"
    NO_ROWS = "no-rows"
    TOO_MANY_ROWS = "too-many-rows"
    STRANGE_COLUMN = "strange-column"
    TWICE = "twice"
    NOT_ON_SCALE = "not-on-scale"
    NOT_YES_NO = "not-yes-no"
    NO_CHOICE = "no-choice"
    NOT_A_NUMBER = "not-a-number"
    OUT_OF_LIMITS = "out-of-limits"
    TOO_LONG = "too-long"


@dataclass(frozen=True)
class Question:
    """One question as a column may name it: by its number or by its words in any language."""

    key: str
    number: int
    asked: Asked
    texts: tuple[str, ...] = ()
    # The words of each choice in every language, by the value that answers keep.
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Fault:
    """What is wrong, in which cell, and what stands there; columns count from 0."""

    trouble: Trouble
    row: int = 0
    column: int = 0
    content: str = ""
    question: str = ""


@dataclass(frozen=True)
class SheetRead:
    """The answers of one row, by the key of their question."""

    row: int
    answers: Mapping[str, Any]


@dataclass(frozen=True)
class ListRead:
    """A table as it was read."""

    columns: Mapping[int, str]
    sheets: Sequence[SheetRead]
    faults: Sequence[Fault]


def read_table(rows: Iterable[tuple[int, Sequence[Cell]]], questions: Sequence[Question]) -> ListRead:
    """Read a table whose first row that says anything holds the headings; rows come with their numbers."""
    lines = ((number, cells) for number, cells in rows if any(_text(cell) for cell in cells))
    number, headings = next(lines, (0, ()))
    columns, faults = _columns(number, headings, questions)
    if not columns:
        return ListRead({}, (), [Fault(Trouble.NO_HEADINGS)])
    by_key = {one.key: one for one in questions}
    sheets: list[SheetRead] = []
    for number, cells in lines:
        if len(sheets) == MOST_ROWS:
            faults.append(Fault(Trouble.TOO_MANY_ROWS, number))
            break
        answers, wrong = _row(number, cells, columns, by_key)
        faults += wrong
        if answers or wrong:
            sheets.append(SheetRead(number, answers))
    if not sheets:
        faults.append(Fault(Trouble.NO_ROWS))
    return ListRead(columns, sheets, faults)


def _columns(
    row: int, headings: Sequence[Cell], questions: Sequence[Question]
) -> tuple[dict[int, str], list[Fault]]:
    found: dict[int, str] = {}
    faults = []
    for place, cell in enumerate(headings):
        heading = _text(cell)
        if not heading or fold(heading) in ASIDE:
            continue
        key = _meant(heading, questions)
        if key is None:
            faults.append(Fault(Trouble.STRANGE_COLUMN, row, place, heading))
        elif key in found.values():
            faults.append(Fault(Trouble.TWICE, row, place, heading, key))
        else:
            found[place] = key
    return found, faults


def _meant(heading: str, questions: Sequence[Question]) -> str | None:
    """Return the key of the question that a heading names: by its words, else by the number before them."""
    folded = fold(heading)
    by_words = [one.key for one in questions if folded in {fold(text) for text in one.texts}]
    if len(by_words) == 1:
        return by_words[0]
    if numbered := NUMBERED.match(heading):
        return next((one.key for one in questions if one.number == int(numbered.group(1))), None)
    return None


def _row(
    number: int, cells: Sequence[Cell], columns: Mapping[int, str], questions: Mapping[str, Question]
) -> tuple[dict[str, Any], list[Fault]]:
    answers: dict[str, Any] = {}
    faults = []
    for place, key in columns.items():
        cell = cells[place] if place < len(cells) else None
        if not _text(cell):
            continue
        read = answer_in(cell, questions[key])
        if isinstance(read, Trouble):
            faults.append(Fault(read, number, place, _text(cell), key))
        else:
            answers[key] = read
    return answers, faults


def answer_in(cell: Cell, question: Question) -> Any:
    """Return the answer that a cell gives to a question, or the Trouble with it."""
    kind, text = question.asked.kind, _text(cell)
    if kind is Kind.SCALE:
        found = SCALED.match(text)
        return int(found.group(1)) if found and int(found.group(1)) in SCALE else Trouble.NOT_ON_SCALE
    if kind is Kind.YES_NO:
        return _yes_no(cell, text)
    if kind is Kind.NUMBER:
        if not re.fullmatch(r"-?\d{1,9}", text):
            return Trouble.NOT_A_NUMBER
        return int(text) if question.asked.accepts(int(text)) else Trouble.OUT_OF_LIMITS
    if kind is Kind.TEXT:
        return text if len(text) <= LONGEST_TEXT else Trouble.TOO_LONG
    return _chosen(text, question)


def _yes_no(cell: Cell, text: str) -> Any:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    folded = fold(text)
    return "yes" if folded in YES else "no" if folded in NO else Trouble.NOT_YES_NO


def _chosen(text: str, question: Question) -> Any:
    whole = _choice(text, question)
    if question.asked.kind is Kind.ONE:
        return whole or Trouble.NO_CHOICE
    if whole:
        return [whole]
    parts = SEVERAL.split(text)
    if len(parts) == 1:
        # Words of a choice may hold a comma, so it divides choices only where nothing else does.
        parts = text.split(",")
    found = [_choice(part, question) for part in parts if part.strip()]
    return list(dict.fromkeys(found)) if found and all(found) else Trouble.NO_CHOICE


def _choice(text: str, question: Question) -> str | None:
    """Return the value of the choice that is named: by its words, or by its place on the paper."""
    folded = fold(text)
    for value, texts in question.choices.items():
        if folded in {fold(one) for one in texts}:
            return value
    values = list(question.choices)
    if folded.isdecimal() and 0 < int(folded) <= len(values):
        return values[int(folded) - 1]
    return None


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
