"""Subjects laid out in columns of numbers, so that pairs are compared in bulk."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from tumar.kernel.folding import fold
from tumar.people.rules.matching import comparing as c
from tumar.people.rules.matching import namings
from tumar.people.rules.matching.model import Field
from tumar.people.rules.matching.sexes import sex_by_name
from tumar.people.rules.matching.spelling import sound_of, spelling_of
from tumar.people.rules.matching.subjects import (
    Subject,
    birth_digits,
    document_key,
    email_key,
    telephone_key,
)

Made = TypeVar("Made")
PARTS = (Field.FAMILY, Field.GIVEN, Field.PATRONYMIC)


@dataclass(frozen=True)
class NameColumn:
    """One part of the name in up to two spellings: the numbers of the texts, and of their sounds; (n, 2)."""

    codes: NDArray[np.int64]
    sounds: NDArray[np.int64]


@dataclass(frozen=True)
class ValueColumn:
    """One other field: a number per subject, the texts behind the numbers, and what compares them."""

    codes: NDArray[np.int64]
    texts: Sequence[str]
    comparer: c.Comparer


@dataclass(frozen=True)
class Columns:
    """All that is compared of some subjects; pairs name two of them by their place."""

    size: int
    standing: NDArray[np.int64]  # the place of each subject's name in the alphabet, whatever the list's order
    names: tuple[NameColumn, NameColumn, NameColumn]
    name_texts: Sequence[str]
    name_comparers: tuple[c.Comparer, c.Comparer]  # of names, and of patronymics
    sound_texts: Sequence[str]
    values: dict[str, ValueColumn]


class _Names:
    """The numbers of names, shared by all parts, so that a given name can be held against a family name."""

    def __init__(self) -> None:
        self.texts, self.sounds = c.Lexicon(), c.Lexicon()
        self._sound_of_code = [0]

    def column(self, originals: Sequence[str], latins: Sequence[str]) -> NameColumn:
        first, second = self._codes(originals), self._codes(latins)
        is_one = (first == 0) | (first == second)
        codes = np.stack([np.where(first > 0, first, second), np.where(is_one, 0, second)], axis=1)
        return NameColumn(codes, np.array(self._sound_of_code, dtype=np.int64)[codes])

    def _codes(self, texts: Sequence[str]) -> NDArray[np.int64]:
        return np.array(_by_text(texts, self._code), dtype=np.int64)

    def _code(self, text: str) -> int:
        code = self.texts.code(text.casefold())
        if code == len(self._sound_of_code):
            self._sound_of_code.append(self.sounds.code(spelling_of(text).sound))
        return code


def columns_of(subjects: Sequence[Subject], others: Sequence[str] = ()) -> Columns:
    """Return the subjects in columns; `others` names the fields that the program does not know."""
    names = _Names()
    parts = (
        names.column([one.family for one in subjects], [one.family_latin for one in subjects]),
        names.column([one.given for one in subjects], [one.given_latin for one in subjects]),
        names.column([one.patronymic for one in subjects], [one.patronymic_latin for one in subjects]),
    )
    values: dict[str, ValueColumn] = {
        Field.SEX: _values([_sex(one) for one in subjects], c.Plain),
        Field.BIRTH: _values(_by_text([one.birth for one in subjects], birth_digits), c.Births),
        Field.EMPLOYER: _values(_by_text([one.employer for one in subjects], sound_of), c.Employers),
        Field.COUNTRY: _values(_by_text([one.country for one in subjects], fold), c.Plain),
        Field.EMAIL: _values(_by_text([one.email for one in subjects], email_key), c.Emails),
        Field.TELEPHONE: _values(_by_text([one.telephone for one in subjects], telephone_key), c.Numbers),
        Field.DOCUMENT: _values(_by_text([one.document for one in subjects], document_key), c.Numbers),
    }
    more = {
        name: _values([fold(one.others[at]) for one in subjects], c.Texts) for at, name in enumerate(others)
    }
    texts = names.texts.texts
    comparers = (namings.names(texts), namings.fathers(texts))
    return Columns(
        len(subjects), _standing(subjects), parts, texts, comparers, names.sounds.texts, {**values, **more}
    )


def _standing(subjects: Sequence[Subject]) -> NDArray[np.int64]:
    keys = [
        (one.family, one.given, one.patronymic, one.family_latin, one.given_latin, one.patronymic_latin)
        for one in subjects
    ]
    place = {key: at for at, key in enumerate(sorted(set(keys)))}
    return np.fromiter((place[key] for key in keys), dtype=np.int64, count=len(keys))


def _sex(one: Subject) -> str:
    return (
        one.sex
        or sex_by_name(one.family, one.patronymic)
        or sex_by_name(one.family_latin, one.patronymic_latin)
    )


def _values(texts: Sequence[str], comparer: Callable[[Sequence[str]], c.Comparer]) -> ValueColumn:
    lexicon = c.Lexicon()
    return ValueColumn(lexicon.codes(texts), lexicon.texts, comparer(lexicon.texts))


def _by_text(texts: Sequence[str], what: Callable[[str], Made]) -> list[Made]:
    """Return what is made of each text: of the same text, as of the empty one, it is made once."""
    known = {text: what(text) for text in dict.fromkeys(texts)}
    return [known[text] for text in texts]
