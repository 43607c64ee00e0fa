"""`tumar digest`: queue digests of announcements that are due, as the worker does every morning."""

import argparse
import sys
from urllib.parse import urlsplit

from django.conf import settings

from tumar.network.actions import digests

FAILURE = 1


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `tumar digest`."""
    parser.add_argument(
        "--origin",
        metavar="ADDRESS",
        default=settings.TUMAR_ADDRESS,
        help="this server's address, to be named in the e-mails (default: TUMAR_ADDRESS)",
    )


def run(options: argparse.Namespace) -> int:
    """Queue what is due and say how many; 1 with one sentence where the origin is no address."""
    parts = urlsplit(options.origin)
    if options.origin and (parts.scheme not in {"http", "https"} or not parts.netloc):
        print("tumar digest: An origin is an address such as https://tumar.example.org.", file=sys.stderr)
        return FAILURE
    queued = digests.send_due(origin=options.origin.rstrip("/"))
    print(f"{queued} digests queued; the worker sends them.")
    return 0
