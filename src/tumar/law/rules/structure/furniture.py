"""What stands in an act without being its provisions: publishers' notes, tables of contents, quotations."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from tumar.law.rules.structure.endings import is_unfinished
from tumar.law.rules.structure.headings import Hit
from tumar.law.rules.structure.marks import marks
from tumar.law.rules.structure.numbers import arabic
from tumar.law.rules.structure.rows import Row, key_of
from tumar.law.rules.traditions import Tradition
from tumar.law.rules.units import Kind

LONGEST_NOTE = 6
LONGEST_QUOTATION = 400
# Headings among which an act gives its own table of contents.
MOST_ABOVE = 6
_PAIRS = {"(": ")", "[": "]", "{": "}", "/": "/"}
# Croatian has »…«, Urdu ”…“.
_CLOSERS = {"«": "»", "»": "«", "„": '“”"', "“": '”"', '"': '"', "”": "”“", "‟": "”"}
_OPENS = re.compile(r"(?:^|:\s?)(?P<quote>[«»„“\"”‟])\s?(?=[^\s,.;:])")


# «[5] 1 fevral 2018-ci il tarixli … Qanunu ilə … əlavə edilmişdir.»
_FOOTNOTE = re.compile(r"^\[\d{1,4}\]\s(?=\S)")
# «- 5 -», the number of a page in a plain text, and the line of a site on its rights.
_PAGE = re.compile(r"^-\s?\d{1,4}\s?-$|^©|^.{0,100}©\s?\d{4}")


@cache
def _starts(code: str, tradition: Tradition) -> re.Pattern[str]:
    starts = (*tradition.note_starts, *tradition.note_announces)
    told = "|".join([*(re.escape(key_of(one)) for one in starts), *tradition.note_shapes]) or "(?!)"
    return re.compile(rf"^(?:{told})", re.IGNORECASE)


@cache
def _note_words(code: str, tradition: Tradition) -> re.Pattern[str]:
    return re.compile("|".join(map(key_of, tradition.note_words)) or "(?!)", re.IGNORECASE)


@cache
def _note_lines(code: str, tradition: Tradition) -> re.Pattern[str]:
    return re.compile("|".join(map(key_of, tradition.note_lines)) or "(?!)", re.IGNORECASE)


def notes(rows: Sequence[Row], hits: Sequence[Hit | None], tradition: Tradition) -> dict[int, int]:
    """Return where notes of publishers begin, each with the row after its end."""
    found: dict[int, int] = {}
    place = 0
    while place < len(rows):
        end = _note_end(rows, place, tradition)
        if end == place and hits[place] is None and _says_note(rows[place], tradition):
            end = place + 1
        if end > place:
            found[place] = end
        place = max(end, place + 1)
    return found


def _says_note(row: Row, tradition: Tradition) -> bool:
    """Tell whether a line without brackets is a note: «Статья 2 изложена в редакции Закона …»."""
    if row.is_table or not _note_lines(tradition.code, tradition).search(row.key):
        return False
    return not marks(row, tradition)


def _note_end(rows: Sequence[Row], place: int, tradition: Tradition) -> int:
    row = rows[place]
    if row.is_table or not row.key:
        return place
    if row.is_note or _PAGE.match(row.key):
        return place + 1
    if _FOOTNOTE.match(row.key) and _note_words(tradition.code, tradition).search(row.key):
        return place + 1
    if _starts(tradition.code, tradition).match(row.key):
        return _started_end(rows, place, tradition)
    return _bracketed(rows, place, tradition)


@cache
def _announces(code: str, tradition: Tradition) -> re.Pattern[str]:
    told = "|".join(re.escape(key_of(one)) for one in tradition.note_announces) or "(?!)"
    return re.compile(rf"^(?:{told}).?.?$", re.IGNORECASE)


def _started_end(rows: Sequence[Row], place: int, tradition: Tradition) -> int:
    """Return the end of a note that a word begins: with its bracket, or below «Примечание!»."""
    if rows[place].key[0] == "[" and "]" not in rows[place].key:
        for end in range(place, min(place + LONGEST_NOTE, len(rows))):
            if rows[end].key.endswith("]"):
                return end + 1
    announces = _announces(tradition.code, tradition).match(rows[place].key)
    below = place + 1 < len(rows) and not rows[place + 1].is_table
    return place + 2 if announces and below else place + 1


def _bracketed(rows: Sequence[Row], place: int, tradition: Tradition) -> int:
    """Return the end of a note that is in brackets from first to last; `place` if it is none."""
    opening = rows[place].key[0]
    if opening not in _PAIRS:
        return place
    for end in range(place, min(place + LONGEST_NOTE, len(rows))):
        row = rows[end]
        if row.is_table or (end > place and row.key[:1] == opening):
            return place
        if row.key.rstrip(" .;,*").endswith(_PAIRS[opening]):
            whole = " ".join(one.key for one in rows[place : end + 1])
            return end + 1 if is_note(whole, tradition) else place
    return place


def is_note(whole: str, tradition: Tradition) -> bool:
    """Tell whether a text in brackets is the word of a publisher."""
    opening = whole[0]
    closing = _PAIRS[opening]
    inner = whole.rstrip(" .;,*")[1:-1]
    if opening != "/" and closing in inner and _closes_early(inner, opening, closing):
        return False
    if opening in "{/" and len(inner) > 10:
        return True
    return len(inner) > 3 and bool(_note_words(tradition.code, tradition).search(inner))


# «lit. b) a art. 8», «пункт 3)»: its bracket closes nothing.
_ITEM = re.compile(r"(?<=\s)[^\W_]{1,3}(?:\^\d+)?\)")


def _closes_early(inner: str, opening: str, closing: str) -> bool:
    depth = 1
    for letter in _ITEM.sub("", inner):
        depth += (letter == opening) - (letter == closing)
        if depth == 0:
            return True
    return False


def quotations(rows: Sequence[Row], hits: Sequence[Hit | None]) -> dict[int, int]:
    """Return rows in which a quotation of several lines begins, each with the row after its end."""
    found: dict[int, int] = {}
    place = 0
    while place < len(rows):
        end = _quotation_end(rows, place)
        if end > place + 1 or rows[place].is_quoted:
            found[place] = end
            place = end
        else:
            place += 1
    return found


def _quotation_end(rows: Sequence[Row], place: int) -> int:
    row = rows[place]
    if row.is_quoted:
        return next((end for end in range(place, len(rows)) if not rows[end].is_quoted), len(rows))
    opening = None if row.is_table else _unclosed(row.text)
    if opening is None or not _may_quote(rows, place):
        return place
    depth = _depth(row.text[opening:], row.text[opening])
    for end in range(place + 1, min(place + LONGEST_QUOTATION, len(rows))):
        text = rows[end].text
        if rows[end].is_table:
            continue
        depth = _deeper(depth, text, row.text[opening])
        if depth <= 0 and _ends_quoted(text, row.text[opening]):
            return end + 1
        if depth > 0 and row.text[opening] == "«" and _ends_whole(rows, end):
            return end + 1
    return place


def _may_quote(rows: Sequence[Row], place: int) -> bool:
    """Tell whether new wording may begin here: after a colon, in this line or before it."""
    text = rows[place].text
    if text[0] not in _CLOSERS:
        return True
    before = next((rows[one].text for one in range(place - 1, -1, -1) if rows[one].text), "")
    if before.endswith((".", "․", "՝", "`")) and "ա" <= before.rstrip(".․՝`")[-1:] <= "և":
        # «… լրացնել հետևյալ բովանդակությամբ 4-րդ մասով.»
        return True
    return before.rstrip(" ۔").endswith((":", "-", "–", "»;", "”;", '";', "»", "”", '"', "»,", '",'))


def _unclosed(text: str) -> int | None:
    """Return where a quotation opens that this line does not close."""
    for found in _OPENS.finditer(text):
        start = found.start("quote")
        if _depth(text[start:], found["quote"]) > 0:
            return start
    return None


def _depth(text: str, quote: str) -> int:
    return _deeper(0, text, quote)


def _deeper(depth: int, text: str, quote: str) -> int:
    if quote in '"”':
        return (depth + sum(text.count(one) for one in {quote, *_CLOSERS[quote]})) % 2
    closers = _CLOSERS[quote]
    for letter in text:
        if letter == quote:
            depth += 1
        elif letter in closers and depth > 0:
            depth -= 1
    return depth


def _ends_quoted(text: str, quote: str) -> bool:
    return text.rstrip(" .;,:։۔").endswith(tuple(_CLOSERS[quote]))


def _ends_whole(rows: Sequence[Row], end: int) -> bool:
    """Tell whether a quotation ends although one sign serves for two: «… «…»; and then a number."""
    text = rows[end].text
    if not re.search(r"»[.;]$", text) or end + 1 >= len(rows):
        return False
    return bool(re.match(r"\d+[.)]|[^\W\d_]\)", rows[end + 1].text)) and text.endswith("»;")


def contents(rows: Sequence[Row], hits: Sequence[Hit | None], tradition: Tradition) -> tuple[int, int] | None:
    """Return the rows of a table of contents: headings that all come again, with nothing between them."""
    titles = {key_of(one).lower() for one in tradition.contents}
    if tradition.bare_articles and not any(hit and hit.kind is Kind.ARTICLE for hit in hits):
        hits = [_as_article(hit, row, tradition) for hit, row in zip(hits, rows, strict=True)]
    first = next((place for place, hit in enumerate(hits) if hit and hit.number), None)
    if first is None:
        return None
    for named in (place for place, row in enumerate(rows) if row.key.rstrip(" .:").lower() in titles):
        if named > first + 3 and (end := _listed_end(rows, hits, named)):
            return named, end
        if end := _named_end(rows, hits, named):
            return named, end
    end = _bare_end(rows, hits, first)
    if (again := _first_again(hits, first, end)) is not None:
        first = again
        end = _bare_end(rows, hits, first)
    is_list = sum(1 for place in range(first, end) if hits[place]) > 2 and _comes_again(hits, first, end)
    return (_above_alone(hits, first), end) if is_list else _within_article(rows, hits)


def _within_article(rows: Sequence[Row], hits: Sequence[Hit | None]) -> tuple[int, int] | None:
    """Return a table of contents that an article gives, as Acts of Congress do in their first section."""
    places = [place for place, hit in enumerate(hits) if hit][:MOST_ABOVE]
    for above, start in pairwise(places):
        if not _same(hits[start], hits[above]):
            continue
        end = _bare_end(rows, hits, start)
        if sum(1 for place in range(start, end) if hits[place]) > 2 and _comes_again(hits, start + 1, end):
            return start, end
    return None


def _named_end(rows: Sequence[Row], hits: Sequence[Hit | None], named: int) -> int | None:
    """Return the end of a table of contents that a title announces; nothing when it lists no headings."""
    first = next((place for place in range(named, len(hits)) if hits[place]), None)
    if first is None or first > named + 3:
        return None
    end = _bare_end(rows, hits, first)
    is_list = sum(1 for place in range(first, end) if hits[place]) > 1 and _comes_again(hits, first, end)
    return end if is_list else None


def _first_again(hits: Sequence[Hit | None], first: int, end: int) -> int | None:
    """Return the first heading of a run that comes once more below it: «Title 42» may stand above a list."""
    places = [place for place in range(first, end) if hits[place]]
    later = {(hit.kind, hit.number) for hit in hits[end:] if hit}
    told = (place for place in places if (hit := hits[place]) and (hit.kind, hit.number) in later)
    return next(told, None)


_NUMBERED = re.compile(
    r"^(?P<number>\d{1,3}(?:\.\d{1,4})?[A-Z]{0,2})(?:[.۔]?\s+|[.۔]?\s?[—–-]\s?)(?=[A-Z(]|[\u0620-\u06d3])"
)


def _as_article(hit: Hit | None, row: Row, tradition: Tradition) -> Hit | None:
    """Return what a row is where sections take the place of articles: «Sec. 121.1» is listed as «121.1»."""
    if hit and hit.kind is Kind.SECTION and tradition.headings[int(hit.rank)].article_if_none:
        return replace(hit, kind=Kind.ARTICLE)
    return hit or _numbered_hit(row)


def _numbered_hit(row: Row) -> Hit | None:
    """Return «1. Short title» as what it is in a table of contents of an act without a word for articles."""
    found = None if row.is_table else _NUMBERED.match(row.text)
    number = arabic(found["number"]) if found else None
    return Hit(Kind.ARTICLE, 99, number, found.end(), found.end()) if found and number else None


def _listed_end(rows: Sequence[Row], hits: Sequence[Hit | None], named: int) -> int | None:
    """Return the end of a table of contents that stands below the act: all that it lists stands above."""
    first = next((place for place in range(named, len(hits)) if hits[place]), None)
    if first is None or first > named + 3:
        return None
    end = _bare_end(rows, hits, first)
    listed = [hit for hit in hits[first:end] if hit]
    is_list = all(any(_same(hit, one) for one in hits[:named]) for hit in listed if hit.number)
    return end if len(listed) > 1 and is_list else None


def _bare_end(rows: Sequence[Row], hits: Sequence[Hit | None], first: int) -> int:
    """Return the row after the last heading of a run in which nothing but headings and their titles stand."""
    end, between = first, 0
    numbered = next((at for at in range(first, len(hits)) if (hit := hits[at]) and hit.number), first)
    for place in range(first, len(rows)):
        if hit := hits[place]:
            if place > numbered and (_same(hit, hits[numbered]) or _is_listed(hit, hits[first:place])):
                return _above_alone(hits, place)
            end, between = place + 1, 0
        else:
            between += 1
        if between > 3 or rows[place].is_table or (not hits[place] and _is_sentence(rows[place].text)):
            break
    return end


def _is_listed(hit: Hit, listed: Sequence[Hit | None]) -> bool:
    """Tell whether an article stands in the list already; sections may begin anew in each chapter."""
    return hit.kind is Kind.ARTICLE and any(_same(hit, one) for one in listed)


def _above_alone(hits: Sequence[Hit | None], place: int) -> int:
    """Return the row of «ОБЩАЯ ЧАСТЬ» that stands above the first numbered heading of the act."""
    while place and (above := hits[place - 1]) and above.number is None:
        place -= 1
    return place


def _is_sentence(text: str) -> bool:
    return len(text) > 200 or (not is_unfinished(text) and not text.endswith(("..", "…")))


def _same(hit: Hit | None, other: Hit | None) -> bool:
    return bool(hit and other and hit.number and (hit.kind, hit.number) == (other.kind, other.number))


def _comes_again(hits: Sequence[Hit | None], first: int, end: int) -> bool:
    """Tell whether the first headings of the run all stand once more below it, in the same order."""
    listed = [hit for hit in hits[first:end] if hit and hit.number]
    wanted = listed[:3]
    later = (hit for hit in hits[end:] if hit)
    return all(any(_same(hit, one) for hit in later) for one in wanted)
