"""Reads about events: who was there, in which role, in which sessions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, IntegerField, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from tumar.events.models import Event, EventOrganisation, Involvement, Mark, Session
from tumar.kernel import clock
from tumar.kernel.folding import fold
from tumar.kernel.permissions import Permission
from tumar.kernel.scope import EVERYWHERE, Scope
from tumar.kernel.search import with_words
from tumar.people import queries as people
from tumar.people.models import Person
from tumar.people.rules import spellings
from tumar.places import names
from tumar.places.models import Country, Membership
from tumar.programmes.models import Participation, Programme, Response

FOUND_AT_MOST = 20
FIRST_YEAR = 2010

Choices = list[tuple[str, Any]]
PARTICIPANT = Involvement.Role.PARTICIPANT


def events(scope: Scope) -> QuerySet[Event]:
    """Return the events that the scope may see, with country, programme and response."""
    return Event.objects.visible_to(scope).select_related("country", "programme", "response")


def with_counts(rows: QuerySet[Event]) -> QuerySet[Event]:
    """Say beside each event how many participants are on its list and not known to have stayed away."""
    there = Involvement.objects.filter(event=OuterRef("pk"), role=PARTICIPANT).exclude(attended=False)
    counted = there.order_by().values("event").annotate(persons=Count("pk")).values("persons")
    return rows.annotate(participants=Coalesce(Subquery(counted, output_field=IntegerField()), 0))


def of_person(rows: QuerySet[Event], code: str, scope: Scope) -> QuerySet[Event]:
    """Keep the events that a person had a part in; none where the scope may not see the person."""
    person = people.persons(scope).filter(code=code).first()
    if person is None:
        return rows.none()
    return rows.filter(pk__in=Involvement.objects.filter(person=person).values("event"))


def in_country(rows: QuerySet[Event], country: str) -> QuerySet[Event]:
    """Keep the events for the country, or with its people taking part."""
    return rows.filter(Event.objects.in_countries(frozenset({country})))


@dataclass(frozen=True)
class Offered:
    """By which countries, programmes and responses a list can be narrowed."""

    countries: Choices
    programmes: Choices
    responses: Choices


def offered(scope: Scope, permission: Permission) -> Offered:
    """Return what a list that the permission opens can be narrowed by; two queries.

    Who sees everywhere chooses among the partner countries of the programmes run from here.
    """
    rows = Programme.objects.filter(is_ours=True).order_by("code")
    programmes, partners = {}, set()
    for code, short, country in rows.values_list("code", "short_title", "participations__country"):
        programmes[code] = short or code
        partners.add(country)
    within = scope.countries(permission)
    codes = partners - {None} if within is EVERYWHERE else within
    return Offered(
        countries=_named(codes),
        programmes=list(programmes.items()),
        responses=[(one.code, str(one)) for one in Response.objects.all()],
    )


def _named(codes: Iterable[str]) -> Choices:
    return sorted(((code, names.marked_name(code)) for code in codes), key=lambda pair: pair[1])


def countries_offered() -> Choices:
    """Return the countries of the regions and programmes, by name: whose people an event is held for."""
    belongs = Membership.objects.filter(country=OuterRef("pk"))
    takes_part = Participation.objects.filter(country=OuterRef("pk"))
    codes = Country.objects.filter(Exists(belongs) | Exists(takes_part)).values_list("pk", flat=True)
    return _named(codes)


def countries_named(codes: Iterable[str]) -> list[Country]:
    """Return the countries with these codes."""
    return list(Country.objects.filter(pk__in=set(codes)))


def year_choices(_scope: Scope) -> Choices:
    """Return the years that a record can lie in, newest first."""
    return [(str(year), str(year)) for year in range(clock.today().year + 1, FIRST_YEAR - 1, -1)]


def organisations(event: Event) -> dict[str, list[EventOrganisation]]:
    """Return the organisations of an event under their role: host, co_organiser."""
    found: dict[str, list[EventOrganisation]] = {"host": [], "co_organiser": []}
    for one in event.organisations.select_related("organisation__country"):
        found[one.role.replace("-", "_")].append(one)
    return found


@dataclass(frozen=True)
class Entry:
    """One person's line in an event's register, as the scope may see it."""

    involvement: Involvement
    label: str
    is_visible: bool
    marks: Mapping[int, str]  # by session number
    states: Sequence[str]  # in the order of the sessions; empty where there is no mark

    @property
    def person(self) -> Person:
        return self.involvement.person


@dataclass(frozen=True)
class Register:
    """Who is on an event's list, and what is on record about participants session by session."""

    sessions: Sequence[Session]
    participants: Sequence[Entry]
    others: Sequence[Entry]

    @property
    def present(self) -> int:
        """How many participants are known to have attended."""
        return sum(entry.involvement.attended is True for entry in self.participants)

    def recorded(self, session: Session) -> dict[int, str]:
        """Return the state on record per involvement for one session."""
        number = session.number
        return {one.involvement.pk: one.marks[number] for one in self.participants if number in one.marks}


def register(event: Event, scope: Scope) -> Register:
    """Return the event's register; persons whom the scope may not see stay "a person in Country"."""
    visible = set(people.persons(scope).filter(involvements__event=event).values_list("pk", flat=True))
    marks = Mark.objects.select_related("session")
    rows = event.involvements.select_related("person").prefetch_related(Prefetch("marks", marks))
    sessions = list(event.sessions.all())
    entries = [
        entry_of(row, sessions, is_visible=row.person_id in visible)
        for row in rows.order_by("person__sort_name", "person_id", "pk")
    ]
    # Whoever is hidden comes last: a place in the alphabet would tell of the name.
    entries.sort(key=lambda entry: not entry.is_visible)
    return Register(
        sessions=sessions,
        participants=[entry for entry in entries if entry.involvement.role == PARTICIPANT],
        others=[entry for entry in entries if entry.involvement.role != PARTICIPANT],
    )


def entry_of(row: Involvement, sessions: Sequence[Session], *, is_visible: bool) -> Entry:
    """Return a person's line in a register; `row` brings its person, and its marks with their sessions."""
    marks = {mark.session.number: mark.state for mark in row.marks.all()}
    return Entry(
        involvement=row,
        label=str(row.person) if is_visible else _hidden(row.person),
        is_visible=is_visible,
        marks=marks,
        states=[marks.get(session.number, "") for session in sessions],
    )


def _hidden(person: Person) -> str:
    return _("a person in %(country)s") % {"country": names.marked_name(person.country_id)}


def label_of(person: Person, scope: Scope) -> str:
    """Return the person's name, or "a person in Country" where the scope may not see it."""
    return people.person_labels([person.code], scope)[person.code]


def persons_to_add(event: Event, text: str, scope: Scope) -> list[Person]:
    """Return persons with this code or these words in their names, for a list; twenty at the most."""
    if not fold(text):
        return []
    rows = people.persons(scope).prefetch_related(
        Prefetch("involvements", Involvement.objects.filter(event=event), to_attr="parts_here")
    )
    rows = with_words(rows, "search_text", text, spellings)
    return list(rows.order_by("sort_name", "pk")[:FOUND_AT_MOST])


def find_events(scope: Scope, text: str) -> list[Event]:
    """Return the events with this code or with these words in their titles, newest first; six at the most."""
    rows = events(scope)
    if exact := rows.filter(code=text.upper()).first():
        return [exact]
    for word in fold(text).split():
        rows = rows.filter(search_text__contains=word)
    return list(rows.order_by("-starts", "-pk")[: people.FOUND_AT_MOST])
