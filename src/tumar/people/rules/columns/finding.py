"""Where a table begins in a sheet: its header among titles, one line or several."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from tumar.kernel.tables.grids import Row, Value
from tumar.people.rules.columns import headers
from tumar.people.rules.columns.fields import NAMING, Field, Kind
from tumar.people.rules.columns.recognition import Recognised, recognised, text_of
from tumar.people.rules.values import contacts, dates, words

LOOK_WITHIN = 80
LONGEST_TITLE = 120
MOST_LINES = 4
# Two columns named for certain, or nearly.
ENOUGH = 1.6
ENOUGH_ALONE = 0.9


@dataclass(frozen=True)
class Header:
    """The lines of a header: the rows, and for each column its texts from above to below."""

    rows: tuple[int, ...]
    titles: tuple[tuple[str, ...], ...]


def _texts(row: Row) -> list[str]:
    return [text_of(cell) for cell in row.cells]


def score(row: Row, kind: Kind) -> float:
    """Return how much a row looks like a header: the sum of how surely its cells name columns."""
    fields: dict[Field, float] = {}
    against = 0.0
    sessions = 0
    for text in dict.fromkeys(filter(None, _texts(row))):
        if len(text) > LONGEST_TITLE:
            against += 0.5
            continue
        found = headers.match(text, kind, typos=False)
        if found and (len(text) < 60 or found.why is headers.Why.EXACT):
            # A contained word is little: it also stands in the cells of a column.
            weight = found.confidence if found.why is not headers.Why.CONTAINED else found.confidence * 0.5
            fields[found.field] = max(fields.get(found.field, 0.0), weight)
        elif headers.names_a_session(text):
            sessions += 1
        elif contacts.has_email(text) or (contacts.is_telephone(text) and not dates.is_day(text)):
            against += 1.0
    return sum(fields.values()) + 0.3 * min(sessions, 3) - against


def looks_like_header(row: Row, kind: Kind) -> bool:
    """Tell whether a row in the middle of a table begins another one."""
    filled = {text for text in _texts(row) if text}
    return len(filled) >= 2 and score(row, kind) >= max(ENOUGH + 0.3, 0.6 * len(filled))


def _is_group_above(upper: Row, lower: Row) -> bool:
    """Tell whether the row above holds headings of groups of the columns below."""
    if upper.number + 1 != lower.number:
        return False
    texts = _texts(upper)
    filled = [place for place, text in enumerate(texts) if text]
    distinct = {texts[place] for place in filled}
    if not filled or any(len(text) > LONGEST_TITLE for text in distinct):
        return False
    width = sum(cell is not None for cell in lower.cells)
    if len(distinct) == 1:
        # One text across a part of the columns; across all of them, or before them, it is a title.
        return len(filled) < max(width - 1, 2) and filled[0] > 0
    return not any(words.begins_footer(text) or words.begins_total(text) for text in distinct)


def _continues_below(upper: Row, lower: Row, kind: Kind) -> bool:
    """Tell whether the row below still belongs to the header."""
    if upper.number + 1 != lower.number:
        return False
    if any(place < len(upper.cells) and upper.cells[place] is not None for place in lower.carried):
        return True
    texts = _texts(lower)
    above = _texts(upper) + [""] * len(texts)
    filled = [place for place, text in enumerate(texts) if text]
    if not filled or len(filled) >= sum(map(bool, above)) or not any(map(bool, above)):
        return False
    # Without merged cells: the row below fills the places that the row above leaves to a group's heading.
    under_single = [
        place for place in filled if above[place] and (place + 1 >= len(texts) or above[place + 1])
    ]
    if under_single:
        return False
    return all(
        headers.names_a_session(texts[place])
        or dates.is_day(lower.cells[place])
        or headers.match(texts[place], kind, typos=False)
        for place in filled
    )


def _titles(rows: Sequence[Row]) -> tuple[tuple[str, ...], ...]:
    width = max(len(row.cells) for row in rows)
    lines = [[*_texts(row), *[""] * (width - len(row.cells))] for row in rows]
    for upper, lower in pairwise(lines):
        for place in range(1, width):
            # A heading over several columns that was not merged stands over the first of them only.
            is_below_heading = not upper[place] and lower[place] and upper[place - 1]
            if is_below_heading and (lower[place - 1] or headers.names_a_session(lower[place])):
                upper[place] = upper[place - 1]
    return tuple(tuple(dict.fromkeys(line[place] for line in lines if line[place])) for place in range(width))


def header_at(rows: Sequence[Row], place: int, kind: Kind) -> Header:
    """Return the whole header of which the row at the place is a line."""
    first = last = place
    while first > 0 and last - first < MOST_LINES - 1 and _is_group_above(rows[first - 1], rows[first]):
        first -= 1
    while (
        last + 1 < len(rows)
        and last - first < MOST_LINES - 1
        and _continues_below(rows[last], rows[last + 1], kind)
    ):
        last += 1
    block = rows[first : last + 1]
    return Header(tuple(row.number for row in block), _titles(block))


def find_header(rows: Sequence[Row], kind: Kind) -> Header | None:
    """Return the first header of a sheet, or None where no row looks like one."""
    scored = [(score(row, kind), -place) for place, row in enumerate(rows)]
    if not scored:
        return None
    best, place = max(scored)
    width = max(sum(cell is not None for cell in row.cells) for row in rows)
    if best < ENOUGH and not (best >= ENOUGH_ALONE and (width <= 2 or best >= 1.3)):
        return None
    # The first row that can be one: a header further down belongs to another table, or repeats this one.
    first = next(
        (at for at, row in enumerate(rows[: -place or 0]) if _begins_table(row, scored[at][0], kind)), -place
    )
    return header_at(rows, first, kind)


def _begins_table(row: Row, scored: float, kind: Kind) -> bool:
    filled = {text for text in _texts(row) if text}
    if scored < max(ENOUGH, 0.6 * len(filled)):
        return False
    named = {found.field for text in filled if (found := headers.match(text, kind, typos=False))}
    return bool(named & {*NAMING[kind], Field.NAME})


def is_numbering(row: Row) -> bool:
    """Tell whether a row only numbers the columns: 1, 2, 3, 4."""
    first = next((cell for cell in row.cells if cell is not None), None)
    if first is None or text_of(first) != "1":
        return False
    told = [text_of(cell) for cell in row.cells if cell is not None]
    return len(told) >= 3 and told == [str(number) for number in range(1, len(told) + 1)]


def columns_of(rows: Sequence[Row]) -> list[list[Value]]:
    """Return the cells of the rows column by column."""
    width = max((len(row.cells) for row in rows), default=0)
    return [[row.cells[place] if place < len(row.cells) else None for row in rows] for place in range(width)]


def without_header(sheet: str, rows: Sequence[Row], kind: Kind) -> Recognised | None:
    """Recognise a table that has no header by what stands in its columns."""
    told = recognised(sheet, kind, (), (), columns_of(rows))
    return told if told.names_rows else None
