"""The tables of transliteration, read from the files beside this module."""

import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "tables"
NOTHING = "-"
# Scripts that have an alphabet of their own: text can be put back into it where a table says how.
CYRILLIC, LATIN, ORIGINAL = "cyrillic", "latin", "original"


@dataclass(frozen=True)
class Rule:
    """What some letters become, wherever they stand or where the context fits; all in small letters."""

    letters: str
    becomes: str
    at: str = ""
    after: str = ""
    before: str = ""

    @property
    def has_context(self) -> bool:
        """Tell whether the rule holds in some places only."""
        return bool(self.at or self.after or self.before)


@dataclass(frozen=True)
class System:
    """One way of writing a language in other letters, with where it comes from."""

    code: str
    title: str
    source: str
    language: str
    script: str
    is_reversible: bool
    goes_back_to: str
    note: str
    is_default: bool
    reads_dotted_i: bool
    writes_dotted_i: bool
    words_begin_large: bool
    rules: tuple[Rule, ...]
    rules_back: tuple[Rule, ...]

    @property
    def dropped(self) -> tuple[str, ...]:
        """Return the signs that the table leaves out of the Latin."""
        return tuple(dict.fromkeys(rule.letters for rule in self.rules if not rule.becomes))


@dataclass(frozen=True)
class Language:
    """A language whose names can be transliterated; its systems, the default one first."""

    code: str
    title: str
    script: str
    systems: tuple[System, ...]


def _pairs(told: str) -> Iterator[tuple[str, str]]:
    words = told.split()
    for letters, becomes in zip(words[::2], words[1::2], strict=True):
        yield letters, "" if becomes == NOTHING else becomes


def _rules(told: Mapping[str, Any]) -> tuple[Rule, ...]:
    """Return the rules, those of a context before those of any place and long ones before short ones."""
    rules = [Rule(*pair) for pair in _pairs(told["letters"])]
    for where in told.get("where", ()):
        context = {name: where[name] for name in ("at", "after", "before") if name in where}
        rules += [Rule(*pair, **context) for pair in _pairs(where["letters"])]
    return tuple(sorted(rules, key=lambda rule: (-len(rule.letters), not rule.has_context)))


def _turned(rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
    """Return the rules read from right to left; of two that become the same the first is kept."""
    back: dict[str, str] = {}
    for rule in rules:
        if rule.becomes and not rule.has_context:
            back.setdefault(rule.becomes, rule.letters)
            # Some large letters have no composed form: ǰ becomes J with a mark beside it.
            back.setdefault(unicodedata.normalize("NFD", rule.becomes), rule.letters)
    return tuple(sorted((Rule(*pair) for pair in back.items()), key=lambda rule: -len(rule.letters)))


def _back(told: Mapping[str, Any], script: str, rules: tuple[Rule, ...]) -> tuple[str, tuple[Rule, ...]]:
    if "back" in told:
        return told["back"]["to"], _rules(told["back"])
    if told["reversible"]:
        return (CYRILLIC if script == CYRILLIC else ORIGINAL), _turned(rules)
    return "", ()


def _system(told: Mapping[str, Any], language: Mapping[str, Any]) -> System:
    rules = _rules(told)
    goes_back_to, rules_back = _back(told, language["script"], rules)
    return System(
        code=told["code"],
        title=told["title"],
        source=told["source"],
        language=language["language"],
        script=language["script"],
        is_reversible=told["reversible"],
        goes_back_to=goes_back_to,
        note=told.get("note", ""),
        is_default=told["code"] == language["default"],
        reads_dotted_i=told.get("reads_dotted_i", False),
        writes_dotted_i=told.get("writes_dotted_i", False),
        words_begin_large=language.get("words_begin_large", False),
        rules=rules,
        rules_back=rules_back,
    )


def _told(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def languages() -> dict[str, Language]:
    """Return every language by its code."""
    shared = _told("iso9")
    found = {}
    for path in sorted(FOLDER.glob("*.toml")):
        told = _told(path.stem)
        if "language" not in told:
            continue
        systems = [*told["system"]]
        if told["language"] in shared["languages"]:
            systems += shared["system"]
        read = sorted((_system(each, told) for each in systems), key=lambda system: not system.is_default)
        found[told["language"]] = Language(told["language"], told["title"], told["script"], tuple(read))
    return found
