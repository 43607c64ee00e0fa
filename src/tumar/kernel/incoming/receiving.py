"""A list's way through its states; what its columns mean is remembered for the next one of its kind."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from tumar.kernel import clock, files, journal
from tumar.kernel.models import ListImport, SourceMapping, StoredFile
from tumar.kernel.permissions import Permission
from tumar.kernel.refusals import Refusal
from tumar.kernel.scope import EVERYWHERE, Scope

State = ListImport.State
IMPORTED = "kernel.list.imported"
UNDONE = "kernel.list.undone"


class NotNow(Refusal):
    """The list is not in a state in which this can be done with it."""


def visible_to(scope: Scope) -> QuerySet[ListImport]:
    """Return the lists that this person sent; who may import workbooks everywhere sees all of them."""
    rows = ListImport.objects.select_related("file", "by")
    if scope.countries(Permission.KERNEL_BOOK_IMPORT) is EVERYWHERE:
        return rows
    return rows.filter(by_id=scope.account_id) if scope.account_id is not None else rows.none()


def receive(
    content: bytes, *, name: str, kind: str, options: Mapping[str, Any], key: UUID, by: Scope
) -> ListImport:
    """Keep a list as received; the same key again gives the list that was received under it."""
    kept = files.keep(content, name=name)
    facts = {
        "kind": kind,
        "name": name[-255:] or kept.name,
        "file": kept,
        "by_id": by.account_id,
        "options": dict(options),
        "received_at": clock.now(),
    }
    found, _is_new = ListImport.objects.get_or_create(key=key, defaults=facts)
    if found.by_id != by.account_id or found.kind != kind:
        raise NotNow(_("This was sent already. Open the page anew and try again."))
    return found


def keep_imported(kind: str, *, name: str, file: StoredFile, by: Scope) -> ListImport:
    """Keep among the lists what was written from a file in another way, inside its transaction."""
    now = clock.now()
    return ListImport.objects.create(
        key=uuid4(),
        kind=kind,
        state=State.COMMITTED,
        name=name[-255:],
        file=file,
        by_id=by.account_id,
        received_at=now,
        committed_at=now,
    )


def locked(key: UUID, *states: str) -> ListImport:
    """Return the list, locked within the transaction, or refuse when it is in none of the states."""
    found = ListImport.objects.select_for_update().select_related("file").get(key=key)
    if found.state not in states:
        raise NotNow(_("This list is “%(state)s” by now.") % {"state": found.get_state_display()})
    return found


def move(one: ListImport, state: State, **facts: Any) -> ListImport:
    """Put the list into another state and keep what was learned on the way."""
    for name, value in {"message": "", **facts, "state": state}.items():
        setattr(one, name, value)
    one.save()
    return one


def refuse(key: UUID, message: str) -> ListImport:
    """Say that the list cannot be read, with one sentence that says why."""
    with transaction.atomic():
        one = ListImport.objects.select_for_update().get(key=key)
        return move(one, State.REFUSED, message=message)


def count_attempt(one: ListImport, seen: int) -> int:
    """Count a new attempt at the next step, unless somebody began one since `seen`; return its number."""
    ListImport.objects.filter(pk=one.pk, attempts=seen).update(attempts=seen + 1)
    return seen + 1


def tell_imported(one: ListImport, *, by: Scope, written: Mapping[str, int]) -> None:
    """Write into the journal that a list was imported."""
    journal.write(
        IMPORTED,
        by=by,
        about=f"kernel.file:{one.file.sha256}",
        name=one.name,
        sheets={one.kind: dict(written)},
    )


def tell_undone(one: ListImport, *, by: Scope, rows: int, reason: str = "") -> None:
    """Write into the journal that the import of a list was undone."""
    about = f"kernel.file:{one.file.sha256}"
    journal.write(
        UNDONE, by=by, about=about, reason=reason, name=one.name, sheets={one.kind: {"changed": rows}}
    )


def source_of(by: Scope, options: Mapping[str, Any]) -> str:
    """Return who sends lists of one make: a country's people, where a country is named, else the account."""
    country = str(options.get("country") or "")
    return f"country:{country}" if country else f"account:{by.account_id or ''}"


def remember(kind: str, source: str, tables: Sequence[Mapping[str, Any]], mapping: Mapping[str, str]) -> None:
    """Remember what the columns of tables with these headings mean when they come from this source."""
    for table in tables:
        own = {
            column["key"]: mapping[column["key"]] for column in table["columns"] if column["key"] in mapping
        }
        SourceMapping.objects.update_or_create(
            kind=kind,
            source=source,
            headings=table["fingerprint"],
            defaults={"mapping": own, "remembered_at": clock.now()},
        )


def remembered(kind: str, source: str, tables: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Return what columns were said to mean: by this source, else by whoever said it last."""
    found: dict[str, str] = {}
    for fingerprint in {table["fingerprint"] for table in tables}:
        rows = SourceMapping.objects.filter(kind=kind, headings=fingerprint)
        own = rows.filter(source=source).first() or rows.order_by("-remembered_at").first()
        found |= own.mapping if own else {}
    return found
