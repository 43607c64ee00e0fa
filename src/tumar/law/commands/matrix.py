"""`tumar law matrix --country KZ --sets jee,bwc --as-of DATE`: findings by country and requirement."""

import argparse
import json
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from django.conf import settings
from django.utils import translation

from tumar.kernel import clock, sheets
from tumar.kernel.scope import of_the_machine
from tumar.law.actions.requirements import install_shipped
from tumar.law.exports import matrix as exports
from tumar.law.queries.matrix import Matrix, matrix, titles_of
from tumar.law.queries.requirements import sets
from tumar.law.queries.shipped import shipped_codes
from tumar.places.models import Country

FAILURE = 1
SCOPE = of_the_machine("tumar law matrix")
FORMATS = ("text", "json", "csv", "xlsx")
TITLE_WIDTH = 60


class _Wrong(ValueError):
    """What was asked for does not exist; the sentence says what."""


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
        language = _language(options.lang)
        with translation.override(language):
            found = _asked(options)
            _write(found, options)
    except _Wrong as wrong:
        print(f"tumar law matrix: {wrong}", file=sys.stderr)
        return FAILURE
    for code in found.countries:
        if not any(one.country == code for one in found.sources):
            print(f"{code}: no round about these sets is on file for the day.", file=sys.stderr)
    return 0


def _language(code: str) -> str:
    known = [language for language, _name in settings.LANGUAGES]
    if code not in known:
        raise _Wrong(f"There is no language '{code}'; there are {', '.join(known)}.")
    return code


def _codes(given: Iterable[str]) -> list[str]:
    parts = (part.strip().upper() for text in given for part in text.split(","))
    return list(dict.fromkeys(part for part in parts if part))


def _asked(options: argparse.Namespace) -> Matrix:
    countries, set_codes = _codes(options.country), _codes(options.sets)
    known = set(Country.objects.filter(pk__in=countries).values_list("pk", flat=True))
    if missing := [code for code in countries if code not in known]:
        raise _Wrong(f"There is no country '{missing[0]}'.")
    on_file = _on_file(set_codes)
    if missing := [code for code in set_codes if code not in on_file]:
        there = ", ".join(code.lower() for code in on_file)
        raise _Wrong(f"There is no requirement set '{missing[0].lower()}'; there are {there}.")
    if not countries or not set_codes:
        raise _Wrong("Name at least one country and one set.")
    return matrix(SCOPE, countries=countries, set_codes=set_codes, as_of=_day(options.as_of))


def _on_file(wanted: Iterable[str]) -> list[str]:
    """Return the codes of the sets; those of the package are put on file when one of them is asked for."""
    codes = list(sets(SCOPE).values_list("code", flat=True))
    shipped = {code.upper() for code in shipped_codes()}
    if not codes or any(code in shipped and code not in codes for code in wanted):
        install_shipped(by=SCOPE)
        codes = list(sets(SCOPE).order_by("code").values_list("code", flat=True))
    return codes


def _day(text: str | None) -> date:
    if text is None:
        return clock.today()
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise _Wrong(f"'{text}' is no day; write it as 2026-01-31.") from error


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
        raise _Wrong("Say with --output where the workbook goes.")
    try:
        with output.open("wb") as file:
            file.writelines(sheets.write_xlsx("matrix", exports.headers(found), exports.table(found)))
    except OSError as error:
        raise _Wrong(f"{output} cannot be written: {error.strerror}.") from error


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
