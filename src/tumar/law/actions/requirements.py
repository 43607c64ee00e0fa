"""Requirement sets: those of the package installed, files received, looked over and taken as versions."""

from collections.abc import Iterable, Mapping

from django.db import transaction

from tumar.kernel import clock, files, journal
from tumar.kernel.folding import search_text
from tumar.kernel.models import StoredFile
from tumar.kernel.parts import next_number
from tumar.kernel.permissions import Permission
from tumar.kernel.refusals import Refusal
from tumar.kernel.retry import retrying
from tumar.kernel.scope import Scope
from tumar.law.models import Requirement, RequirementLink, RequirementSet, SetDraft, SetVersion
from tumar.law.queries import shipped
from tumar.law.queries.relations import stated_links
from tumar.law.queries.requirements import as_rules, current_version, fault_words, opened_file
from tumar.law.rules import requirements as rules

EDIT = Permission.LAW_REQUIREMENT_EDIT
SEARCH_LENGTH = 900


class DraftIsSettled(Refusal):
    """The file was taken or dropped already."""


class NothingChanged(Refusal):
    """The file says what the newest version says."""


class VersionTaken(Refusal):
    """Another version of the set goes by this name already."""

    def __init__(self, label: str) -> None:
        super().__init__(label)
        self.label = label


@retrying
def install_shipped(*, by: Scope) -> list[SetVersion]:
    """Add the sets, versions and relations of the package that are not on file yet; twice adds nothing."""
    by.require(EDIT)
    with transaction.atomic():
        found = [_installed(shipped.shipped_set(code), by) for code in shipped.shipped_codes()]
        _install_links(by)
    return [version for version in found if version is not None]


def _installed(one: rules.RequirementSet, by: Scope) -> SetVersion | None:
    known = SetVersion.objects.filter(set__code=one.code.upper())
    if known.filter(label=one.version).exists() or known.filter(sha256=rules.digest_of(one)).exists():
        return None
    return _keep(one, by, is_shipped=True)


def _install_links(by: Scope) -> None:
    """Add the relations of the package, and correct those of an older one that nobody has changed since."""
    sets = {one.code.lower(): one for one in RequirementSet.objects.all()}
    changes = rules.relation_changes(stated_links(), shipped.shipped_links())
    rows = [_shipped_row(one.after, sets, by) for one in changes if one.before is None]
    RequirementLink.objects.bulk_create(rows)
    corrected = 0
    for link, why in ((one.after.link, one.after.why) for one in changes if one.before):
        (source, source_code), (target, target_code) = link.source, link.target
        kept = RequirementLink.objects.filter(
            is_shipped=True, source_set=sets[source], target_set=sets[target]
        )
        kept = kept.filter(source_code=source_code, target_code=target_code)
        corrected += kept.update(relation=link.relation.value, why=dict(why))
    if rows or corrected:
        about = "law.requirementlinks"
        journal.write(
            "law.requirementlink.installed", by=by, about=about, how_many=len(rows), corrected=corrected
        )


def _shipped_row(one: rules.StatedLink, sets: Mapping[str, RequirementSet], by: Scope) -> RequirementLink:
    (source, source_code), (target, target_code) = one.link.source, one.link.target
    return RequirementLink(
        source_set=sets[source],
        source_code=source_code,
        target_set=sets[target],
        target_code=target_code,
        relation=one.link.relation.value,
        why=dict(one.why),
        is_shipped=True,
        added_at=clock.now(),
        added_by_id=by.account_id,
    )


