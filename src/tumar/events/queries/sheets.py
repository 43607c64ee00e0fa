"""Reads about sign-in sheets: what signed ones show, and how that stands beside what is recorded."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from io import BytesIO
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from PIL import Image

from tumar.events.models import Event, Involvement, Mark, Session, SheetPage, SheetScan
from tumar.kernel import files
from tumar.kernel.scans.codes import PageCode
from tumar.kernel.scans.layout import Layout
from tumar.kernel.scans.pictures import Trouble, Unreadable, pictures
from tumar.kernel.scans.reading import (
    COARSE,
    CROOKED,
    PageFault,
    PageRead,
    PictureRead,
    RowRead,
    cut_out,
    read_picture,
)
from tumar.kernel.scans.strokes import PRE_TICKED, Seen
from tumar.kernel.scope import Scope
from tumar.people import queries as people

PRESENT, ABSENT, UNMARKED = Mark.State.PRESENT.value, Mark.State.ABSENT.value, ""


@dataclass(frozen=True)
class PageSeen:
    """One page of an event's sheets as a picture shows it."""

    page: SheetPage
    picture: int
    read: PageRead


@dataclass(frozen=True)
class FileRead:
    """What a file shows: pages of the event's sheets, and a sentence for whatever could not be used."""

    pages: Sequence[PageSeen]
    faults: Sequence[str]


def pages_printed(event: Event) -> QuerySet[SheetPage]:
    """Return the pages ever printed for an event, latest printing first."""
    return event.sheet_pages.select_related("event").order_by("-printing", "number")


def last_printing(event: Event) -> list[SheetPage]:
    """Return the pages of an event's last printing, none where nothing was printed."""
    rows = list(pages_printed(event))
    return [row for row in rows if row.printing == rows[0].printing]


def scans_of(event: Event) -> QuerySet[SheetScan]:
    """Return the signed pages of an event, those to be confirmed first."""
    rows = SheetScan.objects.filter(page__event=event).select_related("page__event", "file", "straight")
    return rows.order_by("-state", "page__printing", "page__number", "pk")


def read_file(event: Event, content: bytes, name: str, seen: set[int] | None = None) -> FileRead:
    """Read the pages of an event's sheets in one file; a page whose key is in `seen` is not read again.

    Writes nothing. Every picture that cannot be used gets one sentence.
    """
    printed = {page.code: page for page in pages_printed(event)}
    taken = set() if seen is None else seen
    pages: list[PageSeen] = []
    faults: list[str] = []
    try:
        for number, picture in enumerate(pictures(content), start=1):
            result = read_picture(picture, lambda code: _layout_of(printed, code))
            faults += _faults(event, result, name, number)
            for read in result.pages:
                page = printed[read.code]
                if page.pk in taken:
                    faults.append(
                        _("%(file)s: page %(page)s came twice; its first picture is used.")
                        % {"file": name, "page": page.number}
                    )
                    continue
                taken.add(page.pk)
                pages.append(PageSeen(page, number, read))
    except Unreadable as refusal:
        faults.append(_trouble(refusal.trouble, name))
    return FileRead(pages, faults)


def _layout_of(printed: Mapping[PageCode, SheetPage], code: PageCode) -> Layout | None:
    page = printed.get(code)
    return page.layout if page else None


def _faults(event: Event, result: PictureRead, name: str, number: int) -> Iterator[str]:
    where = {"file": name, "picture": number, "event": event.code}
    for fault in result.faults:
        yield _fault_of_page(fault, event, where)
    if result.pages or result.faults:
        return
    if result.strange:
        yield _("%(file)s, picture %(picture)s: this is not a sign-in sheet printed by Tumar.") % where
    else:
        yield (
            _(
                "%(file)s, picture %(picture)s: no page code was found; "
                "photograph the whole sheet with both square codes, in good light."
            )
            % where
        )


def _fault_of_page(fault: PageFault, event: Event, where: Mapping[str, object]) -> str:
    facts = {**where, "page": fault.code.page, "printing": fault.code.printing, "other": fault.code.record}
    if fault.trouble == CROOKED:
        return (
            _("%(file)s: page %(page)s is cut off, folded or too crooked; photograph it flat and whole.")
            % facts
        )
    if fault.trouble == COARSE:
        return (
            _("%(file)s: page %(page)s is too small in the picture; come nearer, or scan it at 150 dpi.")
            % facts
        )
    if fault.code.record != event.code:
        return _("%(file)s: this page belongs to event %(other)s, not to %(event)s.") % facts
    return (
        _("%(file)s: page %(page)s of printing %(printing)s was not printed here for event %(event)s.")
        % facts
    )


def _trouble(trouble: Trouble, name: str) -> str:
    sentences = {
        Trouble.EMPTY: _("%(file)s is empty."),
        Trouble.HEIC: _("%(file)s is a HEIC picture; save it as JPEG and send it again."),
        Trouble.LOCKED: _("%(file)s is locked with a password."),
        Trouble.NO_PICTURE: _("%(file)s is neither a picture nor a PDF."),
        Trouble.BROKEN: _("%(file)s is damaged and cannot be opened."),
        Trouble.TOO_LARGE: _("%(file)s holds a picture that is too large; 120 megapixels are the most."),
        Trouble.TOO_MANY_PAGES: _("%(file)s has more than 300 pages; send it in parts."),
    }
    return sentences[trouble] % {"file": name}


