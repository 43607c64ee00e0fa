"""The sections of an event's report about people: how many came, who taught, and session by session."""

from collections.abc import Callable, Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tumar.events.exports.report.words import count, listed, upper
from tumar.events.models import Involvement, Mark, Registration, Statement
from tumar.events.queries.report import Cell, Held, Numbers, Report
from tumar.events.rules.reporting import Strength
from tumar.kernel.papers import Section, Table
from tumar.kernel.templatetags.parts import shown
from tumar.people.models import Person
from tumar.places import names


def strength_words(strength: Strength) -> str:
    """Return how well a number is known, in words."""
    return {
        Strength.COUNTED: _("counted, name by name"),
        Strength.AT_LEAST: _("at least; of some on the list nobody knows whether they came"),
        Strength.REPORTED: _("reported as a head count, of which no list exists"),
        Strength.UNKNOWN: pgettext("a value", "unknown"),
    }[strength]


def attendance(report: Report) -> Section:
    """Say how many were planned, registered, listed and came; in all, by country, group and sex."""
    numbers = report.numbers
    notes = [_("The numbers are those of participants; trainers, speakers and organisers stand apart.")]
    if numbers.head_count is not None:
        notes.append(
            _("Head count: %(count)s, reported, not counted; source: %(source)s.")
            % {"count": count(numbers.head_count), "source": numbers.head_count_source}
        )
    breakdowns: tuple[Breakdown, ...] = (
        (_("Participants by country"), _("Country"), numbers.by_country, names.marked_name),
        (_("Participants by occupation group"), _("Occupation group"), numbers.by_group, _group),
        (_("Participants by sex"), _("Sex"), numbers.by_sex, _sex),
    )
    tables = [_in_all(numbers), *(_breakdown(one, numbers) for one in breakdowns if one[2])]
    if numbers.by_state:
        tables.append(_registrations(numbers))
    return Section(_("Participants"), paragraphs=tuple(notes), tables=tuple(tables))


def _in_all(numbers: Numbers) -> Table:
    by_heads = numbers.head_count if not numbers.listed else None
    rows = [
        (_("Planned"), numbers.planned, ""),
        (_("Registered"), numbers.registered, ""),
        (_("On the list"), numbers.listed, ""),
        (_("Attended"), numbers.reached.persons, strength_words(numbers.reached.strength)),
        (_("Known to have stayed away"), numbers.absent, ""),
        (_("Not known whether they came"), numbers.unknown, ""),
        (_("Known by head count only"), by_heads, ""),
    ]
    kept = [(label, value, how) for label, value, how in rows if value is not None or how]
    return Table(
        title=_("In all"),
        headers=(_("Participants"), pgettext("of a figure", "How well it is known"), _("Persons")),
        rows=tuple((label, how, count(value)) for label, value, how in kept),
        numbers_from=2,
    )


def _group(key: str) -> str:
    return upper(str(dict(Person.Group.choices).get(key, key)))


def _sex(key: str) -> str:
    return upper(str(dict(Person.Sex.choices).get(key, key)))


Breakdown = tuple[str, str, Sequence[Cell], Callable[[str], str]]


def _breakdown(one: Breakdown, numbers: Numbers) -> Table:
    """Return one breakdown; where nothing was planned, or nobody could register, there is no such column."""
    title, header, cells, named = one
    has_planned = any(one.planned is not None for one in cells)
    has_registered = numbers.registered is not None
    headers = [header]
    headers += [_("Planned")] if has_planned else []
    headers += [_("Registered")] if has_registered else []
    headers += [_("On the list"), _("Attended")]

    def row(
        name: str, planned: int | None, registered: int | None, there: tuple[int, int | None]
    ) -> tuple[str, ...]:
        told = [name]
        told += ["—" if planned is None else count(planned)] if has_planned else []
        told += [count(registered)] if has_registered else []
        return (*told, *map(count, there))

    rows = sorted(
        (row(named(one.key), one.planned, one.registered, (one.listed, one.attended)) for one in cells),
        key=lambda told: told[0].casefold(),
    )
    total = row(_("Total"), numbers.planned, numbers.registered, (numbers.listed, numbers.attended))
    return Table(title=title, headers=tuple(headers), rows=tuple(rows), totals=(total,))


def _registrations(numbers: Numbers) -> Table:
    labels = dict(Registration.State.choices)
    return Table(
        title=_("Registrations by state"),
        headers=(_("State"), _("Registrations")),
        rows=tuple((upper(str(labels[state])), count(number)) for state, number in numbers.by_state),
        totals=((_("Total"), count(sum(number for _state, number in numbers.by_state))),),
    )


def staff(report: Report) -> Section | None:
    """Name the trainers, speakers and organisers, as far as whoever asks may see their names."""
    if not report.staff:
        return None
    labels = dict(Involvement.Role.choices)
    numbers = [(role, sum(one.role == role for one in report.staff)) for role in Involvement.Role.values]
    told = listed(f"{labels[role]}: {count(number)}" for role, number in numbers if number)
    table = Table(
        title="",
        headers=(pgettext("a person", "Name"), _("Role")),
        rows=tuple((one.label, upper(str(labels[one.role]))) for one in report.staff),
        numbers_from=2,
    )
    return Section(_("Trainers, speakers, organisers"), paragraphs=(upper(told),), tables=(table,))


def sessions(report: Report) -> Section | None:
    """Say session by session what is on record of attendance, and by what means it was recorded."""
    if not report.sessions:
        return None
    tables = [_by_state(report.sessions)]
    if any(one.means for one in report.sessions):
        tables.append(_by_means(report.sessions))
    return Section(_("Attendance by session"), tables=tuple(tables))


def session_name(held: Held) -> str:
    """Return a session's number, day and title in one line."""
    session = held.session
    return listed(filter(None, (f"{session.number}", shown(session.day), session.title)))


def _by_state(sessions: Sequence[Held]) -> Table:
    has_heads = any(one.heads is not None for one in sessions)
    labels = [upper(str(label)) for label in Mark.State.labels]

    def rows() -> Iterator[tuple[str, ...]]:
        for one in sessions:
            told = [count(one.states.get(state, 0)) for state in Mark.State.values]
            heads = ["—" if one.heads is None else count(one.heads)] if has_heads else []
            yield (session_name(one), *told, count(one.unmarked), *heads)

    heads = [_("Head count")] if has_heads else []
    return Table(
        title=_("What is on record"),
        headers=(_("Session"), *labels, _("Not marked"), *heads),
        rows=tuple(rows()),
        note=_("A head count is reported and never added to persons.") if has_heads else "",
    )


def _by_means(sessions: Sequence[Held]) -> Table:
    used = [means for means in Statement.Means.values if any(means in one.means for one in sessions)]
    labels = dict(Statement.Means.choices)
    return Table(
        title=_("By what means it was recorded"),
        headers=(_("Session"), *(upper(str(labels[means])) for means in used)),
        rows=tuple(
            (session_name(one), *(count(one.means.get(means, 0)) for means in used)) for one in sessions
        ),
        note=_("Persons who were there. Who is confirmed by several means stands under each of them."),
    )
