"""Text to rows: commas, semicolons, tabs, pipes, or columns aligned by blanks."""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from tumar.kernel.tables.grids import Row, tidy
from tumar.kernel.tables.refusals import Reason, UnreadableTable

# In the order in which they are believed; a comma also stands within numbers and names.
SEPARATORS = {"\t": 1.3, ";": 1.15, "|": 1.1, ",": 1.0}
ALIGNED = " "
SAMPLE_LINES = 200
LONGEST_CELL = 100_000
LONG_CELL = 200
MOST_LINES_IN_A_CELL = 20
GAP = re.compile(r" {2,}|\u00a0{2,}|[ \u00a0]{2,}")
RULE = re.compile(r"^[\s|+:=\-─━┼├┤╪╬]*$")
DIRECTIVE = re.compile(r"^\"?sep=(.)\"?$", re.IGNORECASE)


def _lines(text: str) -> Iterator[str]:
    """Yield the lines with their ends; a StringIO would hold a long text again, at four bytes a letter."""
    start = 0
    while (end := text.find("\n", start)) >= 0:
        yield text[start : end + 1]
        start = end + 1
    if start < len(text):
        yield text[start:]


def _sample(text: str) -> list[str]:
    lines = []
    for line in _lines(text):
        if line.strip():
            lines.append(line.rstrip("\n"))
        if len(lines) >= SAMPLE_LINES:
            break
    return lines


def _even(widths: Sequence[int]) -> float:
    """Tell how evenly a separator divides the lines: the share of lines with the most common width."""
    counted = Counter(width for width in widths if width > 1)
    if not counted:
        return 0.0
    width, times = max(counted.items(), key=lambda item: (item[1] * item[0], item[0]))
    near = sum(count for other, count in counted.items() if width - 2 <= other <= width)
    return (near + times) / (2 * len(widths)) * (1 + min(width, 12) / 12)


def separator_of(text: str) -> str:
    """Return the sign that separates the cells, or a blank where columns are aligned by blanks."""
    lines = _sample(text)
    if lines and (said := DIRECTIVE.match(lines[0].strip())):
        return said[1]
    sample = "\n".join(lines)
    scores = {}
    for separator, weight in SEPARATORS.items():
        widths = [len(record) for record in csv.reader(_lines(sample), delimiter=separator) if record]
        scores[separator] = _even(widths) * weight
    scores[ALIGNED] = _even([len(GAP.split(line.strip())) for line in lines]) * 0.9
    best = max(scores, key=lambda separator: scores[separator])
    return best if scores[best] > 0 else ","


def _checked(records: Iterator[list[str]]) -> Iterator[list[str]]:
    try:
        yield from records
    except csv.Error as error:
        raise UnreadableTable(Reason.LONG_FIELD) from error


def _is_swallowed(record: Sequence[str]) -> bool:
    is_long = max(map(len, record), default=0) > LONG_CELL
    return is_long and any(
        len(cell) > LONG_CELL and cell.count("\n") > MOST_LINES_IN_A_CELL for cell in record
    )


def _records(text: str, separator: str) -> Iterator[list[str]]:
    """Yield the records; where a quotation mark that is never closed would swallow lines, it is a letter."""
    csv.field_size_limit(LONGEST_CELL)
    try:
        is_quoted = not any(map(_is_swallowed, csv.reader(_lines(text), delimiter=separator)))
    except csv.Error:
        is_quoted = False
    if is_quoted:
        yield from _checked(csv.reader(_lines(text), delimiter=separator))
    else:
        yield from _checked(csv.reader(_lines(text), delimiter=separator, quoting=csv.QUOTE_NONE))


def _edges(lines: Sequence[str]) -> list[int]:
    """Return where aligned columns begin: after every stretch of two blanks that nearly all lines share."""
    width = max(map(len, lines), default=0)
    filled = [0] * (width + 1)
    for line in lines:
        for place, letter in enumerate(line):
            filled[place] += letter not in " \u00a0"
    edges, blank = [0], 0
    for place in range(width):
        if filled[place] == 0:
            blank += 1
        else:
            if blank >= 2 and edges[-1] < place and any(filled[:place]):
                edges.append(place)
            blank = 0
    return edges


def _aligned(text: str) -> Iterator[list[str]]:
    """Yield rows of columns aligned by blanks: by place where the places agree, else by the blanks."""
    lines = text.expandtabs(8).split("\n")
    table = [line for line in lines if len(GAP.split(line.strip())) > 1]
    edges = _edges(table)
    usual = Counter(len(GAP.split(line.strip())) for line in table).most_common(1)
    by_place = bool(usual) and len(edges) >= usual[0][0] and len(edges) > 1
    for line in lines:
        if by_place and len(GAP.split(line.strip())) > 1:
            yield [line[start:end] for start, end in zip(edges, [*edges[1:], len(line)], strict=True)]
        else:
            yield GAP.split(line.strip())


def _unframed(record: list[str]) -> list[str]:
    """Return a piped row without the empty cells that its outer pipes make."""
    if len(record) > 1 and not record[0].strip():
        record = record[1:]
    return record[:-1] if len(record) > 1 and not record[-1].strip() else record


def rows_of(text: str, separator: str) -> Iterator[Row]:
    """Yield the rows of a text, numbered as a spreadsheet program numbers them."""
    records = _aligned(text) if separator == ALIGNED else _records(text, separator)
    is_framed = separator == "|" and all(
        line.lstrip().startswith("|") for line in _sample(text) if line.count("|") > 1
    )
    for number, record in enumerate(records, 1):
        joined = separator.join(record)
        if separator in ("|", ALIGNED) and RULE.match(joined):
            continue
        if number == 1 and DIRECTIVE.match(joined.strip() or "sep=" * (len(record) == 2)):
            continue
        cells = _unframed(record) if is_framed else record
        yield Row(number, [tidy(cell) for cell in cells])
