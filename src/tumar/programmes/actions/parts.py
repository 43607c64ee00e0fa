"""What belongs to one programme: objectives, activity lines, partner countries, tags, published claims.

Each is added, amended or removed in one transaction with its journal entry, which stands with the programme.
"""

from collections.abc import Mapping
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model, ProtectedError
from django.utils.translation import gettext as _

from tumar.kernel import journal
from tumar.kernel.permissions import Permission
from tumar.kernel.records import faults_of, told
from tumar.kernel.refusals import Fault, Invalid
from tumar.kernel.retry import retrying
from tumar.kernel.scope import Scope
from tumar.programmes.models import ActivityLine, Claim, Objective, Participation, Programme, ProgrammeTag

Part = Objective | ActivityLine | Participation | ProgrammeTag | Claim
P = TypeVar("P", Objective, ActivityLine, Participation, ProgrammeTag, Claim)

NOUNS: dict[type[Model], str] = {
    Objective: "objective",
    ActivityLine: "activity_line",
    Participation: "participation",
    ProgrammeTag: "tag",
    Claim: "claim",
}


def _facts(part: Part) -> dict[str, Any]:
    return {
        field.name: told(getattr(part, field.name))
        for field in part._meta.concrete_fields
        if field.name not in {"id", "programme"} and getattr(part, field.name) not in (None, "", {})
    }


def _check(part: Part) -> None:
    try:
        part.full_clean()
    except ValidationError as error:
        raise Invalid(faults_of(error)) from error
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


@retrying
def add_part(kind: type[P], programme: Programme, facts: Mapping[str, Any], *, by: Scope) -> P:
    """Add an objective, activity line, partner country, tag or published claim to a programme."""
    by.require(Permission.PROGRAMMES_PROGRAMME_EDIT)
    part = kind(programme=programme, **facts)
    with transaction.atomic():
        _check(part)
        part.save(force_insert=True)
        verb = f"programmes.{NOUNS[kind]}.added"
        journal.write(verb, by=by, about=programme.label, **_facts(part))
    return part


@retrying
def amend_part(part: P, changes: Mapping[str, Any], *, by: Scope, reason: str = "") -> P:
    """Change a part of a programme; the journal tells its name and what differs."""
    by.require(Permission.PROGRAMMES_PROGRAMME_EDIT)
    with transaction.atomic():
        current = type(part)._base_manager.select_for_update().select_related("programme").get(pk=part.pk)
        before, named = _facts(current), str(current)
        for name, value in changes.items():
            setattr(current, name, value)
        _check(current)
        after = _facts(current)
        differences = {
            name: [before.get(name), after.get(name)]
            for name in sorted(before.keys() | after.keys())
            if before.get(name) != after.get(name)
        }
        if differences:
            current.save()
            verb = f"programmes.{NOUNS[type(part)]}.amended"
            about = current.programme.label
            journal.write(verb, by=by, about=about, reason=reason, part=named, **differences)
    return current


@retrying
def remove_part(part: Part, *, by: Scope, reason: str = "") -> None:
    """Remove a part of a programme; the journal keeps what it was. Refused while something hangs on it."""
    by.require(Permission.PROGRAMMES_PROGRAMME_EDIT)
    programme, verb, facts = part.programme, f"programmes.{NOUNS[type(part)]}.removed", _facts(part)
    with transaction.atomic():
        try:
            part.delete()
        except ProtectedError as error:
            sentence = _("It cannot be removed: other records point to it.")
            raise Invalid([Fault("", sentence)]) from error
        journal.write(verb, by=by, about=programme.label, reason=reason, **facts)
