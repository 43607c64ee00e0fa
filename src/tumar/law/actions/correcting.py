"""Corrections of a recognised structure, each of which can be undone, until the version is confirmed."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from tumar.kernel import clock, journal
from tumar.kernel.parts import next_number
from tumar.kernel.refusals import Fault, Invalid, Stale
from tumar.kernel.retry import retrying
from tumar.kernel.scope import Scope
from tumar.law.actions.instruments import EDIT
from tumar.law.models import Correction, Version
from tumar.law.queries.versions import draft_of
from tumar.law.rules import correcting
from tumar.law.rules.correcting import CannotCorrect, Operation

SHOWN = 120


def _locked(version: Version, edition: int, by: Scope) -> Version:
    """Return the version if it is still open and as it was seen."""
    instrument = version.expression.instrument
    by.require(EDIT, instrument.country_id)
    current = Version.objects.select_for_update().get(pk=version.pk)
    if not current.is_open:
        raise Invalid([Fault("", _("The structure of this version is closed."))])
    if current.edition != edition:
        raise Stale(instrument.label, edition, current.edition)
    return current


@retrying
def correct(
    version: Version,
    *,
    operation: Operation,
    unit: str,
    values: Mapping[str, str | int],
    edition: int,
    by: Scope,
) -> Correction:
    """Correct one unit of a draft that nobody corrected since `edition`."""
    with transaction.atomic():
        current = _locked(version, edition, by)
        draft = draft_of(current)
        wanted = correcting.Correction(operation, unit, dict(values))
        try:
            correcting.check(draft.units, wanted)
        except CannotCorrect as error:
            raise Invalid([Fault("", _("This correction does not fit here."))]) from error
        one = next(
            each for name, each in zip(correcting.keys(draft.units), draft.units, strict=True) if name == unit
        )
        shown = " ".join(filter(None, (one.label, one.heading, one.text)))[:SHOWN]
        correction = Correction.objects.create(
            version=current,
            number=next_number(current.corrections),
            operation=operation.value,
            unit=unit,
            values=dict(values),
            shown=shown,
        )
        _count(current)
        _tell(current, "made", correction, by)
    return correction


@retrying
def undo_correction(correction: Correction, *, edition: int, by: Scope) -> Version:
    """Take one correction back; later ones stay as far as they still fit."""
    with transaction.atomic():
        current = _locked(correction.version, edition, by)
        correction.undone_at = clock.now()
        correction.save(update_fields=["undone_at"])
        _count(current)
        _tell(current, "taken-back", correction, by)
    return current


def _count(version: Version) -> None:
    version.edition += 1
    version.save(update_fields=["edition"])


def _tell(version: Version, verb: str, one: Correction, by: Scope) -> None:
    about = version.expression.instrument.label
    told = {"version": version.number, "operation": one.operation, "unit": one.shown}
    told |= {name: str(value) for name, value in one.values.items()}
    journal.write_many([journal.Act(f"law.correction.{verb}", about, told)], by=by)
