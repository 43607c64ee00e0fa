"""Headings that a word announces: «Статья 5.», «1-бап.», «НЭГДҮГЭЭР БҮЛЭГ», «ماده اول»."""

import re
from dataclasses import dataclass, replace
from functools import cache

from tumar.law.rules.structure.endings import is_unfinished
from tumar.law.rules.structure.numbers import (
    ARABIC,
    ROMAN,
    SEVERAL,
    SUPERSCRIPTS,
    Number,
    letter_address,
    number_of,
    ordinal_pattern,
    place_in_script,
    roman,
    several,
)
from tumar.law.rules.structure.rows import Row, key_of
from tumar.law.rules.structure.stubs import begins_repealed, says_repealed
from tumar.law.rules.traditions import Heading, Tradition
from tumar.law.rules.units import Kind

LONGEST_WEAK = 160
_SEPARATOR = r"(?P<sep>\s?[.:](?:\s?-+)?|\)|_|\s?-+(?=\s|$|[^\W\d_]))?"
SIGN = r"(?:№|Nr\.?|No\.?|N|бр\.?|br\.?|број|broj|numër|شماره|شمېره|نمبر)?\s*"
_AFTER_ALL = r"\**(?P<rest>\s.*|$|[^\W\d_].*|[(«„“\"\[/{].*)"
# «Član 15 [s1]»: whence a publisher has the article.
_REFERENCE = re.compile(rf"\s?\[[a-z]?[\d{SUPERSCRIPTS}]{{1,3}}\]\**")
# «Odjeljak A.»
_CAPITAL = r"(?-i:[^\W\d_a-zа-яђјљњћџ])(?![\w'])"
_WHOLE_ROMAN = re.compile(rf"^(?P<number>{ROMAN})(?P<sep>\.|\)|\s?-)?(?P<rest>\s+\S.*|(?<=\.)[^\W\d_].*)?$")


@dataclass(frozen=True, slots=True)
class Hit:
    """A line that begins a division of the act."""

    kind: Kind
    # The smaller, the higher in the act.
    rank: float
    number: Number | None
    # Where the label ends and where what follows it begins.
    label_end: int
    rest_start: int
    # No separator stands between the number and the words after it: only the company of others tells.
    weak: bool = False
    # Where the label begins: behind the mark of a footnote («1[4A. Committees.—»).
    label_start: int = 0


@dataclass(frozen=True)
class _Pattern:
    heading: Heading
    rank: float
    expression: re.Pattern[str]
    word_first: bool
    # For several articles at once.
    of_many: bool = False


def _numeral(heading: Heading, tradition: Tradition) -> str:
    known = {
        # «Članak 7.a»
        "arabic": rf"{ARABIC}(?:\(\d+\)|\.[a-zа-я](?![\w'.)]))?",
        "roman": rf"{ROMAN}(?![\w'])",
        "ordinal": rf"{ordinal_pattern(tradition.ordinals)}(?![\w'])",
    }
    told = [known[one] for one in ("ordinal", "arabic", "roman") if one in heading.numerals]
    return "|".join([*told, *([] if heading.kind is Kind.ARTICLE else [_CAPITAL])])


def _many(heading: Heading) -> tuple[re.Pattern[str], bool]:
    """Return the expression of a heading for several articles, and whether its word stands first."""
    words = "|".join(sorted((re.escape(key_of(word)) for word in heading.many), key=len, reverse=True))
    number = rf"(?P<number>{ARABIC}\.?{SEVERAL})"
    if heading.number == "before":
        told = rf"^{number}\s*-?\s*(?P<word>{words})(?P<raised>(?!))?(?P<late>(?!))?{_SEPARATOR}{_AFTER_ALL}$"
    else:
        told = rf"^(?P<word>{words})\s?(?P<ordinal>(?!))?{number}{_SEPARATOR}{_AFTER_ALL}$"
    return re.compile(told, re.IGNORECASE), heading.number != "before"


def _words(heading: Heading) -> str:
    words = sorted((key_of(word) for word in heading.words), key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words)


