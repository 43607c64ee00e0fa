"""A Latin spelling proposed for a name that has none: offered as help, never stored by itself."""

import unicodedata
from dataclasses import dataclass

from tumar.people.rules.naming import Name
from tumar.people.rules.transliteration import System, reads, system_for, transliterate

# The languages in which names of a country are written, likeliest first. A language of another script than
# the name is passed over, and so is one that lacks a letter of the name.
LANGUAGES_OF = {
    "AF": ("fa", "ps"),
    "AL": ("sq",),
    "AM": ("hy", "ru"),
    "AZ": ("az", "ru"),
    "BA": ("bs",),
    "BG": ("bg",),
    "BY": ("be", "ru"),
    "GE": ("ka", "ru"),
    "HR": ("bs",),
    "KG": ("ky", "ru", "uz"),
    "KZ": ("kk", "ru"),
    "MD": ("ro", "ru"),
    "ME": ("cnr",),
    "MK": ("mk", "sq"),
    "MN": ("mn", "kk"),
    "PK": ("ur", "ps"),
    "RO": ("ro",),
    "RS": ("sr",),
    "RU": ("ru",),
    "TJ": ("tg", "ru"),
    "TM": ("tk", "ru"),
    "UA": ("uk", "ru"),
    "UZ": ("uz", "ru"),
    "XK": ("sq", "sr"),
}
# Of any other country we look at the script alone.
ELSEWHERE = ("ru", "uk", "kk", "uz", "tg", "sr", "mk", "ka", "hy", "fa", "ur", "ps", "sq")
# Their own alphabets have marks that a passport's Latin lacks.
WITHOUT_MARKS = {"az": "passport", "tk": "passport"}
# In Moldova Cyrillic names are Russian ones: Romanian is written in Latin letters.
_LATIN_ONLY = frozenset({"ro"})


@dataclass(frozen=True)
class Proposal:
    """A name in Latin letters and the table by which it was written."""

    name: Name
    system: System


def _script(text: str) -> str:
    first = next((letter for letter in text if letter.isalpha()), " ")
    return unicodedata.name(first, "").partition(" ")[0].lower()


def _can_write(language: str, script: str, text: str) -> bool:
    if script == "latin":
        return language not in {"ru", "ka", "hy", "fa", "ps", "ur"}
    return language not in _LATIN_ONLY and reads(language, text)


def language_of_name(name: Name, country: str) -> str:
    """Return the code of the language in which a name of the country seems written; empty if unknown."""
    text = f"{name.family}{name.given}{name.patronymic}{name.single}"
    if not any(map(str.isalpha, text)):
        return ""
    script = _script(text)
    fit = (each for each in LANGUAGES_OF.get(country, ELSEWHERE) if _can_write(each, script, text))
    return next(fit, "")


def proposed_latin(name: Name, country: str) -> Proposal | None:
    """Return a Latin spelling for a name in its own script, or None where no table reads it."""
    language = language_of_name(name, country)
    if not language:
        return None
    system = system_for(language, WITHOUT_MARKS.get(language))
    parts = (name.family, name.given, name.patronymic, name.single)
    latin = Name(*(transliterate(part, language, system=system.code) for part in parts))
    return Proposal(latin, system)
