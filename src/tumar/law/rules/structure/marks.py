"""Numbers, letters and dashes with which a paragraph, point or item of a list begins."""

import re
from dataclasses import dataclass, replace
from functools import cache

from tumar.law.rules.structure.numbers import (
    ARABIC,
    SUPERSCRIPTS,
    Number,
    arabic,
    letter_address,
    ordinal,
    ordinal_pattern,
    roman,
)
from tumar.law.rules.structure.rows import Row, key_of
from tumar.law.rules.traditions import Tradition
from tumar.law.rules.units import Kind

# A longer number at the beginning of a line is a year or an amount.
GREATEST = 999
# Letters typed in the wrong script: «a)» before «б)».
_OTHER_SCRIPT = str.maketrans("aceopxyасеорху", "асеорхуaceopxy")
_LOWERED = str.maketrans(SUPERSCRIPTS, "0123456789")
DASH = "-"
_BULLETS = "-•·*▪●○◦‣∙■□➢✓"
_NEXT = r"(?=\s|$|[^\W\d_]|[«„“\"(\[</{])"
_ROMAN = r"[ivxl]+"
_PUT_IN = rf"(?:-\d+|[{SUPERSCRIPTS}]+)?"
# Mongolian «3.1.2.а.»: a letter after a number of several parts.
_PART_LETTERED = re.compile(
    rf"(?P<n>[\dЗз]+{_PUT_IN}(?:\.\d+{_PUT_IN}){{1,3}})\.?-?(?P<letter>[^\W\d_])[./)]"
)
_SHAPES: tuple[tuple[str, str], ...] = (
    ("(1)", rf"\(\s?(?P<n>{ARABIC})\s?\)"),
    (
        "dotted",
        rf"(?P<n>[\dЗз]+{_PUT_IN}(?:\s?\.\d+{_PUT_IN})+)(?:[./]|(?=\s))(?!\d){_NEXT}",
    ),
    ("1)", rf"(?P<n>{ARABIC})\s?\)"),
    # «1.—(1) These Regulations …»: the dash is of the label.
    ("1.", rf"(?P<n>{ARABIC})\s?\.(?!\d)(?:{_NEXT}|-(?=[\s(]))"),
    ("1/", r"(?P<n>\d{1,2})/"),
    ("1-", rf"(?P<n>\d+)\s?-{_NEXT}"),
)
_NUMBERED = tuple((form, re.compile(expression)) for form, expression in _SHAPES)
_LETTERED = (
    ("(a)", r"\(\s?{letter}\s?\)"),
    ("a)", r"{letter}\s?\)"),
    ("a/", r"{letter}/(?!\w+/)"),
    ("a.", r"{letter}\.(?=\s)"),
    ("a-", r"{letter}\s?-(?=\s)"),
)
_ROMANS = tuple(
    (form, re.compile(expression))
    for form, expression in (
        ("(i)", rf"\(\s?(?P<n>{_ROMAN})\s?\)"),
        ("i)", rf"(?P<n>{_ROMAN})\s?\)"),
        ("i.", rf"(?P<n>{_ROMAN})\.(?=\s)"),
    )
)
# «II. Azərbaycan xalqı …», in the traditions whose marks say that it is a paragraph.
_ROMAN_PARAGRAPH = re.compile(r"(?P<n>[IVX]+)\.(?=\s)")
_CAPITAL = re.compile(r"\(?[^\W\d_]\)")
# «(A)», «(II)»
_CAPITALS = re.compile(r"\([A-Z]{1,4}\)")
_PUT_IN_BEFORE = re.compile(rf"(?:\d{{1,2}}|[{SUPERSCRIPTS}]+)?\[(?=\(\w{{1,4}}\)\s)")
_DASHED = re.compile(rf"(?P<n>[{re.escape(_BULLETS)}\ue000-\uf8ff])\s*(?=\S|$)")
_SUFFIX = r"(?:-?[⁰¹²³⁴⁵⁶⁷⁸⁹]+|-\d+|\^\d+|/?\d+(?=\)))?"


@dataclass(frozen=True, slots=True)
class Mark:
    """One reading of the beginning of a line."""

    form: str
    number: Number
    # Where the label ends.
    end: int
    is_first: bool = False


