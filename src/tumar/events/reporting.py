"""Chapters that rooms above this one add to the report of an event, such as decisions taken there."""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _

from tumar.events.models import Event
from tumar.kernel.papers import Section
from tumar.kernel.scope import Scope

# Says its chapter in the language of the moment, as far as whoever asks may see it; None where there is none.
Chapter = Callable[[Event, Scope], Section | None]
_CHAPTERS: dict[str, Chapter] = {}
# Under this name a room that keeps tests says what people learned; until one does, the report says so.
TEST_GAIN = "test-gain"


def add_chapter(name: str, chapter: Chapter) -> None:
    """Let every report have this chapter, under this name in its JSON; the same name again replaces it."""
    _CHAPTERS[name] = chapter


def chapters_of(event: Event, scope: Scope) -> Mapping[str, Section]:
    """Return the chapters that have something to tell of an event, in the order in which they were added.

    What people learned comes first and is never left out: where no test is on record, that is said.
    """
    told = {name: chapter(event, scope) for name, chapter in _CHAPTERS.items()}
    gain = told.pop(TEST_GAIN, None) or _no_tests()
    return {TEST_GAIN: gain} | {name: section for name, section in told.items() if section is not None}


def _no_tests() -> Section:
    return Section(_("Test gain"), paragraphs=(_("No tests are on record for this event."),))
