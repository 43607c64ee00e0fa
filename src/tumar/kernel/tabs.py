"""The parts of a room as its pages lead to them: each reader sees those that they may open."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from tumar.kernel.permissions import Permission

# Label, name of the page, permissions of which one is needed (none: whoever signs in), pages that lie within.
Part = tuple[Any, str, tuple[Permission, ...], tuple[str, ...]]


@dataclass(frozen=True)
class Tab:
    """One part of the room as its pages lead to it."""

    label: Any
    url: str
    is_current: bool


def tabs_of(request: Any, room: str, parts: Iterable[Part]) -> list[Tab]:
    """Return the parts of the room that this person may open; the one that is open is marked."""
    page = request.resolver_match.url_name
    return [
        Tab(label, reverse(f"{room}:{name}"), page == name or page in within)
        for label, name, permissions, within in parts
        if not permissions or any(request.scope.allows_somewhere(one) for one in permissions)
    ]
