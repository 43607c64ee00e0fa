"""`tumar evidence CODE INDICATOR`: the lines behind one figure."""

import argparse
import sys

from tumar.kernel.scope import of_the_machine
from tumar.results import exports, queries
from tumar.results.commands.asked import Unanswerable, refuse, the_day, the_indicator, the_programme

FORMATS = {"csv": exports.lines_csv, "json": exports.lines_json}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `tumar evidence`."""
    parser.add_argument("code", metavar="CODE", help="the programme's code")
    parser.add_argument(
        "indicator", metavar="INDICATOR", help="the indicator's code, such as experts_reached"
    )
    parser.add_argument(
        "--as-of", metavar="DATE", help="the day to report on, as 2024-12-31 (default: today)"
    )
    parser.add_argument("--format", choices=list(FORMATS), default="csv", help="default: csv")


def run(options: argparse.Namespace) -> int:
    """Print the lines as they are read; 1 with one sentence when there is no such figure."""
    try:
        as_of, programme = the_day(options), the_programme(options)
        indicator = the_indicator(programme, options.indicator)
    except Unanswerable as refusal:
        return refuse("evidence", refusal)
    lines = queries.lines(programme, indicator.code, as_of, of_the_machine("tumar evidence"))
    for piece in FORMATS[options.format](lines, indicator.definition.unit.value):
        sys.stdout.buffer.write(piece.encode())
    sys.stdout.flush()
    return 0
