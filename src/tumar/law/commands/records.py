"""`tumar law records --countries KZ --output FILE.xlsx`: records of law to be edited and sent back."""

import argparse
import sys
from pathlib import Path

from django.utils import translation

from tumar.law.commands.asking import SCOPE, Wrong, known_countries, language_of
from tumar.law.exports.records import records_book

FAILURE = 1


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `tumar law records`."""
    parser.add_argument(
        "--countries", metavar="CODES", action="append", default=[], help="such as KZ,UZ; all if left out"
    )
    parser.add_argument("--lang", default="en", metavar="CODE", help="the language of sheets and columns")
    parser.add_argument("--output", metavar="FILE", type=Path, required=True, help="where the workbook goes")


def run(options: argparse.Namespace) -> int:
    """Write the workbook; `tumar import` reads it again, and takes what was changed in it."""
    try:
        with translation.override(language_of(options.lang)):
            content = records_book(SCOPE, known_countries(options.countries))
        options.output.write_bytes(content)
    except Wrong as wrong:
        print(f"tumar law records: {wrong}", file=sys.stderr)
        return FAILURE
    except OSError as error:
        print(f"tumar law records: {options.output} cannot be written: {error.strerror}.", file=sys.stderr)
        return FAILURE
    print(options.output)
    return 0
