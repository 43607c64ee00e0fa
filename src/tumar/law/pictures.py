"""Maps of what was found in the law of countries, for the page, the PDF and print alike."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language_bidi, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from tumar.kernel import drawing
from tumar.kernel.drawing import Kind, KindOf, Picture
from tumar.law.models import Mark
from tumar.law.models.words import Area
from tumar.law.queries.places import About, Place
from tumar.law.rules.findings import Axis
from tumar.law.rules.findings import Mark as RuleMark
from tumar.law.rules.overview import KINDS, ORDER, VARIOUS
from tumar.places.outlines import are_invented, left_out, shapes_for

WIDE, NARROW = 720.0, 340.0
# How tall a map may be on paper, in widths: two of them stand on a page with their legends.
ON_PAPER = 0.42
AXES: dict[Axis, Any] = {
    Axis.ON_PAPER: gettext_lazy("on paper"),
    Axis.IN_FORCE: gettext_lazy("in force"),
    Axis.APPLIED: gettext_lazy("applied"),
}
LOOKS = {
    RuleMark.FOUND.value: "plain",
    RuleMark.PARTLY.value: "diagonals",
    RuleMark.NOT_FOUND.value: "dots",
    RuleMark.CONTRADICTS.value: "crosses",
    VARIOUS: "squares",
    RuleMark.NOT_APPLICABLE.value: "bars",
    RuleMark.NOT_ASSESSED.value: "unknown",
}


@dataclass(frozen=True)
class Drawn:
    """A map for a wide page and for a telephone; the table is that of either."""

    wide: Picture
    narrow: Picture


def kind_word(kind: str) -> str:
    """Return a mark in the language of the page, or that the marks differ."""
    return _("differs by requirement") if kind == VARIOUS else str(Mark(kind).label)


def counts_word(place: Place) -> str:
    """Return how often each mark was given in a country, in one line."""
    if not place.has_round:
        return _("no round is on file for the day")
    told = [f"{Mark(mark.value).label}: {place.counts[mark]}" for mark in ORDER if mark in place.counts]
    if place.unconfirmed:
        waits = ngettext("%(n)d to be confirmed", "%(n)d to be confirmed", place.unconfirmed)
        told.append(waits % {"n": place.unconfirmed})
    return "; ".join(told)


def about_word(about: About, title: str = "") -> str:
    """Return what a map is about: an area in words, or a requirement with its set."""
    if about.area:
        return str(Area(about.area).label)
    return " ".join(filter(None, (about.set_code, about.code, title)))


def map_title(about: About, axis: Axis, title: str = "") -> str:
    """Return the title of a map."""
    return f"{about_word(about, title)}: {AXES[axis]}"


def can_be_drawn(places: Sequence[Place]) -> bool:
    """Tell whether a map has anything to show."""
    codes = {one.country for one in places}
    return len(left_out(codes)) < len(codes)


def not_drawn(places: Sequence[Place]) -> list[str]:
    """Return the names of countries that the map cannot show; they stand in the table."""
    missing = set(left_out({one.country for one in places}))
    return [one.name for one in places if one.country in missing]


def source_line(places: Sequence[Place]) -> str:
    """Return where the outlines of a map come from."""
    if are_invented({one.country for one in places}):
        return _("The countries and their outlines are invented.")
    return _(
        "Outlines: Natural Earth (public domain), simplified. The borders drawn express no opinion on the "
        "status of any territory."
    )


def drawn(places: Sequence[Place], about: About, axis: Axis, title: str = "") -> Drawn | None:
    """Draw what was found, once wide and once narrow; None where no country has an outline."""
    if not can_be_drawn(places):
        return None
    wide, narrow = (map_of(places, about, axis, title, width=width) for width in (WIDE, NARROW))
    return Drawn(wide, narrow)


def headers(axis: Axis) -> tuple[str, str, str]:
    """Return the headings of the table beside a map."""
    return _("country"), str(AXES[axis]), _("how many requirements")


def map_of(
    places: Sequence[Place],
    about: About,
    axis: Axis,
    title: str = "",
    *,
    width: float = WIDE,
    prefix: str = "law",
    is_for_paper: bool = False,
) -> Picture:
    """Draw the countries in the pattern and colour of their mark; where marks differ, the table counts."""
    said = "; ".join(f"{one.name}: {kind_word(one.kind)}" for one in places)
    return drawing.kinds_map(
        map_title(about, axis, title),
        said or _("Nothing is recorded."),
        {one.country: KindOf(one.kind, one.name, one.country, (counts_word(one),)) for one in places},
        {kind: Kind(kind_word(kind), LOOKS[kind]) for kind in KINDS},
        shapes=shapes_for({one.country for one in places}),
        headers=headers(axis),
        has_neighbours=width > NARROW,
        prefix=f"{prefix}-{axis.value}-{int(width)}".replace("_", "-"),
        direction="rtl" if get_language_bidi() else "ltr",
        width=width,
        tallest=ON_PAPER if is_for_paper else drawing.TALLEST,
    )
