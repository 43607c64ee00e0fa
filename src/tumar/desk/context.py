"""What every page's shell needs to know; worked out only where a page asks for it."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from tumar.desk import navigation, queries
from tumar.kernel.scope import NOBODY

THEMES = ("light", "dark", "system")
THEME_COOKIE = "theme"


@dataclass(frozen=True)
class Shell:
    """The frame around a desk page."""

    groups: list[tuple[Any, list[navigation.Shown]]]
    current: navigation.Shown | None
    theme: str
    here: str


def theme_of(request: HttpRequest) -> str:
    """Return the theme that the person chose; nothing chosen means the system's."""
    chosen = request.COOKIES.get(THEME_COOKIE, "")
    return chosen if chosen in THEMES else "system"


def _shell(request: HttpRequest) -> Shell:
    match = request.resolver_match
    room = match.namespace if match else ""
    page = match.view_name if match else ""
    scope = getattr(request, "scope", NOBODY)
    groups = navigation.shown_to(scope, room=room, page=page)
    current = next((stop for _label, stops in groups for stop in stops if stop.is_current), None)
    return Shell(groups, current, theme_of(request), request.get_full_path())


def shell(request: HttpRequest) -> dict[str, Any]:
    """Give every template the shell, and whether what it shows are demonstration data."""
    return {
        "shell": SimpleLazyObject(lambda: _shell(request)),
        "is_demonstration": SimpleLazyObject(queries.holds_demonstration),
    }
