"""What the lists of the room show, and how they can be narrowed."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tumar.kernel import clock
from tumar.kernel.coded import has, named
from tumar.kernel.lists import Column, Filter, ListPage
from tumar.kernel.scope import Scope
from tumar.law.models import Coverage, Instrument, TreatyAct
from tumar.law.models.words import Area, Rank
from tumar.law.queries import instruments as queries
from tumar.places import names

INTERNATIONAL = "INT"


def areas(codes: Iterable[str]) -> str:
    """Return areas of law in words, in their order, in one line."""
    order = [code for code, _name in Area.choices]
    return ", ".join(named(sorted(codes, key=order.index), Area.choices))


def _where(one: Instrument) -> str:
    return names.marked_name(one.country_id) if one.country_id else gettext("international")


def _state(one: Instrument) -> str:
    today = clock.today()
    if one.in_force_from is None:
        return gettext("not known")
    if one.in_force_from > today:
        return gettext("not yet in force")
    if one.in_force_until and one.in_force_until < today:
        return gettext("not in force any more")
    return gettext("in force")


def _in_state(rows: QuerySet[Instrument], state: str) -> QuerySet[Instrument]:
    today = clock.today()
    if state == "in-force":
        return queries.in_force_on(rows, today)
    if state == "not-yet":
        return rows.filter(in_force_from__gt=today)
    if state == "over":
        return rows.filter(in_force_until__lt=today)
    return rows.filter(in_force_from=None)


STATES: tuple[tuple[str, Any], ...] = (
    ("in-force", _("in force")),
    ("not-yet", _("not yet in force")),
    ("over", _("not in force any more")),
    ("unknown", _("not known")),
)


def countries_with(scope: Scope) -> list[tuple[str, Any]]:
    """Return the countries of which the scope sees instruments."""
    codes = queries.instruments(scope).filter(country__isnull=False).order_by()
    found = codes.values_list("country", flat=True).distinct()
    return sorted(((code, names.marked_name(code)) for code in found), key=lambda pair: pair[1])


def instruments(scope: Scope) -> ListPage:
    """Return the library as the scope can narrow it."""
    return ListPage(
        name="instruments",
        title=_("Library of law"),
        columns=(
            Column("title", _("title"), str, sort="search_text", importance=1),
            Column("country", _("country"), _where, sort="country", importance=1),
            Column("rank", _("kind"), lambda one: one.get_kind_display(), sort="rank", importance=1),
            Column("number", _("number"), lambda one: one.number),
            Column("day", _("date"), lambda one: one.day, sort="day"),
            Column("state", _("state"), _state),
            Column("invented", _("invented"), lambda one: one.is_invented or None, is_for_download=True),
            Column("code", _("code"), lambda one: one.code, sort="code", importance=3),
            Column("address", _("address"), lambda one: one.address, is_for_download=True),
            Column("areas", _("areas"), lambda one: areas(one.areas), is_for_download=True),
            Column("from", _("in force from"), lambda one: one.in_force_from, is_for_download=True),
            Column("until", _("in force until"), lambda one: one.in_force_until, is_for_download=True),
            Column("source", _("source"), lambda one: one.source, is_for_download=True),
        ),
        link=lambda one: reverse("law:instrument", args=[one.code]),
        sort="rank",
        search_field="search_text",
        empty=_("No instrument is on file yet."),
        filters=(
            Filter(
                "country",
                _("country"),
                lambda of: [(INTERNATIONAL, _("international")), *countries_with(of)],
                lambda rows, code: rows.filter(country=None if code == INTERNATIONAL else code),
            ),
            Filter(
                "rank",
                _("rank"),
                lambda _s: [(str(rank), name) for rank, name in Rank.choices],
                lambda rows, rank: rows.filter(rank=rank),
            ),
            Filter(
                "area", _("area"), lambda _s: Area.choices, lambda rows, area: rows.filter(has("areas", area))
            ),
            Filter("state", _("state"), lambda _s: STATES, _in_state),
            Filter(
                "in_force_on",
                _("in force on"),
                lambda _s: (),
                lambda rows, day: queries.in_force_on(rows, date.fromisoformat(day)),
                is_day=True,
            ),
        ),
    )


def looked_for(one: Coverage) -> str:
    """Return what was looked for in a country's law, in words."""
    told = filter(None, (one.get_area_display(), one.get_kind_display()))
    return " · ".join(map(str, told)) or gettext("the whole of its law")


def coverage(scope: Scope) -> ListPage:
    """Return what was looked for in the law of countries."""
    return ListPage(
        name="coverage",
        title=_("What was looked for"),
        columns=(
            Column("what", _("what was looked for"), looked_for, sort="area", importance=1),
            Column(
                "country",
                _("country"),
                lambda one: names.marked_name(one.country_id),
                sort="country",
                importance=1,
            ),
            Column(
                "outcome", _("outcome"), lambda one: one.get_outcome_display(), sort="outcome", importance=1
            ),
            Column("by-laws", _("by-laws included"), lambda one: one.by_laws_included),
            Column("where", _("where was looked"), lambda one: one.where),
            Column("day", _("when"), lambda one: one.day, sort="day"),
            Column("who", _("who"), lambda one: one.by_label, importance=3),
        ),
        link=lambda one: reverse("law:edit-coverage", args=[one.pk]),
        sort="country",
        empty=_("Nobody has written down yet what was looked for."),
        filters=(
            Filter(
                "country",
                _("country"),
                lambda of: _covered(of),
                lambda rows, code: rows.filter(country=code),
            ),
            Filter(
                "outcome",
                _("outcome"),
                lambda _s: Coverage.Outcome.choices,
                lambda rows, outcome: rows.filter(outcome=outcome),
            ),
        ),
    )


def treaty_acts(scope: Scope) -> ListPage:
    """Return what States did towards treaties, one act a row."""
    return ListPage(
        name="treaty-acts",
        title=_("Acts of States towards treaties"),
        columns=(
            Column("treaty", _("treaty"), lambda one: str(one.instrument), sort="instrument", importance=1),
            Column(
                "country",
                _("country"),
                lambda one: names.marked_name(one.country_id),
                sort="country",
                importance=1,
            ),
            Column("act", _("act"), lambda one: one.get_act_display(), sort="act", importance=1),
            Column("day", _("date"), lambda one: one.day, sort="day", importance=1),
            Column("source", _("source"), lambda one: one.source),
            Column("note", _("note"), lambda one: one.note, importance=3),
            Column("code", _("code"), lambda one: one.instrument.code, is_for_download=True),
            Column("iso", _("code of the country"), lambda one: one.country_id, is_for_download=True),
        ),
        link=lambda one: reverse("law:instrument", args=[one.instrument.code]),
        sort="country",
        empty=_("No act of a State is on file yet."),
        filters=(
            Filter("country", _("country"), _acting_states, lambda rows, code: rows.filter(country=code)),
            Filter("act", _("act"), lambda _s: TreatyAct.Act.choices, lambda rows, act: rows.filter(act=act)),
        ),
    )


def _acting_states(scope: Scope) -> list[tuple[str, Any]]:
    codes = queries.treaty_acts(scope).order_by().values_list("country", flat=True).distinct()
    return sorted(((code, names.marked_name(code)) for code in codes), key=lambda pair: pair[1])


def _covered(scope: Scope) -> list[tuple[str, Any]]:
    codes = queries.coverage(scope).order_by().values_list("country", flat=True).distinct()
    return sorted(((code, names.marked_name(code)) for code in codes), key=lambda pair: pair[1])
