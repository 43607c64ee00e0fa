"""What a requirement set is: requirements in our own words, each with the article that it comes from."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from tumar.law.rules.areas import Area

Texts = Mapping[str, str]
Terms = Mapping[str, tuple[str, ...]]


class Nature(StrEnum):
    """How a set binds."""

    BINDING = "binding"
    GUIDANCE = "guidance"
    STANDARD = "standard"
    SCORED = "scored"


class Scale(StrEnum):
    """In which words findings about a set are told; none of them is a score of compliance."""

    MATRIX = "matrix"
    LEVEL = "level"
    YES_NO = "yes-no"
    CONFORMITY = "conformity"


@dataclass(frozen=True)
class Requirement:
    """One requirement of a set."""

    code: str
    title: Texts
    source: str
    area: Area
    look_for: Texts
    scale: Scale
    # Words by which provisions are searched, by language.
    terms: Terms = field(default_factory=dict)
    # A sentence that a drafter may start from; ours, not the instrument's.
    clause: Texts = field(default_factory=dict)
    # The heading under which a page shows it.
    group: Texts = field(default_factory=dict)
    # When, against what and how far the citation was checked; empty where nobody has.
    checked: Texts = field(default_factory=dict)
    # How the source is cited in further languages.
    cited: Texts = field(default_factory=dict)


@dataclass(frozen=True)
class RequirementSet:
    """One version of a set."""

    code: str
    version: str
    title: Texts
    about: Texts
    source: str
    nature: Nature
    scale: Scale
    requirements: tuple[Requirement, ...]

    def requirement(self, code: str) -> Requirement | None:
        """Return the requirement with this code, if there is one."""
        return next((one for one in self.requirements if one.code == code), None)


def plain_requirement(one: Requirement) -> dict[str, Any]:
    """Return a requirement as a file has it; what is empty is left out."""
    told = {
        "code": one.code,
        "group": dict(one.group),
        "title": dict(one.title),
        "source": one.source,
        "cited": dict(one.cited),
        "checked": dict(one.checked),
        "area": one.area.value,
        "scale": one.scale.value,
        "look_for": dict(one.look_for),
        "clause": dict(one.clause),
        "terms": {language: list(words) for language, words in one.terms.items()},
    }
    return {name: value for name, value in told.items() if value}


def plain_set(one: RequirementSet) -> dict[str, Any]:
    """Return a set as a file has it; reading that again gives an equal set."""
    return {
        "set": one.code,
        "version": one.version,
        "title": dict(one.title),
        "about": dict(one.about),
        "source": one.source,
        "nature": one.nature.value,
        "scale": one.scale.value,
        "requirements": [plain_requirement(each) for each in one.requirements],
    }


def digest_of(one: RequirementSet) -> str:
    """Return the SHA-256 of all that a set says, whatever the order of its languages."""
    text = json.dumps(plain_set(one), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class Difference:
    """What became of one requirement between two versions: added, removed, or which fields changed."""

    code: str
    kind: str
    # Field to what it said before and says now, as a file has them.
    fields: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)


def differences(before: RequirementSet | None, after: RequirementSet) -> tuple[Difference, ...]:
    """Return what a newer version adds, changes and removes, in the order of the newer, then of the older."""
    old = {one.code: plain_requirement(one) for one in before.requirements} if before else {}
    new = {one.code: plain_requirement(one) for one in after.requirements}
    found = []
    for code, told in new.items():
        if code not in old:
            found.append(Difference(code, "added"))
        elif changed := _changed(old[code], told):
            found.append(Difference(code, "changed", changed))
    found += [Difference(code, "removed") for code in old if code not in new]
    return tuple(found)


def _changed(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    names = [*old, *(name for name in new if name not in old)]
    return {name: (old.get(name, ""), new.get(name, "")) for name in names if old.get(name) != new.get(name)}
