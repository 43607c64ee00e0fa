"""Receiving what field pages kept while there was no line: once each, and nothing lost."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from tumar.events.actions import standing
from tumar.events.actions.walk_ins import admit_walk_in
from tumar.events.models import Event, HeadCount, Involvement, Statement, Unplaced, WalkIn
from tumar.events.rules.batches import Batch, Counted, Marked, WalkedIn, read_batch
from tumar.events.rules.statements import held_time
from tumar.kernel import clock, journal
from tumar.kernel.bulk import batches
from tumar.kernel.permissions import Permission
from tumar.kernel.refusals import Invalid
from tumar.kernel.retry import retrying
from tumar.kernel.scope import Scope

Why = Unplaced.Why


@dataclass
class Receipt:
    """What became of a batch: every key stands in one of the lists, and may leave the device."""

    kept: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    walk_ins: dict[str, int] = field(default_factory=dict)  # key of the device: entry on the list
    changed: int = 0


@dataclass(frozen=True)
class _Hall:
    """What one batch is entered into; `signed` is who spoke, and when the batch was received."""

    event: Event
    batch: Batch
    by: Scope
    now: datetime
    sessions: Mapping[int, date]
    receipt: Receipt

    @property
    def signed(self) -> dict[str, Any]:
        return {
            "device": self.batch.device,
            "by_id": self.by.account_id,
            "by_label": self.by.label,
            "received_at": self.now,
        }

    def held(self, said: datetime, session: int) -> datetime:
        return held_time(said, self.batch.sent, self.now, self.sessions[session])


@retrying
def receive_statements(event: Event, batch: Any, *, by: Scope) -> Receipt:
    """Enter what a device sent (JSON, see `rules.batches`); the same batch again changes nothing.

    Whatever cannot be entered waits for somebody's decision. One entry of the journal tells of the marks.
    Raises `Unreadable` where the whole is no batch.
    """
    by.require(Permission.EVENTS_ATTENDANCE_RECORD, event.country_id)
    read = read_batch(batch)
    with transaction.atomic():
        locked = Event.objects.select_for_update().get(pk=event.pk)
        sessions = dict(locked.sessions.values_list("pk", "day"))
        hall = _Hall(locked, read, by, clock.now(), sessions, Receipt())
        waiting = _refused(hall)
        if locked.state == Event.State.CLOSED:
            waiting += _closed(hall)
            changes: standing.Changes = {}
        else:
            walked, left_out = _let_in(hall)
            changes, left = _enter(hall, walked)
            waiting += left_out + left + _count_heads(hall)
        _let_wait(hall, waiting)
        _tell(hall, changes)
    return hall.receipt


def _new(hall: _Hall, model: type[Any], items: Iterable[Any]) -> list[Any]:
    """Return the items that were not received before, each key once."""
    items = list(items)
    known: set[UUID] = set()
    for some in batches([item.key for item in items]):
        tables: tuple[Any, ...] = (model, Unplaced)
        for asked in tables:
            known.update(asked.objects.filter(key__in=some).values_list("key", flat=True))
    fresh = []
    for item in items:
        if item.key in known:
            hall.receipt.known.append(str(item.key))
            continue
        known.add(item.key)
        fresh.append(item)
    return fresh


def _let_in(hall: _Hall) -> tuple[dict[UUID, int], list[Unplaced]]:
    """Put walk-ins on the list; return the entry of each that the batch names, by the device's key."""
    waiting = []
    for item in _new(hall, WalkIn, hall.batch.walk_ins):
        try:
            with transaction.atomic():
                involvement = admit_walk_in(hall.event, item, by=hall.by)
        except Invalid:
            waiting.append(_waits(hall, item, "walk_ins", Why.UNREADABLE))
            continue
        facts = {"key": item.key, "event": hall.event, "involvement": involvement, "employer": item.employer}
        WalkIn.objects.create(**facts, said_at=item.at, **hall.signed)
        hall.receipt.kept.append(str(item.key))
    asked = {item.key for item in hall.batch.walk_ins}
    asked |= {one.walk_in for one in hall.batch.marks if one.walk_in}
    walked: dict[UUID, int] = {}
    for some in batches(asked):
        rows = WalkIn.objects.filter(event=hall.event, key__in=some)
        walked.update(rows.values_list("key", "involvement_id"))
    hall.receipt.walk_ins.update((str(key), entry) for key, entry in walked.items())
    return walked, waiting


