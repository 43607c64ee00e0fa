"""What the commands about results have in common: a programme, a day, and one sentence of refusal."""

import argparse
import sys
from datetime import date

from tumar.kernel import clock
from tumar.programmes.models import Programme
from tumar.results import queries
from tumar.results.indicators import Indicator, NoSuchIndicator, find

FAILURE = 1


class Unanswerable(Exception):
    """What was asked for does not exist; the message is the sentence to print."""


def a_day(text: str) -> date:
    """Read a date in ISO form."""
    try:
        day = date.fromisoformat(text)
    except ValueError as fault:
        raise Unanswerable(f"'{text}' is not a date. Write it as 2024-12-31.") from fault
    if day.isoformat() != text:
        raise Unanswerable(f"'{text}' is not a date. Write it as 2024-12-31.")
    return day


def the_day(options: argparse.Namespace) -> date:
    """Return the day asked for, or today."""
    return a_day(options.as_of) if options.as_of else clock.today()


def the_programme(options: argparse.Namespace) -> Programme:
    """Return the programme asked for."""
    programme = queries.programme_by_code(options.code)
    if programme is None:
        raise Unanswerable(f"There is no programme '{options.code}'.")
    return programme


def the_indicator(programme: Programme, code: str) -> Indicator:
    """Return the indicator asked for."""
    try:
        return find(programme, code)
    except NoSuchIndicator as fault:
        known = ", ".join(fault.codes)
        raise Unanswerable(
            f"Programme {programme.code} has no indicator '{code}'. It has: {known}."
        ) from fault


def refuse(command: str, refusal: Exception) -> int:
    """Print why not, in one sentence, and return the exit code."""
    print(f"tumar {command}: {refusal}", file=sys.stderr)
    return FAILURE
