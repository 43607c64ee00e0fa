"""`tumar event list|show|report CODE`: events on file, for a terminal, another program, or a reader."""

import argparse
import json
import sys

from django.conf import settings
from django.utils.translation import override

from tumar.events import queries
from tumar.events.exports import facts as exports
from tumar.events.exports.report.forms import FORMS
from tumar.events.queries.report import report
from tumar.events.rules.states import State
from tumar.kernel.handing_out import CannotHandOut, hand_out
from tumar.kernel.scope import Scope, of_the_machine
from tumar.places import names


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the acts of `tumar event` with their options."""
    acts = parser.add_subparsers(dest="act", metavar="ACT", required=True)
    listing = acts.add_parser("list", help="list events, newest first")
    listing.add_argument("--country", metavar="CODE", help="for it, or with its people taking part")
    listing.add_argument("--state", choices=[state.value for state in State], help="how far they have come")
    listing.add_argument("--year", type=int, metavar="YYYY", help="in which they begin")
    showing = acts.add_parser("show", help="show one event")
    showing.add_argument("code", metavar="CODE", help="the event's code, such as P53-KZ-2018-01")
    for one in (listing, showing):
        one.add_argument("--format", choices=["text", "json"], default="text", help="default: text")
    reporting = acts.add_parser("report", help="write the report of one event")
    reporting.add_argument("code", metavar="CODE", help="the event's code, such as P53-KZ-2018-01")
    languages = [code for code, _name in settings.LANGUAGES]
    reporting.add_argument("--lang", choices=languages, default="en", help="the language of the words")
    reporting.add_argument("--format", choices=list(FORMS), default="pdf", help="default: pdf")
    reporting.add_argument("--output", metavar="FILE", help="write into FILE instead of the terminal")


def run(options: argparse.Namespace) -> int:
    """Print what is asked for; 1 with one sentence where a country or an event is not known."""
    scope = of_the_machine("tumar event")
    return {"list": _list, "show": _show, "report": _report}[options.act](options, scope)


def _list(options: argparse.Namespace, scope: Scope) -> int:
    rows = queries.with_counts(queries.events(scope)).order_by("-starts", "-pk")
    if options.country:
        country = names.find(options.country)
        if country is None:
            return _refuse(f"No country is called '{options.country}'.")
        rows = queries.in_country(rows, country)
    if options.state:
        rows = rows.filter(state=options.state)
    if options.year:
        rows = rows.filter(starts__year=options.year)
    found = [exports.in_short(one) for one in rows.iterator(chunk_size=2000)]
    if options.format == "json":
        _print_json(found)
    else:
        for facts in found:
            print(exports.list_line(facts).rstrip())
    return 0


def _show(options: argparse.Namespace, scope: Scope) -> int:
    code = options.code.upper()
    event = queries.with_counts(queries.events(scope)).filter(code=code).first()
    if event is None:
        return _refuse(f"There is no event with the code '{options.code}'.")
    facts = exports.in_full(event, scope)
    if options.format == "json":
        _print_json(facts)
    else:
        print("\n".join(exports.full_lines(facts)))
    return 0


def _report(options: argparse.Namespace, scope: Scope) -> int:
    event = queries.events(scope).filter(code=options.code.upper()).first()
    if event is None:
        return _refuse(f"There is no event with the code '{options.code}'.")
    form = FORMS[options.format]
    with override(options.lang):
        made = form.make(report(event, scope))
    try:
        hand_out(made, options.output, what="" if form.is_text else form.name.upper())
    except CannotHandOut as refusal:
        return _refuse(str(refusal))
    return 0


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))


def _refuse(sentence: str) -> int:
    print(f"tumar event: {sentence}", file=sys.stderr)
    return 1
