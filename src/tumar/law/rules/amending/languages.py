"""The registry of languages of amendment: one file of patterns each, in the folder beside this module."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tumar.law.rules.amending.proposals import Verb
from tumar.law.rules.units import Kind

FOLDER = Path(__file__).parent / "languages"
LANGUAGES = tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))

# Quotations are taken out of the text before it is read; in their place stands a number between these.
OPEN, CLOSE = "\ue000", "\ue001"
QUOTED = rf"{OPEN}\d+{CLOSE}"
PLAIN = f"[^{OPEN}:;]"
# A list of quotations in one instruction is no longer than this.
MOST_QUOTED = 60
RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
NUMBER = rf"\d+(?:[-.]\d+)*[{RAISED}]*[A-Za-z]?"
# «а», 3-1), (2), а), 12¹, II
ANY_NUMBER = (
    rf"(?:{QUOTED}|(?<![\w.(-])\(?{NUMBER}(?![^\W\d_])\)?"
    rf"|(?<!\w)\(?[^\W\d_]{{1,2}}\)|(?<!\w)[IVXLC]+(?!\w))"
)


@dataclass(frozen=True)
class Reference:
    """A word for a kind of provision, with the number beside it."""

    kinds: tuple[Kind, ...]
    rank: int
    patterns: tuple[re.Pattern[str], ...]


@dataclass(frozen=True)
class VerbPattern:
    """One way of giving one instruction."""

    verb: Verb
    pattern: re.Pattern[str]


@dataclass(frozen=True)
class Label:
    """How the first line of a provision begins."""

    kind: Kind
    pattern: re.Pattern[str]


@dataclass(frozen=True)
class Language:
    """How amendments are worded in one language."""

    code: str
    # "inner_first" («пункт 2 статьи 5»), "outer_first" («5-баптың 2-тармағы») or "any".
    order: str
    references: tuple[Reference, ...]
    ordinals: tuple[tuple[int, re.Pattern[str]], ...]
    verbs: tuple[VerbPattern, ...]
    # A verb in the heading of a list, whose items give place and text alone.
    inherited: tuple[VerbPattern, ...]
    labels: tuple[Label, ...]
    everywhere: re.Pattern[str]
    heading: re.Pattern[str]
    act: re.Pattern[str]
    # An act with its title in quotation marks, the title first or last.
    title: re.Pattern[str]
    own_label: re.Pattern[str]
    before: re.Pattern[str]
    hints: re.Pattern[str]
    # What is said of the grammar of the words, which changes nothing: «(в соответствующем падеже)».
    aside: re.Pattern[str] | None
    # Words for the signs that close a provision: «точку», «точкой с запятой».
    marks: tuple[tuple[str, re.Pattern[str]], ...]

    def mark(self, words: str) -> str:
        """Return the sign that the words name, empty where they name none."""
        return next((sign for sign, pattern in self.marks if pattern.fullmatch(words)), "")


def _compiled(pattern: str, macros: Mapping[str, str]) -> re.Pattern[str]:
    for name, meaning in macros.items():
        pattern = pattern.replace("{" + name + "}", meaning)
    return re.compile(pattern, re.IGNORECASE if "[Aa" not in pattern else 0)


def _macros(table: Mapping[str, Any]) -> dict[str, str]:
    joint = rf"\s*(?:,\s*(?:(?:{table['and']})\s+)?|\b(?:{table['and']})\b|[–—])\s*"
    another = rf"\s*(?:,|\b(?:{table['and']})\b)\s*(?:{table['unit']}\s+)?{QUOTED}"
    several = rf"{QUOTED}(?:{another}){{0,{MOST_QUOTED}}}"
    ordinals = "|".join(rf"(?:{one})" for one in sorted(table["ordinals"].values(), key=len, reverse=True))
    ordinal = rf"\b(?:{ordinals})\b"
    marks = "|".join(rf"(?:{one})" for one in table.get("marks", {}).values())
    return {
        "mark": rf"\b(?:{marks})(?!\w)" if marks else "(?!)",
        "unit": table["unit"],
        "qs": several,
        "q": QUOTED,
        "plain": PLAIN,
        "number": rf"(?P<n>{NUMBER}|[IVXLC]+)",
        "n": rf"(?P<n>{ANY_NUMBER}(?:{joint}{ANY_NUMBER})*)",
        "o": rf"(?P<o>{ordinal}(?:{joint}{ordinal})*)",
    }


@cache
def language(code: str) -> Language:
    """Return how amendments are worded in a language; raises KeyError for one that nobody has described."""
    if code not in LANGUAGES:
        raise KeyError(code)
    table = tomllib.loads((FOLDER / f"{code}.toml").read_text(encoding="utf-8"))
    macros = _macros(table)
    return Language(
        code=code,
        order=table["order"],
        references=tuple(
            Reference(
                tuple(Kind(kind) for kind in row["kinds"]),
                row["rank"],
                tuple(_compiled(pattern, macros) for pattern in row["patterns"]),
            )
            for row in table["references"]
        ),
        ordinals=tuple(
            (int(number), re.compile(pattern, re.I))
            for number, pattern in sorted(
                table["ordinals"].items(), key=lambda entry: len(entry[1]), reverse=True
            )
        ),
        verbs=tuple(
            VerbPattern(Verb(row["verb"]), _compiled(pattern, macros))
            for row in table["verbs"]
            for pattern in row["patterns"]
        ),
        inherited=tuple(
            VerbPattern(Verb(row["verb"]), _compiled(row["inherited"], macros))
            for row in table["verbs"]
            if "inherited" in row
        ),
        aside=re.compile(table["aside"], re.I) if "aside" in table else None,
        marks=tuple((sign, re.compile(words, re.I)) for sign, words in table.get("marks", {}).items()),
        labels=tuple(Label(Kind(row["kind"]), _compiled(row["pattern"], macros)) for row in table["labels"]),
        title=re.compile(
            rf"{table['act']}{PLAIN}*?{QUOTED}|{QUOTED}{PLAIN}{{0,80}}?{table['act']}", re.IGNORECASE
        ),
        **{
            name: re.compile(table[name], re.I)
            for name in ("everywhere", "heading", "act", "own_label", "before", "hints")
        },
    )
