"""Reads about trainers: what qualifies them, which workshops they gave, whom these reached."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import (
    Count,
    DateField,
    Exists,
    IntegerField,
    Max,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Sum,
)
from django.db.models.functions import Coalesce

from tumar.events import queries as events
from tumar.events.models import Event, Involvement
from tumar.events.rules.states import OFF
from tumar.kernel.scope import Scope
from tumar.people import queries as people
from tumar.people.models import Person
from tumar.places import names
from tumar.programmes.models import Programme
from tumar.training.models import Qualification

TRAINER, PARTICIPANT = Involvement.Role.TRAINER, Involvement.Role.PARTICIPANT


def qualifications(scope: Scope) -> QuerySet[Qualification]:
    """Return the qualifications that the scope may see, with person, programme and event."""
    rows = Qualification.objects.visible_to(scope)
    return rows.select_related("person", "programme", "event")


def _held_at_the_event() -> QuerySet[Qualification]:
    """Return, inside a query about involvements, the person's qualifications on the event's first day."""
    return Qualification.objects.filter(
        Q(until__isnull=True) | Q(until__gte=OuterRef("event__starts")),
        person=OuterRef("person"),
        since__lte=OuterRef("event__starts"),
    )


def _trainers_parts(qualified_by: Programme | None) -> QuerySet[Involvement]:
    held = _held_at_the_event()
    if qualified_by is not None:
        held = held.filter(programme=qualified_by)
    return Involvement.objects.filter(Exists(held), role=TRAINER)


def given_by(rows: QuerySet[Event], qualified_by: Programme | None) -> QuerySet[Event]:
    """Keep the events with a trainer whom this programme, or None: any, had qualified by the first day."""
    return rows.filter(Exists(_trainers_parts(qualified_by).filter(event=OuterRef("pk"))))


def workshops_given_by(qualified_by: Programme | None) -> QuerySet[Event]:
    """Return the training workshops given by trainers whom this programme, or None: any, had qualified."""
    return given_by(Event.objects.taking_place().filter(kind=Event.Kind.TRAINING), qualified_by)


def _workshops_of(person: Any) -> QuerySet[Involvement]:
    """Return a person's parts as a qualified trainer in training workshops, one for each."""
    parts = _trainers_parts(None).filter(person=person, event__kind=Event.Kind.TRAINING)
    return parts.exclude(event__state__in=OFF)


@dataclass(frozen=True)
class Given:
    """How many workshops a person gave while qualified, and the first day of the last one."""

    workshops: int
    last: date | None


def given(person: Person) -> Given:
    """Return what a person read by `persons` gave; without a qualification that is nothing."""
    held: list[Any] = list(person.qualifications.all())
    return Given(held[0].workshops, held[0].last_workshop) if held else Given(0, None)


def persons(scope: Scope) -> QuerySet[Person]:
    """Return persons with their qualifications, and what `given` says of them."""
    workshops = _workshops_of(OuterRef("person")).order_by().values("person")
    number = workshops.annotate(number=Count("pk")).values("number")
    last = workshops.annotate(last=Max("event__starts")).values("last")
    # Counted beside the qualifications, which are read for the rows of one page, not for every trainer.
    held = Qualification.objects.visible_to(scope).annotate(
        workshops=Coalesce(Subquery(number, output_field=IntegerField()), 0),
        last_workshop=Subquery(last, output_field=DateField()),
    )
    in_order = held.select_related("programme", "event").order_by("since", "pk")
    return people.persons(scope).prefetch_related(Prefetch("qualifications", in_order))


def trainers(scope: Scope) -> QuerySet[Person]:
    """Return whoever holds or held a qualification, with what `persons` says of each."""
    return persons(scope).filter(pk__in=Qualification.objects.visible_to(scope).values("person"))


def workshops_given(person: Person, scope: Scope) -> QuerySet[Event]:
    """Return the training workshops that a trainer gave while qualified, as far as the scope may see them."""
    given = _workshops_of(person).values("event")
    return events.with_counts(events.events(scope)).filter(pk__in=given).order_by("-starts", "-pk")


def event_of(qualification: Qualification, scope: Scope) -> Event | None:
    """Return the event at which a qualification was earned, where the scope may see it."""
    return events.events(scope).filter(pk=qualification.event_id).first() if qualification.event_id else None


@dataclass(frozen=True)
class Cascade:
    """What went out from one trainer: workshops given, unique persons and attendances there."""

    workshops: int
    persons: int
    attendances: int
    reported: int  # head counts of workshops without a list, never added to persons


def cascade(person: Person) -> Cascade:
    """Return whom a trainer's workshops reached: unique persons, attendances, head counts beside them."""
    given = _workshops_of(person).values("event")
    there = Involvement.objects.filter(event__in=given, role=PARTICIPANT, attended=True)
    reached = there.aggregate(persons=Count("person", distinct=True), attendances=Count("pk"))
    listed = Involvement.objects.filter(event=OuterRef("pk"), role=PARTICIPANT)
    held = Event.objects.filter(pk__in=given)
    unlisted = held.filter(~Exists(listed)).aggregate(reported=Coalesce(Sum("head_count"), 0))
    return Cascade(workshops=held.count(), **reached, **unlisted)


@dataclass(frozen=True)
class Offered:
    """By which countries and programmes lists of qualifications and trainers can be narrowed."""

    countries: events.Choices
    programmes: events.Choices


def offered(scope: Scope) -> Offered:
    """Return the countries and programmes of the qualifications that the scope may see; one query."""
    rows = Qualification.objects.visible_to(scope).order_by("programme__code")
    countries, programmes = set(), {}
    for code, short, country in rows.values_list(
        "programme__code", "programme__short_title", "person__country"
    ).distinct():
        programmes[code] = short or code
        countries.add(country)
    named = sorted(((code, names.marked_name(code)) for code in countries), key=lambda pair: pair[1])
    return Offered(countries=named, programmes=list(programmes.items()))


def qualified_by(rows: QuerySet[Person], programme: str) -> QuerySet[Person]:
    """Keep the persons whom the programme with this code qualified at any time."""
    held = Qualification.objects.filter(person=OuterRef("pk"), programme__code=programme)
    return rows.filter(Exists(held))
