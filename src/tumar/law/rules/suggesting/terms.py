"""The term base: what one concept of this field of law is called in each language.

The tables in `law/terms/` are data, and the only place where the words of a concept stand: suggestions and
requirement sets take theirs from it. A column is a language, a row a concept, terms are parted by semicolons.
A word that ends in `*` stands for every word that begins so; other words stand for all their forms where a
stemmer knows the language, and for what begins like them where none does. Rows of several tables that name
one concept add up. The table `kin.tsv` says which concepts speak of neighbouring things, `groups.tsv` what
requirement sets call several concepts at once.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from tumar.law.rules.suggesting.words import base_language, has_stems, words_of

# Data beside the sets, since both the sets and the suggestions take their words from it.
FOLDER = Path(__file__).parents[2] / "terms"
KIN, GROUPS = "kin", "groups"
# Terms by concept and language.
Table = Mapping[str, Mapping[str, tuple[str, ...]]]
# Without a stemmer the last letters of a long word are taken for an ending.
LONG, VERY_LONG = 6, 10


class FaultyTerms(ValueError):
    """A table of terms cannot be used; the message names the table and the line."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One word of a term: whole words of that stem, or all words that begin so."""

    letters: str
    is_beginning: bool


@dataclass(frozen=True, slots=True)
class Term:
    """A term of one language, by the pieces that must stand near one another, and as it is written."""

    written: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class TermBase:
    """Concepts, each with its terms per language, and what is near to what."""

    terms: Mapping[str, Mapping[str, tuple[str, ...]]]
    kin: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    _read: dict[tuple[str, str], tuple[Term, ...]] = field(default_factory=dict, repr=False, compare=False)
    _known: dict[str, dict[tuple[Piece, ...], tuple[str, ...]]] = field(
        default_factory=dict, repr=False, compare=False
    )

    @property
    def languages(self) -> tuple[str, ...]:
        """Return the languages that the base speaks."""
        return tuple(sorted({language for terms in self.terms.values() for language in terms}))

    def terms_of(self, concept: str, language: str) -> tuple[Term, ...]:
        """Return the terms of the concept in the language; none where the base has none."""
        key = (concept, base_language(language))
        if key not in self._read:
            written = self.terms[concept].get(key[1], ())
            self._read[key] = tuple(term for one in written if (term := read_term(one, key[1])).pieces)
        return self._read[key]

    def written(self, name: str) -> dict[str, tuple[str, ...]]:
        """Return by language the whole words of a concept or of a group: those that a person would write.

        What ends in `*` only finds; a requirement that names the concept carries the rest.
        """
        found: dict[str, dict[str, None]] = {}
        for concept in self.groups.get(name, (name,)):
            for language, terms in self.terms[concept].items():
                whole = dict.fromkeys(term for term in terms if "*" not in term)
                if whole:
                    found.setdefault(language, {}).update(whole)
        return {language: tuple(terms) for language, terms in found.items()}

    @property
    def names(self) -> tuple[str, ...]:
        """Return all that a requirement set may name: groups and concepts."""
        return tuple(dict.fromkeys((*self.groups, *self.terms)))

    def known_as(self, term: Term, language: str) -> tuple[str, ...]:
        """Return the concepts of which this is a term of the language."""
        spoken = base_language(language)
        if spoken not in self._known:
            known: dict[tuple[Piece, ...], tuple[str, ...]] = {}
            for concept, one in self.concepts_with(spoken):
                known[one.pieces] = (*known.get(one.pieces, ()), concept)
            self._known[spoken] = known
        return self._known[spoken].get(term.pieces, ())

    def concepts_with(self, language: str) -> Iterator[tuple[str, Term]]:
        """Yield every term of the language with its concept."""
        for concept in self.terms:
            for term in self.terms_of(concept, language):
                yield concept, term


