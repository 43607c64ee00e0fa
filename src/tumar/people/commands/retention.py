"""`tumar retention [--dry-run]`: take away the personal data that no purpose needs any more."""

import argparse
import json

from tumar.kernel.scope import of_the_machine
from tumar.people.actions.retention import apply_retention
from tumar.people.queries import retention as reads


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `tumar retention`."""
    parser.add_argument("--dry-run", action="store_true", help="only tell what would be taken away")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how to print the counts")


def _counts(*, is_dry: bool) -> dict[str, int]:
    by = of_the_machine("tumar retention")
    return reads.tonight(by).counts if is_dry else apply_retention(by=by)


def run(options: argparse.Namespace) -> int:
    """Print how many persons lose each kind of data; values are never told."""
    counts = _counts(is_dry=options.dry_run)
    if options.format == "json":
        print(json.dumps({"dry_run": options.dry_run, "persons": counts}))
        return 0
    if not reads.terms_in_force():
        print("No rule of retention is in force; nothing is taken away.")
        return 0
    act = "would lose" if options.dry_run else "lost"
    for kind in ("documents", "contact", "person"):
        print(f"{kind}: {counts.get(kind, 0)} persons {act} it")
    return 0
