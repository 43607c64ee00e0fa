"""Instruments registered, amended, withdrawn."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from tumar.kernel import clock, records
from tumar.kernel.permissions import Permission
from tumar.kernel.retry import retrying
from tumar.kernel.scope import Scope
from tumar.law.models import Instrument
from tumar.law.rules.areas import InstrumentKind, Rank, rank_of
from tumar.law.rules.frbr import work_address
from tumar.network.actions import numbered

EDIT = Permission.LAW_INSTRUMENT_EDIT
ADDRESS_LENGTH = 200


def words_of(instrument: Instrument) -> Iterable[str]:
    """Return the words that an instrument is found by."""
    in_languages = instrument.expressions.values_list("title", flat=True) if instrument.pk else ()
    told = [instrument.code, instrument.number, *instrument.short_title.values()]
    return [*told, *instrument.title.values(), *in_languages]


def rank_for(kind: str) -> Rank:
    """Return the rank that goes with a kind."""
    # An unknown kind is refused by the check of the record, with the other faults.
    return rank_of(kind) if kind in set(InstrumentKind) else Rank.STANDARD


def address_for(instrument: Instrument) -> str:
    """Return an address for an instrument that no other has."""
    author = instrument.country_id or instrument.body or "int"
    titles = instrument.short_title or instrument.title
    otherwise = next(iter(titles.values()), "") or instrument.code or "work"
    proposed = work_address(author, day=instrument.day, number=instrument.number, otherwise=otherwise[:80])[
        : ADDRESS_LENGTH - 4
    ]
    free, number = proposed, 1
    while Instrument.objects.filter(address=free).exclude(pk=instrument.pk).exists():
        number += 1
        free = f"{proposed}-{number}"
    return free


@retrying
def register_instrument(facts: Mapping[str, Any], *, by: Scope) -> Instrument:
    """Register an instrument; without a code or an address the next one is given."""
    instrument = Instrument(**facts)
    by.require(EDIT, instrument.country_id)
    instrument.rank = rank_for(instrument.kind)
    with transaction.atomic():
        instrument.address = instrument.address or address_for(instrument)
        return numbered.add(instrument, words_of, prefix="LAW", by=by, verb="law.instrument.added")


@retrying
def amend_instrument(
    instrument: Instrument, changes: Mapping[str, Any], *, version: int, by: Scope, reason: str = ""
) -> Instrument:
    """Change an instrument that nobody changed since `version`; its address stays unless another is given."""
    country = changes.get("country", instrument.country)
    by.require(EDIT, instrument.country_id, country.pk if country else None)
    given = dict(changes)
    if "kind" in given:
        given["rank"] = rank_for(given["kind"]).value
    if "address" in given:
        given["address"] = given["address"] or instrument.address
    verb = "law.instrument.amended"
    return numbered.amend(instrument, given, words_of, version=version, by=by, verb=verb, reason=reason)


@retrying
def withdraw_instrument(instrument: Instrument, *, version: int, by: Scope, reason: str) -> Instrument:
    """Take out of the lists an instrument that was registered by mistake; nothing of it is deleted."""
    by.require(EDIT, instrument.country_id)
    changes = {"withdrawn_on": clock.today()}
    verb = "law.instrument.withdrawn"
    return records.amend(instrument, changes, version=version, by=by, verb=verb, reason=reason)


def refresh_words(instrument: Instrument) -> None:
    """Let an instrument be found by the titles of its languages as they are now."""
    found = numbered.findable(words_of(instrument))
    Instrument.objects.filter(pk=instrument.pk).update(search_text=found)
