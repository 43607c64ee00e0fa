"""What belongs to an instrument: its languages, where it was published, what others do to it."""

from collections.abc import Mapping
from datetime import date, timedelta
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
FULL_DAY = len("2022-05-21")


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


def last_day(instrument: Instrument) -> date | None:
    """Return the day before the first confirmed repeal of the whole instrument; None where there is none."""
    whole = instrument.relations.filter(verb=Relation.Verb.REPEALS, eids=[]).exclude(
        state=Relation.State.DETECTED
    )
    # Of «2022» or «2022-05» nobody knows which day was the last.
    days = [day for day in whole.values_list("day", flat=True) if len(day) == FULL_DAY]
    return min(map(date.fromisoformat, days)) - timedelta(days=1) if days else None


def end_with_repeal(instrument: Instrument, before: date | None) -> dict[str, Any]:
    """Let an instrument end with its repeal, unless a person wrote another day; return what changed."""
    after = last_day(instrument)
    begins_later = after is not None and instrument.in_force_from and instrument.in_force_from > after
    if after == before or instrument.in_force_until != before or begins_later:
        return {}
    Instrument.objects.filter(pk=instrument.pk).update(in_force_until=after)
    return {"in_force_until": [told(before), told(after)]}


def _after(part: Part, ended: date | None) -> Mapping[str, Any]:
    if isinstance(part, Expression):
        refresh_words(part.instrument)
    return end_with_repeal(part.instrument, ended)


PARTS = Parts(
    "instrument",
    "law",
    require=_require,
    check=_check,
    told=_told,
    is_numbered=True,
    counts=True,
    watch=last_day,
    after=_after,
)
add_part, amend_part, remove_part = PARTS.add, PARTS.amend, PARTS.remove
