"""Organisations of a list: found by code or by name in their country, or added."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from tumar.desk.lists_in.context import Context
from tumar.desk.lists_in.planned import Decision, Planned
from tumar.desk.lists_in.targets import TARGETS
from tumar.kernel.bulk import Facts, Filed, Row
from tumar.kernel.incoming.undoing import Effect, effects_of
from tumar.kernel.models import ListRow
from tumar.kernel.permissions import Permission
from tumar.people.actions import bulk
from tumar.people.actions.numbering import free_codes
from tumar.people.actions.organisations import INTERNATIONAL
from tumar.people.models import Organisation
from tumar.people.rules.employers import OTHER, employer_key, kind_by_name

EDIT = Permission.PEOPLE_ORGANISATION_EDIT
PREFIX = f"{Organisation.LABEL}:"
LONGEST = Organisation._meta.get_field("name").max_length or 0


def meant(listed: Mapping[str, Any], context: Context) -> Facts:
    """Return what a listed row says of an organisation, as the table has it."""
    name = str(listed.get("name") or "")
    kind = listed.get("kind") or _kind_said(listed)
    country = context.country_of(listed)
    if kind == Organisation.Kind.INTERNATIONAL and not listed.get("country"):
        country = ""
    return {
        "name": name[:LONGEST],
        "name_latin": str(listed.get("latin") or "")[:LONGEST],
        "kind": kind if kind in Organisation.Kind.values else kind_by_name(name),
        "country": country or None,
    }


def _kind_said(listed: Mapping[str, Any]) -> str:
    """Return the kind that a list states in words of its own; empty where these tell none."""
    kind = kind_by_name(str(listed.get("kind_said") or ""))
    return "" if kind == OTHER else kind


def plan(rows: Sequence[Planned], context: Context) -> None:
    """Decide for a batch of rows which organisation each is, and what the list adds to it."""
    standing = [one for one in rows if one.decision != Decision.REFUSED]
    said = {one.number: meant(one.facts, context) for one in standing}
    codes = {str(one.facts.get("code") or "").upper() for one in standing}
    seen = Organisation.objects.visible_to(context.by).filter(code__in=codes - {""})
    known = set(seen.values_list("code", flat=True))
    for one in standing:
        _decide(one, said[one.number], known, context)
    filed = bulk.ORGANISATIONS.filed((one.record.removeprefix(PREFIX),) for one in standing if one.record)
    for one in standing:
        now = filed.get((one.record.removeprefix(PREFIX),))
        if now is None or one.decision == Decision.REFUSED:
            continue
        after = merged(said[one.number], one.facts, now.facts)
        one.changes = {
            name: [str(now.facts[name] or ""), str(value or "")]
            for name, value in after.items()
            if now.facts[name] != value
        }
        if one.changes and not context.by.allows(EDIT, now.facts["country"]):
            one.refuse(_("You may not add or change organisations of this country."), field="country")
        elif not one.changes:
            one.decision = Decision.UNCHANGED


def _decide(one: Planned, said: Facts, known: set[str], context: Context) -> None:
    code = str(one.facts.get("code") or "").upper()
    if not employer_key(said["name"]) and code not in known:
        one.refuse(_("The row has no name."), field="name")
        return
    if code in known:
        one.record, one.decision, one.why = f"{PREFIX}{code}", Decision.MATCHED, _("The list names the code.")
    elif found := context.employers.find(said["name"], said["country"] or ""):
        one.record, one.decision = f"{PREFIX}{found}", Decision.MATCHED
        one.why = _("An organisation of this name is on file.")
    if not one.record:
        is_international = said["kind"] == Organisation.Kind.INTERNATIONAL
        if said["country"] is None and not is_international:
            context.needs["country"] += 1
        elif not context.by.allows(EDIT, said["country"]):
            one.refuse(_("You may not add or change organisations of this country."), field="country")
            return
    key = one.record or (employer_key(said["name"]), said["country"])
    first = context.seen.setdefault(key, one.number)
    if first != one.number:
        one.same_as, one.decision, one.record = first, Decision.MATCHED, ""
        one.why = _("The same organisation stands higher up in this list.")


def merged(said: Facts, listed: Mapping[str, Any], on_file: Facts) -> Facts:
    """Return what the record holds afterwards: amended by a row that names its code, else only filled in."""
    facts = dict(on_file)
    is_coded = str(listed.get("code") or "").upper() == on_file["code"]
    if said["name_latin"] and (is_coded or not on_file["name_latin"]):
        facts["name_latin"] = said["name_latin"]
    if is_coded and said["name"] and said["name"] not in (on_file["name"], on_file["name_latin"]):
        facts["name"] = said["name"]
    if (listed.get("kind") or _kind_said(listed)) in Organisation.Kind.values and (
        is_coded or on_file["kind"] == OTHER
    ):
        facts["kind"] = said["kind"]
    if is_coded and listed.get("country"):
        facts["country"] = said["country"]
    return facts


def write(rows: Sequence[ListRow], context: Context) -> Iterator[tuple[ListRow, list[Effect]]]:
    """Write a batch of decided rows within the commit; yield each with what was done for it."""
    said = {row.number: meant(row.facts, context) for row in rows}
    for country in sorted({str(said[row.number]["country"] or "") for row in rows if not row.record}):
        own = [row for row in rows if not row.record and str(said[row.number]["country"] or "") == country]
        after = Organisation._base_manager.filter(country_id=country or None).count()
        prefix = f"{country or INTERNATIONAL}-ORG"
        for row, code in zip(
            own, free_codes(Organisation, prefix, len(own), after=after, digits=4), strict=True
        ):
            row.record = f"{PREFIX}{code}"
    filed = bulk.ORGANISATIONS.filed((row.record.removeprefix(PREFIX),) for row in rows)
    made: dict[str, tuple[int, Row]] = {}
    for row in rows:
        code = row.record.removeprefix(PREFIX)
        written = _bulk_row(row, said[row.number], filed.get((code,)), code)
        if written is not None and code not in made:
            made[code] = (row.number, written)
    for _written in bulk.bring_organisations([each for _number, each in made.values()], context.by):
        pass
    by_number = dict(made.values())
    for row in rows:
        own_rows = [by_number[row.number]] if row.number in by_number else []
        yield row, effects_of(TARGETS["people.organisation"], own_rows)


def _bulk_row(row: ListRow, said: Facts, filed: Filed | None, code: str) -> Row | None:
    table = bulk.ORGANISATIONS
    if filed is None:
        facts = {**dict.fromkeys(table.names), **table.defaults, **said, "code": code}
        return Row(row.row, tuple(facts[name] for name in table.names))
    after = merged(said, row.facts, filed.facts)
    before = {name: filed.facts[name] for name in table.names if filed.facts[name] != after[name]}
    return Row(row.row, tuple(after[name] for name in table.names), before, filed.version) if before else None
