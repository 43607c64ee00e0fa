"""`tumar law diff OLD NEW`: what became of each provision from one version of an act to the next."""

import argparse
import json
import sys
from pathlib import Path

from tumar.law.commands.opening import FAILURE, Unanswerable, act_in
from tumar.law.rules.comparing import Change, Comparison, Span, Status, Wording, compare
from tumar.law.rules.structure import AUTO

FORMATS = ("text", "json")
MARKS = {"removed": ("[-", "-]"), "added": ("{+", "+}"), "same": ("", "")}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `tumar law diff`."""
    parser.add_argument("old", metavar="OLD", type=Path, help="the act as it was")
    parser.add_argument("new", metavar="NEW", type=Path, help="the act as it is")
    parser.add_argument(
        "--tradition", default=AUTO, metavar="LANGUAGE", help="language code such as ru or kk (default: auto)"
    )
    parser.add_argument("--format", choices=FORMATS, default="text", help="default: text")


def run(options: argparse.Namespace) -> int:
    """Print the changes; 1 with one sentence when a file cannot be read."""
    try:
        old = act_in(options.old, options.tradition)
        new = act_in(options.new, options.tradition)
    except Unanswerable as refusal:
        print(f"tumar law diff: {refusal}", file=sys.stderr)
        return FAILURE
    comparison = compare(old, new)
    if options.format == "json":
        print(json.dumps(as_told(comparison), ensure_ascii=False, indent=2))
    else:
        print(as_text(comparison))
    return 0


def as_told(comparison: Comparison) -> dict[str, object]:
    """Return a comparison as the JSON of the command has it."""
    return {
        "counts": comparison.counts,
        "changes": [_told(change) for change in comparison.changes],
    }


def _told(change: Change) -> dict[str, object]:
    return {
        "eid": change.eid or change.old_eid,
        "old_eid": change.old_eid or None,
        "new_eid": change.eid or None,
        "kind": change.kind.value,
        "status": change.status.value,
        "wording": change.wording.value,
        "editorial": change.is_editorial,
        "within": change.within or None,
        "removed": list(change.removed),
        "added": list(change.added),
        "heading": [_span(span) for span in change.heading],
        "text": [_span(span) for span in change.text],
    }


def _span(span: Span) -> dict[str, str]:
    return {"op": span.op, "text": span.text}


def as_text(comparison: Comparison) -> str:
    """Return the changes for reading, and how many there are of each sort."""
    lines = []
    for change in comparison.changes:
        address = change.eid or change.old_eid
        was = f" (was {change.old_eid})" if change.old_eid and change.old_eid != address else ""
        lines.append(f"{_said(change)} {address}{was}")
        lines += [f"    {marked(spans)}" for spans in (change.heading, change.text) if spans]
    told = ", ".join(f"{count} {status}" for status, count in comparison.counts.items() if count)
    return "\n".join([*lines, f"{told}."])


def _said(change: Change) -> str:
    is_both = change.status in {Status.MOVED, Status.RENUMBERED} and change.wording is Wording.CHANGED
    return f"{change.status.value} and changed" if is_both else change.status.value


def marked(spans: tuple[Span, ...]) -> str:
    """Return a word diff on one line, as [-was-] {+is+}."""
    parts = []
    for span in spans:
        opening, closing = MARKS[span.op]
        text = span.text.strip()
        parts.append(span.text.replace(text, f"{opening}{text}{closing}", 1) if text else span.text)
    return " ".join("".join(parts).replace("-]{+", "-] {+").split())
