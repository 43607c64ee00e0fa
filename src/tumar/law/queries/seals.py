"""The text that a round's seal is of: its findings with the words of the law, sorted, one a line."""

from collections.abc import Iterator
from typing import Any

from tumar.law.models import Finding, Round
from tumar.law.queries.rounds import cited
from tumar.law.rules.findings import seal_of


def seal_text(one: Round) -> tuple[str, str]:
    """Return the SHA-256 of a round's confirmed findings, and the text that it is of. No person is named."""
    sets = " ".join(
        f"{each.version.set.code}@{each.version.label}:{each.version.sha256}"
        for each in one.sets.select_related("version__set").order_by("position")
    )
    head = f"round\t{one.code}\t{one.country_id}\t{one.as_of.isoformat()}\t{sets}"
    return seal_of(head, _lines(one))


def seal_holds(one: Round) -> bool:
    """Tell whether the findings of a closed round still are what was sealed."""
    return seal_text(one)[0] == one.sha256


def seal_faults() -> Iterator[str]:
    """Yield one sentence per closed round that no longer bears its seal, for `tumar check`."""
    for one in Round.objects.filter(state=Round.State.CLOSED).order_by("pk"):
        if not seal_holds(one):
            yield f"Round {one.code} no longer bears its seal {one.sha256[:12]}."


def _lines(one: Round) -> Iterator[dict[str, Any]]:
    rows = Finding.objects.filter(round=one, seat=Finding.Seat.FINAL, confirmed_at__isnull=False)
    for finding in cited(rows).select_related("requirement__version__set"):
        yield {
            "set": finding.requirement.version.set.code,
            "requirement": finding.requirement.code,
            "on_paper": finding.on_paper,
            "in_force": finding.in_force,
            "applied": finding.applied,
            "level": finding.level,
            "confidence": finding.confidence,
            "note": finding.note,
            "reason": finding.reason,
            "citations": [
                {
                    "instrument": each.text.provision.instrument.code,
                    "eid": each.text.provision.eid,
                    "language": each.text.version.expression.language,
                    "holds_from": each.text.version.valid_from.isoformat(),
                    "span": [each.start, each.end],
                    "quote": each.quote,
                    "relation": each.relation,
                    "hash": each.hash,
                }
                for each in finding.citations.all()
            ],
        }
