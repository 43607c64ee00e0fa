"""Files of requirements to sets: every fault is listed, with item and field."""

import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tumar.law.rules.areas import Area
from tumar.law.rules.requirements.faults import Problem, SetFault
from tumar.law.rules.requirements.mappings import Link, Node, Relation, StatedLink
from tumar.law.rules.requirements.sets import Nature, Requirement, RequirementSet, Scale, Terms

# Languages of the programme's regions, and those in which international instruments are authentic.
LANGUAGES = (
    *("en", "ru", "kk", "ky", "uz", "tg", "mn", "prs", "ps", "ur", "tk", "tr"),
    *("sq", "hy", "az", "bs", "ka", "ro", "cnr", "mk", "sr", "uk"),
    *("fr", "es", "ar", "zh", "de"),
)
SET_FIELDS = ("set", "version", "title", "about", "source", "nature", "scale", "requirements")
ITEM_FIELDS = (
    *("code", "group", "title", "source", "cited", "checked", "area", "scale", "look_for", "clause", "terms"),
    "concepts",
)
LINKS, LINK_FIELDS = "links", ("from", "to", "relation", "why")
MOST_REQUIREMENTS = 5000
MOST_LINKS = 20_000
MOST_TERMS = 60
LONGEST = {"code": 40, "version": 20, "source": 300, "title": 400, "group": 200, "term": 100}
LONGEST_TEXT = 4000
SET_CODE = re.compile(r"[a-z0-9][a-z0-9-]{0,38}")
ITEM_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9.()/_-]{0,39}")

# Concept to its words by language: the term base that shipped sets refer to.
Concepts = Mapping[str, Terms]


@dataclass
class _Place:
    """Where reading is, and the faults found so far."""

    faults: list[SetFault]
    item: str = ""

    def fault(self, problem: Problem, name: str, **about: str) -> None:
        self.faults.append(SetFault(problem, self.item, name, about))


@dataclass(frozen=True)
class Read:
    """A set, where the file holds one, or all that keeps it from being one."""

    set: RequirementSet | None
    faults: tuple[SetFault, ...] = field(default_factory=tuple)


def read_set(given: Any, *, concepts: Concepts | None = None) -> Read:
    """Read the plain values of a file; any fault leaves no set."""
    place = _Place([])
    if not isinstance(given, Mapping):
        place.fault(Problem.NOT_A_MAPPING, "")
        return Read(None, tuple(place.faults))
    _only(given, SET_FIELDS, place)
    code = _code(given, "set", SET_CODE, place)
    scale = _word(given, "scale", Scale, place) or Scale.YES_NO
    found = RequirementSet(
        code=code,
        version=_line(given, "version", place),
        title=_texts(given, "title", place),
        about=_texts(given, "about", place),
        source=_line(given, "source", place),
        nature=_word(given, "nature", Nature, place) or Nature.GUIDANCE,
        scale=scale,
        requirements=_requirements(given, scale, concepts or {}, place),
    )
    return Read(None if place.faults else found, tuple(place.faults))


def _requirements(
    given: Mapping[str, Any], scale: Scale, concepts: Concepts, place: _Place
) -> tuple[Requirement, ...]:
    rows = given.get("requirements")
    if not isinstance(rows, list):
        place.fault(Problem.MISSING if rows is None else Problem.NOT_A_LIST, "requirements")
        return ()
    if not rows:
        place.fault(Problem.EMPTY, "requirements")
    if len(rows) > MOST_REQUIREMENTS:
        place.fault(Problem.TOO_MANY, "requirements", most=str(MOST_REQUIREMENTS), found=str(len(rows)))
        return ()
    read: dict[str, Requirement] = {}
    for number, row in enumerate(rows, start=1):
        place.item = f"#{number}"
        if not isinstance(row, Mapping):
            place.fault(Problem.NOT_A_MAPPING, "")
            continue
        one = _requirement(row, scale, concepts, place)
        if one.code and one.code in read:
            place.fault(Problem.TWICE, "code", value=one.code)
        read[one.code] = one
    place.item = ""
    return tuple(read.values())


