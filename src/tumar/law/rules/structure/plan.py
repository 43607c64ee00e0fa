"""What each row of an act is, decided before its units are built."""

from collections import Counter
from dataclasses import replace

from tumar.law.rules.structure import dividing, furniture, zones
from tumar.law.rules.structure.annexes import names_annex, openings
from tumar.law.rules.structure.bare import number_undotted, opens_undotted, take_bare_articles
from tumar.law.rules.structure.endings import ends_sentence
from tumar.law.rules.structure.headings import (
    Hit,
    cardinal_hit,
    heading_hit,
    is_title,
    rank_of,
    roman_hit,
    starts_lower,
)
from tumar.law.rules.structure.marks import Mark, marks
from tumar.law.rules.structure.planned import Plan
from tumar.law.rules.structure.rows import Row, key_of
from tumar.law.rules.structure.stubs import says_repealed
from tumar.law.rules.traditions import Tradition
from tumar.law.rules.units import Kind

# Lines in which a gazette says what it is, and its divisions among them, before an act begins.
LONGEST_PREFACE = 40
MOST_PARTS = 2


def plan(rows: list[Row], tradition: Tradition) -> Plan:
    """Return what each row is."""
    made = Plan(rows, tradition, [heading_hit(row, tradition) for row in rows])
    _forget_titles(made)
    made.quotations = furniture.quotations(rows, made.hits)
    made.notes = _outside(furniture.notes(rows, made.hits, tradition), made.quotations)
    _take_afterword(made)
    _clear(made)
    made.hits = _without_weak(made)
    _forget_chapter_of_statutes(made)
    _forget_parts_of_gazette(made)
    _forget_references(made)
    _forget_orders(made)
    made.contents = furniture.contents(rows, made.hits, tradition)
    _clear(made)
    made.begin = zones.begins_at(rows, made.taken(), made.hits, tradition)
    first = _first_provision(made)
    found = openings(rows, made.taken(), made.hits, tradition, first)
    if found and found[0].start < made.begin:
        made.begin = first
    made.annexes = {one.start: one for one in found}
    _forget_spans(made)
    for start, end in _parts(made):
        _settle(made, start, end)
    made.begin = min(made.begin, zones.begins_at(rows, made.taken(), made.hits, tradition))
    made.preamble = zones.preamble_at(rows, made.begin, tradition)
    return made


def _forget_titles(made: Plan) -> None:
    """Take «Общая часть» below «Раздел I» for its title."""
    for place in range(1, len(made.hits)):
        hit, above = made.hits[place], made.hits[place - 1]
        if hit and hit.number is None and above and above.rest_start >= len(made.rows[place - 1].text):
            made.hits[place] = None


def _forget_chapter_of_statutes(made: Plan) -> None:
    """Take «CHAPTER 242» in front of an act for the place of the act among the laws."""
    first = next((place for place, hit in enumerate(made.hits) if hit), None)
    hit = made.hits[first] if first is not None else None
    if first is None or hit is None or hit.number is None or hit.number.base <= 1:
        return
    others = [one for one in made.hits if one and (one.rank, one.number) != (hit.rank, hit.number)]
    is_alone = all(one.rank != hit.rank for one in others) and any(one.rank < hit.rank for one in others)
    is_bare = hit.rest_start >= len(made.rows[first].text)
    if is_alone and is_bare and hit.kind is not Kind.ARTICLE:
        made.hits = [None if one and one.rank == hit.rank else one for one in made.hits]


def _forget_parts_of_gazette(made: Plan) -> None:
    """Take «PART I» above the words that enact for the part of the gazette in which the act stands."""
    enacted = next((place for place, row in enumerate(made.rows) if zones.enacts(row, made.tradition)), 0)
    above = [place for place in range(min(enacted, LONGEST_PREFACE)) if made.hits[place]]
    kinds = {hit.kind for place in above if (hit := made.hits[place])}
    if enacted > LONGEST_PREFACE or len(above) > MOST_PARTS or Kind.ARTICLE in kinds:
        return
    if not any(marks(made.rows[place], made.tradition) for place in range(enacted)):
        for place in above:
            made.hits[place] = None


