"""Two versions held against each other by provision, and two languages side by side by address."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import QuerySet

from tumar.law.models import Version
from tumar.law.queries.versions import structure_of
from tumar.law.queries.ways import steps_of, way_in
from tumar.law.rules import leaves
from tumar.law.rules.comparing import Change, Status, compare
from tumar.law.rules.comparing.wording import Span
from tumar.law.rules.leaves import LEAF, PROVISION, Page

# What is no change of law stands apart.
APART = frozenset({Status.EDITORIAL})


# What stayed is told around what changed only; what came or went as far as a page holds it.
STAYED, AROUND, TOLD = 600, 200, LEAF // 2
# The marks around one run of words.
SPAN = 15
MORE = "…"


@dataclass(frozen=True)
class Changed:
    """One provision that is not the same in both versions, and where it stands on either side."""

    change: Change
    way: str
    old_way: str
    text: Sequence[Span]

    @property
    def letters(self) -> int:
        """What it weighs on a page."""
        said = (*self.change.heading, *self.text)
        return 2 * PROVISION + sum(len(span.text) + SPAN for span in said)

    @property
    def status(self) -> str:
        return self.change.status.value

    @property
    def is_editorial(self) -> bool:
        """Tell whether it is no change of law."""
        return self.change.status in APART


@dataclass(frozen=True)
class Compared:
    """Two versions: what changed, and what changed in typography only."""

    old: Version
    new: Version
    changes: Sequence[Changed]
    editorial: Sequence[Changed]
    units: int

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many provisions have each status that occurs."""
        found: dict[str, int] = {}
        for one in self.changes:
            found[one.status] = found.get(one.status, 0) + 1
        return found


def compared(old: Version, new: Version) -> Compared:
    """Return two versions of one text held against each other."""
    before, after = structure_of(old), structure_of(new)
    old_steps, new_steps = steps_of(before.units), steps_of(after.units)
    comparison = compare(before, after)
    told = []
    for change in comparison.changes:
        old_way = way_in(old_steps, change.old_eid)
        here = way_in(new_steps, change.eid) if change.eid in new_steps else old_way
        told.append(Changed(change, here, old_way, shortened(change.text)))
    return Compared(
        old,
        new,
        changes=[one for one in told if one.change.status not in APART],
        editorial=[one for one in told if one.change.status in APART],
        units=len(comparison.units),
    )


def shortened(spans: Sequence[Span]) -> list[Span]:
    """Return the words of a change without most of what stayed, and no more than a page holds."""
    found: list[Span] = []
    room = TOLD
    for at, span in enumerate(spans):
        text = span.text
        if span.op == "same" and len(text) > STAYED:
            before = "" if at == 0 else text[:AROUND] + " "
            after = "" if at == len(spans) - 1 else " " + text[-AROUND:]
            text = f"{before}{MORE}{after}"
        if len(text) > room:
            return [*found, Span(span.op, f"{text[:room]} {MORE}")]
        found.append(Span(span.op, text))
        room -= len(text) + SPAN
        if room <= 0:
            return [*found, Span("same", f" {MORE}")] if at < len(spans) - 1 else found
    return found


def page_of(one: Compared, page: int) -> Page[Changed]:
    """Return a page of what changed; what differs in typography only comes last."""
    told = [*one.changes, *one.editorial]
    return leaves.page_of(told, leaves.stretches([each.letters for each in told]), page)


def chosen(rows: QuerySet[Version], key: str) -> Version | None:
    """Return the version that an address names by its key, of the rows given."""
    return rows.filter(pk=key).first() if key.isdecimal() and len(key) < 19 else None


def usual_pair(rows: Sequence[Version]) -> tuple[Version, Version] | None:
    """Return the two newest versions of one text, which are what people ask for most."""
    by_text: dict[int, list[Version]] = {}
    for one in rows:
        by_text.setdefault(one.expression_id, []).append(one)
    pairs = [each[-2:] for each in by_text.values() if len(each) > 1]
    return (pairs[0][0], pairs[0][1]) if pairs else None