def _keep(
    one: rules.RequirementSet,
    by: Scope,
    *,
    is_shipped: bool = False,
    file: StoredFile | None = None,
    note: str = "",
) -> SetVersion:
    """Store a version with its requirements; the set is added, or brought in step with its newest version."""
    kept, is_new = RequirementSet.objects.get_or_create(
        code=one.code.upper(), defaults={"title": dict(one.title), "nature": one.nature.value}
    )
    RequirementSet.objects.select_for_update().get(pk=kept.pk)
    before = current_version(kept)
    if SetVersion.objects.filter(set=kept, label=one.version).exists():
        raise VersionTaken(one.version)
    kept.title, kept.nature = dict(one.title), one.nature.value
    kept.search_text = search_text(*one.title.values(), kept.code, one.source)[:SEARCH_LENGTH]
    kept.version += 0 if is_new else 1
    kept.save()
    number = next_number(SetVersion.objects.filter(set=kept))
    version = SetVersion.objects.create(
        set=kept,
        number=number,
        label=one.version,
        about=dict(one.about),
        source=one.source,
        scale=one.scale.value,
        sha256=rules.digest_of(one),
        is_shipped=is_shipped,
        file=file,
        added_at=clock.now(),
        added_by_id=by.account_id,
        note=note,
    )
    Requirement.objects.bulk_create(_rows(version, one.requirements), batch_size=500)
    changed = rules.differences(as_rules(before) if before else None, one)
    told = {kind: [each.code for each in changed if each.kind == kind] for kind in ("changed", "removed")}
    journal.write(
        "law.requirementset.versioned",
        by=by,
        about=kept.label,
        reason=note,
        version=one.version,
        sha256=version.sha256,
        added=sum(each.kind == "added" for each in changed),
        **{name: codes for name, codes in told.items() if codes},
    )
    return version


def _rows(version: SetVersion, requirements: Iterable[rules.Requirement]) -> list[Requirement]:
    return [
        Requirement(
            version=version,
            position=position,
            code=one.code,
            area=one.area.value,
            scale=one.scale.value,
            source=one.source,
            checked=dict(one.checked),
            cited_in=dict(one.cited),
            group=dict(one.group),
            title=dict(one.title),
            look_for=dict(one.look_for),
            clause=dict(one.clause),
            terms={language: list(words) for language, words in one.terms.items()},
        )
        for position, one in enumerate(requirements)
    ]


@retrying
def receive_set(*, content: bytes, name: str, by: Scope) -> SetDraft:
    """Keep a file of requirements or relations as it came, and what was read in it; nothing is taken yet."""
    by.require(EDIT)
    read = opened_file(content, name)
    with transaction.atomic():
        draft = SetDraft.objects.create(
            file=files.keep(content, name=name),
            name=name[:255],
            state=SetDraft.State.READ if read.told else SetDraft.State.REFUSED,
            told=read.told,
            faults=[fault_words(fault) for fault in read.faults],
            received_at=clock.now(),
            by_id=by.account_id,
        )
        journal.write("law.setdraft.received", by=by, about=draft.label, name=name, faults=len(read.faults))
    return draft


@retrying
def take_draft(draft: SetDraft, *, by: Scope, note: str = "") -> SetVersion:
    """Take a file as the newest version of its set; rounds under way keep the version they began with."""
    by.require(EDIT)
    with transaction.atomic():
        current = SetDraft.objects.select_for_update().get(pk=draft.pk)
        if current.state != SetDraft.State.READ:
            raise DraftIsSettled
        one = rules.read_set(current.told).set
        if one is None:
            raise DraftIsSettled
        if SetVersion.objects.filter(set__code=one.code.upper(), sha256=rules.digest_of(one)).exists():
            raise NothingChanged
        version = _keep(one, by, file=current.file, note=note)
        current.state, current.version = SetDraft.State.TAKEN, version
        current.save(update_fields=["state", "version"])
    return version


@retrying
def drop_draft(draft: SetDraft, *, by: Scope) -> None:
    """Leave a file alone; it stays on record as it came."""
    by.require(EDIT)
    with transaction.atomic():
        current = SetDraft.objects.select_for_update().get(pk=draft.pk)
        if current.state == SetDraft.State.TAKEN:
            raise DraftIsSettled
        current.state = SetDraft.State.DROPPED
        current.save(update_fields=["state"])
        journal.write("law.setdraft.dropped", by=by, about=current.label)