def _requirement(row: Mapping[str, Any], scale: Scale, concepts: Concepts, place: _Place) -> Requirement:
    code = _code(row, "code", ITEM_CODE, place)
    place.item = code or place.item
    _only(row, ITEM_FIELDS, place)
    return Requirement(
        code=code,
        title=_texts(row, "title", place),
        source=_line(row, "source", place),
        area=_word(row, "area", Area, place) or Area.DEFINITIONS,
        look_for=_texts(row, "look_for", place, longest=LONGEST_TEXT),
        scale=(_word(row, "scale", Scale, place) or scale) if "scale" in row else scale,
        terms=_terms(row, concepts, place),
        clause=_texts(row, "clause", place, longest=LONGEST_TEXT, is_needed=False),
        group=_texts(row, "group", place, is_needed=False),
        checked=_texts(row, "checked", place, is_needed=False),
        cited=_texts(row, "cited", place, is_needed=False),
    )


def _only(given: Mapping[Any, Any], known: Iterable[str], place: _Place) -> None:
    for name in given:
        if name not in known:
            close = difflib.get_close_matches(str(name), list(known), 1, 0.7)
            place.fault(Problem.UNKNOWN_FIELD, str(name), meant=close[0] if close else "")


def _line(given: Mapping[str, Any], name: str, place: _Place) -> str:
    value = given.get(name)
    if value is None:
        place.fault(Problem.MISSING, name)
        return ""
    if not isinstance(value, str):
        place.fault(Problem.NOT_TEXT, name, value=str(value))
        return ""
    return _within(" ".join(value.split()), name, LONGEST.get(name, 300), place)


def _within(text: str, name: str, longest: int, place: _Place) -> str:
    if not text:
        place.fault(Problem.EMPTY, name)
    elif len(text) > longest:
        place.fault(Problem.TOO_LONG, name, most=str(longest), found=str(len(text)))
    return text


def _code(given: Mapping[str, Any], name: str, form: re.Pattern[str], place: _Place) -> str:
    if given.get(name) is None or not isinstance(given[name], str):
        return _line(given, name, place)
    code: str = given[name].strip()
    if not form.fullmatch(code):
        place.fault(Problem.BAD_CODE, name, value=code)
    return code


def _word(given: Mapping[str, Any], name: str, words: Callable[[str], Any], place: _Place) -> Any:
    text = _line(given, name, place)
    known = [str(word) for word in words]  # type: ignore[attr-defined]
    if text and text not in known:
        close = difflib.get_close_matches(text, known, 1, 0.6)
        meant = close[0] if close else ""
        place.fault(Problem.UNKNOWN_WORD, name, value=text, known=", ".join(known), meant=meant)
        return None
    return words(text) if text else None


def _texts(
    given: Mapping[str, Any], name: str, place: _Place, *, longest: int = 0, is_needed: bool = True
) -> dict[str, str]:
    value = given.get(name)
    if value is None or value == {}:
        if is_needed:
            place.fault(Problem.MISSING, name)
        return {}
    if isinstance(value, str):
        place.fault(Problem.NO_LANGUAGE, name)
        return {}
    if not isinstance(value, Mapping):
        place.fault(Problem.NOT_A_MAPPING, name)
        return {}
    read = {}
    for language, text in value.items():
        where = f"{name}.{language}"
        if _is_language(language, where, place):
            read[language] = _line({where: text}, where, place) if not longest else ""
            if longest:
                read[language] = _paragraphs(text, where, longest, place)
    return read


def _paragraphs(text: Any, where: str, longest: int, place: _Place) -> str:
    if not isinstance(text, str):
        place.fault(Problem.NOT_TEXT if text is not None else Problem.EMPTY, where, value=str(text))
        return ""
    return _within("\n".join(line.strip() for line in text.strip().splitlines()), where, longest, place)


def _is_language(language: Any, where: str, place: _Place) -> bool:
    if language in LANGUAGES:
        return True
    # `no` without quotation marks is a truth value to YAML, so the word itself may be lost.
    place.fault(Problem.UNKNOWN_LANGUAGE, where, value=str(language), known=", ".join(LANGUAGES))
    return False