@cache
def _letter_shapes(code: str, tradition: Tradition) -> tuple[tuple[str, re.Pattern[str]], ...]:
    known = sorted({letter for one in tradition.alphabets for letter in one}, key=len, reverse=True)
    single = "|".join(map(re.escape, known))
    letter = rf"(?P<n>(?:{single})(?:(?:\.(?:{single})){{1,2}}|(?:{single}))?{_SUFFIX})"
    has_arabic = any("الف" in one for one in tradition.alphabets)
    forms = [(form, shape) for form, shape in _LETTERED if form != "a-" or has_arabic]
    return tuple((form, re.compile(shape.format(letter=letter))) for form, shape in forms)


def marks(row: Row, tradition: Tradition, start: int = 0) -> list[Mark]:
    """Return every way to read the beginning of the line from a place on; none when it is plain text."""
    key = row.key[start:]
    if not key or row.is_table:
        return []
    if start == 0 and row.counted:
        found = _counted(row, tradition)
        if found:
            return found
    if tradition.item_words and _names_items(tradition.code, tradition).match(key):
        return []
    inner = len(put_in(row, tradition)) if start == 0 else 0
    key, start = key[inner:], start + inner
    return _numbered(key, start, tradition) or _lettered(key, start, tradition) or _dashed(key, start)


@cache
def _names_items(code: str, tradition: Tradition) -> re.Pattern[str]:
    """Return the expression of «12) тармақша», «5), 6) және 7) тармақшалар» at the beginning of a line."""
    words = "|".join(map(re.escape, map(key_of, tradition.item_words)))
    one = r"[\w-]{1,6}\)"
    return re.compile(
        rf"^{one}(?:(?:,\s?|\s?-\s?|\s[^\W\d_]{{1,5}}\s){one}){{0,8}}\s(?:{words})", re.IGNORECASE
    )


def put_in(row: Row, tradition: Tradition) -> str:
    """Return what a publisher prints before a paragraph that was put in: «2[(3) The Government …]»."""
    found = _PUT_IN_BEFORE.match(row.text) if tradition.bare_articles else None
    return found[0] if found else ""


def _counted(row: Row, tradition: Tradition) -> list[Mark]:
    """Return what a number of the word processor is, also when it comes without any sign after it."""
    label = row.key[: row.counted]
    number = arabic(label) if re.fullmatch(r"\d+[A-Z]{0,2}", label) else None
    return [_mark("1.", number, row.counted)] if number else []


def _mark(form: str, number: Number, end: int) -> Mark:
    return Mark(form, number, end, is_first=number.value == (1,))


def _part_lettered(key: str, start: int, tradition: Tradition) -> list[Mark]:
    found = _PART_LETTERED.match(key)
    number = arabic(found["n"]) if found else None
    if (
        not found
        or number is None
        or max(number.value) > GREATEST
        or not (tradition.dotted or len(number.value) > 2)
    ):
        return []
    values = _values([found["letter"]], tradition.alphabets[0])
    if values is None:
        return []
    full = Number(f"{number.address}.{letter_address(found['letter'])}", (*number.value, *values))
    depth = min(len(full.value), 4)
    return [Mark("1" + ".1" * (depth - 1), full, start + found.end(), is_first=values == (1,))]


def _numbered(key: str, start: int, tradition: Tradition) -> list[Mark]:
    if lettered := _part_lettered(key, start, tradition):
        return lettered
    for form, expression in _NUMBERED:
        found = expression.match(key)
        if not found or (form == "1-" and not _writes_arabic(tradition)):
            continue
        if form == "1/" and key[found.end() : found.end() + 1].isdigit() and not tradition.dotted:
            continue
        number = arabic(found["n"].replace(" ", ""))
        if number is None or max(number.value) > GREATEST:
            return []
        if form == "dotted":
            return _dotted(number, start + found.end())
        return [_mark(form, number, start + found.end())]
    return []


def _dotted(number: Number, end: int) -> list[Mark]:
    """Return a number with dots as one of its depth, and as one put in after its first part."""
    depth = min(number.address.count(".") + 1, 4)
    form = "1" + ".1" * (depth - 1)
    first = number.value[-1] == 1
    return [Mark(form, number, end, is_first=first), Mark("1.", number, end)]


def _writes_arabic(tradition: Tradition) -> bool:
    return any("الف" in one for one in tradition.alphabets)


