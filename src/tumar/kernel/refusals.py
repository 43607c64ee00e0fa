"""Refusals that actions raise; each carries the facts, the face words them."""

from collections.abc import Sequence
from dataclasses import dataclass


class Refusal(Exception):
    """An act was refused for a reason that the person can be told."""


class Denied(Refusal):
    """The acting person may not do this in this country."""

    def __init__(self, permission: str, country: str | None = None) -> None:
        super().__init__(f"{permission} in {country or 'every country'}")
        self.permission = permission
        self.country = country


class Stale(Refusal):
    """Somebody else changed the record after this person opened it."""

    def __init__(self, label: str, seen: int, current: int) -> None:
        super().__init__(f"{label}: seen at version {seen}, now at {current}")
        self.label = label
        self.seen = seen
        self.current = current


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong with one field of a record; `field` is empty for the whole record."""

    field: str
    message: str


class Invalid(Refusal):
    """The facts given do not make a valid record; every fault is listed."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("; ".join(f"{fault.field}: {fault.message}" for fault in faults))
        self.faults = tuple(faults)


class SecondPersonNeeded(Refusal):
    """The act needs two people, and this person did the first half."""
