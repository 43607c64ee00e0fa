"""Chapters that rooms above this one add to the report of an event, such as decisions taken there."""

from collections.abc import Callable, Mapping

from tumar.events.models import Event
from tumar.kernel.papers import Section
from tumar.kernel.scope import Scope

# Says its chapter in the language of the moment, as far as whoever asks may see it; None where there is none.
Chapter = Callable[[Event, Scope], Section | None]
_CHAPTERS: dict[str, Chapter] = {}


def add_chapter(name: str, chapter: Chapter) -> None:
    """Let every report have this chapter, under this name in its JSON; the same name again replaces it."""
    _CHAPTERS[name] = chapter


def chapters_of(event: Event, scope: Scope) -> Mapping[str, Section]:
    """Return the chapters that have something to tell of an event, in the order in which they were added."""
    told = {name: chapter(event, scope) for name, chapter in _CHAPTERS.items()}
    return {name: section for name, section in told.items() if section is not None}
