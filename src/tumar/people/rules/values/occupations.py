"""From a position or a profession, in any project language, to the group of the code list."""

from functools import cache, lru_cache

from tumar.kernel.folding import fold
from tumar.people.rules.occupations import OccupationGroup
from tumar.people.rules.values.words import listed

WHOLE_WORD_BELOW = 4
# What stands first says what a person is: "professor of epidemiology" teaches.
FIRST_WORD = 5.0


@cache
def _phrases() -> tuple[tuple[tuple[str, ...], float, OccupationGroup], ...]:
    """Return every phrase as the beginnings of its words, its weight and its group, the heaviest first."""
    generic = frozenset(map(spaced, listed("occupations.toml")["generic"]))
    phrases = []
    for group in OccupationGroup:
        for phrase in listed("occupations.toml").get(group.value, {}).get("stems", ()):
            stems = spaced(phrase).split()
            weight = sum(_weight(stem, generic) for stem in stems)
            phrases.append((tuple(map(beginning, stems)), weight, group))
    return tuple(sorted(phrases, key=lambda each: -each[1]))


def _weight(stem: str, generic: frozenset[str]) -> float:
    return len(stem.lstrip("=")) * (0.5 if stem in generic else 1.0)


def beginning(stem: str) -> str:
    """Return how a stem stands at the beginning of a word of a spaced text; a short one as a whole word."""
    bare = stem.lstrip("=")
    return f" {bare} " if stem.startswith("=") or len(bare) < WHOLE_WORD_BELOW else f" {bare}"


def spaced(text: str) -> str:
    """Return a text's words, folded and apart."""
    kept = "".join(letter if letter.isalnum() or letter == "=" else " " for letter in fold(text))
    return " ".join(kept.split())


@cache
def _generic_beginnings() -> frozenset[str]:
    return frozenset(beginning(spaced(word)) for word in listed("occupations.toml")["generic"])


CODES = {group.value: group for group in OccupationGroup}


@lru_cache(maxsize=50_000)
def group_of(text: str) -> OccupationGroup:
    """Return the group that the words name; the most specific phrase wins, and unknown stays unknown."""
    code = fold(text).replace(" ", "-").replace("_", "-").replace("/", "-")
    if code in CODES:
        return CODES[code]
    padded = f" {spaced(text)} "
    generic = _generic_beginnings()
    best, weight = OccupationGroup.UNKNOWN, 0.0
    for stems, own, group in _phrases():
        if own + FIRST_WORD <= weight:
            break
        if all(stem in padded for stem in stems):
            is_first = any(stem not in generic and padded.startswith(stem) for stem in stems)
            scored = own + FIRST_WORD * is_first
            if scored > weight:
                best, weight = group, scored
    return best
