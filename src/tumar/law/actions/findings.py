"""Findings: coded blind, given, compared, decided where coders differ, confirmed by a second person."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from tumar.kernel import clock, journal
from tumar.kernel.parts import next_number
from tumar.kernel.permissions import Permission
from tumar.kernel.records import checked_row
from tumar.kernel.refusals import Refusal, SecondPersonNeeded
from tumar.kernel.retry import retrying
from tumar.kernel.scope import Scope
from tumar.law.actions.rounds import RoundIsClosed
from tumar.law.models import Citation, Finding, ProvisionText, Requirement, Round, Version
from tumar.law.queries.rounds import CODERS, cited_by, requirements_of, seat_of
from tumar.law.rules.findings import Flaw, Settled, flaws, settled
from tumar.law.rules.quotes import span_of
from tumar.law.rules.requirements import Scale

CODE = Permission.LAW_FINDING_EDIT
SEAT = Finding.Seat
MARKS = ("on_paper", "in_force", "applied", "level", "confidence", "note")


class NotACoder(Refusal):
    """Only the round's coders record findings in it."""


class NoSuchCitation(Refusal):
    """The coder's own finding has no citation with this number."""


class FindingIsGiven(Refusal):
    """Both coders gave theirs, so neither can change any more."""


class NotReady(Refusal):
    """The marks cannot be given as they are; every flaw is listed."""

    def __init__(self, found: tuple[Flaw, ...]) -> None:
        super().__init__(", ".join(found))
        self.flaws = found


class QuoteNotThere(Refusal):
    """The quoted words do not stand in the provision."""


class NotTheLawOfTheDay(Refusal):
    """The text is of another country, no confirmed one, or did not hold on the round's day."""


class NothingToDecide(Refusal):
    """There is no difference to decide on, or the finding is confirmed."""


class ReasonNeeded(Refusal):
    """A decision between two coders says why."""


def _open(one: Round, requirement: Requirement, by: Scope) -> None:
    by.require(CODE, one.country_id)
    if not one.is_open:
        raise RoundIsClosed
    if not requirements_of(one).filter(pk=requirement.pk).exists():
        raise Requirement.DoesNotExist


def _seat(one: Round, by: Scope) -> str:
    seat = seat_of(one, by)
    if seat is None:
        raise NotACoder
    return seat


@retrying
def save_finding(one: Round, requirement: Requirement, facts: Mapping[str, Any], *, by: Scope) -> Finding:
    """Keep what a coder says so far; what was given alone is taken back by it."""
    _open(one, requirement, by)
    seat = _seat(one, by)
    with transaction.atomic():
        finding = _own(one, requirement, seat, by)
        for name in MARKS:
            if name in facts:
                setattr(finding, name, facts[name])
        finding.given_at, finding.changed_at = None, clock.now()
        checked_row(finding)
        finding.save()
        _tell_blind(finding, "coded", by=by)
    return finding


def _lock(one: Round) -> None:
    """Let nobody else settle anything in the round meanwhile, and refuse one that was closed meanwhile."""
    if Round.objects.select_for_update().filter(pk=one.pk, state=Round.State.OPEN).first() is None:
        raise RoundIsClosed


def _own(one: Round, requirement: Requirement, seat: str, by: Scope) -> Finding:
    """Return a coder's finding, locked, or a new one; refused once both are given."""
    _lock(one)
    rows = Finding.objects.filter(round=one, requirement=requirement)
    if rows.filter(seat=SEAT.FINAL).exists() or _are_given(one, rows):
        raise FindingIsGiven
    found = rows.filter(seat=seat).first()
    return found or Finding(round=one, requirement=requirement, seat=seat, by_id=by.account_id or 0)


def _are_given(one: Round, rows: Any) -> bool:
    given = rows.filter(seat__in=CODERS, given_at__isnull=False).count()
    return one.is_double and bool(given == 2)


def _tell_blind(finding: Finding, verb: str, *, by: Scope) -> None:
    """Tell the journal that somebody coded, and no mark: who reads it would see what the other coder says.

    Marks are told once both were given. A digest would not do: so few marks there are that anybody could
    try them all.
    """
    journal.write(
        f"law.finding.{verb}",
        by=by,
        about=finding.round.label,
        requirement=finding.requirement.code,
        seat=finding.seat,
    )


