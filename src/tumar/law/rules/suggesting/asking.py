"""A requirement as it is asked of the provisions: its concepts, in the words of their languages."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from tumar.law.rules.suggesting.terms import FOLDER, Piece, Term, TermBase, read_term
from tumar.law.rules.suggesting.words import Word, base_language, has_stems, words_of

# How much a concept says that stands in the requirement, that is only near to one, and a word of no concept;
# what a person wrote for this requirement says most.
NAMED, NEAR, LOOSE, CURATED = 1.0, 0.2, 0.6, 1.5
# Each further word of a term makes it say something narrower.
NARROWER = 0.35
SHORTEST = 3
# Words between those of a term, in the requirement itself.
APART = 2
# Abbreviations that are words of their own in small letters.
ABBREVIATION = re.compile(r"\b[A-Z]{2,3}\b")
SPELT_OUT = {
    "en": {"WHO": "World Health Organization", "UN": "United Nations", "IT": "information technology"}
}


@dataclass(frozen=True)
class Requirement:
    """What is looked for: the text, its language, and search terms of its own for other languages."""

    text: str
    language: str = "en"
    terms: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a provision should speak of, by any of its terms."""

    name: str
    weight: float
    terms: tuple[Term, ...]
    # A word of the requirement that no concept holds, to be looked for by its sound.
    word: str = ""


def items_of(requirement: Requirement, base: TermBase, languages: Iterable[str]) -> list[Item]:
    """Return what the requirement asks for, said in the languages of the provisions."""
    spoken = base_language(requirement.language)
    wanted = tuple(dict.fromkeys(base_language(language) for language in languages))
    words = list(words_of(_spelt_out(requirement.text, spoken), spoken))
    named, covered = _concepts(words, base, spoken)
    alone, meant = _curated(requirement, base, wanted)
    named |= {concept: max(CURATED, named.get(concept, 0.0)) for concept in meant}
    return [
        *alone,
        *_of_concepts(named, base, wanted),
        *_of_words(words, covered, spoken, is_same=spoken in wanted),
    ]


def _spelt_out(text: str, language: str) -> str:
    known = SPELT_OUT.get(language, {})
    # A text in capitals throughout says nothing by them.
    return text if text.isupper() else ABBREVIATION.sub(lambda found: known.get(found[0], found[0]), text)


def _curated(
    requirement: Requirement, base: TermBase, languages: Sequence[str]
) -> tuple[list[Item], set[str]]:
    """Return what was written for this requirement: terms of its own, and the concepts that others belong to.

    A set lists several words for one thing: where the base knows them, they ask for it once.
    """
    written = {base_language(code): terms for code, terms in requirement.terms.items()}
    alone: dict[str, Item] = {}
    meant: set[str] = set()
    for language in languages:
        for one in written.get(language, ()):
            term = read_term(one, language)
            concepts = base.known_as(term, language)
            meant.update(concepts[:1])
            if term.pieces and not concepts:
                alone.setdefault(term.written, Item(term.written, CURATED, (term,)))
    return list(alone.values()), meant


def _of_concepts(named: Mapping[str, float], base: TermBase, languages: Sequence[str]) -> Iterator[Item]:
    near: dict[str, float] = {}
    for concept, weight in named.items():
        for other in base.kin.get(concept, ()):
            if other not in named:
                near[other] = max(near.get(other, 0.0), NEAR * weight)
    for concept, weight in [*named.items(), *near.items()]:
        terms = [term for language in languages for term in base.terms_of(concept, language)]
        if terms:
            yield Item(concept, weight, tuple({term.pieces: term for term in terms}.values()))


def _of_words(words: Sequence[Word], covered: set[int], language: str, *, is_same: bool) -> Iterator[Item]:
    """Yield the words that no concept holds; in the language of the provisions, all that say something."""
    empty = empty_words(language)
    seen: set[str] = set()
    for at, word in enumerate(words):
        if word.text in empty or len(word.text) < SHORTEST or word.stem in seen:
            continue
        if at in covered and not is_same:
            continue
        seen.add(word.stem)
        piece = Piece(word.stem, is_beginning=not has_stems(language))
        terms = (Term(word.text, (piece,)),) if is_same else ()
        yield Item(word.text, LOOSE, terms, "" if at in covered else word.text)


@cache
def empty_words(language: str) -> frozenset[str]:
    """Return the words of the language that say nothing about a requirement."""
    path = FOLDER / f"empty_{base_language(language)}.txt"
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    return frozenset(word.text for word in words_of(text, language))


def _concepts(words: Sequence[Word], base: TermBase, language: str) -> tuple[dict[str, float], set[int]]:
    """Return the concepts that the words name, with their weights, and the places of the words that do.

    A term of several words hides what its words would say alone: "biological weapons" does not ask for risks.
    """
    found = sorted(_occurrences(words, base, language), key=lambda one: (-len(one[1]), one[1]))
    taken: dict[int, int] = {}
    named: dict[str, float] = {}
    for concept, places in found:
        if any(taken.get(place, 0) > len(places) for place in places):
            continue
        for place in places:
            taken[place] = max(taken.get(place, 0), len(places))
        weight = NAMED + NARROWER * (len(places) - 1)
        named[concept] = max(named.get(concept, 0.0), weight)
    return named, set(taken)


def _occurrences(
    words: Sequence[Word], base: TermBase, language: str
) -> Iterator[tuple[str, tuple[int, ...]]]:
    for concept, term in base.concepts_with(language):
        first, *others = term.pieces
        for at, word in enumerate(words):
            if not _is(word, first):
                continue
            places = _following(words, at, others)
            if places is not None:
                yield concept, places


def _following(words: Sequence[Word], at: int, pieces: Sequence[Piece]) -> tuple[int, ...] | None:
    places = [at]
    for piece in pieces:
        ahead = range(places[-1] + 1, min(places[-1] + 2 + APART, len(words)))
        place = next((one for one in ahead if _is(words[one], piece)), None)
        if place is None:
            return None
        places.append(place)
    return tuple(places)


def _is(word: Word, piece: Piece) -> bool:
    return word.text.startswith(piece.letters) if piece.is_beginning else word.stem == piece.letters
