"""Which unit of the old version is which of the new: by address, by content, by likeness, in that order."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable

from rapidfuzz.distance import Indel

from tumar.law.rules.addresses import NUMBERED, local_address
from tumar.law.rules.comparing.wording import words
from tumar.law.rules.units import Kind, Structure, Unit

TOP = -1
# From this share of common words on, two units are the same one, reworded.
LIKE = 0.5
# Across parents more is asked, for boilerplate is like boilerplate.
LIKE_ELSEWHERE = 0.7
FEWEST_WORDS_ELSEWHERE = 6
# A unit with fewer words of its own is told apart by what stands below it, too.
FEW_WORDS = 3
LONGEST_GIST = 80
FEW_LETTERS, LONGEST_LETTERS = 24, 600
MOST_COMPARED = 20_000
# Beyond so many words the order of words is no longer looked at.
LONG_TEXT = 4_000


class Side:
    """One version, by position: what stands below what, and what each unit says."""

    def __init__(self, structure: Structure) -> None:
        self.units = structure.units
        at = {unit.eid: number for number, unit in enumerate(self.units)}
        self.parents = [at.get(unit.parent, TOP) for unit in self.units]
        self.below: dict[int, list[int]] = defaultdict(list)
        for number, parent in enumerate(self.parents):
            self.below[parent].append(number)
        self.addresses = [local_address(unit) for unit in self.units]
        self._gists: dict[int, tuple[str, ...]] = {}

    def letters(self, number: int) -> str:
        """Return what tells a unit from others letter for letter, which is quicker than by words."""
        unit = self.units[number]
        said = f"{unit.heading}\n{unit.text}"
        if len(said) < FEW_LETTERS:
            for child in self.below[number]:
                if len(said) >= LONGEST_LETTERS:
                    break
                said += self.letters(child)[:LONGEST_LETTERS]
        return said

    def gist(self, number: int) -> tuple[str, ...]:
        """Return the words that tell a unit from others."""
        if number not in self._gists:
            said = _own_words(self.units[number])
            if len(said) < FEW_WORDS:
                # A short unit is told by what stands below it.
                for child in self.below[number]:
                    if len(said) >= LONGEST_GIST:
                        break
                    said += self.gist(child)[: LONGEST_GIST - len(said)]
            self._gists[number] = said
        return self._gists[number]


def _own_words(unit: Unit) -> tuple[str, ...]:
    said = words(unit.heading) + words(unit.text)
    for row in unit.cells:
        for cell in row:
            said += words(cell)
    return said


class Matching:
    """The pairs found so far; `old` and `new` hold for each position that of the other side."""

    def __init__(self, before: Side, after: Side) -> None:
        self.before, self.after = before, after
        self.old: dict[int, int] = {TOP: TOP}
        self.new: dict[int, int] = {TOP: TOP}

    def made(self) -> "Matching":
        """Find all pairs."""
        self._descend(TOP, TOP)
        self._elsewhere()
        # What kept its place under the same parent is the same provision, even set out entirely anew.
        for number, other in list(self.old.items()):
            self._in_place(number, other)
        return self

    def _pair(self, number: int, other: int) -> None:
        self.old[number] = other
        self.new[other] = number

    def _free_old(self, numbers: Iterable[int]) -> list[int]:
        return [number for number in numbers if number not in self.old]

    def _free_new(self, numbers: Iterable[int]) -> list[int]:
        return [number for number in numbers if number not in self.new]

    def _descend(self, parent: int, other: int) -> None:
        """Pair what stands below two units that are one."""
        waiting = [(parent, other)]
        while waiting:
            parent, other = waiting.pop()
            olds = self._free_old(self.before.below[parent])
            news = self._free_new(self.after.below[other])
            self._same_key(olds, news, self._address_and_letters_old, self._address_and_letters_new)
            self._same_key(olds, news, self._address_and_gist_old, self._address_and_gist_new)
            self._same_key(olds, news, self._content_old, self._content_new)
            self._like_at_address(olds, news, LIKE)
            self._likest(olds, news, LIKE)
            waiting += [(number, self.old[number]) for number in olds if number in self.old]

    def _address_and_letters_old(self, number: int) -> Hashable:
        return self.before.addresses[number], self.before.letters(number)

    def _address_and_letters_new(self, number: int) -> Hashable:
        return self.after.addresses[number], self.after.letters(number)

    def _address_and_gist_old(self, number: int) -> Hashable:
        return self.before.addresses[number], self.before.gist(number)

    def _address_and_gist_new(self, number: int) -> Hashable:
        return self.after.addresses[number], self.after.gist(number)

    def _content_old(self, number: int) -> Hashable:
        gist = self.before.gist(number)
        return (self.before.units[number].kind, gist) if gist else None

    def _content_new(self, number: int) -> Hashable:
        gist = self.after.gist(number)
        return (self.after.units[number].kind, gist) if gist else None

    def _same_key(
        self,
        olds: list[int],
        news: list[int],
        old_key: Callable[[int], Hashable],
        new_key: Callable[[int], Hashable],
    ) -> list[tuple[int, int]]:
        """Pair in order what has the same key on both sides."""
        olds, news = self._free_old(olds), self._free_new(news)
        if not olds or not news:
            return []
        places: dict[Hashable, list[int]] = defaultdict(list)
        for other in reversed(news):
            places[new_key(other)].append(other)
        found = []
        for number in olds:
            key = old_key(number)
            if key is not None and places.get(key):
                other = places[key].pop()
                self._pair(number, other)
                found.append((number, other))
        return found

    def _like_at_address(self, olds: list[int], news: list[int], least: float) -> list[tuple[int, int]]:
        at = {self.after.addresses[other]: other for other in self._free_new(news)}
        found = []
        for number in self._free_old(olds):
            other = at.get(self.before.addresses[number])
            if other is not None and other not in self.new and self._likeness(number, other, least) >= least:
                self._pair(number, other)
                found.append((number, other))
        return found

    def _likest(
        self, olds: list[int], news: list[int], least: float, fewest: int = 1
    ) -> list[tuple[int, int]]:
        """Pair the likest first; nothing where there is too much to compare."""
        olds = [number for number in self._free_old(olds) if len(self.before.gist(number)) >= fewest]
        news = [number for number in self._free_new(news) if len(self.after.gist(number)) >= fewest]
        if len(olds) * len(news) > MOST_COMPARED:
            return []
        scored = []
        for order, number in enumerate(olds):
            for place, other in enumerate(news):
                if self.before.units[number].kind is not self.after.units[other].kind:
                    continue
                likeness = self._likeness(number, other, least)
                if likeness >= least:
                    scored.append((-likeness, abs(order - place), number, other))
        found = []
        for _likeness, _distance, number, other in sorted(scored):
            if number not in self.old and other not in self.new:
                self._pair(number, other)
                found.append((number, other))
        return found

    def _likeness(self, number: int, other: int, least: float) -> float:
        return likeness(self.before.gist(number), self.after.gist(other), least)

    def _elsewhere(self) -> None:
        """Pair what went to another parent: the whole first, then what stands below it."""
        olds = self._free_old(range(len(self.before.units)))
        news = self._free_new(range(len(self.after.units)))
        long_olds = [number for number in olds if self._is_telling(self.before, number)]
        long_news = [number for number in news if self._is_telling(self.after, number)]
        found = self._same_key(long_olds, long_news, self._address_and_gist_old, self._address_and_gist_new)
        found += self._same_key(long_olds, long_news, self._content_old, self._content_new)
        found += self._like_at_address(long_olds, long_news, LIKE_ELSEWHERE)
        found += self._likest(long_olds, long_news, LIKE_ELSEWHERE, FEWEST_WORDS_ELSEWHERE)
        for number, other in found:
            self._descend(number, other)

    @staticmethod
    def _is_telling(side: Side, number: int) -> bool:
        kind = side.units[number].kind
        is_provision = kind in NUMBERED or kind is Kind.UNNUMBERED
        return is_provision and len(side.gist(number)) >= FEWEST_WORDS_ELSEWHERE

    def _in_place(self, number: int, other: int) -> None:
        waiting = [(number, other)]
        while waiting:
            number, other = waiting.pop()
            olds = self._free_old(self.before.below[number])
            news = self._free_new(self.after.below[other])
            pairs = self._like_at_address(olds, news, 0.0)
            for pair in pairs:
                self._descend(*pair)
            waiting += pairs


def likeness(old: tuple[str, ...], new: tuple[str, ...], least: float = 0.0) -> float:
    """Return the share of words that two texts have in common, in order; 0 where it is below `least`."""
    if not old and not new:
        return 1.0
    if old == new:
        return 1.0
    shorter, longer = sorted((len(old), len(new)))
    if 2 * shorter < least * (shorter + longer):
        return 0.0
    if longer > LONG_TEXT:
        common = len(set(old) & set(new))
        return 2 * common / (len(set(old)) + len(set(new)))
    return float(Indel.normalized_similarity(old, new, score_cutoff=least or None))
