"""What the lists of trainers and of qualifications show, and how they can be narrowed."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tumar.events.queries import year_choices
from tumar.kernel.lists import Column, Filter, ListPage
from tumar.kernel.scope import Scope
from tumar.people.models import Person
from tumar.people.rules import spellings
from tumar.places import names
from tumar.training import queries


def _qualified_by(person: Person) -> str:
    return ", ".join(dict.fromkeys(str(one.programme) for one in person.qualifications.all()))


TRAINER_COLUMNS = (
    Column("name", pgettext_lazy("a person", "name"), str, sort="sort_name", importance=1),
    Column("country", _("country"), lambda one: names.marked_name(one.country_id), sort="country_id"),
    Column("qualified_by", _("qualified by"), _qualified_by),
    Column(
        "workshops",
        _("workshops given"),
        lambda one: queries.given(one).workshops,
        is_number=True,
        importance=1,
    ),
    Column("last", _("last workshop"), lambda one: queries.given(one).last),
    Column("employer", _("employer"), lambda one: one.employer, importance=3),
    Column("code", _("code"), lambda one: one.code, sort="code", importance=3),
)

QUALIFICATION_COLUMNS = (
    Column("person", _("person"), lambda one: str(one.person), sort="person__sort_name", importance=1),
    Column("country", _("country"), lambda one: names.marked_name(one.person.country_id)),
    Column("programme", _("programme"), lambda one: one.programme, importance=1),
    Column("event", _("earned at"), lambda one: one.event and one.event.code, importance=3),
    Column("since", _("from"), lambda one: one.since, sort="since", importance=1),
    Column("until", _("until"), lambda one: one.until),
    Column("code", _("code"), lambda one: one.code, sort="code"),
)


def trainers(scope: Scope) -> ListPage:
    """Return the list of trainers as the scope can narrow it."""
    offered = queries.offered(scope)
    return ListPage(
        name="trainers",
        title=_("Trainers"),
        columns=TRAINER_COLUMNS,
        link=lambda one: reverse("training:trainer", args=[one.code]),
        sort="name",
        search_field="search_text",
        spellings=spellings,
        filters=(
            Filter(
                "country",
                _("country"),
                lambda _scope: offered.countries,
                lambda rows, code: rows.filter(country=code),
            ),
            Filter(
                "programme",
                _("qualified by"),
                lambda _scope: offered.programmes,
                queries.qualified_by,
            ),
        ),
        empty=_("No trainer is on file yet."),
    )


def qualifications(scope: Scope) -> ListPage:
    """Return the list of qualifications as the scope can narrow it."""
    offered = queries.offered(scope)
    return ListPage(
        name="qualifications",
        title=_("Trainers' qualifications"),
        columns=QUALIFICATION_COLUMNS,
        link=lambda one: reverse("training:qualification", args=[one.code]),
        sort="-since",
        search_field="person__search_text",
        spellings=spellings,
        filters=(
            Filter(
                "country",
                _("country"),
                lambda _scope: offered.countries,
                lambda rows, code: rows.filter(person__country=code),
            ),
            Filter(
                "programme",
                _("programme"),
                lambda _scope: offered.programmes,
                lambda rows, code: rows.filter(programme__code=code),
            ),
            Filter("year", _("year"), year_choices, lambda rows, year: rows.filter(since__year=int(year))),
        ),
        empty=_("No qualification is on file yet."),
    )
