"""Recommendations on the law: proposed, worded, decided on, done once their findings were looked at again."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tumar.kernel import journal, records
from tumar.kernel.permissions import Permission
from tumar.kernel.refusals import Fault, Invalid, Refusal, Stale
from tumar.kernel.retry import retrying
from tumar.kernel.scope import Scope
from tumar.law.models import Bill, Finding, Provision, Recommendation
from tumar.law.queries import reforms as queries
from tumar.law.rules import reforms as rules
from tumar.network.actions import numbered

EDIT = Permission.LAW_REFORM_EDIT
OWNERS = ("owner_person", "owner_organisation", "owner_member")


class StateRefused(Refusal):
    """The recommendation cannot be given this state; every flaw is listed."""

    def __init__(self, found: tuple[rules.StateFlaw, ...]) -> None:
        super().__init__(", ".join(found))
        self.flaws = found


class ProvisionOfAnother(Refusal):
    """The provision is of another country's law."""


def words_of(one: Recommendation) -> Iterable[str]:
    """Return the words that a recommendation is found by."""
    return [one.code, *one.title.values(), *(text[:200] for text in one.text.values())]


def _faults(one: Recommendation, findings: Iterable[Finding] | None) -> list[Fault]:
    """Return what no single column shows: things of another country, a day that no calendar has."""
    faults = []
    if one.group and one.group.country_id not in {None, one.country_id}:
        faults.append(Fault("group", _("This working group is of another country.")))
    if one.owner_member and one.owner_member.group.country_id not in {None, one.country_id}:
        faults.append(Fault("owner_member", _("This member sits in a group of another country.")))
    if sum(getattr(one, name) is not None for name in OWNERS) > 1:
        faults.append(Fault("owner_person", _("Name one owner: a person, an organisation or a member.")))
    if one.due and not rules.is_day(one.due):
        faults.append(Fault("due", _("There is no such day.")))
    for finding in findings or ():
        is_what_holds = finding.seat == Finding.Seat.FINAL and finding.confirmed_at is not None
        if not is_what_holds or finding.round.country_id != one.country_id:
            faults.append(Fault("findings", _("Choose confirmed findings of this country.")))
            break
    return faults


@retrying
def add_recommendation(
    facts: Mapping[str, Any], *, findings: Collection[Finding] = (), by: Scope
) -> Recommendation:
    """Propose a change of a country's law, for some findings or for none."""
    one = Recommendation(**facts)
    by.require(EDIT, one.country_id)
    if faults := _faults(one, findings):
        raise Invalid(faults)
    return numbered.add(
        one, words_of, prefix="REC", by=by, verb="law.recommendation.added", related={"findings": findings}
    )


@retrying
def amend_recommendation(
    one: Recommendation, changes: Mapping[str, Any], *, version: int, by: Scope, reason: str = ""
) -> Recommendation:
    """Change a recommendation that nobody changed since `version`; it stays in its country."""
    by.require(EDIT, one.country_id)
    with transaction.atomic():
        current = Recommendation.objects.select_for_update().get(pk=one.pk)
        if "country" in changes and changes["country"] != current.country:
            raise Invalid([Fault("country", _("It stays in its country; propose another one."))])
        for name, value in changes.items():
            setattr(current, name, value)
        if faults := _faults(current, None):
            raise Invalid(faults)
        verb = "law.recommendation.amended"
        return numbered.amend(one, changes, words_of, version=version, by=by, verb=verb, reason=reason)


@retrying
def choose_findings(
    one: Recommendation, findings: Collection[Finding], *, version: int, by: Scope, reason: str = ""
) -> Recommendation:
    """Say which findings a recommendation answers."""
    by.require(EDIT, one.country_id)
    if faults := _faults(one, findings):
        raise Invalid(faults)
    verb = "law.recommendation.findings"
    with transaction.atomic():
        chosen = records.amend(
            one, {}, version=version, by=by, verb=verb, reason=reason, related={"findings": findings}
        )
        settle([chosen], by=by)
    return chosen


@retrying
def choose_provision(
    one: Recommendation, provision: Provision | None, *, version: int, by: Scope
) -> Recommendation:
    """Say which provision's text is to change; none where one is to be added."""
    by.require(EDIT, one.country_id)
    if provision is not None and provision.instrument.country_id != one.country_id:
        raise ProvisionOfAnother
    with transaction.atomic():
        current = _locked(one, version)
        old = current.provision
        if old != provision:
            current.provision = provision
            current.version += 1
            current.save()
            told = [_place(old), _place(provision)]
            verb = "law.recommendation.provision"
            journal.write(verb, by=by, about=current.label, provision=told)
    return current


def _place(provision: Provision | None) -> str | None:
    return f"{provision.instrument.code} {provision.eid}" if provision else None


def _locked(one: Recommendation, version: int) -> Recommendation:
    current = Recommendation.objects.select_for_update().get(pk=one.pk)
    if current.version != version:
        raise Stale(current.label, version, current.version)
    return current


@retrying
def move_recommendation(
    one: Recommendation,
    *,
    state: str,
    reason: str = "",
    superseded_by: Recommendation | None = None,
    version: int,
    by: Scope,
) -> Recommendation:
    """Give a recommendation another state; done is refused while a finding waits to be looked at again."""
    by.require(EDIT, one.country_id)
    new = rules.State(state)
    with transaction.atomic():
        current = _locked(one, version)
        successor = superseded_by if new is rules.State.SUPERSEDED else None
        if successor and (successor.pk == current.pk or successor.country_id != current.country_id):
            raise Invalid([Fault("superseded_by", _("Choose another recommendation of the same country."))])
        found = rules.state_flaws(
            rules.State(current.state),
            new,
            reason=reason,
            has_successor=successor is not None,
            unchecked=len(queries.open_findings(current)),
            on_their_way=queries.on_their_way(current),
        )
        if found:
            raise StateRefused(found)
        return _moved(current, new, reason=reason.strip(), successor=successor, by=by)


def _moved(
    one: Recommendation, new: rules.State, *, reason: str, by: Scope, successor: Recommendation | None = None
) -> Recommendation:
    old, one.state, one.state_reason = one.state, new.value, reason
    one.superseded_by = successor
    one.version += 1
    one.save()
    told: dict[str, Any] = {"state": [old, new.value]}
    if successor:
        told["superseded_by"] = successor.label
    journal.write("law.recommendation.moved", by=by, about=one.label, reason=reason, **told)
    return one


def settle(touched: Iterable[Recommendation], *, by: Scope) -> list[Recommendation]:
    """Let recommendations be done whose findings were all found answered and whose bills are all through.

    Part of an action that has asked for its permission. Nothing becomes done without a finding that a person
    looked at again, and without a bill.
    """
    done = []
    for one in Recommendation.objects.select_for_update().filter(pk__in=[each.pk for each in touched]):
        is_ready = one.is_open and one.findings.exists() and _has_bill_in_force(one)
        if is_ready and not queries.open_findings(one) and not queries.on_their_way(one):
            done.append(_moved(one, rules.State.DONE, reason="", by=by))
    return done


def _has_bill_in_force(one: Recommendation) -> bool:
    return Bill.objects.filter(recommendations=one, stage__in=queries.IN_FORCE).exists()
