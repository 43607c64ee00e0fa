"""Many organisations and persons at once, from checked rows of a workbook."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tumar.kernel import bulk
from tumar.kernel.permissions import Permission
from tumar.kernel.refusals import Fault, Invalid
from tumar.kernel.scope import Scope
from tumar.people.actions.filing import file_written
from tumar.people.actions.findable import (
    FOLLOWS_FROM_NAMES,
    keep_organisation_findable,
    keep_person_findable,
)
from tumar.people.actions.numbering import add_all_numbered, free_codes
from tumar.people.models import Organisation, Person

TO_ORGANISATION = bulk.Link(Organisation)

ORGANISATIONS = bulk.Table(
    model=Organisation,
    verbs=("people.organisation.added", "people.organisation.amended"),
    key=("code",),
    paths={
        **bulk.as_named("code", "name", "name_latin", "kind"),
        "country": "country_id",
        "parent": "parent__code",
    },
    defaults={"name_latin": ""},
    links={"parent": TO_ORGANISATION},
    derived=("search_text",),
)

_NAMES = (
    *("family", "given", "patronymic", "single"),
    *("family_latin", "given_latin", "patronymic_latin", "single_latin"),
)
_TEXTS = (*_NAMES, "position", "email", "telephone")

PERSONS = bulk.Table(
    model=Person,
    verbs=("people.person.added", "people.person.amended"),
    key=("code",),
    paths={
        **bulk.as_named("code", *_TEXTS, "sex", "birth_year", "birth_date", "group"),
        "country": "country_id",
        "employer": "employer__code",
    },
    defaults={
        **dict.fromkeys(_TEXTS, ""),
        "sex": Person.Sex.UNKNOWN.value,
        "group": Person.Group.UNKNOWN.value,
    },
    links={"employer": TO_ORGANISATION},
    derived=FOLLOWS_FROM_NAMES,
)


def bring_organisations(rows: Sequence[bulk.Row], by: Scope) -> Iterator[int]:
    """Add and amend organisations; yields how many were written, batch by batch."""
    if rows:
        by.require(Permission.PEOPLE_ORGANISATION_EDIT, *ORGANISATIONS.said("country", rows))
    for generation in bulk.named_first(ORGANISATIONS, rows, "parent"):
        yield from bulk.bring(ORGANISATIONS, generation, by=by, derive=keep_organisation_findable)


def _refuse_erased(rows: Sequence[bulk.Row]) -> None:
    place = PERSONS.names.index("code")
    for batch in bulk.batches(row.values[place] for row in rows if row.before is not None):
        erased = Person.objects.filter(code__in=batch, erased_at__isnull=False).order_by("code").first()
        if erased is not None:
            told = _("The person %(code)s was erased; take the row out of the list.") % {"code": erased.code}
            raise Invalid([Fault("code", told)])


def bring_persons(rows: Sequence[bulk.Row], by: Scope) -> Iterator[int]:
    """Add and amend persons; yields how many were written, batch by batch."""
    if rows:
        by.require(Permission.PEOPLE_PERSON_EDIT, *PERSONS.said("country", rows))
        _refuse_erased(rows)
    yield from bulk.bring(PERSONS, rows, by=by, derive=keep_person_findable, after=file_written)


def create_persons(many: Sequence[Mapping[str, Any]], *, by: Scope) -> list[Person | None]:
    """Add many persons under the next codes of their countries, inside the caller's transaction.

    In the order in which they came; None where a rule of the table refuses what was said of somebody.
    """
    sound = {place: facts for place, facts in enumerate(many) if _is_sound(facts)}
    codes = add_all_numbered(lambda: _bring_new(sound, by))
    added = Person.objects.in_bulk(list(codes.values()), field_name="code")
    return [added[codes[place]] if place in codes else None for place in range(len(many))]


def _is_sound(facts: Mapping[str, Any]) -> bool:
    person = Person(**facts)
    links = [field.name for field in Person._meta.concrete_fields if field.is_relation]
    try:
        # What the database alone can tell is left to it: asked here it would be a question per person.
        person.full_clean(exclude=["code", *links], validate_unique=False, validate_constraints=False)
    except ValidationError:
        return False
    return bool(person.name or person.name_latin)


def _bring_new(sound: Mapping[int, Mapping[str, Any]], by: Scope) -> dict[int, str]:
    places: dict[str, list[int]] = defaultdict(list)
    for place, facts in sound.items():
        places[facts["country"].pk].append(place)
    codes: dict[int, str] = {}
    for country, own in places.items():
        after = Person.objects.filter(country_id=country).count()
        codes |= zip(own, free_codes(Person, country, len(own), after=after, digits=6), strict=True)
    rows = []
    for place, facts in sound.items():
        told = {**PERSONS.defaults, **facts, "code": codes[place], "country": facts["country"].pk}
        rows.append(bulk.Row(place, tuple(told.get(name) for name in PERSONS.names)))
    for _written in bring_persons(rows, by):
        continue
    return codes