def read_term(written: str, language: str) -> Term:
    """Return the term that somebody wrote: words, each of which may end in `*`."""
    pieces: list[Piece] = []
    for word in written.split():
        is_cut = word.endswith("*")
        for one in words_of(word, language):
            if is_cut:
                pieces.append(Piece(one.text, is_beginning=True))
            elif has_stems(language):
                pieces.append(Piece(one.stem, is_beginning=False))
            else:
                pieces.append(Piece(_trimmed(one.text), is_beginning=True))
    return Term(written.replace("*", ""), tuple(pieces))


def _trimmed(word: str) -> str:
    if len(word) >= VERY_LONG:
        return word[:-2]
    return word[:-1] if len(word) >= LONG else word


def _rows(name: str, content: str) -> Iterator[tuple[int, list[str]]]:
    for number, line in enumerate(content.splitlines(), start=1):
        if line.strip() and not line.startswith("#"):
            yield number, [cell.strip() for cell in line.split("\t")]


def _split(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(term for each in cell.split(";") if (term := each.strip())))


def read_table(name: str, content: str) -> dict[str, dict[str, tuple[str, ...]]]:
    """Return the terms of one table by concept and language; raises FaultyTerms."""
    rows = _rows(name, content)
    _number, head = next(rows, (0, []))
    if len(head) < 2 or head[0] != "concept":
        raise FaultyTerms(f"{name}: the first line must name the columns: concept and the languages.")
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for number, cells in rows:
        if len(cells) > len(head):
            raise FaultyTerms(f"{name}, line {number}: there are more cells than columns.")
        if cells[0] in found:
            raise FaultyTerms(f"{name}, line {number}: the concept '{cells[0]}' stands twice.")
        told = {
            language: terms
            for language, cell in zip(head[1:], cells[1:], strict=False)
            if (terms := _split(cell))
        }
        found[cells[0]] = told
    return found


def read_kin(name: str, content: str, known: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return for each concept its neighbours: each line of the table is a group; raises FaultyTerms."""
    concepts = set(known)
    near: dict[str, dict[str, None]] = {}
    for number, cells in _rows(name, content):
        group = cells[0].split()
        for concept in group:
            if concept not in concepts:
                raise FaultyTerms(f"{name}, line {number}: no concept is called '{concept}'.")
            near.setdefault(concept, {}).update(dict.fromkeys(other for other in group if other != concept))
    return {concept: tuple(others) for concept, others in near.items()}


def read_groups(name: str, content: str, known: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the concepts of each group; raises FaultyTerms."""
    concepts = set(known)
    found: dict[str, tuple[str, ...]] = {}
    for number, (group, *cells) in _rows(name, content):
        members = tuple(" ".join(cells).split())
        if not members or group in found:
            raise FaultyTerms(f"{name}, line {number}: '{group}' must stand once, with its concepts.")
        for concept in members:
            if concept not in concepts:
                raise FaultyTerms(f"{name}, line {number}: no concept is called '{concept}'.")
        found[group] = members
    return found


def joined(tables: Iterable[Table]) -> dict[str, dict[str, tuple[str, ...]]]:
    """Return the tables as one; the terms of a concept add up."""
    whole: dict[str, dict[str, tuple[str, ...]]] = {}
    for table in tables:
        for concept, terms in table.items():
            mine = whole.setdefault(concept, {})
            for language, told in terms.items():
                mine[language] = tuple(dict.fromkeys((*mine.get(language, ()), *told)))
    return whole


@cache
def term_base() -> TermBase:
    """Return the term base of the house, read once."""
    paths = sorted(FOLDER.glob("*.tsv"))
    texts = {path.stem: path.read_text(encoding="utf-8") for path in paths}
    kin, groups = texts.pop(KIN, ""), texts.pop(GROUPS, "")
    terms = joined(read_table(f"{name}.tsv", content) for name, content in texts.items())
    return TermBase(terms, read_kin(f"{KIN}.tsv", kin, terms), read_groups(f"{GROUPS}.tsv", groups, terms))
