"""Likely provisions for a requirement in a round, the words that speak for each, and what is not on file."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from tumar.kernel.languages import said
from tumar.kernel.scope import Scope
from tumar.law.models import (
    Coverage,
    Dismissal,
    Finding,
    Provision,
    ProvisionText,
    Requirement,
    Round,
    Version,
)
from tumar.law.queries.instruments import coverage
from tumar.law.queries.pools import law_of_the_day, pool_of
from tumar.law.queries.ways import Stand, stands_of
from tumar.law.rules import suggesting as rules
from tumar.law.rules.marking import Run, excerpt, marked
from tumar.law.rules.suggesting.words import words_of

SHOWN_AT_MOST = 10
# The same provision in three languages is one line; what is known by its letters only is left out.
RANKED = 40
# The term base has every concept in these; texts in others are asked in what they are written in.
ASKED_IN = ("en", "ru")
SEAT = Finding.Seat


@dataclass(frozen=True)
class Likely:
    """One provision that may answer, in the text that says it best."""

    band: rules.Band
    version: Version
    row: ProvisionText
    # What may be cited: the passage that says most; the provision itself may be a heading only.
    passage: ProvisionText
    way: str
    path: str
    heading: Sequence[Run]
    excerpt: Sequence[Run]
    words: Sequence[str]
    # The same provision in other languages.
    others: Sequence[Version]


@dataclass(frozen=True)
class Answer:
    """What was found in the acts that were looked at, and what of the law is not on file."""

    engine: str
    likely: Sequence[Likely]
    dismissed: Sequence[Dismissal]
    acts: int
    texts: int
    missing: Sequence[Coverage]
    is_looked_for: bool


def as_asked(requirement: Requirement) -> rules.Requirement:
    """Return a requirement as the engine asks it, with the set's own search terms."""
    language = next(
        (code for code in (*ASKED_IN, *requirement.title) if requirement.title.get(code)), ASKED_IN[0]
    )
    parts = (said(requirement.title, language), said(requirement.look_for, language))
    text = ". ".join(part.rstrip(".") for part in parts if part)
    return rules.Requirement(text, language, requirement.terms)


def dismissals(one: Round, requirement: Requirement, scope: Scope) -> QuerySet[Dismissal]:
    """Return what is called not relevant to a requirement in the country, as far as the scope may see it."""
    return all_dismissals(one, requirement, scope).filter(undone_at=None)


def all_dismissals(one: Round, requirement: Requirement, scope: Scope) -> QuerySet[Dismissal]:
    """Return the same with what was taken back.

    Coders are blind to each other: what one of them set aside in a round that is open is theirs alone
    until the findings about the requirement are given.
    """
    given = Finding.objects.filter(
        round=OuterRef("round"),
        requirement__code=OuterRef("requirement_code"),
        requirement__version__set=OuterRef("set"),
        given_at__isnull=False,
    )
    first, second = Exists(given.filter(seat=SEAT.FIRST)), Exists(given.filter(seat=SEAT.SECOND))
    is_over = Q(round__state=Round.State.CLOSED) | Q(first, second)
    is_seen = is_over | Q(first, round__second_coder=None) | Q(by=scope.account_id)
    rows = Dismissal.objects.visible_to(scope).filter(is_seen, country=one.country_id)
    rows = rows.filter(set=requirement.version.set_id, requirement_code=requirement.code)
    return rows.select_related("instrument", "by")


def answer(one: Round, requirement: Requirement, scope: Scope) -> Answer:
    """Return the provisions of the country that may answer a requirement on the round's day."""
    texts = law_of_the_day(one.country_id, one.as_of, scope)
    set_aside = list(dismissals(one, requirement, scope))
    pool = pool_of(texts)
    engine, found = pool.suggest(as_asked(requirement))
    candidates, refused = pool.pool.candidates, _addresses(set_aside, texts)
    explained = [each for each in found if each.terms and not _stands_in(candidates[each.candidate], refused)]
    looked_for = coverage(scope).filter(country=one.country_id, area__in=(requirement.area, ""))
    return Answer(
        engine=engine,
        likely=_told(explained[:RANKED], candidates, texts),
        dismissed=set_aside,
        acts=len({text.expression.instrument_id for text in texts}),
        texts=len(texts),
        missing=list(looked_for.exclude(outcome=Coverage.Outcome.FOUND)),
        is_looked_for=looked_for.exists(),
    )


