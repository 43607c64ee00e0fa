"""Pictures say what their values say, in any language, and carry nothing that a page forbids."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.kernel.pictures import HOSTILE, SVG, WORLD, bars, columns, country_map, marks, root, shares, words
from tumar.kernel import drawing
from tumar.kernel.drawing import (
    Bar,
    Column,
    MapValue,
    Picture,
    Share,
    bar_chart,
    column_chart,
    map_chart,
    share_chart,
    text,
)

AMOUNTS = st.integers(min_value=0, max_value=10**12)
ALL = [bars, columns, shares, country_map]
every_picture = pytest.mark.parametrize("draw", ALL)


@every_picture
def test_a_picture_has_a_role_a_title_and_a_description(draw: Callable[..., Picture]) -> None:
    drawn = root(draw(prefix="p7"))
    assert drawn.get("role") == "img"
    assert drawn.get("aria-labelledby") == "p7-title p7-desc"
    assert drawn[0].tag == f"{SVG}title"
    assert drawn[0].get("id") == "p7-title"
    assert drawn[0].text
    assert drawn[1].tag == f"{SVG}desc"
    assert drawn[1].get("id") == "p7-desc"
    assert drawn[1].text


@every_picture
def test_all_ids_begin_with_the_prefix_and_all_references_are_met(
    draw: Callable[..., Picture],
) -> None:
    svg = draw(prefix="one")
    ids = [each.get("id") for each in root(svg).iter() if each.get("id")]
    assert len(ids) == len(set(ids))
    assert all(str(each).startswith("one-") for each in ids)
    assert set(re.findall(r"url\(#([^)]+)\)", svg.svg)) <= set(ids)


@every_picture
def test_a_picture_obeys_a_policy_without_inline_style_and_script(
    draw: Callable[..., Picture],
) -> None:
    svg = draw().svg
    assert " style=" not in svg
    assert "<style" not in svg
    assert "<script" not in svg
    assert not re.search(r"\son\w+=", svg)
    assert svg.count("http") == svg.count("http://www.w3.org/2000/svg") == 1


@every_picture
def test_every_mark_has_a_colour_of_its_own_for_the_saved_file(
    draw: Callable[..., Picture],
) -> None:
    for each in root(draw()).iter():
        if {"chart-mark", "map-country", "chart-text"} & set(each.get("class", "").split()):
            assert each.get("fill")


@every_picture
def test_the_same_values_give_the_same_bytes(draw: Callable[..., Picture]) -> None:
    assert draw() == draw()


@every_picture
@pytest.mark.parametrize("width", [340, 720])
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_no_word_begins_or_ends_outside_the_sheet(
    draw: Callable[..., Picture], width: float, direction: str
) -> None:
    for each in root(draw(width=width, direction=direction)).iter(f"{SVG}text"):
        said = "".join((each.text or "", *(child.tail or "" for child in each)))
        extent = text.width(said, float(each.get("font-size", "0")))
        x = float(each.get("x", "0"))
        before = {"start": 0.0, "middle": extent / 2, "end": extent}[each.get("text-anchor", "")]
        assert x - before >= -1
        assert x - before + extent <= width + 1


@every_picture
def test_an_unusable_prefix_is_refused(draw: Callable[..., Picture]) -> None:
    with pytest.raises(ValueError, match="not usable as an id"):
        draw(prefix='a"b')


def test_the_drawing_is_printed_by_templates_as_it_is() -> None:
    svg = bars().svg
    assert svg.__html__() is svg


@pytest.mark.parametrize("width", [340, 720])
def test_hostile_labels_are_words_and_nothing_else(width: float) -> None:
    pictures = [
        bar_chart(HOSTILE, HOSTILE, [Bar(HOSTILE, 3, HOSTILE)], unit=HOSTILE, width=width, prefix="a"),
        column_chart(HOSTILE, HOSTILE, [Column(HOSTILE, (3,))], unit=HOSTILE, width=width),
        share_chart(HOSTILE, HOSTILE, [Share(HOSTILE, 3)], unit=HOSTILE, width=width),
        map_chart(HOSTILE, HOSTILE, {"KZ": MapValue(3, HOSTILE)}, shapes=WORLD, unit=HOSTILE, width=width),
    ]
    for picture in pictures:
        assert f"{SVG}script" not in {each.tag for each in root(picture).iter()}
        assert root(picture)[0].text == "<script>alert(\"x\")</script> & 'quoted'  ]]>"


def test_a_label_that_was_cut_can_be_read_whole() -> None:
    label = "Laboratory staff of the north-eastern provinces " * 6
    picture = bar_chart("t", "d", [Bar(label, 3)], unit="persons")
    assert any(word.endswith("…") for word in words(picture))
    assert label in [each.text for each in root(picture).iter(f"{SVG}title")]
    assert picture.rows[0][0] == label


@given(st.lists(AMOUNTS, min_size=1, max_size=12), st.sampled_from([340, 720]))
def test_bars_are_as_long_as_their_values_are_large(values: list[int], width: float) -> None:
    picture = bar_chart("t", "d", [Bar("a", each) for each in values], unit="u", width=width)
    lengths = [float(each.get("width", "0")) for each in marks(picture)]
    above = [each for each in values if each]
    assert len(lengths) == len(above)
    for length, value in zip(lengths, above, strict=True):
        expected = value / max(values) * max(lengths)
        assert length == pytest.approx(max(1.0, expected), abs=0.11)


@given(st.lists(st.tuples(AMOUNTS, AMOUNTS), min_size=1, max_size=8))
def test_columns_are_as_high_as_their_totals(values: list[tuple[int, int]]) -> None:
    picture = column_chart("t", "d", [Column("y", each) for each in values], series=["a", "b"], unit="u")
    heights = [float(each.get("height", "0")) for each in marks(picture)]
    assert len(heights) == sum(1 for pair in values for each in pair if each)
    largest = max(map(sum, values))
    parts = [each / largest * 232 for pair in values for each in pair if each]
    for height, part in zip(heights, parts, strict=True):
        assert height == pytest.approx(max(1.0, part), abs=1.6)  # less the seam between parts


@given(st.lists(AMOUNTS, min_size=1, max_size=5).filter(any))
def test_shares_fill_the_whole_and_no_more(values: list[int]) -> None:
    picture = share_chart("t", "d", [Share("a", each) for each in values], unit="u")
    parts = marks(picture)
    assert len(parts) == sum(1 for each in values if each)
    last = max(float(each.get("x", "0")) + float(each.get("width", "0")) for each in parts)
    assert last == pytest.approx(720, abs=0.2)


def test_what_is_unknown_is_a_hatched_part_of_its_own() -> None:
    (part,) = marks(shares(prefix="s"), "chart-mark")[2:]
    assert "unknown" in part.get("class", "")
    assert part.get("fill") == "url(#s-hatch)"
    assert float(part.get("width", "0")) == pytest.approx(71, abs=0.2)
    assert ("Not stated", "10", "10 %") in shares().rows
    bar = bar_chart("t", "d", [Bar("Not stated", 3, is_unknown=True)], unit="u", prefix="b")
    assert marks(bar)[0].get("fill") == "url(#b-hatch)"
    assert any("unknown" in each.get("class", "") for each in marks(country_map(), "map-country"))


def test_a_value_that_is_not_known_is_never_written_as_zero() -> None:
    picture = bar_chart("t", "d", [Bar("Mongolia", None)], unit="u", no_data="not known")
    assert picture.rows == (("Mongolia", "not known"),)
    assert not marks(picture)
    assert Column("2020", (None, None)).total is None


def test_zero_has_no_mark_and_is_written() -> None:
    picture = bar_chart("t", "d", [Bar("Tajikistan", 0)], unit="u")
    assert not marks(picture)
    assert "0" in words(picture)
    assert share_chart("t", "d", [Share("Women", 0)], unit="u").rows == (("Women", "0"),)


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_pictures_of_nothing_are_still_pictures(direction: str) -> None:
    for picture in (
        bar_chart("t", "d", [], unit="u", no_data="none", direction=direction),
        column_chart("t", "d", [], unit="u", no_data="none", direction=direction),
        share_chart("t", "d", [], unit="u", direction=direction),
        map_chart("t", "d", {}, shapes=WORLD, unit="u", direction=direction),
        map_chart("t", "d", {"XX": MapValue(3, "No shape")}, shapes=WORLD, unit="u"),
    ):
        assert root(picture).get("role") == "img"


def test_a_small_part_is_never_written_as_nothing_nor_nearly_all_as_all() -> None:
    picture = share_chart("t", "d", [Share("a", 1), Share("b", 9999)], unit="u")
    assert [row[2] for row in picture.rows] == ["<1 %", ">99 %"]


def test_one_huge_value_leaves_the_small_ones_visible() -> None:
    picture = bar_chart("t", "d", [Bar("a", 10**15), Bar("b", 1)], unit="u")
    assert float(marks(picture)[1].get("width", "0")) == 1


def test_right_to_left_mirrors_the_left_to_right_picture() -> None:
    left, right = marks(bars()), marks(bars(direction="rtl"))
    for one, other in zip(left, right, strict=True):
        assert one.get("width") == other.get("width")
        ends_at = float(other.get("x", "0")) + float(other.get("width", "0"))
        assert float(one.get("x", "0")) == pytest.approx(720 - ends_at, abs=0.1)


def test_right_to_left_words_are_isolated_and_numbers_are_not() -> None:
    picture = bar_chart("t", "d", [Bar("قزاقستان", 17)], unit="u", direction="rtl")
    assert "\u2067قزاقستان\u2069" in words(picture)
    assert "17" in words(picture)


def test_numbers_are_written_by_the_formatter_of_the_page() -> None:
    picture = bar_chart("t", "d", [Bar("a", 1234)], unit="u", format_number=lambda value: f"{value:,.0f}")
    assert "1,234" in words(picture)
    assert picture.rows == (("a", "1,234"),)


def test_the_table_says_what_the_stacked_columns_say() -> None:
    picture = columns(category="Year", total="Total")
    assert picture.headers == ("Year", "P53", "Other", "Total")
    assert picture.rows == (("2018", "4", "2", "6"), ("2019", "9", "–", "9"))


def test_a_column_needs_one_value_a_series() -> None:
    with pytest.raises(ValueError, match="one value is needed for each series"):
        column_chart("t", "d", [Column("2018", (1, 2))], unit="u")


def test_the_drawing_package_knows_no_django() -> None:
    folder = Path(drawing.__file__ or "").parent
    assert not any(
        "django" in source.read_text().lower().replace("no django", "") for source in folder.glob("*.py")
    )
