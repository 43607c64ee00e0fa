"""A version as people read it: a leaf of its provisions in order, with a table of contents."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast, Length

from tumar.law.models import ProvisionText, Relation, Version
from tumar.law.queries.versions import draft_of, is_kept, unit_of
from tumar.law.rules import leaves as rules
from tumar.law.rules.leaves import LEAF, PROVISION, Leaf, Page, Sized
from tumar.law.rules.units import Kind, Unit

CONTENTS = frozenset({Kind.PART, Kind.CHAPTER, Kind.SECTION, Kind.ARTICLE, Kind.ANNEX})
_VERB = Relation.Verb
BESIDE_PROVISIONS = (
    *(_VERB.COMMENCES, _VERB.COMMENCES_PARTLY),
    *(_VERB.SUSPENDS, _VERB.REPEALS, _VERB.REPEALS_PARTLY),
)
TOP_LEVEL, LOWEST_LEVEL = 2, 5
# A table of contents that is longer is folded: only what is open is told in full; and it is paged.
ENTRIES = 60
# Empty cells as the database keeps them.
NO_CELLS = 2


@dataclass(frozen=True)
class Row:
    """One provision as the reader shows it; `level` is that of its heading, 0 for running text."""

    unit: Unit
    depth: int
    level: int
    # The first day of the version, where this is new in it; None for what said so before.
    since: date | None
    # What a leaf before this one began.
    goes_on: bool = False
    is_asked_for: bool = False
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
    is_here: bool = False


@dataclass(frozen=True)
class Beside:
    """The leaf before or after: its number, and the label of the first provision on it."""

    number: int
    label: str


@dataclass(frozen=True)
class Text:
    """One leaf of a version; all of it where it was asked for whole."""

    rows: Sequence[Row]
    contents: Page[Entry]
    leaf: int
    leaves: int
    previous: Beside | None
    next: Beside | None

    @property
    def first_eid(self) -> str:
        """The address with which the leaf begins."""
        return self.rows[0].unit.eid if self.rows else ""


@dataclass(frozen=True)
class Asked:
    """Which leaf: that of an address, else that of a number; `whole` is all of the text, for paper."""

    at: str = ""
    # As `at`, but only to open the text at the same place as another one: nothing is marked.
    near: str = ""
    leaf: int = 1
    contents: int = 0
    whole: bool = False


@dataclass(frozen=True)
class _Heads:
    """What is known of every unit of a text without its words."""

    units: Sequence[Unit]  # no text and no cells
    sizes: Sequence[Sized]
    levels: Sequence[int]
    depths: Sequence[int]

    @property
    def contents(self) -> list[int]:
        """The places of the units that the table of contents names."""
        return [at for at, level in enumerate(self.levels) if level]


def text_of(version: Version, asked: Asked) -> Text:
    """Return a leaf of a version for reading, of the draft of one that is not confirmed yet."""
    units = () if is_kept(version) else tuple(draft_of(version).units)
    heads = _heads_of_rows(version) if is_kept(version) else _heads(units, list(map(rules.letters_of, units)))
    found = _leaves(version, heads, units)
    wanted = rules.found_at([unit.eid for unit in heads.units], asked.at or asked.near)
    number = min(max(asked.leaf, 1), len(found)) - 1 if wanted is None else rules.place_of(found, wanted)
    leaf = Leaf(0, len(heads.units)) if asked.whole else found[number]
    return Text(
        rows=_rows(version, leaf, heads, units, asked.at),
        contents=_contents(heads, leaf, asked.contents),
        leaf=number + 1,
        leaves=1 if asked.whole else len(found),
        previous=_beside(heads, found, number - 1) if number else None,
        next=_beside(heads, found, number + 1) if number + 1 < len(found) else None,
    )


def leaf_rows(version: Version) -> QuerySet[ProvisionText]:
    """Return the rows of a version in order."""
    return version.texts.select_related("provision").order_by("order")


def _heads_of_rows(version: Version) -> _Heads:
    told = version.texts.order_by("order").annotate(
        letters=Length("text"), table=Length(Cast("cells", TextField()))
    )
    units, sizes = [], []
    columns = ("provision__eid", "parent", "kind", "label", "heading", "letters", "table")
    for eid, parent, kind, label, heading, letters, table in told.values_list(*columns):
        units.append(Unit(Kind(kind), eid, label, heading, parent=parent))
        # Signs between cells are counted as letters of theirs.
        cells = 3 * table if table and table > NO_CELLS else 0
        sizes.append(PROVISION + len(label) + len(heading) + (letters or 0) + cells)
    return _heads(units, sizes)


def _heads(units: Sequence[Unit], sizes: Sequence[int]) -> _Heads:
    depths, levels = {"": -1}, {"": TOP_LEVEL - 1}
    told_depths, told_levels = [], []
    for unit in units:
        depths[unit.eid] = depths.get(unit.parent, -1) + 1
        above = levels.get(unit.parent, TOP_LEVEL - 1)
        is_heading = unit.kind in CONTENTS
        levels[unit.eid] = min(above + 1, LOWEST_LEVEL) if is_heading else above
        told_depths.append(depths[unit.eid])
        told_levels.append(levels[unit.eid] if is_heading else 0)
    sized = [Sized(unit.eid, unit.parent, size) for unit, size in zip(units, sizes, strict=True)]
    return _Heads(units, sized, told_levels, told_depths)


def _leaves(version: Version, heads: _Heads, units: Sequence[Unit]) -> list[Leaf]:
    """Return the leaves of a text; only units that may be too long for one are read for it."""
    long = [at for at, one in enumerate(heads.sizes) if one.letters > LEAF]
    whole = {at: units[at] for at in long} if units else _units(version, long)
    sizes = list(heads.sizes)
    for at, unit in whole.items():
        sizes[at] = Sized(unit.eid, unit.parent, rules.letters_of(unit))
    return rules.leaves(sizes, {at: len(rules.cut(unit)) for at, unit in whole.items()})


def _units(version: Version, orders: Sequence[int]) -> dict[int, Unit]:
    rows = leaf_rows(version).filter(order__in=orders) if orders else ()
    return {row.order: unit_of(row, row.provision.eid) for row in rows}


def _rows(version: Version, leaf: Leaf, heads: _Heads, units: Sequence[Unit], at: str) -> list[Row]:
    since: Mapping[str, date] = {}
    if units:
        here = list(units[leaf.first : leaf.end])
    else:
        kept = list(leaf_rows(version).filter(order__gte=leaf.first, order__lt=leaf.end))
        here = [unit_of(row, row.provision.eid) for row in kept]
        since = _new(version, kept)
    done = _done_to(version)
    if leaf.pieces > 1:
        here = [rules.cut(here[0])[leaf.piece]]
    return [
        Row(
            unit,
            heads.depths[place],
            heads.levels[place] if not leaf.piece else 0,
            since.get(unit.eid),
            goes_on=leaf.piece > 0,
            is_asked_for=unit.eid == at,
            relations=done.get(unit.eid, ()),
        )
        for place, unit in enumerate(here, leaf.first)
    ]


def _done_to(version: Version) -> dict[str, list[Relation]]:
    """Return what is said of single provisions, by address; amendments show in the text itself."""
    rows = version.expression.instrument.relations.filter(verb__in=BESIDE_PROVISIONS)
    found: dict[str, list[Relation]] = {}
    for one in rows.exclude(state=Relation.State.DETECTED).select_related("acting").order_by("day", "number"):
        for eid in one.eids:
            found.setdefault(eid, []).append(one)
    return found


def _new(version: Version, rows: Sequence[ProvisionText]) -> Mapping[str, date]:
    """Return what is new in a version that follows another one."""
    if not version.texts.filter(since__lt=version.valid_from).exists():
        return {}
    return {row.provision.eid: row.since for row in rows if row.since == version.valid_from}


def _contents(heads: _Heads, leaf: Leaf, page: int) -> Page[Entry]:
    """Return the page of the contents that was asked for, else the one on which the leaf begins."""
    entries, first = _folded(heads, leaf)
    pages = rules.stretches([1] * len(entries), rows=ENTRIES)
    return rules.page_of(entries, pages, page, holding=None if page else first)


def _folded(heads: _Heads, leaf: Leaf) -> tuple[list[Entry], int]:
    """Return the contents with only what is open unfolded, where they are long; and where the leaf begins."""
    places = heads.contents
    is_long = len(places) > ENTRIES
    tops: list[int] = []
    for at in places:
        tops.append(at if heads.levels[at] == TOP_LEVEL or not tops else tops[-1])
    named = list(zip(places, tops, strict=True))
    here = {top for at, top in named if leaf.first <= at < leaf.end}
    # A leaf within a chapter or an article opens what began before it.
    here.update([top for at, top in named if at <= leaf.first][-1:])
    entries: list[Entry] = []
    first = 0
    for at, top in named:
        if is_long and at != top and top not in here:
            continue
        unit = heads.units[at]
        first = len(entries) if at <= leaf.first else first
        is_here = leaf.first <= at < leaf.end
        entries.append(Entry(unit.eid, unit.label, unit.heading, heads.levels[at] - TOP_LEVEL, is_here))
    return entries, first


def _beside(heads: _Heads, found: Sequence[Leaf], number: int) -> Beside:
    leaf = found[number]
    labels = (heads.units[at].label for at in range(leaf.first, leaf.end))
    return Beside(number + 1, next((label for label in labels if label), ""))


def day_asked(text: str) -> date | None:
    """Return the day that an address asks for, or None for anything that is no day."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
