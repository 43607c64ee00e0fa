"""Reads about relations between requirements: those on file, and what a file of them would change."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from tumar.law.models import Requirement, RequirementLink, RequirementSet, SetDraft
from tumar.law.rules import requirements as rules
from tumar.law.rules.requirements.mappings import Node


def stated_links(kept: RequirementSet | None = None) -> list[rules.StatedLink]:
    """Return the relations on file with their reasons: of one set, of either side, or all."""
    rows = RequirementLink.objects.select_related("source_set", "target_set")
    if kept is not None:
        rows = rows.filter(Q(source_set=kept) | Q(target_set=kept))
    return [_stated(one) for one in rows.order_by("pk")]


def _stated(one: RequirementLink) -> rules.StatedLink:
    codes = {each.pk: each.code.lower() for each in (one.source_set, one.target_set)}
    return rules.StatedLink(one.as_rule(codes), one.why)


def newest_codes() -> dict[str, list[str]]:
    """Return the codes of the requirements in the newest version of each set, in their order."""
    found: dict[str, dict[int, list[str]]] = {}
    rows = Requirement.objects.order_by("version", "position")
    for kept, number, code in rows.values_list("version__set__code", "version__number", "code"):
        found.setdefault(kept.lower(), {}).setdefault(number, []).append(code)
    return {kept: by_number[max(by_number)] for kept, by_number in found.items()}


def unknown_ends(links: Iterable[rules.StatedLink]) -> tuple[rules.SetFault, ...]:
    """Return a fault for each end of a relation that no set on file has, in any version."""
    rows = Requirement.objects.values_list("version__set__code", "code").distinct()
    known = {(kept.lower(), code) for kept, code in rows}
    return tuple(
        rules.SetFault(rules.Problem.NO_REQUIREMENT, f"#{number}", field, {"value": "/".join(end)})
        for number, one in enumerate(links, start=1)
        for field, end in (("from", one.link.source), ("to", one.link.target))
        if end not in known
    )


@dataclass(frozen=True)
class RelationsPreview:
    """What a file of relations would change, and how many of those on file it does not name."""

    changes: Sequence[rules.RelationChange]
    how_many: int


def relations_preview(draft: SetDraft) -> RelationsPreview | None:
    """Return what a file of relations would change; None where it holds no relations."""
    if not draft.holds_relations:
        return None
    links, _faults = rules.read_relations(draft.told)
    return RelationsPreview(rules.relation_changes(stated_links(), links), len(links))


def link_between(source: Node, target: Node) -> RequirementLink | None:
    """Return the relation of two requirements that is on file from this side."""
    return RequirementLink.objects.filter(
        source_set__code=source[0].upper(),
        source_code=source[1],
        target_set__code=target[0].upper(),
        target_code=target[1],
    ).first()
