"""What an event is planned with: rooms, target groups, budget lines, checklist, materials, photographs.

Each is added, amended or removed in one transaction with its journal entry, which stands with the event.
"""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from tumar.events.models import BudgetLine, Event, Material, Photograph, Room, TargetGroup, Task
from tumar.kernel import files
from tumar.kernel.models import StoredFile
from tumar.kernel.papers.plates import is_picture
from tumar.kernel.parts import Parts
from tumar.kernel.permissions import Permission
from tumar.kernel.records import told
from tumar.kernel.refusals import Fault, Invalid
from tumar.kernel.retry import retrying
from tumar.kernel.scope import Scope

NOUNS: dict[type[Model], str] = {
    Room: "room",
    TargetGroup: "target_group",
    BudgetLine: "budget_line",
    Task: "task",
    Material: "material",
    Photograph: "photograph",
}


def _require(event: Event, by: Scope) -> None:
    by.require(Permission.EVENTS_EVENT_EDIT, event.country_id)


def _told(value: Any) -> Any:
    # The hash tells a file apart for good; its key means nothing to a reader of the journal.
    return value.sha256 if isinstance(value, StoredFile) else told(value)


PARTS = Parts("event", "events", require=_require, told=_told, nouns=NOUNS)
add_part, amend_part, remove_part = PARTS.add, PARTS.amend, PARTS.remove


@retrying
def add_material(event: Event, facts: Mapping[str, Any], *, content: bytes, name: str, by: Scope) -> Material:
    """Keep a file as material of an event; `facts` are its title, language and licence."""
    by.require(Permission.EVENTS_EVENT_EDIT, event.country_id)
    with transaction.atomic():
        return add_part(Material, event, {**facts, "file": files.keep(content, name=name)}, by=by)


@retrying
def add_photograph(
    event: Event, facts: Mapping[str, Any], *, content: bytes, name: str, by: Scope
) -> Photograph:
    """Keep a photograph of an event; `facts` are its caption and how those who can be recognised agreed."""
    by.require(Permission.EVENTS_EVENT_EDIT, event.country_id)
    if not is_picture(content):
        raise Invalid([Fault("file", _("This is no picture: send a JPEG or PNG file."))])
    with transaction.atomic():
        return add_part(Photograph, event, {**facts, "file": files.keep(content, name=name)}, by=by)
