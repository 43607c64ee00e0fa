"""Marks shown as one are never summed up: they are the same, or they differ and are counted."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.law.rounds import AS_OF, a_closed_round, a_provision, a_requirement, a_round, a_set, agreed
from tests.people import MACHINE
from tumar.law import pictures
from tumar.law.models import Mark as MarkWords
from tumar.law.queries.matrix import matrix
from tumar.law.queries.places import About, about_of, areas_in, places, told_most
from tumar.law.rules.findings import Axis, Mark, Marks
from tumar.law.rules.overview import KINDS, ORDER, VARIOUS, counted, mark_on, together

MARKS = st.sampled_from(list(Mark))


@given(st.lists(MARKS, max_size=30))
def test_counts_hold_every_mark_and_one_mark_stands_only_for_its_like(marks):
    counts = counted(marks)
    assert sum(counts.values()) == len(marks)
    assert list(counts) == [mark for mark in ORDER if mark in set(marks)]
    said = together(counts)
    if len(set(marks)) > 1:
        assert said == VARIOUS
    else:
        assert said == (marks[0].value if marks else Mark.NOT_ASSESSED.value)


def test_every_mark_has_a_kind_a_word_and_a_look_of_its_own():
    assert set(KINDS) == {mark.value for mark in Mark} | {VARIOUS}
    assert set(pictures.LOOKS) == set(KINDS)
    assert len(set(pictures.LOOKS.values())) == len(KINDS)
    words = [pictures.kind_word(kind) for kind in KINDS]
    assert len(set(words)) == len(KINDS)
    assert not any("gap" in word or "score" in word for word in words)


def test_a_mark_is_read_on_its_own_axis():
    marks = Marks(Mark.FOUND, Mark.PARTLY, Mark.NOT_FOUND)
    assert [mark_on(marks, axis) for axis in Axis] == [Mark.FOUND, Mark.PARTLY, Mark.NOT_FOUND]
    assert mark_on(None, Axis.APPLIED) is Mark.NOT_ASSESSED


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("area:authority", About(area="authority")),
        ("requirement:TREATY/A-1", About(set_code="TREATY", code="A-1")),
        ("requirement:ONE/a/b", About(set_code="ONE", code="a/b")),
        ("area:nosuch", None),
        ("requirement:TREATY", None),
        ("TREATY/A-1", None),
        ("", None),
    ],
)
def test_what_a_map_is_about_is_read_from_its_address(text, found):
    assert about_of(text) == found
    if found:
        assert about_of(found.key) == found


@pytest.fixture
def rounds(db):
    version = a_set()
    kazakh = a_round(versions=[version])
    agreed(kazakh, a_requirement(version), text=a_provision(), in_force="partly")
    agreed(kazakh, a_requirement(version, "A-2"))
    uzbek = a_round("UZ", versions=[version])
    for number in (1, 2, 3):
        agreed(uzbek, a_requirement(version, f"A-{number}"))
    return version


def of(*countries: str, as_of: date = AS_OF):
    return matrix(MACHINE, countries=countries, set_codes=("TREATY",), as_of=as_of)


def test_a_country_shows_its_mark_and_an_area_with_different_marks_says_so(rounds):
    found = of("KZ", "UZ", "TJ")
    requirement = About(set_code="TREATY", code="A-1")
    assert [one.kind for one in places(found, requirement, Axis.ON_PAPER)] == [
        "found",
        "not-found",
        "not-assessed",
    ]
    assert [one.kind for one in places(found, requirement, Axis.IN_FORCE)] == [
        "partly",
        "not-assessed",
        "not-assessed",
    ]
    kazakh, uzbek, tajik = places(found, About(area="authority"), Axis.ON_PAPER)
    assert kazakh.kind == VARIOUS
    assert kazakh.counts == {Mark.FOUND: 1, Mark.NOT_FOUND: 1, Mark.NOT_ASSESSED: 1}
    assert (uzbek.kind, uzbek.counts) == ("not-found", {Mark.NOT_FOUND: 3})
    assert (tajik.has_round, tajik.counts) == (False, {})


def test_the_area_told_of_most_comes_first(rounds):
    found = of("KZ", "UZ")
    assert areas_in(found) == ["authority"]
    assert told_most(found) == About(area="authority")
    assert told_most(of("TJ", as_of=date(1999, 1, 1))) == About(area="authority")


def test_the_map_has_a_pattern_for_each_mark_a_legend_a_table_and_notes(rounds):
    a_closed_round(country="XK", versions=[rounds])
    shown = places(of("KZ", "UZ", "XK", "TJ"), About(area="authority"), Axis.ON_PAPER)
    picture = pictures.map_of(shown, About(area="authority"), Axis.ON_PAPER)
    assert picture.headers == ("country", "on paper", "how many requirements")
    assert [row[0] for row in picture.rows] == ["Kazakhstan", "Uzbekistan", "Kosovo*", "Tajikistan"]
    assert picture.rows[0][1:] == (
        "differs by requirement",
        "found: 1; not found, confirm: 1; not assessed: 1",
    )
    assert picture.rows[3][1:] == ("not assessed", "no round is on file for the day")
    assert "Kosovo*: differs by requirement" in picture.svg
    for kind in ("various", "not-found"):
        assert f'id="law-on-paper-720-{kind}"' in picture.svg
        assert f'fill="url(#law-on-paper-720-{kind})"' in picture.svg
    assert 'fill="url(#law-on-paper-720-hatch)"' in picture.svg
    # The legend names what occurs and nothing else.
    assert str(MarkWords.NOT_FOUND.label) in picture.svg
    assert str(MarkWords.CONTRADICTS.label) not in picture.svg
    assert "style=" not in picture.svg
