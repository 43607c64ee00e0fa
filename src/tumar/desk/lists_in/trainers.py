"""Trainers: persons, each with a qualification that a programme gave, at an event where one is chosen."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from tumar.desk.lists_in import persons
from tumar.desk.lists_in.context import Context
from tumar.desk.lists_in.planned import Decision, Planned
from tumar.desk.lists_in.targets import TARGETS
from tumar.kernel.bulk import Row
from tumar.kernel.incoming.undoing import Effect, effects_of
from tumar.kernel.models import ListRow
from tumar.kernel.permissions import Permission
from tumar.people.actions.numbering import free_codes
from tumar.training.actions import bulk
from tumar.training.models import Qualification

EDIT = Permission.TRAINING_QUALIFICATION_EDIT
Held = dict[str, list["Standing"]]


@dataclass(frozen=True, slots=True)
class Standing:
    """A qualification that a person has from the programme already."""

    code: str
    event: str | None
    since: date


def since_of(facts: Mapping[str, Any], context: Context) -> date | None:
    """Return the day from which a row says that somebody is a trainer: its own, else the event's last one."""
    if told := facts.get("qualified_on"):
        return date.fromisoformat(told)
    return context.event.ends if context.event else None


def until_of(facts: Mapping[str, Any]) -> date | None:
    """Return the day until which a row says that somebody is a trainer."""
    told = facts.get("valid_until")
    return date.fromisoformat(told) if told else None


def _held(codes: Sequence[str], programme: str) -> Held:
    rows = Qualification.objects.filter(person__code__in=codes, programme__code=programme)
    found: Held = {}
    for person, code, event, since in rows.values_list("person__code", "code", "event__code", "since"):
        found.setdefault(person, []).append(Standing(code, event, since))
    return found


def _has(held: Sequence[Standing], since: date, context: Context) -> bool:
    """Tell whether the person has this qualification: from this day, or from the event chosen."""
    event = context.event.code if context.event else None
    return any(one.since == since or (event is not None and one.event == event) for one in held)


def plan(rows: Sequence[Planned], context: Context) -> None:
    """Decide who the rows' persons are, and which of them get a qualification."""
    if not context.programme:
        context.needs["programme"] += len(rows)
    persons.plan(rows, context)
    codes = [one.record.removeprefix(persons.PREFIX) for one in rows if one.record]
    held = _held(codes, context.programme)
    for one in rows:
        if one.decision in (Decision.REFUSED, Decision.REVIEW):
            continue
        since, until = since_of(one.facts, context), until_of(one.facts)
        if since is None:
            told = _(
                "The row does not say since when this person is a trainer. Add the day, or choose the event."
            )
            one.refuse(told, field="qualified_on")
        elif until is not None and until < since:
            one.refuse(_("The end lies before the start."), field="valid_until")
        elif context.event and since < context.event.starts:
            one.refuse(_("The event at which it was earned began after this day."), field="qualified_on")
        elif not _has(held.get(one.record.removeprefix(persons.PREFIX), []), since, context):
            one.changes["qualification"] = ["", f"{context.programme} {since.isoformat()}".strip()]
            if one.decision == Decision.UNCHANGED:
                one.decision = Decision.MATCHED


def write(rows: Sequence[ListRow], context: Context) -> Iterator[tuple[ListRow, list[Effect]]]:
    """Write a batch of persons with their qualifications; yield each row with what was done for it."""
    done = list(persons.write(rows, context))
    wanted: dict[str, tuple[int, date, date | None]] = {}
    held = _held([row.record.removeprefix(persons.PREFIX) for row, _own in done], context.programme)
    for row, _own in done:
        person = row.record.removeprefix(persons.PREFIX)
        since = since_of(row.facts, context)
        if since is not None and person not in wanted and not _has(held.get(person, []), since, context):
            wanted[person] = (row.number, since, until_of(row.facts))
    made = _qualifications(wanted, context)
    for _written in bulk.bring_qualifications(list(made.values()), context.by):
        pass
    for row, own in done:
        mine = [made[row.number]] if row.number in made else []
        yield row, [*own, *effects_of(TARGETS["training.qualification"], mine)]


def _qualifications(wanted: Mapping[str, tuple[int, date, date | None]], context: Context) -> dict[int, Row]:
    made: dict[int, Row] = {}
    by_country: dict[str, list[str]] = {}
    for person in wanted:
        by_country.setdefault(person.partition("-")[0], []).append(person)
    for country, own in by_country.items():
        prefix = f"{country}-Q"
        after = Qualification._base_manager.filter(code__startswith=f"{prefix}-").count()
        for person, code in zip(
            own, free_codes(Qualification, prefix, len(own), after=after, digits=4), strict=True
        ):
            number, since, until = wanted[person]
            facts = {
                "code": code,
                "person": person,
                "programme": context.programme,
                "event": context.event.code if context.event else None,
                "since": since,
                "until": until,
            }
            made[number] = Row(number, tuple(facts[name] for name in bulk.QUALIFICATIONS.names))
    return made