def _forget_references(made: Plan) -> None:
    """Take «Article 3» alone below «SCHEDULE 1» for what says where the schedule belongs."""
    if not made.tradition.bare_articles:
        return
    for place in range(1, len(made.rows)):
        hit = made.hits[place]
        is_bare = hit and hit.kind is Kind.ARTICLE and hit.rest_start >= len(made.rows[place].text)
        if is_bare and names_annex(made.rows[place - 1], made.tradition):
            made.hits[place] = None


def _forget_orders(made: Plan) -> None:
    """Take «Neni 17 shfuqizohet.» between articles 3 and 4 for an order about an article of another act."""
    places = [place for place, hit in enumerate(made.hits) if hit and hit.kind is Kind.ARTICLE]
    for before, place, after in zip(places, places[1:], places[2:], strict=False):
        numbers = [one.number for at in (before, place, after) if (one := made.hits[at]) and one.number]
        rest = made.rows[place].text[hit.rest_start :] if (hit := made.hits[place]) else ""
        is_order = starts_lower(rest) and says_repealed(rest, made.tradition)
        if is_order and len(numbers) == 3 and numbers[2].follows(numbers[0]):
            # «Articolul 261. - abrogat.» between 26 and 27 was 26¹.
            is_own = numbers[1].follows(numbers[0]) or numbers[1].is_raised(numbers[0])
            made.hits[place] = made.hits[place] if is_own else None


def _first_provision(made: Plan) -> int:
    """Return the first row that can be a provision; no annex stands above it."""
    taken = made.taken()
    for place in range(made.begin):
        found = [] if taken[place] else marks(made.rows[place], made.tradition)
        if any(one.is_first and one.form in {"1.", "1)"} for one in found):
            return place
        if made.tradition.bare_articles and not taken[place] and opens_undotted(made.rows[place]):
            return place
    return made.begin


def _outside(notes: dict[int, int], quotations: dict[int, int]) -> dict[int, int]:
    spans = list(quotations.items())
    return {at: end for at, end in notes.items() if not any(start <= at < until for start, until in spans)}


def _take_afterword(made: Plan) -> None:
    """Take all below «EXPLANATORY NOTE» for a note, where no article stands there any more."""
    titles = {key_of(one).lower().replace(" ", "") for one in made.tradition.afterwords}
    keys = (row.key.rstrip(" .:").lower().replace(" ", "") for row in made.rows)
    last = max((place for place, hit in enumerate(made.hits) if hit and hit.kind is Kind.ARTICLE), default=0)
    start = next((place for place, key in enumerate(keys) if place > last and key in titles), 0)
    if start:
        made.notes = {at: end for at, end in made.notes.items() if end <= start} | {start: len(made.rows)}
        made.quotations = {at: end for at, end in made.quotations.items() if end <= start}


def _clear(made: Plan) -> None:
    for place, is_taken in enumerate(made.taken()):
        if is_taken:
            made.hits[place] = None


def _forget_spans(made: Plan) -> None:
    for one in made.annexes.values():
        for place in range(one.start, one.end):
            made.hits[place] = None


def _without_weak(made: Plan) -> list[Hit | None]:
    """Return the hits without those that only look like headings: «Статья 12 Конституции» in a text."""
    told = [hit for hit in made.hits if hit]
    all_of = Counter(hit.rank for hit in told)
    strong = Counter(hit.rank for hit in told if not hit.weak)
    kept: list[Hit | None] = []
    last: Hit | None = None
    for place, hit in enumerate(made.hits):
        if hit is None or not hit.weak or _goes_on_after(made, place, hit, last):
            kept.append(hit)
            last = hit if hit and hit.kind is Kind.ARTICLE else last
            continue
        in_company = strong[hit.rank] * 2 <= all_of[hit.rank]
        rest = made.rows[place].text[hit.rest_start :]
        # «§ 331.3 Registration.»: a dotted number is seldom one of a sentence.
        is_good = is_title(rest) or (
            len(hit.number.value) > 1 and is_title(rest.rstrip(".")) if hit.number else False
        )
        kept.append(hit if (in_company if hit.kind is Kind.ARTICLE else is_good) else None)
    return kept


