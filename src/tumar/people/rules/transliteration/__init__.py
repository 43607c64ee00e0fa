"""Transliteration of names: to Latin and, where a table says how, back; the tables are data."""

from tumar.people.rules.transliteration.tables import (
    CYRILLIC,
    LATIN,
    ORIGINAL,
    Language,
    System,
    languages,
)
from tumar.people.rules.transliteration.writing import letters_of, with_large_beginnings, written

__all__ = [
    "CYRILLIC",
    "LANGUAGES",
    "LATIN",
    "ORIGINAL",
    "Language",
    "NotDefined",
    "System",
    "UnknownLanguage",
    "UnknownSystem",
    "language_of",
    "reads",
    "system_for",
    "systems",
    "transliterate",
]

LANGUAGES: tuple[str, ...] = tuple(languages())
# Other names of the same, in small letters.
ALIASES = {
    "fa-af": "fa", "prs": "fa", "uz-cyrl": "uz", "uz-latn": "uz", "sr-cyrl": "sr", "sr-latn": "sr",
    "sr-me": "cnr", "me": "cnr", "ro-md": "ro", "mo": "ro", "az-latn": "az", "az-cyrl": "az", "kk-cyrl": "kk",
    "kk-latn": "kk", "mn-cyrl": "mn", "hr": "bs", "ua": "uk", "kz": "kk", "kg": "ky", "tj": "tg", "tm": "tk",
    "ge": "ka", "am": "hy",
}  # fmt: skip


class UnknownLanguage(ValueError):
    """No table is known for the language."""

    def __init__(self, code: str) -> None:
        known = ", ".join(LANGUAGES)
        super().__init__(f"There is no transliteration for '{code}'; the languages are {known}.")
        self.code = code


class UnknownSystem(ValueError):
    """The language has no system of that code."""

    def __init__(self, code: str, language: Language) -> None:
        known = ", ".join(system.code for system in language.systems)
        super().__init__(f"{language.title} has no system '{code}'; it has {known}.")
        self.code = code


class NotDefined(ValueError):
    """No table of the language leads to that script."""

    def __init__(self, to: str, language: Language, system: str | None) -> None:
        able = [each.code for each in language.systems if each.goes_back_to]
        ways = f"; these can: {', '.join(able)}" if able and system else ""
        named = f"by '{system}' " if system else ""
        super().__init__(f"{language.title} cannot be written {named}in {to} letters{ways}.")
        self.to = to


def language_of(code: str) -> Language:
    """Return the language of a code, such as kk or uz-Latn; raises UnknownLanguage."""
    small = code.strip().lower().replace("_", "-")
    found = languages().get(ALIASES.get(small, small))
    if found is None:
        raise UnknownLanguage(code)
    return found


def systems(language: str) -> tuple[System, ...]:
    """Return the systems of a language, the default one first; raises UnknownLanguage."""
    return language_of(language).systems


def system_for(language: str, code: str | None, to: str = LATIN) -> System:
    """Return the system that leads to the script: the one of that code, else the first that can.

    Raises UnknownLanguage, UnknownSystem or NotDefined.
    """
    return _chosen(language_of(language), code, to)


def _chosen(language: Language, code: str | None, to: str) -> System:
    if code is not None and code not in {each.code for each in language.systems}:
        raise UnknownSystem(code, language)
    for system in language.systems:
        if code in (None, system.code) and _leads_to(system, to):
            return system
    raise NotDefined(to, language, code)


def _leads_to(system: System, to: str) -> bool:
    if to == LATIN:
        return system.goes_back_to == "" or system.script != LATIN
    if to == ORIGINAL:
        return bool(system.goes_back_to) and system.script != LATIN
    return system.goes_back_to == to


def transliterate(text: str, language: str, *, system: str | None = None, to: str = LATIN) -> str:
    """Return the text in Latin letters, or back in `cyrillic` or `original` ones where a table defines it.

    Letters that no table of the language knows are kept as they stand. Raises UnknownLanguage, UnknownSystem
    or NotDefined.
    """
    if to not in (LATIN, CYRILLIC, ORIGINAL):
        raise ValueError(f"There is no script '{to}'; the scripts are latin, cyrillic, original.")
    told = language_of(language)
    chosen = _chosen(told, system, to)
    if to == LATIN:
        found = written(
            text,
            chosen.rules,
            reads_dotted_i=chosen.reads_dotted_i,
            writes_dotted_i=chosen.writes_dotted_i,
        )
        return with_large_beginnings(found) if chosen.words_begin_large else found
    if chosen.words_begin_large:
        # Georgian has large letters for headings only.
        text = text.lower()
    return written(
        text,
        chosen.rules_back,
        reads_dotted_i=chosen.writes_dotted_i,
        writes_dotted_i=False,
    )


def reads(language: str, text: str) -> bool:
    """Tell whether the default system of the language knows every letter of the text."""
    rules = systems(language)[0].rules
    return {letter for letter in text.lower() if letter.isalpha()} <= letters_of(rules)
