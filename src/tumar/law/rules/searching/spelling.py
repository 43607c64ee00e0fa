"""Words that are spelt alike: a slip of the finger, or a word within a longer one."""

from collections.abc import Iterable

from rapidfuzz.distance import OSA

# Letters in a row that two words share; of four a single slip in a short word would leave none.
RUN = 3
# A shorter word with a slip is another word.
SHORTEST = 4
# A word of so many letters may have two slips; one of so many is looked for within others.
LONG, LONG_PART = 7, 5
OFFERED = 20


def runs_of(word: str) -> set[str]:
    """Return the runs of letters of a word; its beginning and its end are letters, too."""
    padded = f" {word} "
    return {padded[at : at + RUN] for at in range(max(1, len(padded) - RUN + 1))}


def _slips(word: str) -> int:
    return 2 if len(word) >= LONG else 1


def runs_needed(word: str) -> int:
    """Return how many runs a word must share: a slip takes four of them at the most, an ending one."""
    return max(1, len(runs_of(word)) - (RUN + 1) * _slips(word) - 1)


def similar(word: str, terms: Iterable[str], *, by_beginning: bool = False) -> list[str]:
    """Return those of the terms that are spelt most like the word."""
    return nearest(word, terms, by_beginning=by_beginning)[1]


def nearest(word: str, terms: Iterable[str], *, by_beginning: bool = False) -> tuple[int, list[str]]:
    """Return those of the terms that are spelt most like the word, after how many slips they are from it.

    A term is spelt alike that shares a run of letters with the word and differs by a slip or two, or that
    has the word in it; with `by_beginning` endings are no difference.
    """
    if len(word) < SHORTEST or word.isdecimal():
        return 0, []
    wanted, most = runs_of(word), _slips(word)
    found = []
    for term in terms:
        slips = _distance(word, term, most, by_beginning=by_beginning)
        if slips <= most and not wanted.isdisjoint(runs_of(term)):
            found.append((slips, len(term), term))
        elif len(word) >= LONG_PART and word in term:
            found.append((most + 1, len(term), term))
    found.sort()
    least = found[0][0] if found else 0
    return least, [term for slips, _length, term in found if slips == least][:OFFERED]


def _distance(word: str, term: str, most: int, *, by_beginning: bool) -> int:
    if not by_beginning or len(term) <= len(word):
        return OSA.distance(word, term, score_cutoff=most)
    sizes = range(len(word) - 1, min(len(word) + 1, len(term)) + 1)
    return min(OSA.distance(word, term[:size], score_cutoff=most) for size in sizes)
