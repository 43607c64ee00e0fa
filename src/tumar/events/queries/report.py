"""Reads for the report of an event: all that is on record of it, with the names that the scope may see."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q

from tumar.events import queries
from tumar.events.models import (
    Event,
    EventOrganisation,
    HeadCount,
    Involvement,
    Mark,
    Material,
    Photograph,
    Postponement,
    Registration,
    Session,
    SheetScan,
    Statement,
    Task,
)
from tumar.events.queries import planning, states
from tumar.events.queries.evaluation import Results, results_of
from tumar.events.reporting import chapters_of
from tumar.events.rules import attending
from tumar.events.rules.registration import Standing
from tumar.events.rules.reporting import (
    Reached,
    Target,
    planned_in_all,
    planned_of_country,
    planned_of_group,
    reached,
)
from tumar.kernel import clock, files
from tumar.kernel.models import Attachment
from tumar.kernel.papers import Section
from tumar.kernel.permissions import Permission
from tumar.kernel.scope import Scope
from tumar.people import queries as people

PARTICIPANT = Involvement.Role.PARTICIPANT
# Who asked for a place and did not take it back: whoever has one, waits for one, or is to be decided about.
REGISTERED = (Standing.CONFIRMED.value, Standing.WAITING.value, Standing.PENDING.value)


@dataclass(frozen=True)
class Cell:
    """One country, group or sex in numbers; None where nothing was planned or asked, or nobody knows."""

    key: str
    planned: int | None
    registered: int | None
    listed: int
    attended: int | None


@dataclass(frozen=True)
class Numbers:
    """The participants of an event: planned, registered, on the list, and known to have attended."""

    planned: int | None
    registered: int | None
    by_state: Sequence[tuple[str, int]]
    listed: int
    attended: int | None
    absent: int | None
    unknown: int | None
    head_count: int | None
    head_count_source: str
    reached: Reached
    by_country: Sequence[Cell]
    by_group: Sequence[Cell]
    by_sex: Sequence[Cell]


@dataclass(frozen=True)
class Held:
    """What is on record of one session: marks by state, persons there by means, heads counted in the room."""

    session: Session
    states: Mapping[str, int]
    unmarked: int
    means: Mapping[str, int]
    heads: int | None


@dataclass(frozen=True)
class Staff:
    """Somebody who trained, spoke or organised, as the scope may name them."""

    label: str
    role: str


@dataclass(frozen=True)
class Report:
    """All that is on record of one event on one day; None for what the scope may not see."""

    event: Event
    on: date
    hosts: Sequence[EventOrganisation]
    co_organisers: Sequence[EventOrganisation]
    countries: Sequence[str]
    postponements: Sequence[Postponement]
    agenda: Sequence[planning.Day]
    numbers: Numbers
    staff: Sequence[Staff]
    sessions: Sequence[Held]
    budget: planning.Budget | None
    tasks: Sequence[Task] | None
    materials: Sequence[Material]
    evaluation: Results | None
    chapters: Mapping[str, Section]
    evidence: Sequence[Attachment]
    photographs: Sequence[Photograph]
    sheets: Sequence[SheetScan]


def report(event: Event, scope: Scope) -> Report:
    """Return what the report of an event tells to whoever asks; a fixed number of queries.

    Chapters of other rooms and questions come in words, in the language that is active.
    """
    may_edit = scope.allows(Permission.EVENTS_EVENT_EDIT, event.country_id)
    works_on_it = may_edit or scope.allows(Permission.EVENTS_ATTENDANCE_RECORD, event.country_id)
    sees_names = scope.allows(Permission.PEOPLE_PERSON_VIEW, event.country_id)
    held = queries.organisations(event)
    return Report(
        event=event,
        on=clock.today(),
        hosts=held["host"],
        co_organisers=held["co_organiser"],
        countries=sorted(event.countries.values_list("pk", flat=True)),
        postponements=states.postponements(event),
        agenda=planning.agenda(event, scope),
        numbers=numbers(event),
        staff=_staff(event, scope),
        sessions=sessions_held(event),
        budget=planning.budget(event) if may_edit else None,
        tasks=list(event.tasks.select_related("owner")) if works_on_it else None,
        materials=list(planning.materials(event)),
        evaluation=results_of(event, scope),
        chapters=chapters_of(event, scope),
        evidence=list(files.of(event.label)),
        photographs=planning.photographs(event),
        # A signed sheet names everybody on it, so it is for those who see names.
        sheets=_signed(event) if works_on_it and sees_names else [],
    )


Parts = Mapping[tuple[str, str, str], tuple[int, int, int]]


def numbers(event: Event) -> Numbers:
    """Return the participants of an event in numbers; three queries, however many there are."""
    listed = _listed(event)
    registered, by_state = _registered(event)
    targets = [Target(one.country_id or "", one.group, one.planned) for one in event.target_groups.all()]
    in_all, there, unknown = (sum(one[place] for one in listed.values()) for place in range(3))
    has_registration = bool(by_state)

    def cells(place: int, planned: Callable[[str], int | None], also: Iterable[str] = ()) -> list[Cell]:
        return _cells(listed, registered if has_registration else None, place, planned, also)

    return Numbers(
        planned=planned_in_all(targets),
        registered=sum(registered.values()) if has_registration else None,
        by_state=[(state, by_state[state]) for state in Registration.State.values if by_state[state]],
        listed=in_all,
        attended=_known(in_all, there, unknown),
        absent=in_all - there - unknown if in_all else None,
        unknown=unknown if in_all else None,
        head_count=event.head_count,
        head_count_source=event.head_count_source,
        reached=reached(in_all, there, unknown, event.head_count),
        by_country=cells(0, lambda key: planned_of_country(targets, key), (one.country for one in targets)),
        by_group=cells(1, lambda key: planned_of_group(targets, key), (one.group for one in targets)),
        by_sex=cells(2, lambda _key: None),
    )


def _listed(event: Event) -> Parts:
    rows = event.involvements.filter(role=PARTICIPANT).order_by()
    counted = rows.values_list("person__country", "person__group", "person__sex").annotate(
        listed=Count("pk"),
        there=Count("pk", filter=Q(attended=True)),
        unknown=Count("pk", filter=Q(attended=None)),
    )
    return {(country, group, sex): numbers for country, group, sex, *numbers in counted}  # type: ignore[misc]


def _registered(event: Event) -> tuple[Mapping[tuple[str, str, str], int], Counter[str]]:
    rows = event.registrations.order_by().values_list("state", "country", "group", "sex")
    found: Counter[tuple[str, str, str]] = Counter()
    by_state: Counter[str] = Counter()
    for state, country, group, sex, number in rows.annotate(number=Count("pk")):
        by_state[state] += number
        if state in REGISTERED:
            found[country, group, sex] += number
    return found, by_state


def _cells(
    listed: Parts,
    registered: Mapping[tuple[str, str, str], int] | None,
    place: int,
    planned: Callable[[str], int | None],
    also: Iterable[str],
) -> list[Cell]:
    counted: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for key, found in listed.items():
        counted[key[place]] = [a + b for a, b in zip(counted[key[place]], found, strict=True)]
    asked = Counter[str]()
    for key, number in (registered or {}).items():
        asked[key[place]] += number
    return [
        Cell(
            key,
            planned(key),
            None if registered is None else asked[key],
            counted[key][0],
            _known(*counted[key]) if counted[key][0] or not listed else 0,
        )
        for key in sorted({*counted, *asked, *filter(None, also)})
    ]


def _known(listed: int, attended: int, unknown: int) -> int | None:
    """Return how many of a list attended; None where there is no list, or nobody knows of anybody on it."""
    return attended if listed and unknown < listed else None


def _staff(event: Event, scope: Scope) -> list[Staff]:
    rows = list(planning.speakers_of(event))
    labels = people.person_labels({one.person.code for one in rows}, scope)
    order = Involvement.Role.values
    rows.sort(key=lambda one: order.index(one.role))
    return [Staff(labels[one.person.code], one.role) for one in rows]


def sessions_held(event: Event) -> list[Held]:
    """Return for each session the marks by state, and by what means the persons there are confirmed."""
    listed = event.involvements.filter(role=PARTICIPANT).count()
    marks = Mark.objects.filter(session__event=event, involvement__role=PARTICIPANT).order_by()
    by_state: dict[int, dict[str, int]] = defaultdict(dict)
    for session, state, number in marks.values_list("session", "state").annotate(number=Count("pk")):
        by_state[session][state] = number
    by_means, heads = _means(event), _heads(event)
    return [
        Held(
            session=one,
            states=by_state[one.pk],
            unmarked=listed - sum(by_state[one.pk].values()),
            means=by_means[one.pk],
            heads=heads.get(one.pk),
        )
        for one in event.sessions.all()
    ]


def _means(event: Event) -> dict[int, dict[str, int]]:
    """Return by session and means how many of the persons there were said to be there by that means."""
    stands = Mark.objects.filter(
        session=OuterRef("session"), involvement=OuterRef("involvement"), state__in=attending.THERE
    )
    said = Statement.objects.filter(
        Exists(stands),
        session__event=event,
        involvement__role=PARTICIPANT,
        state__in=attending.THERE,
    )
    found: dict[int, dict[str, int]] = defaultdict(dict)
    counted = (
        said.order_by().values_list("session", "means").annotate(persons=Count("involvement", distinct=True))
    )
    for session, means, persons in counted:
        found[session][means] = persons
    return found


def _heads(event: Event) -> dict[int, int]:
    """Return the last count of heads of each session in whose room they were counted."""
    rows = HeadCount.objects.filter(session__event=event).order_by("said_at", "pk")
    return dict(rows.values_list("session_id", "count"))


def _signed(event: Event) -> list[SheetScan]:
    """Return the signed pages that somebody confirmed and whose picture is still kept, in their order."""
    rows = SheetScan.objects.filter(
        page__event=event, state=SheetScan.State.CONFIRMED, straight__removed_at=None
    )
    return list(
        rows.select_related("page__event", "straight").order_by("page__printing", "page__number", "pk")
    )
