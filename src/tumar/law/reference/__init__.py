"""Law as the programme's sources have it, and invented acts of two invented countries; data only.

Facts of real instruments are those that a source states, with as much of the date as it states, and say how
sure they are; nothing is added. They stand in the TOML files of this folder. The invented countries have
codes that ISO 3166-1 leaves to its users, and say in their names that they are invented.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
INVENTED_SOURCE = "Invented example"


@dataclass(frozen=True)
class Work:
    """One instrument: what identifies it, and where its facts come from."""

    code: str
    kind: str
    en: str
    ru: str
    country: str = ""
    body: str = ""
    number: str = ""
    day: str = ""
    areas: tuple[str, ...] = ()
    short: tuple[str, str] = ("", "")
    in_force_from: date | None = None
    official_page: str = ""
    source: str = ""
    note: str = ""
    is_invented: bool = False
    # Its title in the languages of its country, and where it was published: facts of a publication.
    titles: Mapping[str, str] = field(default_factory=dict)
    publications: tuple[Mapping[str, str], ...] = ()

    @property
    def facts(self) -> dict[str, Any]:
        """The facts as the action takes them, without the country."""
        short = {code: text for code, text in zip(("en", "ru"), self.short, strict=True) if text}
        return {
            "code": self.code,
            "kind": self.kind,
            "title": {"en": self.en, "ru": self.ru},
            "short_title": short,
            "body": self.body,
            "number": self.number,
            "day": self.day,
            "areas": list(self.areas),
            "in_force_from": self.in_force_from,
            "official_page": self.official_page,
            "source": self.source,
            "note": self.note,
            "is_invented": self.is_invented,
        }


@dataclass(frozen=True)
class Link:
    """One relation: an instrument, what is done to it, by which one or by what in words."""

    code: str
    verb: str
    acting: str = ""
    acting_text: str = ""
    day: str = ""
    source: str = ""
    note: str = ""
    eids: tuple[str, ...] = ()


@dataclass(frozen=True)
class StateAct:
    """One act of a State towards a treaty."""

    code: str
    country: str
    act: str
    day: str
    source: str
    note: str = ""


@dataclass(frozen=True)
class Looked:
    """What is known about a search in a country's law."""

    country: str
    outcome: str
    note: str
    area: str = ""
    where: str = ""
    day: date | None = None
    by_laws_included: bool = False
    kind: str = ""


@dataclass(frozen=True)
class Text:
    """One language of an invented act with its versions: from which day, which file."""

    code: str
    language: str
    title: str
    versions: tuple[tuple[date, str], ...]
    standing: str = "official"
    # An amending text that is worked into the last version: from which day, which file, by which act.
    amendments: tuple[tuple[date, str, str], ...] = field(default=())


def text_of(name: str) -> bytes:
    """Return one of the invented texts as a file that could have been received."""
    return (FOLDER / name).read_bytes()
