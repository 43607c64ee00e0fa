"""Which pairs are worth comparing: those that share a key, or stand near each other in sorted order.

A key that very many share (a common surname with an initial) is not dropped but narrowed by a second fact.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from tumar.people.rules.matching.columns import Columns
from tumar.people.rules.matching.comparing import Lexicon
from tumar.people.rules.matching.model import Field
from tumar.people.rules.matching.spelling import spelling_of

Codes = NDArray[np.int64]
Pairs = tuple[Codes, Codes]
# So many pairs from one key are compared; a key with more is narrowed by a second fact.
LARGEST_BLOCK = 400
# Where there are no more pairs than this in all, every one is compared.
COMPARE_ALL = 250_000
WINDOW = 6
_READINGS = 3
_START = 3
# A column that the program does not know is a key of its own when values are so distinct.
_DISTINCT = 0.3
_NOTHING = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True)
class Key:
    """One kind of key: who has which (several may be one's own), and what narrows a key that many share."""

    owners: Codes
    codes: Codes
    narrower: Codes  # by owner


class _Keys:
    """The keys of subjects, kind by kind."""

    def __init__(self, columns: Columns) -> None:
        self.columns = columns
        self.family, self.given, self.father = (
            [columns.sound_texts[code] for code in part.sounds[:, 0].tolist()] for part in columns.names
        )
        birth = columns.values[Field.BIRTH]
        self.births = [birth.texts[code] for code in birth.codes.tolist()]
        self.years = [born[:4] for born in self.births]
        self.by_year = Lexicon().codes(self.years)
        self.by_given = Lexicon().codes(name[:2] for name in self.given)
        self.by_family = Lexicon().codes(name[:_START] for name in self.family)

    def of_texts(self, texts: Sequence[str], narrower: Codes) -> Key:
        return self.of_codes(Lexicon().codes(texts), narrower)

    def of_codes(self, codes: Codes, narrower: Codes) -> Key:
        owners = np.flatnonzero(codes)
        return Key(owners, codes[owners], narrower)

    def of_names(self) -> Iterator[Key]:
        family, given = self.family, self.given
        yield self._whole_names()
        yield self.of_texts(self._as_written(), self.by_year)
        yield self.of_texts(family, self.by_given)
        yield self.of_texts(joined([name[:4] for name in family], [name[:2] for name in given]), self.by_year)
        yield self.of_texts(joined(given, [name[:_START] for name in family]), self.by_year)
        yield self.of_texts(joined(given, [name[-_START:] for name in family]), self.by_year)
        starts = [sorted((a[:_START], b[:_START])) for a, b in zip(family, given, strict=True)]
        yield self.of_texts(["|".join(pair) if all(pair) else "" for pair in starts], self.by_year)

    def of_facts(self) -> Iterator[Key]:
        fathers = [name[:4] for name in self.father]
        yield self.of_texts(joined(self.given, fathers), self.by_year)
        yield self.of_texts(joined(self.given, self.years), self.by_family)
        yield self.of_texts(joined(self.family, self.years), self.by_given)
        yield self.of_texts([born if len(born) > 4 else "" for born in self.births], self.by_given)
        for field in (Field.EMAIL, Field.TELEPHONE, Field.DOCUMENT):
            yield self.of_codes(self.columns.values[field].codes, self.by_given)

    def of_others(self, others: Sequence[str]) -> Iterator[Key]:
        """Yield keys from columns that the program does not know: each alone, and two together."""
        coded = [self.columns.values[name].codes for name in others]
        for codes in coded:
            yield self.of_codes(codes, self.by_given)
            yield self.of_codes(codes, self.by_family)
        telling = [codes for codes in coded if len(np.unique(codes)) > _DISTINCT * np.count_nonzero(codes)]
        for one, two in combinations(telling[:4], 2):
            both = np.where((one > 0) & (two > 0), one * (int(two.max(initial=0)) + 1) + two, 0)
            yield self.of_codes(both, self.by_given)

    def _as_written(self) -> list[str]:
        """Return both names in sorted order without accents: Živković and Zivkovic agree."""
        texts = [spelling_of(text).written for text in self.columns.name_texts]
        family, given = (self.columns.names[part].codes[:, 0].tolist() for part in (0, 1))
        pairs = (sorted((texts[a], texts[b])) for a, b in zip(family, given, strict=True))
        return ["|".join(pair) if all(pair) else "" for pair in pairs]

    def _whole_names(self) -> Key:
        """Return both names in sorted order, in each likely reading and by the consonants alone."""
        lexicon = Lexicon()
        owners, codes = [], []
        texts = self.columns.name_texts
        readings = {
            code: _readings(texts[code]) for part in self.columns.names for code in np.unique(part.codes)
        }
        families, givens = self.columns.names[0].codes.tolist(), self.columns.names[1].codes.tolist()
        seen: dict[tuple[int, ...], list[int]] = {}
        for owner, (family, given) in enumerate(zip(families, givens, strict=True)):
            pair = (*family, *given)
            if pair not in seen:
                ones = [name for code in family for name in readings[code]]
                others = [name for code in given for name in readings[code]]
                keys = {
                    "|".join(sorted((a, b))) for a in ones for b in others if (a[0] == "~") == (b[0] == "~")
                }
                seen[pair] = [lexicon.code(key) for key in keys or {*ones, *others}]
            owners.extend([owner] * len(seen[pair]))
            codes.extend(seen[pair])
        return Key(np.array(owners, dtype=np.int64), np.array(codes, dtype=np.int64), self.by_year)


def _readings(text: str) -> list[str]:
    spelt = spelling_of(text)
    bones = sorted(bones for bones in spelt.bones if len(bones) > 1)[:_READINGS]
    return [*sorted(spelt.readings)[:_READINGS], *("~" + each for each in bones)]


def joined(*parts: Sequence[str]) -> list[str]:
    """Return the texts of each place joined; empty where one of them is."""
    return ["|".join(each) if all(each) else "" for each in zip(*parts, strict=True)]


def _within(owners: Codes, codes: Codes, narrower: Codes, most: int) -> Pairs:
    """Return the pairs of owners that share a code; codes with too many pairs are narrowed, then left out."""
    order = np.argsort(codes, kind="stable")
    order = order[np.searchsorted(codes[order], 1) :]
    _values, starts, sizes = np.unique(codes[order], return_index=True, return_counts=True)
    is_large = sizes * (sizes - 1) // 2 > most
    a, b = _pairs_in(order, starts[~is_large], sizes[~is_large])
    found = [(owners[a], owners[b])]
    if is_large.any() and len(narrower):
        rest = order[np.repeat(is_large, sizes)]
        second = narrower[owners[rest]]
        both = np.where(second > 0, codes[rest] * (int(narrower.max()) + 1) + second, 0)
        found.append(_within(owners[rest], both, _NOTHING, most * 4))
    return np.concatenate([a for a, _b in found]), np.concatenate([b for _a, b in found])


def _pairs_in(order: Codes, starts: Codes, sizes: Codes) -> Pairs:
    """Return all pairs inside blocks, each block a run in `order`."""
    first, second = [_NOTHING], [_NOTHING]
    for size in np.unique(sizes[sizes > 1]).tolist():
        a, b = np.triu_indices(size, 1)
        begins = starts[sizes == size][:, None]
        first.append(order[begins + a].ravel())
        second.append(order[begins + b].ravel())
    return np.concatenate(first), np.concatenate(second)


def _neighbours(keys: _Keys) -> Iterator[Pairs]:
    """Yield pairs within a window of the names in sorted order, family name first and given name first."""
    for texts in (joined(keys.family, keys.given), joined(keys.given, keys.family)):
        named = [at for at, text in enumerate(texts) if text]
        order = np.array(sorted(named, key=texts.__getitem__), dtype=np.int64)
        for step in range(1, WINDOW):
            yield order[:-step], order[step:]


def candidate_pairs(columns: Columns, others: Sequence[str] = (), *, left: int | None = None) -> Pairs:
    """Return the places of the pairs to compare: of the first `left` subjects with the others, or among all.

    Without `left` each pair is given once, the lower place first.
    """
    size = columns.size
    count = size * (size - 1) // 2 if left is None else left * (size - left)
    if count <= COMPARE_ALL:
        return _all_pairs(size, left)
    keys = _Keys(columns)
    kinds = [*keys.of_names(), *keys.of_facts(), *keys.of_others(others)]
    found = [_within(kind.owners, kind.codes, kind.narrower, LARGEST_BLOCK) for kind in kinds]
    found.extend(_neighbours(keys))
    packed = [_NOTHING]
    for a, b in found:
        low, high = np.minimum(a, b), np.maximum(a, b)
        is_wanted = low < high if left is None else (low < left) & (high >= left)
        packed.append(np.unique(low[is_wanted] * size + high[is_wanted]))
    distinct = np.unique(np.concatenate(packed))
    return distinct // size, distinct % size


def _all_pairs(size: int, left: int | None) -> Pairs:
    if left is None:
        a, b = np.triu_indices(size, 1)
        return a.astype(np.int64), b.astype(np.int64)
    right = size - left
    return np.repeat(np.arange(left), right), np.tile(np.arange(left, size), left)
