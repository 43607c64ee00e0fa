"""Consignments: added, amended, handed over, with their evidence."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tumar.kernel import clock, files, records
from tumar.kernel.folding import search_text
from tumar.kernel.models import Attachment
from tumar.kernel.permissions import Permission
from tumar.kernel.refusals import Fault, Invalid
from tumar.kernel.retry import retrying
from tumar.kernel.scope import Scope
from tumar.people.actions.numbering import add_numbered, first_free
from tumar.supplies.models import Consignment

EDIT = Permission.SUPPLIES_CONSIGNMENT_EDIT
SEARCH_LENGTH = 900


def found_by(consignment: Consignment, recipient: Iterable[str]) -> str:
    """Return what a consignment is found by, where its recipient has these names."""
    return search_text(consignment.code, *recipient, consignment.note)[:SEARCH_LENGTH]


def findable(consignment: Consignment) -> str:
    """Return what a consignment is found by."""
    recipient = consignment.recipient if consignment.recipient_id else None
    return found_by(consignment, (recipient.name, recipient.name_latin) if recipient else ())


def _propose_code(consignment: Consignment) -> str:
    prefix = f"{consignment.programme.code[:25]}-{consignment.country_id}-C"
    taken = Consignment.objects.filter(code__startswith=f"{prefix}-").count()
    return first_free(Consignment, prefix, after=taken, digits=3)


def _refuse_days_to_come(field: str, day: date | None) -> None:
    if day and day > clock.today():
        raise Invalid([Fault(field, _("This day is still to come."))])


@retrying
def create_consignment(facts: Mapping[str, Any], *, by: Scope, reason: str = "") -> Consignment:
    """Add a consignment; without a country it is its recipient's, without a code the next is given."""
    consignment = Consignment(**facts)
    if not consignment.country_id and consignment.recipient_id and consignment.recipient.country_id:
        consignment.country_id = consignment.recipient.country_id
    by.require(EDIT, consignment.country_id)
    _refuse_days_to_come("handed_over", consignment.handed_over)

    def add(numbered: Consignment) -> Consignment:
        numbered.search_text = findable(numbered)
        return records.add(numbered, by=by, verb="supplies.consignment.added", reason=reason)

    with transaction.atomic():
        if consignment.code or not (consignment.programme_id and consignment.country_id):
            return add(consignment)
        return add_numbered(consignment, lambda: _propose_code(consignment), add)


@retrying
def amend_consignment(
    consignment: Consignment, changes: Mapping[str, Any], *, version: int, by: Scope, reason: str = ""
) -> Consignment:
    """Change a consignment that nobody changed since `version`."""
    country = changes.get("country", consignment.country)
    by.require(EDIT, consignment.country_id, country.pk if country else None)
    _refuse_days_to_come("handed_over", changes.get("handed_over"))
    with transaction.atomic():
        amended = records.amend(
            consignment, changes, version=version, by=by, verb="supplies.consignment.amended", reason=reason
        )
        # What it is found by follows from its facts, so the journal does not tell it.
        Consignment.objects.filter(pk=amended.pk).update(search_text=findable(amended))
    return amended


@retrying
def hand_over(
    consignment: Consignment,
    *,
    on: date,
    version: int,
    by: Scope,
    content: bytes | None = None,
    name: str = "",
) -> Consignment:
    """Record the day on which the recipient took the consignment over, with the paper that was signed."""
    by.require(EDIT, consignment.country_id)
    _refuse_days_to_come("on", on)
    with transaction.atomic():
        handed = records.amend(
            consignment,
            {"handed_over": on},
            version=version,
            by=by,
            verb="supplies.consignment.handed-over",
        )
        if content is not None:
            add_evidence(handed, content=content, name=name, by=by)
    return handed


@retrying
def add_evidence(consignment: Consignment, *, content: bytes, name: str, by: Scope) -> Attachment:
    """Keep a file as evidence of a consignment: the signed protocol, the invoice, the packing list."""
    by.require(EDIT, consignment.country_id)
    with transaction.atomic():
        return files.attach(files.keep(content, name=name), about=consignment.label, by=by)
