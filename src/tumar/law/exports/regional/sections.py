"""The sections of the regional report, each from the same values."""

from collections.abc import Callable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tumar.kernel.days import day_words
from tumar.kernel.languages import said
from tumar.kernel.papers import Drawing, Section, Table
from tumar.kernel.templatetags.parts import number, shown
from tumar.law import pictures
from tumar.law.exports.matrix import CHANGES, mark_word
from tumar.law.exports.regional.words import NOTHING, abreast, country, counts, listed, upper
from tumar.law.lists import looked_for
from tumar.law.models import Coverage, Recommendation, TreatyAct
from tumar.law.models.words import Area
from tumar.law.queries.places import places
from tumar.law.queries.rechecks import Recheck
from tumar.law.queries.regional import Covered, Regional
from tumar.law.rules import reforms as rules
from tumar.law.rules.findings import Axis
from tumar.law.wording_reforms import COLUMNS


def sections(told: Regional) -> Iterator[Section]:
    """Yield the sections in their order; one that has nothing to say says so."""
    yield _reading()
    yield _maps(told)
    yield _coverage(told)
    yield _areas(told)
    yield _changes(told)
    yield _treaties(told)
    yield _reforms(told)
    yield _rechecks(told)
    yield _method(told)


def _reading() -> Section:
    return Section(
        _("How to read this"),
        paragraphs=(
            _(
                "This report says what was found in the law. It is no score of compliance, and what was not "
                "found is to be confirmed: an act may not be on file."
            ),
        ),
    )


def _maps(told: Regional) -> Section:
    if not told.matrix.rows:
        return Section(_("Map of findings"), paragraphs=(_("Nothing is recorded."),))
    title = told.titles.get(_requirement(told), "") if told.about.code else ""
    shown_places = places(told.matrix, told.about, Axis.ON_PAPER)
    has_map, missing = pictures.can_be_drawn(shown_places), pictures.not_drawn(shown_places)
    notes = [pictures.source_line(shown_places)]
    if missing:
        notes.append(_("Not on the map, in the table only: %(names)s.") % {"names": ", ".join(missing)})
    return Section(
        _("Map of findings"),
        paragraphs=tuple(notes) if has_map else (),
        drawings=tuple(_map(told, axis, title) for axis in Axis) if has_map else (),
        tables=(_map_table(told, title),),
    )


def _requirement(told: Regional) -> int:
    return next((row.requirement for row in told.matrix.rows if told.about.covers(row)), 0)


def _map(told: Regional, axis: Axis, title: str) -> Drawing:
    shown_places = places(told.matrix, told.about, axis)
    picture = pictures.map_of(shown_places, told.about, axis, title, prefix="report", is_for_paper=True)
    said_all = "; ".join(f"{one.name}: {pictures.kind_word(one.kind)}" for one in shown_places)
    return Drawing(picture.svg, upper(picture.caption), f"{upper(picture.caption)}. {said_all}")


def _map_table(told: Regional, title: str) -> Table:
    by_axis = {axis: places(told.matrix, told.about, axis) for axis in Axis}
    return Table(
        upper(pictures.about_word(told.about, title)),
        (_("Country"), *(upper(pictures.AXES[axis]) for axis in Axis)),
        tuple(
            (
                country(code),
                *(pictures.kind_word(by_axis[axis][at].kind) for axis in Axis),
            )
            for at, code in enumerate(told.asked.countries)
        ),
        numbers_from=4,
    )


def _coverage(told: Regional) -> Section:
    rounds: dict[str, list[str]] = {}
    for one in told.matrix.sources:
        state = _("sealed") if one.round.sha256 else _("under way")
        words = f"{one.set_code} {one.version.label}: {one.round.code}, {shown(one.round.as_of)}, {state}"
        rounds.setdefault(one.country, []).append(words)
    assessed = Table(
        _("What was assessed"),
        (_("Country"), _("Rounds"), _("Requirements"), _("Assessed"), _("Confirmed")),
        tuple(
            (
                country(one.country),
                "; ".join(rounds.get(one.country, [])) or _("no round is on file for the day"),
                *map(number, (one.requirements, one.assessed, one.confirmed)),
            )
            for one in told.coverage
        ),
        numbers_from=2,
    )
    outcomes = Coverage.Outcome
    searched = Table(
        _("What was looked for"),
        (_("Country"), *(upper(outcome.label) for outcome in outcomes)),
        tuple((country(one.country), *_searched(one)) for one in told.coverage),
        note=_("Silence is no gap: what was not looked for may well be there."),
    )
    items = tuple(_not_found(one) for one in told.not_found)
    return Section(_("How far the law was looked at"), items=items, tables=(assessed, searched))


def _searched(one: Covered) -> tuple[str, ...]:
    if not one.is_seen:
        return (NOTHING,) * len(Coverage.Outcome)
    return tuple(number(one.searches[outcome]) for outcome in Coverage.Outcome.values)


def _not_found(one: Coverage) -> str:
    by_laws = _("by-laws included") if one.by_laws_included else _("by-laws not included")
    told = filter(None, (one.where, shown(one.day) if one.day else "", by_laws))
    return f"{country(one.country_id)}: {looked_for(one)}, {one.get_outcome_display()} ({listed(told)})"


