"""Versions confirmed and withdrawn; a confirmed one stands row by row, so that words can be cited."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from tumar.kernel import clock, journal
from tumar.kernel.parts import next_number
from tumar.kernel.permissions import Permission
from tumar.kernel.refusals import Fault, Invalid
from tumar.kernel.retry import retrying
from tumar.kernel.scope import Scope
from tumar.law.actions.indexing import drop_index, index_version
from tumar.law.actions.instruments import EDIT
from tumar.law.models import Instrument, Proposal, Provision, ProvisionText, Relation, Version
from tumar.law.queries.versions import draft_of, structure_of
from tumar.law.rules import storing
from tumar.law.rules.comparing import compare
from tumar.law.rules.units import Structure, Unit

CONFIRM = Permission.LAW_INSTRUMENT_CONFIRM
BATCH = 500


@retrying
def confirm_version(version: Version, *, by: Scope) -> Version:
    """Confirm the structure of a version: its provisions get their rows, and it holds from its day on."""
    instrument = version.expression.instrument
    by.require(CONFIRM, instrument.country_id)
    with transaction.atomic():
        current = Version.objects.select_for_update().get(pk=version.pk)
        units = _checked(current)
        before = _previous(current)
        provisions = _provisions(instrument, units, before)
        texts = _texts(current, units, provisions, before)
        ProvisionText.objects.bulk_create(texts, batch_size=BATCH)
        current.state, current.confirmed_at = Version.State.CONFIRMED, clock.now()
        current.save(update_fields=["state", "confirmed_at"])
        index_version(current, units)
        _refresh_later(current)
        _relate(current)
        _tell(current, "confirmed", by, provisions=len(texts))
    return current


def _relate(version: Version) -> None:
    """Say beside the instrument which act amended it and where, once its changes stand in a text."""
    if version.based_on_id is None:
        return
    accepted = version.proposals.filter(state=Proposal.State.ACCEPTED).exclude(eid="")
    instrument, day = version.expression.instrument, version.valid_from.isoformat()
    number = next_number(instrument.relations)
    Relation.objects.create(
        instrument=instrument,
        number=number,
        verb=Relation.Verb.AMENDS,
        acting=version.amended_by,
        acting_text="" if version.amended_by_id else version.note[:300],
        day=day,
        eids=sorted(set(accepted.values_list("eid", flat=True)))[:40],
        state=Relation.State.APPLIED,
    )


def _checked(version: Version) -> Sequence[Unit]:
    if not version.is_open:
        raise Invalid([Fault("", _("Only a version whose structure is open can be confirmed."))])
    rivals = Version.objects.filter(expression=version.expression_id, valid_from=version.valid_from)
    if rivals.filter(state=Version.State.CONFIRMED).exists():
        sentence = _("A confirmed version of this day is on file already. Withdraw it first.")
        raise Invalid([Fault("", sentence)])
    units = draft_of(version).units
    if not units:
        raise Invalid([Fault("", _("There is no text to confirm."))])
    return units


def _previous(version: Version) -> Version | None:
    earlier = Version.objects.filter(expression=version.expression_id, state=Version.State.CONFIRMED)
    return earlier.filter(valid_from__lt=version.valid_from).order_by("-valid_from").first()


def _lineages(units: Sequence[Unit], before: Version | None) -> Mapping[str, str]:
    """Return for each address the earlier address of the same provision, where it was renumbered."""
    if before is None:
        return {}
    old = structure_of(before)
    compared = compare(old, Structure(old.tradition, old.language, tuple(units)))
    return {
        one.eid: one.old_eid for one in compared.units if one.eid and one.old_eid and one.eid != one.old_eid
    }


def _provisions(
    instrument: Instrument, units: Sequence[Unit], before: Version | None
) -> Mapping[str, Provision]:
    """Return the provision of each address; a renumbered one keeps its lineage."""
    known = {one.eid: one for one in Provision.objects.filter(instrument=instrument)}
    renumbered = _lineages(units, before)
    new = []
    for unit in units:
        if unit.eid not in known:
            old = known.get(renumbered.get(unit.eid, ""))
            lineage = old.lineage if old else unit.eid
            new.append(Provision(instrument=instrument, eid=unit.eid, lineage=lineage, kind=unit.kind.value))
    Provision.objects.bulk_create(new, batch_size=BATCH)
    return {one.eid: one for one in Provision.objects.filter(instrument=instrument)}


def _texts(
    version: Version, units: Sequence[Unit], provisions: Mapping[str, Provision], before: Version | None
) -> list[ProvisionText]:
    since = _standing(before)
    depths: dict[str, int] = {"": -1}
    texts = []
    for order, unit in enumerate(units):
        depths[unit.eid] = depths.get(unit.parent, -1) + 1
        digest, provision = storing.hash_of(unit), provisions[unit.eid]
        texts.append(
            ProvisionText(
                version=version,
                provision=provision,
                order=order,
                parent=unit.parent,
                depth=depths[unit.eid],
                kind=unit.kind.value,
                label=unit.label[:300],
                heading=unit.heading,
                text=unit.text,
                cells=[list(row) for row in unit.cells],
                is_repealed=unit.repealed,
                line=unit.line,
                page=unit.page,
                hash=digest,
                since=since.get((provision.lineage, digest), version.valid_from),
            )
        )
    return texts


def _standing(before: Version | None) -> Mapping[tuple[str, str], date]:
    """Return since when each provision of a version says what it says."""
    if before is None:
        return {}
    rows = before.texts.values_list("provision__lineage", "hash", "since")
    return {(lineage, digest): since for lineage, digest, since in rows}


def _refresh_later(version: Version) -> None:
    """Let the next version know that words which it shares with one confirmed after it are older."""
    later = Version.objects.filter(expression=version.expression_id, state=Version.State.CONFIRMED)
    following = later.filter(valid_from__gt=version.valid_from).order_by("valid_from").first()
    if following is None:
        return
    since = _standing(version)
    rows = list(following.texts.select_related("provision").defer("text", "heading"))
    changed = []
    for row in rows:
        standing = since.get((row.provision.lineage, row.hash), following.valid_from)
        if standing != row.since:
            row.since = standing
            changed.append(row)
    ProvisionText.objects.bulk_update(changed, ["since"], batch_size=BATCH)


@retrying
def withdraw_version(version: Version, *, by: Scope, reason: str) -> Version:
    """Withdraw a version: it holds no more on any day; its rows stay for what cites them."""
    instrument = version.expression.instrument
    was_confirmed = version.state == Version.State.CONFIRMED
    by.require(CONFIRM if was_confirmed else EDIT, instrument.country_id)
    with transaction.atomic():
        current = Version.objects.select_for_update().get(pk=version.pk)
        if current.state == Version.State.WITHDRAWN:
            raise Invalid([Fault("", _("This version was withdrawn already."))])
        current.state = Version.State.WITHDRAWN
        current.save(update_fields=["state"])
        drop_index(current)
        _tell(current, "withdrawn", by, reason=reason)
    return current


def _tell(version: Version, verb: str, by: Scope, *, reason: str = "", **facts: int) -> None:
    instrument = version.expression.instrument
    Instrument.objects.filter(pk=instrument.pk).update(version=F("version") + 1)
    told = {"version": version.number, "language": version.expression.language, **facts}
    journal.write(f"law.version.{verb}", by=by, about=instrument.label, reason=reason, **told)
