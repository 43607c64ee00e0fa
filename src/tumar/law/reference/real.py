"""What is real: instruments, what they do, what States did towards them, what was looked for."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from tumar.law.reference import FOLDER, Link, Looked, StateAct, Work

OWN = ("en", "ru")


@cache
def _file(name: str) -> Mapping[str, Any]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def _sourced(source: str, sure: str, note: str) -> tuple[str, str]:
    """Return the source in words, and the note, which begins with how sure the facts are."""
    if not source:
        return "", note
    told = _file("sources")
    where = told["source"][source]
    mark = told["sure"][sure or where["sure"]]
    return where["says"], f"{mark} {note}".strip()


@cache
def works() -> tuple[Work, ...]:
    """Return the real instruments."""
    return tuple(_work(dict(one)) for one in _file("instruments")["instrument"])


def _work(told: dict[str, Any]) -> Work:
    title, short = told.pop("title"), told.pop("short", {})
    source, note = _sourced(told.pop("source", ""), told.pop("sure", ""), told.pop("note", ""))
    return Work(
        en=title["en"],
        ru=title["ru"],
        short=(short.get("en", ""), short.get("ru", "")),
        areas=tuple(told.pop("areas", ())),
        source=source,
        note=note,
        titles={code: text for code, text in title.items() if code not in OWN},
        publications=tuple(told.pop("publication", ())),
        **told,
    )


def links() -> Iterator[Link]:
    """Yield what the real instruments do to each other."""
    for told in _file("instruments")["link"]:
        yield Link(**told)


def state_acts() -> Iterator[StateAct]:
    """Yield what States did towards treaties."""
    for treaty, country, act, day, source, sure, note in _file("states")["acts"]:
        yield StateAct(treaty, country, act, day, *_sourced(source, sure, note))


def looked() -> Iterator[Looked]:
    """Yield what was looked for in the law of each State and towards treaties, and what was not found."""
    told = _file("states")["looked"]
    acting = {country for _treaty, country, *_rest in _file("states")["acts"]}
    found = {True: "found", False: "not-found"}
    for country, missing in told["not_found"].items():
        note = f"Not found: {missing} {told['everywhere']}"
        search = {"where": told["treaties"], "day": told["day"], "kind": "treaty"}
        yield Looked(country, found[country in acting], note, **search)
    with_law = {one.country for one in works() if one.country} - set(told["no_law"])
    for country in sorted({*told["no_law"], *with_law}):
        note = told["no_law"].get(country, "Those that were found are in the library; others may exist.")
        search = {"where": told["laws"], "day": told["day"], "kind": "law"}
        yield Looked(country, found[country in with_law], note, **search)
    for country, note in told["not_looked"].items():
        yield Looked(country, "not-looked", note)
