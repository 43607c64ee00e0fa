"""The journal: who did what to which record, why, with old and new values; append-only, hash-chained.

Nothing is ever changed in it. When a person is erased, what entries told of that person is emptied; the chain
is made of digests, so it closes as before, and the act of emptying stands in it (docs/decisions/009).
"""

import hashlib
import json
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import QuerySet

from tumar.kernel import clock
from tumar.kernel.models import JournalEntry, JournalHead
from tumar.kernel.scope import Scope

BATCH = 1000
SALT = 16  # bytes
# Under these names an act tells which entries it emptied.
EMPTIED, NAMELESS = "entries_emptied", "names_emptied"


@dataclass(frozen=True)
class Act:
    """One act to be written down; `changes` maps a field to `[old, new]`, or to the new value alone."""

    verb: str
    about: str
    changes: Mapping[str, Any] = field(default_factory=dict)
    reason: str = ""


def plain(value: Any) -> Any:
    """Return the value as JSON can hold it, the same on every database."""
    if isinstance(value, bool | int | str) or value is None:
        return value
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in sorted(value.items())}
    if isinstance(value, list | tuple | set | frozenset):
        items = [plain(item) for item in value]
        return sorted(items, key=str) if isinstance(value, set | frozenset) else items
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal | UUID | float):
        return str(value)
    return str(getattr(value, "label", None) or value)


def _digest(*told: Any) -> str:
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def digest_of_who(entry: JournalEntry) -> str:
    """Return the salted digest of who acted; without the salt nobody can try names against it."""
    return entry.who_digest or _digest(entry.who_salt, entry.by_label)


def digest_of_told(entry: JournalEntry) -> str:
    """Return the salted digest of what an entry tells."""
    return entry.told_digest or _digest(entry.told_salt, entry.reason, entry.changes)


def link(previous: str, entry: JournalEntry) -> str:
    """Return the SHA-256 that ties an entry to the one before it."""
    return _digest(
        previous,
        entry.sequence,
        entry.at.isoformat(timespec="microseconds"),
        entry.verb,
        entry.about,
        digest_of_who(entry),
        digest_of_told(entry),
    )


def _head() -> JournalHead:
    head = JournalHead.objects.select_for_update().filter(pk=1).first()
    return head or JournalHead.objects.create(pk=1)


def write(verb: str, *, by: Scope, about: str, reason: str = "", **changes: Any) -> JournalEntry:
    """Write one act into the journal, inside the action's transaction."""
    return write_many([Act(verb, about, changes, reason)], by=by)[0]


