"""Divisions of a text without articles: «A. CORE CAPACITIES», «1. Общие положения»."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tumar.law.rules.structure.endings import is_unfinished
from tumar.law.rules.structure.headings import Hit, is_capitals, is_title, rank_of
from tumar.law.rules.structure.marks import DASH, Mark, marks
from tumar.law.rules.structure.numbers import Number, letter_address
from tumar.law.rules.structure.rows import Row
from tumar.law.rules.traditions import Tradition
from tumar.law.rules.units import Kind

# Rows between a title and the number below it.
FURTHEST = 3
# Lines of plain text below each title of a text that has no points at all.
FEWEST_LINES = 1.5

_DIVISION = re.compile(r"^(?P<letter>[^\W\d_a-zа-я])[.)]\s+(?=\S)")


def lettered_divisions(
    rows: Sequence[Row],
    taken: Sequence[bool],
    hits: Sequence[Hit | None],
    start: int,
    end: int,
    tradition: Tradition,
) -> dict[int, Hit]:
    """Return the lines «A. CORE CAPACITIES» and «Б. Звітність» that divide a text without articles."""
    found: dict[int, Hit] = {}
    alphabets = [[letter.upper() for letter in one] for one in tradition.alphabets]
    for place in range(start, end):
        told = None if taken[place] or hits[place] else _DIVISION.match(rows[place].text)
        if told is None or not is_title(rows[place].text[told.end() :]):
            continue
        expected = {one[len(found)] for one in [*alphabets, list("ABCDEFGHIJ")] if len(found) < len(one)}
        if told["letter"] in expected:
            number = Number(letter_address(told["letter"].lower()).upper(), (len(found) + 1,))
            rank = rank_of(tradition.code, tradition, Kind.ARTICLE) - 0.25
            found[place] = Hit(Kind.SECTION, rank, number, told.end("letter") + 1, told.end())
    followed = (place + 1 < end and place + 1 not in found for place in found)
    return found if len(found) > 1 and all(followed) else {}


@dataclass(frozen=True)
class _Numbered:
    """A row with «1.», and the number that comes next below it."""

    place: int
    mark: Mark
    title: str
    after: Mark | None
    distance: int
    # A chapter stands above it.
    is_below: bool


def titled_points(
    rows: Sequence[Row],
    taken: Sequence[bool],
    hits: Sequence[Hit | None],
    start: int,
    end: int,
    tradition: Tradition,
) -> dict[int, Hit]:
    """Return, for a text without articles, the numbered lines that are titles: «1. Общие положения».

    Below chapters («II. Порядок отбора проб») they are sections, numbered anew in each.
    """
    found: dict[int, Hit] = {}
    heads, points = 0, 0
    told = list(_numbered(rows, taken, hits, start, end, tradition))
    for number, one in enumerate(told):
        if one.is_below and number and any(hits[told[number - 1].place : one.place]):
            heads = 0
        if one.mark.number.base == heads + 1 and _is_headed(rows[one.place], one, points):
            heads = one.mark.number.base
            found[one.place] = _division(rows[one.place], one, tradition)
        else:
            points = one.mark.number.base
    if len(found) > 1:
        return found
    return {} if any(one.is_below for one in told) else _titles_of_text(rows, told, end, tradition)


def _numbered(
    rows: Sequence[Row],
    taken: Sequence[bool],
    hits: Sequence[Hit | None],
    start: int,
    end: int,
    tradition: Tradition,
) -> Iterator[_Numbered]:
    read = [
        (place, mark)
        for place in range(start, end)
        if not taken[place] and not hits[place]
        for mark in marks(rows[place], tradition)[:1]
    ]
    for number, (place, mark) in enumerate(read):
        if mark.form != "1." or len(mark.number.value) != 1:
            continue
        below, after = read[number + 1] if number + 1 < len(read) else (end, None)
        title = rows[place].text[mark.end :].strip()
        yield _Numbered(place, mark, title, after, below - place, any(hits[start:place]))


def _is_headed(row: Row, one: _Numbered, points: int) -> bool:
    after = one.after
    if not is_title(one.title) or after is None or one.distance > FURTHEST:
        return False
    number = one.mark.number.base
    if after.form == "1.1" and after.number.value[0] == number:
        return not one.is_below
    if after.form != "1.":
        return False
    goes_on = after.number.base == points + 1 and number != points + 1
    if one.is_below:
        return goes_on and points > 1
    restarts = after.number.base in {1, number}
    marked = row.bold or row.centred or row.level is not None or is_capitals(one.title)
    return restarts or goes_on or (marked and after.number.base == points + 1)


def _titles_of_text(
    rows: Sequence[Row], told: Sequence[_Numbered], end: int, tradition: Tradition
) -> dict[int, Hit]:
    """Return the titles of a text that has no points: «1. Введение», and below it plain paragraphs."""
    in_order = [one.mark.number.base for one in told] == list(range(1, len(told) + 1))
    if len(told) < 2 or not in_order or not all(_heads_text(rows, one, tradition) for one in told):
        return {}
    if end - told[0].place - len(told) < FEWEST_LINES * len(told):
        return {}
    return {one.place: _division(rows[one.place], one, tradition) for one in told}


def _heads_text(rows: Sequence[Row], one: _Numbered, tradition: Tradition) -> bool:
    below = one.place + 1
    if not is_title(one.title) or re.search(r"\d", one.title) or below >= len(rows):
        return False
    row = rows[below]
    is_plain = not any(mark.form != DASH for mark in marks(row, tradition))
    return is_plain and bool(row.text) and not is_unfinished(row.text)


def _division(row: Row, one: _Numbered, tradition: Tradition) -> Hit:
    rest = len(row.text) - len(row.text[one.mark.end :].lstrip())
    if one.is_below:
        rank = rank_of(tradition.code, tradition, Kind.ARTICLE) - 0.25
        return Hit(Kind.SECTION, rank, one.mark.number, one.mark.end, rest)
    rank = rank_of(tradition.code, tradition, Kind.CHAPTER)
    return Hit(Kind.CHAPTER, rank, one.mark.number, one.mark.end, rest)
