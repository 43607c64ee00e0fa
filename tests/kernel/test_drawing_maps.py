"""Maps: values shaded, kinds patterned, borders shared, neighbours quiet, light enough for a page."""

import gzip
import re
from xml.etree import ElementTree

import pytest

from tests.kernel.pictures import HOSTILE, SVG, WORLD, countries, country_map, marks, words
from tumar.kernel.drawing import (
    Kind,
    KindOf,
    MapValue,
    Picture,
    Shapes,
    kinds_map,
    load_shapes,
    map_chart,
)
from tumar.kernel.drawing.kinds import LOOKS, UNKNOWN
from tumar.kernel.drawing.shapes import SHAPES_FILE

CENTRAL_ASIA = ("AF", "KZ", "KG", "MN", "PK", "TJ", "UZ")
SOUTH_EAST = ("AL", "AM", "AZ", "BA", "GE", "MD", "ME", "MK", "RS", "UA", "XK")


def test_a_map_shades_countries_with_values_and_keeps_neighbours_quiet() -> None:
    picture = country_map()
    shaded = countries(picture)
    assert len(shaded) == 2
    (quiet,) = marks(picture, "map-ground")
    assert len(quiet) == 1, "only the neighbour in the frame is drawn"
    assert picture.rows == (("Kazakhstan", "17"), ("Mongolia", "–"))


def test_a_map_names_the_countries_that_have_room() -> None:
    values = {"KZ": MapValue(17, "Kazakhstan"), "MN": MapValue(3, "Name " * 40, "MN")}
    picture = map_chart("t", "d", values, shapes=WORLD, unit="u")
    assert {"Kazakhstan", "17", "MN", "3"} <= set(words(picture))


def test_neighbours_share_every_point_of_their_border() -> None:
    ragged = tuple((70 + (0.2 if step % 2 else 0), 40 + step) for step in range(11))
    world = Shapes({"KZ": ((*ragged, (60, 50), (60, 40)),), "MN": ((*ragged[::-1], (80, 40), (80, 50)),)})
    values = {"KZ": MapValue(1, "a"), "MN": MapValue(2, "b")}
    picture = map_chart("t", "d", values, shapes=world, unit="u")
    first, second = (dots(each.get("d", "")) for each in countries(picture))
    assert len(first & second) >= 11


def dots(path: str) -> set[tuple[int, int]]:
    numbers = [round(float(each) * 10) for each in re.findall(r"-?\d+(?:\.\d+)?", path)]
    x = y = 0
    found = set()
    for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
        x, y = x + dx, y + dy
        found.add((x, y))
    return found


@pytest.mark.skipif(not SHAPES_FILE.exists(), reason="the build has not made the shapes yet")
def test_the_map_of_the_whole_programme_is_light() -> None:
    codes = (*CENTRAL_ASIA, *SOUTH_EAST)
    shapes = load_shapes()
    assert set(codes) <= set(shapes.rings)
    values = {code: MapValue(at, code) for at, code in enumerate(codes)}
    picture = map_chart("t", "d", values, shapes=shapes, unit="u")
    assert len(countries(picture)) == len(codes)
    assert len(gzip.compress(picture.svg.encode())) < 25_000


def kinds(**more: object) -> Picture:
    known = {look: Kind(f"It is {look}", look) for look in (*LOOKS, UNKNOWN)}
    countries = {
        "KZ": KindOf("plain", "Kazakhstan", "KZ", ("two",)),
        "MN": KindOf("crosses", HOSTILE, "MN", ("one",)),
        "XX": KindOf("unknown", "Nowhere", told=("none",)),
    }
    asked = {"shapes": WORLD, "headers": ("country", "kind", "how many"), **more}
    return kinds_map("Marks", "By country", countries, known, **asked)


def test_a_map_of_kinds_tells_each_by_a_pattern_of_its_own_and_names_those_that_occur():
    picture = kinds()
    root = ElementTree.fromstring(picture.svg)
    patterns = {one.get("id") for one in root.iter(f"{SVG}pattern")}
    assert patterns == {"kinds-hatch", "kinds-plain", "kinds-crosses"}
    fills = [one.get("fill") for one in root.iter(f"{SVG}path") if one.get("class") == "map-kind map-edge"]
    assert sorted(fills) == ["url(#kinds-crosses)", "url(#kinds-plain)"]
    words = [one.text for one in root.iter(f"{SVG}text")]
    assert "It is plain" in words
    assert "It is dots" not in words
    assert picture.headers == ("country", "kind", "how many")
    # A country without an outline stands in the table all the same.
    assert picture.rows[2][0] == "Nowhere"


def test_every_look_is_another_drawing_and_carries_no_style():
    drawn = [make() for make in LOOKS.values()]
    assert len(set(drawn)) == len(drawn)
    assert "style" not in kinds().svg
    assert "<script" not in kinds().svg


def test_a_map_of_kinds_mirrors_its_legend_and_not_its_countries():
    left, right = kinds(), kinds(direction="rtl")
    outlines = [re.findall(r' d="([^"]+)"', one.svg) for one in (left, right)]
    assert outlines[0] == outlines[1]
    assert 'text-anchor="end"' in right.svg


def test_a_map_of_kinds_of_nobody_is_a_picture_all_the_same():
    picture = kinds_map("Marks", "", {}, {}, shapes=WORLD, headers=("country", "kind"))
    assert picture.rows == ()
    ElementTree.fromstring(picture.svg)


def test_a_map_of_kinds_without_neighbours_keeps_its_own_countries_and_its_frame():
    whole, bare = kinds(), kinds(has_neighbours=False)
    paths = [one.svg.count("<path") for one in (whole, bare)]
    assert paths[1] < paths[0]
    assert bare.svg.count("map-kind map-edge") == whole.svg.count("map-kind map-edge")
    assert re.search(r'viewBox="([^"]+)"', bare.svg)[1] == re.search(r'viewBox="([^"]+)"', whole.svg)[1]
