"""Words to rows in the order in which a person reads them: columns, cells side by side, raised digits."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median

from tumar.law.rules.reading.letters import RAISED_DIGITS, lowered, raised, tidy
from tumar.law.rules.reading.pdf.words import LOWERED_BY, RAISED_BY, Word

MIRRORED = str.maketrans("()[]{}«»", ")(][}{»«")
LETTER = re.compile(r"[^\W\d_]")
MOVED = re.compile(rf"[{RAISED_DIGITS}⁻₀-₉]+$")
# In heights of a letter: how far words of one row stand apart at most, and from where on a raised digit
# is a word of its own.
WIDEST_GAP = 2.0
CLOSE = 0.3
TOUCHING = 0.12
SMALL = 0.85
FEWEST_ROWS_OF_A_COLUMN = 8
NARROWEST_COLUMN = 0.25
MOST_ACROSS = 0.08


@dataclass
class Piece:
    """Words of one row that stand close to one another."""

    words: list[Word] = field(default_factory=list)

    @property
    def left(self) -> float:
        """Return its left edge."""
        return min(word.left for word in self.words)

    @property
    def right(self) -> float:
        """Return its right edge."""
        return max(word.right for word in self.words)

    @property
    def baseline(self) -> float:
        """Return the line on which most of its words stand."""
        return median(word.baseline for word in self.words)

    @property
    def height(self) -> float:
        """Return the height of its letters."""
        return median(word.height for word in self.words)


@dataclass(frozen=True, slots=True)
class Row:
    """One printed row: its text, where it stands, and in which column (0 is the whole page)."""

    text: str
    left: float
    right: float
    baseline: float
    height: float
    is_bold: bool
    column: int
    # There are wide gaps in it, as between cells.
    is_parted: bool
    # A word was parted at its end by the printer.
    ends_parted: bool


def _joins(word: Word, before: Word) -> bool:
    height = max(word.height, before.height)
    if before.is_parted or abs(word.baseline - before.baseline) > 0.5 * height:
        return False
    if word.is_right_to_left or before.is_right_to_left:
        return min(abs(before.left - word.right), abs(word.left - before.right)) < WIDEST_GAP * height
    return -CLOSE * height <= word.left - before.right < WIDEST_GAP * height


def pieces_of(words: Sequence[Word]) -> list[Piece]:
    """Return stretches of words that follow one another in a row."""
    pieces: list[Piece] = []
    for word in words:
        if pieces and _joins(word, pieces[-1].words[-1]):
            pieces[-1].words.append(word)
        else:
            pieces.append(Piece([word]))
    return pieces


def gutter_of(pieces: Sequence[Piece]) -> float | None:
    """Return where the gap between two columns of running text is; None where there are none."""
    if len(pieces) < 2 * FEWEST_ROWS_OF_A_COLUMN:
        return None
    spans = [(piece.left, piece.right) for piece in pieces]
    left, right = min(span[0] for span in spans), max(span[1] for span in spans)
    width = right - left
    best, fewest = None, MOST_ACROSS * len(pieces) + 1
    for part in range(35, 66):
        place = left + width * part / 100
        across = sum(one < place < two for one, two in spans)
        if across < fewest:
            best, fewest = place, across
    if best is None:
        return None
    for side in (
        [two - one for one, two in spans if two <= best],
        [two - one for one, two in spans if one >= best],
    ):
        if len(side) < FEWEST_ROWS_OF_A_COLUMN or median(side) < NARROWEST_COLUMN * width:
            return None
    return best


def rows_of(words: Sequence[Word]) -> list[Row]:
    """Return the rows of a page from top to bottom, of two columns first the left one."""
    pieces = pieces_of(words)
    gutter = gutter_of(pieces)
    if gutter is None:
        return list(_rows(pieces, 0))
    rows: list[Row] = []
    sides: tuple[list[Piece], list[Piece]] = ([], [])
    is_backwards = sum(word.is_right_to_left for word in words) * 2 > len(words)

    def columns() -> Iterator[Row]:
        first, second = (1, 0) if is_backwards else (0, 1)
        yield from _rows(sides[first], first + 1)
        yield from _rows(sides[second], second + 1)

    for piece in sorted(pieces, key=lambda piece: -piece.baseline):
        if piece.right <= gutter:
            sides[0].append(piece)
        elif piece.left >= gutter:
            sides[1].append(piece)
        else:
            rows += [*columns(), *_rows([piece], 0)]
            sides = ([], [])
    return [*rows, *columns()]


def _rows(pieces: Sequence[Piece], column: int) -> Iterator[Row]:
    open_row: list[Piece] = []
    baseline, most_words = 0.0, 0
    for piece in sorted(pieces, key=lambda piece: -piece.baseline):
        if open_row and baseline - piece.baseline > 0.45 * max(piece.height, open_row[0].height):
            yield _row(open_row, column)
            open_row, most_words = [], 0
        if len(piece.words) > most_words:
            baseline, most_words = piece.baseline, len(piece.words)
        open_row.append(piece)
    if open_row:
        yield _row(open_row, column)


def _row(pieces: list[Piece], column: int) -> Row:
    longest = max(pieces, key=lambda piece: piece.right - piece.left)
    lettered = [word for each in pieces for word in each.words if LETTER.search(word.text)]
    # A full stop alone is written in neither direction.
    backwards = [word.is_right_to_left for word in lettered]
    is_backwards = backwards.count(True) > len(backwards) / 2
    pieces.sort(key=lambda piece: -piece.right if is_backwards else piece.left)
    words = [word for piece in pieces for word in piece.words]
    if is_backwards:
        words = _from_the_right(words)
    baseline, height = longest.baseline, longest.height
    text, is_parted = "", False
    for place, word in enumerate(words):
        written = _with_heights(word, baseline, height)
        if word.is_parted and place < len(words) - 1:
            written += "-"  # parted at the end of a cell
        gap = word.left - words[place - 1].right if place else 0.0
        is_parted |= bool(place) and not is_backwards and gap > WIDEST_GAP * height
        # The printer's blanks around raised digits are guesses: there the gap says whether there is one.
        closest = CLOSE if MOVED.match(written) else TOUCHING if MOVED.search(text) else -1.0
        is_close = bool(text) and text[-1].isalnum() and -height < gap < closest * height
        if is_backwards and place:
            is_close = -height < words[place - 1].left - word.right < 0.5 * TOUCHING * height
        text += written if not text or is_close else f" {written}"
    if is_backwards and _are_mirrored(text):
        text = text.translate(MIRRORED)
    return Row(
        tidy(text),
        min(word.left for word in words),
        max(word.right for word in words),
        baseline,
        height,
        all(word.is_bold for word in words),
        column,
        is_parted,
        words[-1].is_parted,
    )


def _are_mirrored(text: str) -> bool:
    """Tell whether brackets stand in a row as they are seen from the left: «)۱(»."""
    brackets = [sign for sign in text if sign in "()[]"]
    return brackets[:1] in ([")"], ["]"]) and brackets[-1:] in (["("], ["["])


def _from_the_right(words: Sequence[Word]) -> list[Word]:
    """Return words as a reader from right to left meets them; words of Latin letters run the other way."""
    ordered: list[Word] = []
    run: list[Word] = []
    for word in sorted(words, key=lambda word: -word.right):
        if not word.is_right_to_left and LETTER.search(word.text):
            run.insert(0, word)
            continue
        ordered += run
        run = []
        ordered.append(word)
    return [*ordered, *run]


def _with_heights(word: Word, baseline: float, height: float) -> str:
    """Return a word with its raised and lowered digits as letters of their own."""
    if not word.digits:
        return word.text
    letters = list(word.text)
    for place, lower_edge, size in word.digits:
        if lower_edge - baseline > RAISED_BY * height:
            letters[place] = raised(letters[place])
        elif size < SMALL * height and baseline - lower_edge > LOWERED_BY * height:
            letters[place] = lowered(letters[place])
    return raised_hyphens("".join(letters))


def raised_hyphens(text: str) -> str:
    """Return a word whose hyphen between raised digits is raised, too."""
    return re.sub(rf"(?<=[{RAISED_DIGITS}])-(?=[{RAISED_DIGITS}])", "⁻", text)
