"""What the list of lists shows, and how the rows of one can be narrowed."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tumar.desk.lists_in.showing import kind_title
from tumar.kernel.lists import Column, Filter, ListPage
from tumar.kernel.models import ListImport, ListRow

LISTS = ListPage(
    name="lists",
    title=_("Lists that came in"),
    columns=(
        Column("name", _("list"), lambda one: one.name, importance=1),
        Column("kind", _("of what"), kind_title),
        Column("state", _("state"), lambda one: one.get_state_display(), importance=1),
        Column("rows", _("rows"), lambda one: sum(one.counts.values()) or None, is_number=True),
        Column("by", _("who"), lambda one: one.by, importance=3),
        Column("received_at", _("received"), lambda one: one.received_at, sort="received_at", importance=1),
    ),
    link=lambda one: reverse("desk:list", args=[one.key]),
    sort="-received_at",
    filters=(
        Filter(
            "state",
            _("state"),
            lambda _scope: ListImport.State.choices,
            lambda rows, state: rows.filter(state=state),
        ),
    ),
    empty=_("No list was imported yet."),
)
ROWS = ListPage(
    name="rows",
    title=_("Rows of the list"),
    columns=(Column("number", _("row"), lambda row: row, sort="number"),),
    link=lambda _row: "",
    sort="number",
    filters=(
        Filter(
            "decision",
            _("decision"),
            lambda _scope: ListRow.Decision.choices,
            lambda rows, decision: rows.filter(decision=decision),
        ),
        Filter(
            "in_the_way",
            _("in the way"),
            lambda _scope: [("yes", _("yes"))],
            lambda rows, _yes: rows.exclude(refusal=""),
        ),
    ),
)
