"""`tumar serve`: bring the installation up, then run the server and the worker until stopped."""

import argparse
import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType

from django.conf import settings

from tumar.config import demonstration, installation
from tumar.config.commands import demo
from tumar.config.environment import Environment
from tumar.people.models import Account

STOP_WITHIN = 10.0  # seconds


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `tumar serve`."""
    parser.add_argument(
        "--demo", action="store_true", help="load the reference programme when the database is empty"
    )
    parser.add_argument("--workers", type=int, default=2, help="processes that answer (default 2)")


def refuse_taken_port(environment: Environment) -> str:
    """Return the sentence to say when something else listens on the port, or nothing."""
    family = socket.AF_INET6 if ":" in environment.listen else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((environment.listen, environment.port))
        except OSError:
            return f"Port {environment.port} is in use. Choose another: PORT=8001 make run."
    return ""


def _server(environment: Environment, workers: int) -> list[str]:
    host = f"[{environment.listen}]" if ":" in environment.listen else environment.listen
    return [
        sys.executable, "-m", "gunicorn", "tumar.config.wsgi:application",
        "--bind", f"{host}:{environment.port}", "--workers", str(workers), "--worker-class", "sync",
        "--timeout", "120", "--log-level", "warning", "--no-control-socket",
    ]  # fmt: skip


def greeting(environment: Environment) -> str:
    """Return the address and, where there are any, the demonstration sign-ins."""
    lines = [f"Tumar is at http://{environment.listen}:{environment.port}/"]
    if environment.is_loopback:
        # Browsers keep passkeys for names only, so an address of numbers cannot have one.
        lines.append(f"For passkeys use http://localhost:{environment.port}/")
    if environment.is_loopback and Account.objects.filter(is_demonstration=True).exists():
        lines.append(f"Demonstration sign-ins (password for each: {demonstration.password()}):")
        lines += [f"  {part.kind.value:<22} {part.email}" for part in demonstration.CAST]
    lines.append("Stop with Ctrl+C.")
    return "\n".join(lines)


def _wait_until_it_answers(environment: Environment, server: subprocess.Popen[bytes]) -> bool:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and server.poll() is None:
        with contextlib.suppress(OSError):
            socket.create_connection((environment.listen, environment.port), timeout=1).close()
            return True
        time.sleep(0.1)
    return False


def _stop(processes: list[subprocess.Popen[bytes]]) -> None:
    for process in processes:
        if process.poll() is None:
            process.terminate()
    deadline = time.monotonic() + STOP_WITHIN
    for process in processes:
        try:
            process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()


def run(options: argparse.Namespace) -> int:
    """Serve until stopped; when the server or the worker ends, the other is stopped too."""
    environment: Environment = settings.ENVIRONMENT
    if taken := refuse_taken_port(environment):
        print(f"tumar serve: {taken}", file=sys.stderr)
        return 1
    installation.bring_up()
    if options.demo and demo.is_empty():
        print("Loading the reference programme; this takes about a minute, once.", flush=True)
        demo.load()
    child_environment = {**os.environ, "TUMAR_DATA": str(Path(settings.TUMAR_DATA))}
    processes = [
        subprocess.Popen(_server(environment, options.workers), env=child_environment),
        subprocess.Popen([sys.executable, "-m", "tumar.config.cli", "worker"], env=child_environment),
    ]

    def leave(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, leave)
    try:
        if _wait_until_it_answers(environment, processes[0]):
            print(greeting(environment), flush=True)
        while all(process.poll() is None for process in processes):
            time.sleep(0.5)
        return 1
    except KeyboardInterrupt:
        return 0
    finally:
        _stop(processes)
