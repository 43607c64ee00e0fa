"""Tables as rows of cells of equal number, whatever was merged."""

from collections.abc import Sequence

from tumar.law.rules.lines import Line

# Word has 63 columns at most. Wider rows are kept as they are, but others are not filled up to them.
WIDEST_TABLE = 128


def as_table(rows: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """Return rows filled up to the same width, without those that hold nothing."""
    width = min(max(map(len, rows), default=0), WIDEST_TABLE)
    return tuple((*row, *[""] * (width - len(row))) for row in rows if any(row))


def is_frame(rows: Sequence[Sequence[Sequence[Line]]]) -> bool:
    """Tell whether no row has more than one cell with text: then the table only places text on the page.

    «Приложение 1 к приказу» stands in such a table, beside an empty cell.
    """
    return all(sum(map(bool, row)) <= 1 for row in rows)


def cell_text(lines: Sequence[Line]) -> str:
    """Return the lines of a cell as its text; a table within it row by row, its cells parted by tabs."""
    texts = []
    for line in lines:
        if line.cells:
            texts += ["\t".join(row) for row in line.cells]
        else:
            texts.append(f"{line.label} {line.text}".strip())
    return "\n".join(filter(None, texts))
