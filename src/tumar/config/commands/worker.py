"""`tumar worker`: carry out background work, send letters, every night do what is daily, until stopped."""

import argparse
import threading

from django.core.management import call_command

from tumar.config import daily
from tumar.kernel import mail, schedule


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `tumar worker`."""
    parser.add_argument("--once", action="store_true", help="stop when nothing is waiting")


def run(options: argparse.Namespace) -> int:
    """Work until stopped, or until nothing is waiting."""
    if options.once:
        schedule.run_due(daily.DAILY)
        call_command("db_worker", batch=True, startup_delay=False, verbosity=0)
        mail.send_due()
        return 0
    stopped = threading.Event()
    # A daemon: work of the night that is broken off with the process is rolled back, and taken up again.
    for name, work in (("daily", daily.keep_running), ("letters", daily.keep_sending)):
        threading.Thread(target=work, args=(stopped,), daemon=True, name=name).start()
    try:
        call_command("db_worker", batch=False, startup_delay=False, verbosity=0)
    finally:
        stopped.set()
    return 0
