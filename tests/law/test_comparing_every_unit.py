"""Each unit of each invented act in turn: whatever happens to one is told there and nowhere else."""

from dataclasses import replace

import pytest

from tests.law.acts import ACTS
from tumar.law.rules.aligning import align
from tumar.law.rules.comparing import Status, Wording, compare
from tumar.law.rules.units import Kind, Structure, Unit

EVERY_UNIT = [(code, unit.eid) for code, act in ACTS.items() for unit in act.units]
TEXTS = [(code, unit.eid) for code, act in ACTS.items() for unit in act.units if unit.text]
HEADINGS = [(code, unit.eid) for code, act in ACTS.items() for unit in act.units if unit.heading]


def unit_of(act: Structure, eid: str) -> Unit:
    return next(unit for unit in act.units if unit.eid == eid)


def with_unit(act: Structure, new: Unit) -> Structure:
    return replace(act, units=tuple(new if unit.eid == new.eid else unit for unit in act.units))


def is_at_or_below(unit: Unit, eid: str) -> bool:
    return unit.eid == eid or unit.eid.startswith(f"{eid}__")


@pytest.mark.parametrize(("code", "eid"), TEXTS)
def test_a_word_more_is_told_at_its_unit_alone(code, eid):
    act = ACTS[code]
    unit = unit_of(act, eid)
    first, _blank, rest = unit.text.partition(" ")
    (change,) = compare(act, with_unit(act, replace(unit, text=f"{first} qwerty {rest}"))).changes
    assert (change.status, change.eid, change.old_eid) == (Status.CHANGED, eid, eid)
    assert (change.removed, change.added) == ((), ("qwerty",))


@pytest.mark.parametrize(("code", "eid"), HEADINGS)
def test_a_heading_in_other_words_is_told_at_its_unit_alone(code, eid):
    act = ACTS[code]
    unit = unit_of(act, eid)
    (change,) = compare(act, with_unit(act, replace(unit, heading=f"{unit.heading} qwerty"))).changes
    assert (change.status, change.eid, change.text) == (Status.CHANGED, eid, ())
    assert change.added == ("qwerty",)


@pytest.mark.parametrize(("code", "eid"), TEXTS)
def test_a_sign_more_is_editorial_at_its_unit_alone(code, eid):
    act = ACTS[code]
    unit = unit_of(act, eid)
    (change,) = compare(act, with_unit(act, replace(unit, text=f"{unit.text}; "))).changes
    assert (change.status, change.eid, change.wording) == (Status.EDITORIAL, eid, Wording.EDITORIAL)


@pytest.mark.parametrize(("code", "eid"), EVERY_UNIT)
def test_what_was_taken_out_is_told_with_what_was_below_it_and_nothing_else(code, eid):
    act = ACTS[code]
    kept = replace(act, units=tuple(unit for unit in act.units if not is_at_or_below(unit, eid)))
    changes = compare(act, kept).changes
    assert {change.status for change in changes} == {Status.REMOVED}
    assert [change.old_eid for change in changes] == [u.eid for u in act.units if is_at_or_below(u, eid)]
    assert [change.within for change in changes if not change.within] == [""]


@pytest.mark.parametrize(("code", "eid"), EVERY_UNIT)
def test_what_came_is_what_went_the_other_way_round(code, eid):
    act = ACTS[code]
    kept = replace(act, units=tuple(unit for unit in act.units if not is_at_or_below(unit, eid)))
    came = [(one.eid, one.kind, one.within) for one in compare(kept, act).changes]
    went = [(one.old_eid, one.kind, one.within) for one in compare(act, kept).changes]
    assert came == went


@pytest.mark.parametrize(
    ("code", "eid"),
    [(code, eid) for code, eid in EVERY_UNIT if unit_of(ACTS[code], eid).kind is Kind.ARTICLE],
)
def test_an_article_with_another_number_is_renumbered_and_all_below_it_is_the_same(code, eid):
    act = ACTS[code]

    def moved(address: str) -> str:
        return (
            f"{eid}99{address[len(eid) :]}" if address == eid or address.startswith(f"{eid}__") else address
        )

    units = tuple(replace(unit, eid=moved(unit.eid), parent=moved(unit.parent)) for unit in act.units)
    (change,) = compare(act, replace(act, units=units)).changes
    assert (change.status, change.old_eid, change.eid) == (Status.RENUMBERED, eid, f"{eid}99")


@pytest.mark.parametrize("one", sorted(ACTS))
@pytest.mark.parametrize("other", sorted(ACTS))
def test_every_unit_of_two_acts_stands_in_one_comparison_and_one_alignment(one, other):
    left, right = ACTS[one], ACTS[other]
    units = compare(left, right).units
    assert sorted(unit.old_eid for unit in units if unit.old_eid) == sorted(unit.eid for unit in left.units)
    assert sorted(unit.eid for unit in units if unit.eid) == sorted(unit.eid for unit in right.units)
    pairs = align(left, right).pairs
    assert [pair.left for pair in pairs if pair.left] == [unit.eid for unit in left.units]
    assert sorted(pair.right for pair in pairs if pair.right) == sorted(unit.eid for unit in right.units)