@cache
def _counted_words(code: str, tradition: Tradition) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the expression of «(اول)», which stands in Urdu where others have (i)."""
    if not _writes_arabic(tradition):
        return ()
    number = ordinal_pattern(tradition.ordinals)
    return (("(i)", re.compile(rf"\(\s?(?P<n>{number})\s?\)")),)


def _lettered(key: str, start: int, tradition: Tradition) -> list[Mark]:
    if tradition.marks["I."] is Kind.PARAGRAPH and (numbered := _ROMAN_PARAGRAPH.match(key)):
        number = roman(numbered["n"])
        return [_mark("I.", number, start + numbered.end())] if number else []
    capitals = _CAPITALS.match(key)
    if capitals:
        key = capitals[0].lower() + key[capitals.end() :]
    elif _CAPITAL.match(key):
        key = key[:2].lower() + key[2:]
    found: list[Mark] = []
    for form, expression in _letter_shapes(tradition.code, tradition):
        match = expression.match(key)
        if match:
            found += _letters(form, match["n"], start + match.end(), tradition)
    for form, expression in _counted_words(tradition.code, tradition):
        match = expression.match(key)
        number = ordinal(match["n"], tradition) if match else None
        if match and number:
            found.append(_mark(form, number, start + match.end()))
    for form, expression in _ROMANS:
        match = expression.match(key)
        number = roman(match["n"]) if match else None
        if match and number:
            found.append(_mark(form, Number(number.address.lower(), number.value), start + match.end()))
    return [_capital(one) for one in found] if capitals else found


def _capital(mark: Mark) -> Mark:
    """Return «(A)» as of another form than «(a)», for the one stands below the other."""
    form = mark.form.replace("(a)", "(A)").replace("(i)", "(I)")
    return replace(mark, form=form)


def _letters(form: str, text: str, end: int, tradition: Tradition) -> list[Mark]:
    """Return a letter by its place in each alphabet that has it."""
    # A raised digit counts as a letter for regular expressions.
    head = re.match(rf"[^\W\d_{SUPERSCRIPTS}]+(?:\.[^\W\d_{SUPERSCRIPTS}]+)*", text)
    if not head:
        return []
    tail = arabic(re.sub(r"\D", "", text[head.end() :].translate(_LOWERED)))
    letters = head.group().split(".")
    found: list[Mark] = []
    for place, alphabet in enumerate(tradition.alphabets):
        values = _values(letters, alphabet) or _values(
            [one.translate(_OTHER_SCRIPT) for one in letters], alphabet
        )
        if values is None:
            continue
        address = ".".join(letter_address(one) for one in letters) + _tail_address(text[head.end() :])
        number = Number(address, (*values, *(tail.value if tail else ())))
        deep = ".1" * (len(letters) - 1)
        found.append(Mark(f"{form}{deep}#{place}", number, end, is_first=values[-1] == 1 and not tail))
        if len(values) == 1 and values[0] > len(alphabet):
            # (aa) comes after (z), or was put in between (a) and (b).
            put_in = Number(address, (values[0] - len(alphabet), 1))
            found.append(Mark(f"{form}{deep}#{place}", put_in, end))
    return found


def _tail_address(tail: str) -> str:
    digits = re.sub(r"\D", "", tail.translate(_LOWERED))
    if not digits:
        return ""
    joined = {"-": "-", "/": "slash"}.get(tail[0], "sup" if tail[0] in "⁰¹²³⁴⁵⁶⁷⁸⁹^" else "")
    return joined + digits


def _values(letters: list[str], alphabet: tuple[str, ...]) -> tuple[int, ...] | None:
    values = []
    for letter in letters:
        if letter in alphabet:
            values.append(alphabet.index(letter) + 1)
        elif len(letter) == 2 and letter[0] == letter[1] and letter[0] in alphabet:
            values.append(len(alphabet) + alphabet.index(letter[0]) + 1)
        else:
            return None
    return tuple(values)


def _dashed(key: str, start: int) -> list[Mark]:
    found = _DASHED.match(key)
    return [Mark(DASH, Number("", ()), start + found.end("n"))] if found else []


def plain_form(form: str) -> str:
    """Return the form without the alphabet in which it was read."""
    head = form.split("#")[0]
    while head[0] in "(aA" and head.endswith(".1"):
        # «ბ.ა)», «ბ.ა.ა)»: a letter in a letter.
        head = head.removesuffix(".1")
    return head


def follows(mark: Mark, before: Number, tradition: Tradition) -> bool:
    """Tell whether a mark comes next after a number of its form; letters seldom used may be passed over."""
    if mark.number.follows(before):
        return True
    if "#" not in mark.form or not before.value or len(mark.number.value) != len(before.value):
        return False
    alphabet = tradition.alphabets[int(mark.form.split("#")[1])]
    passed = alphabet[before.value[-1] : mark.number.value[-1] - 1]
    return mark.number.value[-1] > before.value[-1] and all(one in tradition.skippable for one in passed)
