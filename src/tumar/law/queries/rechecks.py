"""Findings to look at again: what they cite says something else in a newer version of the text."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from tumar.kernel.scope import Scope
from tumar.law.models import Citation, CitationReview, Finding, Instrument, ProvisionText, Round, Version
from tumar.law.queries.ways import ways
from tumar.law.rules.quotes import word_changes


def changed_citations(scope: Scope, on: date) -> QuerySet[Citation]:
    """Return the citations whose provision says something else, or is gone, in the version of a day.

    What somebody looked at already is not asked again, until a version after that comes. Nothing is stored
    for the queue: it follows from versions, hashes and reviews.
    """
    newest = Version.objects.filter(
        expression=OuterRef("text__version__expression"), state=Version.State.CONFIRMED, valid_from__lte=on
    ).order_by("-valid_from", "-number")
    now = ProvisionText.objects.filter(
        version=OuterRef("newest"),
        provision__instrument=OuterRef("text__provision__instrument"),
        provision__lineage=OuterRef("text__provision__lineage"),
    ).order_by("pk")
    reviewed = CitationReview.objects.filter(citation=OuterRef("pk"), reaches__gte=OuterRef("newest_from"))
    return (
        Citation.objects.filter(finding__seat=Finding.Seat.FINAL, finding__round__in=_own_rounds(scope))
        .annotate(
            newest=Subquery(newest.values("pk")[:1]), newest_from=Subquery(newest.values("valid_from")[:1])
        )
        .filter(newest_from__gte=F("text__version__valid_from"))
        .exclude(newest=F("text__version"))
        .annotate(now=Subquery(now.values("pk")[:1]), now_hash=Subquery(now.values("hash")[:1]))
        .filter(Q(now_hash__isnull=True) | ~Q(now_hash=F("hash")))
        .filter(~Exists(reviewed))
        .select_related(
            "finding__round__country",
            "finding__requirement__version__set",
            "text__provision__instrument",
            "text__version__expression",
        )
        .order_by("finding__round__country", "finding__round", "finding__requirement", "number")
    )


def _own_rounds(scope: Scope) -> QuerySet[Round]:
    """Return the rounds of the scope's own countries: a published round of another is no work of ours."""
    reaches = scope.reaches(Round.VIEW)
    rows = Round.objects.all()
    if any(reach.countries is None and reach.organisations is None for reach in reaches):
        return rows
    return rows.filter(rows.within_any(reaches))


@dataclass(frozen=True)
class Recheck:
    """A citation with what its provision says now, word by word."""

    citation: Citation
    way: str
    newest: Version
    text: ProvisionText | None
    changes: tuple[tuple[str, str], ...]

    @property
    def is_gone(self) -> bool:
        """The newer version has no such provision, or says that it was repealed."""
        return self.text is None or self.text.is_repealed


def recheck(citation: Citation, on: date, scope: Scope) -> Recheck | None:
    """Return what became of a cited provision, or None where nothing did that somebody has not looked at."""
    found = list(changed_citations(scope, on).filter(pk=citation.pk))
    return told(found)[0] if found else None


def rechecks(scope: Scope, on: date, *, most: int = 100) -> list[Recheck]:
    """Return the queue, country by country, with the differences."""
    return told(list(changed_citations(scope, on)[:most]))


def told(citations: Sequence[Citation]) -> list[Recheck]:
    """Return citations of the queue with where their provisions stand and what these say now."""
    cited: dict[Instrument, list[str]] = {}
    for citation in citations:
        provision = citation.text.provision
        cited.setdefault(provision.instrument, []).append(provision.eid)
    stand = {(each.pk, eid): way for each, eids in cited.items() for eid, way in ways(each, eids).items()}
    return [_told(one, stand[one.text.provision.instrument_id, one.text.provision.eid]) for one in citations]


def _told(citation: Citation, way: str) -> Recheck:
    newest = Version.objects.get(pk=citation.newest)  # type: ignore[attr-defined]
    key = citation.now  # type: ignore[attr-defined]
    text = ProvisionText.objects.select_related("provision").filter(pk=key).first() if key else None
    changes = word_changes(_whole(citation.text), _whole(text) if text else "")
    return Recheck(citation, way, newest, text, tuple(changes))


def _whole(text: ProvisionText) -> str:
    return " ".join(part for part in (text.label, text.heading, text.text) if part)
