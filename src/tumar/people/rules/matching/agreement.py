"""How well each pair of subjects agrees, field by field, in whichever order the names stand."""

import numpy as np
from numpy.typing import NDArray

from tumar.people.rules.matching import comparing as c
from tumar.people.rules.matching.columns import PARTS, Columns, NameColumn
from tumar.people.rules.matching.model import Field, Level
from tumar.people.rules.matching.starting import STARTING

Places = NDArray[np.int64]
# The levels behind the ranks of every field.
LEVELS: dict[str, tuple[Level, ...]] = {
    **dict.fromkeys(PARTS, c.NAME),
    Field.ORDER: (Level.MISSING, Level.STRAIGHT, Level.SWAPPED),
    Field.SEX: c.PLAIN,
    Field.BIRTH: c.BIRTH,
    Field.EMPLOYER: c.EMPLOYER,
    Field.COUNTRY: c.PLAIN,
    Field.EMAIL: c.EMAIL,
    Field.TELEPHONE: c.NUMBER,
    Field.DOCUMENT: c.NUMBER,
}
# Which part of the right name each part of the left one is held against.
ORDERS = ((0, 1, 2), (1, 0, 2), (2, 1, 0), (0, 2, 1), (1, 2, 0), (2, 0, 1))
STRAIGHT, SWAPPED = 1, 2
_SURE = c.NAME.index(Level.NEAR)
_MISSING_LAST = 99


def levels_of(field: str) -> tuple[Level, ...]:
    """Return the levels behind the ranks of a field; one that the program does not know is text."""
    return LEVELS.get(field, c.TEXT)


def _name_weights() -> NDArray[np.float64]:
    """Return the starting weight of each rank of each part of the name; (3, ranks)."""
    table = np.zeros((3, len(c.NAME)))
    for at, part in enumerate(PARTS):
        for one in STARTING[part]:
            table[at, c.NAME.index(one.level)] = one.weight
    return table


_WEIGHTS = _name_weights()
_SWAP_COSTS = -STARTING[Field.ORDER][1].weight


def _name_ranks(
    columns: Columns, left: NameColumn, right: NameColumn, i: Places, j: Places, comparer: c.Comparer
) -> c.Ranks:
    best = np.full(len(i), _MISSING_LAST, dtype=np.int8)
    for a in (0, 1):
        for b in (0, 1):
            codes_i, codes_j = left.codes[i, a], right.codes[j, b]
            if (a or b) and not np.any((codes_i > 0) & (codes_j > 0)):
                continue
            found = c.ranks(codes_i, codes_j, len(columns.name_texts), comparer)
            best = np.minimum(best, np.where(found == 0, np.int8(_MISSING_LAST), found))
    return np.where(best == _MISSING_LAST, np.int8(0), best)


def _comparer(columns: Columns, one: int, other: int) -> c.Comparer:
    return columns.name_comparers[1 if 2 in (one, other) else 0]


def names_agree(columns: Columns, i: Places, j: Places) -> dict[str, c.Ranks]:
    """Return the ranks of the three parts of the name in the order that fits best, and that order."""
    # Which of the two is held against the other decides between orders that fit as well: not by their places.
    is_turned = columns.standing[i] > columns.standing[j]
    i, j = np.where(is_turned, j, i), np.where(is_turned, i, j)
    straight = [
        _name_ranks(columns, part, part, i, j, _comparer(columns, at, at))
        for at, part in enumerate(columns.names)
    ]
    order = np.full(len(i), STRAIGHT, dtype=np.int8)
    is_open = ~((straight[0] > 0) & (straight[0] <= _SURE) & (straight[1] > 0) & (straight[1] <= _SURE))
    rest = np.flatnonzero(is_open)
    if len(rest):
        _reorder(columns, i[rest], j[rest], rest, straight, order)
    return {**dict(zip(PARTS, straight, strict=True)), Field.ORDER: order}


def _reorder(
    columns: Columns, i: Places, j: Places, rest: Places, found: list[c.Ranks], order: c.Ranks
) -> None:
    """Put the ranks of a better order in the place of the straight ones, where there is one."""
    parts = columns.names
    table = {
        (a, b): found[a][rest]
        if a == b
        else _name_ranks(columns, parts[a], parts[b], i, j, _comparer(columns, a, b))
        for a in range(3)
        for b in range(3)
    }
    best = sum(_WEIGHTS[at][table[at, at]] for at in range(3))
    compared = sum((table[at, at] > 0).astype(int) for at in range(3))
    for arrangement in ORDERS[1:]:
        value = sum(_WEIGHTS[at][table[at, to]] for at, to in enumerate(arrangement)) - _SWAP_COSTS
        # Another order must bring two names together, or the one that both have.
        agreeing = sum(
            ((table[at, to] > 0) & (table[at, to] <= _SURE + 1)).astype(int)
            for at, to in enumerate(arrangement)
        )
        # A name is never put where nothing stands, only to be rid of what it says against the pair.
        here = sum((table[at, to] > 0).astype(int) for at, to in enumerate(arrangement))
        is_better = (value > best) & (agreeing >= 1) & (here >= compared)
        if not is_better.any():
            continue
        best = np.where(is_better, value, best)
        chosen = rest[is_better]
        for at, to in enumerate(arrangement):
            found[at][chosen] = table[at, to][is_better]
        order[chosen] = SWAPPED


def agreement(columns: Columns, i: Places, j: Places) -> dict[str, c.Ranks]:
    """Return for every field the rank of each pair (i[k], j[k]); what the ranks mean: `levels_of(field)`."""
    found = names_agree(columns, i, j)
    for name, column in columns.values.items():
        found[name] = c.ranks(column.codes[i], column.codes[j], len(column.texts), column.comparer)
    return found
