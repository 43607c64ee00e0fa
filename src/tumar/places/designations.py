"""Designations of territories and the notes that must stand wherever their names appear.

Marks and wording follow the notes that the programme's own public page carries (Kosovo, Palestine); the
notes are the EU's standing formulas. Matching is done on the text that is about to be shown, so that a
name typed into a title prints its note just as one taken from the list of countries does.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import get_language


@dataclass(frozen=True)
class Designation:
    """A territory whose name is never printed without a mark and a note."""

    code: str
    mark: str
    # Stems, so that inflected forms («в Косове») are found, in the languages of the project.
    stems: tuple[str, ...]
    note: dict[str, str]


DESIGNATIONS = (
    Designation(
        "XK",
        "*",
        ("Kosov", "Kosow", "Косов", "Косоо", "کوزوو", "کوسووو", "კოსოვო", "Կոսովո"),
        {
            "en": "This designation is without prejudice to positions on status, and is in line with "
            "UNSCR 1244/1999 and the ICJ Opinion on the Kosovo declaration of independence.",
            "ru": "Данное обозначение не наносит ущерба позициям относительно статуса и соответствует "
            "резолюции 1244 (1999) Совета Безопасности ООН и заключению Международного суда ООН "
            "о провозглашении независимости Косово.",
        },
    ),
    Designation(
        "PS",
        "**",
        ("Palestin", "Палестин", "Falastin", "فلسطین", "فلسطين", "პალესტინ", "Պաղեստին"),
        {
            "en": "This designation shall not be construed as recognition of a State of Palestine and is "
            "without prejudice to the individual positions of the Member States on this issue.",
            "ru": "Данное обозначение не должно истолковываться как признание Государства Палестина и не "
            "наносит ущерба позициям отдельных государств-членов по этому вопросу.",
        },
    ),
)

_BY_CODE = {designation.code: designation for designation in DESIGNATIONS}
# Searched for in folded text: one pass of `in` for each stem is a hundred times faster than one pattern.
_FOLDED = {found.code: tuple(stem.casefold() for stem in found.stems) for found in DESIGNATIONS}


def mark_of(code: str) -> str:
    """Return the mark that follows the country's name, or nothing."""
    designation = _BY_CODE.get(code)
    return designation.mark if designation else ""


def named_in(text: str) -> tuple[Designation, ...]:
    """Return the designations whose territory is named in the text, in any project language."""
    folded = text.casefold()
    return tuple(found for found in DESIGNATIONS if any(stem in folded for stem in _FOLDED[found.code]))


def of_countries(codes: Iterable[str]) -> tuple[Designation, ...]:
    """Return the designations of the countries, in the order in which they are always printed."""
    wanted = set(codes)
    return tuple(found for found in DESIGNATIONS if found.code in wanted)


def note_lines(designations: Iterable[Designation], language: str) -> list[str]:
    """Return the notes to print, each behind its mark, in the language or in English."""
    short = language.split("-")[0]
    return [f"{found.mark} {found.note.get(short, found.note['en'])}" for found in designations]


def notes_in(text: str, language: str | None = None) -> list[str]:
    """Return the notes that the text calls for, in the language of the page."""
    return note_lines(named_in(text), language or get_language() or "en")
