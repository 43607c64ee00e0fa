"""What the cells of a breakdown are called in the language of the page, and how values are written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from tumar.kernel.languages import said
from tumar.people.models import Person
from tumar.places import names
from tumar.places.models import Grouping
from tumar.results.figures import EUR, Figure
from tumar.results.rules import NO_BREAK_SPACE, SEVERAL, UNKNOWN, By, Reason, number
from tumar.supplies.models import ConsignmentLine

HEADINGS: dict[str, Any] = {
    By.COUNTRY: gettext_lazy("Country"),
    By.REGION: gettext_lazy("Region"),
    By.YEAR: gettext_lazy("Year"),
    By.SEX: gettext_lazy("Sex"),
    By.GROUP: gettext_lazy("Occupation group"),
    By.CATEGORY: gettext_lazy("Category"),
}
BY_WORDS: dict[str, Any] = {
    By.COUNTRY: gettext_lazy("by country"),
    By.REGION: gettext_lazy("by region"),
    By.YEAR: gettext_lazy("by year"),
    By.SEX: gettext_lazy("by sex"),
    By.GROUP: gettext_lazy("by occupation group"),
    By.CATEGORY: gettext_lazy("by category"),
}
UNITS: dict[str, Any] = {
    "events": gettext_lazy("Events"),
    "persons": gettext_lazy("Persons"),
    EUR: gettext_lazy("EUR"),
}
VERDICTS: dict[str, Any] = {
    "agrees": gettext_lazy("The record bears the published figure out."),
    "recorded_more": gettext_lazy("More is recorded than was published."),
    "recorded_less": gettext_lazy("Less is recorded than was published."),
    "not_recorded": gettext_lazy("Nothing is recorded yet."),
}
REASONS: dict[str, Any] = {
    Reason.DEFINITION_CHANGED: gettext_lazy("the definition of the indicator changed"),
    Reason.EARLIER_CUT_OFF: gettext_lazy("dated after this edition's day"),
    Reason.RECORD_REMOVED: gettext_lazy("records removed, or no longer counting"),
    Reason.RECORD_CORRECTED: gettext_lazy("records corrected"),
    Reason.PERSONS_MERGED: gettext_lazy("persons found to be one and merged"),
    Reason.LATE_RECORD: gettext_lazy("records that arrived late"),
    Reason.UNDATED_RECORD: gettext_lazy("records without a date"),
    Reason.NEW_PERIOD: gettext_lazy("new since the earlier edition's day"),
}


# Their order in a table is that of their names; years and sexes have one of their own.
NAMED = frozenset({By.COUNTRY, By.REGION, By.GROUP, By.CATEGORY})


@dataclass(frozen=True)
class Labels:
    """The names of regions, read once; all other names come from the code."""

    regions: Mapping[str, Mapping[str, str]]

    @classmethod
    def load(cls) -> "Labels":
        """Read the names of the CoE regions."""
        rows = Grouping.objects.filter(kind=Grouping.Kind.COE_REGION).values_list("code", "name")
        return cls(dict(rows))

    def cell(self, by: str, key: str) -> str:
        """Return what a cell is called."""
        if key == UNKNOWN:
            return _("unknown")
        if key == SEVERAL:
            return _("several regions") if by == By.REGION else _("several countries")
        if by == By.COUNTRY:
            return names.marked_name(key)
        if by == By.REGION:
            return said(self.regions.get(key)) or key
        choices: dict[str, Any] = {
            By.SEX: dict(Person.Sex.choices),
            By.GROUP: dict(Person.Group.choices),
            By.CATEGORY: dict(ConsignmentLine.Category.choices),
        }.get(By(by), {})
        return str(choices.get(key, key))

    def in_order(self, by: str, keys: Iterable[str]) -> list[str]:
        """Return keys as a reader looks for them: names by the alphabet, the rest as they come."""
        if by not in NAMED:
            return list(keys)
        return sorted(keys, key=lambda key: (key == UNKNOWN, key == SEVERAL, self.cell(by, key).casefold()))

    def cells(self, figure: Figure, by: str) -> list[tuple[str, int]]:
        """Return the cells of one breakdown in that order."""
        found = dict(figure.cells(by))
        return [(key, found[key]) for key in self.in_order(by, found)]


def written(value: int, *, is_money: bool, language: str | None = None) -> str:
    """Write a value in full: a count with its thousands, money in euro with both decimals."""
    language = language or get_language() or "en"
    if not is_money:
        return number(value, language)
    euros, cents = divmod(abs(value), 100)
    mark = "," if language.split("-")[0] == "ru" else "."
    sign = "\N{MINUS SIGN}" if value < 0 else ""
    return f"{sign}{number(euros, language)}{mark}{cents:02d}"


def day(value: date) -> str:
    """Write a day in full, its month in the case that a date asks for."""
    return date_format(value, "j E Y")


def recorded(figure: Figure, language: str | None = None) -> str:
    """Write a figure's value in full, with its currency."""
    text = written(figure.value, is_money=figure.is_money, language=language)
    if not figure.is_money:
        return text
    language = language or get_language() or "en"
    return f"{text}{NO_BREAK_SPACE}евро" if language.startswith("ru") else f"EUR{NO_BREAK_SPACE}{text}"


def plain(value: int, *, is_money: bool) -> int | Decimal:
    """Return a value as a spreadsheet holds it."""
    return Decimal(value).scaleb(-2) if is_money else value
