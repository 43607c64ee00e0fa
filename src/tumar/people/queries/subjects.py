"""Persons on file as matching sees them."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import QuerySet

from tumar.kernel.bulk import batches
from tumar.people.models import Person
from tumar.people.rules.matching.subjects import Subject

# Short enough for every database's limit on parameters.
AT_ONCE = 900
_COLUMNS = (
    *("pk", "code", "family", "given", "patronymic", "single"),
    *("family_latin", "given_latin", "patronymic_latin", "single_latin"),
    *("sex", "birth_year", "birth_date", "country_id", "email", "telephone", "employer_id"),
)


def subject_of(person: Person, employer: str = "") -> Subject:
    """Return one person as matching sees it; `employer` is the employer's name."""
    return _subject([getattr(person, name) for name in _COLUMNS], employer)


def _subject(row: Any, employer: str) -> Subject:
    _pk, _code, family, given, father, single, family_l, given_l, father_l, single_l, *facts = row
    sex, year, born, country, email, telephone, _employer = facts
    return Subject(
        family,
        given or single,
        father,
        family_l,
        given_l or single_l,
        father_l,
        sex if sex != Person.Sex.UNKNOWN else "",
        born.isoformat() if born else str(year or ""),
        employer,
        country or "",
        email,
        telephone,
    )


def subjects_on_file(persons: QuerySet[Person], pks: Iterable[int]) -> Iterator[tuple[int, str, Subject]]:
    """Yield key, code and description of those of the persons that have these keys."""
    for batch in batches(pks, AT_ONCE):
        rows = persons.filter(pk__in=batch).values_list(*_COLUMNS, "employer__name")
        for row in rows:
            yield row[0], row[1], _subject(row[:-1], row[-1] or "")
