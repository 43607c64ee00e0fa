"""OSCAL catalogues to the plain values of a set: our own whole, those of others as far as they go.

A mapping collection gives the plain values of a file of relations.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from tumar.law.rules.requirements.faults import Problem, SetFault
from tumar.law.rules.requirements.oscal import FIRST, GUIDANCE, STATEMENT, TERMS, TRANSLATION
from tumar.law.rules.requirements.oscal_mapping import COLLECTION, read_mappings

LARGEST = 8_000_000
MOST_LEVELS = 40


def read_oscal(content: bytes) -> tuple[dict[str, Any], tuple[SetFault, ...]]:
    """Return the plain values of a catalogue or of mappings, as a YAML file would have them, or the fault."""
    if len(content) > LARGEST:
        return {}, (SetFault(Problem.TOO_LARGE, about={"most": str(LARGEST // 1_000_000)}),)
    try:
        given = json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return {}, (SetFault(Problem.NOT_JSON, about={"line": "1", "said": "UTF-8"}),)
    except json.JSONDecodeError as error:
        return {}, (SetFault(Problem.NOT_JSON, about={"line": str(error.lineno), "said": error.msg}),)
    except RecursionError:
        return {}, (SetFault(Problem.NOT_A_CATALOG),)
    given = given if isinstance(given, Mapping) else {}
    if isinstance(given.get(COLLECTION), Mapping):
        return read_mappings(given[COLLECTION]), ()
    found = given.get("catalog")
    if not isinstance(found, Mapping) or not isinstance(found.get("metadata"), Mapping):
        return {}, (SetFault(Problem.NOT_A_CATALOG),)
    return _set(found), ()


def _set(found: Mapping[str, Any]) -> dict[str, Any]:
    metadata = found["metadata"]
    facts = _props(metadata)
    base = facts.get("language", FIRST)
    title, about = {base: metadata.get("title")}, {base: metadata.get("remarks") or metadata.get("title")}
    if "set" in facts and "remarks" not in metadata:
        about = {}
    for resource in _mappings(_mapping(found.get("back-matter")).get("resources")):
        language = _props(resource).get("language")
        if language:
            _say(title, language, resource.get("title"))
            _say(about, language, resource.get("description"))
    items = list(_items(found, {}, metadata, 0))
    if all(place for place, _item in items):
        items.sort(key=lambda pair: pair[0])
    return {
        "set": facts.get("set") or _slug(metadata.get("title")),
        "version": metadata.get("version"),
        "title": title,
        "about": about,
        "source": facts.get("source") or metadata.get("title"),
        "nature": facts.get("nature", "guidance"),
        "scale": facts.get("scale", "yes-no"),
        "requirements": [item for _place, item in items],
    }


def _slug(title: Any) -> Any:
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:39] if isinstance(title, str) else title


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _mappings(value: Any) -> list[Mapping[str, Any]]:
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []


def _props(holder: Mapping[str, Any]) -> dict[str, Any]:
    """Return properties by name; the first of a name counts."""
    found: dict[str, Any] = {}
    for one in _mappings(holder.get("props")):
        found.setdefault(str(one.get("name")), one.get("value"))
    return found


def _say(texts: dict[str, Any], language: str, text: Any) -> None:
    if text is not None:
        texts[language] = text


def _items(
    holder: Mapping[str, Any], heading: dict[str, Any], metadata: Mapping[str, Any], level: int
) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the controls of a catalogue, a group or a control, each with its place where it says one."""
    if level > MOST_LEVELS:
        return
    for control in _mappings(holder.get("controls")):
        yield _item(control, heading, metadata)
        yield from _items(control, heading, metadata, level + 1)
    for group in _mappings(holder.get("groups")):
        yield from _items(group, _heading(group), metadata, level + 1)


def _heading(group: Mapping[str, Any]) -> dict[str, Any]:
    facts = _props(group)
    if "no-heading" in facts:
        return {}
    found = {facts.get("language", FIRST): group.get("title")}
    for part in _mappings(group.get("parts")):
        if part.get("name") == TRANSLATION:
            _say(found, _props(part).get("language", ""), part.get("title"))
    return found


def _item(
    control: Mapping[str, Any], heading: dict[str, Any], metadata: Mapping[str, Any]
) -> tuple[int, dict[str, Any]]:
    facts = _props(control)
    base = facts.get("language", FIRST)
    label = facts.get("label") or control.get("id")
    texts: dict[str, dict[str, Any]] = {"title": {base: control.get("title")}, "look_for": {}, "clause": {}}
    terms: dict[str, list[Any]] = {}
    for part in _mappings(control.get("parts")):
        if part.get("name") == TRANSLATION:
            language = _props(part).get("language", "")
            _say(texts["title"], language, part.get("title"))
            for inner in _mappings(part.get("parts")):
                _prose(texts, language, inner)
        elif part.get("name") == TERMS:
            told = [each.get("value") for each in _mappings(part.get("props")) if each.get("name") == "term"]
            terms[_props(part).get("language", "")] = told
        else:
            _prose(texts, base, part)
    item: dict[str, Any] = {
        "code": label,
        "source": facts.get("source") or f"{metadata.get('title')}, {label}",
        **{name: value for name, value in texts.items() if value},
    }
    item |= {name: facts[name] for name in ("area", "scale") if name in facts}
    item |= {name: value for name, value in (("group", heading), ("terms", terms)) if value}
    for name in ("cited", "checked"):
        item |= {name: texts} if (texts := _told_in(control, name)) else {}
    place = str(facts.get("position", ""))
    return (int(place) if place.isdecimal() else 0), item


def _told_in(control: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Return the texts of a property that stands once for each language."""
    props = [each for each in _mappings(control.get("props")) if each.get("name") == name]
    return {str(each.get("value")): each.get("remarks") for each in props}


def _prose(texts: dict[str, dict[str, Any]], language: str, part: Mapping[str, Any]) -> None:
    """Take the words of a part, those of its own parts with them, as what is asked or as a model."""
    field = {STATEMENT: "look_for", GUIDANCE: "clause"}.get(str(part.get("name")))
    if field is None:
        return
    told = "\n".join(_words(part, 0))
    if told:
        before = texts[field].get(language)
        texts[field][language] = f"{before}\n{told}" if before else told


def _words(part: Mapping[str, Any], level: int) -> Iterator[str]:
    if isinstance(part.get("prose"), str):
        yield part["prose"]
    if level < MOST_LEVELS:
        for inner in _mappings(part.get("parts")):
            yield from _words(inner, level + 1)
