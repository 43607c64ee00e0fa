"""What a field page sends: read item by item, so that one bad line never costs the others; values alone."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

from tumar.events.rules.attending import State
from tumar.events.rules.statements import WITHDRAWN

STATES = frozenset({*(state.value for state in State), WITHDRAWN})
MEANS = frozenset({"field", "qr"})
SEXES = frozenset({"F", "M", "U"})
LONGEST = {"name": 200, "employer": 200, "note": 300}
MOST_HEADS = 100_000
MOST_ITEMS = 5_000


class Unreadable(ValueError):
    """The batch as a whole is none: nothing of it can be kept item by item."""


@dataclass(frozen=True)
class Marked:
    """Somebody's state in a session, said on a device; `walk_in` names who was added on a device."""

    key: UUID
    session: int
    entry: int | None
    walk_in: UUID | None
    state: str
    at: datetime
    means: str
    note: str


@dataclass(frozen=True)
class WalkedIn:
    """Somebody who was on no list, in three fields; the country is asked for where the event has none."""

    key: UUID
    name: str
    sex: str
    employer: str
    country: str
    at: datetime


@dataclass(frozen=True)
class Counted:
    """How many heads somebody counted in a session."""

    key: UUID
    session: int
    count: int
    at: datetime


@dataclass(frozen=True)
class Refused:
    """An item that says something, and not in a way that can be entered."""

    key: UUID
    said: Mapping[str, Any]


@dataclass
class Batch:
    """What one device sent at once, and what its clock said when it did."""

    device: str
    sent: datetime
    marks: list[Marked] = field(default_factory=list)
    walk_ins: list[WalkedIn] = field(default_factory=list)
    head_counts: list[Counted] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)


def _moment(value: Any) -> datetime:
    moment = datetime.fromisoformat(str(value))
    if moment.tzinfo is None:
        raise ValueError("a moment has its time zone")
    # Far ends of the calendar cannot be moved to another zone, nor corrected.
    if not 1971 <= moment.year <= 9000:
        return datetime(1971, 1, 1, tzinfo=UTC)
    return moment.astimezone(UTC)


def _text(item: Mapping[str, Any], name: str) -> str:
    """Return one line of text without what no database keeps."""
    told = str(item.get(name) or "").replace("\0", "")
    return " ".join(told.split())[: LONGEST[name]]


def _choice(value: Any, choices: frozenset[str]) -> str:
    if value not in choices:
        raise ValueError(value)
    return str(value)


def _number(value: Any, most: int = 2**62) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= most:
        raise ValueError(value)
    return value


def _mark(item: Mapping[str, Any]) -> Marked:
    walk_in = UUID(str(item["walk_in"])) if item.get("walk_in") else None
    return Marked(
        key=UUID(str(item["key"])),
        session=_number(item["session"]),
        entry=None if walk_in else _number(item["entry"]),
        walk_in=walk_in,
        state=_choice(item["state"], STATES),
        at=_moment(item["at"]),
        means=_choice(item.get("means", "field"), MEANS),
        note=_text(item, "note"),
    )


def _walk_in(item: Mapping[str, Any]) -> WalkedIn:
    name = _text(item, "name")
    if not any(letter.isalpha() for letter in name):
        raise ValueError("a person has a name")
    return WalkedIn(
        key=UUID(str(item["key"])),
        name=name,
        sex=_choice(item.get("sex") or "U", SEXES),
        employer=_text(item, "employer"),
        country=str(item.get("country") or "").upper()[:2],
        at=_moment(item["at"]),
    )


def _head_count(item: Mapping[str, Any]) -> Counted:
    return Counted(
        key=UUID(str(item["key"])),
        session=_number(item["session"]),
        count=_number(item["count"], MOST_HEADS),
        at=_moment(item["at"]),
    )


def _key(item: Any) -> UUID:
    """Return the item's own key, or one that the same words give again."""
    try:
        return UUID(str(item["key"]))
    except (TypeError, KeyError, ValueError):
        return uuid5(NAMESPACE_OID, repr(item))


def _refused(kind: str, item: Any) -> Refused:
    said = dict(item) if isinstance(item, dict) else {"told": str(item)}
    shown = {str(name)[:40]: str(value).replace("\0", "")[:300] for name, value in list(said.items())[:20]}
    return Refused(_key(item), {"kind": kind, **shown})


def _read(raw: Any, kind: str, read: Callable[[Any], Any], refused: list[Refused]) -> Iterator[Any]:
    if not isinstance(raw, list):
        raise Unreadable(kind)
    for item in raw:
        try:
            yield read(item)
        except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
            refused.append(_refused(kind, item))


def read_batch(raw: Any) -> Batch:
    """Return the batch that a device sent as JSON; raise `Unreadable` if it is none at all.

    Moments are ISO 8601 with a zone. An item that cannot be entered is kept among `refused`.
    """
    if not isinstance(raw, dict):
        raise Unreadable("batch")
    try:
        batch = Batch(str(UUID(str(raw["device"]))), _moment(raw["sent_at"]))
    except (KeyError, TypeError, ValueError) as fault:
        raise Unreadable("device") from fault
    kinds = {"marks": _mark, "walk_ins": _walk_in, "head_counts": _head_count}
    items = {kind: raw.get(kind) or [] for kind in kinds}
    if sum(len(told) for told in items.values() if isinstance(told, list)) > MOST_ITEMS:
        raise Unreadable("items")
    for kind, read in kinds.items():
        getattr(batch, kind).extend(_read(items[kind], kind, read, batch.refused))
    return batch


def latest(moments: list[datetime], floor: datetime) -> datetime:
    """Return a moment after all of these and not before the floor, so that what is said then stands."""
    return max([floor, *(moment + timedelta(microseconds=1) for moment in moments)])
