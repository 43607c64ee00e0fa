"""How the regional report writes marks, counts, names and tables of countries."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from django.utils.translation import gettext as _

from tumar.kernel.papers import Table
from tumar.kernel.templatetags.parts import number
from tumar.law.exports.matrix import mark_word
from tumar.law.rules.findings import Mark
from tumar.law.rules.overview import ORDER
from tumar.places import names

# More columns of words than this do not fit the width of a page.
COUNTRIES_ABREAST = 4
NOTHING = "–"


def upper(text: object) -> str:
    """Return a label with a capital at its beginning."""
    said = str(text)
    return said[:1].upper() + said[1:]


def country(code: str) -> str:
    """Return a country's name with the mark of its note."""
    return names.marked_name(code)


def listed(words: Iterable[object]) -> str:
    """Return words in one line."""
    return ", ".join(map(str, words))


def counts(given: Mapping[Mark, int] | None) -> str:
    """Return how often each mark was given, in one line; a dash where no round is on file."""
    if not given:
        return NOTHING
    return "; ".join(f"{mark_word(mark.value)}: {number(given[mark])}" for mark in ORDER if mark in given)


def abreast(
    title: str,
    heading: str,
    rows: Sequence[tuple[str, Callable[[str], str]]],
    countries: Sequence[str],
    *,
    note: str = "",
    are_figures: bool = False,
) -> Iterator[Table]:
    """Yield a table of rows by countries, a few countries abreast: several tables where there are many."""
    parts = [countries[at : at + COUNTRIES_ABREAST] for at in range(0, len(countries), COUNTRIES_ABREAST)]
    for place, part in enumerate(parts):
        of_several = {"title": title, "part": place + 1, "parts": len(parts)}
        yield Table(
            title=_("%(title)s (%(part)d of %(parts)d)") % of_several if len(parts) > 1 else title,
            headers=(heading, *map(country, part)),
            rows=tuple((label, *(cell(code) for code in part)) for label, cell in rows),
            note=note if place == len(parts) - 1 else "",
            numbers_from=1 if are_figures else len(part) + 1,
        )
