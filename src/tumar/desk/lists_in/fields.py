"""How people call what a column holds and what a row says."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from tumar.people.models import Organisation, Person
from tumar.places import names
from tumar.supplies.models import ConsignmentLine

LABELS: dict[str, Any] = {
    "full_name": gettext_lazy("full name"),
    "name": pgettext_lazy("a person", "name"),
    "family": gettext_lazy("family name"),
    "given": gettext_lazy("given name"),
    "patronymic": gettext_lazy("patronymic or father's name"),
    "single": gettext_lazy("single name"),
    "latin": gettext_lazy("name in Latin letters"),
    "sex": gettext_lazy("sex"),
    "birth": gettext_lazy("date or year of birth"),
    "birth_year": gettext_lazy("year of birth"),
    "birth_date": gettext_lazy("date of birth"),
    "employer": gettext_lazy("employer"),
    "department": gettext_lazy("department"),
    "position": gettext_lazy("position"),
    "occupation": gettext_lazy("occupation"),
    "occupation_group": gettext_lazy("occupation group"),
    "group": gettext_lazy("occupation group"),
    "country": gettext_lazy("country"),
    "region": gettext_lazy("region or town"),
    "email": gettext_lazy("e-mail"),
    "phone": gettext_lazy("telephone"),
    "telephone": gettext_lazy("telephone"),
    "document": gettext_lazy("document number"),
    "attendance": gettext_lazy("attendance"),
    "attended": gettext_lazy("attendance"),
    "organisation": gettext_lazy("organisation"),
    "organisation_kind": gettext_lazy("kind of organisation"),
    "kind": gettext_lazy("kind of organisation"),
    "parent": gettext_lazy("part of"),
    "qualification": gettext_lazy("qualification"),
    "qualified_on": gettext_lazy("trainer since"),
    "valid_until": gettext_lazy("trainer until"),
    "certificate": gettext_lazy("certificate number"),
    "topics": gettext_lazy("subjects taught"),
    "languages": gettext_lazy("languages"),
    "item": gettext_lazy("what was delivered"),
    "category": gettext_lazy("category"),
    "quantity": gettext_lazy("quantity"),
    "unit": gettext_lazy("unit"),
    "unit_price": gettext_lazy("value of one unit"),
    "total_price": gettext_lazy("value in all"),
    "currency": gettext_lazy("currency"),
    "recipient": gettext_lazy("recipient"),
    "handed_over": gettext_lazy("handed over"),
    "consignment": gettext_lazy("consignment"),
    "code": gettext_lazy("code on file"),
    "number": gettext_lazy("number of the row"),
    "signature": gettext_lazy("signature"),
    "note": gettext_lazy("note"),
}
NAMES = ("family", "given", "patronymic", "single")
# What is told apart from the list of facts, or not at all.
NOT_SHOWN = frozenset(
    {*NAMES, *(f"{name}_latin" for name in NAMES), "name", "attended", "country_guess", "document_digest"}
    | {"item", "note"}
)


def label(field: str) -> str:
    """Return how people call a field; its own name where nobody knows it."""
    base = field.removesuffix("_latin").removeprefix("latin_")
    if base != field and base in LABELS:
        return _("%(field)s, in Latin letters") % {"field": LABELS[base]}
    return str(LABELS.get(field, field.replace("_", " ")))


def said(field: str, value: Any) -> str:
    """Return a value as people read it."""
    if field == "sex":
        return str(dict(Person.Sex.choices).get(value, value))
    if field in ("occupation_group", "group"):
        return str(dict(Person.Group.choices).get(value, value))
    if field == "kind":
        return str(dict(Organisation.Kind.choices).get(value, value))
    if field == "category":
        return str(dict(ConsignmentLine.Category.choices).get(value, value))
    if field == "country":
        return names.marked_name(str(value))
    return str(value)


def title(facts: Mapping[str, Any]) -> str:
    """Return what names a row in one line: the person, the organisation or the item."""
    person = " ".join(str(facts[name]) for name in NAMES if facts.get(name))
    return person or str(facts.get("name") or facts.get("item") or facts.get("latin") or "")


def facts_shown(facts: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return the other facts of a row, each with how people call it."""
    return [
        (label(field), said(field, value))
        for field, value in facts.items()
        if field not in NOT_SHOWN and value not in (None, "", [], {})
    ]


def changes_shown(changes: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """Return what becomes of a record: the field, what it holds now, what it will hold."""
    return [
        (label(field), said(field, old) if old else "", said(field, new) if new else "")
        for field, (old, new) in changes.items()
    ]
