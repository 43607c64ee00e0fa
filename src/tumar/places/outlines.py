"""Which outlines a map is drawn with: those of the world, or our own drawing of the invented countries.

The invented ones lie nowhere: their shapes are ours, and so are their coordinates. They are drawn when
nothing else is shown. Beside a real country an invented one stands in the table only, and no map of real
countries ever shows one.
"""

from collections.abc import Collection
from pathlib import Path

from tumar.kernel import drawing
from tumar.kernel.drawing import Shapes
from tumar.places.reference import INVENTED

INVENTED_FILE = Path(__file__).parent / "invented.json"


def are_invented(codes: Collection[str]) -> bool:
    """Tell whether there are countries, and all of them are invented."""
    return bool(codes) and INVENTED.keys() >= set(codes)


def shapes_for(codes: Collection[str]) -> Shapes:
    """Return the outlines to draw these countries with, by code in degrees."""
    if are_invented(codes):
        return drawing.load_shapes(INVENTED_FILE)
    return drawing.load_shapes()


def left_out(codes: Collection[str]) -> list[str]:
    """Return the countries, of these, that a map of them cannot show."""
    outlines = shapes_for(codes).rings
    return sorted(code for code in codes if code not in outlines)
