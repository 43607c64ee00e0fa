"""Relations between requirements of different sets: stated one by one or by a file, changed, removed."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tumar.kernel import clock, journal
from tumar.kernel.permissions import Permission
from tumar.kernel.records import checked_row
from tumar.kernel.refusals import Fault, Invalid
from tumar.kernel.retry import retrying
from tumar.kernel.scope import Scope
from tumar.law.actions.requirements import DraftIsSettled, NothingChanged
from tumar.law.models import Requirement, RequirementLink, RequirementSet, SetDraft
from tumar.law.queries.relations import link_between, stated_links, unknown_ends
from tumar.law.rules import requirements as rules

EDIT = Permission.LAW_REQUIREMENT_EDIT


@retrying
def relate(facts: Mapping[str, Any], *, by: Scope) -> RequirementLink:
    """State how a requirement stands to one of another set, and why."""
    by.require(EDIT)
    link = RequirementLink(**facts, added_at=clock.now(), added_by_id=by.account_id)
    faults = [
        Fault(field, _("There is no requirement with this code in the set."))
        for field, kept, code in (
            ("source_code", link.source_set, link.source_code),
            ("target_code", link.target_set, link.target_code),
        )
        if not Requirement.objects.filter(version__set=kept, code=code).exists()
    ]
    turned = {"source_set": link.target_set, "source_code": link.target_code}
    turned |= {"target_set": link.source_set, "target_code": link.source_code}
    if RequirementLink.objects.filter(**turned).exists():
        faults.append(Fault("", _("These two are related already.")))
    if faults:
        raise Invalid(faults)
    checked_row(link)
    with transaction.atomic():
        link.save(force_insert=True)
        _tell(link, "added", by=by)
    return link


@retrying
def unrelate(link: RequirementLink, *, by: Scope, reason: str = "") -> None:
    """Remove a relation that was wrong; the journal keeps what it said."""
    by.require(EDIT)
    with transaction.atomic():
        _tell(link, "removed", by=by, reason=reason)
        link.delete()


def _tell(link: RequirementLink, verb: str, *, by: Scope, reason: str = "", **before: Any) -> None:
    journal.write(
        f"law.requirementlink.{verb}",
        by=by,
        about=link.source_set.label,
        reason=reason,
        requirement=link.source_code,
        relation=link.relation,
        other=f"{link.target_set.code}/{link.target_code}",
        why=link.why,
        **before,
    )


@retrying
def take_relations(draft: SetDraft, *, by: Scope, note: str = "") -> list[RequirementLink]:
    """Add and change relations as a file has them; those that it does not name stay as they are."""
    by.require(EDIT)
    with transaction.atomic():
        current = SetDraft.objects.select_for_update().get(pk=draft.pk)
        if current.state != SetDraft.State.READ or not current.holds_relations:
            raise DraftIsSettled
        links, _faults = rules.read_relations(current.told)
        if unknown_ends(links):
            raise DraftIsSettled
        changes = rules.relation_changes(stated_links(), links)
        if not changes:
            raise NothingChanged
        sets = {one.code.lower(): one for one in RequirementSet.objects.all()}
        taken = [_taken(change, sets, by, note) for change in changes]
        current.state = SetDraft.State.TAKEN
        current.save(update_fields=["state"])
    return taken


def _taken(
    change: rules.RelationChange, sets: Mapping[str, RequirementSet], by: Scope, note: str
) -> RequirementLink:
    (source, source_code), (target, target_code) = change.after.link.source, change.after.link.target
    relation, why = change.after.link.relation.value, dict(change.after.why)
    kept = link_between(change.after.link.source, change.after.link.target)
    if kept is None:
        link = RequirementLink(
            source_set=sets[source],
            source_code=source_code,
            target_set=sets[target],
            target_code=target_code,
            relation=relation,
            why=why,
            added_at=clock.now(),
            added_by_id=by.account_id,
        )
        link.save(force_insert=True)
        _tell(link, "added", by=by, reason=note)
        return link
    before = {"relation_before": kept.relation, "why_before": kept.why}
    kept.relation, kept.why, kept.is_shipped = relation, why, False
    kept.save(update_fields=["relation", "why", "is_shipped"])
    _tell(kept, "changed", by=by, reason=note, **before)
    return kept
