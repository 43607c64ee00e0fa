"""The code on each page of a sheet: which record, printing and page it is, with check digits.

It is printed twice as a QR code, each of which says in a last letter which of the two it is, and once in
plain letters for people: `S1:P53-KZ-2019-01:2:3:7KQ4MZ:41`.
"""

import re
from dataclasses import dataclass
from io import BytesIO

import segno

_WRITTEN = re.compile(
    r"S(?P<form>\d{1,3}):(?P<record>[A-Z0-9][A-Z0-9._/-]{0,39}):(?P<printing>\d{1,6}):(?P<page>\d{1,4})"
    r":(?P<mark>[0-9A-Z]{6}):(?P<check>\d{2})"
)
# Letters and digits that nobody takes for one another.
MARK_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
MARK_LENGTH = 6
# The upper and the lower place of the code on a page.
PLACES = "AB"


@dataclass(frozen=True)
class PageCode:
    """What a page says of itself.

    `mark` is drawn by chance for each page, so that the sheet of another installation, in which an event
    happens to have the same code, is not taken for one of ours.
    """

    form: int
    record: str
    printing: int
    page: int
    mark: str

    def __str__(self) -> str:
        said = f"S{self.form}:{self.record}:{self.printing}:{self.page}:{self.mark}"
        return f"{said}:{_check(said):02d}"


def _check(text: str) -> int:
    """Return two check digits over all characters: what is missing to a multiple of 97."""
    number = 0
    for character in text:
        number = (number * 128 + ord(character)) % 97
    return 97 - number if number else 0


def parse(text: str) -> tuple[PageCode, int] | None:
    """Read what a QR code says: a page code and in which place it stands; None where it is something else."""
    written, place = text[:-1], PLACES.find(text[-1:])
    found = _WRITTEN.fullmatch(written)
    if found is None or place < 0:
        return None
    form, record, printing, page, mark, _digits = found.groups()
    code = PageCode(int(form), record, int(printing), int(page), mark)
    return (code, place) if str(code) == written else None


def qr_svg(code: PageCode, place: int) -> str:
    """Return the QR code for one of the two places, without a border, for the printer."""
    drawn = BytesIO()
    made = segno.make(f"{code}{PLACES[place]}", error="m", micro=False)
    made.save(drawn, kind="svg", border=0, scale=4, xmldecl=False, svgns=True, omitsize=False)
    return drawn.getvalue().decode()
