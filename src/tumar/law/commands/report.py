"""`tumar law report --countries KZ,KG --sets jee,bwc --as-of DATE --lang ru --format docx`: a report."""

import argparse
import sys
from pathlib import Path

from django.utils import translation

from tumar.law.commands.asking import SCOPE, Wrong, countries_and_sets, day, language_of
from tumar.law.exports.regional.forms import FORMS, file_name
from tumar.law.queries.places import About, about_of
from tumar.law.queries.regional import Asked, Regional, regional
from tumar.law.rules.areas import Area

FAILURE = 1
MOST_COUNTRIES = 60


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `tumar law report`."""
    parser.add_argument("--countries", required=True, metavar="CODES", action="append", help="such as KZ,UZ")
    parser.add_argument(
        "--sets", required=True, metavar="CODES", action="append", help="requirement sets: jee,bwc; or all"
    )
    parser.add_argument("--as-of", metavar="DATE", help="the day, such as 2026-01-31; today if left out")
    parser.add_argument(
        "--about",
        metavar="WHAT",
        default="",
        help="what the map shows: an area such as licensing, or a requirement such as BWC/IV-offence; "
        "if left out, the area about which most countries say something",
    )
    parser.add_argument("--lang", default="en", metavar="CODE", help="the language of the report")
    parser.add_argument("--format", choices=tuple(FORMS), default="docx")
    parser.add_argument("--output", metavar="FILE", type=Path, help="where it goes; else beside you")


def run(options: argparse.Namespace) -> int:
    """Write the report; 1 with one sentence where something asked for does not exist."""
    try:
        language = language_of(options.lang)
        with translation.override(language):
            told = _told(options)
            content = FORMS[options.format].make(told)
            place = options.output or Path(file_name(told, language, options.format))
            _write(content, place)
    except Wrong as wrong:
        print(f"tumar law report: {wrong}", file=sys.stderr)
        return FAILURE
    print(place)
    return 0


def _told(options: argparse.Namespace) -> Regional:
    countries, set_codes = countries_and_sets(options.countries, options.sets)
    if len(countries) > MOST_COUNTRIES:
        raise Wrong(f"A report tells of {MOST_COUNTRIES} countries at the most.")
    about = _about(options.about) if options.about else None
    told = regional(Asked(tuple(countries), tuple(set_codes), day(options.as_of), about), SCOPE)
    if about is not None and told.about != about:
        raise Wrong(f"No requirement of these sets is about '{options.about}'.")
    return told


def _about(text: str) -> About:
    if text in set(Area):
        return About(area=text)
    set_code, slash, code = text.partition("/")
    found = about_of(f"requirement:{set_code.upper()}/{code}") if slash else None
    if found is None:
        known = ", ".join(Area)
        raise Wrong(f"'{text}' is neither an area ({known}) nor a requirement such as BWC/IV-offence.")
    return found


def _write(content: bytes, place: Path) -> None:
    try:
        place.write_bytes(content)
    except OSError as error:
        raise Wrong(f"{place} cannot be written: {error.strerror}.") from error
