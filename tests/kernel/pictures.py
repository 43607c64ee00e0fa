"""Small pictures of every kind, and what stands in them."""

from xml.etree import ElementTree

from tumar.kernel.drawing import (
    Bar,
    Column,
    MapValue,
    Picture,
    Shapes,
    Share,
    bar_chart,
    column_chart,
    map_chart,
    share_chart,
)

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "<script>alert(\"x\")</script> & 'quoted' \x00\x0b\ud800 ]]>"


def square(west: float, south: float, size: float = 10) -> tuple[tuple[float, float], ...]:
    """A country that is a square, in degrees."""
    return (
        (west, south),
        (west + size, south),
        (west + size, south + size),
        (west, south + size),
    )


# Two countries with a common border, a far one, and an empty quarter between.
WORLD = Shapes(
    {
        "KZ": (square(60, 40),),
        "MN": (square(70, 40),),
        "PT": (square(-10, 38, 4),),
        "RU": (square(50, 42, 9),),
    }
)


def bars(**more: object) -> Picture:
    """Two bars, one of them with a note."""
    values = [Bar("Kazakhstan", 17), Bar("Mongolia", 9, "1 reported")]
    return bar_chart("Workshops", "By country", values, unit="workshops", **more)


def columns(**more: object) -> Picture:
    """Columns of two series, one value of them unknown."""
    values = [Column("2018", (4, 2)), Column("2019", (9, None))]
    return column_chart("By year", "Two series", values, series=["P53", "Other"], unit="workshops", **more)


def shares(**more: object) -> Picture:
    """Three parts of a whole, one of them unknown."""
    values = [Share("Women", 60), Share("Men", 30), Share("Not stated", 10, is_unknown=True)]
    return share_chart("Sex", "Three parts", values, unit="persons", **more)


def country_map(**more: object) -> Picture:
    """Two countries, of one of which nothing is known."""
    values = {"KZ": MapValue(17, "Kazakhstan"), "MN": MapValue(None, "Mongolia", "MN")}
    return map_chart("Map", "Two countries", values, shapes=WORLD, unit="workshops", **more)


def root(picture: Picture) -> ElementTree.Element:
    """The drawing itself."""
    return ElementTree.fromstring(picture.svg)


def marks(picture: Picture, kind: str = "chart-mark") -> list[ElementTree.Element]:
    """What stands for values in a picture."""
    return [each for each in root(picture).iter() if kind in each.get("class", "").split()]


def countries(picture: Picture) -> list[ElementTree.Element]:
    """The outlines of countries on a map."""
    return [each for each in marks(picture, "map-country") if each.tag == f"{SVG}path"]


def words(picture: Picture) -> list[str]:
    """Every word that stands in a picture."""
    return [
        "".join((each.text or "", *(child.tail or "" for child in each)))
        for each in root(picture).iter(f"{SVG}text")
    ]
