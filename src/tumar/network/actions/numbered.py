"""Records with a code of the room's own: proposed by kind, country and number, kept findable."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from django.db import models, transaction

from tumar.kernel import records
from tumar.kernel.folding import search_text
from tumar.kernel.models import Record
from tumar.kernel.scope import Scope
from tumar.people.actions.numbering import add_numbered, first_free

R = TypeVar("R", bound=Record)
SEARCH_LENGTH = 900

Words = Callable[[Any], Iterable[str]]
Related = Mapping[str, Iterable[models.Model]]


def findable(words: Iterable[str]) -> str:
    """Return the words that a record is found by, folded and cut to the column."""
    return search_text(*words)[:SEARCH_LENGTH]


def add(record: R, words: Words, *, prefix: str, by: Scope, verb: str, related: Related | None = None) -> R:
    """Add a record that can be found by its words; without a code the next one of its country is given."""
    # Saved more than once when a proposed code turns out to be taken, so the sets must not be used up.
    sets = {name: list(items) for name, items in (related or {}).items()}

    def save(numbered: R) -> R:
        numbered.search_text = findable(words(numbered))  # type: ignore[attr-defined]
        return records.add(numbered, by=by, verb=verb, related=sets)

    start = f"{prefix}-{getattr(record, 'country_id', None) or 'REG'}"
    kind = type(record)
    with transaction.atomic():
        if record.code:
            return save(record)
        taken = kind._base_manager.filter(code__startswith=f"{start}-").count()
        return add_numbered(record, lambda: first_free(kind, start, after=taken, digits=2), save)


def amend(
    record: R,
    changes: Mapping[str, Any],
    words: Words,
    *,
    version: int,
    by: Scope,
    verb: str,
    reason: str = "",
    related: Related | None = None,
) -> R:
    """Change a record that nobody changed since `version`, and what it is found by with it."""
    with transaction.atomic():
        amended = records.amend(
            record, changes, version=version, by=by, verb=verb, reason=reason, related=related
        )
        # What follows from the facts is no fact of its own, so the journal does not tell it.
        text = findable(words(amended))
        type(record)._base_manager.filter(pk=amended.pk).update(search_text=text)
    return amended
