"""Amendments read from their own words into proposals; a person accepts them one by one."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tumar.kernel import clock, files, journal
from tumar.kernel.parts import next_number
from tumar.kernel.records import checked_row
from tumar.kernel.refusals import Fault, Invalid, Stale
from tumar.kernel.retry import retrying
from tumar.kernel.scope import Scope
from tumar.law.actions.instruments import EDIT
from tumar.law.models import Expression, Proposal, SourceLines, Version
from tumar.law.queries.versions import structure_of
from tumar.law.queries.wording import refused_change
from tumar.law.rules import amending, storing
from tumar.law.rules.units import Structure

State = Proposal.State
INSTRUCTION = 4000


@retrying
def propose_amendments(base: Version, facts: Mapping[str, Any], *, text: str, by: Scope) -> Version:
    """Read an amending text into proposals for a new version; until they are accepted it says the same."""
    instrument, language = base.expression.instrument, base.expression.language.split("-")[0]
    by.require(EDIT, instrument.country_id)
    _check(base, facts, language)
    structure = structure_of(base)
    reading = amending.parse(text, language, structure)
    if not reading.proposals and not reading.unparsed:
        raise Invalid([Fault("text", _("No instruction to amend was found in this text."))])
    with transaction.atomic():
        Expression.objects.select_for_update().get(pk=base.expression_id)
        version = _opened(base, facts, text)
        version.doubts = [
            {"code": "instruction_unread", "values": [one.words[:INSTRUCTION]]} for one in reading.unparsed
        ]
        checked_row(version)
        version.save(force_insert=True)
        if version.file:
            files.attach(version.file, about=instrument.label, by=by)
        SourceLines.objects.create(version=version, lines=_lines(structure), units=_units(structure))
        Proposal.objects.bulk_create(
            Proposal(
                version=version,
                number=number,
                instruction=one.words,
                operation=one.verb.value,
                eid=one.eid[:300],
                values=storing.proposal_facts(one),
            )
            for number, one in enumerate(reading.proposals, 1)
        )
        told = {"version": version.number, "proposals": len(reading.proposals)}
        journal.write_many([journal.Act("law.version.proposed", instrument.label, told)], by=by)
    return version


def _check(base: Version, facts: Mapping[str, Any], language: str) -> None:
    faults = []
    if base.state != Version.State.CONFIRMED:
        faults.append(Fault("", _("Amendments are worked into a confirmed version.")))
    if language not in amending.LANGUAGES:
        sentence = _("Amendments in this language cannot be read yet. Receive the new text as a file.")
        faults.append(Fault("", sentence))
    if facts["valid_from"] <= base.valid_from:
        faults.append(Fault("valid_from", _("The amended text holds from a later day than this version.")))
    if not facts.get("amended_by") and not facts.get("note"):
        faults.append(Fault("note", _("Choose the amending act, or name it in words.")))
    if faults:
        raise Invalid(faults)


def _opened(base: Version, facts: Mapping[str, Any], text: str) -> Version:
    number = next_number(base.expression.versions)
    name = "amendment.txt"
    return Version(
        expression=base.expression,
        number=number,
        state=Version.State.DRAFT,
        based_on=base,
        tradition=base.tradition,
        file=files.keep(text.encode(), name=name),
        file_name=name,
        received_at=clock.now(),
        **facts,
    )


def _units(structure: Structure) -> list[dict[str, Any]]:
    return [storing.unit_facts(unit) for unit in structure.units]


def _lines(structure: Structure) -> list[dict[str, Any]]:
    """Return as the source of a draft what its units say: it was made of a version, not of a file."""
    count = max((one.line for one in structure.units), default=-1) + 1
    lines: list[dict[str, Any]] = [{} for _place in range(count)]
    for unit in structure.units:
        said = " ".join(filter(None, (lines[unit.line].get("text"), unit.label, unit.heading, unit.text)))
        lines[unit.line] = {"text": said}
    return lines


@retrying
def decide_proposal(
    proposal: Proposal, *, state: Proposal.State, edition: int, by: Scope, eid: str = ""
) -> Proposal:
    """Accept or reject a proposed change, or leave it open again; `eid` settles which provision is meant."""
    instrument = proposal.version.expression.instrument
    by.require(EDIT, instrument.country_id)
    with transaction.atomic():
        version = Version.objects.select_for_update().get(pk=proposal.version_id)
        if not version.is_open:
            raise Invalid([Fault("", _("The structure of this version is closed."))])
        if version.edition != edition:
            raise Stale(instrument.label, edition, version.edition)
        current = Proposal.objects.get(pk=proposal.pk)
        if eid:
            meant = replace(storing.proposal_from(current.values), eid=eid)
            current.eid, current.values = eid, storing.proposal_facts(meant)
        current.state = state
        current.save()
        _work_in(version)
        told = {"version": version.number, "instruction": current.instruction, "state": current.state}
        journal.write_many([journal.Act("law.proposal.decided", instrument.label, told)], by=by)
    return current


def _work_in(version: Version) -> None:
    """Make the accepted changes, in their order, in the version that this one rests on."""
    if version.based_on is None:
        raise Invalid([Fault("", _("This version rests on no other."))])
    structure = structure_of(version.based_on)
    accepted: Sequence[Proposal] = list(version.proposals.filter(state=State.ACCEPTED).order_by("number"))
    for one in accepted:
        try:
            structure = amending.apply(structure, storing.proposal_from(one.values))
        except amending.Refused as refused:
            sentence = refused_change(refused.refusal.code, refused.refusal.found)
            raise Invalid([Fault("", f"{one.number}. {sentence}")]) from refused
    SourceLines.objects.filter(version=version).update(units=_units(structure), lines=_lines(structure))
    version.edition += 1
    version.save(update_fields=["edition"])