def _goes_on_after(made: Plan, place: int, hit: Hit, last: Hit | None) -> bool:
    """Tell whether «Статья 53 Утаивание …» comes next after the article above it, as a title does."""
    if not (last and last.number and hit.number and hit.rank == last.rank and place):
        return False
    above = made.rows[place - 1].text
    return (
        hit.number.follows(last.number)
        and is_title(made.rows[place].text)
        and (not above or ends_sentence(above))
    )


def _parts(made: Plan) -> list[tuple[int, int]]:
    """Return the act and its annexes as spans of rows."""
    starts = [made.begin, *(one.end for one in made.annexes.values())]
    ends = [*(one.start for one in made.annexes.values()), len(made.rows)]
    return list(zip(starts, ends, strict=True))


def _settle(made: Plan, start: int, end: int) -> None:
    """Decide what is peculiar to one part: its articles without a word, its titles, its signatures."""
    _roman_chapters(made, start if start != made.begin else 0, end)
    _roman_points(made, start if start != made.begin else 0, end)
    _roman_divisions(made, start, end)
    if not _has_articles(made, start, end):
        _articles_by_section(made, start, end)
    if made.is_undotted and start != made.begin:
        number_undotted(made, start, end)
    if not _has_articles(made, start, end) and made.tradition.bare_articles and start == made.begin:
        take_bare_articles(made, 0, end)
    taken = made.taken()
    if _has_articles(made, start, end):
        found = zones.before_articles(made.rows[:end], taken[:end], made.hits[:end], made.tradition)
        for place, hit in found.items():
            if place >= start or (start == made.begin and place > 0):
                made.hits[place] = hit
                made.headings |= set() if hit else {place}
    else:
        _forget_alone(made, start, end)
        _divide(made, start, end)
        made.headings |= _headings_of_points(made, start, end)
    if made.contents and made.contents[1] == end:
        end = made.contents[0]
    end = _before_notes(made, end)
    signed = zones.closes_at(made.rows, taken, made.hits, max(start, 1), end, made.tradition)
    if signed < end:
        made.closings[signed] = end


def _divide(made: Plan, start: int, end: int) -> None:
    """Find the divisions of a part without articles: by letters, then by titles with numbers."""
    for find in (dividing.lettered_divisions, dividing.titled_points):
        found = find(made.rows, made.taken(), made.hits, start, end, made.tradition)
        for place, hit in found.items():
            made.hits[place] = hit


def _before_notes(made: Plan, end: int) -> int:
    """Return where the notes begin that end a part: signatures stand above them."""
    starts = {until: at for at, until in made.notes.items()}
    while end in starts:
        end = starts[end]
    return end


def _forget_alone(made: Plan, start: int, end: int) -> None:
    """Take «Загальна частина» for no more than a heading where no article stands below it."""
    for place in range(start, end):
        hit = made.hits[place]
        if hit and hit.number is None:
            made.hits[place] = None


def _has_articles(made: Plan, start: int, end: int) -> bool:
    return any(hit and hit.kind is Kind.ARTICLE for hit in made.hits[start:end])


