"""Numbers of provisions: Arabic, Roman with look-alikes, words; with dashes, dots, raised digits, letters."""

import re
from dataclasses import dataclass
from functools import cache

from tumar.law.rules.traditions import Ordinals, Tradition, ascii_letters

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_LOWERED = str.maketrans(SUPERSCRIPTS, "0123456789")
# Mongolian typists write the letter Ze for 3.
_DIGIT = r"(?:\d|(?<!\w)[Зз](?=[\s.\-\d]))"
_RAISED = rf"(?:[{SUPERSCRIPTS}]+(?:[-.][{SUPERSCRIPTS}]+)*|\^\d+|<sup>\d+</sup>)"
_LATER = r"(?:\s?(?:bis|ter|quater|quinquies|sexies)\b)"
# The letter of «12а»: one only, of any script, and not the beginning of a word.
# «۵الف» in Urdu.
_LETTER = r"(?:(?:الف|[^\W\d_])(?![\w']))"
_ADDED = rf"(?:{_LATER}|(?:[-/]?{_LETTER}))?(?:-\d+)?(?:{_RAISED})?"
ARABIC = rf"{_DIGIT}\d*(?:{_RAISED})?(?:[-./]\d+(?:{_RAISED})?)*{_ADDED}"
_ROMAN_LETTERS = "IVXLCDMІӀХСМ"
_ROMAN_TAIL = (
    rf"(?:\d{{1,2}}(?!\d))?(?:[-.](?:\d+|[{_ROMAN_LETTERS}]+\b))*(?:(?<=[{_ROMAN_LETTERS}])[a-zа-я]\b)?"
)
ROMAN = rf"[{_ROMAN_LETTERS}]+(?:{_RAISED})?{_ROMAN_TAIL}"
_LOOK_ALIKE = str.maketrans("ІӀХСМіх", "IIXCMix")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_ROMAN_SHAPE = re.compile(r"^M{0,3}(?:CM|CD|D?C{0,4})(?:XC|XL|L?X{0,4})(?:IX|IV|V?I{0,4})$")


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it stands in an address, and where it stands in an order."""

    address: str
    value: tuple[int, ...]
    # Of several provisions under one number («Чл. 5–7.»), the last one.
    until: tuple[int, ...] = ()

    @property
    def base(self) -> int:
        """The number before all dashes, dots and raised digits."""
        return self.value[0] if self.value else 0

    def is_raised(self, other: "Number") -> bool:
        """Tell whether this looks like the other with its raised digits sunk: 121 by 12, 6.11 by 6.1."""
        if not self.value or self.value[:-1] != other.value[:-1] or self.value < other.value:
            return False
        above, own = str(other.value[-1]), str(self.value[-1])
        return own.startswith(above) and len(above) < len(own) <= len(above) + 2

    def follows(self, other: "Number") -> bool:
        """Tell whether this comes next after the other: 5 and 4-1 after 4, 5 and 4-3 after 4-2."""
        if not self.value or not other.value:
            return self.value == other.value
        if other.until:
            return self.follows(Number(other.address, other.until))
        if self.value == (other.base + 1,):
            return True
        if len(self.value) > len(other.value):
            tail = self.value[len(other.value) :]
            return self.value[: len(other.value)] == other.value and set(tail) == {1}
        same = self.value[:-1] == other.value[: len(self.value) - 1]
        return same and self.value[-1] == other.value[len(self.value) - 1] + 1


def roman_value(text: str) -> int | None:
    """Return what a Roman number stands for, Cyrillic look-alikes included, or nothing."""
    letters = text.translate(_LOOK_ALIKE).upper()
    if not letters or not _ROMAN_SHAPE.match(letters):
        return None
    values = [_ROMAN_VALUES[letter] for letter in letters]
    following = [*values[1:], 0]
    return sum(-one if one < after else one for one, after in zip(values, following, strict=True))


def roman(text: str) -> Number | None:
    """Return a Roman number, with what was added to it («II-1», «IV¹», «IIа»)."""
    head = re.match(rf"[{_ROMAN_LETTERS}{_ROMAN_LETTERS.lower()}]+", text)
    if not head:
        return None
    value = roman_value(head.group())
    if value is None:
        return None
    tail = _tail(text[head.end() :])
    return Number(head.group().translate(_LOOK_ALIKE).upper() + tail[0], (value, *tail[1]))


def arabic(text: str) -> Number | None:
    """Return an Arabic number in any digits; dash, dot, raised digits and letters stay apart."""
    text = re.sub(r"^[Зз](?![^\W\d_]{2})", "3", text)
    head = re.match(r"\d+", text)
    if not head:
        return None
    tail = _tail(text[head.end() :])
    return Number(str(int(head.group())) + tail[0], (int(head.group()), *tail[1]))


_TAIL = re.compile(
    rf"(?P<raised>[{SUPERSCRIPTS}]+|\^\d+|<sup>\d+</sup>)|(?P<join>[-./])(?P<digits>\d+)"
    rf"|\s?(?P<later>bis|ter|quater|quinquies|sexies)\b|(?P<slash>/)?-?(?P<letter>الف|[^\W\d_])"
    r"|\((?P<within>\d+)\)|(?P<sunk>\d+)",
    re.IGNORECASE,
)
_LATER_VALUES = {"bis": 1, "ter": 2, "quater": 3, "quinquies": 4, "sexies": 5}


def _tail(text: str) -> tuple[str, tuple[int, ...]]:
    """Return what follows the digits, as it stands in an address and as it counts.

    12-1 is `12-1`, 12.1 is `12.1`, 12¹ is `12sup1`, 12а is `12a`, 12 bis is `12bis`: never two alike.
    """
    address, values = "", []
    for found in _TAIL.finditer(text):
        if found["raised"]:
            digits = re.sub(r"\D", "", found["raised"].translate(_LOWERED))
            address += f"sup{digits}"
            values.append(int(digits))
        elif found["digits"]:
            digits = str(int(found["digits"]))
            address += found["join"].replace("/", "slash") + digits
            values.append(int(digits))
        elif found["within"] or found["sunk"]:
            # «Моддаи 2(1)»; «I1», whose second digit was raised once.
            digits = str(int(found["within"] or found["sunk"]))
            address += f"in{digits}" if found["within"] else digits
            values.append(int(digits))
        elif found["later"]:
            address += found["later"].lower()
            values.append(_LATER_VALUES[found["later"].lower()])
        elif found["letter"]:
            # «Neni 6/a» is not «Neni 6a».
            address += ("slash" if found["slash"] else "") + letter_address(found["letter"].lower())
            values.append(place_in_script(found["letter"].lower()[0]))
    return address, tuple(values)


def place_in_script(letter: str) -> int:
    """Return where a letter stands in its script, from 1 on."""
    start = max((one for one in "aаաაا" if one <= letter), default=letter)
    return ord(letter) - ord(start) + 1


def letter_address(letter: str) -> str:
    """Return a letter, or several, in ASCII."""
    table = ascii_letters()
    if letter in table:
        return table[letter]
    return "".join(table.get(one, one if one.isascii() else f"u{ord(one):x}") for one in letter)


@cache
def ordinal_pattern(ordinals: Ordinals) -> str:
    """Return the expression of numbers written as words, longest first; it never matches without any."""
    if not ordinals.words:
        return r"(?!)"
    words = "|".join(sorted(_alternatives(ordinals), key=len, reverse=True))
    return rf"(?:{words})"


def _alternatives(ordinals: Ordinals) -> list[str]:
    single = [one for word in ordinals.words for one in _split(word)]
    whole = [one for word in ordinals.round for one in _split(word)]
    tens = "|".join(one for word in ordinals.tens for one in _split(word))
    composed = [rf"(?:{tens})\s*-?\s*(?:{one})" for one in single] if tens else []
    below = [*composed, *whole, *single]
    hundreds = "|".join(one for word in ordinals.hundreds for one in _split(word))
    above = [rf"(?:{hundreds})\s*(?:{'|'.join(sorted(below, key=len, reverse=True))})"] if hundreds else []
    return [*above, *below]


def _split(word: str) -> list[str]:
    """Return the alternatives at the top level of an expression."""
    parts, depth, start = [], 0, 0
    for place, letter in enumerate(word):
        depth += (letter == "(") - (letter == ")")
        if letter == "|" and depth == 0:
            parts.append(word[start:place])
            start = place + 1
    return [*parts, word[start:]]


@cache
def _ordinal_tables(ordinals: Ordinals) -> tuple[list[tuple[re.Pattern[str], int]], ...]:
    def compiled(words: tuple[str, ...]) -> list[re.Pattern[str]]:
        return [re.compile(rf"(?:{word})", re.IGNORECASE) for word in words]

    single = [(word, place) for place, word in enumerate(compiled(ordinals.words), start=1)]
    tens = [(word, ordinals.tens_from + 10 * place) for place, word in enumerate(compiled(ordinals.tens))]
    first = (len(ordinals.words) // 10 + 1) * 10
    whole = [(word, first + 10 * place) for place, word in enumerate(compiled(ordinals.round))]
    return single, tens, whole


@cache
def _hundreds(ordinals: Ordinals) -> list[tuple[re.Pattern[str], int]]:
    told = enumerate(ordinals.hundreds, start=1)
    return [(re.compile(rf"(?:{word})\s*", re.IGNORECASE), 100 * place) for place, word in told]


def ordinal(text: str, tradition: Tradition) -> Number | None:
    """Return a number written as a word: «двадцать первая», «ХОЁРДУГААР»."""
    value = _below_hundred(text, tradition.ordinals)
    if value is None:
        for word, hundred in _hundreds(tradition.ordinals):
            head = word.match(text)
            rest = _below_hundred(text[head.end() :], tradition.ordinals) if head else None
            value = hundred + rest if rest else value
    return None if value is None else Number(str(value), (value,))


def _below_hundred(text: str, ordinals: Ordinals) -> int | None:
    single, tens, whole = _ordinal_tables(ordinals)
    for word, value in [*whole, *single]:
        if word.fullmatch(text):
            return value
    for word, value in tens:
        head = word.match(text)
        if not head:
            continue
        rest = text[head.end() :].strip(" -")
        for unit, more in single:
            if unit.fullmatch(rest):
                return value + more
    return None


# «5–7», «4. и 5.», «5, 6 и 7»: from the first to the last.
SEVERAL = r"(?:\s?(?:-|,|\s[^\W\d_]{1,3})\s?\d+(?:\.\d+)*[^\W\d_]?\.?(?!\w|-\d))+"
_SEVERAL = re.compile(rf"^(?P<first>{ARABIC})\.?{SEVERAL}$")


def several(text: str) -> Number | None:
    """Return the numbers of a heading that stands for a run of provisions."""
    found = _SEVERAL.match(text)
    first = arabic(found["first"]) if found else None
    last = arabic(re.findall(r"\d+(?:\.\d+)*[^\W\d_]?", text)[-1])
    if first is None or last is None or last.value <= first.value:
        return None
    return Number(f"{first.address}to{last.address}", first.value, last.value)


def number_of(text: str, tradition: Tradition) -> Number | None:
    """Return the number that a piece of a heading says, whichever way it is written."""
    text = text.strip()
    return arabic(text) or ordinal(text, tradition) or roman(text)
