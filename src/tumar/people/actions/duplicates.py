"""Persons on file compared with each other: those that may be the same wait in the queue."""

from collections.abc import Iterable, Iterator

from django.conf import settings
from django.utils.translation import override

from tumar.kernel.bulk import batches
from tumar.kernel.scope import Scope
from tumar.people.actions.decisions import queue_candidates
from tumar.people.explaining import explanation
from tumar.people.models import Person
from tumar.people.queries.matching import Proposal, candidates_for
from tumar.people.queries.subjects import subjects_on_file
from tumar.people.rules.matching.scoring import Decision
from tumar.people.rules.pairs import Found

AT_ONCE = 2000


def queue_duplicates(*, by: Scope) -> int:
    """Queue every pair of persons on file that may be the same, and return how many are new.

    Nobody is merged by this, however alike two are: somebody decides.
    """
    pks = Person.objects.visible_to(by).order_by("pk").values_list("pk", flat=True)
    return sum(queue_candidates(_found(batch, by)) for batch in batches(pks.iterator(), AT_ONCE))


def _found(pks: Iterable[int], by: Scope) -> Iterator[Found]:
    rows = list(subjects_on_file(Person.objects.visible_to(by), pks))
    codes = [code for _pk, code, _subject in rows]
    proposed = candidates_for([subject for _pk, _code, subject in rows], by, codes=codes)
    for code, proposals in zip(codes, proposed, strict=True):
        for one in proposals:
            if one.decision != Decision.DIFFERENT:
                yield Found(code, one.code, one.score, _parts(one))


def _parts(proposal: Proposal) -> list[dict[str, dict[str, str]]]:
    """Return each reason in every language of the pages, since whoever decides may read another one."""
    found = []
    for reason in proposal.reasons:
        said = {}
        for language, _name in settings.LANGUAGES:
            with override(language):
                said[language] = explanation([reason])
        found.append({"said": said})
    return found
