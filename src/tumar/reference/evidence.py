"""The papers behind the records: attendance sheets, notes of a head count, handover protocols."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

from tumar.reference import lots, pdf
from tumar.reference.book import Row
from tumar.reference.happenings import Happening, Part
from tumar.reference.pdf import HEIGHT, MARGIN, WIDTH, Page
from tumar.reference.supplies import ITEMS, Consignment

NOTICE = "DEMONSTRATION DATA"
NOTICE_AT_LENGTH = "Invented persons, organisations and signatures. This paper proves nothing about anybody."
ROW = 17
LAST_ROW = HEIGHT - 70
INNER = WIDTH - 2 * MARGIN
SIGNATURE_AT, DAYS_AT, NAME_AT, CODE_AT = 455, 315, 128, 66


def write(
    folder: Path,
    rows: dict[str, list[Row]],
    events: tuple[Happening, ...],
    consignments: tuple[Consignment, ...],
) -> None:
    """Write a file for each event and each consignment that was handed over, where the book says."""
    organisations = {
        str(row["Code"]): str(row["Name in English"] or row["Name"]) for row in rows["Organisations"]
    }
    for event in events:
        _keep(folder / event.evidence, _sheet(event, organisations))
    for one in consignments:
        if one.handed_over:
            _keep(folder / one.evidence, _protocol(one, organisations[one.recipient]))


def _keep(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


class _Paper:
    """Pages that begin alike and are filled from above."""

    def __init__(self, heading: str, facts: list[str], columns: dict[int, str]) -> None:
        self.pages: list[Page] = []
        self._heading, self._facts, self._columns = heading, facts, columns
        self._y = float(LAST_ROW)

    def row(self, cells: dict[int, str]) -> tuple[Page, float]:
        """Write one row of the table; return where it stands."""
        if self._y + ROW > LAST_ROW:
            self._turn()
        page = self.pages[-1]
        for x, text in cells.items():
            page.text(x, self._y, text, size=8.5)
        page.rule(MARGIN, self._y + 5, INNER)
        at = self._y
        self._y += ROW
        return page, at

    def _turn(self) -> None:
        page = Page()
        self.pages.append(page)
        page.band(MARGIN, 30, INNER, 22, grey=0.9)
        page.text(MARGIN + 8, 45, NOTICE, size=11, font="bold")
        page.text(MARGIN + 150, 45, NOTICE_AT_LENGTH, size=8)
        page.text(MARGIN, 78, self._heading, size=14, font="bold")
        y = 98.0
        for fact in self._facts:
            page.text(MARGIN, y, fact)
            y += 13
        y += 12
        for x, column in self._columns.items():
            page.text(x, y, column, size=8.5, font="bold")
        page.rule(MARGIN, y + 5, INNER, weight=0.9)
        page.text(MARGIN, HEIGHT - 36, f"Page {len(self.pages)}", size=8)
        self._y = y + ROW + 2


def _sheet(event: Happening, organisations: dict[str, str]) -> bytes:
    """Return the attendance sheet of an event, or the note of its head count."""
    heading = "Signed attendance sheet" if event.parts else "Note of the head count"
    days = f"{event.first:%d.%m.%Y}" if event.days == 1 else f"{event.first:%d.%m.%Y} - {event.last:%d.%m.%Y}"
    hosts = ", ".join(organisations[code] for code in event.hosts)
    facts = [event.title, f"{event.code}    {event.place}    {days}", f"Host: {hosts}"]
    if not event.parts:
        return _head_count(event, heading, facts)
    columns = {MARGIN: "No.", CODE_AT: "Code", NAME_AT: "Name", DAYS_AT: "Days present"}
    paper = _Paper(heading, facts, columns | {SIGNATURE_AT: "Signature"})
    for number, part in enumerate(_in_order(event.parts), 1):
        cells = {MARGIN: str(number), CODE_AT: part.person.code, NAME_AT: part.person.in_latin[:40]}
        page, y = paper.row(cells | {DAYS_AT: _presence(part, event.days)})
        if part.role == "trainer" or part.attended == "yes":
            _sign(page, SIGNATURE_AT, y, lots.stream("signature", part.person.code, event.code))
    return pdf.written(f"{heading} (demonstration), {event.code}", paper.pages)


def _in_order(parts: list[Part]) -> Iterator[Part]:
    yield from (part for part in parts if part.role == "trainer")
    yield from (part for part in parts if part.role != "trainer")


def _presence(part: Part, days: int) -> str:
    if part.role == "trainer":
        return "trainer"
    if part.attended == "yes":
        return "  ".join(str(day) if day in part.present else "-" for day in range(1, days + 1))
    return "absent" if part.attended == "no" else "not known"


def _head_count(event: Happening, heading: str, facts: list[str]) -> bytes:
    paper = _Paper(heading, facts, {MARGIN: "What was counted", 300: "How many"})
    paper.row({MARGIN: "Persons present; no list was kept", 300: str(event.head_count)})
    paper.row({MARGIN: f"Source: {event.head_count_source}"})
    page, y = paper.row({MARGIN: "Signed for the organisers"})
    _sign(page, 300, y, lots.stream("signature", event.code))
    return pdf.written(f"{heading} (demonstration), {event.code}", paper.pages)


def _protocol(one: Consignment, recipient: str) -> bytes:
    """Return the protocol of a handover."""
    facts = [
        f"Consignment {one.code}",
        f"Recipient: {recipient} ({one.recipient})",
        f"Handed over on {one.handed_over:%d.%m.%Y}, in working order and complete.",
    ]
    columns = {MARGIN: "No.", CODE_AT: "Description", 320: "Quantity", 385: "Unit value", 500: "Currency"}
    paper = _Paper("Handover protocol", facts, columns)
    for number, line in enumerate(one.lines, 1):
        _category, description, unit, _price = ITEMS[line.item]
        cells = {MARGIN: str(number), CODE_AT: description, 320: f"{line.quantity:,} {unit}"}
        paper.row(cells | {385: f"{line.unit_value:,}", 500: line.currency})
    for side in ("Handed over for the programme", "Received for the recipient"):
        paper.row({})
        page, y = paper.row({CODE_AT: side})
        _sign(page, 320, y, lots.stream("signature", one.code, side))
    return pdf.written(f"Handover protocol (demonstration), {one.code}", paper.pages)


def _sign(page: Page, x: float, y: float, hand: Random) -> None:
    """Draw a scribble that stands for a signature."""
    points = [(x, y)]
    for _ in range(3 * hand.randint(2, 4)):
        step = hand.uniform(1.5, 10)
        points.append((min(points[-1][0] + step, WIDTH - MARGIN), y - hand.uniform(-3, 9)))
    page.curve(points)
