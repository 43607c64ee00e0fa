"""From a word for goods, in any project language, to the category of the code list of consignment lines."""

from functools import cache, lru_cache

from tumar.people.rules.values.occupations import beginning, spaced
from tumar.people.rules.values.words import listed


@cache
def _phrases() -> tuple[tuple[tuple[str, ...], str], ...]:
    """Return every phrase as the beginnings of its words, and its category, the one of most letters first."""
    phrases = [
        (tuple(map(beginning, spaced(phrase).split())), category)
        for category, words in listed("goods.toml").items()
        for phrase in words["stems"]
    ]
    return tuple(sorted(phrases, key=lambda each: -sum(map(len, each[0]))))


@lru_cache(maxsize=5000)
def category_of(text: str) -> str:
    """Return the category that the words name, by its code or in words; empty where they name none."""
    code = "-".join(spaced(text).split())
    if code in listed("goods.toml"):
        return code
    padded = f" {spaced(text)} "
    fitting = (category for stems, category in _phrases() if all(stem in padded for stem in stems))
    return next(fitting, "")
