"""Our own list pages, downloaded and sent back: headings and words mean what they meant there."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from django.conf import settings
from django.utils.translation import override

from tumar.kernel.folding import fold
from tumar.kernel.lists import ListPage
from tumar.kernel.sheets import FORMULA_STARTS
from tumar.people.lists import ORGANISATIONS, PERSONS
from tumar.people.models import Organisation, Person
from tumar.people.rules.columns.fields import Field

FEWEST_HEADINGS = 4
# By the key of a page's column what the column holds; those that are not named are passed over.
_PERSON = {
    **{name: Field(name) for name in ("country", "sex", "employer", "code")},
    **{name: Field(name) for name in ("family", "given", "patronymic", "single")},
    **{f"{name}_latin": Field(f"latin_{name}") for name in ("family", "given", "patronymic", "single")},
    "group": Field.OCCUPATION,
    "birth": Field.BIRTH,
    "email": Field.EMAIL,
    "telephone": Field.PHONE,
    "position": Field.POSITION,
}
_ORGANISATION = {
    "name": Field.ORGANISATION,
    "name_latin": Field.LATIN_ORGANISATION,
    "kind": Field.ORGANISATION_KIND,
    "country": Field.COUNTRY,
    "parent": Field.PARENT,
    "code": Field.CODE,
}
PAGES: Mapping[str, tuple[ListPage, Mapping[str, Field]]] = {
    "persons": (PERSONS, _PERSON),
    "participants": (PERSONS, _PERSON),
    "trainers": (PERSONS, _PERSON),
    "organisations": (ORGANISATIONS, _ORGANISATION),
}


@cache
def _headings(kind: str) -> Mapping[str, Mapping[str, str]]:
    """Return by language what each heading of the kind's page holds; empty for a column to be passed over."""
    if kind not in PAGES:
        return {}
    page, meant = PAGES[kind]
    found: dict[str, dict[str, str]] = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            found[language] = {str(column.label): meant.get(column.key, "") for column in page.columns}
    return found


def recognised(kind: str, headings: Sequence[str]) -> dict[str, str]:
    """Return what the headings of a download of ours hold; nothing where the table is no such download."""
    for known in _headings(kind).values():
        fitting = [heading for heading in headings if heading in known]
        if len(fitting) >= FEWEST_HEADINGS and any(known[heading] == Field.CODE for heading in fitting):
            return {heading: str(known.get(heading, "")) for heading in headings}
    return {}


@cache
def _words(model: Any, field: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            found |= {fold(str(label)): code for code, label in model._meta.get_field(field).flatchoices}
    return found


def group_of(text: str) -> str:
    """Return the occupation group that one of our own words names; empty where none does."""
    return _words(Person, "group").get(fold(text), "")


def kind_of(text: str) -> str:
    """Return the kind of organisation that one of our own words names; empty where none does."""
    return _words(Organisation, "kind").get(fold(text), "")


def unmarked(value: Any) -> Any:
    """Return a text without the mark that keeps a spreadsheet program from running it."""
    is_marked = isinstance(value, str) and value.startswith("'") and value[1:].startswith(FORMULA_STARTS)
    return value[1:] if is_marked else value


def applied(kind: str, columns: Iterable[dict[str, Any]]) -> None:
    """Let the columns of a download of ours mean what they meant on its page."""
    known = list(columns)
    if meant := recognised(kind, [column["heading"] for column in known]):
        for column in known:
            column["field"], column["is_sure"] = meant[column["heading"]], True
