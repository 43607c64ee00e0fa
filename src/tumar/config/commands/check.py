"""`tumar check`: settings, database, journal chain, files against their hashes, derived values, index."""

import argparse
from collections.abc import Callable, Iterable, Iterator

from django.core import checks
from django.db import DatabaseError, connection

from tumar.config import installation
from tumar.events.queries import faults as events
from tumar.kernel import files, journal
from tumar.law.queries import indexes as law
from tumar.law.queries import seals
from tumar.results import queries as results
from tumar.supplies import queries as supplies


def arguments(_parser: argparse.ArgumentParser) -> None:
    """`tumar check` takes no arguments."""


def _settings() -> Iterator[str]:
    for found in checks.run_checks(include_deployment_checks=False):
        if found.level >= checks.WARNING:
            yield str(found.msg)


def _database() -> Iterator[str]:
    if installation.has_old_tables():
        yield "The tables are older than the program. Run 'tumar serve' once, which brings them up to date."
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            answer = [row[0] for row in cursor.fetchall()]
        if answer != ["ok"]:
            yield f"SQLite reports: {answer[0]}"


PARTS: dict[str, Callable[[], Iterable[str]]] = {
    "settings": _settings,
    "database": _database,
    "journal": journal.breaks,
    "files": files.faults,
    "attendance": events.attendance_faults,
    "values in euro": supplies.value_faults,
    "index of the law": law.index_faults,
    "rounds of law": seals.seal_faults,
    "editions": results.edition_faults,
}


def run(_options: argparse.Namespace) -> int:
    """Print one line per part, and each fault found; 1 when there is any."""
    is_whole = True
    for name, find in PARTS.items():
        try:
            faults = list(find())
        except DatabaseError as error:
            faults = [f"The database cannot be read: {' '.join(str(error).split())}"]
        print(f"{name}: {'in order' if not faults else f'{len(faults)} found'}")
        for fault in faults:
            print(f"  - {fault}")
        is_whole = is_whole and not faults
    return 0 if is_whole else 1
