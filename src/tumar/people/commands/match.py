"""`tumar match LEFT [RIGHT]`: who in one list is who in another, or twice in the same list."""

import argparse
import csv
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import override

from tumar.kernel.scope import of_the_machine
from tumar.kernel.tables.opening import opened
from tumar.kernel.tables.refusals import Reason, UnreadableTable
from tumar.kernel.tables.wording import sentence
from tumar.people.actions.filing import file_everybody
from tumar.people.actions.matching import learn_weights, learned
from tumar.people.explaining import explanation
from tumar.people.rules.matching.linking import Linked, link
from tumar.people.rules.matching.listing import Listed, NoNames, listed, subjects_of
from tumar.people.rules.matching.scoring import Decision, decide, reasons
from tumar.places.names import find

FAILED = 1
# Rejected candidates are told as well, the likeliest of each row.
REJECTED_TOLD = 5
MEGABYTES = 100


@dataclass(frozen=True)
class Told:
    """One candidate as it is printed; rows are numbered as a spreadsheet shows them, headers included."""

    left_row: int
    right_row: int
    score: float
    decision: str
    explanation: str


class CannotMatch(Exception):
    """The lists cannot be compared; the message is the sentence to say."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `tumar match`."""
    parser.add_argument("left", nargs="?", metavar="LEFT", help="a list: CSV, TSV, XLSX, XLS or ODS")
    parser.add_argument(
        "right", nargs="?", metavar="RIGHT", help="another; without it, duplicates within LEFT"
    )
    parser.add_argument("--format", choices=["csv", "json"], default="csv", help="how to print (csv)")
    parser.add_argument("--lang", default="en", help="language of the explanations: en, ru or fa-af (en)")
    parser.add_argument("--learn", action="store_true", help="learn the weights from what people decided")
    parser.add_argument("--file-anew", action="store_true", help="make the keys of all persons on file anew")


def _read(path: str) -> Listed:
    try:
        content = Path(path).read_bytes()
    except OSError as error:
        raise CannotMatch(
            f"The file {path} cannot be read: {(error.strerror or 'unknown').lower()}."
        ) from error
    if len(content) > MEGABYTES * 2**20:
        raise CannotMatch(f"{path}: {sentence(UnreadableTable(Reason.TOO_LARGE))}")
    try:
        grids = opened(content, path).grids
        sheets = [listed(tuple(grid.rows())) for grid in grids if not grid.is_hidden] or [Listed({}, {}, ())]
    except UnreadableTable as error:
        raise CannotMatch(f"{path}: {sentence(error)}") from error
    fullest = max(sheets, key=lambda sheet: (len(sheet.columns), len(sheet.rows)))
    if not fullest.rows:
        raise CannotMatch(f"{path}: There are no rows under the headers.")
    return fullest


def compared(left: str, right: str | None) -> Iterator[Told]:
    """Yield the candidates of two files, or of one with itself, row by row, the likeliest first."""
    lists = [_read(path) for path in (left, right) if path is not None]
    try:
        subjects, others = subjects_of(lists, find)
    except NoNames as error:
        raise CannotMatch("The lists have no column in common by which persons could be compared.") from error
    are_whole = any(one.has_whole_names for one in lists)
    second = subjects[1] if right is not None else None
    linked = link(subjects[0], second, others, are_names_whole=are_whole)
    numbers = [row.number for one in lists for row in one.rows]
    yield from _told(linked, numbers)


def _told(linked: Linked, numbers: Sequence[int]) -> Iterator[Told]:
    scores, thresholds = linked.judged.scores, linked.model.thresholds
    through = linked.judged.through if linked.judged.through is not None else np.full(len(scores), -1)
    rejected: dict[int, int] = {}
    for at in np.lexsort((linked.j, -scores, linked.i)).tolist():
        score, left = float(scores[at]), int(linked.i[at])
        decision = decide(score, thresholds)
        if decision == Decision.DIFFERENT:
            rejected[left] = rejected.get(left, 0) + 1
            if rejected[left] > REJECTED_TOLD:
                continue
        why = explanation(reasons(linked.model, linked.judged, at))
        if (third := int(through[at])) >= 0:
            why = "; ".join((_("row %(row)d is both") % {"row": numbers[third]}, why))
        yield Told(numbers[left], numbers[linked.j[at]], round(score, 6), decision.value, why)


def _print(told: Sequence[Told], kind: str) -> None:
    names = ("left_row", "right_row", "score", "decision", "explanation")
    if kind == "json":
        json.dump([asdict(one) for one in told], sys.stdout, ensure_ascii=False, indent=1)
        sys.stdout.write("\n")
        return
    lines = csv.writer(sys.stdout, lineterminator="\n")
    lines.writerow(names)
    lines.writerows([getattr(one, name) for name in names] for one in told)


def run(options: argparse.Namespace) -> int:
    """Print the candidates, or learn, or file anew; one sentence says why where that cannot be done."""
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    by = of_the_machine("tumar match")
    with override(options.lang):
        if options.learn or options.file_anew:
            if options.file_anew:
                print(f"{file_everybody()} persons are filed anew.")
            if options.learn:
                print(learned(learn_weights(by=by)))
            return 0
        if not options.left:
            print("tumar match: name a list to compare. Try 'tumar match --help'.", file=sys.stderr)
            return 2
        try:
            told = list(compared(options.left, options.right))
        except CannotMatch as error:
            print(f"tumar match: {error}", file=sys.stderr)
            return FAILED
    _print(told, options.format)
    return 0