def kept_rows(rows: Sequence[RowRead]) -> list[dict[str, Any]]:
    """Return what was read, as a scan keeps it."""
    return [
        {
            "boxes": [{name: _rounded(value) for name, value in asdict(box).items()} for box in row.boxes],
            "struck": row.is_struck,
            "written": row.written,
        }
        for row in rows
    ]


def _rounded(value: float | bool) -> float | bool:
    return value if isinstance(value, bool) else round(value, 3)


@dataclass(frozen=True)
class Proposal:
    """What one box of a page says about one person in one session, beside what is on record.

    `involvement` is None where the row is open, or where the person was taken off the list since.
    """

    row: int
    column: int
    session: Session
    involvement: Involvement | None
    label: str
    person: str
    is_open: bool
    seen: Seen
    is_struck: bool
    recorded: str

    @property
    def name(self) -> str:
        """The name of the box's input on a form."""
        return f"{self.row}-{self.column}"

    @property
    def disagrees(self) -> bool:
        """Tell whether the sheet says something else than what is recorded."""
        says = self.seen.is_signed
        return (says is True and self.recorded == ABSENT) or (says is False and self.recorded == PRESENT)

    @property
    def is_unsure(self) -> bool:
        """Tell whether a person must look before anything is recorded."""
        if self.seen.is_signed is None or self.is_struck or self.disagrees:
            return True
        return self.seen.is_signed and self.seen.confidence < PRE_TICKED

    @property
    def proposed(self) -> str:
        """The state that is chosen beforehand: what is on record stays, and only what is certain is added."""
        if self.recorded or self.is_unsure or not self.seen.is_signed:
            return self.recorded
        return PRESENT


@dataclass(frozen=True)
class ScanRows:
    """One scan's proposals, those to be looked at first; and the open rows on which somebody wrote."""

    proposals: Sequence[Proposal]
    walk_ins: Sequence[Proposal]

    @property
    def unsure(self) -> int:
        return sum(one.is_unsure for one in self.proposals)

    def recorded(self, session: Session) -> dict[int, str]:
        """Return what is on record for a session, per involvement of the page."""
        return {
            one.involvement.pk: one.recorded
            for one in self.proposals
            if one.involvement and one.session.pk == session.pk
        }


class _Roster:
    """Whom a page's rows stand for now: the entry on the list as printed, else the person's own of today."""

    def __init__(self, page: SheetPage, scope: Scope) -> None:
        self.printed = [page.person_of(row) for row in range(len(page.roster))]
        keys = {one[0] for one in self.printed if one}
        codes = {one[1] for one in self.printed if one}
        rows = Involvement.objects.filter(event=page.event_id, role=Involvement.Role.PARTICIPANT)
        rows = rows.filter(Q(pk__in=keys) | Q(person__code__in=codes)).select_related("person")
        self.by_key = {one.pk: one for one in rows}
        self.by_code = {one.person.code: one for one in rows}
        self.labels = people.person_labels(codes | set(self.by_code), scope)
        marks = Mark.objects.filter(session__in=page.sessions, involvement__in=list(self.by_key))
        self.states = {
            (session, involvement): state
            for session, involvement, state in marks.values_list("session", "involvement", "state")
        }

    def involvement(self, row: int) -> Involvement | None:
        entry = self.printed[row]
        return (self.by_key.get(entry[0]) or self.by_code.get(entry[1])) if entry else None

    def code(self, row: int) -> str:
        entry, involvement = self.printed[row], self.involvement(row)
        if involvement is not None:
            return involvement.person.code
        return entry[1] if entry else ""

    def state(self, row: int, session: Session) -> str:
        involvement = self.involvement(row)
        return self.states.get((session.pk, involvement.pk), UNMARKED) if involvement else UNMARKED


def proposals(page: SheetPage, rows: Sequence[Mapping[str, Any]], scope: Scope) -> ScanRows:
    """Return what a page's boxes say, beside what is on record now; removed sessions are left out."""
    roster = _Roster(page, scope)
    sessions = {one.pk: one for one in Session.objects.filter(pk__in=page.sessions)}
    every = [
        Proposal(
            row=number + 1,
            column=column + 1,
            session=sessions[key],
            involvement=roster.involvement(number),
            label=roster.labels.get(roster.code(number), roster.code(number)),
            person=roster.code(number),
            is_open=roster.printed[number] is None,
            seen=Seen(**row["boxes"][column]),
            is_struck=row["struck"],
            recorded=roster.state(number, sessions[key]),
        )
        for number, row in enumerate(rows)
        for column, key in enumerate(page.sessions)
        if key in sessions
    ]
    listed = sorted((one for one in every if not one.is_open), key=lambda one: not one.is_unsure)
    written = [one for one in every if one.is_open and (rows[one.row - 1]["written"] or one.seen.is_signed)]
    return ScanRows(listed, written)


def cut_out_of(scan: SheetScan, row: int, column: int) -> bytes:
    """Return the picture of one box of a scan as JPEG; rows and columns from 1, column 0 is the whole row."""
    plan = scan.page.layout
    box = plan.box(row - 1, column - 1) if column else plan.row(row - 1)
    with Image.open(BytesIO(files.content_of(scan.straight)), formats=("JPEG",)) as straight:
        made = BytesIO()
        picture = cut_out(straight, box, margin=2.0)
        picture.save(made, "JPEG", quality=75)
    return made.getvalue()
