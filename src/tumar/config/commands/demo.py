"""`tumar demo`: make the reference workbook and load it through the same import that users have."""

import argparse
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from tumar import reference
from tumar.config import demonstration, installation
from tumar.desk import imports
from tumar.events.actions.reference import load_reference_planning
from tumar.events.actions.reference_evaluation import load_reference_evaluation
from tumar.kernel.scope import Scope, of_the_machine
from tumar.law.actions.reference import load_reference
from tumar.law.actions.reference_reforms import load_reference_reforms
from tumar.law.actions.reference_round import load_reference_round
from tumar.network.actions.reference import load_reference_network
from tumar.programmes.models import Programme
from tumar.reference import book
from tumar.reference.registrants import registrants
from tumar.results.commands import freeze

REGISTRANTS = 18


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `tumar demo`."""
    parser.add_argument("--book", metavar="FOLDER", help="only write the workbook and its files into FOLDER")


def is_empty() -> bool:
    """Tell whether no programme is on file yet."""
    return not Programme.objects.exists()


def load() -> None:
    """Load the reference programme with law, round, reforms and next event; publish its first edition."""
    by = of_the_machine("tumar demo")
    with tempfile.TemporaryDirectory() as folder:
        path = reference.write(Path(folder))
        plan = imports.read_book(path, by=by)
        imports.apply(plan, by=by)
    load_reference(by=by)
    demonstration.create_accounts(by=by)
    first, second = demonstration.coders()
    load_reference_reforms(load_reference_round(first, second, by=by), by=by)
    load_together(by=by)
    freeze.publish_first_edition(book.CODE)


def load_together(*, by: Scope) -> None:
    """Load what of the programme lies ahead: an event to register for, evaluations, and what people share."""
    told = [asdict(one) for one in registrants("KZ", REGISTRANTS, seed=reference.SEED)]
    event = load_reference_planning(told, by=by)
    load_reference_evaluation(by=by)
    load_reference_network(event, by=by)


def run(options: argparse.Namespace) -> int:
    """Load the reference programme into an empty database, or only write its workbook."""
    if options.book:
        print(reference.write(Path(options.book)))
        return 0
    installation.bring_up()
    if not is_empty():
        print("tumar demo: the database already holds a programme; nothing was loaded.", file=sys.stderr)
        return 1
    load()
    print("The reference programme is loaded. 'tumar serve' shows it.")
    return 0
