"""Reads about instruments: the library, one instrument with all that belongs to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from tumar.kernel.folding import fold
from tumar.kernel.scope import Scope
from tumar.law.models import Coverage, Expression, Instrument, Publication, Relation, TreatyAct, Version
from tumar.law.queries.ways import ways

FOUND_AT_MOST = 6


def instruments(scope: Scope) -> QuerySet[Instrument]:
    """Return the instruments that the scope may see, without those withdrawn."""
    rows = Instrument.objects.visible_to(scope).filter(withdrawn_on=None)
    return rows.select_related("country", "organisation")


def all_instruments(scope: Scope) -> QuerySet[Instrument]:
    """Return the instruments that the scope may see, with those withdrawn: for their own pages."""
    return Instrument.objects.visible_to(scope).select_related("country", "organisation")


def in_force_on(rows: QuerySet[Instrument], day: date) -> QuerySet[Instrument]:
    """Keep the instruments that are known to be in force on the day."""
    return rows.filter(Q(in_force_until=None) | Q(in_force_until__gte=day), in_force_from__lte=day)


def is_in_force(instrument: Instrument, day: date) -> bool | None:
    """Tell whether an instrument is in force on the day; None where nobody knows since when."""
    if instrument.in_force_from is None:
        return None
    has_ended = instrument.in_force_until is not None and instrument.in_force_until < day
    return instrument.in_force_from <= day and not has_ended


def find_instruments(scope: Scope, text: str) -> list[Instrument]:
    """Return the instruments with this code or with these words in their titles; six at the most."""
    rows = instruments(scope)
    if exact := rows.filter(Q(code=text.upper()) | Q(address=text)).first():
        return [exact]
    for word in fold(text).split():
        rows = rows.filter(search_text__contains=word)
    return list(rows.order_by("-pk")[:FOUND_AT_MOST])


PARTS: dict[str, type[Any]] = {
    "languages": Expression,
    "publications": Publication,
    "relations": Relation,
}


def parts(instrument: Instrument, kind: str) -> QuerySet[Any]:
    """Return the languages, publications or relations of an instrument; LookupError for any other kind."""
    rows: QuerySet[Any] = PARTS[kind].objects.filter(instrument=instrument)
    return rows.order_by("number")


@dataclass(frozen=True)
class InstrumentDetail:
    """One instrument with everything that belongs to it, as the scope may see it."""

    expressions: Sequence[Expression]
    publications: Sequence[Publication]
    relations: Sequence[tuple[Relation, Sequence[str]]]  # with the provisions that each is about, in words
    acts_on: Sequence[Relation]
    treaty_acts: Sequence[TreatyAct]
    seen: frozenset[int]  # instruments that the scope may open


def detail(instrument: Instrument, scope: Scope) -> InstrumentDetail:
    """Return what an instrument's page shows: its texts by language with their versions, the newest first."""
    versions = Prefetch("versions", Version.objects.order_by("-valid_from", "-number"))
    relations = list(instrument.relations.select_related("acting").order_by("day", "number"))
    told = ways(instrument, (eid for one in relations for eid in one.eids))
    acts_on = instrument.acts_on.select_related("instrument").order_by("day", "number")
    acts_on_seen = list(acts_on.filter(instrument__in=instruments(scope)))
    acting = [one.acting_id for one in relations if one.acting_id]
    seen = instruments(scope).filter(pk__in=acting).values_list("pk", flat=True)
    return InstrumentDetail(
        expressions=list(
            instrument.expressions.select_related("translation_of")
            .prefetch_related(versions)
            .order_by("number")
        ),
        publications=list(instrument.publications.order_by("number")),
        relations=[(one, [told[eid] for eid in one.eids]) for one in relations],
        acts_on=acts_on_seen,
        treaty_acts=list(treaty_acts(scope).filter(instrument=instrument)),
        seen=frozenset(seen),
    )


def treaty_acts(scope: Scope) -> QuerySet[TreatyAct]:
    """Return the acts of States towards treaties: public facts, seen by everybody who signs in."""
    rows = TreatyAct.objects.filter(instrument__in=instruments(scope))
    return rows.select_related("instrument", "country").order_by("instrument", "country", "day", "pk")


def coverage(scope: Scope) -> QuerySet[Coverage]:
    """Return what was looked for in the law of the scope's countries."""
    return Coverage.objects.visible_to(scope).select_related("country")
