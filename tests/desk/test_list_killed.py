"""A process killed in the middle of a list leaves the database as it was; the command takes it up again."""

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

COMMAND = [sys.executable, "-m", "tumar.config.cli"]
LAY = (
    "from tumar.config import cli; cli._prepare();"
    "from django.core.management import call_command; call_command('migrate', verbosity=0)"
)
TABLES = ("people_person", "people_organisation", "kernel_journalentry")
SYLLABLES = ("ба", "во", "гу", "де", "жи", "зо", "ка", "лу", "ме", "ни")
ENOUGH = 1500  # so many rows are written in more than one batch, with time between to be killed


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """An installation of its own, on a file, with its tables laid."""
    own = {**os.environ, "TUMAR_DATA": str(tmp_path / "own"), "TUMAR_TRACEBACK": "1"}
    own.pop("TUMAR_DATABASE_URL", None)
    subprocess.run([sys.executable, "-c", LAY], env=own, check=True)
    return own


@pytest.fixture
def command(tmp_path: Path) -> list[str]:
    path = tmp_path / "list.csv"
    lines = [f"Ахметова{n:05d};Айжан;19{n % 100:02d};Лаборатория {n % 7}" for n in range(ENOUGH)]
    names = dict(zip("0123456789", SYLLABLES, strict=True))
    spelt = ["".join(names.get(c, c) for c in line.split(";")[0]) + line[line.index(";") :] for line in lines]
    path.write_text("Фамилия;Имя;Год рождения;Место работы\n" + "\n".join(spelt))
    return [*COMMAND, "import", str(path), "--as", "persons", "--country", "KZ"]


def counts(environment: dict[str, str]) -> dict[str, int]:
    with closing(sqlite3.connect(Path(environment["TUMAR_DATA"]) / "tumar.sqlite3")) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return {table: database.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0] for table in TABLES}


def killed_when(word: str, command: list[str], environment: dict[str, str]) -> None:
    with subprocess.Popen(
        [*command, "--progress"], env=environment, stderr=subprocess.PIPE, text=True
    ) as process:
        for line in process.stderr:
            if word in line:
                process.send_signal(signal.SIGKILL)
                break
        process.wait()
    assert process.returncode == -signal.SIGKILL


def lists(environment: dict[str, str]) -> list[tuple[str]]:
    with closing(sqlite3.connect(Path(environment["TUMAR_DATA"]) / "tumar.sqlite3")) as database:
        return database.execute("SELECT state FROM kernel_listimport").fetchall()


def test_a_list_killed_half_way_leaves_nothing_and_is_taken_up_again(environment, command):
    killed_when("planned", command, environment)
    assert counts(environment) == dict.fromkeys(TABLES, 0)
    killed_when("written", command, environment)
    assert counts(environment) == dict.fromkeys(TABLES, 0)
    assert lists(environment) == [("previewed",)]

    again = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert again.returncode == 0, again.stderr
    assert counts(environment) == {
        "people_person": ENOUGH,
        "people_organisation": 7,
        "kernel_journalentry": ENOUGH + 7 + 1,
    }
    assert lists(environment) == [("committed",)]
