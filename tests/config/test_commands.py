"""The commands of the installation, run as a person runs them: in a process of their own."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

TUMAR = [sys.executable, "-m", "tumar.config.cli"]
PATIENCE = 120.0  # seconds, on a busy machine


def environment(folder: Path, **more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("TUMAR_", "PYTEST_"))}
    return {**kept, "TUMAR_DATA": str(folder), **more}


def tumar(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*TUMAR, *words], env=environment(folder), capture_output=True, text=True, timeout=PATIENCE
    )


def a_free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def serving(tmp_path) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """A server of its own on a port that the machine chose."""
    port = a_free_port()
    process = subprocess.Popen(
        [*TUMAR, "serve", "--workers", "1"],
        env=environment(tmp_path, PORT=str(port)),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    yield process, port
    # The whole family: a server left behind would hold the pipe open, and the port.
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate(timeout=PATIENCE)


def wait_for(port: int) -> bool:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10) as answer:
                return answer.status == 200
        except OSError:
            time.sleep(0.2)
    return False


def test_the_server_starts_on_an_empty_folder_answers_and_stops_when_told(serving):
    process, port = serving
    assert wait_for(port)
    process.send_signal(signal.SIGTERM)
    told, _nothing = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0
    assert f"http://127.0.0.1:{port}/" in told


def test_a_taken_port_is_said_in_one_sentence(serving, tmp_path):
    _process, port = serving
    assert wait_for(port)
    second = subprocess.run(
        [*TUMAR, "serve"],
        env=environment(tmp_path / "other", PORT=str(port)),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    assert second.returncode == 1
    assert second.stderr == f"tumar serve: Port {port} is in use. Choose another: PORT=8001 make run.\n"


def test_a_fresh_installation_is_in_order(tmp_path):
    from tumar.config.commands.check import PARTS  # tables can be imported only after Django has started

    assert tumar(tmp_path, "check").returncode == 1, "there are no tables yet, and check says so"
    assert tumar(tmp_path, "worker", "--once").returncode == 0, "any other command makes them"
    checked = tumar(tmp_path, "check")
    assert (checked.returncode, checked.stderr) == (0, "")
    assert [line.split(": ") for line in checked.stdout.splitlines()] == [
        [part, "in order"] for part in PARTS
    ]


@pytest.fixture(scope="module")
def installed(tmp_path_factory) -> Path:
    """An installation with tables and nothing in them."""
    folder = tmp_path_factory.mktemp("installed")
    assert tumar(folder, "worker", "--once").returncode == 0
    return folder


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["factsheet", "NONE"], "NONE"),
        (["factsheet", "P53", "--as-of", "31.02.2020"], "31.02.2020"),
        (["evidence", "NONE", "cascade_workshops"], "NONE"),
        (["import", "no-such-book.xlsx"], "no-such-book.xlsx"),
        (["user", "add", "somebody@example.org", "--role", "king"], "king"),
        (["factsheet"], "required"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_on_standard_error(installed, words, sentence):
    answer = tumar(installed, *words)
    assert answer.returncode != 0
    assert answer.stdout == ""
    assert len(answer.stderr.strip().splitlines()) == 1, answer.stderr
    assert sentence in answer.stderr
    assert "Traceback" not in answer.stderr
