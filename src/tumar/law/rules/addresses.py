"""Addresses of units: what number a unit bears, whatever the letters and figures of its tradition."""

import re
from collections.abc import Iterable
from functools import cache

from tumar.law.rules.structure.numbers import arabic, letter_address
from tumar.law.rules.units import Kind, Structure, Unit

SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
RAISED = re.compile(r"(?<=[\w)])([⁰¹²³⁴⁵⁶⁷⁸⁹]+)")
ROMAN = re.compile(r"(?=[IVXLC])(X[CL]|L?X{0,3})?(I[XV]|V?I{0,3})", re.I)
ROMAN_LETTERS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
LOOK_ALIKES = str.maketrans("ІХСМіхсмVv", "IXCMixcmVv")
# In the order in which each alphabet numbers the items of a list; Russian lists pass over ё, й, ъ, ы, ь.
ALPHABETS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("ro", "en", "mn-latn", "uz-latn", ""), "abcdefghijklmnopqrstuvwxyz"),
    (("sq",), "a b c ç d dh e ë f g gj h i j k l ll m n nj o p q r rr s sh t th u v x xh y z zh"),
    (("az", "tr"), "abcçdeəfgğhxıijkqlmnoöprsştuüvyz"),
    (("sr-latn", "bs", "hr", "cnr"), "a b c č ć d dž đ e f g h i j k l lj m n nj o p r s š t u v z ž"),
    (("ru", "kk", "ky", "tg", "uz-cyrl", "be", "mn"), "абвгдежзиклмнопрстуфхцчшщэюя"),
    (("uk",), "абвгґдеєжзиіїйклмнопрстуфхцчшщюя"),
    (("sr", "sr-cyrl", "bs-cyrl"), "абвгдђежзијклљмнњопрстћуфхцчџш"),
    (("mk",), "абвгдѓежзѕијклљмнњопрстќуфхцчџш"),
    (("ka",), "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ"),
    (("hy",), "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆ"),
    (("fa", "prs", "ps", "ur"), "ا ب ج د ه و ز ح ط ی ک ل م ن"),
)
# Parts whose number is the same wherever they stand, written in Roman figures or in words at will.
LARGE = frozenset({Kind.PART, Kind.CHAPTER, Kind.SECTION, Kind.ANNEX})
NUMBERED = frozenset({*LARGE, Kind.ARTICLE, Kind.PARAGRAPH, Kind.POINT, Kind.LETTER})


def flat_number(text: str) -> str:
    """Return a number with its raised figures after a hyphen: «12¹» is 12-1, never 121."""
    return RAISED.sub(lambda found: "-" + found[1].translate(SUPERSCRIPTS), text)


def last_step(unit: Unit) -> str:
    """Return the last step of a unit's address: `point_3`."""
    return unit.eid.rsplit("__", 1)[-1]


def number_in_eid(unit: Unit) -> str:
    """Return what stands after the prefix of the last step: `12-1` for `art_12-1`."""
    return last_step(unit).partition("_")[2]


def local_address(unit: Unit) -> tuple[str, str]:
    """Return the kind of a unit and its number under its parent."""
    return unit.kind.value, number_in_eid(unit)


def roman(text: str) -> int | None:
    """Return the value of Roman figures, None for anything else; Cyrillic look-alikes are read."""
    text = text.translate(LOOK_ALIKES).upper()
    if not text or not ROMAN.fullmatch(text):
        return None
    values = [ROMAN_LETTERS[letter] for letter in text]
    following = [*values[1:], 0]
    return sum(-one if one < then else one for one, then in zip(values, following, strict=True))


@cache
def _alphabet(language: str) -> tuple[str, ...]:
    tag = language.lower()
    for wanted in (tag, tag.split("-")[0]):
        for languages, letters in ALPHABETS:
            if wanted in languages:
                return tuple(letters.split()) if " " in letters else tuple(letters)
    return tuple("abcdefghijklmnopqrstuvwxyz")


def printed_address(number: str) -> str:
    """Return a number as it stands in an address: 12¹ is 12sup1, 3-1 stays, «б» is b."""
    found = arabic(number) if number[:1].isdigit() else None
    if found:
        return found.address
    if roman(number) and len(number) > 1:
        return number.translate(LOOK_ALIKES).upper()
    return letter_address(number.lower())


def letter_position(letter: str, language: str) -> int | None:
    """Return which letter of its language's list this is, from 1; None where it is none of them."""
    letter = letter.lower()
    for alphabet in (_alphabet(language), *_guesses(letter)):
        if letter in alphabet:
            return alphabet.index(letter) + 1
    return None


def _guesses(letter: str) -> Iterable[tuple[str, ...]]:
    """Yield the usual alphabet of the script, for a language that we do not know."""
    if "а" <= letter[:1] <= "я":
        yield _alphabet("ru")
    yield _alphabet("en")


PRINTED_LETTER = re.compile(r"[(\s«„\"]*([^\W\d_]{1,2})([-.\s]?\d+|[⁰¹²³⁴⁵⁶⁷⁸⁹]+)?[).\s»]*")


def common_number(unit: Unit, language: str) -> str:
    """Return a unit's number so that two languages agree: Roman as Arabic, letters by their place."""
    number = number_in_eid(unit)
    if unit.kind in LARGE:
        value = roman(number)
        return str(value) if value else number
    if unit.kind is Kind.LETTER:
        printed = PRINTED_LETTER.fullmatch(unit.label)
        position = letter_position(printed[1], language) if printed else None
        if printed and position:
            after = flat_number("0" + printed[2])[1:] if printed[2] else ""
            return f"#{position}" + (f"-{after.strip('-. ')}" if after else "")
    return number


def by_eid(structure: Structure) -> dict[str, Unit]:
    """Return the units of an act by their address."""
    return {unit.eid: unit for unit in structure.units}


def children(structure: Structure) -> dict[str, list[Unit]]:
    """Return the units right below each address; "" holds those at the top."""
    below: dict[str, list[Unit]] = {"": []}
    for unit in structure.units:
        below.setdefault(unit.parent, []).append(unit)
    return below
