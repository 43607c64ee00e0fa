"""The kinds of list there are: who may send one, how its rows are planned and written."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from tumar.desk.lists_in import consignments, organisations, participants, persons, trainers
from tumar.desk.lists_in.context import Context
from tumar.desk.lists_in.planned import Planned
from tumar.kernel.incoming.undoing import Effect
from tumar.kernel.models import ListRow
from tumar.kernel.permissions import Permission

Plan = Callable[[Sequence[Planned], Context], None]
Write = Callable[[Sequence[ListRow], Context], Iterator[tuple[ListRow, list[Effect]]]]
Begin = Callable[[Iterator[Mapping[str, Any]], Context], None]


def _nothing(_rows: Iterator[Mapping[str, Any]], _context: Context) -> None:
    """Prepare nothing."""


@dataclass(frozen=True)
class Kind:
    """One kind of list; `noun` is the name under which JSON gives its rows."""

    key: str
    noun: str
    title: Any
    permission: Permission
    plan: Plan
    write: Write
    begin: Begin = _nothing


CONSIGNMENTS = "consignments"
KINDS = {
    kind.key: kind
    for kind in (
        Kind("persons", "persons", _("persons"), Permission.PEOPLE_PERSON_EDIT, persons.plan, persons.write),
        Kind(
            "participants",
            "persons",
            _("participants of an event"),
            Permission.EVENTS_EVENT_EDIT,
            participants.plan,
            participants.write,
            participants.begin,
        ),
        Kind(
            "organisations",
            "organisations",
            _("organisations"),
            Permission.PEOPLE_ORGANISATION_EDIT,
            organisations.plan,
            organisations.write,
        ),
        Kind(
            "trainers",
            "trainers",
            _("trainers"),
            Permission.TRAINING_QUALIFICATION_EDIT,
            trainers.plan,
            trainers.write,
        ),
        Kind(
            CONSIGNMENTS,
            "lines",
            _("lines of consignments"),
            Permission.SUPPLIES_CONSIGNMENT_EDIT,
            consignments.plan,
            consignments.write,
            consignments.begin,
        ),
    )
}
PERMISSIONS = tuple(dict.fromkeys(kind.permission for kind in KINDS.values()))