def _roman_chapters(made: Plan, start: int, end: int) -> None:
    """Take «I. УВОДНЕ ОДРЕДБЕ» for a chapter where a chapter may stand."""
    taken = made.taken()
    expected = 1
    found: dict[int, Hit] = {}
    for place in range(start, end):
        if taken[place] or made.hits[place]:
            continue
        row = made.rows[place]
        hit = roman_hit(row, made.tradition) or cardinal_hit(row, made.tradition)
        if hit is None or hit.number is None or not _titled(made, place, hit, end):
            continue
        if hit.number.base in {1, expected} or len(hit.number.value) > 1:
            found[place] = hit
            expected = hit.number.base + 1
    bare = [place for place in found if made.rows[place].text[found[place].label_end - 1] not in ".)-"]
    if len(bare) == 1 and found[bare[0]].rest_start < len(made.rows[bare[0]].text):
        # «I REPUBLIKËS …» is a line of a title; «I UVODNE ODREDBE» has a «II» below it.
        del found[bare[0]]
    if len(found) > 1 or _has_articles(made, start, end):
        deeper = 0.5 if any(hit and hit.kind is Kind.CHAPTER for hit in made.hits[start:end]) else 0.0
        for place, hit in found.items():
            made.hits[place] = replace(hit, rank=hit.rank + deeper)


def _roman_divisions(made: Plan, start: int, end: int) -> None:
    """Take «I. Внести зміни …:» for a division of an act that has no other ones."""
    taken = made.taken()
    found: dict[int, Hit] = {}
    for place in range(start, end):
        hit = None if taken[place] else roman_hit(made.rows[place], made.tradition, with_sentence=True)
        if hit and hit.number and hit.number.value == (len(found) + 1,):
            found[place] = hit
    if len(found) > 1 and not any(made.hits[start:end]):
        for place, hit in found.items():
            made.hits[place] = hit


def _roman_points(made: Plan, start: int, end: int) -> None:
    """Take «I» alone on its line for a point of a decision that is divided in no other way."""
    taken = made.taken()
    found: dict[int, Hit] = {}
    for place in range(start, end - 1):
        hit = None if taken[place] else roman_hit(made.rows[place], made.tradition)
        is_alone = hit is not None and hit.rest_start >= len(made.rows[place].text)
        if hit and hit.number and is_alone and hit.number.base == len(found) + 1:
            found[place] = replace(hit, kind=Kind.POINT)
    if len(found) > 1 and not any(made.hits[start:end]):
        for place, hit in found.items():
            made.hits[place] = hit


def _titled(made: Plan, place: int, hit: Hit, end: int) -> bool:
    if hit.rest_start < len(made.rows[place].text):
        return True
    after = place + 1
    return after < end and made.hits[after] is None and is_title(made.rows[after].text)


def _articles_by_section(made: Plan, start: int, end: int) -> None:
    ranks = {rank for rank, one in enumerate(made.tradition.headings) if one.article_if_none}
    article = rank_of(made.tradition.code, made.tradition, Kind.ARTICLE)
    found = [place for place in range(start, end) if (hit := made.hits[place]) and hit.rank in ranks]
    if start != made.begin and len(found) == 1:
        _refer(made, start, found[0])
        return
    for place in found:
        if hit := made.hits[place]:
            made.hits[place] = replace(hit, kind=Kind.ARTICLE, rank=article)


def _refer(made: Plan, start: int, place: int) -> None:
    """Take «Section 3» below «SCHEDULE 1» for what says where the schedule belongs."""
    opening = next((one for one in made.annexes.values() if one.end == start), None)
    hit = made.hits[place]
    if opening and hit and place == start and hit.rest_start >= len(made.rows[place].text):
        made.hits[place] = None
        made.annexes[opening.start] = replace(opening, end=start + 1)


def _headings_of_points(made: Plan, start: int, end: int) -> set[int]:
    """Return lines without a number that head the points below them, in a text without articles."""
    taken = made.taken()
    found = set()
    last: Mark | None = None
    for place in range(start + 1, end - 1):
        row = made.rows[place]
        own = marks(row, made.tradition)
        last = next((one for one in own if one.form == "1."), last)
        if taken[place] or made.hits[place] or own or not is_title(row.text):
            continue
        marked = row.bold or row.centred or row.level is not None or row.text.isupper()
        after = [one for one in marks(made.rows[place + 1], made.tradition) if one.form in {"1.", "1.1"}]
        goes_on = any(one.number.follows(last.number) if last else one.is_first for one in after)
        if after and (marked or goes_on) and ends_sentence(made.rows[place - 1].text):
            found.add(place)
    return found
