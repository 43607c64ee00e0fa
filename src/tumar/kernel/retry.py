"""Repeat an action that the database asked to repeat; nothing else."""

import random
import time
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import OperationalError, connection

P = ParamSpec("P")
R = TypeVar("R")

ATTEMPTS = 5
# PostgreSQL: serialisation failure, deadlock.
SQLSTATES = {"40001", "40P01"}


def _may_be_repeated(error: OperationalError) -> bool:
    state = getattr(error.__cause__, "sqlstate", None)
    return state in SQLSTATES or "database is locked" in str(error)


def retrying(action: Callable[P, R]) -> Callable[P, R]:
    """Run the action again after a deadlock, a serialisation failure or a busy SQLite file.

    Inside an outer transaction nothing is repeated: the outer action decides.
    """

    @wraps(action)
    def repeated(*arguments: P.args, **named: P.kwargs) -> R:
        for attempt in range(ATTEMPTS):
            try:
                return action(*arguments, **named)
            except OperationalError as error:
                last = attempt == ATTEMPTS - 1
                if last or connection.in_atomic_block or not _may_be_repeated(error):
                    raise
                time.sleep(random.uniform(0, 0.05 * 2**attempt))  # noqa: S311
        raise AssertionError("unreachable")

    return repeated
