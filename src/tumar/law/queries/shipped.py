"""The requirement sets that come with the package, read from its files."""

from functools import lru_cache
from importlib.resources import files
from typing import Any

from tumar.law.rules.requirements import (
    Concepts,
    Read,
    RequirementSet,
    SetFault,
    StatedLink,
    read_relations,
    read_set,
    read_yaml,
)
from tumar.law.rules.suggesting import term_base

FOLDER = files("tumar.law") / "sets"
MAPPINGS = "mappings"
WRITTEN_IN = {"en", "ru"}
# What the term base calls the Persian of Afghanistan, and sets do.
AS_SETS_SAY = {"fa": "prs"}


class ShippedSetBroken(ValueError):
    """A file of the package cannot be read; a test holds that this never happens."""

    def __init__(self, name: str, faults: tuple[SetFault, ...]) -> None:
        super().__init__(f"{name}: {faults}")
        self.faults = faults


def _plain(name: str) -> Any:
    values, faults = read_yaml((FOLDER / f"{name}.yaml").read_bytes())
    if faults:
        raise ShippedSetBroken(name, faults)
    return values


@lru_cache(maxsize=1)
def concepts() -> Concepts:
    """Return what sets may name of the term base: concept or group of concepts, language, words.

    A concept that is only said by beginnings of words finds, but gives a person nothing to read.
    """
    base = term_base()
    found = {name: base.written(name) for name in base.names}
    return {
        name: {AS_SETS_SAY.get(language, language): terms for language, terms in words.items()}
        for name, words in found.items()
        if words.keys() >= WRITTEN_IN
    }


def shipped_codes() -> list[str]:
    """Return the codes of the sets that come with the package."""
    names = (file.name.removesuffix(".yaml") for file in FOLDER.iterdir() if file.name.endswith(".yaml"))
    return sorted(name for name in names if name != MAPPINGS)


@lru_cache(maxsize=64)
def shipped_set(code: str) -> RequirementSet:
    """Return one of the sets that come with the package."""
    read: Read = read_set(_plain(code), concepts=concepts())
    if read.set is None:
        raise ShippedSetBroken(code, read.faults)
    return read.set


@lru_cache(maxsize=1)
def shipped_links() -> tuple[StatedLink, ...]:
    """Return the relations between shipped sets that are stated in the package."""
    links, faults = read_relations(_plain(MAPPINGS))
    if faults:
        raise ShippedSetBroken(MAPPINGS, faults)
    return links
