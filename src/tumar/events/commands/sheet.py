"""`tumar sheet print EVENT` and `tumar sheet read EVENT SCAN...`: sign-in sheets, printed and read."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from django.utils.translation import override

from tumar.events.actions import sheets as actions
from tumar.events.exports import sheets as exports
from tumar.events.models import Event
from tumar.events.queries import sheets
from tumar.kernel.refusals import Invalid
from tumar.kernel.scans.layout import Layout
from tumar.kernel.scope import Scope, of_the_machine

DONE, FAILURE = 0, 1


class CannotDo(Exception):
    """What was asked for cannot be done; the message is the sentence to print."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `tumar sheet`."""
    acts = parser.add_subparsers(dest="act", required=True, metavar="print|read", parser_class=type(parser))
    printing = acts.add_parser("print", help="give an event's sign-in sheets as PDF")
    printing.add_argument("event", metavar="EVENT", help="the event's code")
    printing.add_argument("--output", metavar="FILE", help="write into FILE instead of the terminal")
    printing.add_argument("--lang", choices=["en", "ru"], default="en", help="the language of the words")
    printing.add_argument(
        "--format", choices=["pdf", "json"], default="pdf", help="json: where each box lies, in millimetres"
    )
    reading = acts.add_parser("read", help="tell who signed, from photographs or scans; records nothing")
    reading.add_argument("event", metavar="EVENT", help="the event's code")
    reading.add_argument("scans", metavar="SCAN", nargs="+", type=Path, help="JPEG, PNG, TIFF or PDF")
    reading.add_argument("--format", choices=["text", "json"], default="text", help="default: text")


def run(options: argparse.Namespace) -> int:
    """Print or read sheets; 1 with one sentence for each thing that could not be done."""
    by = of_the_machine("tumar sheet")
    try:
        event = Event.objects.visible_to(by).filter(code=options.event.upper()).first()
        if event is None:
            raise CannotDo(f"There is no event '{options.event}'.")
        return _print(event, options, by) if options.act == "print" else _read(event, options, by)
    except CannotDo as refusal:
        print(f"tumar sheet: {refusal}", file=sys.stderr)
        return FAILURE


def _print(event: Event, options: argparse.Namespace, by: Scope) -> int:
    if options.format == "pdf" and not options.output and sys.stdout.isatty():
        raise CannotDo("A PDF cannot be shown in a terminal. Name a file with --output.")
    with override(options.lang):
        try:
            pages = actions.print_sheet(event, by=by)
        except Invalid as refusal:
            raise CannotDo(refusal.faults[0].message) from refusal
        content = (
            exports.sheet_pdf(event, pages, by)
            if options.format == "pdf"
            else _written([_places(page.layout, str(page.code)) for page in pages])
        )
    if not options.output:
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
        return DONE
    try:
        Path(options.output).write_bytes(content)
    except OSError as fault:
        raise CannotDo(f"'{options.output}' cannot be written: {fault.strerror}.") from fault
    return DONE


def _written(told: Any) -> bytes:
    return (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode()


def _places(plan: Layout, code: str) -> dict[str, Any]:
    """Return where a page's boxes lie: [left, top, width, height] in millimetres, by row and column."""
    boxes = [
        [
            [box.x, box.y, box.width, box.height]
            for box in (plan.box(row, column) for column in range(plan.columns))
        ]
        for row in range(plan.rows)
    ]
    return {"code": code, "boxes": boxes}


def _read(event: Event, options: argparse.Namespace, by: Scope) -> int:
    rows: list[dict[str, Any]] = []
    faults: list[str] = []
    seen: set[int] = set()
    for place in options.scans:
        try:
            content = place.read_bytes()
        except OSError as refusal:
            faults.append(f"{place} cannot be read: {refusal.strerror}.")
            continue
        read = sheets.read_file(event, content, place.name, seen)
        faults += read.faults
        for one in read.pages:
            rows += _rows(one, by)
    told = {"event": event.code, "rows": rows, "faults": faults}
    sys.stdout.buffer.write(_written(told) if options.format == "json" else _text(rows).encode())
    sys.stdout.flush()
    for fault in faults:
        print(f"tumar sheet: {fault}", file=sys.stderr)
    return FAILURE if faults else DONE


def _rows(one: sheets.PageSeen, by: Scope) -> list[dict[str, Any]]:
    found = sheets.proposals(one.page, sheets.kept_rows(one.read.rows), by)
    told = [
        {
            "page": one.page.number,
            "row": each.row,
            "person": None if each.is_open else {"code": each.person, "name": each.label},
            "session": each.session.number,
            "day": each.session.day.isoformat(),
            "signed": each.seen.is_signed,
            "confidence": round(each.seen.confidence, 3),
            "struck_out": each.is_struck,
        }
        for each in [*found.proposals, *found.walk_ins]
    ]
    return sorted(told, key=lambda row: (row["page"], row["row"], row["session"]))


def _text(rows: list[dict[str, Any]]) -> str:
    words = {True: "signed", False: "not signed", None: "not certain"}
    lines = [f"{'page':>4} {'row':>4} {'session':>7} {'':<12}{'confidence':>10}  person"]
    for row in rows:
        name = row["person"]["name"] if row["person"] else "(written in by hand)"
        said = words[row["signed"]]
        place = f"{row['page']:>4} {row['row']:>4} {row['session']:>7}"
        lines.append(f"{place} {said:<12}{row['confidence']:>10.3f}  {name}")
    return "\n".join(lines) + "\n"
