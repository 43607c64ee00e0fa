"""The proposed changes of a version, as a person decides on them."""

from collections.abc import Sequence
from dataclasses import dataclass

from tumar.law.models import Proposal, ProvisionText, Version
from tumar.law.queries.ways import Step, way_in
from tumar.law.queries.wording import doubt_sentence, operation_name, proposal_doubts
from tumar.law.rules import storing


@dataclass(frozen=True)
class Proposed:
    """One proposed change: what it does, to which provision, and what is doubtful about it."""

    proposal: Proposal
    operation: str
    old: str
    new: str
    place: ProvisionText | None
    way: str
    doubts: Sequence[str]


@dataclass(frozen=True)
class Proposals:
    """All proposed changes of a version, and the instructions that nobody understood."""

    rows: Sequence[Proposed]
    unread: Sequence[str]
    waiting: int


def proposals_of(version: Version) -> Proposals:
    """Return the proposed changes of a version in the order of the amending text."""
    from_base = version.based_on.texts.select_related("provision") if version.based_on else ()
    rows_of_base = {row.provision.eid: row for row in from_base}
    steps = {eid: Step(row.kind, eid, row.label) for eid, row in rows_of_base.items()}
    rows = []
    for one in version.proposals.order_by("number"):
        change = storing.proposal_from(one.values)
        rows.append(
            Proposed(
                proposal=one,
                operation=operation_name(one.operation),
                old=change.old or change.anchor,
                new=change.new or "\n".join(change.lines),
                place=rows_of_base.get(one.eid),
                way=way_in(steps, one.eid),
                doubts=proposal_doubts(change.doubts),
            )
        )
    unread = [doubt_sentence(one["code"], one.get("values", ())) for one in version.doubts]
    waiting = sum(row.proposal.state == Proposal.State.PROPOSED for row in rows)
    return Proposals(rows, unread, waiting)
