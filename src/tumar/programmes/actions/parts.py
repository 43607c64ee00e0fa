"""What belongs to one programme: objectives, activity lines, partner countries, tags, published claims.

Each is added, amended or removed in one transaction with its journal entry, which stands with the programme.
"""

from collections.abc import Mapping
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from tumar.kernel.parts import Parts
from tumar.kernel.permissions import Permission
from tumar.kernel.records import checked_row
from tumar.kernel.refusals import Fault, Invalid
from tumar.kernel.scope import Scope
from tumar.programmes.models import ActivityLine, Claim, Objective, Participation, Programme, ProgrammeTag

Part = Objective | ActivityLine | Participation | ProgrammeTag | Claim

NOUNS: dict[type[Model], str] = {
    Objective: "objective",
    ActivityLine: "activity_line",
    Participation: "participation",
    ProgrammeTag: "tag",
    Claim: "claim",
}


def _check(part: Part, _by: Scope) -> None:
    checked_row(part)
    if isinstance(part, Participation):
        _refuse_overlap(part)
    if isinstance(part, ProgrammeTag):
        _refuse_foreign_tag(part)


def _refuse_overlap(part: Participation) -> None:
    others = Participation.objects.filter(programme=part.programme, country=part.country).exclude(pk=part.pk)
    if any(other.interval.meets(part.interval) for other in others):
        raise Invalid([Fault("since", _("The country takes part at that time already."))])


def _refuse_foreign_tag(tag: ProgrammeTag) -> None:
    of_scheme: Mapping[str, Any] = {"area": ProgrammeTag.Area, "category": ProgrammeTag.Category}
    if tag.tag not in of_scheme[tag.scheme].values:
        raise Invalid([Fault("tag", _("This tag belongs to the other scheme."))])


def _require(_programme: Programme, by: Scope) -> None:
    by.require(Permission.PROGRAMMES_PROGRAMME_EDIT)


PARTS = Parts("programme", "programmes", require=_require, check=_check, nouns=NOUNS)
add_part, amend_part, remove_part = PARTS.add, PARTS.amend, PARTS.remove