def _after(heading: Heading, tradition: Tradition) -> str:
    numeral = _numeral(heading, tradition)
    glued = "|".join(re.escape(key_of(word)) for word in heading.words if word.endswith((".", "§")))
    word = rf"(?:{_words(heading)})"
    dashed = r"\s?-\s?(?=[\dIVXLC])"  # «CHAPTER-I»
    plain = rf"\.?\s+{SIGN}|(?=\d)|{dashed}"
    gap = rf"(?:{plain}|(?<=[.§])|\.\s*)" if glued else rf"(?:{plain})"
    prefixes, suffixes = "|".join(tradition.ordinals.prefixes), "|".join(tradition.ordinals.suffixes)
    ordinal = rf"(?:{prefixes})(?P<ordinal>\d+)(?:{suffixes})" if prefixes else r"(?P<ordinal>(?!))"
    number = rf"(?:{ordinal}|\(?(?P<number>{numeral})\)?)"
    return rf"^(?P<word>{word}){gap}{number}{_SEPARATOR}{_AFTER_ALL}$"


def _before(heading: Heading, tradition: Tradition) -> str:
    suffixes = "|".join(tradition.ordinals.suffixes) or "(?!)"
    # «1-р зүйл»: the letter is no part of the number, as it is in «1а».
    plain = rf"\d+(?:[-.]\d+)*(?=(?:{suffixes})\s*-?\s*(?:{_words(heading)}))"
    return (
        rf"^(?P<number>{plain}|{_numeral(heading, tradition)})(?:{suffixes})?"
        rf"(?P<raised>[{SUPERSCRIPTS}]+)?\s*-?\s*"
        rf"(?P<word>{_words(heading)})(?P<late>[{SUPERSCRIPTS}]+)?(?![\w']){_SEPARATOR}{_AFTER_ALL}$"
    )


@cache
def _patterns(code: str, tradition: Tradition) -> tuple[_Pattern, ...]:
    found = []
    for rank, heading in enumerate(tradition.headings):
        if heading.kind is Kind.ANNEX:
            continue
        if heading.many:
            several_of, word_first = _many(heading)
            found.append(_Pattern(heading, rank, several_of, word_first, of_many=True))
        if heading.number in {"after", "either"}:
            expression = re.compile(_after(heading, tradition), re.IGNORECASE)
            found.append(_Pattern(heading, rank, expression, word_first=True))
        if heading.number in {"before", "either"}:
            expression = re.compile(_before(heading, tradition), re.IGNORECASE)
            found.append(_Pattern(heading, rank, expression, word_first=False))
    return tuple(found)


