"""Reads about one requirement in a round: what this person may see of it, and what may be cited."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404

from tumar.kernel.permissions import Permission
from tumar.kernel.scope import Scope
from tumar.law.models import Finding, ProvisionText, Requirement, Round, Version
from tumar.law.queries.requirements import links
from tumar.law.queries.rounds import CODERS, cited, codings, finals, seat_of
from tumar.law.queries.search import Filters, search
from tumar.law.rules.findings import rendered
from tumar.law.rules.requirements import Scale, related

OFFERED_AT_MOST = 20


@dataclass(frozen=True)
class Detail:
    """One requirement in a round as a person may see it."""

    own: Finding | None
    codings: Sequence[Finding]
    final: Finding | None
    word: str
    is_coder: bool
    may_change: bool
    may_decide: bool
    may_confirm: bool


def detail(one: Round, requirement: Requirement, scope: Scope) -> Detail:
    """Return what a person may see of a requirement in a round, and what they may do."""
    seat = seat_of(one, scope)
    seen = list(cited(codings(one, scope).filter(requirement=requirement)).order_by("seat"))
    own = next((each for each in seen if each.seat == seat), None)
    final = cited(finals(one, scope).filter(requirement=requirement)).first()
    given = Finding.objects.filter(
        round=one, requirement=requirement, seat__in=CODERS, given_at__isnull=False
    ).count()
    are_all_given = given >= (2 if one.is_double else 1)
    may_code = one.is_open and scope.allows(Permission.LAW_FINDING_EDIT, one.country_id)
    is_confirmed = bool(final and final.confirmed_at)
    return Detail(
        own=own,
        codings=seen if are_all_given else [],
        final=final,
        word=rendered(final.marks, Scale(requirement.scale)) if final else "",
        is_coder=seat is not None,
        may_change=may_code and seat is not None and final is None and not are_all_given,
        may_decide=may_code and are_all_given and not is_confirmed and scope.account_id is not None,
        may_confirm=may_code and final is not None and not is_confirmed and final.by_id != scope.account_id,
    )


@dataclass(frozen=True)
class Elsewhere:
    """What holds in the same round about a requirement to which this one is related."""

    relation: str
    requirement: Requirement
    final: Finding


def elsewhere(one: Round, requirement: Requirement, scope: Scope) -> list[Elsewhere]:
    """Return what holds about related requirements of the round, so that one finding serves several sets.

    Only what holds is told, never what one coder says; whoever codes reads it and judges anew.
    """
    found = related((requirement.version.set.code, requirement.code), links())
    wanted = {each.target: each.relation.value for each in found}
    rows = cited(finals(one, scope)).filter(requirement__code__in={code for _set, code in wanted})
    held = {
        (each.requirement.version.set.code, each.requirement.code): each
        for each in rows.select_related("requirement__version__set")
    }
    return [
        Elsewhere(relation, held[target].requirement, held[target])
        for target, relation in wanted.items()
        if target in held
    ]


def citable(one: Round, scope: Scope, pk: int) -> ProvisionText:
    """Return a text that the scope may see, to be cited; whether it held on the day, the action says."""
    seen = ProvisionText.objects.visible_to(scope).filter(version__state=Version.State.CONFIRMED, pk=pk)
    text = seen.select_related("version__expression", "provision__instrument").first()
    if text is None:
        raise Http404
    return text


def offered(one: Round, words: str, scope: Scope, *, chosen: str = "") -> list[ProvisionText]:
    """Return the provisions with these words as they held on the round's day: the country's, then others.

    Where one was chosen it is offered alone: a suggestion, or after a refusal the one that was refused.
    """
    if chosen.isdecimal():
        return [citable(one, scope, int(chosen))]
    if not words.strip():
        return []
    places: list[tuple[int, str]] = []
    for country in (one.country_id, "INT"):
        found = search(words, scope, Filters(one.as_of, country), most=OFFERED_AT_MOST)
        places += [(hit.version.pk, hit.eid) for hit in found.hits]
    rows = ProvisionText.objects.filter(
        version__in={version for version, _eid in places}, provision__eid__in={eid for _v, eid in places}
    ).select_related("version__expression__instrument__country", "provision")
    by_place = {(row.version_id, row.provision.eid): row for row in rows}
    return [by_place[place] for place in places[:OFFERED_AT_MOST] if by_place[place].text]
