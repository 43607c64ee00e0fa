"""Assessment rounds: opened with sets in their newest versions, amended, closed under a seal, published."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tumar.kernel import clock, journal
from tumar.kernel.permissions import Permission
from tumar.kernel.refusals import Fault, Invalid, Refusal, SecondPersonNeeded
from tumar.kernel.retry import retrying
from tumar.kernel.scope import Scope
from tumar.law.models import Finding, Round, RoundSet, SetVersion
from tumar.law.queries.rounds import Pending, pending
from tumar.law.queries.seals import seal_text
from tumar.network.actions import numbered
from tumar.people.models import Account
from tumar.people.queries import scope_of

EDIT, PUBLISH = Permission.LAW_ROUND_EDIT, Permission.LAW_ROUND_PUBLISH
CODE = Permission.LAW_FINDING_EDIT


class RoundIsClosed(Refusal):
    """The round is sealed; it stays as it is."""


class RoundIsOpen(Refusal):
    """The round is under way; close it first."""


class RoundNotReady(Refusal):
    """Some requirements wait for a decision, or some decisions for a second person."""

    def __init__(self, waits: Pending) -> None:
        super().__init__(f"{waits.differing} differ, {waits.unconfirmed} unconfirmed")
        self.pending = waits


class SomebodyMustClose(Refusal):
    """A round is closed by an account, since another one must publish it."""


class AlreadyPublished(Refusal):
    """The round is published; it stays as it is."""


def _words(one: Round) -> Iterable[str]:
    return [*one.title.values(), one.code]


def _coder_faults(one: Round) -> list[Fault]:
    """Return what is wrong with the coders: each must be allowed to code in the country."""
    faults = []
    for field in ("first_coder", "second_coder"):
        coder: Account | None = getattr(one, field)
        if coder and not scope_of(coder).allows(CODE, one.country_id):
            faults.append(Fault(field, _("This person may not record findings in the country.")))
    return faults


@retrying
def open_round(facts: Mapping[str, Any], *, versions: Sequence[SetVersion], by: Scope) -> Round:
    """Open a round for a country; its sets stay in these versions however they go on.

    Nothing is laid out for the requirements: a finding comes into being when somebody says something.
    """
    one = Round(**facts, opened_at=clock.now())
    by.require(EDIT, one.country_id)
    faults = _coder_faults(one)
    if not versions:
        faults.append(Fault("versions", _("Choose at least one requirement set.")))
    if len({version.set_id for version in versions}) < len(versions):
        faults.append(Fault("versions", _("Choose one version of each set.")))
    if one.previous and one.previous.country_id != one.country_id:
        faults.append(Fault("previous", _("The round before is of another country.")))
    if faults:
        raise Invalid(faults)
    with transaction.atomic():
        opened = numbered.add(one, _words, prefix="RND", by=by, verb="law.round.opened")
        rows = [RoundSet(round=opened, version=each, position=n) for n, each in enumerate(versions)]
        RoundSet.objects.bulk_create(rows)
        sets = [f"{each.set.code}@{each.label}" for each in versions]
        journal.write("law.round.sets", by=by, about=opened.label, sets=sets)
    return opened


@retrying
def amend_round(
    one: Round, changes: Mapping[str, Any], *, version: int, by: Scope, reason: str = ""
) -> Round:
    """Change title, scope or coders of an open round; who has coded already stays a coder."""
    by.require(EDIT, one.country_id)
    with transaction.atomic():
        current = Round.objects.select_for_update().get(pk=one.pk)
        if not current.is_open:
            raise RoundIsClosed
        faults = _frozen_faults(current, changes)
        for name in ("first_coder", "second_coder"):
            setattr(current, name, changes.get(name, getattr(current, name)))
        faults += _coder_faults(current)
        if faults:
            raise Invalid(faults)
        return numbered.amend(
            one, changes, _words, version=version, by=by, verb="law.round.amended", reason=reason
        )


def _frozen_faults(current: Round, changes: Mapping[str, Any]) -> list[Fault]:
    """Return which facts cannot change any more since findings rest on them."""
    seats = set(Finding.objects.filter(round=current).values_list("seat", flat=True))
    said = _("Findings rest on this; it cannot change any more.")
    fixed = {
        "country": bool(seats),
        "as_of": bool(seats),
        "first_coder": Finding.Seat.FIRST in seats,
        # Without a second coder findings are settled in another way.
        "second_coder": bool(seats) and (Finding.Seat.SECOND in seats or not current.is_double),
    }
    return [
        Fault(name, said)
        for name, is_fixed in fixed.items()
        if is_fixed and name in changes and changes[name] != getattr(current, name)
    ]


@retrying
def close_round(one: Round, *, by: Scope, reason: str = "") -> Round:
    """Close a round and seal it; refused while anything waits for a decision or a second person."""
    by.require(EDIT, one.country_id)
    if by.account_id is None:
        raise SomebodyMustClose
    with transaction.atomic():
        current = Round.objects.select_for_update().get(pk=one.pk)
        if not current.is_open:
            raise RoundIsClosed
        waits = pending(current)
        if not waits.is_nothing:
            raise RoundNotReady(waits)
        current.sha256 = seal_text(current)[0]
        current.state, current.closed_at = Round.State.CLOSED, clock.now()
        current.closed_by_id = by.account_id
        current.version += 1
        current.save()
        journal.write("law.round.closed", by=by, about=current.label, reason=reason, sha256=current.sha256)
    return current


@retrying
def publish_round(one: Round, *, by: Scope) -> Round:
    """Let everybody who signs in read what a closed round found; whoever closed it cannot publish it."""
    by.require(PUBLISH, one.country_id)
    with transaction.atomic():
        current = Round.objects.select_for_update().get(pk=one.pk)
        if current.is_open:
            raise RoundIsOpen
        if current.published_at is not None:
            raise AlreadyPublished
        if by.account_id is None or by.account_id == current.closed_by_id:
            raise SecondPersonNeeded
        current.published_at, current.published_by_id = clock.now(), by.account_id
        current.version += 1
        current.save()
        journal.write("law.round.published", by=by, about=current.label, sha256=current.sha256)
    return current
