"""Invented countries have outlines of our own, and are never drawn among real ones."""

import json
from collections import Counter
from itertools import pairwise

import pytest

from tumar.kernel import drawing
from tumar.places.outlines import INVENTED_FILE, are_invented, left_out, shapes_for
from tumar.places.reference import INVENTED

WORLD = drawing.load_shapes().rings


def edges(ring):
    return [frozenset(pair) for pair in pairwise((*ring, ring[0]))]


def test_every_invented_country_has_an_outline_and_no_other_has_one_in_the_file():
    assert set(shapes_for({"QM"}).rings) == set(INVENTED)
    assert not INVENTED.keys() & WORLD.keys()


@pytest.mark.parametrize("code", sorted(INVENTED))
def test_an_outline_is_closed_and_crosses_nowhere(code):
    for ring in json.loads(INVENTED_FILE.read_text())[code]:
        assert ring[0] == ring[-1]
        points = [tuple(point) for point in ring[:-1]]
        assert len(points) == len(set(points)) > 3
        sides = list(pairwise((*points, points[0])))
        for at, first in enumerate(sides):
            for second in sides[at + 2 :]:
                assert set(first) & set(second) or not crosses(first, second), (first, second)


def crosses(first, second) -> bool:
    def turn(a, b, c):
        return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])

    (a, b), (c, d) = first, second
    return turn(a, b, c) * turn(a, b, d) < 0 and turn(c, d, a) * turn(c, d, b) < 0


def test_the_two_are_neighbours_that_share_one_border():
    rings = shapes_for(INVENTED).rings
    counted = Counter(edge for code in INVENTED for ring in rings[code] for edge in edges(ring))
    shared = [edge for edge, times in counted.items() if times == 2]
    assert len(shared) > 10
    assert max(counted.values()) == 2


@pytest.mark.parametrize(
    ("codes", "missing", "invented"),
    [
        ({"QM", "QN"}, [], True),
        ({"QN"}, [], True),
        ({"KZ", "QM"}, ["QM"], False),
        ({"KZ", "UZ"}, [], False),
        ({"QM", "ZZ"}, ["QM", "ZZ"], False),
        (set(), [], False),
    ],
)
def test_beside_a_real_country_an_invented_one_is_in_the_table_only(codes, missing, invented):
    assert left_out(codes) == missing
    assert are_invented(codes) is invented
    if not invented:
        assert shapes_for(codes).rings is WORLD
