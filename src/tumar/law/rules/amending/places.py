"""Where a change is meant: references such as «подпункте 3) пункта 2 статьи 5» as paths."""

import re
from dataclasses import dataclass
from itertools import product

from tumar.law.rules.amending.languages import ANY_NUMBER, Language
from tumar.law.rules.amending.proposals import Path, Step
from tumar.law.rules.amending.quotations import MENTION, Masked
from tumar.law.rules.units import Kind

NUMBERS = re.compile(ANY_NUMBER, re.I)
RANGE = re.compile(r"^\s*[–—]\s*$")
# section 5(2)(a)
INNER = re.compile(r"(?:\([^\W_]{1,3}\))+")
IN_BRACKETS = re.compile(r"\(([^\W_]{1,3})\)")
BELOW_ARTICLE = (Kind.PARAGRAPH, Kind.POINT, Kind.LETTER)


@dataclass(frozen=True)
class Mention:
    """One reference in the text, with its numbers; none for «абзацем следующего содержания»."""

    start: int
    end: int
    kinds: tuple[Kind, ...]
    rank: int
    numbers: tuple[str, ...]


def bare(number: str) -> str:
    """Return a number without its brackets: 3-1) is 3-1."""
    return number.strip('() .«»"„“”')


def mentions(text: str, language: Language, source: Masked) -> list[Mention]:
    """Return the references in a part of the masked text, in order."""
    found: list[Mention] = []
    for reference in language.references:
        for pattern in reference.patterns:
            for match in pattern.finditer(text):
                numbers = _numbers(match, language, source)
                found += _with_inner(
                    text, Mention(match.start(), match.end(), reference.kinds, reference.rank, numbers)
                )
    kept: list[Mention] = []
    for mention in sorted(found, key=lambda one: (one.start, -(one.end - one.start))):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def _with_inner(text: str, mention: Mention) -> list[Mention]:
    """Return the reference, and those in the brackets that follow it: 5(2)(a)."""
    inner = INNER.match(text, mention.end) if mention.numbers and mention.rank in {4, 5} else None
    made = [mention]
    if inner:
        for depth, bracket in enumerate(IN_BRACKETS.finditer(inner[0]), 1):
            start, end = inner.start() + bracket.start(), inner.start() + bracket.end()
            made.append(Mention(start, end, BELOW_ARTICLE, mention.rank + depth, (bracket[1],)))
    return made


def _numbers(match: re.Match[str], language: Language, source: Masked) -> tuple[str, ...]:
    groups = match.groupdict()
    if groups.get("n"):
        return _listed(groups["n"], source)
    if groups.get("o"):
        return _counted(groups["o"], language)
    return ()


def _listed(text: str, source: Masked) -> tuple[str, ...]:
    made: list[str] = []
    last_end = 0
    for found in NUMBERS.finditer(text):
        quoted = MENTION.fullmatch(found[0])
        number = bare(source.quoted[int(quoted[1])] if quoted else found[0])
        if made and RANGE.match(text[last_end : found.start()]) and made[-1].isdigit() and number.isdigit():
            made += [str(one) for one in range(int(made[-1]) + 1, int(number))]
        made.append(number)
        last_end = found.end()
    return tuple(made)


def _counted(text: str, language: Language) -> tuple[str, ...]:
    found: list[tuple[int, int, int]] = []
    for number, pattern in language.ordinals:
        for match in pattern.finditer(text):
            if all(match.end() <= start or match.start() >= end for start, end, _number in found):
                found.append((match.start(), match.end(), number))
    return tuple(str(number) for _start, _end, number in sorted(found))


def paths(said: list[Mention], order: str) -> list[Path]:
    """Return the paths that references name together; several numbers make several paths."""
    chains = _filled(_chains(said, order), order)
    made: list[Path] = []
    for chain in chains:
        steps = [
            [Step(mention.kinds, mention.rank, number) for number in mention.numbers or ("",)]
            for mention in sorted(chain, key=lambda one: one.rank)
        ]
        made += [tuple(path) for path in product(*steps)]
    return made


def _chains(said: list[Mention], order: str) -> list[list[Mention]]:
    chains: list[list[Mention]] = []
    for place, mention in enumerate(said):
        chain = chains[-1] if chains else []
        ranks = {one.rank for one in chain}
        later = {one.rank for one in said[place + 1 :]}
        goes_out_again = bool(chain) and mention.rank > chain[-1].rank and bool(ranks & later)
        goes_in_again = bool(chain) and mention.rank < chain[-1].rank
        is_new = (
            not chain
            or mention.rank in ranks
            or (order == "inner_first" and goes_out_again)
            or (order == "outer_first" and goes_in_again)
        )
        if is_new:
            chains.append([mention])
        else:
            chain.append(mention)
    return chains


def _filled(chains: list[list[Mention]], order: str) -> list[list[Mention]]:
    """Complete a chain by what holds its neighbour: «пункты 1 … и 3 статьи 5» are both of the article."""
    made = [list(chain) for chain in chains]
    if order == "inner_first":
        pairs = [(place, place + 1) for place in range(len(made) - 2, -1, -1)]
        pairs += [(place, place - 1) for place in range(1, len(made))]
    else:
        pairs = [(place, place - 1) for place in range(1, len(made))]
    for place, neighbour in pairs:
        highest = min(mention.rank for mention in made[place])
        made[place] += [mention for mention in made[neighbour] if mention.rank < highest]
    return made


def merged(scope: Path, path: Path) -> Path:
    """Return a path inside its scope; what is at or below its own rank in the scope gives way."""
    if not path:
        return scope
    highest = min(step.rank for step in path)
    return (*(step for step in scope if step.rank < highest), *path)
