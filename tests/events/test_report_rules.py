"""What the report of an event says of its numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumar.events.rules.reporting import (
    Reached,
    Strength,
    Target,
    planned_in_all,
    planned_of_country,
    planned_of_group,
    reached,
)


@pytest.mark.parametrize(
    ("listed", "attended", "unknown", "heads", "found"),
    [
        (20, 18, 0, None, Reached(18, Strength.COUNTED)),
        (20, 0, 0, None, Reached(0, Strength.COUNTED)),
        (20, 15, 3, None, Reached(15, Strength.AT_LEAST)),
        (20, 0, 20, None, Reached(None, Strength.UNKNOWN)),
        (0, 0, 0, 35, Reached(35, Strength.REPORTED)),
        (0, 0, 0, None, Reached(None, Strength.UNKNOWN)),
        # Where names are on a list, heads add nothing to them.
        (20, 18, 0, 35, Reached(18, Strength.COUNTED)),
    ],
)
def test_how_many_came_and_how_well_that_is_known(listed, attended, unknown, heads, found):
    assert reached(listed, attended, unknown, heads) == found


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50))
def test_what_is_counted_was_known_of_everybody(attended, absent, unknown):
    found = reached(attended + absent + unknown, attended, unknown, None)
    is_counted = found.strength is Strength.COUNTED
    assert is_counted == (unknown == 0 and attended + absent > 0)
    assert found.persons is None or found.persons == attended


EVERYBODY = Target("", "", 100)
KZ, KG = Target("KZ", "", 30), Target("KG", "", 20)
VETS, GUARDS = Target("", "vet-lab", 15), Target("", "border-guard", 25)
KZ_VETS, KZ_GUARDS = Target("KZ", "vet-lab", 4), Target("KZ", "border-guard", 6)


def test_a_country_is_planned_as_it_was_said_else_by_its_groups():
    assert planned_of_country([KZ, KZ_VETS], "KZ") == 30
    assert planned_of_country([KZ_VETS, KZ_GUARDS, VETS], "KZ") == 10
    assert planned_of_country([KG, VETS, EVERYBODY], "KZ") is None


def test_a_group_is_planned_as_it_was_said_else_by_its_countries():
    assert planned_of_group([VETS, KZ_VETS], "vet-lab") == 15
    assert planned_of_group([KZ_VETS, GUARDS], "vet-lab") == 4
    assert planned_of_group([KZ, EVERYBODY], "vet-lab") is None


@pytest.mark.parametrize(
    ("targets", "planned"),
    [
        ([], None),
        ([EVERYBODY, KZ, VETS], 100),
        ([KZ, KG], 50),
        ([VETS, GUARDS], 40),
        ([KZ_VETS, KZ_GUARDS], 10),
        # A veterinarian of Kazakhstan would stand in both, so that the sum would be too large.
        ([KZ, VETS], None),
        ([KZ, KZ_VETS], None),
    ],
)
def test_targets_are_added_up_only_where_nobody_stands_in_two(targets, planned):
    assert planned_in_all(targets) == planned
