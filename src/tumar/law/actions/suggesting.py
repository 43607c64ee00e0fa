"""Suggestions set aside by people as not relevant, and that taken back."""

from django.db import transaction

from tumar.kernel import clock, journal
from tumar.kernel.permissions import Permission
from tumar.kernel.refusals import Refusal
from tumar.kernel.retry import retrying
from tumar.kernel.scope import Scope
from tumar.law.actions.rounds import RoundIsClosed
from tumar.law.models import Dismissal, ProvisionText, Requirement, Round
from tumar.law.queries.rounds import requirements_of

CODE = Permission.LAW_FINDING_EDIT


class NotSomebody(Refusal):
    """Only a person with an account says what is relevant."""


class NotOfTheCountry(Refusal):
    """The provision is no act of the round's country, so it was not suggested."""


class AlreadyTakenBack(Refusal):
    """Somebody took it back already."""


def _checked(one: Round, requirement: Requirement, by: Scope) -> int:
    by.require(CODE, one.country_id)
    if by.account_id is None:
        raise NotSomebody
    if not one.is_open:
        raise RoundIsClosed
    if not requirements_of(one).filter(pk=requirement.pk).exists():
        raise Requirement.DoesNotExist
    return by.account_id


@retrying
def dismiss_suggestion(
    one: Round, requirement: Requirement, text: ProvisionText, *, why: str, by: Scope
) -> Dismissal:
    """Set a provision aside as not relevant to a requirement; said twice, the first word stands."""
    account = _checked(one, requirement, by)
    provision = text.provision
    if provision.instrument.country_id != one.country_id:
        raise NotOfTheCountry
    with transaction.atomic():
        row, is_new = Dismissal.objects.get_or_create(
            country_id=one.country_id,
            set_id=requirement.version.set_id,
            requirement_code=requirement.code,
            instrument_id=provision.instrument_id,
            lineage=provision.lineage,
            by_id=account,
            undone_at=None,
            defaults={
                "round": one,
                "shown": " ".join(filter(None, (text.label, text.heading)))[:300] or provision.eid,
                "why": why.strip()[:500],
                "at": clock.now(),
            },
        )
        if is_new:
            _tell_blind(row, "dismissed", by)
    return row


@retrying
def restore_suggestion(row: Dismissal, *, by: Scope) -> Dismissal:
    """Take back that a provision is not relevant; the row keeps who said it and who took it back."""
    by.require(CODE, row.country_id)
    if by.account_id is None:
        raise NotSomebody
    with transaction.atomic():
        current = Dismissal.objects.select_for_update().get(pk=row.pk)
        if current.undone_at is not None:
            raise AlreadyTakenBack
        current.undone_by_id, current.undone_at = by.account_id, clock.now()
        current.save(update_fields=["undone_by", "undone_at"])
        _tell_blind(current, "restored", by)
    return current


def _tell_blind(row: Dismissal, verb: str, by: Scope) -> None:
    """Tell the journal that somebody set something aside, not what: the other coder may read the journal."""
    code = row.requirement_code
    journal.write(f"law.suggestion.{verb}", by=by, about=row.round.label, requirement=code)
