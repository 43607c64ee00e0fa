"""A process killed in the middle of an import leaves the database as it was before."""

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.desk.books import DILSHOD, a_book

COMMAND = [sys.executable, "-m", "tumar.config.cli"]
LAY = (
    "from tumar.config import cli; cli._prepare();"
    "from django.core.management import call_command; call_command('migrate', verbosity=0)"
)
TABLES = ("people_person", "kernel_journalentry", "kernel_attachment")
ENOUGH = 6000  # so many persons are written in more than one batch, with time between to be killed


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """An installation of its own, on a file, with its tables laid."""
    own = {**os.environ, "TUMAR_DATA": str(tmp_path / "own"), "TUMAR_TRACEBACK": "1"}
    own.pop("TUMAR_DATABASE_URL", None)
    subprocess.run([sys.executable, "-c", LAY], env=own, check=True)
    return own


def counts(environment: dict[str, str]) -> dict[str, int]:
    with closing(sqlite3.connect(Path(environment["TUMAR_DATA"]) / "tumar.sqlite3")) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return {table: database.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0] for table in TABLES}


def test_an_import_killed_half_way_leaves_nothing_behind(environment, tmp_path):
    book = tmp_path / "book.xlsx"
    book.write_bytes(a_book({"Persons": [{**DILSHOD, "Code": f"UZ-{n:06d}"} for n in range(ENOUGH)]}))
    command = [*COMMAND, "import", str(book), "--progress"]
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as process:
        for line in process.stderr:
            if "written" in line:
                process.send_signal(signal.SIGKILL)
                break
        process.wait()
    assert process.returncode == -signal.SIGKILL
    assert counts(environment) == dict.fromkeys(TABLES, 0)

    again = subprocess.run([*COMMAND, "import", str(book)], env=environment, capture_output=True, text=True)
    assert again.returncode == 0, again.stderr
    assert counts(environment)["people_person"] == ENOUGH
    assert counts(environment)["kernel_journalentry"] == ENOUGH + 1
