"""How well suggestions do: what a country confirmed, and how much of it they would have shown."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, QuerySet

from tumar.kernel.permissions import Permission
from tumar.kernel.scope import EVERYWHERE, Scope
from tumar.law.models import Citation, Finding, Requirement, Round, SuggestionRecall, Version
from tumar.law.queries.pools import LawPool, law_of_the_day, pool_of
from tumar.law.queries.suggesting import as_asked
from tumar.law.rules.suggesting import Candidate
from tumar.law.rules.suggesting.recall import LEAST_LINKS, found_at

HISTORY = 10
# An instrument and an address in it, whatever the language.
Place = tuple[int, str]


@dataclass(frozen=True)
class Link:
    """A provision of which two people confirmed that it answers a requirement."""

    requirement: int
    set: int
    code: str
    day: date
    place: Place


def links(countries: Iterable[str]) -> dict[str, list[Link]]:
    """Return the confirmed links of each country to its own acts, each once, as of its newest round."""
    rows = Citation.objects.filter(
        relation=Citation.Relation.SUPPORTS,
        finding__seat=Finding.Seat.FINAL,
        finding__confirmed_at__isnull=False,
        finding__round__country__in=list(countries),
        text__provision__instrument__country=F("finding__round__country"),
    ).order_by("-finding__round__as_of", "-finding__round", "pk")
    columns = (
        *("finding__round__country", "finding__requirement", "finding__requirement__version__set"),
        *("finding__requirement__code", "finding__round__as_of"),
        *("text__provision__instrument", "text__provision__eid"),
    )
    found: dict[str, dict[tuple[int, str, Place], Link]] = {}
    for country, requirement, kept, code, day, instrument, eid in rows.values_list(*columns):
        place = (instrument, eid)
        link = Link(requirement, kept, code, day, place)
        found.setdefault(country, {}).setdefault((kept, code, place), link)
    return {country: list(each.values()) for country, each in found.items()}


@dataclass(frozen=True)
class Measured:
    """How many of the confirmed links stood among the first one, five and ten suggestions."""

    engine: str
    requirements: int
    links: int
    first: int
    first_five: int
    first_ten: int


def measure(country: str, scope: Scope) -> Measured | None:
    """Return how much of a country's confirmed links suggestions show; None for fewer than five links."""
    grouped: dict[tuple[date, int], set[Place]] = {}
    for link in links([country]).get(country, ()):
        grouped.setdefault((link.day, link.requirement), set()).add(link.place)
    asked = Requirement.objects.in_bulk({requirement for _day, requirement in grouped})
    engine, counts, total, days = "", [0, 0, 0], 0, _Days(country, scope)
    for (day, requirement), places in grouped.items():
        engine, ranked, confirmed = days.ranked(day, asked[requirement], places)
        total += len(confirmed)
        counts = [count + found_at(k, ranked, confirmed) for count, k in zip(counts, (1, 5, 10), strict=True)]
    if total < LEAST_LINKS:
        return None
    return Measured(engine, len(grouped), total, *counts)


class _Days:
    """The law of each day that a country's rounds were about."""

    def __init__(self, country: str, scope: Scope) -> None:
        self._country, self._scope = country, scope
        self._known: dict[date, tuple[LawPool, Mapping[str, int], Mapping[Place, str]]] = {}

    def ranked(
        self, day: date, requirement: Requirement, places: Iterable[Place]
    ) -> tuple[str, Sequence[Place], set[Place]]:
        """Return what ranked, the provisions in their order, and those that were confirmed.

        Suggestions are articles; words of a point of one confirm the article.
        """
        pool, instruments, holders = self._of(day)
        engine, found = pool.suggest(as_asked(requirement))
        candidates = pool.pool.candidates
        ranked = [_place(candidates[one.candidate], instruments) for one in found if one.terms]
        confirmed = {(place[0], holders.get(place, place[1])) for place in places}
        return engine, list(dict.fromkeys(ranked)), confirmed

    def _of(self, day: date) -> tuple[LawPool, Mapping[str, int], Mapping[Place, str]]:
        if day not in self._known:
            texts: list[Version] = law_of_the_day(self._country, day, self._scope)
            pool = pool_of(texts)
            instruments = {str(text.pk): text.expression.instrument_id for text in texts}
            holders = {
                (instruments[one.source], eid): one.eid
                for one in pool.pool.candidates
                for eid in (one.eid, *(passage.eid for passage in one.passages))
            }
            self._known[day] = (pool, instruments, holders)
        return self._known[day]


def _place(candidate: Candidate, instruments: Mapping[str, int]) -> Place:
    return instruments[candidate.source], candidate.eid


@dataclass(frozen=True)
class Standing:
    """What is known of one country: how many links it confirmed, and what was measured, the newest first."""

    country: str
    links: int
    measures: Sequence[SuggestionRecall]

    @property
    def are_enough(self) -> bool:
        return self.links >= LEAST_LINKS


def measures(scope: Scope) -> QuerySet[SuggestionRecall]:
    """Return what was measured in the countries of the scope, the newest first."""
    return SuggestionRecall.objects.visible_to(scope).order_by("country", "-measured_at", "-pk")


def standings(scope: Scope) -> list[Standing]:
    """Return how well suggestions do in each country of the scope that has a round."""
    within = scope.countries(Permission.LAW_ROUND_VIEW)
    rounds = Round.objects.all() if within is EVERYWHERE else Round.objects.filter(country__in=within)
    countries = sorted(set(rounds.order_by().values_list("country", flat=True)))
    confirmed = links(countries)
    by_country: dict[str, list[SuggestionRecall]] = {}
    for one in measures(scope):
        by_country.setdefault(one.country_id, []).append(one)
    return [
        Standing(code, len(confirmed.get(code, ())), by_country.get(code, [])[:HISTORY]) for code in countries
    ]
