"""What the lists of merges, of possible duplicates and of pairs kept apart show."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tumar.kernel.lists import Column, Filter, ListPage
from tumar.people.models import Kind


def _both(name: str, code: str) -> str:
    return f"{name} ({code})" if name else code


def _state(one: Any) -> str:
    return str(_("undone") if one.undone_at else pgettext_lazy("a merge", "in force"))


KIND = Filter("kind", _("kind"), lambda _scope: Kind.choices, lambda rows, kind: rows.filter(kind=kind))

MERGES = ListPage(
    name="merges",
    title=_("Merges"),
    columns=(
        Column("kept", _("kept"), lambda one: _both(one.kept_name, one.kept), importance=1),
        Column("gone", _("merged into it"), lambda one: _both(one.gone_name, one.gone), importance=1),
        Column(
            "at", pgettext_lazy("a merge", "merged on"), lambda one: one.at.date(), sort="at", importance=1
        ),
        Column("by", _("who"), lambda one: one.by_label, importance=3),
        Column("state", _("state"), _state),
    ),
    link=lambda one: reverse("people:merge", args=[one.pk]),
    sort="-at",
    filters=(
        KIND,
        Filter(
            "state",
            _("state"),
            lambda _scope: [("standing", pgettext_lazy("a merge", "in force")), ("undone", _("undone"))],
            lambda rows, state: rows.filter(undone_at__isnull=state == "standing"),
        ),
    ),
    empty=_("Nothing was merged yet."),
)

DUPLICATES = ListPage(
    name="duplicates",
    title=_("Possible duplicates"),
    columns=(
        Column("first", _("first record"), lambda one: _both(one.first_name, one.first), importance=1),
        Column(
            "second",
            _("second record"),
            lambda one: _both(one.second_name, one.second) if one.second else str(_("a row of an import")),
            importance=1,
        ),
        Column("kind", _("kind"), lambda one: one.get_kind_display(), importance=3),
        Column(
            "score",
            _("likeness, %"),
            lambda one: round(one.score * 100),
            sort="score",
            is_number=True,
            importance=1,
        ),
    ),
    link=lambda one: reverse("people:duplicate", args=[one.pk]),
    sort="-score",
    filters=(KIND,),
    empty=_("No pair waits for a decision."),
)

KEPT_APART = ListPage(
    name="not-the-same",
    title=_("Pairs that are not the same"),
    columns=(
        Column("first", _("first record"), lambda one: _both(one.first_name, one.first), importance=1),
        Column("second", _("second record"), lambda one: _both(one.second_name, one.second), importance=1),
        Column("at", _("when"), lambda one: one.at.date(), sort="at", importance=1),
        Column("by", _("who"), lambda one: one.by_label, importance=3),
        Column("reason", _("reason"), lambda one: one.reason, importance=3),
    ),
    link=lambda one: reverse("people:take-back", args=[one.pk]),
    sort="-at",
    filters=(KIND,),
    empty=_("No pair was found not to be the same."),
)
