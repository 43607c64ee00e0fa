"""Running heads, feet and page numbers: what stands at the edge of page after page."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from tumar.law.rules.reading.pdf.rows import Row

NUMBER = re.compile(r"\d{1,4}")
BARE_NUMBER = re.compile(r"[-–—\s]*\d{1,4}[-–—\s]*$")
# Rows at the upper and at the lower edge that are looked at.
AT_AN_EDGE = 2
FEWEST_PAGES = 3
# Heads of left and right pages differ, and the first pages of parts have none.
SHARE_OF_PAGES = 0.3
LONGEST = 150


def _keys(row: Row, page: int) -> Iterator[str]:
    """Yield what is the same on every page: the text, or the text but for a number that counts the pages."""
    place = round(row.baseline / 12)
    for near in (place, place + 1):
        yield f"{near}|{row.text}"
        for found in NUMBER.finditer(row.text):
            offset = int(found[0]) - page
            yield f"{near}|{row.text[: found.start()]}#{offset}{row.text[found.end() :]}"


def _is_set_apart(row: Row, rows: Sequence[Row]) -> bool:
    """Tell whether a row is the first or last of its page, and far from its neighbour."""
    ways = [other.baseline - row.baseline for other in rows if other is not row]
    is_outermost = all(way > 0 for way in ways) or all(way < 0 for way in ways)
    return bool(ways) and is_outermost and min(map(abs, ways)) > 2.2 * row.height


def _same_words(row: Row) -> list[str]:
    return [f"{near}|{row.text}" for near in (round(row.baseline / 12), round(row.baseline / 12) + 1)]


def _edges(rows: Sequence[Row]) -> set[int]:
    order = sorted(range(len(rows)), key=lambda each: -rows[each].baseline)
    return {*order[:AT_AN_EDGE], *order[-AT_AN_EDGE:]}


def without_furniture(pages: Sequence[Sequence[Row]]) -> list[list[Row]]:
    """Return the rows of each page that are of the act."""
    edges = [_edges(rows) for rows in pages]
    counted: Counter[str] = Counter()
    for page, rows in enumerate(pages):
        counted.update({key for each in edges[page] for key in _keys(rows[each], page)})
    least = max(FEWEST_PAGES, SHARE_OF_PAGES * len(pages))

    def is_furniture(row: Row, page: int) -> bool:
        if len(row.text) > LONGEST:
            return False
        if len(pages) < FEWEST_PAGES:
            if BARE_NUMBER.match(row.text):
                return int(NUMBER.findall(row.text)[0]) == page + 1
            # Two pages say little: only the very same words at the very same place, set apart, are no text.
            is_same = len(pages) > 1 and any(counted[key] > 1 for key in _same_words(row))
            return is_same and _is_set_apart(row, pages[page])
        return any(counted[key] >= least for key in _keys(row, page))

    return [
        [row for place, row in enumerate(rows) if place not in edges[page] or not is_furniture(row, page)]
        for page, rows in enumerate(pages)
    ]
