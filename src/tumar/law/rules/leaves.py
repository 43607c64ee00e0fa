"""A long text in leaves, each light enough for a page: by parts and chapters, else by articles, else smaller.

Weight is told in letters. A letter of law in any script weighs some half byte once a page is compressed, and
made-up words .8; a page may weigh 25 kB with all that stands around the text.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from tumar.law.rules.units import Unit

Item = TypeVar("Item")

LEAF = 20_000
# What a provision weighs beside its words: its marks on the page, its address; and a cell of a table.
PROVISION, CELL = 60, 10
# A text is cut at a blank where one is so near.
NEAR = 200


@dataclass(frozen=True, slots=True)
class Sized:
    """A unit by what decides where leaves begin."""

    eid: str
    parent: str
    letters: int


@dataclass(frozen=True, slots=True)
class Leaf:
    """Units from `first` to before `end`; one unit that is too long for a leaf has several, each a piece."""

    first: int
    end: int
    piece: int = 0
    pieces: int = 1


def letters_of(unit: Unit) -> int:
    """Return what a unit weighs on a page."""
    cells = sum(len(cell) + CELL for row in unit.cells for cell in row)
    return PROVISION + len(unit.label) + len(unit.heading) + len(unit.text) + cells


def leaves(
    units: Sequence[Sized], pieces: Mapping[int, int] | None = None, *, most: int = LEAF
) -> list[Leaf]:
    """Return the leaves of a text; together they are all of it, once and in order.

    `pieces` says of the units that are longer than a leaf into how many pieces `cut` cuts them.
    """
    return list(_Cutting(units, pieces or {}, most).leaves()) or [Leaf(0, 0)]


class _Cutting:
    """One text on its way into leaves."""

    def __init__(self, units: Sequence[Sized], pieces: Mapping[int, int], most: int) -> None:
        self._pieces, self._most = pieces, most
        self._ends = _ends(units)
        self._sums = [0]
        for unit in units:
            self._sums.append(self._sums[-1] + unit.letters)
        # The leaf that is being filled: from where, and whether only headings of what follows are in it.
        self._open: int | None = None
        self._is_headings = False

    def leaves(self) -> Iterator[Leaf]:
        size = len(self._ends)
        at = 0
        # Where long units end that were gone into, the innermost last: a leaf ends with them.
        within: list[int] = []
        while at < size:
            while within and within[-1] == at:
                within.pop()
                yield from self._close(at)
            if self._weight(at, self._ends[at]) <= self._most:
                yield from self._take(at)
                at = self._ends[at]
            else:
                if not self._is_headings or self._weight_open(at + 1) > self._most:
                    yield from self._close(at)
                yield from self._go_into(at)
                within.append(self._ends[at])
                at += 1
        yield from self._close(size)

    def _weight(self, first: int, end: int) -> int:
        return self._sums[end] - self._sums[first]

    def _weight_open(self, end: int) -> int:
        return 0 if self._open is None else self._weight(self._open, end)

    def _take(self, at: int) -> Iterator[Leaf]:
        if self._weight_open(self._ends[at]) > self._most:
            yield from self._close(at)
        if self._open is None:
            self._open = at
        self._is_headings = False

    def _go_into(self, at: int) -> Iterator[Leaf]:
        pieces = self._pieces.get(at, 1)
        if pieces > 1:
            yield from self._close(at)
            yield from (Leaf(at, at + 1, piece, pieces) for piece in range(pieces))
        elif self._open is None:
            self._open, self._is_headings = at, True

    def _close(self, end: int) -> Iterator[Leaf]:
        if self._open is not None and self._open < end:
            yield Leaf(self._open, end)
        self._open, self._is_headings = None, False


def _ends(units: Sequence[Sized]) -> list[int]:
    """Return for each unit where what stands under it ends."""
    ends = [len(units)] * len(units)
    above: list[int] = []
    for at, unit in enumerate(units):
        while above and units[above[-1]].eid != unit.parent:
            ends[above.pop()] = at
        above.append(at)
    return ends


def place_of(found: Sequence[Leaf], unit: int) -> int:
    """Return the number, from 0, of the first leaf with the unit."""
    return next((number for number, leaf in enumerate(found) if leaf.first <= unit < leaf.end), 0)


def stretches(letters: Sequence[int], *, most: int = LEAF, rows: int = 10_000) -> list[tuple[int, int]]:
    """Return a list in stretches of so many letters and rows at the most; a longer row stands alone."""
    found: list[tuple[int, int]] = []
    first = weight = 0
    for at, one in enumerate(letters):
        if at > first and (weight + one > most or at - first >= rows):
            found.append((first, at))
            first, weight = at, 0
        weight += one
    return [*found, (first, len(letters))]


@dataclass(frozen=True)
class Page(Generic[Item]):
    """One stretch of a list: its rows, the place of the first of them, its number and how many there are."""

    rows: Sequence[Item]
    first: int
    page: int
    pages: int

    @property
    def previous(self) -> int:
        """The number of the page before."""
        return self.page - 1

    @property
    def next(self) -> int:
        """The number of the page after."""
        return self.page + 1


def page_of(
    items: Sequence[Item], found: Sequence[tuple[int, int]], page: int, *, holding: int | None = None
) -> Page[Item]:
    """Return the stretch of that number, or the nearest there is; or the one that holds an item."""
    if holding is not None:
        page = next((number for number, (_first, end) in enumerate(found, 1) if holding < end), 1)
    number = min(max(page, 1), len(found))
    first, end = found[number - 1]
    return Page(items[first:end], first, number, len(found))


def cut(unit: Unit, *, most: int = LEAF) -> list[Unit]:
    """Return a unit in pieces of which each is light enough; the first has the label and the heading."""
    if letters_of(unit) <= most:
        return [unit]
    room = max(1, most - PROVISION - len(unit.label) - len(unit.heading))
    parts: list[Unit] = []
    for text in _cut_text(unit.text, room) if unit.text else ():
        parts.append(replace(unit, text=text, cells=()))
    for rows in _cut_rows(unit.cells, room):
        parts.append(replace(unit, text="", cells=rows))
    return [
        part if number == 0 else replace(part, label="", heading="") for number, part in enumerate(parts)
    ] or [unit]


def _cut_text(text: str, most: int) -> Iterator[str]:
    first = 0
    while first < len(text):
        end = first + most
        if end < len(text):
            blank = text.rfind(" ", max(first, end - NEAR), end)
            end = blank + 1 if blank > first else end
        yield text[first:end]
        first = end


def _cut_rows(rows: Sequence[tuple[str, ...]], most: int) -> Iterator[tuple[tuple[str, ...], ...]]:
    light = [piece for row in rows for piece in _light_rows(row, most)]
    if light:
        for first, end in stretches([_weight_of(row) for row in light], most=most):
            yield tuple(light[first:end])


def _weight_of(row: Sequence[str]) -> int:
    return sum(len(cell) + CELL for cell in row)


def _light_rows(row: tuple[str, ...], most: int) -> Iterator[tuple[str, ...]]:
    """Yield a row, or the rows that it goes on in where its cells are too long."""
    if _weight_of(row) <= most:
        yield row
        return
    room = max(1, most // len(row) - CELL)
    columns = [list(_cut_text(cell, room)) for cell in row]
    for number in range(max(map(len, columns))):
        yield tuple(column[number] if number < len(column) else "" for column in columns)


def found_at(eids: Sequence[str], wanted: str) -> int | None:
    """Return the place of an address, else of the nearest above it; None where there is neither."""
    places = {eid: at for at, eid in enumerate(eids)}
    while wanted:
        if wanted in places:
            return places[wanted]
        wanted = wanted.rpartition("__")[0]
    return None
