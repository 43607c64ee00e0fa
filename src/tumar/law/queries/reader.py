"""A version as people read it: its provisions in order with a table of contents."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tumar.law.models import Relation, Version
from tumar.law.queries.versions import structure_of
from tumar.law.rules.units import Kind, Unit

CONTENTS = frozenset({Kind.PART, Kind.CHAPTER, Kind.SECTION, Kind.ARTICLE, Kind.ANNEX})
_VERB = Relation.Verb
BESIDE_PROVISIONS = (
    *(_VERB.COMMENCES, _VERB.COMMENCES_PARTLY),
    *(_VERB.SUSPENDS, _VERB.REPEALS, _VERB.REPEALS_PARTLY),
)
TOP_LEVEL, LOWEST_LEVEL = 2, 5


@dataclass(frozen=True)
class Row:
    """One provision as the reader shows it; `level` is that of its heading, 0 for running text."""

    unit: Unit
    depth: int
    level: int
    # The first day of the version, where this is new in it; None for what said so before.
    since: date | None
    # What other instruments do to this provision: suspend it, bring it into force, repeal it.
    relations: Sequence[Relation] = ()

    @property
    def is_note(self) -> bool:
        return self.unit.kind is Kind.NOTE


@dataclass(frozen=True)
class Entry:
    """One line of the table of contents."""

    eid: str
    label: str
    heading: str
    depth: int


@dataclass(frozen=True)
class Text:
    """A whole version."""

    rows: Sequence[Row]
    contents: Sequence[Entry]


def text_of(version: Version) -> Text:
    """Return a version for reading, the draft of one that is not confirmed yet."""
    new, done = _new(version), _done_to(version)
    rows: list[Row] = []
    contents: list[Entry] = []
    depths, levels = {"": -1}, {"": TOP_LEVEL - 1}
    for unit in structure_of(version).units:
        depth = depths[unit.eid] = depths.get(unit.parent, -1) + 1
        above = levels.get(unit.parent, TOP_LEVEL - 1)
        is_heading = unit.kind in CONTENTS
        level = levels[unit.eid] = min(above + 1, LOWEST_LEVEL) if is_heading else above
        done_to = done.get(unit.eid, ())
        rows.append(Row(unit, depth, level if is_heading else 0, new.get(unit.eid), done_to))
        if is_heading:
            contents.append(Entry(unit.eid, unit.label, unit.heading, level - TOP_LEVEL))
    return Text(rows, contents)


def _done_to(version: Version) -> dict[str, list[Relation]]:
    """Return what is said of single provisions, by address; amendments show in the text itself."""
    rows = version.expression.instrument.relations.filter(verb__in=BESIDE_PROVISIONS)
    found: dict[str, list[Relation]] = {}
    for one in rows.exclude(state=Relation.State.DETECTED).select_related("acting").order_by("day", "number"):
        for eid in one.eids:
            found.setdefault(eid, []).append(one)
    return found


def _new(version: Version) -> dict[str, date]:
    """Return what is new in a version that follows another one."""
    if not version.texts.filter(since__lt=version.valid_from).exists():
        return {}
    rows = version.texts.filter(since=version.valid_from)
    return dict(rows.values_list("provision__eid", "since"))


def day_asked(text: str) -> date | None:
    """Return the day that an address asks for, or None for anything that is no day."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
