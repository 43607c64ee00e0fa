"""The parts of a document: what stands before the provisions, the act, its annexes, the signatures."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from tumar.law.rules.structure.endings import ends_item, ends_sentence, is_unfinished, opens_list
from tumar.law.rules.structure.headings import Hit, is_capitals, is_title, rank_of, starts_lower
from tumar.law.rules.structure.marks import marks
from tumar.law.rules.structure.numbers import Number, letter_address
from tumar.law.rules.structure.rows import Row, key_of
from tumar.law.rules.structure.stubs import says_repealed
from tumar.law.rules.traditions import Tradition
from tumar.law.rules.units import Kind

LONGEST_SIGNATURE = 110
# «Астана, Ақорда,»: a place or a day before the next line of a signature.
SHORT = 40
_SIGNED = re.compile(
    r"(?:^|\s)(?:[^\W\d_]\.\s?){1,2}[^\W\d_][\w'’-]{2,}$|^[^\W\d_][\w'’-]+\s(?:[^\W\d_]\.\s?){1,2}$|^(?:№|N\s|Nr\.?\s|No\.?\s)\s?\d"
    r"|^(?:[«\"]?\d{1,2}[»\"]?[\s.-]\s?[^\d\s]{2,15}(?:\s[^\d\s]{2,})?\s\d{4})(?=.{0,30}$)|^\d{4}\s?-?\s?(?:yil|йил|жыл|оны)|^\d{1,2}\.\d{1,2}\.\d{4}"
    r"|^\d{4}\s?-?\s?[^\W\d_]+\.?\s+(?:[^\W\d_]+\s)?\d{1,2}"
    r"|(?<!\w)[sс]\.\s?[rр]\.$|^(?:[\w'’]+-)*\d+-(?:son|сон|Ն|IQ|IIQD)$"
)


@cache
def _enacting(code: str, tradition: Tradition) -> re.Pattern[str]:
    keys = [key_of(one) for one in tradition.enacting]
    # Also «п о с т а н о в л я е т», as it is often set.
    spaced = [r"\s?".join(map(re.escape, key.replace(" ", ""))) for key in keys]
    told = "|".join([*map(re.escape, keys), *spaced]) or "(?!)"
    return re.compile(rf"(?<!\w)(?:{told})\s?[:.,;]?\s?-?\s*$", re.IGNORECASE)


@cache
def _closing(code: str, tradition: Tradition) -> re.Pattern[str]:
    words = {form for one in tradition.closing for form in (key_of(one), key_of(one).upper())}
    told = "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or "(?!)"
    return re.compile(rf"^(?:{told})(?![\w'])")


def enacts(row: Row, tradition: Tradition) -> bool:
    """Tell whether the line ends with the words that enact: «ПОСТАНОВЛЯЕТ:»."""
    return bool(_enacting(tradition.code, tradition).search(row.key))


def begins_at(
    rows: Sequence[Row], taken: Sequence[bool], hits: Sequence[Hit | None], tradition: Tradition
) -> int:
    """Return the row with which the provisions begin; the number of rows when there are none."""
    first = next((place for place, hit in enumerate(hits) if hit and not taken[place]), len(rows))
    enacted = next((place for place in range(min(first, len(rows))) if enacts(rows[place], tradition)), None)
    if first < len(rows):
        between = [] if enacted is None else list(range(enacted + 1, first))
        has_points = any(
            _opens_points(rows[place], tradition) and not all(map(_may_be_title, rows[place:first]))
            for place in between
        )
        return enacted + 1 if enacted is not None and has_points else first
    if enacted is not None:
        return enacted + 1
    numbered = (
        place
        for place, row in enumerate(rows)
        if not taken[place]
        and any(one.is_first for one in marks(row, tradition) if one.form in {"1.", "1)", "(1)", "1-", "1.1"})
    )
    return next(numbered, _after_title(rows))


def _may_be_title(row: Row) -> bool:
    """Tell whether a line reads as a title, with its number or without."""
    return is_title(_SUBHEADING.sub("", row.text))


def _opens_points(row: Row, tradition: Tradition) -> bool:
    return any(one.is_first and one.form in {"1.", "1)"} for one in marks(row, tradition))


def _after_title(rows: Sequence[Row]) -> int:
    """Return the first row that reads as a sentence."""
    return next((place for place, row in enumerate(rows) if not is_unfinished(row.text)), len(rows))


def preamble_at(rows: Sequence[Row], end: int, tradition: Tradition) -> int:
    """Return where the reasons begin among the rows before the provisions; `end` when there are none."""
    for place in range(end):
        text = rows[place].text
        if enacts(rows[place], tradition):
            # «VENDOSI:» alone on its line ends the sentence above it.
            return place - 1 if len(text) < SHORT and place and len(rows[place - 1].text) > 80 else place
        if _begins_reasons(text):
            return place
        if ends_sentence(text) and (len(text) > 130 or (_is_plain_sentence(text) and place)):
            return place
    return end


def _is_plain_sentence(text: str) -> bool:
    """Tell whether a line is a sentence of the act and not a line of its title: «Цей Закон визначає …»."""
    return len(text) > 30 and text.count(" ") >= 3 and not re.search(r"\d", text) and not is_capitals(text)


def _begins_reasons(text: str) -> bool:
    if not (ends_item(text) or opens_list(text)):
        return False
    return len(text) > 60 or (len(text) > 24 and not re.search(r"\d", text))


def closes_at(
    rows: Sequence[Row],
    taken: Sequence[bool],
    hits: Sequence[Hit | None],
    start: int,
    end: int,
    tradition: Tradition,
) -> int:
    """Return where the signatures begin in a part of the document; `end` when there are none."""
    first = end
    for place in range(end - 1, start, -1):
        if taken[place] or hits[place] or not _may_sign(rows[place], tradition):
            break
        if hits[place - 1] and not is_signature(rows[place], tradition):
            break
        if is_signature(rows[place], tradition):
            first = place
    return _with_office(rows, taken, hits, first, start) if first < end else end


def _with_office(
    rows: Sequence[Row], taken: Sequence[bool], hits: Sequence[Hit | None], first: int, start: int
) -> int:
    """Return the row above a signature in which the office of the signatory begins."""
    above = first - 1
    is_office = (
        above - 1 > start
        and not (taken[above] or hits[above])
        and len(rows[above].text) <= 70
        and rows[above].text[:1].isalpha()
        and is_title(rows[above].text)
        and ends_sentence(rows[above - 1].text)
    )
    return above if is_office else first


def _may_sign(row: Row, tradition: Tradition) -> bool:
    if row.is_table or len(row.text) > LONGEST_SIGNATURE:
        return False
    if is_signature(row, tradition):
        return True
    is_short = len(row.text) <= SHORT and row.text.endswith(",")
    return (is_unfinished(row.text) or is_short) and not marks(row, tradition)


def is_signature(row: Row, tradition: Tradition) -> bool:
    """Tell whether the line is a piece of a signature: an office, initials and a name, a day, a number."""
    if row.is_table or len(row.text) > LONGEST_SIGNATURE or row.text.endswith((";", "։")):
        return False
    if _SIGNED.search(row.key):
        return True
    closing = _closing(tradition.code, tradition).match(row.key)
    return bool(closing) and (not row.text.endswith(".") or len(row.text) < 40)


def before_articles(
    rows: Sequence[Row], taken: Sequence[bool], hits: Sequence[Hit | None], tradition: Tradition
) -> dict[int, Hit | None]:
    """Return lines that head the article below them: as sections with their number, or as headings."""
    found: dict[int, Hit | None] = {}
    for place, hit in enumerate(hits):
        if hit is None or hit.kind is not Kind.ARTICLE:
            continue
        chain: list[int] = []
        above = place - 1
        while above >= 0 and len(chain) < 3 and _heads(rows, taken, hits, above, tradition):
            chain.append(above)
            above -= 1
        first = not any(one and one.kind is Kind.ARTICLE for one in hits[:place])
        while chain and not (_may_head(rows, taken, hits, chain[-1]) or (first and _is_one(rows[chain[-1]]))):
            chain.pop()
        for one in chain:
            found[one] = _numbered_heading(rows[one], tradition)
    return _ranked(rows, found)


def _is_one(row: Row) -> bool:
    """Tell whether a line is the first of numbered headings, as «1. Уводне одредбе» below a title."""
    return row.key.startswith(("1. ", "I. "))


def _ranked(rows: Sequence[Row], found: dict[int, Hit | None]) -> dict[int, Hit | None]:
    """Put «а) Имунизација» below «2. Посебне мере»: a kind of number that is met later stands deeper."""
    forms: list[str] = []
    ranked: dict[int, Hit | None] = {}
    for place in sorted(found):
        hit, first = found[place], rows[place].text[0]
        depth = str(len(hit.number.value)) if hit and hit.number else ""
        form = depth if first.isdigit() else "A" if first.isupper() else "a"
        if hit and form not in forms:
            forms.append(form)
        ranked[place] = replace(hit, rank=hit.rank + forms.index(form) / 16) if hit else None
    return ranked


def _heads(
    rows: Sequence[Row], taken: Sequence[bool], hits: Sequence[Hit | None], place: int, tradition: Tradition
) -> bool:
    title = _LETTERED.sub("", rows[place].text)
    if says_repealed(_SUBHEADING.sub("", rows[place].key), tradition):
        return False
    if taken[place] or hits[place] or not is_title(title) or starts_lower(title):
        return False
    if rows[place].text[0] in "-–—•*([{/" or _STUB.search(rows[place].text):
        return False
    above = hits[place - 1] if place else None
    return not (above and above.rest_start >= len(rows[place - 1].text))


# «а) Имунизација»
_LETTERED = re.compile(r"^[^\W\d_]\)\s+")
# «2. (մասն ուժը կորցրել է …)», «21. … ანგარიშს. (01.02.2024 N4000)»: text and what a publisher says of it.
_STUB = re.compile(r"^[^\s]+\s*[(\[{/].*[)\]}/]$|[.;։]\s*[(\[].*[)\]]$")


def _may_head(rows: Sequence[Row], taken: Sequence[bool], hits: Sequence[Hit | None], place: int) -> bool:
    """Tell whether a heading may stand here: not as the last of a list."""
    above = place - 1
    while above >= 0 and taken[above]:
        above -= 1
    if above >= 0 and _LETTERED.match(rows[place].text) and ends_item(rows[above].text):
        return False
    return _may_follow(rows, hits, above)


def _may_follow(rows: Sequence[Row], hits: Sequence[Hit | None], place: int) -> bool:
    """Tell whether a heading may stand below this row: a sentence ends, or a title or heading stands here."""
    if place < 0 or rows[place].is_table or hits[place]:
        return True
    if opens_list(rows[place].text):
        return False
    if not is_unfinished(rows[place].text) or rows[place].text.endswith((")", "]", "}", "/", "*")):
        return True
    above = hits[place - 1] if place else None
    return bool(above and above.rest_start >= len(rows[place - 1].text))


_SUBHEADING = re.compile(r"^(?P<number>\d{1,3}(?:[-.]\d+)*|[А-ЯA-Z]|[а-яa-z]|[IVX]+)[.)](?:\s|(?=[^\W\d_]))")


def _own_number(said: str) -> Number:
    """Return the number of a heading that this tradition does not count by, in ASCII all the same."""
    return Number(said if said.isascii() else letter_address(said.lower()), (1,))


def _numbered_heading(row: Row, tradition: Tradition) -> Hit | None:
    found = _SUBHEADING.match(row.key)
    if not found:
        return None
    read = [one for one in marks(row, tradition) if one.end >= found.end("number")]
    number = read[0].number if read else _own_number(found["number"])
    end = row.key.index(row.key[found.end("number")], found.end("number")) + 1
    rest = len(row.text) - len(row.text[end:].lstrip())
    return Hit(Kind.SECTION, rank_of(tradition.code, tradition, Kind.ARTICLE) - 0.25, number, end, rest)
