"""Events: added and amended, with what they are found by and who holds them kept in step."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from tumar.events import rules
from tumar.events.models import Event, EventOrganisation, Session
from tumar.events.rules.states import state_by_days
from tumar.kernel import clock, journal, records
from tumar.kernel.permissions import Permission
from tumar.kernel.refusals import Fault, Invalid
from tumar.kernel.retry import retrying
from tumar.kernel.scope import Scope
from tumar.people.actions.numbering import add_numbered, first_free
from tumar.people.models import Organisation
from tumar.places.models import Country

HOST = EventOrganisation.Role.HOST
CO_ORGANISER = EventOrganisation.Role.CO_ORGANISER

Holders = Mapping[str, Iterable[Organisation] | None]


@retrying
def create_event(
    facts: Mapping[str, Any],
    *,
    by: Scope,
    countries: Iterable[Country] = (),
    hosts: Iterable[Organisation] = (),
    co_organisers: Iterable[Organisation] = (),
    reason: str = "",
) -> Event:
    """Add an event; without a code the next one of programme, country and year is given.

    Without a state it is planned, or held where its last day is over.
    """
    event = Event(**facts)
    if "state" not in facts and event.ends:
        event.state = Event.State(state_by_days(event.ends, clock.today()))
    by.require(Permission.EVENTS_EVENT_EDIT, event.country_id)
    # Saved more than once when a proposed code turns out to be taken, so the set must not be used up.
    taking_part = list(countries)

    def add(numbered: Event) -> Event:
        numbered.search_text = _search_text(numbered)
        return records.add(
            numbered, by=by, verb="events.event.added", reason=reason, related={"countries": taking_part}
        )

    with transaction.atomic():
        _check(event)
        added = add(event) if event.code else add_numbered(event, lambda: _propose_code(event), add)
        _set_holders(added, {HOST: hosts, CO_ORGANISER: co_organisers}, by=by)
    return added


@retrying
def amend_event(
    event: Event,
    changes: Mapping[str, Any],
    *,
    version: int,
    by: Scope,
    countries: Iterable[Country] | None = None,
    hosts: Iterable[Organisation] | None = None,
    co_organisers: Iterable[Organisation] | None = None,
    reason: str = "",
) -> Event:
    """Change an event that nobody changed since `version`; a set that is None stays as it is."""
    country = changes.get("country", event.country)
    by.require(Permission.EVENTS_EVENT_EDIT, event.country_id, country.pk if country else None)
    related = {} if countries is None else {"countries": countries}
    with transaction.atomic():
        amended = records.amend(
            event,
            changes,
            version=version,
            by=by,
            verb="events.event.amended",
            reason=reason,
            related=related,
        )
        _check(amended)
        is_changed = _set_holders(amended, {HOST: hosts, CO_ORGANISER: co_organisers}, by=by, reason=reason)
        if is_changed and amended.version == version:
            Event.objects.filter(pk=amended.pk).update(version=F("version") + 1)
        # What follows from the facts is no fact of its own, so the journal does not tell it.
        Event.objects.filter(pk=amended.pk).update(search_text=_search_text(amended))
        amended.refresh_from_db()
    return amended


def _search_text(event: Event) -> str:
    return rules.event_search_text(event.title.values(), event.code, event.place)


def _propose_code(event: Event) -> str:
    prefix = rules.code_prefix(event.programme.code, event.country_id or "", event.starts.year)
    return first_free(Event, prefix, after=Event.objects.filter(code__startswith=prefix).count(), digits=2)


def _check(event: Event) -> None:
    """Refuse what no single column shows."""
    faults = []
    if not event.programme_id or not event.starts or not event.ends:
        records.check(event)
    if event.activity_line and event.activity_line.programme_id != event.programme_id:
        faults.append(Fault("activity_line", _("This activity line belongs to another programme.")))
    outside = Session.objects.filter(event_id=event.pk).exclude(day__range=(event.starts, event.ends))
    if event.pk and outside.exists():
        faults.append(Fault("starts", _("There are sessions on days before the first or after the last.")))
    if faults:
        raise Invalid(faults)


def _set_holders(event: Event, holders: Holders, *, by: Scope, reason: str = "") -> bool:
    """Make the organisations of each role those given, and tell whether anything changed."""
    differences = {}
    for role, organisations in holders.items():
        if organisations is None:
            continue
        wanted = {one.pk: one for one in organisations}
        held = {
            one.organisation_id: one
            for one in event.organisations.select_related("organisation").filter(role=role)
        }
        if wanted.keys() == held.keys():
            continue
        event.organisations.filter(role=role).exclude(organisation__in=wanted).delete()
        for key in wanted.keys() - held.keys():
            event.organisations.create(organisation=wanted[key], role=role)
        before = sorted(one.organisation.label for one in held.values())
        differences[f"{role}s"] = [before, sorted(one.label for one in wanted.values())]
    if differences:
        journal.write("events.organisations.amended", by=by, about=event.label, reason=reason, **differences)
    return bool(differences)
