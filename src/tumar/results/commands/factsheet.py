"""`tumar factsheet CODE`: a programme's figures as its records have them."""

import argparse
from collections.abc import Callable

from django.utils.translation import override

from tumar.kernel.handing_out import CannotHandOut, hand_out
from tumar.kernel.scope import of_the_machine
from tumar.results import exports, queries
from tumar.results.commands.asked import Unanswerable, refuse, the_day, the_programme
from tumar.results.figures import Factsheet

FORMATS: dict[str, Callable[[Factsheet], str | bytes]] = {
    "text": exports.factsheet_text,
    "json": exports.factsheet_json,
    "html": exports.factsheet_html,
    "pdf": exports.factsheet_pdf,
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `tumar factsheet`."""
    parser.add_argument("code", metavar="CODE", help="the programme's code")
    parser.add_argument(
        "--as-of", metavar="DATE", help="the day to report on, as 2024-12-31 (default: today)"
    )
    parser.add_argument("--lang", choices=["en", "ru"], default="en", help="the language of the words")
    parser.add_argument("--format", choices=list(FORMATS), default="text", help="default: text")
    parser.add_argument("--output", metavar="FILE", help="write into FILE instead of the terminal")


def run(options: argparse.Namespace) -> int:
    """Print or write the factsheet; 1 with one sentence when there is nothing to report on."""
    try:
        as_of, programme = the_day(options), the_programme(options)
        with override(options.lang):
            sheet = queries.factsheet(programme, as_of, options.lang, of_the_machine("tumar factsheet"))
            made = FORMATS[options.format](sheet)
        content = made.encode() if isinstance(made, str) else made
        hand_out(content, options.output, what="PDF" if options.format == "pdf" else "")
    except (Unanswerable, CannotHandOut) as refusal:
        return refuse("factsheet", refusal)
    return 0