def _areas(told: Regional) -> Section:
    rows = [
        (
            upper(Area(area).label),
            lambda code, by_country=by_country: counts(by_country.get(code)),  # type: ignore[misc]
        )
        for area, by_country in told.areas.items()
    ]
    note = _("How many requirements of an area have which mark on paper. Nothing is made of the counts.")
    tables = tuple(abreast(_("Matrix by area"), _("Area"), rows, told.asked.countries, note=note))
    return Section(_("Countries by areas of law"), tables=tables if rows else ())


def _changes(told: Regional) -> Section:
    title = _("What changed since the round before")
    if not told.changes:
        return Section(title, paragraphs=(_("Nothing changed, or no earlier round is on file."),))
    rows = tuple(
        (
            country(one.country),
            f"{one.row.set_code} {one.row.code} {told.titles.get(one.row.requirement, '')}",
            str(CHANGES[one.change]),
            mark_word(one.cell.marks.on_paper.value) if one.cell.marks else NOTHING,
        )
        for one in told.changes
    )
    heads = (_("Country"), _("Requirement"), _("Change"), _("Now, on paper"))
    return Section(title, tables=(Table("", heads, rows, numbers_from=4),))


def _treaties(told: Regional) -> Section:
    def cell(code: str, treaty: int) -> str:
        return "; ".join(_act(act) for act in told.acts.get((code, treaty), ())) or NOTHING

    rows = [
        (str(one), lambda code, treaty=one.pk: cell(code, treaty))  # type: ignore[misc]
        for one in told.treaties
    ]
    note = _("A dash says that nothing is on file, not that nothing was done.")
    tables = tuple(abreast(_("Treaties by country"), _("Treaty"), rows, told.asked.countries, note=note))
    return Section(_("Treaties"), tables=tables if rows else ())


def _act(act: TreatyAct) -> str:
    return f"{act.get_act_display()} {day_words(act.day)}"


def _reforms(told: Regional) -> Section:
    if not told.reforms:
        return Section(_("Reform of the law"), paragraphs=(_("No recommendation is on file yet."),))
    found = {one.country: one for one in told.reforms}
    states: list[tuple[str, Callable[[str], str]]] = [
        (upper(state.label), lambda code, state=state: number(found[code].states.get(state.value, 0)))  # type: ignore[misc]
        for state in Recommendation.State
    ]
    states.append((upper(_("to look at again")), lambda code: number(found[code].to_recheck)))
    columns: list[tuple[str, Callable[[str], str]]] = [
        (upper(COLUMNS[one]), lambda code, one=one: number(found[code].columns.get(one.value, 0)))  # type: ignore[misc]
        for one in rules.Column
    ]
    columns.append((upper(_("with something overdue")), lambda code: number(found[code].overdue)))
    note = _("As it stands on %(day)s.") % {"day": shown(told.on)}
    tables = (
        *abreast(_("Recommendations"), _("State"), states, list(found), are_figures=True),
        *abreast(_("Acts on their way"), _("How far"), columns, list(found), note=note, are_figures=True),
    )
    return Section(_("Reform of the law"), tables=tables)


def _rechecks(told: Regional) -> Section:
    title = _("To look at again")
    if not told.rechecks:
        return Section(title, paragraphs=(_("No cited provision has changed."),))
    left = told.rechecks_left
    more = ngettext("%(n)d more waits.", "%(n)d more wait.", left) % {"n": left} if left else ""
    table = Table(
        "",
        (_("Country"), _("Finding"), _("Provision"), _("Changed from")),
        tuple(_recheck(one) for one in told.rechecks),
        note=" ".join(filter(None, (more, _("As it stands on %(day)s.") % {"day": shown(told.on)}))),
        numbers_from=4,
    )
    return Section(title, tables=(table,))


def _recheck(one: Recheck) -> tuple[str, ...]:
    finding = one.citation.finding
    requirement = finding.requirement
    place = f"{one.citation.text.provision.instrument}, {one.way}"
    gone = f" ({_('gone from the newer text')})" if one.is_gone else ""
    return (
        country(finding.round.country_id),
        f"{requirement.version.set.code} {requirement.code} {said(requirement.title)}",
        f"{place}{gone}",
        str(shown(one.newest.valid_from)),
    )


def _method(told: Regional) -> Section:
    items = [
        _(
            "Every finding has three marks: on paper, in force, applied. Each rests on words of a provision "
            "as it read on the day of its round, or says that nothing was found."
        ),
        _(
            "Of each country and set the newest round up to the day is told. Two people code a round blind "
            "to each other, or one codes and another confirms; what waits for that is said to wait."
        ),
        _("An area with different marks is shown as “differs by requirement”; no mark stands for all."),
        _("Acts of States towards treaties are told up to the day, after the sources in the library."),
    ]
    if told.unseen:
        unseen = {"countries": listed(country(code) for code in told.unseen)}
        items.append(
            _(
                "Of %(countries)s only published rounds are told here: what was looked for, reforms and what "
                "is to be looked at again are seen by their own people."
            )
            % unseen
        )
    return Section(_("Method and limits"), items=tuple(items))
