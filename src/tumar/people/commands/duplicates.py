"""`tumar duplicates`: queue the pairs of persons on file that may be the same, for somebody to decide."""

import argparse

from tumar.kernel.scope import of_the_machine
from tumar.people.actions.duplicates import queue_duplicates
from tumar.people.models import Candidate


def arguments(_parser: argparse.ArgumentParser) -> None:
    """Add nothing: the command takes no options."""


def run(_options: argparse.Namespace) -> int:
    """Compare all persons on file, and say how many pairs are new and how many wait."""
    new = queue_duplicates(by=of_the_machine("tumar duplicates"))
    waiting = Candidate.objects.filter(state=Candidate.State.WAITING).count()
    print(f"New in the queue: {new}. Waiting for a decision: {waiting}.")
    return 0
