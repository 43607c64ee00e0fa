"""What a person is found by, in whatever script the name is asked for."""

from collections.abc import Iterator

from tumar.kernel.folding import fold, search_text
from tumar.people.rules.keys import readings_of, words_of
from tumar.people.rules.naming import Name

# The column that keeps what a person is found by holds so many letters.
SEARCH_LENGTH = 900
# Stands before a skeleton, so that the beginning of a word finds it and the middle does not.
MARK = "="
READINGS_KEPT = 4
# A shorter skeleton would find nearly everybody.
SHORTEST_SKELETON = 3


def _skeletons(name: Name) -> Iterator[str]:
    for part in (name.family, name.given, name.patronymic, name.single):
        for word in words_of(part):
            for reading in readings_of(word)[:READINGS_KEPT]:
                yield MARK + reading


def person_search_text(code: str, original: Name, latin: Name) -> str:
    """Return what a person can be found by: the code, the names folded, and the skeletons of their words."""
    parts = [
        code,
        *(original.family, original.given, original.patronymic, original.single),
        *(latin.family, latin.given, latin.patronymic, latin.single),
        *_skeletons(original),
        *_skeletons(latin),
    ]
    return search_text(*parts)[:SEARCH_LENGTH]


def spellings(word: str) -> list[str]:
    """Return what to look for when a word of a name is asked for: itself folded, and its skeletons."""
    skeletons = [
        MARK + reading
        for reading in readings_of(word)[:READINGS_KEPT]
        if len(reading) >= SHORTEST_SKELETON and not any(sign.isdigit() for sign in word)
    ]
    return [fold(word), *skeletons]
