"""Reads about assessment rounds: who codes what, what both said once both did, how far they agree."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from tumar.kernel import clock
from tumar.kernel.languages import said
from tumar.kernel.permissions import Permission
from tumar.kernel.scope import EVERYWHERE, Scope
from tumar.law.models import Citation, Finding, Requirement, Round, RoundSet
from tumar.law.rules.agreement import Agreement, cohen
from tumar.people.models import Account, Role
from tumar.people.rules import ALLOWS

SEAT = Finding.Seat
CODERS = (SEAT.FIRST, SEAT.SECOND)
STEPS = ("open", "begun", "given", "to-decide", "to-confirm", "confirmed")


def rounds(scope: Scope) -> QuerySet[Round]:
    """Return the rounds that the scope may see, with country, coders and sets."""
    sets = RoundSet.objects.select_related("version__set").order_by("position")
    return (
        Round.objects.visible_to(scope)
        .select_related("country", "first_coder", "second_coder", "previous")
        .prefetch_related(Prefetch("sets", sets))
    )


def is_inside(one: Round, scope: Scope) -> bool:
    """Tell whether the scope belongs to the round's country; others see what was published, and no more."""
    return scope.allows(Permission.LAW_ROUND_VIEW, one.country_id)


def seat_of(one: Round, scope: Scope) -> str | None:
    """Return in which seat somebody codes the round; None for everybody else."""
    if scope.account_id is None:
        return None
    if scope.account_id == one.first_coder_id:
        return SEAT.FIRST.value
    return SEAT.SECOND.value if scope.account_id == one.second_coder_id else None


def requirements_of(one: Round) -> QuerySet[Requirement]:
    """Return the requirements of a round in the versions with which it began, in order."""
    sets = RoundSet.objects.filter(round=one)
    return (
        Requirement.objects.filter(version__in=sets.values("version"))
        .select_related("version__set")
        .order_by("version__set__code", "version", "position")
    )


def codings(one: Round, scope: Scope) -> QuerySet[Finding]:
    """Return what coders said, as far as the scope may see it.

    Coders are blind to each other: until both have given theirs, each sees nothing but their own, and
    nobody else sees any. Every page and every export of codings reads through here.
    """
    if not is_inside(one, scope):
        return Finding.objects.none()
    given = Finding.objects.filter(round=one, requirement=OuterRef("requirement"), given_at__isnull=False)
    both = Q(Exists(given.filter(seat=SEAT.FIRST))) & Q(Exists(given.filter(seat=SEAT.SECOND)))
    seen = both if one.is_double else Q(given_at__isnull=False)
    if seat := seat_of(one, scope):
        seen |= Q(seat=seat)
    return Finding.objects.filter(seen, round=one, seat__in=CODERS)


def finals(one: Round, scope: Scope) -> QuerySet[Finding]:
    """Return what holds; of a published round others see what is confirmed."""
    rows = Finding.objects.filter(round=one, seat=SEAT.FINAL)
    return rows if is_inside(one, scope) else rows.filter(confirmed_at__isnull=False)


def cited(rows: QuerySet[Finding]) -> QuerySet[Finding]:
    """Let findings come with their citations, each with its provision, text and instrument."""
    texts = Citation.objects.select_related(
        "text__provision__instrument", "text__version__expression"
    ).order_by("number")
    return rows.select_related("by", "confirmed_by").prefetch_related(Prefetch("citations", texts))


def cited_by(findings: Sequence[Finding]) -> QuerySet[Citation]:
    """Return what these findings cite, those of the first coder first."""
    rows = Citation.objects.filter(finding__in=findings).select_related(
        "finding", "text__provision__instrument", "text__version__expression"
    )
    return rows.order_by("finding__seat", "number")


@dataclass(frozen=True)
class Standing:
    """Where one requirement of a round stands, as a person who codes or decides sees it."""

    requirement: Requirement
    own: Finding | None = None
    final: Finding | None = None
    are_both_given: bool = False

    @property
    def differs(self) -> bool:
        """Both coders gave theirs, and they do not agree; somebody has to decide."""
        return self.are_both_given and self.final is None

    @property
    def step(self) -> str:
        """What is to be done next."""
        if self.final is not None:
            return "confirmed" if self.final.confirmed_at else "to-confirm"
        if self.differs:
            return "to-decide"
        if self.own is None:
            return "open"
        return "given" if self.own.given_at else "begun"


