"""How names are written, sorted and found."""

import unicodedata
from dataclasses import dataclass

from tumar.kernel.folding import fold, search_text


@dataclass(frozen=True)
class Name:
    """A person's name in one script: family, given, patronymic, or a single name alone."""

    family: str = ""
    given: str = ""
    patronymic: str = ""
    single: str = ""

    def __bool__(self) -> bool:
        return bool(self.family or self.given or self.single)

    def __str__(self) -> str:
        """Family name first, as the region's lists have it."""
        return self.single or " ".join(part for part in (self.family, self.given, self.patronymic) if part)


# Scripts that a reader of the language can read; a name in another one is shown in its Latin form.
READABLE = {"en": ("LATIN",), "ru": ("CYRILLIC", "LATIN"), "fa": ("ARABIC",)}


def readable_name(original: str, latin: str, *, language: str) -> str:
    """Return the name that a reader of the language can read: the original when its script is known there."""
    scripts = READABLE.get(language.split("-")[0], ("LATIN",))
    first_letter = next((letter for letter in original if letter.isalpha()), " ")
    is_readable = unicodedata.name(first_letter, "").startswith(scripts)
    return original if is_readable or not latin else latin


# Mongolian lists put the father's name first, and people are sorted and addressed by the given name.
GIVEN_NAME_LAST = frozenset({"MN"})
# Lists of these countries, and of experts from elsewhere, put the given name first; others the family name.
GIVEN_NAME_FIRST = frozenset({"AF", "AL", "AM", "BA", "GE", "HR", "INT", "ME", "MK", "PK", "RS", "XK"})


def display_name(original: Name, latin: Name, *, country: str) -> str:
    """Return the name as lists of the country show it; in its original script when known."""
    name = original or latin
    if name.single or country not in GIVEN_NAME_LAST | GIVEN_NAME_FIRST:
        return str(name)
    if country in GIVEN_NAME_LAST:
        return " ".join(part for part in (name.patronymic or name.family, name.given) if part)
    return " ".join(part for part in (name.given, name.patronymic, name.family) if part)


def certificate_name(original: Name, latin: Name, *, country: str) -> str:
    """Return the name as a certificate bears it: passport Latin when given, else the original as it stands.

    A spelling that we could propose is nobody's name before its holder says so.
    """
    return display_name(latin or original, original, country=country)


def sort_name(original: Name, latin: Name) -> str:
    """Return the folded key by which persons are sorted: passport Latin when there is one."""
    return fold(str(latin or original))[:200]


def organisation_search_text(code: str, name: str, name_latin: str) -> str:
    """Return what an organisation can be found by: the code and both names, folded."""
    return search_text(code, name, name_latin)[:700]
