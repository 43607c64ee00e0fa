"""Where a provision stands, as people of law say it: «Статья 5, пункт 2, подпункт 1»."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tumar.law.models import Instrument, ProvisionText, UnitKind, Version
from tumar.law.rules.units import Kind, Unit

# Above an article no division is said: articles are counted through the whole act.
_WHOLES = frozenset({Kind.ARTICLE, Kind.ANNEX})
_WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True)
class Step:
    """One unit on the way to a provision: what it is, its address, its label as printed."""

    kind: str
    eid: str
    label: str

    def __str__(self) -> str:
        label = self.label.rstrip(" .)")
        if _WORD.search(label):
            return label
        if self.kind == Kind.UNNUMBERED:
            return _("paragraph without a number %(count)s") % {"count": self.eid.rpartition("_")[2]}
        return f"{UnitKind(self.kind).label} {label.lstrip('(')}".rstrip()


def way(steps: Sequence[Step]) -> str:
    """Return the steps to a provision as one phrase, from its article or annex down if there is one."""
    wholes = [at for at, step in enumerate(steps) if step.kind in _WHOLES]
    told = ", ".join(map(str, steps[wholes[-1] if wholes else 0 :]))
    return told[:1].upper() + told[1:]


def steps_of(units: Iterable[Unit]) -> dict[str, Step]:
    """Return the units of a structure as steps, by address."""
    return {unit.eid: Step(unit.kind, unit.eid, unit.label) for unit in units}


def way_in(steps: Mapping[str, Step], eid: str) -> str:
    """Return where a unit stands, given the steps of its text by address; its address where there is none."""
    return way([step for each in ancestors(eid) if (step := steps.get(each))]) if eid in steps else eid


def ways(instrument: Instrument, eids: Iterable[str]) -> dict[str, str]:
    """Return where provisions of an instrument stand, by address; two queries.

    The newest text of the first language that has a provision says how it is called there. An address
    that no text has is told as it is.
    """
    wanted = list(dict.fromkeys(eids))
    texts = ProvisionText.objects.filter(
        provision__instrument=instrument,
        provision__eid__in={step for eid in wanted for step in ancestors(eid)},
        version__state=Version.State.CONFIRMED,
    ).order_by("-version__expression__number", "version__valid_from")
    found = {
        eid: Step(kind, eid, label)
        for eid, kind, label in texts.values_list("provision__eid", "provision__kind", "label")
    }
    return {eid: way_in(found, eid) for eid in wanted}


@dataclass(frozen=True)
class Stand:
    """Where a row of a text stands: what holds it, in words from the top; the way from its article down."""

    above: str
    way: str


def stands_of(rows: Sequence[ProvisionText]) -> dict[int, Stand]:
    """Return where rows stand, by their keys; one query for all of them. Their provisions are at hand."""
    wanted = {(row.version_id, eid) for row in rows for eid in ancestors(row.parent)}
    texts = ProvisionText.objects.filter(
        version__in={version for version, _eid in wanted},
        provision__eid__in={eid for _version, eid in wanted},
    ).values_list("version", "provision__eid", "kind", "label", "heading")
    steps = {(version, eid): Step(kind, eid, label) for version, eid, kind, label, _heading in texts}
    words = {(version, eid): f"{label} {heading}".strip() for version, eid, _kind, label, heading in texts}
    found = {}
    for row in rows:
        above = [(row.version_id, eid) for eid in ancestors(row.parent)]
        own = Step(row.kind, row.provision.eid, row.label)
        found[row.pk] = Stand(
            above=" › ".join(words[key] for key in above if words.get(key)),
            way=way([*(steps[key] for key in above if key in steps), own]),
        )
    return found


def ancestors(eid: str) -> list[str]:
    """Return the addresses from the top down to this one."""
    steps = eid.split("__") if eid else []
    return ["__".join(steps[: number + 1]) for number in range(len(steps))]
