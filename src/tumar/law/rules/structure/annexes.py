"""Where annexes and approved texts begin: «Приложение 1 к …», «… қаулысына 1-қосымша», «УТВЕРЖДЕНО»."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from tumar.law.rules.structure.endings import is_unfinished
from tumar.law.rules.structure.headings import SIGN, Hit, is_title, starts_lower
from tumar.law.rules.structure.numbers import ARABIC, ROMAN, Number, number_of, ordinal_pattern
from tumar.law.rules.structure.rows import Row, key_of
from tumar.law.rules.structure.zones import is_signature
from tumar.law.rules.traditions import Tradition
from tumar.law.rules.units import Kind

LONGEST_LINE = 260
LONGEST_BLOCK = 8
# In letters: «Председатель», and below it of what, with the name.
LONGEST_OFFICE = 25
# Of all lines that say what an annex belongs to.
MOST_LINES = 16
_SENTENCE = (".", ";", ":", ",", "։", "۔", "؛")


@dataclass(frozen=True, slots=True)
class Opening:
    """The block of lines that says what an annex belongs to; its lines become the label."""

    start: int
    end: int
    number: Number | None
    # An approved statute, with the word «утверждено» and no number of its own.
    approved: bool = False
    # Where a title on the last line of the block begins; its end when there is none.
    title: int | None = None


@dataclass(frozen=True)
class _Shapes:
    first: re.Pattern[str]
    number_first: re.Pattern[str]
    last: re.Pattern[str] | None
    approved: re.Pattern[str]
    approved_last: re.Pattern[str]
    approved_alone: re.Pattern[str]


@cache
def _shapes(code: str, tradition: Tradition) -> _Shapes:
    annexes = [one for one in tradition.headings if one.kind is Kind.ANNEX]
    words = "|".join(re.escape(key_of(word)) for one in annexes for word in one.words) or "(?!)"
    suffixes = "|".join(tradition.ordinals.suffixes) or "(?!)"
    prefixes = "|".join(tradition.ordinals.prefixes) or "(?!)"
    number = rf"(?:{ordinal_pattern(tradition.ordinals)}|{ARABIC}|{ROMAN}|(?-i:[A-ZА-Я]))(?![\w'])"
    numeral = rf"(?:{ordinal_pattern(tradition.ordinals)}|{ARABIC}|{ROMAN})"
    before = rf"(?:(?P<number>{numeral})(?:{suffixes})?\s*-?\s*)"
    # The shortest beginning first, so that a number before the word is taken with it.
    last = rf"(?:^|.*?\s){before}?(?P<word>{words})(?:\s+{SIGN}(?P<late>{number}))?[.:]?$"
    approved = "|".join(re.escape(key_of(one)) for one in tradition.approved) or "(?!)"
    return _Shapes(
        re.compile(
            rf"^(?P<word>{words})(?:(?:\s+|-){SIGN}(?P<number>{number}))?(?P<rest>.*)$", re.IGNORECASE
        ),
        re.compile(rf"^(?:{prefixes})?{before}(?P<word>{words})(?![\w'])(?P<rest>.*)$", re.IGNORECASE),
        re.compile(last, re.IGNORECASE) if any(one.ends for one in annexes) else None,
        re.compile(rf"^[\"«„“]?(?:{approved})\w{{0,3}}(?P<rest>(?:[\s\"»”].*)?)$", re.IGNORECASE),
        re.compile(rf"^.*(?<!\w)(?:{approved})[\"»”]?$", re.IGNORECASE),
        re.compile(rf"^(?:{approved})\.$", re.IGNORECASE),
    )


def names_annex(row: Row, tradition: Tradition) -> bool:
    """Tell whether a line is the word for an annex with no more than its number: «SCHEDULE 1»."""
    found = None if row.is_table else _shapes(tradition.code, tradition).first.match(row.key)
    return found is not None and not found["rest"].strip(" .")


def openings(
    rows: Sequence[Row], taken: Sequence[bool], hits: Sequence[Hit | None], tradition: Tradition, begin: int
) -> list[Opening]:
    """Return every annex that opens after the act itself has begun, in order."""
    found: list[Opening] = []
    place = begin + 1
    while place < len(rows):
        opening = (
            None if taken[place] or hits[place] else _opening(rows, taken, hits, tradition, place, begin)
        )
        if opening and (not found or opening.start >= found[-1].end):
            if found and opening.approved and opening.start == found[-1].end and found[-1].title is None:
                # «Anexă», and below it «Aprobat prin Hotărîrea …»: one opening.
                found[-1] = replace(found[-1], end=opening.end)
                place = opening.end
                continue
            found.append(_whole(rows, taken, hits, _below_plural(rows, opening, tradition), tradition))
            place = found[-1].end
        else:
            place += 1
    return found


def _below_plural(rows: Sequence[Row], opening: Opening, tradition: Tradition) -> Opening:
    """Take into a label the line «SCHEDULES» that stands above the first of them."""
    many = {key_of(word).lower() for one in tradition.headings if one.kind is Kind.ANNEX for word in one.many}
    above = opening.start - 1
    return replace(opening, start=above) if rows[above].key.rstrip(".:").lower() in many else opening


def _whole(
    rows: Sequence[Row],
    taken: Sequence[bool],
    hits: Sequence[Hit | None],
    opening: Opening,
    tradition: Tradition,
) -> Opening:
    """Return an opening with all lines of its block: those of one cell, «№ 5», «Форма», a name in quotes."""
    if opening.title is not None:
        return opening
    start, end = opening.start, opening.end
    alike = [place for place in range(max(start - LONGEST_BLOCK, 1), start) if _in_one(rows, place, end - 1)]
    start = min(alike, default=start)
    forms = {key_of(one).lower() for one in tradition.annex_forms}
    while end < len(rows) and _is_plain(rows, taken, hits, end) and end - start < MOST_LINES:
        key = rows[end].key
        named = 0 if opening.approved else _end_of_name(rows, end)
        is_more = _in_one(rows, end, end - 1) or key.lower() in forms or _SIGN_ALONE.match(key)
        if not (named or is_more or _is_open(rows, start, end)):
            break
        end = named or end + 1
    return replace(opening, start=start, end=end)


def _is_open(rows: Sequence[Row], start: int, end: int) -> bool:
    """Tell whether a bracket that opens in the rows is not closed: «(к Указу …», and below it «УП № 222)»."""
    told = " ".join(row.key for row in rows[start:end])
    is_open = told.count("(") > told.count(")")
    return is_open and any(")" in row.key for row in rows[end : end + LONGEST_BLOCK])


def _in_one(rows: Sequence[Row], place: int, other: int) -> bool:
    """Tell whether two rows stood in one cell or paragraph of the file, as lines of it."""
    return rows[place].block == rows[other].block != 0


def _end_of_name(rows: Sequence[Row], start: int) -> int:
    """Return the row after the name of an act in quotes, below «к Правилам»; 0 when none begins."""
    above = rows[start - 1]
    if rows[start].text[0] not in '"«“„' or not starts_lower(above.text) or re.search(r"\d", above.key):
        return 0
    for end in range(start, min(start + LONGEST_BLOCK, len(rows))):
        text = rows[end].text
        if len(text) > 110 or rows[end].is_table:
            return 0
        if text.rstrip(".)")[-1:] in '"»”':
            return end + 1
    return 0


def _opening(
    rows: Sequence[Row],
    taken: Sequence[bool],
    hits: Sequence[Hit | None],
    tradition: Tradition,
    place: int,
    begin: int,
) -> Opening | None:
    row = rows[place]
    if row.is_table or len(row.key) > LONGEST_LINE:
        return None
    shapes = _shapes(tradition.code, tradition)
    if found := shapes.first.match(row.key) or shapes.number_first.match(row.key):
        return _from_word(rows, taken, hits, tradition, place, begin, found)
    if shapes.approved.match(row.key) and not starts_lower(row.text) and not row.key.endswith(_SENTENCE):
        begun = not re.search(r"№|\d{4}", row.key)
        end = (
            _reference_end(rows, taken, hits, place + 1, shapes.first, has_begun=begun)
            if begun
            else place + 1
        )
        return Opening(place, end, None, approved=True)
    if row.key.endswith(_SENTENCE) and not shapes.approved_alone.match(row.key):
        is_line = shapes.approved_last.match(row.key.rstrip(".")) and _stands_above_title(rows, hits, place)
        return Opening(place, place + 1, None, approved=True) if is_line else None
    if shapes.last and (found := shapes.last.match(row.key)):
        number = _number(found, tradition)
        return Opening(_block_start(rows, taken, hits, tradition, place, begin), place + 1, number)
    if shapes.approved_last.match(row.key) or shapes.approved_alone.match(row.key):
        return Opening(
            _block_start(rows, taken, hits, tradition, place, begin), place + 1, None, approved=True
        )
    return None


def _stands_above_title(rows: Sequence[Row], hits: Sequence[Hit | None], place: int) -> bool:
    """Tell whether «… qərarı ilə təsdiq edilmişdir.» is no sentence but stands between a name and a title."""
    if place + 1 >= len(rows) or hits[place + 1] or hits[place - 1]:
        return False
    return is_unfinished(rows[place - 1].text) and is_title(rows[place + 1].text)


def _from_word(
    rows: Sequence[Row],
    taken: Sequence[bool],
    hits: Sequence[Hit | None],
    tradition: Tradition,
    place: int,
    begin: int,
    found: re.Match[str],
) -> Opening | None:
    shapes = _shapes(tradition.code, tradition)
    rest = found["rest"]
    said = rest.strip()
    row = rows[place]
    number = _number(found, tradition)
    if not said and starts_lower(row.text) and shapes.last and found.start("word") == 0:
        # «… № 671 қаулысына», and below it the bare word «қосымша».
        start = _block_start(rows, taken, hits, tradition, place, begin)
        return Opening(start, place + 1, number) if start < place else None
    if (
        rest[:1].isalnum()
        or rest[:1] == "'"
        or (starts_lower(row.text[found.start("word")]) and found.start("word") == 0)
    ):
        return None
    if not said.strip(".:"):
        is_last = bool(found.start("word")) or _stands_last(tradition)
        start = _block_start(rows, taken, hits, tradition, place, begin) if is_last else place
        if start == place:
            return Opening(place, _reference_end(rows, taken, hits, place + 1, shapes.first), number)
        return Opening(start, place + 1, number)
    if starts_lower(said):
        if said.endswith(_SENTENCE):
            return None
        is_whole = re.search(r"№|\d{4}", said)
        end = (
            place + 1
            if is_whole
            else _reference_end(rows, taken, hits, place + 1, shapes.first, has_begun=True)
        )
        return Opening(place, end, number)
    if said[0] in '("«„“[' and not said.endswith(_SENTENCE):
        return Opening(place, place + 1, number)
    separated = said[0] in ".:-"
    title = found.start("rest") + len(rest) - len(rest.lstrip(" .:-"))
    if (separated and number) or (number and len(said) < 160 and not said.endswith(_SENTENCE)):
        return Opening(place, place + 1, number, title=title)
    return None


def _stands_last(tradition: Tradition) -> bool:
    """Tell whether the word for an annex ends its block: «… низомга», and below it «ИЛОВА»."""
    return any(one.ends and one.number != "after" for one in tradition.headings if one.kind is Kind.ANNEX)


def _number(found: re.Match[str], tradition: Tradition) -> Number | None:
    told = found["number"] or (found.groupdict().get("late") or "")
    if len(told) == 1 and told.isalpha() and not re.fullmatch(r"[IVXІХ]", told):
        return Number(told.upper() if told.isascii() else told, (ord(told.upper()),))
    digits = re.match(r"\d+(?:[-.]\d+)*", told)
    return number_of(digits.group() if digits else told, tradition) if told else None


def _is_plain(rows: Sequence[Row], taken: Sequence[bool], hits: Sequence[Hit | None], place: int) -> bool:
    row = rows[place]
    return not (row.is_table or taken[place] or hits[place]) and len(row.key) <= 110


def _reference_end(
    rows: Sequence[Row],
    taken: Sequence[bool],
    hits: Sequence[Hit | None],
    start: int,
    begins: re.Pattern[str],
    *,
    has_begun: bool = False,
) -> int:
    """Return the row after «к постановлению … от … № 5», which begins small and ends with a number."""
    while start < len(rows) and re.fullmatch(r"[(\[].{1,80}[)\]]", rows[start].key):
        start += 1
    if start >= len(rows):
        return start
    if not (has_begun or starts_lower(rows[start].text)):
        is_reference = _NUMBERED.search(rows[start].key) and _is_plain(rows, taken, hits, start)
        return start + 1 if is_reference and not rows[start].key.endswith(_SENTENCE) else start
    for place in range(start, min(start + LONGEST_BLOCK, len(rows))):
        key = rows[place].key
        if not _is_plain(rows, taken, hits, place) or _POINT.match(key) or key.endswith(_SENTENCE):
            break
        if place > start and begins.match(key) and not starts_lower(rows[place].text):
            break
        if re.search(r"№|\d{4}", key) or (not has_begun and re.search(r"\d", key)):
            return place + 1
    end = start
    while end < len(rows) and starts_lower(rows[end].text) and _is_plain(rows, taken, hits, end):
        end += 1
    # «до Закону України», and below it «"Про безпечність харчових продуктів"».
    is_named = start < end < len(rows) and _QUOTED.match(rows[end].key) and _is_plain(rows, taken, hits, end)
    return end + 1 if is_named else end


# «… որոշման N 77-Ն», «Hotărârea Guvernului nr. 77»: the number of another act.
_NUMBERED = re.compile(r"(?:№|(?<!\w)(?:N|No\.?|[Nn]r\.?))\s?\d")
_QUOTED = re.compile(r"^[\"«„“][^\"»”]*[\"»”]$")
# «1. Общие …», but not the day «20.05.2023».
_POINT = re.compile(r"[\d(]+[.)](?!\d)")
# The number of an order on a line of its own: «№ ҚР ДСМ-105».
_SIGN_ALONE = re.compile(r"^(?:№|N)\s?[\w-]+(?:\s[\w-]+)?$")
# Words in the genitive: «Республикасынын», «Prezidentiniň».
_WHOSE = re.compile(r"(?:н[ыиуү]н|[нтд][ыі]ң|нинг|ning|n[iy]ň)$", re.IGNORECASE)
_INITIALS = re.compile(
    r"^[\d\s]+$|(?:^|\s)[^\W\d_]\.\s?(?:[^\W\d_]\.\s?)?[^\W\d_]{2,}$|^\W*$|^№\s?\S+$|^[\w'’-]*\d+-(?:son|сон)$"
)


def _signs_below(rows: Sequence[Row], place: int, tradition: Tradition) -> bool:
    """Tell whether a row goes on with a signature: «Раиси», and below it whose, and his name."""
    above = rows[place - 1] if place else None
    if above is None or len(above.key) > LONGEST_OFFICE or re.search(r"\d", above.key):
        return False
    return is_signature(above, tradition) and not _INITIALS.search(above.key)


def _block_start(
    rows: Sequence[Row],
    taken: Sequence[bool],
    hits: Sequence[Hit | None],
    tradition: Tradition,
    place: int,
    begin: int,
) -> int:
    """Return where a block begins that ends with the word «қосымша», up to a signature or a sentence."""
    start = place
    while start - 1 > begin and place - start < LONGEST_BLOCK:
        row = rows[start - 1]
        if not _is_plain(rows, taken, hits, start - 1) or row.key.endswith(_SENTENCE):
            break
        if _in_one(rows, start, place) and not _in_one(rows, start - 1, place) and start < place:
            break
        # «Кыргыз Республикасынын» is no office; where it signs, a name stopped the way up to it.
        is_office = is_signature(row, tradition) and not re.search(r"\d", row.key)
        if is_office and not _WHOSE.search(row.key):
            break
        if _INITIALS.search(row.key) or _POINT.match(row.key) or _signs_below(rows, start - 1, tradition):
            break
        start -= 1
    return start