def standings(one: Round, scope: Scope) -> list[Standing]:
    """Return where every requirement of the round stands for this person; three queries."""
    seat = seat_of(one, scope)
    own: dict[int, Finding] = {}
    given: dict[int, int] = {}
    for finding in Finding.objects.filter(round=one, seat__in=CODERS).defer("note", "reason"):
        if finding.seat == seat:
            own[finding.requirement_id] = finding
        if finding.given_at is not None:
            given[finding.requirement_id] = given.get(finding.requirement_id, 0) + 1
    final = {each.requirement_id: each for each in finals(one, scope).defer("note", "reason")}
    wanted = 2 if one.is_double else 1
    light = requirements_of(one).defer("look_for", "clause", "terms")
    return [
        Standing(each, own.get(each.pk), final.get(each.pk), given.get(each.pk, 0) >= wanted)
        for each in light
    ]


@dataclass(frozen=True)
class SetAgreement:
    """How far the two coders of a round agree on one set."""

    title: str
    requirements: int
    both_given: int
    agreement: Agreement = field(default_factory=lambda: Agreement(0, 0, None))


def agreements(one: Round) -> list[SetAgreement]:
    """Return the agreement of the two coders set by set, over what both of them have given."""
    rows = Finding.objects.filter(round=one, seat__in=CODERS, given_at__isnull=False)
    judged: dict[int, dict[int, dict[str, tuple[str, ...]]]] = {}
    columns = ("requirement__version", "requirement", "seat", "on_paper", "in_force", "applied", "level")
    for version, requirement, seat, *marks in rows.values_list(*columns):
        told = tuple(str(mark) for mark in marks)
        judged.setdefault(version, {}).setdefault(requirement, {})[seat] = told
    counts = dict(
        requirements_of(one).order_by().values("version").annotate(n=Count("pk")).values_list("version", "n")
    )
    return [
        _agreement(each, counts.get(each.version_id, 0), judged.get(each.version_id, {}))
        for each in one.sets.all()
    ]


def _agreement(
    each: RoundSet, how_many: int, judged: Mapping[int, Mapping[str, tuple[str, ...]]]
) -> SetAgreement:
    pairs = [(seats[SEAT.FIRST], seats[SEAT.SECOND]) for seats in judged.values() if len(seats) == 2]
    return SetAgreement(said(each.version.set.title), how_many, len(pairs), cohen(pairs))


@dataclass(frozen=True)
class Pending:
    """What keeps a round from being closed."""

    differing: int
    unconfirmed: int

    @property
    def is_nothing(self) -> bool:
        return not (self.differing or self.unconfirmed)


def pending(one: Round) -> Pending:
    """Return how many requirements wait for a decision, and how many decisions for a second person."""
    rows = Finding.objects.filter(round=one)
    final = rows.filter(requirement=OuterRef("requirement"), seat=SEAT.FINAL)
    given = rows.filter(given_at__isnull=False, seat__in=CODERS).exclude(Exists(final))
    both = given.order_by().values("requirement").annotate(n=Count("pk")).filter(n=2)
    unconfirmed = rows.filter(seat=SEAT.FINAL, confirmed_at__isnull=True)
    return Pending(both.count() if one.is_double else 0, unconfirmed.count())


def possible_coders(scope: Scope) -> list[tuple[int, str]]:
    """Return who may record findings in the countries in which the scope may open rounds, by key and name."""
    kinds = [kind.value for kind, allowed in ALLOWS.items() if Permission.LAW_FINDING_EDIT in allowed]
    roles = Role.objects.holding(clock.today()).filter(kind__in=kinds)
    countries = scope.countries(Permission.LAW_ROUND_EDIT)
    if countries is not EVERYWHERE:
        roles = roles.filter(Q(country__in=countries) | Q(country=None))
    found = Account.objects.filter(is_active=True, pk__in=roles.values("account")).order_by("name", "pk")
    return [(one.pk, str(one)) for one in found]


def steps_of(standing: Sequence[Standing]) -> dict[str, int]:
    """Return how many requirements are at each step."""
    counts = dict.fromkeys(STEPS, 0)
    for each in standing:
        counts[each.step] += 1
    return counts


def countries_with_rounds(scope: Scope) -> frozenset[str]:
    """Return the countries of the rounds that the scope may see."""
    rows = Round.objects.visible_to(scope).order_by().values_list("country", flat=True).distinct()
    return frozenset(rows)


def may_publish(one: Round, scope: Scope) -> bool:
    """Tell whether somebody may publish a round: it is closed, and another person closed it."""
    is_ready = not one.is_open and one.published_at is None
    is_second = scope.account_id is not None and scope.account_id != one.closed_by_id
    return is_ready and is_second and scope.allows(Permission.LAW_ROUND_PUBLISH, one.country_id)
