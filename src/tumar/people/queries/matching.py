"""Who on file may be the person that a row describes: found by keys, weighed, and told with reasons."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from django.db.models import QuerySet

from tumar.kernel.scope import Scope
from tumar.people.models import MatchingWeights, Person
from tumar.people.queries.decisions import not_the_same
from tumar.people.queries.shortlists import Shortlist, shortlisted
from tumar.people.queries.subjects import subjects_on_file
from tumar.people.rules.matching.columns import columns_of
from tumar.people.rules.matching.filing import family_key, number_of
from tumar.people.rules.matching.model import Field, FieldWeights, Model, model_from_json
from tumar.people.rules.matching.scoring import Decision, Frequencies, Judged, Reason, decide, judge, reasons
from tumar.people.rules.matching.spelling import spelling_of
from tumar.people.rules.matching.starting import starting_model
from tumar.people.rules.matching.subjects import Subject

# How likely a person of a new list is on file already, before anything else is known.
SHARE_ON_FILE = 0.3
# Persons less likely than this are no candidates, not even rejected ones.
WORTH_TELLING = 1e-6
CANDIDATES_TOLD = 5
# So many subjects are held against those on file at once, which are some three times as many.
COMPARED_AT_ONCE = 2500
# How often one initial stands for another: from the count under surname and initial to that of the surname.
SURNAMES_PER_INITIAL = 12


@dataclass(frozen=True)
class Proposal:
    """One person on file that a row may describe, how probable that is, what is proposed, and why."""

    pk: int
    code: str
    score: float
    decision: Decision
    model: Model = field(repr=False, compare=False)
    judged: Judged = field(repr=False, compare=False)
    at: int = field(repr=False, compare=False)

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Why the score is what it is, the weightiest first; made when it is asked for."""
        return reasons(self.model, self.judged, self.at)


def model_in_force() -> Model:
    """Return the newest weights, or those to start from."""
    newest = MatchingWeights.objects.order_by("-pk").first()
    return model_from_json(newest.model) if newest else starting_model()


def weights_versions() -> QuerySet[MatchingWeights]:
    """Return every version of the weights, the one in force first."""
    return MatchingWeights.objects.order_by("-pk")


def _kept_apart(codes: Iterable[str]) -> dict[str, set[str]]:
    """Return for each of these persons' codes the codes of whom somebody said that they are not the same."""
    found: dict[str, set[str]] = {code: set() for code in codes}
    for pair in not_the_same():
        for one, other in (pair, pair[::-1]):
            if one in found:
                found[one].add(other)
    return found


def candidates_for(
    subjects: Sequence[Subject], scope: Scope, *, codes: Sequence[str] | None = None
) -> list[tuple[Proposal, ...]]:
    """Return for each subject whom of those on file it may be, likeliest first; rejected ones stand last.

    `subjects` come in batches of up to some ten thousand; `document` of a subject is the keyed digest.
    `codes` says who the subjects are, where they are on file themselves: nobody is proposed for themselves,
    and a pair of which somebody said that it is not the same is never proposed again.
    """
    persons: QuerySet[Person] = Person.objects.visible_to(scope)
    total = max(1, Person.objects.count())
    model = model_in_force()
    model = model.with_prior(min(model.prior if model.pairs else 1.0, SHARE_ON_FILE / total))
    found = shortlisted(subjects, total)
    proposed: list[tuple[Proposal, ...]] = []
    for first in range(0, len(subjects), COMPARED_AT_ONCE):
        last = first + COMPARED_AT_ONCE
        part = found.part(first, last)
        on_file = [
            (pk, code, replace(one, document=found.documents[pk]) if pk in found.documents else one)
            for pk, code, one in subjects_on_file(persons, np.unique(part.pk).tolist())
        ]
        own = codes[first:last] if codes else None
        proposed += _judged(model, subjects[first:last], on_file, part, total, own)
    return proposed


def _frequencies(subjects: Sequence[Subject], counts: Mapping[int, int], total: int) -> Frequencies:
    """Return how often each family name is borne on file, told from those who share an initial as well."""
    families: dict[str, int] = {}
    for subject in subjects:
        sound = spelling_of(subject.family or subject.family_latin).sound
        if sound and (key := family_key(subject)):
            count = counts.get(number_of(key), 0) * SURNAMES_PER_INITIAL
            families[sound] = max(families.get(sound, 0), count)
    return Frequencies({Field.FAMILY: families}, total, is_whole=False)


def _judged(
    model: Model,
    subjects: Sequence[Subject],
    on_file: Sequence[tuple[int, str, Subject]],
    found: Shortlist,
    total: int,
    codes: Sequence[str] | None,
) -> list[tuple[Proposal, ...]]:
    pks = np.array([pk for pk, _code, _subject in on_file], dtype=np.int64)
    order = np.argsort(pks)
    is_seen = np.isin(found.pk, pks)
    if not is_seen.any():
        return [() for _subject in subjects]
    i, j = found.at[is_seen], len(subjects) + order[np.searchsorted(pks[order], found.pk[is_seen])]
    columns = columns_of([*subjects, *(subject for _pk, _code, subject in on_file)])
    frequencies = _frequencies(subjects, found.counts, total)
    judged = judge(replace(model, fields=_frequent(model)), columns, frequencies, i, j)
    excluded = _kept_apart(codes) if codes else {}
    proposed: list[list[Proposal]] = [[] for _subject in subjects]
    worth = np.flatnonzero(judged.scores >= WORTH_TELLING)
    order = worth[np.lexsort((-judged.scores[worth], i[worth]))]
    places = zip(order.tolist(), i[order].tolist(), j[order].tolist(), strict=True)
    for at, left, right in places:
        pk, code, _subject = on_file[right - len(subjects)]
        own = codes[left] if codes else ""
        if len(proposed[left]) < CANDIDATES_TOLD and code != own and code not in excluded.get(own, ()):
            score = float(judged.scores[at])
            decision = decide(score, model.thresholds)
            proposed[left].append(Proposal(pk, code, score, decision, model, judged, at))
    return [tuple(proposals) for proposals in proposed]


def _frequent(model: Model) -> tuple[FieldWeights, ...]:
    """Return the fields with only those told by rarity whose frequency on file is known."""
    return tuple(replace(field, is_rarer_stronger=field.field == Field.FAMILY) for field in model.fields)
