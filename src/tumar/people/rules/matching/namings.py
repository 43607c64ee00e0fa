"""How well parts of names agree, in one script or across scripts."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from tumar.people.rules.matching import comparing as c
from tumar.people.rules.matching.given_names import forms_of, is_common
from tumar.people.rules.matching.model import Level
from tumar.people.rules.matching.spelling import Spelling, father_spelling, is_one_sound, spelling_of

_CLOSE, _VERY_CLOSE = 1, 2
# So many consonants in a row make one name of two whose vowels differ: Мунхбат and Mönkhbat.
_FRAME = 4
# What sounds so unlike is not looked at letter by letter.
_UNLIKE = 0.65


class Names(c.Equal):
    """The names of a lexicon with their sounds, compared by number; see comparing.NAME."""

    def __init__(self, texts: Sequence[str], spell: Callable[[str], Spelling]) -> None:
        size = len(texts)
        self._texts, self._spell = texts, spell
        self._is_known = np.zeros(size, dtype=bool)
        self._spellings = [spell("")] * size
        self.written, self.sounds, self._bones = [""] * size, [""] * size, [""] * size
        self._forms: list[frozenset[int]] = [frozenset()] * size
        self._numbers = {name: c.Lexicon() for name in ("written", "sound", "bones")}
        self._written_codes, self._sound_codes, self._bone_codes, self._lengths = (
            np.zeros(size, dtype=np.int64) for _column in range(4)
        )
        self._is_initial, self._is_many, self._is_common, self._has_forms, self._is_bare = (
            np.zeros(size, dtype=bool) for _column in range(5)
        )

    def _learn(self, *wanted: c.Codes) -> None:
        """Work out how these names sound: most names of a long list are never held against another one."""
        is_wanted = np.zeros(len(self._texts), dtype=bool)
        for codes in wanted:
            is_wanted[codes] = True
        new = np.flatnonzero(is_wanted & ~self._is_known)
        if len(new):
            self._learn_all(new, [self._spell(self._texts[at]) for at in new.tolist()])
        self._is_known |= is_wanted

    def _learn_all(self, new: c.Codes, spellings: Sequence[Spelling]) -> None:
        for at, one in zip(new.tolist(), spellings, strict=True):
            self._spellings[at], self.written[at], self.sounds[at] = one, one.written, one.sound
            self._bones[at] = min(one.bones, default="")
            self._forms[at] = forms_of(one.readings)
        bones = [self._bones[at] for at in new.tolist()]
        self._bone_codes[new] = self._numbers["bones"].codes(
            each if len(each) >= _FRAME and " " not in one.sound else ""
            for each, one in zip(bones, spellings, strict=True)
        )
        self._written_codes[new] = self._numbers["written"].codes(one.written for one in spellings)
        self._sound_codes[new] = self._numbers["sound"].codes(one.sound for one in spellings)
        self._lengths[new] = [len(one.sound) for one in spellings]
        self._is_initial[new] = [one.is_initial for one in spellings]
        # Those whose sound is not told by their likeliest reading alone.
        self._is_many[new] = [len(one.readings) > 1 or one.is_bare or " " in one.sound for one in spellings]
        self._is_common[new] = [is_common(one.readings) for one in spellings]
        self._has_forms[new] = [bool(self._forms[at]) for at in new.tolist()]
        self._is_bare[new] = [one.is_bare for one in spellings]

    def compare(self, left: c.Codes, right: c.Codes) -> c.Ranks:
        """Return the ranks of pairs of names, the better of what is written and what is heard."""
        self._learn(left, right)
        found = np.full(len(left), c.NAME.index(Level.DIFFERENT), dtype=np.int8)
        close = self._closeness(left, right)
        found[close == _CLOSE] = c.NAME.index(Level.SIMILAR)
        found[close == _VERY_CLOSE] = c.NAME.index(Level.NEAR)
        are_common = self._is_common[left] & self._is_common[right]
        found[are_common] = c.NAME.index(Level.DIFFERENT)
        self._look_closer(left, right, found)
        self._compare_forms(left, right, found)
        sounds = self._sound_codes[left]
        found[(sounds == self._sound_codes[right]) & (sounds > 0)] = c.NAME.index(Level.SOUND)
        self._compare_initials(left, right, found)
        found[self._written_codes[left] == self._written_codes[right]] = c.NAME.index(Level.EQUAL)
        return found

    def _closeness(self, left: c.Codes, right: c.Codes) -> c.Ranks:
        """Return 2 where two names are one slip apart, 1 where they are similar, else 0."""
        alike = c.similarity(self.sounds, left, right)
        found = _graded(alike)
        likely = np.flatnonzero((alike >= _UNLIKE) & (found < _VERY_CLOSE))
        found[likely] = np.maximum(
            found[likely], _graded(c.similarity(self.written, left[likely], right[likely]))
        )
        longer = np.maximum(self._lengths[left], self._lengths[right])
        short = np.flatnonzero(
            (alike >= c.WORTH_COUNTING) & (longer >= c.SHORTEST_NEAR) & (found < _VERY_CLOSE)
        )
        allowed = np.where(longer[short] >= c.LONG, 2, 1)
        for texts in (self.sounds, self.written):
            found[short[c.edits(texts, left[short], right[short]) <= allowed]] = _VERY_CLOSE
        bones = self._bone_codes[left]
        is_one_frame = (bones == self._bone_codes[right]) & (bones > 0)
        found[is_one_frame] = np.maximum(found[is_one_frame], _CLOSE)
        bare = np.flatnonzero(self._is_bare[left] | self._is_bare[right])
        alike = c.similarity(self._bones, left[bare], right[bare])
        found[bare] = np.maximum(found[bare], np.where(alike >= c.NEAR_AT, _VERY_CLOSE, _graded(alike)))
        return found

    def _look_closer(self, left: c.Codes, right: c.Codes, found: c.Ranks) -> None:
        """Compare names of several words or several readings one by one."""
        is_open = (
            (self._is_many[left] | self._is_many[right])
            & (self._lengths[left] > 1)
            & (self._lengths[right] > 1)
        )
        for at in np.flatnonzero(is_open).tolist():
            one, other = self._spellings[left[at]], self._spellings[right[at]]
            if is_one_sound(one, other) or (one.words and one.words == other.words):
                found[at] = c.NAME.index(Level.SOUND)
            elif (" " in one.sound or " " in other.sound) and one.words & other.words:
                found[at] = c.NAME.index(Level.PART)

    def _compare_forms(self, left: c.Codes, right: c.Codes, found: c.Ranks) -> None:
        for at in np.flatnonzero(self._has_forms[left] & self._has_forms[right]).tolist():
            if self._forms[left[at]] & self._forms[right[at]]:
                found[at] = c.NAME.index(Level.FORM)

    def _compare_initials(self, left: c.Codes, right: c.Codes, found: c.Ranks) -> None:
        for at in np.flatnonzero(self._is_initial[left] | self._is_initial[right]).tolist():
            one, other = self._spellings[left[at]], self._spellings[right[at]]
            is_same = bool(one.starts & other.starts)
            found[at] = c.NAME.index(Level.INITIAL if is_same else Level.DIFFERENT)


def _graded(alike: NDArray[np.float32]) -> c.Ranks:
    return np.where(alike >= c.SIMILAR_AT, _CLOSE, 0).astype(np.int8)


def names(texts: Sequence[str]) -> Names:
    """Return what compares family names and given names."""
    return Names(texts, spelling_of)


def fathers(texts: Sequence[str]) -> Names:
    """Return what compares patronymics, by the father's name in them."""
    return Names(texts, father_spelling)