@dataclass(frozen=True)
class Quoted:
    """Words to be cited: from which text, and what they do."""

    text: ProvisionText
    quote: str
    relation: str


@retrying
def cite(one: Round, requirement: Requirement, quoted: Quoted, *, by: Scope) -> Citation:
    """Add a citation to a coder's finding; its words stand in a text that held on the round's day."""
    _open(one, requirement, by)
    seat = _seat(one, by)
    if not is_law_of_the_day(one, quoted.text):
        raise NotTheLawOfTheDay
    span = span_of(quoted.text.text, quoted.quote)
    if span is None:
        raise QuoteNotThere
    with transaction.atomic():
        finding = _own(one, requirement, seat, by)
        finding.given_at, finding.changed_at = None, clock.now()
        finding.save()
        number = next_number(finding.citations)
        citation = Citation(
            finding=finding,
            number=number,
            text=quoted.text,
            start=span[0],
            end=span[1],
            quote=quoted.text.text[span[0] : span[1]],
            relation=quoted.relation,
            hash=quoted.text.hash,
        )
        checked_row(citation)
        citation.save(force_insert=True)
        _tell_blind(finding, "cited", by=by)
    return citation


def is_law_of_the_day(one: Round, text: ProvisionText) -> bool:
    """Tell whether a text is of the round's country or of no country, and held on the round's day."""
    version = text.version
    instrument = text.provision.instrument
    if instrument.country_id not in {None, one.country_id} or version.state != Version.State.CONFIRMED:
        return False
    later = Version.objects.filter(
        expression=version.expression_id,
        state=Version.State.CONFIRMED,
        valid_from__gt=version.valid_from,
        valid_from__lte=one.as_of,
    )
    return version.valid_from <= one.as_of and not later.exists()


@retrying
def uncite(one: Round, requirement: Requirement, number: int, *, by: Scope) -> Finding:
    """Remove a citation from a coder's own finding that was not compared yet."""
    _open(one, requirement, by)
    seat = _seat(one, by)
    with transaction.atomic():
        current = _own(one, requirement, seat, by)
        gone, _kinds = Citation.objects.filter(finding=current.pk, number=number).delete()
        if not gone:
            raise NoSuchCitation
        current.given_at, current.changed_at = None, clock.now()
        current.save()
        _tell_blind(current, "uncited", by=by)
    return current


@retrying
def give_finding(one: Round, requirement: Requirement, *, by: Scope) -> Settled:
    """Give a coder's finding away; when both have, they are compared, and what agrees holds at once."""
    _open(one, requirement, by)
    seat = _seat(one, by)
    with transaction.atomic():
        finding = _own(one, requirement, seat, by)
        _refuse_flaws(finding)
        finding.given_at = clock.now()
        finding.save()
        _tell_blind(finding, "given", by=by)
        return _settle(one, requirement, by)


def _refuse_flaws(finding: Finding) -> None:
    relations = list(finding.citations.values_list("relation", flat=True)) if finding.pk else []
    found = flaws(
        finding.marks,
        Scale(finding.requirement.scale),
        supports=relations.count(Citation.Relation.SUPPORTS),
        contradicts=relations.count(Citation.Relation.CONTRADICTS),
    )
    if found:
        raise NotReady(found)


def _settle(one: Round, requirement: Requirement, by: Scope) -> Settled:
    rows = Finding.objects.filter(round=one, requirement=requirement, given_at__isnull=False)
    given = {each.seat: each for each in rows.filter(seat__in=CODERS)}
    first, second = given.get(SEAT.FIRST), given.get(SEAT.SECOND)
    outcome = settled(
        first.marks if first else None, second.marks if second else None, is_double=one.is_double
    )
    if outcome is Settled.AGREED and first and second:
        _hold(first, second, by)
    elif outcome is Settled.ALONE and first:
        _hold(first, None, by)
    elif outcome is Settled.DIFFERS:
        _tell_marks("law.finding.differed", [each for each in (first, second) if each], by=by)
    return outcome