def write_many(acts: Iterable[Act], *, by: Scope) -> Sequence[JournalEntry]:
    """Write many acts of one person in one go, inside the action's transaction."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("the journal is written inside the action's transaction")
    head, at = _head(), clock.now()
    entries = []
    for act in acts:
        entry = JournalEntry(
            sequence=head.sequence + 1,
            at=at,
            by_id=by.account_id,
            by_label=by.label,
            verb=act.verb,
            about=act.about,
            reason=act.reason,
            changes=plain(act.changes),
            who_salt=secrets.token_hex(SALT),
            told_salt=secrets.token_hex(SALT),
            previous_hash=head.hash,
        )
        entry.hash = link(head.hash, entry)
        head.sequence, head.hash = entry.sequence, entry.hash
        entries.append(entry)
    JournalEntry.objects.bulk_create(entries, batch_size=BATCH)
    head.save()
    return entries


def about(label: str, *others: str) -> QuerySet[JournalEntry]:
    """Return what was done to one record, and to others that it stands for, newest first."""
    return JournalEntry.objects.filter(about__in=(label, *others)).select_related("by").order_by("-sequence")


def told_as(sequences: Iterable[int]) -> str:
    """Return the numbers of entries as an act tells them: `3 7-9`."""
    runs: list[list[int]] = []
    for number in sorted(set(sequences)):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return " ".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)


def told_in(text: str) -> Iterator[int]:
    """Yield the numbers of entries that `told_as` told."""
    for run in text.split():
        first, _hyphen, last = run.partition("-")
        if first.isdigit() and (last.isdigit() or not last):
            yield from range(int(first), int(last or first) + 1)


def empty(
    *, told: QuerySet[JournalEntry], names: QuerySet[JournalEntry], act: Act, by: Scope
) -> tuple[int, int]:
    """Empty what some entries told and who acted in others, and write the act that says so.

    Inside the action's transaction. Acts of emptying keep what they tell: the chain is checked by it. Returns
    how many entries lost what they told and how many the name of who acted; the act is written in any case.
    """
    emptied = _empty_told(told.filter(told_digest="").order_by("sequence"))
    nameless = _empty_who(names.filter(who_digest="").order_by("sequence"))
    changes = {**act.changes, EMPTIED: told_as(emptied), NAMELESS: told_as(nameless)}
    write_many([Act(act.verb, act.about, {k: v for k, v in changes.items() if v != ""}, act.reason)], by=by)
    return len(emptied), len(nameless)


def _empty_told(rows: QuerySet[JournalEntry]) -> list[int]:
    entries = [entry for entry in rows if not {EMPTIED, NAMELESS} & set(entry.changes)]
    for entry in entries:
        entry.told_digest = digest_of_told(entry)
        entry.told_salt, entry.reason, entry.changes = "", "", {}
    columns = ["told_digest", "told_salt", "reason", "changes"]
    JournalEntry.objects.bulk_update(entries, columns, batch_size=100)
    return [entry.sequence for entry in entries]


def _empty_who(rows: QuerySet[JournalEntry]) -> list[int]:
    entries = list(rows)
    for entry in entries:
        entry.who_digest = digest_of_who(entry)
        entry.who_salt, entry.by_label = "", ""
    JournalEntry.objects.bulk_update(entries, ["who_digest", "who_salt", "by_label"], batch_size=100)
    return [entry.sequence for entry in entries]


def _is_half_empty(entry: JournalEntry) -> bool:
    """Tell whether something is told beside a digest that is to stand in its place."""
    told = entry.told_digest and (entry.told_salt or entry.reason or entry.changes)
    return bool(told or (entry.who_digest and (entry.who_salt or entry.by_label)))


def breaks() -> Iterator[str]:
    """Yield one sentence per broken link of the chain; nothing when the chain is whole."""
    previous, sequence = "0" * 64, 0
    empty: dict[str, set[int]] = {EMPTIED: set(), NAMELESS: set()}
    announced: dict[str, set[int]] = {EMPTIED: set(), NAMELESS: set()}
    for entry in JournalEntry.objects.order_by("sequence").iterator(chunk_size=BATCH):
        sequence += 1
        if entry.sequence != sequence:
            yield f"Entry {sequence} is missing; the next one found is {entry.sequence}."
            sequence = entry.sequence
        if entry.previous_hash != previous:
            yield f"Entry {entry.sequence} does not follow from the entry before it."
        if entry.hash != link(entry.previous_hash, entry) or _is_half_empty(entry):
            yield f"Entry {entry.sequence} ({entry.verb}, {entry.about}) was altered after it was written."
        for name, digest in ((EMPTIED, entry.told_digest), (NAMELESS, entry.who_digest)):
            if digest:
                empty[name].add(entry.sequence)
            announced[name].update(told_in(str(entry.changes.get(name, ""))))
        previous = entry.hash
    for name in (EMPTIED, NAMELESS):
        for sequence_of in sorted(empty[name] - announced[name]):
            yield f"Entry {sequence_of} was emptied, and no entry says by whom and why."
    head = JournalHead.objects.filter(pk=1).first()
    if head and (head.sequence, head.hash) != (sequence, previous):
        yield f"The chain should end at entry {head.sequence}; it ends at {sequence}."
