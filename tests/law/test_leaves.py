"""Long texts in leaves: none too long, all of the text once and in order, broken where a reader would."""

from hypothesis import given
from hypothesis import strategies as st

from tumar.law.rules.leaves import (
    CELL,
    LEAF,
    Leaf,
    Sized,
    cut,
    found_at,
    leaves,
    letters_of,
    place_of,
    stretches,
)
from tumar.law.rules.units import Kind, Unit


def sized(*told: str) -> list[Sized]:
    """Units as "eid parent letters"; a dot for the top."""
    return [
        Sized(eid, "" if parent == "." else parent, int(letters))
        for eid, parent, letters in (one.split() for one in told)
    ]


def spans(units, most) -> list[tuple[int, int]]:
    return [(leaf.first, leaf.end) for leaf in leaves(units, most=most)]


def test_a_short_act_is_one_leaf():
    assert leaves(sized("a . 4", "b . 5"), most=9) == [Leaf(0, 2)]
    assert leaves([]) == [Leaf(0, 0)]


def test_a_leaf_breaks_between_chapters():
    units = sized("c1 . 1", "a1 c1 4", "c2 . 1", "a2 c2 4", "c3 . 1", "a3 c3 4")
    assert spans(units, 11) == [(0, 4), (4, 6)]


def test_a_chapter_that_is_too_long_has_leaves_of_its_own_and_is_split_between_articles():
    units = sized("c1 . 1", "c2 . 1", "a1 c2 4", "p1 a1 3", "a2 c2 4", "a3 c2 1", "c3 . 1")
    assert spans(units, 8) == [(0, 1), (1, 4), (4, 6), (6, 7)]


def test_an_article_that_is_too_long_keeps_its_chapters_heading_and_is_split_between_paragraphs():
    units = sized("c1 . 1", "a1 c1 1", "p1 a1 5", "p2 a1 5", "a2 c1 2")
    assert spans(units, 8) == [(0, 3), (3, 4), (4, 5)]


def test_a_unit_that_is_longer_than_a_leaf_has_leaves_for_its_pieces():
    units = sized("a . 2", "t a 20", "b . 2")
    found = leaves(units, {1: 3}, most=8)
    assert found == [Leaf(0, 1), Leaf(1, 2, 0, 3), Leaf(1, 2, 1, 3), Leaf(1, 2, 2, 3), Leaf(2, 3)]
    assert [place_of(found, unit) for unit in (0, 1, 2)] == [0, 1, 4]


TREES = st.lists(st.tuples(st.integers(0, 4), st.integers(1, 12)), max_size=40)


@given(TREES, st.integers(5, 40))
def test_leaves_are_all_of_the_text_in_order_and_none_is_too_long(told, most):
    units: list[Sized] = []
    line: list[str] = []
    for number, (depth, letters) in enumerate(told):
        line = line[:depth]
        units.append(Sized(f"u{number}", line[-1] if line else "", letters))
        line.append(f"u{number}")
    pieces = {at: -(-one.letters // most) for at, one in enumerate(units) if one.letters > most}
    found = leaves(units, pieces, most=most)
    places = [(at, leaf.piece) for leaf in found for at in range(leaf.first, leaf.end)]
    assert places == [(at, piece) for at in range(len(units)) for piece in range(pieces.get(at, 1))]
    for leaf in found:
        assert leaf.pieces > 1 or sum(one.letters for one in units[leaf.first : leaf.end]) <= most


TEXTS = st.text(alphabet="аб \nx", max_size=200)


@given(TEXTS, st.lists(st.tuples(TEXTS, TEXTS), max_size=6), st.integers(130, 250))
def test_a_cut_unit_loses_nothing_and_no_piece_is_too_long(text, rows, most):
    unit = Unit(Kind.TABLE, "t", "1)", "Заголовок", text=text, cells=tuple(rows))
    found = cut(unit, most=most)
    assert "".join(one.text for one in found) == text
    columns = [["".join(row[at] for one in found for row in one.cells)] for at in (0, 1)]
    assert columns == [["".join(row[at] for row in rows)] for at in (0, 1)]
    assert all(letters_of(one) <= most + 2 * CELL for one in found)
    assert [one.label for one in found] == ["1)", *[""] * (len(found) - 1)]


def test_a_text_is_cut_between_words():
    found = cut(Unit(Kind.UNNUMBERED, "u", text="слово " * (LEAF // 3)))
    assert all(one.text.endswith(" ") for one in found)
    assert len(found) == 3
    assert len(cut(Unit(Kind.UNNUMBERED, "u", text="x" * (2 * LEAF + 9)))) == 3


def test_a_list_is_parted_by_weight_and_by_rows():
    assert stretches([3, 3, 3, 9, 1], most=6) == [(0, 2), (2, 3), (3, 4), (4, 5)]
    assert stretches([1] * 5, rows=2) == [(0, 2), (2, 4), (4, 5)]
    assert stretches([]) == [(0, 0)]


def test_an_address_that_is_gone_leads_to_what_held_it():
    eids = ["chp_1", "chp_1__art_1", "chp_1__art_1__para_1"]
    assert found_at(eids, "chp_1__art_1__para_1") == 2
    assert found_at(eids, "chp_1__art_1__para_9__point_2") == 1
    assert found_at(eids, "annex_1") is None
    assert found_at(eids, "") is None
