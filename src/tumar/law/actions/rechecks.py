"""Looking again at a citation whose provision changed; a verdict changes by nobody but people."""

from django.db import transaction

from tumar.kernel import clock, journal
from tumar.kernel.permissions import Permission
from tumar.kernel.refusals import Refusal
from tumar.kernel.retry import retrying
from tumar.kernel.scope import Scope
from tumar.law.models import Citation, CitationReview
from tumar.law.queries.rechecks import recheck


class NothingChanged(Refusal):
    """The provision says what it said, or somebody has looked at the change already."""


@retrying
def review_citation(citation: Citation, *, outcome: str, note: str = "", by: Scope) -> CitationReview:
    """Record what somebody found on looking at a changed provision; the sealed finding stays as it is."""
    one = citation.finding.round
    by.require(Permission.LAW_FINDING_EDIT, one.country_id)
    with transaction.atomic():
        found = recheck(citation, clock.today(), by)
        if found is None:
            raise NothingChanged
        review = CitationReview(
            citation=citation,
            text=found.text,
            reaches=found.newest.valid_from,
            outcome=CitationReview.Outcome(outcome).value,
            note=note,
            by_id=by.account_id,
            at=clock.now(),
        )
        review.save(force_insert=True)
        journal.write(
            "law.citation.reviewed",
            by=by,
            about=one.label,
            reason=note,
            requirement=citation.finding.requirement.code,
            provision=citation.text.provision.eid,
            version=found.newest.valid_from,
            outcome=review.outcome,
        )
    return review
