"""Full-text search in the provisions that hold on a day, over one country or all that the scope may see."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tumar.kernel.scope import Scope
from tumar.law.models import Instrument, ProvisionText, Version
from tumar.law.queries.versions import holding, versions
from tumar.law.rules import finding
from tumar.law.rules.marking import Run, excerpt, marked

SHOWN_AT_MOST = 100
# Weighed to find the best; a word that stands in more provisions is too common to rank by.
WEIGHED_AT_MOST = 1000


@dataclass(frozen=True)
class Hit:
    """One provision found: where it stands, and its words around what was looked for."""

    version: Version
    eid: str
    label: str
    path: str  # labels and headings of what holds it, from the top
    heading: Sequence[Run]
    excerpt: Sequence[Run]


@dataclass(frozen=True)
class Found:
    """What a search found; `count` stops at WEIGHED_AT_MOST."""

    wanted: Sequence[str]
    hits: Sequence[Hit]
    count: int
    is_capped: bool
    searched: int  # texts that were searched

    @property
    def instruments(self) -> int:
        """How many instruments have a hit among those shown."""
        return len({hit.version.expression.instrument_id for hit in self.hits})


def search(asked: str, scope: Scope, *, day: date, country: str = "", language: str = "") -> Found:
    """Return the provisions that have all the words on the day; `country` "INT" means international ones."""
    wanted = finding.needles(asked)
    open_to = _versions(scope, day, country, language)
    if not wanted:
        return Found(wanted, (), 0, is_capped=False, searched=len(open_to))
    likely = Version.objects.filter(pk__in=[one.pk for one in open_to])
    for one in wanted:
        likely = likely.filter(words__contains=one)
    keys = list(likely.values_list("pk", flat=True))
    rows = ProvisionText.objects.filter(version__in=keys)
    for one in wanted:
        rows = rows.filter(shadow__contains=one)
    rows = rows.select_related("provision").defer("shadow").order_by("version", "order")
    found = list(rows[: WEIGHED_AT_MOST + 1])
    best = _best(found[:WEIGHED_AT_MOST], wanted, {one.pk: one for one in open_to})
    return Found(
        wanted,
        _told(best, wanted, {one.pk: one for one in open_to}),
        min(len(found), WEIGHED_AT_MOST),
        is_capped=len(found) > WEIGHED_AT_MOST,
        searched=len(open_to),
    )


def _versions(scope: Scope, day: date, country: str, language: str) -> list[Version]:
    rows = versions(scope).filter(expression__instrument__withdrawn_on=None)
    if country:
        rows = rows.filter(expression__instrument__country=None if country == "INT" else country)
    if language:
        rows = rows.filter(expression__language=language)
    return holding(rows, day)


def _best(
    rows: Sequence[ProvisionText], wanted: Sequence[str], of: Mapping[int, Version]
) -> list[ProvisionText]:
    """Return the rows that answer best; among equals those of the higher rank, in the order of the text."""

    def order(row: ProvisionText) -> tuple[float, int, int, int]:
        instrument: Instrument = of[row.version_id].expression.instrument
        said = " ".join([row.text, *(cell for cells in row.cells for cell in cells)])
        weighed = finding.weight(row.heading, said, wanted)
        return -weighed, instrument.rank, row.version_id, row.order

    return sorted(rows, key=order)[:SHOWN_AT_MOST]


def _told(rows: Sequence[ProvisionText], wanted: Sequence[str], of: Mapping[int, Version]) -> list[Hit]:
    paths, is_hit = paths_of(rows), finding.holds(wanted)
    hits = []
    for row in rows:
        said = row.text or " · ".join(cell for cells in row.cells for cell in cells)
        hits.append(
            Hit(
                version=of[row.version_id],
                eid=row.provision.eid,
                label=row.label,
                path=paths[row.pk],
                heading=marked(row.heading, is_hit),
                excerpt=excerpt(said, is_hit),
            )
        )
    return hits


def paths_of(rows: Sequence[ProvisionText]) -> dict[int, str]:
    """Return for each row what holds it, in words; one query for all of them."""
    wanted = {(row.version_id, eid) for row in rows for eid in ancestors(row.parent)}
    above = ProvisionText.objects.filter(
        version__in={version for version, _eid in wanted},
        provision__eid__in={eid for _version, eid in wanted},
    )
    told = {
        (version, eid): " ".join(filter(None, (label, heading)))
        for version, eid, label, heading in above.values_list("version", "provision__eid", "label", "heading")
    }
    return {
        row.pk: " › ".join(
            filter(None, (told.get((row.version_id, eid), "") for eid in ancestors(row.parent)))
        )
        for row in rows
    }


def ancestors(eid: str) -> list[str]:
    """Return the addresses from the top down to this one."""
    steps = eid.split("__") if eid else []
    return ["__".join(steps[: number + 1]) for number in range(len(steps))]