@cache
def _quick(code: str, tradition: Tradition) -> re.Pattern[str]:
    """Return what every line with a heading has somewhere in its beginning."""
    words = {key_of(word) for one in tradition.headings for word in (*one.words, *one.many, *one.alone)}
    return re.compile("|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words), re.IGNORECASE)


@cache
def rank_of(code: str, tradition: Tradition, kind: Kind) -> float:
    """Return the rank of the first level of this kind; where there is none, a place just above articles."""
    ranks = [rank for rank, one in enumerate(tradition.headings) if one.kind is kind]
    articles = next(rank for rank, one in enumerate(tradition.headings) if one.kind is Kind.ARTICLE)
    return ranks[-1] if ranks and kind is Kind.ARTICLE else ranks[0] if ranks else articles - 0.5


def starts_lower(text: str) -> bool:
    """Tell whether the first letter is a small one; scripts without capitals have none."""
    for letter in text:
        if "ა" <= letter <= "ჿ":
            return False
        if letter.isalpha():
            return letter.islower() and letter.upper() != letter and letter.upper().lower() == letter
        if letter not in " \"'«„“(":
            return False
    return False


def has_case(text: str) -> bool:
    """Tell whether the script tells capitals from small letters."""
    return any(letter.isupper() for letter in text[:200]) or starts_lower(text)


def heading_hit(row: Row, tradition: Tradition) -> Hit | None:
    """Return the division that this line begins, or nothing."""
    if row.is_table or not _quick(tradition.code, tradition).search(row.key[:90]):
        return None
    for pattern in _patterns(tradition.code, tradition):
        found = pattern.expression.match(row.key)
        if found and (hit := _hit(row, found, pattern, tradition)):
            return hit
    return _alone(row, tradition)


def _hit(row: Row, found: re.Match[str], pattern: _Pattern, tradition: Tradition) -> Hit | None:
    said = "ordinal" if pattern.word_first and found["ordinal"] else "number"
    number = _number(row.text[slice(*found.span(said))], found[said], pattern, tradition)
    first = row.text[found.start("word")] if pattern.word_first else row.text[0]
    if number is None or starts_lower(first):
        return None
    for late in ("raised", "late"):
        if not pattern.word_first and found[late]:
            number = _raised(number, found[late])
    weak = _weakness(found, pattern.heading.kind, tradition)
    if pattern.of_many:
        rest = _rest_of(found)
        is_bracketed = rest[:1] in "([" and rest[-1:] in ")]"
        weak = False if is_bracketed or says_repealed(rest, tradition) else None
    if weak is None:
        return None
    after = found.end() if _REFERENCE.fullmatch(found["rest"]) else found.start("rest")
    start = after + len(row.text[after:]) - len(row.text[after:].lstrip())
    return Hit(pattern.heading.kind, pattern.rank, number, after, start, weak)


def _rest_of(found: re.Match[str]) -> str:
    """Return what stands behind the number of a heading."""
    return found["rest"].strip()


def _number(text: str, key: str, pattern: _Pattern, tradition: Tradition) -> Number | None:
    if pattern.of_many:
        return several(key)
    number = number_of(text, tradition) or number_of(key, tradition)
    if number is None and len(key) == 1 and key.isupper():
        return Number(letter_address(key.lower()).upper(), (place_in_script(key.lower()),))
    return number


def _weakness(found: re.Match[str], kind: Kind, tradition: Tradition) -> bool | None:
    """Tell whether only the company of others can say that this is a heading; None when it is none."""
    rest = found["rest"].strip()
    if not rest or (rest[0] in "([{/" and rest.rstrip(".;*")[-1] in ")]}/"):
        return False
    if starts_lower(rest):
        # «Статья 5. исключена», but not «Члан 5. овог закона».
        is_parted = found["sep"] is not None or begins_repealed(rest, tradition)
        is_stub = kind is Kind.ARTICLE and is_parted and says_repealed(rest, tradition)
        is_title = kind is not Kind.ARTICLE and found["sep"] in {".", ":"}
        return False if is_stub or is_title else None
    if found["sep"] is not None:
        return False
    # «Article 1Objective» in the text of a print whose lines ran together.
    is_glued = kind is Kind.ARTICLE and rest[0].isupper() and rest[1:2].islower() and len(rest.split()[0]) > 3
    return True if found["rest"][0].isspace() or is_glued else None


def _raised(number: Number, digits: str) -> Number:
    plain = digits.translate(str.maketrans(SUPERSCRIPTS, "0123456789"))
    return replace(number, address=f"{number.address}sup{int(plain)}", value=(*number.value, int(plain)))


def _alone(row: Row, tradition: Tradition) -> Hit | None:
    said = row.key.rstrip(" .").lower()
    for rank, heading in enumerate(tradition.headings):
        if said in {key_of(word).lower() for word in heading.alone}:
            return Hit(heading.kind, rank, None, len(row.text), len(row.text))
    return None


def roman_hit(row: Row, tradition: Tradition, *, with_sentence: bool = False) -> Hit | None:
    """Return a chapter that a Roman number alone begins: «I. УВОДНЕ ОДРЕДБЕ», «I. Внести зміни …:»."""
    found = _WHOLE_ROMAN.match(row.key) if not row.is_table else None
    number = roman(found["number"]) if found else None
    if not found or number is None:
        return None
    rest = (found["rest"] or "").strip()
    is_good = is_title(rest) if found["sep"] or is_capitals(rest) else False
    if rest and not is_good and not (with_sentence and found["sep"] == "."):
        return None
    end = found.end("sep") if found["sep"] else found.end("number")
    start = len(row.text) - len(rest)
    return Hit(Kind.CHAPTER, rank_of(tradition.code, tradition, Kind.CHAPTER), number, end, start)


def cardinal_hit(row: Row, tradition: Tradition) -> Hit | None:
    """Return a chapter that a number in words begins: «Нэг.Нийтлэг үндэслэл»."""
    word, separator, rest = row.key.partition(".")
    said = word.strip().lower()
    if row.is_table or not separator or said not in tradition.cardinals or not is_title(rest.strip()):
        return None
    value = tradition.cardinals.index(said) + 1
    start = len(row.text) - len(rest.lstrip())
    rank = rank_of(tradition.code, tradition, Kind.CHAPTER)
    return Hit(Kind.CHAPTER, rank, Number(str(value), (value,)), len(word) + 1, start)


def is_title(text: str) -> bool:
    """Tell whether a line may be a title: short, no sign of a sentence at its end, no small letter first."""
    return (
        0 < len(text) <= LONGEST_WEAK
        and is_unfinished(text)
        and not starts_lower(text)
        and any(letter.isalpha() for letter in text)
    )


def is_capitals(text: str) -> bool:
    """Tell whether all letters are capitals."""
    return text.isupper()
