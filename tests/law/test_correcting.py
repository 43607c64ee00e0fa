"""Corrections of a structure: the words stay in their order, kinds, levels and addresses change."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.law.builders import ACT, units_of
from tumar.law.rules.correcting import CannotCorrect, Correction, Operation, check, corrected, keys
from tumar.law.rules.units import Kind, Unit

UNITS = units_of(ACT)
NAMES = keys(UNITS)


def after(*corrections: Correction) -> list[Unit]:
    found, left_out = corrected(UNITS, corrections)
    assert left_out == []
    return found


def words(units: list[Unit]) -> str:
    return " ".join(" ".join((unit.label, unit.heading, unit.text)) for unit in units).split().__str__()


def eids(units: list[Unit]) -> list[str]:
    return [unit.eid for unit in units]


def test_without_corrections_the_structure_is_as_recognised():
    assert after() == UNITS


def test_units_that_begin_on_one_line_are_told_apart_by_their_place():
    twice = [
        Unit(Kind.ARTICLE, "art_1", line=4),
        Unit(Kind.PARAGRAPH, "art_1__para_1", parent="art_1", line=4),
    ]
    assert keys(twice) == ["4.0", "4.1"]


def test_another_kind_gives_another_address():
    found = after(Correction(Operation.RETYPE, "3.0", {"kind": "point"}))
    assert found[3].kind is Kind.POINT
    assert found[3].eid == "chp_1__art_1__point_1"
    assert found[4].eid == "chp_1__art_1__point_1__point_1"


def test_a_unit_is_raised_with_all_below_it_and_what_follows_hangs_from_it():
    found = after(Correction(Operation.RAISE, "3.0", {}))
    assert [found[3].parent, found[4].parent] == ["chp_1", "chp_1__para_1"]


def test_a_unit_is_lowered_under_the_one_before_it():
    found = after(Correction(Operation.LOWER, "6.0", {}))
    assert found[6].parent == "chp_1__art_1"
    assert found[7].eid == "chp_1__art_1__art_2__al_1"


def test_a_unit_is_split_where_its_second_part_begins():
    place = UNITS[4].text.index("or toxin")
    found = after(
        Correction(Operation.SPLIT, "4.0", {"position": place, "kind": "unnumbered", "label": ""}),
    )
    assert [unit.text for unit in found[4:6]] == ["an agent is a microorganism", "or toxin;"]
    assert found[5].kind is Kind.UNNUMBERED
    assert words(found) == words(UNITS)


def test_the_second_part_takes_its_label_out_of_its_text():
    units = [Unit(Kind.PARAGRAPH, "para_1", "1.", text="First. 2. Second.", line=0)]
    found, _left_out = corrected(
        units, [Correction(Operation.SPLIT, "0.0", {"position": 7, "kind": "paragraph", "label": "2."})]
    )
    assert [(unit.eid, unit.label, unit.text) for unit in found] == [
        ("para_1", "1.", "First."),
        ("para_2", "2.", "Second."),
    ]


def test_a_label_that_does_not_begin_the_second_part_is_refused():
    with pytest.raises(CannotCorrect):
        check(UNITS, Correction(Operation.SPLIT, "4.0", {"position": 3, "label": "9)"}))


def test_a_unit_continues_the_one_before_it():
    found = after(Correction(Operation.JOIN, "5.0", {}))
    assert len(found) == len(UNITS) - 1
    assert found[4].text.endswith("toxin; 2) a facility is a place where agents are handled.")
    assert words(found) == words(UNITS)


def test_a_table_is_joined_with_nothing():
    table = Unit(Kind.TABLE, "table_1", line=9, cells=(("a", "b"),))
    with pytest.raises(CannotCorrect):
        check([*UNITS, table], Correction(Operation.JOIN, "9.0", {}))


def test_an_edited_label_gives_its_number_to_the_address():
    found = after(Correction(Operation.EDIT, "6.0", {"label": "Article 12¹.", "heading": "Authority"}))
    assert found[6].eid == "chp_1__art_12-1"
    assert found[7].parent == "chp_1__art_12-1"


def test_two_units_with_one_number_have_two_addresses():
    found = after(Correction(Operation.EDIT, "6.0", {"label": "Article 1."}))
    assert eids(found)[6] == "chp_1__art_1_2"
    assert len(set(eids(found))) == len(found)


@pytest.mark.parametrize(
    ("operation", "unit", "values"),
    [
        (Operation.RAISE, "0.0", {}),
        (Operation.LOWER, "2.0", {}),
        (Operation.JOIN, "0.0", {}),
        (Operation.RETYPE, "3.0", {"kind": "nonsense"}),
        (Operation.RETYPE, "3.0", {}),
        (Operation.EDIT, "3.0", {}),
        (Operation.SPLIT, "3.0", {"position": 0}),
        (Operation.SPLIT, "4.0", {"position": 500}),
        (Operation.RAISE, "77.0", {}),
    ],
)
def test_what_does_not_fit_is_refused(operation, unit, values):
    with pytest.raises(CannotCorrect):
        check(UNITS, Correction(operation, unit, values))


def test_a_correction_that_no_longer_fits_is_left_out_and_told():
    made = [Correction(Operation.JOIN, "5.0", {}), Correction(Operation.RAISE, "5.0", {})]
    found, left_out = corrected(UNITS, made)
    assert left_out == [1]
    assert len(found) == len(UNITS) - 1


MOVES = st.builds(
    Correction,
    st.sampled_from([Operation.RAISE, Operation.LOWER, Operation.JOIN, Operation.RETYPE]),
    st.sampled_from(NAMES),
    st.fixed_dictionaries({"kind": st.sampled_from([kind.value for kind in Kind])}),
)


@given(st.lists(MOVES, max_size=12))
def test_no_row_of_corrections_loses_or_doubles_a_word(moves):
    found, _left_out = corrected(UNITS, moves)
    assert words(found) == words(UNITS)


@given(st.lists(MOVES, max_size=12))
def test_every_unit_hangs_from_one_before_it_and_no_address_stands_twice(moves):
    found, _left_out = corrected(UNITS, moves)
    seen = {""}
    for unit in found:
        assert unit.parent in seen
        assert unit.eid not in seen
        seen.add(unit.eid)
