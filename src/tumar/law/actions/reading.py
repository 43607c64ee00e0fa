"""A received file of law read into lines, recognised, and corrected as the same file was before."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tumar.kernel import clock, files, journal
from tumar.kernel.parts import next_number
from tumar.kernel.records import checked_row
from tumar.kernel.refusals import Fault, Invalid
from tumar.kernel.retry import retrying
from tumar.kernel.scope import Scope
from tumar.law import unreadable
from tumar.law.actions.instruments import EDIT
from tumar.law.models import Correction, Expression, SourceLines, Version
from tumar.law.rules import reading, storing
from tumar.law.rules.lines import Document
from tumar.law.rules.structure import UnknownTradition, recognise
from tumar.law.rules.units import Structure

Tell = Callable[[str, int, int], None]
# Larger files are read by a job; smaller ones while the person waits.
READ_AT_ONCE = 400_000  # bytes


def silent(_what: str, _done: int, _total: int) -> None:
    """Tell nobody."""


@retrying
def receive_version(
    expression: Expression,
    facts: dict[str, Any],
    *,
    content: bytes,
    name: str,
    tradition: str = "auto",
    by: Scope,
) -> Version:
    """Keep a file as received and open a version for it; it is read by `read_version`."""
    instrument = expression.instrument
    by.require(EDIT, instrument.country_id)
    with transaction.atomic():
        Expression.objects.select_for_update().get(pk=expression.pk)
        stored = files.keep(content, name=name)
        number = next_number(expression.versions)
        version = Version(
            expression=expression,
            number=number,
            file=stored,
            file_name=name[-255:],
            asked_tradition=tradition,
            received_at=clock.now(),
            **facts,
        )
        checked_row(version)
        version.save(force_insert=True)
        files.attach(stored, about=instrument.label, by=by)
        _journal(version, "received", by, valid_from=version.valid_from, file=stored.sha256)
    return version


def read_version(version: Version, *, by: Scope, tell: Tell = silent) -> Version:
    """Read a received file; a version that cannot be read says why, and its file stays."""
    by.require(EDIT, version.expression.instrument.country_id)
    if version.file is None or version.state not in (Version.State.RECEIVED, Version.State.REFUSED):
        raise Invalid([Fault("", _("This version was read already."))])
    tell(_("reading the file"), 0, 3)
    try:
        document = reading.read(files.content_of(version.file), name=version.file_name)
        tell(_("recognising the structure"), 1, 3)
        structure = recognise(document, tradition=version.asked_tradition)
    except reading.Unreadable as refusal:
        return _refuse(version, unreadable.sentence(refusal), by=by)
    except UnknownTradition as error:
        raise Invalid([Fault("tradition", _("Nobody drafts in this language here."))]) from error
    tell(_("keeping the text"), 2, 3)
    return keep_structure(version, document, structure, by=by)


@retrying
def _refuse(version: Version, message: str, *, by: Scope) -> Version:
    with transaction.atomic():
        version.state, version.message = Version.State.REFUSED, message
        version.save(update_fields=["state", "message"])
        _journal(version, "refused", by, reason=message)
    return version


@retrying
def keep_structure(version: Version, document: Document, structure: Structure, *, by: Scope) -> Version:
    """Keep what a reader and the recognition found; the version is open to corrections from then on."""
    by.require(EDIT, version.expression.instrument.country_id)
    with transaction.atomic():
        source, _is_new = SourceLines.objects.get_or_create(version=version)
        source.lines = [storing.line_facts(line) for line in document.lines]
        source.units = [storing.unit_facts(unit) for unit in structure.units]
        source.save()
        version.state, version.message = Version.State.DRAFT, ""
        version.tradition, version.format = structure.tradition, document.format
        version.findings = list(document.warnings)
        version.doubts = [storing.doubt_facts(one) for one in structure.warnings]
        version.save(update_fields=["state", "message", "tradition", "format", "findings", "doubts"])
        remembered = _remember(version)
        _journal(version, "read", by, provisions=len(structure.units), remembered=remembered)
    return version


def _remember(version: Version) -> int:
    """Take over the corrections of the same file as it was received before in the same country."""
    country = version.expression.instrument.country_id
    before = Version.objects.filter(file=version.file_id, expression__instrument__country=country)
    before = before.exclude(pk=version.pk).filter(tradition=version.tradition)
    latest = before.filter(corrections__undone_at=None, corrections__isnull=False).order_by("-pk").first()
    kept: Sequence[Correction] = (
        list(latest.corrections.filter(undone_at=None).order_by("number")) if latest else []
    )
    Correction.objects.bulk_create(
        Correction(
            version=version,
            number=number,
            operation=one.operation,
            unit=one.unit,
            values=one.values,
            shown=one.shown,
            is_remembered=True,
        )
        for number, one in enumerate(kept, 1)
    )
    return len(kept)


def _journal(version: Version, verb: str, by: Scope, *, reason: str = "", **facts: Any) -> None:
    about = version.expression.instrument.label
    told = {"version": version.number, "language": version.expression.language, **facts}
    journal.write(f"law.version.{verb}", by=by, about=about, reason=reason, **told)
