"""Names of countries in every project language: CLDR, with our overrides, marked where a note belongs."""

from functools import cache

from django.utils.translation import get_language

from tumar.places import designations
from tumar.places.reference import INVENTED
from tumar.places.spelling import KNOWN_LANGUAGES, OVERRIDES, find, locale, nearest

__all__ = ["KNOWN_LANGUAGES", "find", "marked_name", "name", "nearest"]


@cache
def _name(code: str, language: str) -> str:
    if code in INVENTED:
        _alpha3, invented = INVENTED[code]
        return invented.get(language.split("-")[0], invented["en"])
    override = OVERRIDES.get(language.split("-")[0], {}).get(code)
    return override or locale(language).territories.get(code) or locale("en").territories.get(code) or code


def name(code: str, language: str | None = None) -> str:
    """Return the country's name in the language, without a mark; the code itself when nobody knows it."""
    return _name(code, (language or get_language() or "en").lower())


def marked_name(code: str, language: str | None = None) -> str:
    """Return the country's name with the mark of its designation note, where it has one."""
    return name(code, language) + designations.mark_of(code)
