"""What belongs to an instrument: its languages, where it was published, what others do to it."""

from typing import Any

from django.utils.translation import gettext as _

from tumar.kernel.parts import Parts
from tumar.kernel.records import checked_row, told
from tumar.kernel.refusals import Denied, Fault, Invalid
from tumar.kernel.scope import Scope
from tumar.law.actions.instruments import EDIT, refresh_words
from tumar.law.models import Expression, Instrument, Publication, Relation
from tumar.law.queries.instruments import instruments

Part = Expression | Publication | Relation


def _require(instrument: Instrument, by: Scope) -> None:
    by.require(EDIT, instrument.country_id)


def _told(value: Any) -> Any:
    return f"{value.number}. {value}" if isinstance(value, Expression) else told(value)


def _check(part: Part, by: Scope) -> None:
    checked_row(part)
    faults = []
    if isinstance(part, Expression) and part.translation_of:
        if part.translation_of.instrument_id != part.instrument_id:
            faults.append(Fault("translation_of", _("This text belongs to another instrument.")))
        if part.translation_of_id == part.pk:
            faults.append(Fault("translation_of", _("A text is no translation of itself.")))
    if isinstance(part, Relation) and part.acting_id is not None:
        if part.acting_id == part.instrument_id:
            faults.append(Fault("acting", _("An instrument does nothing to itself.")))
        elif not instruments(by).filter(pk=part.acting_id).exists():
            raise Denied(EDIT, part.acting.country_id if part.acting else None)
    if faults:
        raise Invalid(faults)


def _after(part: Part) -> None:
    if isinstance(part, Expression):
        refresh_words(part.instrument)


PARTS = Parts(
    "instrument",
    "law",
    require=_require,
    check=_check,
    told=_told,
    is_numbered=True,
    counts=True,
    after=_after,
)
add_part, amend_part, remove_part = PARTS.add, PARTS.amend, PARTS.remove
