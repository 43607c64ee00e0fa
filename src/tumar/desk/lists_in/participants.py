"""Participants of an event: persons, put on its list with the attendance that the list gives."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from tumar.desk.lists_in import persons, sessions
from tumar.desk.lists_in.context import Context
from tumar.desk.lists_in.planned import Decision, Planned
from tumar.desk.lists_in.targets import TARGETS
from tumar.events import rules
from tumar.events.actions import bulk
from tumar.events.models import Involvement
from tumar.kernel.bulk import Facts, Filed, Key, Row
from tumar.kernel.incoming.undoing import Effect, effects_of
from tumar.kernel.models import ListRow

PARTICIPANT = Involvement.Role.PARTICIPANT.value
PRESENT, ABSENT = "present", "absent"


def headings(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return the headings under which rows tell attendance, in the order in which they come."""
    return list(dict.fromkeys(heading for facts in rows for heading in facts.get("attended") or ()))


def learn(rows: Sequence[Mapping[str, Any]], context: Context) -> None:
    """Find out which sessions the rows' headings mean, and note what must be added for that."""
    if context.event is None:
        return
    found = headings(rows)
    if set(found) - set(context.headings):
        context.headings = list(dict.fromkeys([*context.headings, *found]))
        context.sessions, context.new_sessions = sessions.settle(context.event, context.headings)


def attendance(facts: Mapping[str, Any], context: Context) -> Facts:
    """Return what a row says of somebody's presence: at which sessions, and whether at all."""
    told: Mapping[str, bool] = facts.get("attended") or {}
    states: dict[int, bool] = {}
    listed = None
    for heading, was_there in told.items():
        if (number := context.sessions.get(heading)) is not None:
            states[number] = states.get(number, False) or bool(was_there)
        else:
            listed = bool(was_there) or bool(listed)
    return {
        "attended": listed,
        "present_at": tuple(sorted(number for number, was in states.items() if was)),
        "absent_at": tuple(sorted(number for number, was in states.items() if not was)),
    }


def merged(said: Facts, on_file: Facts | None) -> Facts:
    """Return an involvement's attendance afterwards: what the list says, over what is on file."""
    known: Facts = on_file or {"attended": None, "present_at": (), "absent_at": ()}
    present = (set(known["present_at"]) | set(said["present_at"])) - set(said["absent_at"])
    absent = (set(known["absent_at"]) | set(said["absent_at"])) - present
    states = [PRESENT] * bool(present) + [ABSENT] * bool(absent)
    listed = known["attended"] if said["attended"] is None else said["attended"]
    return {
        "attended": rules.attended(states, listed),
        "present_at": tuple(sorted(present)),
        "absent_at": tuple(sorted(absent)),
    }


def _key(context: Context, person: str, facts: Mapping[str, Any]) -> Key:
    role = facts.get("role")
    code = context.event.code if context.event else ""
    return (code, person, role if role in Involvement.Role.values else PARTICIPANT)


def plan(rows: Sequence[Planned], context: Context) -> None:
    """Decide who the rows' persons are, and what the list adds to what is on file of them at the event."""
    if context.event is None:
        context.needs["event"] += len(rows)
    learn([one.facts for one in rows], context)
    persons.plan(rows, context)
    keys = {
        one.number: _key(context, one.record.removeprefix(persons.PREFIX), one.facts)
        for one in rows
        if one.record
    }
    filed = bulk.INVOLVEMENTS.filed(keys.values()) if context.event else {}
    for one in rows:
        if one.decision in (Decision.REFUSED, Decision.REVIEW):
            continue
        now = filed.get(keys[one.number]) if one.number in keys else None
        before = now.facts if now else None
        after = merged(attendance(one.facts, context), before)
        if before is None or any(before[name] != value for name, value in after.items()):
            one.changes["attended"] = [_told(before), _told(after)]
            if one.decision == Decision.UNCHANGED:
                one.decision = Decision.MATCHED


def _told(facts: Facts | None) -> str:
    if facts is None:
        return ""
    if facts["present_at"]:
        return _("present at %(sessions)s") % {"sessions": ", ".join(map(str, facts["present_at"]))}
    return {True: _("present"), False: _("absent"), None: _("on the list")}[facts["attended"]]


def begin(rows: Iterator[Mapping[str, Any]], context: Context) -> None:
    """Add the sessions that the list needs, before its rows are written."""
    learn(list(_attendances(rows)), context)
    if context.event is not None and context.new_sessions:
        context.effects += sessions.add(context.event, context.new_sessions, context.by)
        context.new_sessions = []


def _attendances(rows: Iterator[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Yield of each row that has other headings than those before it what it says of attendance."""
    seen: set[str] = set()
    for facts in rows:
        own = facts.get("attended") or {}
        if not seen.issuperset(own):
            seen |= set(own)
            yield {"attended": own}


def write(rows: Sequence[ListRow], context: Context) -> Iterator[tuple[ListRow, list[Effect]]]:
    """Write a batch of persons and put them on the event's list; yield each row with what was done for it."""
    done = list(persons.write(rows, context))
    keys = {
        row.number: _key(context, row.record.removeprefix(persons.PREFIX), row.facts) for row, _own in done
    }
    filed = bulk.INVOLVEMENTS.filed(keys.values())
    made: dict[Key, tuple[int, Row]] = {}
    for row, _own in done:
        key = keys[row.number]
        if key not in made and (bulk_row := _bulk_row(row, key, filed.get(key), context)):
            made[key] = (row.number, bulk_row)
    for _written in bulk.bring_listed([bulk_row for _number, bulk_row in made.values()], context.by):
        pass
    by_number = dict(made.values())
    for row, own in done:
        mine = [by_number[row.number]] if row.number in by_number else []
        yield row, [*own, *effects_of(TARGETS["events.involvement"], mine)]


def _bulk_row(row: ListRow, key: Key, filed: Filed | None, context: Context) -> Row | None:
    names = bulk.INVOLVEMENTS.names
    after = merged(attendance(row.facts, context), filed.facts if filed else None)
    facts = {**dict(zip(bulk.INVOLVEMENTS.key, key, strict=True)), **after}
    values = tuple(facts[name] for name in names)
    if filed is None:
        return Row(row.row, values)
    before = {name: filed.facts[name] for name in names if filed.facts[name] != facts[name]}
    return Row(row.row, values, before, filed.version) if before else None