def _stands_in(candidate: rules.Candidate, places: set[tuple[str, str]]) -> bool:
    return (candidate.source, candidate.eid) in places


def _addresses(rows: Sequence[Dismissal], texts: Sequence[Version]) -> set[tuple[str, str]]:
    """Return where the dismissed provisions stand in the texts, in all languages and under all numbers."""
    wanted = {(row.instrument_id, row.lineage) for row in rows}
    if not wanted:
        return set()
    named = Provision.objects.filter(
        instrument__in={instrument for instrument, _lineage in wanted},
        lineage__in={lineage for _instrument, lineage in wanted},
    )
    eids: dict[int, list[str]] = {}
    for instrument, lineage, eid in named.values_list("instrument", "lineage", "eid"):
        if (instrument, lineage) in wanted:
            eids.setdefault(instrument, []).append(eid)
    return {(str(text.pk), eid) for text in texts for eid in eids.get(text.expression.instrument_id, ())}


@dataclass(frozen=True)
class _Place:
    """A suggestion with its candidate and the text that it stands in."""

    found: rules.Suggestion
    candidate: rules.Candidate
    version: Version

    @property
    def passage(self) -> rules.Passage | None:
        """The passage that says most of it; the first where only headings do."""
        passages = self.candidate.passages
        return passages[self.found.closest or 0] if passages else None


def _told(
    found: Sequence[rules.Suggestion], candidates: Sequence[rules.Candidate], texts: Sequence[Version]
) -> list[Likely]:
    by_source = {str(text.pk): text for text in texts}
    places = [
        _Place(each, candidates[each.candidate], by_source[candidates[each.candidate].source])
        for each in found
    ]
    rows = _rows(places)
    groups: dict[tuple[int, str], list[_Place]] = {}
    for place in places:
        provision = rows[place.version.pk, place.candidate.eid].provision
        groups.setdefault((provision.instrument_id, provision.lineage), []).append(place)
    shown = list(groups.values())[:SHOWN_AT_MOST]
    stands = stands_of([rows[group[0].version.pk, group[0].candidate.eid] for group in shown])
    return [_likely(group, rows, stands) for group in shown]


def _rows(places: Sequence[_Place]) -> dict[tuple[int, str], ProvisionText]:
    """Return the rows of the provisions and of their passages, by version and address."""
    eids = {place.candidate.eid for place in places}
    eids |= {place.passage.eid for place in places if place.passage}
    rows = ProvisionText.objects.filter(
        version__in={place.version.pk for place in places}, provision__eid__in=eids
    )
    return {(row.version_id, row.provision.eid): row for row in rows.select_related("provision")}


def _likely(
    group: Sequence[_Place], rows: Mapping[tuple[int, str], ProvisionText], stands: Mapping[int, Stand]
) -> Likely:
    best, *others = group
    row = rows[best.version.pk, best.candidate.eid]
    passage = rows[best.version.pk, best.passage.eid] if best.passage else row
    is_hit = _says(best.found, best.candidate.language)
    words = passage.text or " · ".join(cell for cells in passage.cells for cell in cells)
    return Likely(
        band=best.found.band,
        version=best.version,
        row=row,
        passage=passage,
        way=stands[row.pk].way,
        path=stands[row.pk].above,
        heading=marked(row.heading, is_hit),
        excerpt=excerpt(words, is_hit),
        words=[each.said for each in best.found.terms],
        others=[each.version for each in others if each.version.pk != best.version.pk],
    )


def _says(found: rules.Suggestion, language: str) -> Callable[[str], bool]:
    """Return what tells whether a word of the provision is one by which it was found."""
    wanted = {word for each in found.terms for word in each.said.split()}
    return lambda word: any(one.letters in wanted for one in words_of(word, language))
