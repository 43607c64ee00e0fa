"""Columns, parsers and rules that several sheets of law share."""

from collections.abc import Callable, Collection, Iterable
from typing import Any

from django.utils.translation import gettext as _

from tumar.kernel import clock
from tumar.kernel.bulk import Facts
from tumar.kernel.parts import next_number
from tumar.kernel.workbooks import parsing
from tumar.kernel.workbooks.declared import Column, Draft
from tumar.law.models import Bill, Instrument, Recommendation
from tumar.law.rules import reforms as rules
from tumar.law.rules.requirements import LANGUAGES

INSTRUMENT, PROVISION = Instrument.LABEL, "law.provision"
RECOMMENDATION, BILL = Recommendation.LABEL, Bill.LABEL
NOTE = parsing.text(10_000, lines=True)
NUMBER = parsing.integer(least=1, most=1_000_000)
# What stands for "the whole of it" where an empty cell would say nothing.
ALL = "all"
STAND = Column("stand", "Stand", "Состояние строки", parsing.text(40))


def partial_day(value: Any, reading: parsing.Reading) -> str:
    """Read a day, or as much of it as a source says: 2022-05-21, 2022-05, 2022."""
    written = parsing.as_text(value)
    if rules.is_day(written):
        return written
    try:
        return parsing.day(value, reading).isoformat()
    except parsing.Unreadable:
        raise parsing.Unreadable(lambda: _("Write a day as 2022-05-21, 2022-05 or 2022.")) from None


def or_all(values: Collection[str]) -> parsing.Parser:
    """Return a parser of one code of a list, or of the word that stands for all of them."""
    one = parsing.choice([ALL, *values])

    def parse(value: Any, reading: parsing.Reading) -> str:
        found: str = one(value, reading)
        return "" if found == ALL else found

    return parse


def in_order(parser: parsing.Parser) -> parsing.Parser:
    """Return a parser of several codes in alphabetical order, as they are kept."""
    listed = parsing.listed(parser)
    return lambda value, reading: tuple(sorted(listed(value, reading)))


def texts(name: str, header: str, header_ru: str, parser: parsing.Parser) -> tuple[Column, ...]:
    """Return a column for each language of a text; one language at least is needed, whichever it is."""
    return tuple(
        Column(f"{name}.{code}", f"{header} {code}", f"{header_ru} {code}", parser) for code in LANGUAGES
    )


def country(*, is_required: bool = True) -> Column:
    return Column("country", "Country", "Страна", parsing.country, is_required=is_required)


def code(name: str = "code", header: str = "Code", header_ru: str = "Код") -> Column:
    return Column(name, header, header_ru, parsing.code, is_required=True)


def needs(draft: Draft, name: str) -> None:
    """Object to a text that stands in no language."""
    if not draft.facts[name]:
        draft.error(f"{name}.en", _("Give this in one language at least."))


def not_to_come(draft: Draft, day: str) -> None:
    today = clock.today().isoformat()
    if day and day > today[: len(day)]:
        draft.error("day", _("This day is still to come."))


def stays(draft: Draft, name: str, sentence: str) -> None:
    """Object where a row changes what is changed on a page of its own."""
    if draft.filed is not None and draft.facts[name] != draft.filed[name]:
        draft.error(name, sentence)


def number() -> Column:
    """Return the column of a part's number within its record."""
    return Column("number", "Number", "Номер", NUMBER, is_required=True)


def source(*, is_required: bool = False) -> Column:
    """Return the column that says where it is said."""
    return Column("source", "Source", "Источник", parsing.text(500), is_required=is_required)


def note(limit: int) -> Column:
    """Return the column of a note of so many letters at the most."""
    return Column("note", "Note", "Примечание", parsing.text(limit))


def day(*, is_required: bool = False) -> Column:
    """Return the column of a day that may be known in part."""
    return Column("day", "Date", "Дата", partial_day, is_required=is_required)


def as_on_file(draft: Draft, names: Iterable[str], sentence: str) -> None:
    """Object where a row changes what is told for reading only, or where it is new and there is nothing."""
    for name in names:
        stays(draft, name, sentence)


def is_another(draft: Draft, model: Any, **owner: Any) -> bool:
    """Object to a new row whose number is that of another part on file, and say which number is free.

    A row that was given out has its stand, and one that says what is on file is that part.
    """
    if draft.filed is None or draft.has_stand or draft.facts == draft.filed:
        return False
    draft.error(
        "number",
        lambda: (
            _(
                "On file is another one under this number. To change it, take a new workbook; for a further "
                "one the next free number is %(number)s."
            )
            % {"number": next_number(model._base_manager.filter(**owner))}
        ),
    )
    return True


def country_of(label: str, fact: str) -> Callable[[Facts, Draft], tuple[str | None]]:
    """Return how the country of a row is told that belongs to the record which a fact names."""
    return lambda facts, draft: (draft.of(label, (facts[fact],), "country"),)


def tell_unknown_provisions(draft: Draft, fact: str, instrument: str) -> None:
    """Say which addresses a row names anew that no provision of the act on file has."""
    before = (draft.filed or {}).get(fact) or ()
    for eid in draft.facts[fact]:
        if eid not in before and draft.of(PROVISION, (instrument, eid), "kind") is None:
            draft.warn(
                fact,
                lambda eid=eid: (  # type: ignore[misc]
                    _("No provision of this act on file has the address “%(eid)s”. Look at it.")
                    % {"eid": eid}
                ),
            )
            return
