"""Codes proposed for new records, when whoever adds them gives none."""

from collections.abc import Callable
from typing import TypeVar

from django.db import IntegrityError, transaction

from tumar.kernel.models import Record

R = TypeVar("R", bound=Record)
T = TypeVar("T")

ATTEMPTS = 5


def first_free(kind: type[Record], prefix: str, *, after: int, digits: int) -> str:
    """Return the first code under the prefix that nobody has, trying the numbers after `after`."""
    number = after + 1
    while kind._base_manager.filter(code=f"{prefix}-{number:0{digits}d}").exists():
        number += 1
    return f"{prefix}-{number:0{digits}d}"


def free_codes(kind: type[Record], prefix: str, how_many: int, *, after: int, digits: int) -> list[str]:
    """Return so many codes under the prefix that nobody has, trying the numbers after `after`."""
    found: list[str] = []
    while len(found) < how_many:
        wanted = min(max(how_many - len(found), 10), 500)
        codes = [f"{prefix}-{after + step:0{digits}d}" for step in range(1, wanted + 1)]
        taken = set(kind._base_manager.filter(code__in=codes).values_list("code", flat=True))
        found += [code for code in codes if code not in taken]
        after += wanted
    return found[:how_many]


def add_numbered(record: R, propose: Callable[[], str], add: Callable[[R], R]) -> R:
    """Add the record under a proposed code; propose again when somebody else took it meanwhile."""
    for _attempt in range(ATTEMPTS):
        record.code = propose()
        try:
            with transaction.atomic():
                return add(record)
        except IntegrityError:
            if not type(record)._base_manager.filter(code=record.code).exists():
                raise
    raise IntegrityError(f"no free code was found for {record.code}")


def add_all_numbered(add: Callable[[], T]) -> T:
    """Do what adds many records under free codes; do it anew when somebody took one of these meanwhile."""
    for _attempt in range(ATTEMPTS - 1):
        try:
            with transaction.atomic():
                return add()
        except IntegrityError:
            continue
    with transaction.atomic():
        return add()
