"""The lists of lines behind a figure: what a row shows, where it leads, and how it can be narrowed."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tumar.events.models import Event, Involvement
from tumar.kernel.labels import url_of
from tumar.kernel.lists import Column, Filter, ListPage
from tumar.places import names
from tumar.results.figures import EUR, Figure
from tumar.results.indicators import Indicator
from tumar.results.indicators.persons import Attendance
from tumar.results.labels import HEADINGS, Labels, plain
from tumar.results.models import EditionLine
from tumar.results.queries.rows import COUNTRY, DAY, PERSON
from tumar.results.rules import SEVERAL, TRAITS_OF_A_PERSON, UNKNOWN, By, Strength
from tumar.supplies.models import ConsignmentLine
from tumar.training.models import Qualification

STRENGTHS: dict[str, Any] = {
    Strength.COUNTED: gettext_lazy("counted"),
    Strength.REPORTED: gettext_lazy("reported"),
    Strength.ESTIMATED: gettext_lazy("estimated"),
    Strength.AT_LEAST: gettext_lazy("at least"),
}
EMPTY = gettext_lazy("No line of evidence lies within your countries.")


def somebody(country: str) -> str:
    """Return what a person is called to who may not know the name."""
    if not country:
        return _("a person")
    return _("a person in %(country)s") % {"country": names.marked_name(country)}


def _person(row: Any) -> str:
    return str(row.person) if row.is_named else somebody(row.person.country_id)


def _country(code: str | None) -> str:
    return names.marked_name(code) if code else _("several countries")


SEX = Column("sex", HEADINGS[By.SEX], lambda row: row.person.get_sex_display())
GROUP = Column("group", HEADINGS[By.GROUP], lambda row: row.person.get_group_display())

COLUMNS: dict[type, tuple[Column, ...]] = {
    Event: (
        Column("code", gettext_lazy("Event"), lambda row: row.code, sort="code", importance=1),
        Column("title", gettext_lazy("Title"), str),
        Column("country", HEADINGS[By.COUNTRY], lambda row: _country(row.country_id)),
        Column("day", gettext_lazy("First day"), lambda row: row.starts, sort="starts"),
    ),
    Involvement: (
        Column("event", gettext_lazy("Event"), lambda row: row.event.code, sort="event_id", importance=1),
        Column("person", gettext_lazy("Person"), _person, importance=1),
        Column("country", HEADINGS[By.COUNTRY], lambda row: _country(row.event.country_id)),
        Column("day", gettext_lazy("Last day"), lambda row: row.event.ends),
        SEX,
        GROUP,
    ),
    Qualification: (
        Column("code", gettext_lazy("Qualification"), lambda row: row.code, sort="code", importance=1),
        Column("person", gettext_lazy("Person"), _person, importance=1),
        Column("event", gettext_lazy("Earned at"), lambda row: row.event.code if row.event else ""),
        Column("day", gettext_lazy("From"), lambda row: row.since, sort="since"),
        SEX,
        GROUP,
    ),
    ConsignmentLine: (
        Column(
            "code",
            gettext_lazy("Consignment"),
            lambda row: f"{row.consignment.code}/{row.number}",
            sort="pk",
            importance=1,
        ),
        Column("description", gettext_lazy("Item"), lambda row: row.description),
        Column("category", HEADINGS[By.CATEGORY], lambda row: row.get_category_display()),
        Column("country", HEADINGS[By.COUNTRY], lambda row: _country(row.consignment.country_id)),
        Column("day", gettext_lazy("Handed over"), lambda row: row.consignment.handed_over),
        Column(
            "value",
            gettext_lazy("EUR"),
            lambda row: plain(row.euro_cents, is_money=True),
            sort="euro_cents",
            is_number=True,
            is_money=True,
            importance=1,
        ),
    ),
}
SORTS: dict[type, str] = {Event: "-day", Involvement: "event", Qualification: "code", ConsignmentLine: "code"}
RECORD_URL: dict[type, Callable[[Any], str]] = {
    Event: lambda row: url_of(row.label),
    Involvement: lambda row: url_of(row.event.label),
    Qualification: lambda row: url_of(row.label),
    ConsignmentLine: lambda row: url_of(row.consignment.label),
}
TRAIT: dict[type, dict[str, str]] = {
    Involvement: {By.SEX: "person__sex", By.GROUP: "person__group"},
    Qualification: {By.SEX: "person__sex", By.GROUP: "person__group"},
    ConsignmentLine: {By.CATEGORY: "category"},
    EditionLine: {By.SEX: "sex", By.GROUP: "group", By.CATEGORY: "category", By.REGION: "region"},
}


Keys = Mapping[str, Sequence[str]]


def _choices(keys: Sequence[str], by: str, labels: Labels) -> Callable[[Any], Iterable[tuple[str, Any]]]:
    return lambda _scope: [(key, labels.cell(by, key)) for key in labels.in_order(by, keys)]


def _narrow(model: type, by: str) -> Callable[[QuerySet[Any], str], QuerySet[Any]]:
    def narrowed(rows: QuerySet[Any], key: str) -> QuerySet[Any]:
        if by == By.YEAR:
            return rows.filter(**{f"{DAY[model]}__year": int(key)})
        path = COUNTRY[model] if by == By.COUNTRY else TRAIT[model][by]
        if by == By.COUNTRY and key == SEVERAL:
            return rows.filter(**{path: ""} if model is EditionLine else {f"{path}__isnull": True})
        values = ["", "U", UNKNOWN] if key == UNKNOWN else [key]
        if model is EditionLine and by in TRAITS_OF_A_PERSON:
            rows = rows.exclude(counts_as="")  # a head count is about nobody's sex or group
        return rows.filter(**{f"{path}__in": values})

    return narrowed


def _filters(model: type, keys: Keys, labels: Labels) -> list[Filter]:
    possible = [By.COUNTRY, By.YEAR, *TRAIT.get(model, {})]
    return [
        Filter(by, HEADINGS[by], _choices(keys[by], by, labels), _narrow(model, by))
        for by in keys
        if by in possible
    ]


def _in_country(measure: Attendance, as_of: date) -> Callable[[QuerySet[Any], str], QuerySet[Any]]:
    return lambda rows, key: measure.of_country(rows, as_of, None if key == SEVERAL else key)


def live_list(model: type, indicator: Indicator, keys: Keys, as_of: date) -> ListPage:
    """Return the list of rows behind a live figure; `keys` are the cells by which it can be narrowed."""
    filters, measure = _filters(model, keys, Labels.load()), indicator.measure
    if isinstance(measure, Attendance):
        within = _in_country(measure, as_of)
        filters = [replace(one, narrow=within) if one.key == By.COUNTRY else one for one in filters]
    return ListPage(
        name=indicator.code,
        title=indicator.title,
        columns=COLUMNS[model],
        link=lambda row: RECORD_URL[model](row) if row.opens else "",
        sort=SORTS[model],
        filters=filters,
        empty=EMPTY,
    )


def _opens(row: Any) -> str:
    kind = row.record.partition(":")[0].rpartition(".")[2]
    return url_of(row.record) if getattr(row, f"opens_{kind}", False) else ""


def _whom(row: EditionLine) -> str:
    if not row.counts_as.startswith(PERSON):
        return ""
    return row.counts_as.removeprefix(PERSON) if row.is_named else somebody(row.country)  # type: ignore[attr-defined]


def frozen_list(figure: Figure, link: Callable[[Any], str] = _opens) -> ListPage:
    """Return the list of the lines of a frozen figure."""
    labels, is_money = Labels.load(), figure.unit == EUR
    columns = [
        Column(
            "record",
            gettext_lazy("Record"),
            lambda row: row.record.partition(":")[2],
            sort="record",
            importance=1,
        ),
        Column("country", HEADINGS[By.COUNTRY], lambda row: _country(row.country), importance=1),
        Column("day", gettext_lazy("Day"), lambda row: row.on, sort="on"),
    ]
    if By.SEX in figure.by:
        columns.append(Column("person", gettext_lazy("Person"), _whom, importance=1))
    if By.CATEGORY in figure.by:
        columns.append(
            Column("category", HEADINGS[By.CATEGORY], lambda row: labels.cell(By.CATEGORY, row.category))
        )
    columns += [
        Column("strength", gettext_lazy("Known"), lambda row: STRENGTHS[row.strength]),
        Column("evidence", gettext_lazy("Evidence file"), lambda row: row.evidence[:12]),
        Column(
            "adds",
            gettext_lazy("EUR") if is_money else gettext_lazy("Adds"),
            lambda row: plain(row.adds, is_money=is_money),
            is_number=True,
            is_money=is_money,
            importance=1,
        ),
    ]
    keys = {by: [key for key, _value in figure.cells(by)] for by in figure.by}
    filters = _filters(EditionLine, keys, labels)
    return ListPage(figure.indicator, figure.title, columns, link, "record", filters, empty=EMPTY)


def public_list(figure: Figure) -> ListPage:
    """Return the list of the lines of a published figure for anybody: nobody's name, nobody's traits."""
    page = frozen_list(figure, link=lambda _row: "")
    told = [one for one in page.filters if one.key in (By.COUNTRY, By.YEAR, By.CATEGORY)]
    return ListPage(page.name, page.title, page.columns, page.link, page.sort, told, empty=page.empty)


EDITIONS = ListPage(
    name="editions",
    title=gettext_lazy("Editions"),
    columns=(
        Column("code", gettext_lazy("Edition"), lambda row: row.code, sort="code", importance=1),
        Column("day", gettext_lazy("As of"), lambda row: row.as_of, sort="as_of", importance=1),
        Column("frozen", gettext_lazy("Frozen"), lambda row: row.frozen_at, sort="frozen_at"),
        Column("frozen_by", gettext_lazy("By"), lambda row: str(row.frozen_by)),
        Column("published", gettext_lazy("Published"), lambda row: row.published_at),
        Column(
            "published_by",
            gettext_lazy("By"),
            lambda row: str(row.published_by) if row.published_by else "",
        ),
        Column("sha256", "SHA-256", lambda row: row.sha256[:12]),
    ),
    link=lambda row: reverse("results:edition", args=[row.code]),
    sort="-day",
    empty=gettext_lazy("Nothing has been frozen yet."),
)
