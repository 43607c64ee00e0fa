"""The reference library loaded: instruments with their sources, and invented acts."""

from collections.abc import Iterable

from tumar.kernel import clock
from tumar.kernel.scope import Scope
from tumar.law.actions import amending, instruments, parts, reading, treaties, versions
from tumar.law.models import (
    Coverage,
    Expression,
    Instrument,
    Proposal,
    Publication,
    Relation,
    TreatyAct,
    Version,
)
from tumar.law.reference import Text, Work, text_of, works
from tumar.places.actions.world import add_invented_countries
from tumar.places.models import Country


def load_reference(*, by: Scope) -> int:
    """Add the instruments of the reference library that are missing; returns how many were added."""
    add_invented_countries(by=by)
    added = _register([*works.INTERNATIONAL, *works.NATIONAL, *works.INVENTED], by)
    if added:
        _tell(added, by)
        _relate(added, by)
        _record(added, by)
        for text in works.TEXTS:
            if text.code in added:
                _receive(added[text.code], text, by)
    return len(added)


def _register(them: Iterable[Work], by: Scope) -> dict[str, Instrument]:
    known = set(Instrument.objects.values_list("code", flat=True))
    countries = Country.objects.in_bulk()
    return {
        one.code: instruments.register_instrument(
            {**one.facts, "country": countries[one.country] if one.country else None}, by=by
        )
        for one in them
        if one.code not in known
    }


def _tell(added: dict[str, Instrument], by: Scope) -> None:
    """Add the titles in the languages of a country, and where an instrument was published."""
    for one in (*works.INTERNATIONAL, *works.NATIONAL):
        if one.code in added:
            for language, title in one.titles.items():
                facts = {"language": language, "title": title, "source": one.source}
                parts.add_part(Expression, added[one.code], facts, by=by)
            for published in one.publications:
                parts.add_part(Publication, added[one.code], dict(published), by=by)


def _relate(added: dict[str, Instrument], by: Scope) -> None:
    for one in works.LINKS:
        if one.code in added:
            facts = {"verb": one.verb, "day": one.day, "source": one.source, "note": one.note}
            acting = Instrument.objects.filter(code=one.acting).first()
            told = {**facts, "acting": acting, "acting_text": one.acting_text, "eids": list(one.eids)}
            parts.add_part(Relation, added[one.code], told, by=by)


def _record(added: dict[str, Instrument], by: Scope) -> None:
    for act in works.STATE_ACTS:
        treaty, country = Instrument.objects.get(code=act.code), Country.objects.get(pk=act.country)
        facts = {"act": act.act, "day": act.day, "source": act.source, "note": act.note}
        if not TreatyAct.objects.filter(instrument=treaty, country=country, act=act.act).exists():
            treaties.record_treaty_act({"instrument": treaty, "country": country, **facts}, by=by)
    for one in works.LOOKED:
        if not Coverage.objects.filter(country=one.country, area=one.area, kind=one.kind).exists():
            facts = {"outcome": one.outcome, "note": one.note, "area": one.area, "where": one.where}
            # A machine whose clock is behind loads the library, too.
            day = min(one.day, clock.today()) if one.day else None
            told = {**facts, "kind": one.kind, "day": day, "by_laws_included": one.by_laws_included}
            treaties.record_coverage({"country": Country.objects.get(pk=one.country), **told}, by=by)


def _receive(instrument: Instrument, text: Text, by: Scope) -> None:
    facts = {"language": text.language, "title": text.title, "standing": text.standing}
    expression = parts.add_part(Expression, instrument, {**facts, "source": instrument.source}, by=by)
    last = None
    for day, name in text.versions:
        kept = reading.receive_version(
            expression, {"valid_from": day}, content=text_of(name), name=name, by=by
        )
        last = versions.confirm_version(reading.read_version(kept, by=by), by=by)
    for day, name, act in text.amendments:
        if last is not None:
            facts_of_new = {"valid_from": day, "note": act}
            last = _amended(last, facts_of_new, text_of(name).decode(), by)


def _amended(base: Version, facts: dict[str, object], text: str, by: Scope) -> Version:
    """Work an amendment in as a person would: read, accept each change, confirm."""
    draft = amending.propose_amendments(base, facts, text=text, by=by)
    for one in draft.proposals.order_by("number"):
        edition = Version.objects.get(pk=draft.pk).edition
        amending.decide_proposal(one, state=Proposal.State.ACCEPTED, edition=edition, by=by)
    return versions.confirm_version(draft, by=by)
