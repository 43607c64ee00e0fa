"""What the lists of the room show, and how they can be narrowed."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tumar.kernel.languages import said
from tumar.kernel.lists import Column, Filter, ListPage
from tumar.kernel.scope import Scope
from tumar.programmes import queries

OURS, OTHERS = "ours", "others"


def _whose(_scope: Scope) -> list[tuple[str, Any]]:
    return [(OURS, _("run from here")), (OTHERS, _("known for their trainers"))]


def _taking_part(rows: QuerySet[Any], country: str) -> QuerySet[Any]:
    return rows.filter(pk__in=queries.with_country(country))


def _of(rows: QuerySet[Any], whose: str) -> QuerySet[Any]:
    return rows.filter(is_ours=whose == OURS)


PROGRAMMES = ListPage(
    name="programmes",
    title=_("Programmes"),
    columns=(
        Column("code", _("code"), lambda one: one.code, sort="code", importance=1),
        Column("title", _("title"), lambda one: one.full_title, importance=1),
        Column("funder", _("funder"), lambda one: one.funder, importance=3),
        Column("implementer", _("implementer"), lambda one: one.implementer, importance=3),
        Column("starts", _("starts"), lambda one: one.starts, sort="starts"),
        Column("ends", _("ends"), lambda one: one.ends, sort="ends"),
    ),
    link=lambda one: reverse("programmes:programme", args=[one.code]),
    sort="code",
    filters=(
        Filter("whose", _("programmes shown"), _whose, _of),
        Filter("country", _("partner country"), queries.partner_choices, _taking_part),
    ),
    empty=_("No programme is on file yet."),
)

RESPONSES = ListPage(
    name="responses",
    title=_("Responses to crises"),
    columns=(
        Column("code", _("code"), lambda one: one.code, sort="code", importance=1),
        Column("name", _("name"), lambda one: said(one.name), importance=1),
        Column("since", _("from"), lambda one: one.since, sort="since"),
        Column("until", _("until"), lambda one: one.until, sort="until"),
    ),
    link=lambda one: reverse("programmes:response", args=[one.code]),
    sort="code",
    empty=_("No response is on file yet."),
)
