"""Where everything lies on a printed sheet, in millimetres of an A4 page; printer and reader both ask here.

A sheet is a table with one row per person and one signature box per column. Around it lie what a reader finds
its way by: a square in each corner, a mark at both ends of each row, the page code twice.

A form is never altered once sheets were printed on it: a new number is given, and the old one stays readable.
"""

from collections.abc import Iterator
from dataclasses import dataclass

FORM = 1
FORMS = frozenset({FORM})
WIDTH, HEIGHT = 210.0, 297.0
MOST_COLUMNS = 4
MOST_ROWS = 22

_PITCH = 9.5
_TOP = 56.0
_LEFT, _RIGHT = 16.0, 194.0
_NUMBER_WIDTH = 8.0
_HEAD = 12.0
# A strip in which nothing is printed: whoever strikes a row out crosses it, whoever signs seldom does.
_GUTTER = 4.0
_BOX_WIDTHS = {1: 45.0, 2: 38.0, 3: 30.0, 4: 24.0}
_SQUARE = 6.0
_CORNERS = ((11.0, 11.0), (199.0, 11.0), (11.0, 286.0), (199.0, 286.0))
_CODE = 20.0
_MARK = (4.0, 2.5)
_MARKS = (8.0, 198.0)


class NoSuchForm(ValueError):
    """No sheet of this form, or of so many rows and columns, is printed."""


@dataclass(frozen=True)
class Box:
    """A rectangle, in millimetres from the upper left corner of the page."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    @property
    def centre(self) -> tuple[float, float]:
        return self.x + self.width / 2, self.y + self.height / 2


@dataclass(frozen=True)
class Layout:
    """One page's table: where its rows, boxes and marks lie."""

    form: int
    columns: int
    rows: int

    @property
    def corners(self) -> tuple[Box, ...]:
        """The black squares: upper left, upper right, lower left, lower right."""
        half = _SQUARE / 2
        return tuple(Box(x - half, y - half, _SQUARE, _SQUARE) for x, y in _CORNERS)

    @property
    def codes(self) -> tuple[Box, Box]:
        """The page code's two places: upper right and lower left."""
        return Box(172.0, 8.0, _CODE, _CODE), Box(20.0, 269.0, _CODE, _CODE)

    @property
    def head(self) -> Box:
        """The line above the rows that says what the columns are."""
        return Box(_LEFT, _TOP - _HEAD, _RIGHT - _LEFT, _HEAD)

    @property
    def table(self) -> Box:
        """All rows together."""
        return Box(_LEFT, _TOP, _RIGHT - _LEFT, self.rows * _PITCH)

    @property
    def boxes_left(self) -> float:
        """Where the first signature box begins."""
        return _RIGHT - self.columns * _BOX_WIDTHS[self.columns]

    @property
    def boxes(self) -> Box:
        """All signature boxes, with the strip on their left."""
        left, table = self.boxes_left - _GUTTER, self.table
        return Box(left, table.y, table.right - left, table.height)

    def row(self, row: int) -> Box:
        """Return the whole of a row; rows count from 0."""
        return Box(_LEFT, _TOP + row * _PITCH, _RIGHT - _LEFT, _PITCH)

    def number(self, row: int) -> Box:
        """Return where a row's number stands."""
        return Box(_LEFT, self.row(row).y, _NUMBER_WIDTH, _PITCH)

    def name(self, row: int) -> Box:
        """Return where a row's name is printed, or written by a walk-in."""
        left = _LEFT + _NUMBER_WIDTH
        return Box(left, self.row(row).y, self.boxes_left - _GUTTER - left, _PITCH)

    def gutter(self, row: int) -> Box:
        """Return the strip between name and boxes in which nothing is printed."""
        return Box(self.boxes_left - _GUTTER, self.row(row).y, _GUTTER, _PITCH)

    def box(self, row: int, column: int) -> Box:
        """Return where the person of a row signs for a column; both count from 0."""
        width = _BOX_WIDTHS[self.columns]
        return Box(self.boxes_left + column * width, self.row(row).y, width, _PITCH)

    def marks(self, row: int) -> tuple[Box, Box]:
        """Return the marks at the left and the right end of a row."""
        width, height = _MARK
        top = self.row(row).centre[1] - height / 2
        return Box(_MARKS[0], top, width, height), Box(_MARKS[1], top, width, height)

    @property
    def upright_lines(self) -> Iterator[float]:
        """Where the table's upright lines lie."""
        yield _LEFT
        yield _LEFT + _NUMBER_WIDTH
        for column in range(self.columns + 1):
            yield self.boxes_left + column * _BOX_WIDTHS[self.columns]

    @property
    def level_lines(self) -> Iterator[float]:
        """Where the table's level lines lie."""
        for row in range(self.rows + 1):
            yield _TOP + row * _PITCH


def layout(columns: int, rows: int, *, form: int = FORM) -> Layout:
    """Return the layout of a page with so many signature columns and rows."""
    if form not in FORMS or not 1 <= columns <= MOST_COLUMNS or not 1 <= rows <= MOST_ROWS:
        raise NoSuchForm(f"form {form}, {columns} columns, {rows} rows")
    return Layout(form, columns, rows)