def _terms(row: Mapping[str, Any], concepts: Concepts, place: _Place) -> dict[str, tuple[str, ...]]:
    gathered: dict[str, dict[str, None]] = {}
    for language, own in _own_terms(row, place).items():
        gathered.setdefault(language, {}).update(dict.fromkeys(own))
    for name in _listed(row, "concepts", place):
        if name not in concepts:
            close = difflib.get_close_matches(name, list(concepts), 1, 0.6)
            meant = close[0] if close else ""
            place.fault(Problem.UNKNOWN_CONCEPT, "concepts", value=name, meant=meant)
        for language, words in concepts.get(name, {}).items():
            gathered.setdefault(language, {}).update(dict.fromkeys(words))
    return {language: tuple(words)[:MOST_TERMS] for language, words in gathered.items()}


def _own_terms(row: Mapping[str, Any], place: _Place) -> dict[str, list[str]]:
    value = row.get("terms")
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        place.fault(Problem.NOT_A_MAPPING, "terms")
        return {}
    return {
        language: _listed(value, language, place, where=f"terms.{language}")
        for language in value
        if _is_language(language, f"terms.{language}", place)
    }


def _listed(given: Mapping[str, Any], name: str, place: _Place, *, where: str = "") -> list[str]:
    value, where = given.get(name), where or name
    if value is None:
        return []
    if not isinstance(value, list):
        place.fault(Problem.NOT_A_LIST, where)
        return []
    read = []
    for item in value:
        if isinstance(item, str) and item.strip():
            read.append(_within(" ".join(item.split()), where, LONGEST["term"], place))
        else:
            place.fault(Problem.NOT_TEXT, where, value=str(item))
    return read


def read_relations(given: Any) -> tuple[tuple[StatedLink, ...], tuple[SetFault, ...]]:
    """Read the plain values of a file of relations: `links`, each `from`, `to`, `relation` and `why`.

    Any fault leaves no relation; whether the requirements are on file is not asked here.
    """
    place = _Place([])
    rows = given.get(LINKS) if isinstance(given, Mapping) else None
    if not isinstance(rows, list) or not rows:
        place.fault(Problem.EMPTY if isinstance(rows, list) else Problem.NOT_A_LIST, LINKS)
        return (), tuple(place.faults)
    if len(rows) > MOST_LINKS:
        place.fault(Problem.TOO_MANY, LINKS, most=str(MOST_LINKS), found=str(len(rows)))
        return (), tuple(place.faults)
    _only(given, (LINKS,), place)
    read: dict[frozenset[Node], StatedLink] = {}
    for number, row in enumerate(rows, start=1):
        place.item = f"#{number}"
        if not isinstance(row, Mapping):
            place.fault(Problem.NOT_A_MAPPING, "")
            continue
        one = _relation(row, place)
        ends = frozenset((one.link.source, one.link.target))
        if ends in read:
            place.fault(Problem.PAIR_TWICE, "to")
        read[ends] = one
    return (() if place.faults else tuple(read.values())), tuple(place.faults)


def _relation(row: Mapping[str, Any], place: _Place) -> StatedLink:
    _only(row, LINK_FIELDS, place)
    source, target = _node(row, "from", place), _node(row, "to", place)
    if source == target and source[0]:
        place.fault(Problem.ITSELF, "to")
    relation = _word(row, "relation", Relation, place) or Relation.OVERLAPS
    why = _texts(row, "why", place, longest=LONGEST_TEXT)
    return StatedLink(Link(source, target, relation, why.get("en") or why.get(min(why, default=""), "")), why)


def _node(row: Mapping[str, Any], name: str, place: _Place) -> Node:
    """Return a requirement as a file names it: the code of its set, a slash, its own code."""
    text = _line(row, name, place)
    code, _slash, requirement = text.partition("/")
    if text and not (SET_CODE.fullmatch(code) and ITEM_CODE.fullmatch(requirement)):
        place.fault(Problem.NOT_A_NODE, name, value=text)
    return code, requirement
