"""The clauses of an amendment: what stands between semicolons, with the item that it belongs to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tumar.law.rules.amending.languages import CLOSE, OPEN, Language
from tumar.law.rules.amending.places import mentions
from tumar.law.rules.amending.quotations import Masked

# References to gazettes: «(Ведомости …, 2005 г., № 7; 2007 г., ст. 17)».
GAZETTE = re.compile(r"\([^()\n]*(?:№|;|\bст\.|Monitorul)[^()\n]*\)")
BEFORE_QUOTATION = re.compile(rf"(?<=[:—–-])(\s*)\n(\s*)(?={OPEN})")
# A dash at the end of a line opens a list as a colon does.
CUT = re.compile(rf"\n|;|:(?!\s*{OPEN})|[—–](?=[ \t]*\n)")
OPENING = (":", "—", "–")
ITEM = re.compile(
    r"\s*(?:(?P<figure>\d+(?:\.\d+)*)(?P<after>[.)](?=\s|\D)|/)"
    r"|(?P<letter>[^\W\d_]{1,2})(?P<closed>[)/])"
    r"|\((?P<bracketed>[^\W_]{1,3})\)"
    r"|(?P<roman>[IVX]+)[.)](?=\s)"
    r"|(?P<dash>[–—•-])(?=\s))\s*"
)


@dataclass(frozen=True)
class Clause:
    """One clause: where it is in the masked text, the style of its item's number, and if it opens a list."""

    start: int
    end: int
    text: str
    # "9.", "9)", "a)", …, "~9)" within a line; empty for a clause without a number of its own.
    style: str
    is_opening: bool


def clauses(source: Masked, language: Language) -> Iterator[Clause]:
    """Yield the clauses in order; numbers of the amendment's own items are left out of their text."""
    text = GAZETTE.sub(lambda found: " " * len(found[0]), source.text)
    text = BEFORE_QUOTATION.sub(lambda found: " " * len(found[0]), text)
    start = 0
    for cut in [*CUT.finditer(text), None]:
        end = cut.start() if cut else len(text)
        if text[start:end].strip(" .\t"):
            clause = _clause(text, start, end, cut is not None and cut[0] in OPENING, language, source)
            # Items within a line are those of a list of their own, even numbered like the one around it.
            is_inline = text[:start].rstrip(" \t")[-1:] not in {"", "\n"}
            yield replace(clause, style=f"~{clause.style}") if clause.style and is_inline else clause
        start = cut.end() if cut else end


def _clause(text: str, start: int, end: int, is_opening: bool, language: Language, source: Masked) -> Clause:
    style = ""
    while True:
        said = text[start:end]
        skipped, own = _own_number(said, language, source)
        if not skipped:
            break
        style = own
        start += skipped
    lead = len(said) - len(said.lstrip())
    return Clause(start + lead, end, said[lead:], style, is_opening)


def _own_number(said: str, language: Language, source: Masked) -> tuple[int, str]:
    """Return how long the item's own number is, and its style; 0 where there is none."""
    lead = len(said) - len(said.lstrip())
    own = language.own_label.match(said[lead:])
    if own:
        return lead + own.end(), "own"
    item = ITEM.match(said)
    if not item or said[item.end() :].lstrip()[:1] in {"", CLOSE}:
        return 0, ""
    # «3) тармақша алып тасталсын»: this number is that of the provision.
    first = next(iter(mentions(said[lead:], language, source)), None)
    if first and first.start == 0:
        return 0, ""
    return item.end(), _style(item)


def _style(item: re.Match[str]) -> str:
    if item["figure"]:
        dots = item["figure"].count(".")
        return "9" + ".9" * dots + item["after"]
    if item["letter"]:
        return "a" + item["closed"]
    if item["bracketed"]:
        return "(9)" if item["bracketed"].isdigit() else "(a)"
    return "I." if item["roman"] else "-"
