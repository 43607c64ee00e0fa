"""What the lists of requirement sets and of rounds show."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tumar.kernel.lists import Column, Filter, ListPage
from tumar.kernel.scope import Scope
from tumar.law.models import RequirementSet, Round, Scale
from tumar.law.queries.rounds import countries_with_rounds
from tumar.places import names
from tumar.places import queries as places


def _scale(one: Any) -> Any:
    return Scale(one.newest_scale).label if one.newest_scale else None


def _codes(one: Round) -> str:
    return ", ".join(each.version.set.code for each in one.sets.all())


def sets() -> ListPage:
    """Return the list of requirement sets."""
    return ListPage(
        name="requirement-sets",
        title=_("Requirement sets"),
        columns=(
            Column("title", _("title"), str, sort="search_text", importance=1),
            Column("nature", _("how it binds"), lambda one: one.get_nature_display(), sort="nature"),
            Column("requirements", _("requirements"), lambda one: one.how_many, is_number=True, importance=1),
            Column("newest", _("version"), lambda one: one.newest),
            Column("scale", _("scale"), _scale, importance=3),
            Column("code", _("code"), lambda one: one.code, sort="code"),
        ),
        link=lambda one: reverse("law:set", args=[one.code]),
        sort="code",
        search_field="search_text",
        empty=_("No requirement set is on file yet."),
        filters=(
            Filter(
                "nature",
                _("how it binds"),
                lambda _scope: RequirementSet.Nature.choices,
                lambda rows, nature: rows.filter(nature=nature),
            ),
        ),
    )


def rounds(scope: Scope) -> ListPage:
    """Return the list of rounds as the scope can narrow it."""
    within = countries_with_rounds(scope)
    countries = places.country_choices(within) if within else []
    return ListPage(
        name="rounds",
        title=_("Assessment rounds"),
        columns=(
            Column("title", _("title"), str, sort="search_text", importance=1),
            Column(
                "country",
                _("country"),
                lambda one: names.marked_name(one.country_id),
                sort="country",
                importance=1,
            ),
            Column("as_of", _("law as of"), lambda one: one.as_of, sort="as_of", importance=1),
            Column(
                "sets", _("sets"), lambda one: ", ".join(each.version.set.code for each in one.sets.all())
            ),
            Column("state", _("state"), lambda one: one.get_state_display(), sort="state"),
            Column("published", _("published"), lambda one: one.published_at, importance=3),
            Column("code", _("code"), lambda one: one.code, sort="code"),
        ),
        link=lambda one: reverse("law:round", args=[one.code]),
        sort="-as_of",
        search_field="search_text",
        empty=_("No round is on file yet."),
        filters=(
            Filter(
                "country",
                _("country"),
                lambda _scope: countries,
                lambda rows, code: rows.filter(country=code),
            ),
            Filter(
                "state",
                _("state"),
                lambda _scope: Round.State.choices,
                lambda rows, state: rows.filter(state=state),
            ),
        ),
    )
