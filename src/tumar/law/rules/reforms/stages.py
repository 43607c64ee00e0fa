"""One table of the stages of an act on its way: which kinds have them, and which moves there are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Stage(StrEnum):
    """Where an act on its way can be, in the order in which it goes."""

    IDEA = "idea"
    WORKING_GROUP = "working-group"
    CONCEPT = "concept"
    DRAFT = "draft"
    INTERAGENCY = "interagency"
    GOVERNMENT = "government"
    FIRST_READING = "first-reading"
    SECOND_READING = "second-reading"
    THIRD_READING = "third-reading"
    ADOPTED = "adopted"
    SIGNED = "signed"
    PUBLISHED = "published"
    IN_FORCE = "in-force"
    BY_LAWS = "by-laws"
    IMPLEMENTED = "implemented"
    REVIEWED = "reviewed"
    # Ends of the way.
    WITHDRAWN = "withdrawn"
    REJECTED = "rejected"


class Column(StrEnum):
    """The columns of the board."""

    PREPARED = "prepared"
    AGREED = "agreed"
    PARLIAMENT = "parliament"
    ADOPTED = "adopted"
    IN_FORCE = "in-force"
    CARRIED_OUT = "carried-out"
    ENDED = "ended"


class BillKind(StrEnum):
    """What an act on its way is to be."""

    LAW = "law"
    AMENDMENT = "amendment"
    CODE = "code"
    DECREE = "decree"
    ORDER = "order"
    BY_LAW = "by-law"


class Move(StrEnum):
    """How a bill comes to a stage."""

    BEGIN = "begin"
    FORWARD = "forward"
    SKIP = "skip"
    BACK = "back"
    END = "end"


REASONED = frozenset({Move.SKIP, Move.BACK, Move.END})


@dataclass(frozen=True)
class Row:
    """What the table says of one stage.

    `back_to` is the earliest stage to which a bill may return from here. A bill may leave the way for good
    (`may_end`) until it is signed: what is signed and published is law, and takes another act to undo.
    """

    stage: Stage
    column: Column
    kinds: frozenset[BillKind]
    may_skip: bool
    back_to: Stage | None
    may_begin: bool = True
    may_end: bool = True


_ALL = frozenset(BillKind)
# An order of an authority goes through no government and no parliament, and is adopted by being signed.
_NO_ORDER = _ALL - {BillKind.ORDER, BillKind.BY_LAW}
_PARLIAMENT = _NO_ORDER - {BillKind.DECREE}
_S, _C = Stage, Column

TABLE = (
    Row(_S.IDEA, _C.PREPARED, _ALL, True, None),
    Row(_S.WORKING_GROUP, _C.PREPARED, _ALL, True, _S.IDEA),
    Row(_S.CONCEPT, _C.PREPARED, _ALL, True, _S.IDEA),
    Row(_S.DRAFT, _C.PREPARED, _ALL, False, _S.IDEA),
    Row(_S.INTERAGENCY, _C.AGREED, _ALL, True, _S.IDEA),
    Row(_S.GOVERNMENT, _C.AGREED, _NO_ORDER, True, _S.IDEA),
    Row(_S.FIRST_READING, _C.PARLIAMENT, _PARLIAMENT, True, _S.CONCEPT),
    Row(_S.SECOND_READING, _C.PARLIAMENT, _PARLIAMENT, True, _S.DRAFT),
    Row(_S.THIRD_READING, _C.PARLIAMENT, _PARLIAMENT, True, _S.DRAFT),
    # A head of State may return an adopted law, an authority an adopted order before it is published.
    Row(_S.ADOPTED, _C.ADOPTED, _ALL, False, _S.DRAFT),
    Row(_S.SIGNED, _C.ADOPTED, _NO_ORDER, True, None, may_end=False),
    Row(_S.PUBLISHED, _C.ADOPTED, _ALL, False, None, may_end=False),
    Row(_S.IN_FORCE, _C.IN_FORCE, _ALL, False, None, may_begin=False, may_end=False),
    Row(_S.BY_LAWS, _C.IN_FORCE, _NO_ORDER, True, None, may_begin=False, may_end=False),
    Row(_S.IMPLEMENTED, _C.CARRIED_OUT, _ALL, False, _S.IN_FORCE, may_begin=False, may_end=False),
    Row(_S.REVIEWED, _C.CARRIED_OUT, _ALL, False, _S.IN_FORCE, may_begin=False, may_end=False),
    # Taken up again: back to any stage before the end that its kind has.
    Row(_S.WITHDRAWN, _C.ENDED, _ALL, True, _S.IDEA, may_begin=False, may_end=False),
    Row(_S.REJECTED, _C.ENDED, _ALL, True, _S.IDEA, may_begin=False, may_end=False),
)
ROWS: Mapping[Stage, Row] = {row.stage: row for row in TABLE}
ENDS = frozenset({Stage.WITHDRAWN, Stage.REJECTED})
# From here on the adopted text is on file.
WITH_TEXT = frozenset({Stage.IN_FORCE, Stage.BY_LAWS, Stage.IMPLEMENTED, Stage.REVIEWED})
ADOPTED = WITH_TEXT | {Stage.ADOPTED, Stage.SIGNED, Stage.PUBLISHED}
PLACES = {row.stage: place for place, row in enumerate(TABLE)}


def stages_of(kind: BillKind) -> tuple[Stage, ...]:
    """Return the stages that an act of this kind goes through, in order, without the ends."""
    return tuple(row.stage for row in TABLE if kind in row.kinds and row.stage not in ENDS)


def column_of(stage: Stage) -> Column:
    """Return in which column of the board a bill at the stage stands."""
    return ROWS[stage].column


def stages_in(column: Column) -> tuple[Stage, ...]:
    """Return the stages of one column of the board."""
    return tuple(row.stage for row in TABLE if row.column is column)


class NotAllowed(ValueError):
    """The table has no such move; `between` are stages that cannot be passed over."""

    def __init__(self, stage: Stage, between: Sequence[Stage] = ()) -> None:
        super().__init__(stage.value)
        self.stage, self.between = stage, tuple(between)


def move_of(kind: BillKind, current: Stage | None, wanted: Stage) -> Move:
    """Return how a bill comes from one stage to another, or raise NotAllowed."""
    row = ROWS[wanted]
    if kind not in row.kinds or wanted is current:
        raise NotAllowed(wanted)
    if current is None:
        if row.may_begin:
            return Move.BEGIN
        raise NotAllowed(wanted)
    if wanted in ENDS:
        if ROWS[current].may_end:
            return Move.END
        raise NotAllowed(wanted)
    if current in ENDS:
        if PLACES[wanted] < PLACES[Stage.ADOPTED]:
            return Move.BACK
        raise NotAllowed(wanted)
    if PLACES[wanted] < PLACES[current]:
        return _back(current, wanted)
    return _ahead(kind, current, wanted)


def _back(current: Stage, wanted: Stage) -> Move:
    earliest = ROWS[current].back_to
    if earliest is None or PLACES[wanted] < PLACES[earliest]:
        raise NotAllowed(wanted)
    return Move.BACK


def _ahead(kind: BillKind, current: Stage, wanted: Stage) -> Move:
    between = [stage for stage in stages_of(kind) if PLACES[current] < PLACES[stage] < PLACES[wanted]]
    if fixed := [stage for stage in between if not ROWS[stage].may_skip]:
        raise NotAllowed(wanted, fixed)
    return Move.SKIP if between else Move.FORWARD


def moves_from(kind: BillKind, current: Stage | None) -> tuple[tuple[Stage, Move], ...]:
    """Return every stage to which a bill may go now, with the move that it would be; the next one first."""
    found = []
    for stage in Stage:
        try:
            found.append((stage, move_of(kind, current, stage)))
        except NotAllowed:
            continue
    return tuple(sorted(found, key=lambda one: one[1] is not Move.FORWARD))


def is_on_its_way(stage: Stage | None) -> bool:
    """Tell whether a bill is neither in force nor ended."""
    return stage is None or (stage not in WITH_TEXT and stage not in ENDS)
