"""Articles without a word for them: «1. Short title», «1.—(1) These Regulations …»."""

import re

from tumar.law.rules.structure.endings import is_unfinished
from tumar.law.rules.structure.headings import Hit, is_title, rank_of
from tumar.law.rules.structure.marks import Mark, marks
from tumar.law.rules.structure.numbers import arabic
from tumar.law.rules.structure.planned import Plan
from tumar.law.rules.structure.rows import Row
from tumar.law.rules.traditions import Tradition
from tumar.law.rules.units import Kind

# A part of an act may begin with section 20 where the one above it ends with section 8.
LONGEST_LEAP = 50
# What a paragraph of a schedule begins with.
_BEGINS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ(“‘\"'"
# «Definitions. In this Ordinance …», «Short title and commencement: (1) This Act …».
_TITLE_RUN_IN = re.compile(r"[^.;:۔]{3,80}(?:[.۔]|:۔?)\s+\S|(?:repealed|omitted)\b", re.IGNORECASE)
_TITLE_AND_FIRST = re.compile(r"[^.;:۔]{3,80}(?:[.۔]|:۔?)\s*\([1۱]\)")
# «1 Short title», as Acts of the United Kingdom number their sections.
UNDOTTED = "1"
_UNDOTTED = re.compile(r"^(?P<number>\d{1,3}[A-Z]{0,2})(?=\s\S)")
_PUT_IN = re.compile(r"^(?:\d{1,2}|[⁰¹²³⁴⁵⁶⁷⁸⁹]+)?\[(?=\d)")
# «[F12A Guidance»: note F1, section 2A; or note F12, section A: what comes next says it.
_NOTED = re.compile(r"^\[?F\d{1,5}[A-Z]{0,2}(?=[\s.])")


def take_bare_articles(made: Plan, start: int, end: int) -> None:
    """Take «1. Short title» for an article in an act whose articles have no word."""
    divided = any(hit and hit.kind in {Kind.CHAPTER, Kind.PART} for hit in made.hits[start:end])
    pointed, undotted = (_bare_candidates(made, start, end, form) for form in ("1.", UNDOTTED))
    # «3 . . . .» of a repealed section looks as if it had a point.
    is_undotted = len(undotted[0]) > max(1, len(pointed[0]))
    found, titled = undotted if is_undotted else pointed
    if found and (titled * 2 >= len(found) or divided or _titles_run_in(made, found)):
        for place, hit in found.items():
            made.hits[place] = hit
        made.is_undotted = is_undotted


def _titles_run_in(made: Plan, found: dict[int, Hit]) -> bool:
    """Tell whether nearly all numbers have a short title on one line with their text, as in an ordinance."""
    rests = [made.rows[place].text[hit.rest_start :] for place, hit in found.items()]
    titled = sum(bool(_TITLE_RUN_IN.match(rest)) for rest in rests)
    return titled >= 0.8 * len(rests) and any(_TITLE_AND_FIRST.match(rest) for rest in rests)


def _bare_candidates(made: Plan, start: int, end: int, form: str) -> tuple[dict[int, Hit], int]:
    """Return the numbers of this form that may begin articles, and how many of them have titles."""
    taken = made.taken()
    found: dict[int, Hit] = {}
    titled = 0
    expected = 1
    for place in range(start, end):
        row = made.rows[place]
        first = (
            None if taken[place] or made.hits[place] else _bare_number(row, made.tradition, form, expected)
        )
        if first is None or not (_goes_on(first, expected) or _leaps(made, place, first, expected)):
            continue
        rest = row.text[first.end :].strip()
        if form == UNDOTTED and not _may_be_undotted(rest):
            continue
        titled += _is_titled(made, place, rest)
        start_of_rest = len(row.text) - len(row.text[first.end :].lstrip())
        rank = rank_of(made.tradition.code, made.tradition, Kind.ARTICLE)
        found[place] = Hit(
            Kind.ARTICLE, rank, first.number, first.end, start_of_rest, label_start=_label_start(row, first)
        )
        expected = first.number.base + 1
    return found, titled


def _bare_number(row: Row, tradition: Tradition, form: str, expected: int) -> Mark | None:
    """Return the number that may begin an article, also one that was put in: «[3A. Committees.—»."""
    if row.is_table:
        return None
    if form == UNDOTTED:
        if noted := _NOTED.match(row.text):
            return _behind_note(row.text, noted.end(), expected)
        found = _UNDOTTED.match(row.text)
        number = arabic(found["number"]) if found else None
        return Mark("1.", number, found.end()) if found and number else None
    put_in = _PUT_IN.match(row.text)
    return next(iter(marks(row, tradition, put_in.end() if put_in else 0)), None)


def _label_start(row: Row, first: Mark) -> int:
    """Return where the number begins behind the mark of a footnote, as a publisher prints it."""
    if noted := _NOTED.match(row.text):
        digits = str(first.number.base)
        return row.text.index(digits, noted.end() - len(digits) - len(first.number.value) + 1)
    put_in = _PUT_IN.match(row.text)
    return put_in.end() if put_in and put_in.end() > 1 else 0


def _behind_note(text: str, end: int, expected: int) -> Mark | None:
    """Return the number to which the mark of a note was glued: that which comes next."""
    start = text.index("F") + 2
    for place in range(start, end):
        number = arabic(text[place:end]) if text[place].isdigit() else None
        if number and _goes_on(Mark("1.", number, end), expected):
            return Mark("1.", number, end)
    return None


def _may_be_undotted(rest: str) -> bool:
    """Tell whether words after a number without a sign are a title, or the dots of a repealed section."""
    return bool(re.fullmatch(r"[.\s…*]{3,}", rest)) or (is_title(rest) and rest[:1].isupper())


def opens_undotted(row: Row) -> bool:
    """Tell whether a row is the title of a first section without a point: «1 Short title»."""
    found = None if row.is_table else _UNDOTTED.match(row.text)
    if found is None or found["number"] != UNDOTTED:
        return False
    return _may_be_undotted(row.text[found.end() :].strip())


def number_undotted(made: Plan, start: int, end: int) -> None:
    """Count «1 Viruses …» in a schedule of an act whose sections have no point after their numbers."""
    expected = 1
    taken = made.taken()
    for place in range(start, end):
        row = made.rows[place]
        found = None if taken[place] or made.hits[place] or row.is_table else _UNDOTTED.match(row.text)
        number = arabic(found["number"]) if found else None
        if (
            found
            and number
            and number.base in {expected, expected - 1}
            and row.text[found.end() + 1] in _BEGINS
        ):
            row.counted = found.end()
            expected = number.base + 1


def _is_titled(made: Plan, place: int, rest: str) -> bool:
    """Tell whether a number that may begin an article has a title, or the first paragraph, behind it."""
    if is_title(rest) or rest.startswith(("(1)", "-", "—", "–")) or re.search(r"\.\s?[—–-]", rest):
        return True
    if _stands_below_title(made, place):
        return True
    after = marks(made.rows[place + 1], made.tradition) if place + 1 < len(made.rows) else []
    return is_title(rest.rstrip(".")) and any(one.is_first and one.form in {"(1)", "(a)"} for one in after)


def _stands_below_title(made: Plan, place: int) -> bool:
    """Tell whether a title stands above the number, as in a statutory instrument."""
    if place < 2 or made.rows[place - 1].is_table or marks(made.rows[place - 1], made.tradition):
        return False
    is_parted = made.hits[place - 2] is not None or not is_unfinished(made.rows[place - 2].text)
    above = place > 2 and made.hits[place - 3] is not None
    return is_title(made.rows[place - 1].text) and made.hits[place - 1] is None and (is_parted or above)


def _goes_on(mark: Mark, expected: int) -> bool:
    """Tell whether a number may be that of the next article: 5, 4A, or 6 where 5 was repealed."""
    if mark.form != "1.":
        return False
    added = mark.number.base == expected - 1 and len(mark.number.value) > 1
    return added or expected <= mark.number.base <= expected + 2


def _leaps(made: Plan, place: int, mark: Mark, expected: int) -> bool:
    """Tell whether a title right below that of a division begins with a much later number."""
    above = [made.hits[one] for one in range(max(place - 2, 0), place)]
    is_first = any(hit and hit.kind is not Kind.ARTICLE for hit in above)
    is_later = mark.form == "1." and expected < mark.number.base <= expected + LONGEST_LEAP
    return is_first and is_later and is_title(made.rows[place].text[mark.end :].strip())