def _enter(hall: _Hall, walked: Mapping[UUID, int]) -> tuple[standing.Changes, list[Unplaced]]:
    entries = hall.event.involvements.filter(role=Involvement.Role.PARTICIPANT)
    listed = set(entries.values_list("pk", flat=True))
    statements, waiting = [], []
    for item in _new(hall, Statement, hall.batch.marks):
        entry = walked.get(item.walk_in) if item.walk_in else item.entry
        if item.session not in hall.sessions:
            waiting.append(_waits(hall, item, "marks", Why.NO_SESSION))
        elif entry is None or entry not in listed:
            waiting.append(_waits(hall, item, "marks", Why.NO_PERSON))
        else:
            statements.append(_statement(hall, item, entry))
            hall.receipt.kept.append(str(item.key))
    changes = standing.keep_statements(hall.event, statements)
    hall.receipt.changed = len(changes)
    return changes, waiting


def _statement(hall: _Hall, item: Marked, entry: int) -> Statement:
    return Statement(
        key=item.key,
        session_id=item.session,
        involvement_id=entry,
        state=item.state,
        means=item.means,
        note=item.note,
        said_at=item.at,
        held_at=hall.held(item.at, item.session),
        **hall.signed,
    )


def _count_heads(hall: _Hall) -> list[Unplaced]:
    fresh = _new(hall, HeadCount, hall.batch.head_counts)
    here = [item for item in fresh if item.session in hall.sessions]
    HeadCount.objects.bulk_create(
        HeadCount(key=item.key, session_id=item.session, count=item.count, said_at=item.at, **hall.signed)
        for item in here
    )
    hall.receipt.kept += [str(item.key) for item in here]
    return [_waits(hall, item, "head_counts", Why.NO_SESSION) for item in fresh if item not in here]


def _waits(hall: _Hall, item: Marked | WalkedIn | Counted, kind: str, why: Why) -> Unplaced:
    said = {"kind": kind, **{name: journal.plain(value) for name, value in asdict(item).items()}}
    del said["key"]
    return Unplaced(key=item.key, event=hall.event, said=said, why=why, said_at=item.at, **hall.signed)


def _refused(hall: _Hall) -> list[Unplaced]:
    return [
        Unplaced(
            key=item.key,
            event=hall.event,
            said=dict(item.said),
            why=Why.UNREADABLE,
            said_at=hall.batch.sent,
            **hall.signed,
        )
        for item in _new(hall, Unplaced, hall.batch.refused)
    ]


def _closed(hall: _Hall) -> list[Unplaced]:
    batch = hall.batch
    kinds: dict[str, tuple[Any, list[Any]]] = {
        "walk_ins": (WalkIn, batch.walk_ins),
        "marks": (Statement, batch.marks),
        "head_counts": (HeadCount, batch.head_counts),
    }
    return [
        _waits(hall, item, kind, Why.CLOSED)
        for kind, (model, items) in kinds.items()
        for item in _new(hall, model, items)
    ]


def _let_wait(hall: _Hall, waiting: list[Unplaced]) -> None:
    Unplaced.objects.bulk_create(waiting, batch_size=standing.BATCH)
    hall.receipt.waiting += [str(one.key) for one in waiting]


def _tell(hall: _Hall, changes: standing.Changes) -> None:
    """Write one entry for the batch: per session how many marks it changed, and all that it left waiting."""
    receipt = hall.receipt
    if not (receipt.kept or receipt.waiting):
        return
    numbers = dict(hall.event.sessions.values_list("pk", "number"))
    told: dict[str, dict[str, str]] = {}
    persons = dict(hall.event.involvements.values_list("pk", "person__code")) if changes else {}
    for (session, entry), (_before, after) in changes.items():
        told.setdefault(str(numbers[session]), {})[persons[entry]] = after or Statement.State.WITHDRAWN.value
    facts: dict[str, Any] = {
        "device": hall.batch.device,
        "kept": len(receipt.kept),
        "waiting": len(receipt.waiting),
        "marks": told,
    }
    journal.write("events.statements.received", by=hall.by, about=hall.event.label, **facts)
