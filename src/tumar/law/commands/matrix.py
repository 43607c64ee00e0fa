"""`tumar law matrix --country KZ --sets jee,bwc --as-of DATE`: findings by country and requirement."""

import argparse
import json
import sys
from collections.abc import Iterable
from pathlib import Path

from django.utils import translation

from tumar.kernel import sheets
from tumar.law.commands.asking import SCOPE, Wrong, countries_and_sets, day, language_of
from tumar.law.exports import matrix as exports
from tumar.law.queries.matrix import Matrix, matrix, titles_of

FAILURE = 1
FORMATS = ("text", "json", "csv", "xlsx")
TITLE_WIDTH = 60


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `tumar law matrix`."""
    parser.add_argument(
        "--country", required=True, metavar="CODES", help="a country, or several: KZ,UZ", action="append"
    )
    parser.add_argument(
        "--sets", required=True, metavar="CODES", help="requirement sets: jee,bwc", action="append"
    )
    parser.add_argument("--as-of", metavar="DATE", help="the day, such as 2026-01-31; today if left out")
    parser.add_argument("--format", choices=FORMATS, default="text")
    parser.add_argument("--lang", default="en", metavar="CODE", help="the language of titles and words")
    parser.add_argument("--output", metavar="FILE", type=Path, help="where an XLSX goes")


def run(options: argparse.Namespace) -> int:
    """Print the matrix of the day; 1 with one sentence where something asked for does not exist."""
    try:
        language = language_of(options.lang)
        with translation.override(language):
            found = _asked(options)
            _write(found, options)
    except Wrong as wrong:
        print(f"tumar law matrix: {wrong}", file=sys.stderr)
        return FAILURE
    for code in found.countries:
        if not any(one.country == code for one in found.sources):
            print(f"{code}: no round about these sets is on file for the day.", file=sys.stderr)
    return 0


def _asked(options: argparse.Namespace) -> Matrix:
    countries, set_codes = countries_and_sets(options.country, options.sets)
    return matrix(SCOPE, countries=countries, set_codes=set_codes, as_of=day(options.as_of))


def _write(found: Matrix, options: argparse.Namespace) -> None:
    if options.format == "xlsx":
        _write_book(found, options.output)
    elif options.format == "json":
        print(json.dumps(exports.as_json(found), ensure_ascii=False, indent=2))
    elif options.format == "csv":
        lines = sheets.csv_lines(exports.headers(found), exports.table(found))
        sys.stdout.writelines(line.removeprefix("\ufeff") for line in lines)
    else:
        for line in _text(found):
            print(line)


def _write_book(found: Matrix, output: Path | None) -> None:
    if output is None:
        raise Wrong("Say with --output where the workbook goes.")
    try:
        with output.open("wb") as file:
            file.writelines(sheets.write_xlsx("matrix", exports.headers(found), exports.table(found)))
    except OSError as error:
        raise Wrong(f"{output} cannot be written: {error.strerror}.") from error


def _text(found: Matrix) -> Iterable[str]:
    titles = titles_of(found.rows)
    yield f"As of {found.as_of.isoformat()}. An empty place: nothing was assessed."
    for one in found.sources:
        sealed = f"sealed {one.round.sha256[:12]}" if one.round.sha256 else "under way"
        yield f"{one.country} {one.set_code}@{one.version.label}: round {one.round.code}, {sealed}"
    shown = ""
    for row in found.rows:
        if row.set_code != shown:
            shown = row.set_code
            yield ""
            yield f"{shown}"
        words = "  ".join(f"{code}: {exports.shown_word(row.word(code)) or '–'}" for code in found.countries)
        yield f"  {row.code:<20} {titles.get(row.requirement, '')[:TITLE_WIDTH]:<{TITLE_WIDTH}}  {words}"