def _hold(first: Finding, second: Finding | None, by: Scope) -> Finding:
    """Let a coder's marks hold; two coders who agree are the two people that it takes."""
    final = Finding(round=first.round, requirement=first.requirement, seat=SEAT.FINAL, by_id=first.by_id)
    for name in MARKS:
        setattr(final, name, getattr(first, name))
    final.changed_at = clock.now()
    if second is not None:
        final.confidence = min(first.confidence, second.confidence, key=_CONFIDENCE.index)
        final.note = {**second.note, **first.note}
        final.confirmed_by_id, final.confirmed_at = second.by_id, clock.now()
    final.save(force_insert=True)
    _copy_citations(final, [each for each in (first, second) if each])
    _tell_marks("law.finding.agreed" if second else "law.finding.decided", [final], by=by)
    return final


_CONFIDENCE = ("low", "medium", "high")


def _copy_citations(final: Finding, sources: list[Finding], kept: Collection[int] | None = None) -> None:
    """Let what holds cite what its coders cited, the same words once; of them those `kept` by a decision."""
    final.citations.all().delete()
    seen: dict[tuple[int, int, int], Citation] = {}
    for each in cited_by(sources):
        if kept is None or each.pk in kept:
            seen.setdefault(each.place, each)
    Citation.objects.bulk_create(
        Citation(
            finding=final,
            number=number,
            text_id=each.text_id,
            start=each.start,
            end=each.end,
            quote=each.quote,
            relation=each.relation,
            hash=each.hash,
        )
        for number, each in enumerate(seen.values(), start=1)
    )


def _tell_marks(verb: str, findings: list[Finding], *, by: Scope) -> None:
    for finding in findings:
        told = {name: getattr(finding, name) for name in MARKS if getattr(finding, name) not in (None, {})}
        code = finding.requirement.code
        about = finding.round.label
        journal.write(
            verb, by=by, about=about, reason=finding.reason, requirement=code, seat=finding.seat, **told
        )


@retrying
def decide_finding(
    one: Round,
    requirement: Requirement,
    facts: Mapping[str, Any],
    *,
    reason: str,
    by: Scope,
    kept: Collection[int] | None = None,
) -> Finding:
    """Decide where the coders differ, or anew what nobody confirmed yet; somebody else confirms it.

    A third person decides, or one of the two; both say why, and nobody confirms their own decision. `kept`
    are the keys of those of the coders' citations on which the decision rests; None keeps all.
    """
    _open(one, requirement, by)
    if by.account_id is None:
        raise SecondPersonNeeded
    if not reason.strip():
        raise ReasonNeeded
    with transaction.atomic():
        _lock(one)
        rows = Finding.objects.filter(round=one, requirement=requirement)
        given = list(rows.filter(seat__in=CODERS, given_at__isnull=False).order_by("seat"))
        final = rows.filter(seat=SEAT.FINAL).first()
        if len(given) < (2 if one.is_double else 1) or (final and final.confirmed_at):
            raise NothingToDecide
        final = final or Finding(round=one, requirement=requirement, seat=SEAT.FINAL)
        for name in MARKS:
            if name in facts:
                setattr(final, name, facts[name])
        final.by_id, final.reason, final.changed_at = by.account_id, reason.strip(), clock.now()
        checked_row(final)
        final.save()
        _copy_citations(final, given, kept)
        _refuse_flaws(final)
        _tell_marks("law.finding.decided", [final], by=by)
    return final


@retrying
def confirm_finding(one: Round, requirement: Requirement, *, by: Scope) -> Finding:
    """Confirm a decision as the second person that it takes."""
    _open(one, requirement, by)
    with transaction.atomic():
        _lock(one)
        final = Finding.objects.filter(round=one, requirement=requirement, seat=SEAT.FINAL).first()
        if final is None or final.confirmed_at:
            raise NothingToDecide
        if by.account_id is None or by.account_id == final.by_id:
            raise SecondPersonNeeded
        final.confirmed_by_id, final.confirmed_at = by.account_id, clock.now()
        final.save()
        _tell_marks("law.finding.confirmed", [final], by=by)
    return final
