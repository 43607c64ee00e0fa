"""Under which keys a person is filed, so that whoever may be the same is found without reading all.

A key is the first eight bytes of a digest of its text, as a signed number: the same on every machine.
"""

import hashlib
from collections.abc import Iterator, Sequence
from itertools import product
from typing import NamedTuple

from tumar.people.rules.matching.spelling import Spelling, father_spelling, spelling_of
from tumar.people.rules.matching.subjects import Subject, birth_digits, email_key, telephone_key

Spellings = Sequence[Spelling]
_READINGS = 2
_START = 3
_DAY = 8
_FEWEST_CONSONANTS = 4


class Keys(NamedTuple):
    """Numbers of keys: those of family and given name together, and all others."""

    whole: frozenset[int]
    others: frozenset[int]


def number_of(text: str) -> int:
    """Return the number under which a key's text is filed."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big", signed=True)


def _spellings(*texts: str) -> Spellings:
    """Return how the texts are spelt; two spellings of one sound once."""
    return list({spelt.sound: spelt for text in texts if text for spelt in [spelling_of(text)]}.values())


def _halves(spelt: Spelling) -> Iterator[str]:
    """Yield the sound of a name and of each part of a double one."""
    yield spelt.sound
    if " " in spelt.sound:
        yield from spelt.sound.split()


def _whole_name_keys(families: Spellings, givens: Spellings) -> set[str]:
    """Return the keys of family and given name together, in any order and likely reading."""
    if not families or not givens:
        return {f"one:{name.sound}" for name in (*families, *givens) if not name.is_initial}
    found = set()
    for one, other in product(families, givens):
        if other.is_initial or one.is_initial:
            continue
        for pair in product(sorted(one.readings)[:_READINGS], sorted(other.readings)[:_READINGS]):
            found.add("both:" + "|".join(sorted(pair)))
        bones = sorted((min(one.bones, default=""), min(other.bones, default="")))
        if len("".join(bones)) >= _FEWEST_CONSONANTS:
            found.add("bones:" + "|".join(bones))
    return found


def family_key(subject: Subject) -> str:
    """Return the key of the family name with the initial of the given name; empty without either."""
    family, given = (
        spelling_of(subject.family or subject.family_latin),
        spelling_of(subject.given or subject.given_latin),
    )
    return f"family:{family.sound}|{given.sound[:1]}" if family.sound and given.sound else ""


def _misspelt_keys(families: Spellings, givens: Spellings) -> Iterator[str]:
    for family, given in product(families, givens):
        if family.is_initial or not given.sound:
            continue
        for half in _halves(family):
            yield f"family:{half}|{given.sound[:1]}"
        if not given.is_initial:
            yield f"start:{given.sound}|{family.sound[:_START]}"
            yield f"end:{given.sound}|{family.sound[-_START:]}"


def _fact_keys(subject: Subject, givens: Spellings) -> Iterator[str]:
    born = birth_digits(subject.birth)
    given = givens[0] if givens else None
    father = subject.patronymic or subject.patronymic_latin
    if given and father and not given.is_initial:
        yield f"father:{given.sound}|{father_spelling(father).sound[:4]}"
    if given and len(born) == _DAY:
        yield f"born:{born}|{given.sound[:1]}"
    for kind, key in (
        ("mail", email_key(subject.email)),
        ("phone", telephone_key(subject.telephone)),
    ):
        if key:
            yield f"{kind}:{key}"


def keys_apart(subject: Subject) -> Keys:
    """Return the numbers of every key under which the subject is filed, and sought, by what they tell."""
    families = _spellings(subject.family, subject.family_latin)
    givens = _spellings(subject.given, subject.given_latin)
    whole = _whole_name_keys(families, givens)
    others = {*_misspelt_keys(families, givens), *_fact_keys(subject, givens)}
    return Keys(frozenset(map(number_of, whole)), frozenset(map(number_of, others)))


def filing_keys(subject: Subject) -> frozenset[int]:
    """Return the numbers of every key under which the subject is filed, and sought."""
    keys = keys_apart(subject)
    return keys.whole | keys.others


def birth_year(subject: Subject) -> int | None:
    """Return the year of birth, which narrows a key that very many share."""
    born = birth_digits(subject.birth)
    return int(born[:4]) if born else None
