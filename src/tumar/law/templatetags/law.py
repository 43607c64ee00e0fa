"""Words and ways that only the pages of law use."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from tumar.kernel.permissions import Permission
from tumar.kernel.tabs import Part, Tab, tabs_of
from tumar.law.lists import looked_for as looked_for_words
from tumar.law.models import Coverage, ProvisionText, UnitKind, Version
from tumar.law.queries.ways import stands_of
from tumar.law.rules.comparing import Status
from tumar.places import names
from tumar.places.languages import language_name

register = template.Library()

STATUSES = {
    Status.SAME: _("the same"),
    Status.EDITORIAL: _("typography"),
    Status.CHANGED: _("changed"),
    Status.ADDED: _("added"),
    Status.REMOVED: _("removed"),
    Status.MOVED: _("moved"),
    Status.RENUMBERED: _("renumbered"),
    Status.REPEALED: _("repealed"),
}

REFORM_PAGES = ("recommendations", "recommendation", "bills", "bill", "reform-overview")

TABS: tuple[Part, ...] = (
    (_("Library"), "instruments", (), ()),
    (_("Search"), "search", (), ()),
    (_("Treaties by country"), "treaties", (), ("treaty-acts",)),
    (_("What was looked for"), "coverage", (Permission.LAW_INSTRUMENT_VIEW,), ()),
    (_("Requirements"), "sets", (Permission.LAW_REQUIREMENT_VIEW,), ("set", "requirement", "side-by-side")),
    (_("Rounds"), "rounds", (Permission.LAW_REQUIREMENT_VIEW,), ("round", "finding", "recall")),
    (_("Matrix"), "matrix", (Permission.LAW_REQUIREMENT_VIEW,), ("matrix-map", "regional-report")),
    (_("Reform"), "reforms", (Permission.LAW_REFORM_VIEW,), REFORM_PAGES),
    (_("To look at again"), "rechecks", (Permission.LAW_ROUND_VIEW,), ()),
)


@register.simple_tag(takes_context=True)
def law_tabs(context: Any) -> list[Tab]:
    """Return the parts of the room that this person may open; the one that is open is marked."""
    return tabs_of(context["request"], "law", TABS)


@register.simple_tag
def provision_url(version: Version, eid: str, code: str = "") -> str:
    """Return the address at which a provision of a version is read: its leaf, opened where it stands."""
    expression = version.expression
    parts = [code or expression.instrument.code, expression.number, version.number]
    return f"{reverse('law:version', args=parts)}?{urlencode({'at': eid})}#{eid}"


@register.filter
def unit_kind(kind: str) -> Any:
    """Return what a unit of an act is, in words."""
    return UnitKind(str(kind)).label


@register.filter
def change_status(status: Status) -> Any:
    """Return what became of a provision, in words."""
    return STATUSES[status]


@register.filter
def country_word(code: str) -> str:
    """Return the name of a country with the mark of its note."""
    return names.marked_name(code)


@register.filter
def language_word(code: str) -> str:
    """Return the name of a language."""
    return language_name(code)


@register.filter
def way_of(text: ProvisionText) -> str:
    """Return where a provision stands, from its article down; one query."""
    return stands_of([text])[text.pk].way


@register.filter
def looked_for(one: Coverage) -> str:
    """Return what was looked for in a country's law, in words."""
    return looked_for_words(one)
