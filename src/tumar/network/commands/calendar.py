"""`tumar calendar --country KZ > feed.ics`: the programme's calendar as an iCalendar file."""

import argparse
import sys
from datetime import date

from django.conf import settings
from django.utils.translation import override

from tumar.kernel.scope import of_the_machine
from tumar.network.exports import ical
from tumar.network.queries import calendar as queries
from tumar.network.queries.calendar import Asked
from tumar.places import names

FAILURE = 1


class Unanswerable(Exception):
    """What was asked for does not exist; the message is the sentence to print."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `tumar calendar`."""
    parser.add_argument("--country", metavar="COUNTRY", help="a code or a name, such as KZ (default: all)")
    parser.add_argument("--public", action="store_true", help="only what is on the public calendar")
    languages = [code for code, _name in settings.LANGUAGES]
    parser.add_argument("--lang", choices=languages, default="en", help="the language of the words")
    parser.add_argument("--since", metavar="DATE", help="leave out what ended before, as 2024-12-31")
    parser.add_argument("--until", metavar="DATE", help="leave out what begins later, as 2025-12-31")


def run(options: argparse.Namespace) -> int:
    """Write the calendar to standard output; 1 with one sentence where a country or a day is none."""
    try:
        asked = Asked(_country(options.country), _day(options.since), _day(options.until))
    except Unanswerable as refusal:
        print(f"tumar calendar: {refusal}", file=sys.stderr)
        return FAILURE
    with override(options.lang):
        if options.public:
            shown = queries.public(asked)
        else:
            shown = queries.internal(of_the_machine("tumar calendar"), asked)
        made = ical.calendar(shown, country=asked.country)
    sys.stdout.buffer.write(made.encode())
    sys.stdout.flush()
    return 0


def _country(text: str | None) -> str:
    if not text:
        return ""
    code = names.find(text)
    if code is None:
        raise Unanswerable(f"There is no country '{text}'. Write a code such as KZ, or a name.")
    return code


def _day(text: str | None) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as fault:
        raise Unanswerable(f"'{text}' is not a date. Write it as 2024-12-31.") from fault
