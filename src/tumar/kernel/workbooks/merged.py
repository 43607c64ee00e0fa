"""Codes of records that were merged since a book was written: they stand for the survivor, or are refused."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from tumar.kernel.standing import successors
from tumar.kernel.workbooks.declared import Draft, Reference, Sheet
from tumar.kernel.workbooks.known import Known


def _items(value: Any) -> tuple[Any, ...]:
    if value is None:
        return ()
    return value if isinstance(value, tuple) else (value,)


def follow_merges(drafts: Sequence[Draft], sheet: Sheet, known: Known) -> None:
    """Let rows that name a merged record mean its survivor; a row about the merged one itself is refused."""
    for reference in sheet.references:
        if not reference.within:
            _lead_on(drafts, reference, known)
    if sheet.table.key == ("code",):
        _refuse_own(drafts, sheet)


def _lead_on(drafts: Sequence[Draft], reference: Reference, known: Known) -> None:
    model = known.sheets[reference.label].table.model
    named = _codes(drafts, reference.fact)
    standing = successors(model, named) if named else {}
    for draft in drafts if standing else ():
        value = draft.given.get(reference.fact)
        led = tuple(dict.fromkeys(standing.get(item, item) for item in _items(value)))
        if led != _items(value):
            draft.given[reference.fact] = led if isinstance(value, tuple) else led[0]


def _refuse_own(drafts: Sequence[Draft], sheet: Sheet) -> None:
    named = _codes(drafts, "code")
    standing = successors(sheet.table.model, named) if named else {}
    for draft in drafts:
        code = draft.given.get("code") or ""
        if (other := standing.get(code)) is not None:
            said = _("%(code)s was merged into %(other)s. Write what is to change in the row of %(other)s.")
            draft.error("code", said % {"code": code, "other": other})


def _codes(drafts: Iterable[Draft], fact: str) -> set[Any]:
    return {item for draft in drafts for item in _items(draft.given.get(fact))}
