"""`tumar law parse|diff|amend|…`: national law on the command line, one module for each act of it."""

import argparse
from collections.abc import Sequence
from importlib import import_module

# Each is a module `tumar.law.commands.<name>` with `arguments(parser)` and `run(options)`.
ACTS = {
    "parse": "split an act into its provisions",
    "diff": "compare two versions of an act",
    "amend": "read what an amendment changes in an act",
    "suggest": "rank the provisions that may answer a requirement",
    "matrix": "print findings by country and requirement",
    "report": "write the report on the law of one country or of several",
    "records": "write records of law as a workbook that can be edited and sent back",
    "index": "make the index of the search anew",
    "reforms": "print what is recommended to a country and how far its acts are",
}
# These read files only; the others read what is on record and need the tables in order.
WITHOUT_TABLES = frozenset({"parse", "diff", "amend", "suggest"})


def needs_tables(words: Sequence[str]) -> bool:
    """Tell whether the act that these words name reads the database."""
    return not words or words[0] not in WITHOUT_TABLES


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the acts of `tumar law` with their options."""
    acts = parser.add_subparsers(dest="act", metavar="ACT", required=True)
    for name, told in ACTS.items():
        import_module(f"tumar.law.commands.{name}").arguments(acts.add_parser(name, help=told))


def run(options: argparse.Namespace) -> int:
    """Carry out the act that was named."""
    return int(import_module(f"tumar.law.commands.{options.act}").run(options))
