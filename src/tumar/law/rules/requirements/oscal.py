"""Sets as OSCAL catalogues, in every language that they have; reading one gives the set again.

What OSCAL has no place for stands in properties and parts under a namespace of our own: areas, scales, words
to search by, and texts in further languages, one part a language.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from tumar.law.rules.requirements.sets import Requirement, RequirementSet

OSCAL_VERSION = "1.2.0"
NAMESPACE = "urn:tumar:oscal"
FIRST = "en"
STATEMENT, GUIDANCE, TRANSLATION, TERMS = "statement", "guidance", "translation", "terms"

Texts = Mapping[str, str]


def key_of(*parts: str) -> str:
    """Return a UUID (version 5) that is the same whenever the same thing is written."""
    return str(uuid5(NAMESPACE_URL, "/".join(("tumar", *parts))))


def token(*parts: str) -> str:
    """Return an identifier as OSCAL allows it: signs that it does not allow stand as their numbers."""
    bare = (re.sub(r"[^A-Za-z0-9.\-]", lambda sign: f"_{ord(sign[0]):x}_", part) for part in parts)
    joined = "_".join(bare)
    return joined if re.match(r"[A-Za-z_]", joined) else f"_{joined}"


def untoken(name: str) -> tuple[str, str] | None:
    """Return set and requirement of an identifier that `token` made of the two, else None."""
    code, _mark, rest = name.removeprefix("_").partition("_")
    requirement = re.sub(r"_([0-9a-f]{1,5})_", lambda sign: chr(int(sign[1], 16)), rest)
    return (code, requirement) if requirement and token(code, requirement) == name else None


def prop(name: str, value: str) -> dict[str, str]:
    """Return a property under our own namespace."""
    return {"name": name, "ns": NAMESPACE, "value": value}


def base_of(texts: Texts) -> str:
    """Return the language in which a text stands at the place that OSCAL has for it."""
    return FIRST if FIRST in texts or not texts else next(iter(texts))


def catalog(one: RequirementSet, last_modified: str) -> dict[str, Any]:
    """Return a set as a catalogue, a group of controls for each heading; the moment is ISO 8601 with zone."""
    base = base_of(one.title)
    headings: dict[tuple[tuple[str, str], ...], list[tuple[int, Requirement]]] = {}
    for place, requirement in enumerate(one.requirements, start=1):
        headings.setdefault(tuple(requirement.group.items()), []).append((place, requirement))
    facts = [("set", one.code), ("language", base), ("source", one.source)]
    facts += [("nature", one.nature.value), ("scale", one.scale.value)]
    metadata: dict[str, Any] = {
        "title": one.title.get(base) or one.code,
        "last-modified": last_modified,
        "version": one.version,
        "oscal-version": OSCAL_VERSION,
        "props": [prop(*fact) for fact in facts],
    }
    if about := one.about.get(base):
        metadata["remarks"] = about
    told: dict[str, Any] = {
        "uuid": key_of("catalog", one.code, one.version),
        "metadata": metadata,
        "groups": [
            _group(one, number, dict(heading), requirements)
            for number, (heading, requirements) in enumerate(headings.items(), start=1)
        ],
    }
    if resources := list(_resources(one, base)):
        told["back-matter"] = {"resources": resources}
    return {"catalog": told}


def _resources(one: RequirementSet, base: str) -> Iterator[dict[str, Any]]:
    """Yield what the set is called and about in further languages."""
    for language in dict.fromkeys((*one.title, *one.about)):
        if language == base:
            continue
        told: dict[str, Any] = {"uuid": key_of("catalog", one.code, one.version, language)}
        if title := one.title.get(language):
            told["title"] = title
        if about := one.about.get(language):
            told["description"] = about
        # A resource of OSCAL says where it is to be found: this one in the file itself.
        yield told | {"props": [prop("language", language)], "rlinks": [{"href": href_of(one.code)}]}


def href_of(code: str) -> str:
    """Return the name by which files of ours point to the catalogue of a set."""
    return f"{code}.oscal.json"


def _group(
    one: RequirementSet, number: int, heading: Texts, requirements: Iterable[tuple[int, Requirement]]
) -> dict[str, Any]:
    base = base_of(heading)
    named = prop("language", base) if heading else prop("no-heading", "yes")
    told: dict[str, Any] = {
        "id": token(one.code, f"group-{number}"),
        "title": heading.get(base) or one.title.get(base_of(one.title)) or one.code,
        "props": [named],
    }
    others = [_translation(language, title) for language, title in heading.items() if language != base]
    if others:
        told["parts"] = others
    return told | {"controls": [_control(one, place, each) for place, each in requirements]}


def _translation(language: str, title: str, parts: Iterable[dict[str, Any]] = ()) -> dict[str, Any]:
    told: dict[str, Any] = {"name": TRANSLATION, "ns": NAMESPACE, "props": [prop("language", language)]}
    if title:
        told["title"] = title
    inner = list(parts)
    return told | ({"parts": inner} if inner else {})


def _control(one: RequirementSet, place: int, requirement: Requirement) -> dict[str, Any]:
    base = base_of(requirement.title)
    name = token(one.code, requirement.code)
    props = [("label", requirement.code), ("area", requirement.area.value)]
    props += [("scale", requirement.scale.value), ("source", requirement.source)]
    props += [("language", base), ("position", str(place))]
    told_in = [
        prop(name, each) | {"remarks": text}
        for name, texts in (("cited", requirement.cited), ("checked", requirement.checked))
        for each, text in texts.items()
    ]
    parts = [
        {"id": f"{name}_{end}", **part}
        for end, part in zip(("smt", "gdn"), _proses(requirement, base), strict=True)
        if part
    ]
    others = dict.fromkeys((*requirement.title, *requirement.look_for, *requirement.clause))
    for language in others:
        if language != base:
            inner = filter(None, _proses(requirement, language))
            parts.append(_translation(language, requirement.title.get(language, ""), inner))
    parts += [_terms(language, words) for language, words in requirement.terms.items() if words]
    told: dict[str, Any] = {
        "id": name,
        "title": requirement.title.get(base) or requirement.code,
        "props": [*(prop(*each) for each in props), *told_in],
    }
    return told | ({"parts": parts} if parts else {})


def _proses(requirement: Requirement, language: str) -> tuple[dict[str, Any], dict[str, Any]]:
    asked, model = requirement.look_for.get(language), requirement.clause.get(language)
    return (
        {"name": STATEMENT, "prose": asked} if asked else {},
        {"name": GUIDANCE, "prose": model} if model else {},
    )


def _terms(language: str, words: Iterable[str]) -> dict[str, Any]:
    props = [prop("language", language), *(prop("term", word) for word in words)]
    return {"name": TERMS, "ns": NAMESPACE, "props": props}
