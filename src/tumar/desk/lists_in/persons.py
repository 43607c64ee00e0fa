"""Persons of a list: who they are on file, what the list adds to that, and how they are written."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from tumar.desk.lists_in.context import Context
from tumar.desk.lists_in.matching import Candidates, candidates_of
from tumar.desk.lists_in.planned import Decision, Planned
from tumar.desk.lists_in.targets import TARGETS
from tumar.kernel.bulk import Facts, Filed, Row
from tumar.kernel.folding import fold
from tumar.kernel.incoming.undoing import Effect, effects_of
from tumar.kernel.models import ListRow
from tumar.kernel.permissions import Permission
from tumar.kernel.refusals import Stale
from tumar.kernel.standing import successors
from tumar.people.actions import bulk
from tumar.people.actions.numbering import free_codes
from tumar.people.models import Person
from tumar.people.rules.listed_names import written_names

EDIT = Permission.PEOPLE_PERSON_EDIT
PREFIX = f"{Person.LABEL}:"
NAMES = ("family", "given", "patronymic", "single")
LATIN = tuple(f"{name}_latin" for name in NAMES)
LIMITS = {
    name: getattr(Person._meta.get_field(name), "max_length", 0)
    for name in (*NAMES, *LATIN, "position", "email", "telephone")
}


@dataclass(frozen=True, slots=True)
class Meant:
    """What a row says of a person, as the table has it; the employer still in words."""

    facts: Facts
    employer: str = ""

    @property
    def country(self) -> str:
        """The country of work; empty where nothing tells it."""
        return str(self.facts["country"] or "")


def meant(listed: Mapping[str, Any], context: Context, *, on_file: str = "") -> Meant:
    """Return what a listed row says of a person; a text that does not fit its column is left out.

    `on_file` is the country of the record that the row names by its code.
    """
    country = str(listed.get("country") or "") or on_file or context.country_of(listed)
    born = date.fromisoformat(listed["birth_date"]) if listed.get("birth_date") else None
    facts: Facts = {
        **written_names(listed, country),
        "sex": listed.get("sex") or Person.Sex.UNKNOWN.value,
        "birth_date": born,
        "birth_year": born.year if born else listed.get("birth_year"),
        "group": listed.get("occupation_group") or Person.Group.UNKNOWN.value,
        "country": country or None,
        "position": listed.get("position") or "",
        "email": listed.get("email") or "",
        "telephone": listed.get("phone") or "",
    }
    for name, limit in LIMITS.items():
        if len(facts[name]) > limit:
            facts[name] = "" if name not in (*NAMES, *LATIN) else facts[name][:limit]
    return Meant(facts, str(listed.get("employer") or ""))


def check(one: Planned, said: Meant, context: Context, *, is_coded: bool) -> None:
    """Say what is wrong with a row as a person."""
    if not is_coded and not any(said.facts[name] for name in (*NAMES, *LATIN)):
        one.refuse(_("The row has no name."), field="family")
    for name, field in (("position", "position"), ("telephone", "phone"), ("email", "email")):
        text = str(one.facts.get(field) or "")
        if len(text) > LIMITS[name]:
            told = _("The text is too long to be kept here and is left out.")
            one.warn(told, field=field, content=text[:60])
    if said.country and not context.by.allows(EDIT, said.country):
        one.refuse(_("You may not add or change persons of this country."), field="country")


def plan(rows: Sequence[Planned], context: Context) -> None:
    """Decide for a batch of rows who they are: by code, by an earlier row of the list, else by likeness."""
    coded = _coded(rows, context)
    said = {one.number: meant(one.facts, context, on_file=coded.get(one.number, "")) for one in rows}
    for one in rows:
        if one.decision != Decision.REFUSED:
            check(one, said[one.number], context, is_coded=one.number in coded)
    standing = [one for one in rows if one.decision != Decision.REFUSED]
    unknown = [one for one in standing if not one.record and not _repeats(one, said[one.number], context)]
    found = candidates_of([(one.facts, said[one.number].facts) for one in unknown], context.by)
    for one, candidates in zip(unknown, found, strict=True):
        _decide(one, candidates)
    for one in standing:
        first = context.repeats.of_record(one.number, one.record) if one.record else None
        if first is not None:
            _tie(one, first)
    filed = bulk.PERSONS.filed((one.record.removeprefix(PREFIX),) for one in standing if one.record)
    for one in standing:
        if on_file := filed.get((one.record.removeprefix(PREFIX),)):
            _compare(one, said[one.number], on_file, context, is_coded=one.number in coded)
        elif one.decision == Decision.NEW:
            _announce(one, said[one.number], context)
        if one.decision in (Decision.NEW, Decision.REVIEW) and not said[one.number].country:
            context.needs["country"] += 1


def _coded(rows: Iterable[Planned], context: Context) -> dict[int, str]:
    """Match the rows that name a record by its code; return by their numbers the countries of the records."""
    codes = {str(one.facts["code"]).upper() for one in rows if one.facts.get("code")}
    seen = dict(
        Person.objects.visible_to(context.by).filter(code__in=codes).values_list("code", "country_id")
    )
    found = {}
    for one in rows:
        code = str(one.facts.get("code") or "").upper()
        if one.decision == Decision.REFUSED or not code:
            continue
        if code not in seen:
            told = _("No person on file has this code; the row was compared by its name.")
            one.warn(told, field="code", content=code)
            continue
        found[one.number] = seen[code]
        one.record, one.decision, one.why = f"{PREFIX}{code}", Decision.MATCHED, _("The list names the code.")
        if not context.by.allows(EDIT, seen[code]):
            one.refuse(_("You may not add or change persons of this country."), field="code")
    return found


def _repeats(one: Planned, said: Meant, context: Context) -> bool:
    """Tell whether an earlier row of the list names the same person, and tie the two."""
    first = context.repeats.first(one.number, one.listed.sheet, said.facts, said.employer)
    if first is not None:
        _tie(one, first)
    return first is not None


def _tie(one: Planned, first: int) -> None:
    one.same_as, one.decision, one.record = first, Decision.MATCHED, ""
    one.why = _("The same person stands higher up in this list.")


def _decide(one: Planned, candidates: Candidates) -> None:
    one.candidates = candidates.told
    one.decision, one.why = candidates.decision, candidates.why
    if one.decision == Decision.MATCHED:
        one.record = f"{PREFIX}{candidates.code}"


def merged(said: Facts, on_file: Facts, *, is_coded: bool) -> Facts:
    """Return what the record holds afterwards.

    A row that names the record by its code amends what it says; any other row only fills in what was unknown.
    """
    facts = dict(on_file)
    empty = {"sex": Person.Sex.UNKNOWN, "group": Person.Group.UNKNOWN}
    known = {_words(on_file, NAMES), _words(on_file, LATIN)}
    for group in (NAMES, LATIN):
        is_told = any(said[name] for name in group) and _words(said, group) not in known
        if is_told and (is_coded or not any(on_file[name] for name in group)):
            facts |= {
                name: said[name] for name in group if said[name] or name in ("single", "family", "given")
            }
    for name in ("sex", "group", "position", "email", "telephone", "employer"):
        value = said.get(name)
        is_unknown = on_file[name] in (None, "", empty.get(name))
        if value not in (None, "", empty.get(name)) and (is_coded or is_unknown):
            facts[name] = value
    if said["birth_year"] and (
        is_coded or not on_file["birth_year"] or on_file["birth_year"] == said["birth_year"]
    ):
        same = on_file["birth_year"] == said["birth_year"]
        facts["birth_year"] = said["birth_year"]
        facts["birth_date"] = said["birth_date"] or (on_file["birth_date"] if same else None)
        if not is_coded and on_file["birth_date"]:
            facts["birth_date"] = on_file["birth_date"]
    if is_coded and said["country"] and said["country_is_said"]:
        facts["country"] = said["country"]
    return facts


def _words(facts: Facts, group: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(fold(" ".join(facts[name] for name in group)).split()))


def _with_employer(
    said: Meant, context: Context, listed: Mapping[str, Any], on_file: Facts | None = None
) -> Facts:
    rather = on_file["employer"] if on_file else None
    code = context.employers.find(said.employer, said.country, rather=rather) if said.employer else None
    return {**said.facts, "employer": code or None, "country_is_said": bool(listed.get("country"))}


def _compare(one: Planned, said: Meant, filed: Filed, context: Context, *, is_coded: bool) -> None:
    facts = _with_employer(said, context, one.facts, filed.facts)
    after = merged(facts, filed.facts, is_coded=is_coded)
    one.changes = _shown_changes(filed.facts, after)
    if said.employer and not facts["employer"] and (is_coded or not filed.facts["employer"]):
        _announce(one, said, context)
    if not one.changes and one.decision == Decision.MATCHED:
        one.decision = Decision.UNCHANGED
    if not is_coded:
        for name in ("birth_year", "sex", "email", "telephone", "employer"):
            if facts[name] not in (None, "", "U") and after[name] != facts[name]:
                told = _("On file stands %(value)s; it was left as it is.") % {"value": filed.facts[name]}
                one.warn(told, field=name, content=facts[name])


def _shown_changes(before: Facts, after: Facts) -> dict[str, list[Any]]:
    return {
        name: [str(before[name] or ""), str(after[name] or "")]
        for name in before
        if before[name] != after[name]
    }


def _announce(one: Planned, said: Meant, context: Context) -> None:
    """Say that an employer is not on file and will be added, or left out where that may not be done."""
    if not said.employer or context.employers.find(said.employer, said.country):
        return
    if context.employers.may_add(said.country or context.country_of_list):
        one.changes["employer"] = ["", said.employer]
        told = _("This organisation is not on file; it will be added.")
    else:
        told = _("This organisation is not on file, and you may not add it. It is left out.")
    one.warn(told, field="employer", content=said.employer)


def write(rows: Sequence[ListRow], context: Context) -> Iterator[tuple[ListRow, list[Effect]]]:
    """Write a batch of decided rows within the commit; yield each with what was done for it.

    Rows that are matched have their record already; the others get the code of the person they became.
    """
    _follow_merges(rows)
    on_file = bulk.PERSONS.filed((row.record.removeprefix(PREFIX),) for row in rows if row.record)
    for row in rows:
        if row.record and (row.record.removeprefix(PREFIX),) not in on_file:
            raise Stale(row.record, 1, 0)
    said = {row.number: _meant_now(row, on_file, context) for row in rows}
    context.effects += context.employers.add(
        (one.employer, one.country) for one in said.values() if one.employer
    )
    for row, code in zip(_new(rows), _codes(_new(rows), said), strict=True):
        row.record = f"{PREFIX}{code}"
    made: dict[int, Row] = {}
    for row in rows:
        key = row.record.removeprefix(PREFIX)
        made_row = _bulk_row(row, said[row.number], on_file.get((key,)), key, context)
        if made_row is not None:
            made[row.number] = made_row
    for _written in bulk.bring_persons(list(made.values()), context.by):
        pass
    for row in rows:
        own = made.get(row.number)
        yield row, effects_of(TARGETS["people.person"], [own] if own else [])


def _follow_merges(rows: Sequence[ListRow]) -> None:
    """Let rows whose record was merged since the preview go to the one that stands for it now."""
    moved = successors(Person, (row.record.removeprefix(PREFIX) for row in rows if row.record))
    for row in rows:
        if (code := row.record.removeprefix(PREFIX)) in moved:
            row.record = f"{PREFIX}{moved[code]}"


def _meant_now(row: ListRow, on_file: Mapping[Any, Filed], context: Context) -> Meant:
    filed = on_file.get((row.record.removeprefix(PREFIX),))
    is_coded = filed is not None and str(row.facts.get("code") or "").upper() == filed.facts["code"]
    return meant(row.facts, context, on_file=filed.facts["country"] if filed and is_coded else "")


def _new(rows: Iterable[ListRow]) -> list[ListRow]:
    return [row for row in rows if not row.record]


def _codes(rows: Sequence[ListRow], said: Mapping[int, Meant]) -> list[str]:
    """Return a free code for each row, under its country's letters."""
    by_country: dict[str, list[int]] = {}
    for row in rows:
        by_country.setdefault(said[row.number].country, []).append(row.number)
    given: dict[int, str] = {}
    for country, numbers in by_country.items():
        after = Person._base_manager.filter(country_id=country).count()
        given |= zip(numbers, free_codes(Person, country, len(numbers), after=after, digits=6), strict=True)
    return [given[row.number] for row in rows]


def _bulk_row(row: ListRow, said: Meant, filed: Filed | None, code: str, context: Context) -> Row | None:
    names = bulk.PERSONS.names
    facts = _with_employer(said, context, row.facts, filed.facts if filed else None)
    if filed is None:
        after = {**facts, "code": code}
        return Row(row.row, tuple(after[name] for name in names))
    is_coded = str(row.facts.get("code") or "").upper() == code
    after = merged(facts, filed.facts, is_coded=is_coded)
    before = {name: filed.facts[name] for name in names if filed.facts[name] != after[name]}
    return Row(row.row, tuple(after[name] for name in names), before, filed.version) if before else None
