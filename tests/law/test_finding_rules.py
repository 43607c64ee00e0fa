"""Marks, the words in which scales tell them, agreement of coders, the seal of a round."""

import hashlib
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumar.law.rules.agreement import cohen
from tumar.law.rules.findings import (
    Change,
    Confidence,
    Flaw,
    Mark,
    Marks,
    Settled,
    change,
    flaws,
    on_matrix,
    rendered,
    seal_of,
    settled,
)
from tumar.law.rules.requirements import Scale

FOUND, PARTLY, NOT_FOUND = Mark.FOUND, Mark.PARTLY, Mark.NOT_FOUND
AGAINST, NA, OPEN = Mark.CONTRADICTS, Mark.NOT_APPLICABLE, Mark.NOT_ASSESSED


@pytest.mark.parametrize(
    ("mark", "matrix", "answer", "conformity"),
    [
        (FOUND, "X", "yes", "conform"),
        (PARTLY, "X", "partly", "minor"),
        (AGAINST, "?", "no", "major"),
        (NOT_FOUND, "", "not-found-confirm", "not-found-confirm"),
        (NA, "NA", "NA", "NA"),
        (OPEN, "", "", ""),
    ],
)
def test_each_scale_has_its_word_for_a_mark(mark, matrix, answer, conformity):
    marks = Marks(on_paper=mark)
    assert rendered(marks, Scale.MATRIX) == matrix
    assert rendered(marks, Scale.YES_NO) == answer
    assert rendered(marks, Scale.CONFORMITY) == conformity


def test_what_a_coder_is_not_sure_of_is_a_question_mark_in_the_matrix():
    assert on_matrix(Marks(on_paper=FOUND, confidence=Confidence.LOW)) == "?"


def test_a_level_is_what_was_given_and_never_computed():
    assert rendered(Marks(on_paper=FOUND), Scale.LEVEL) == ""
    assert rendered(Marks(on_paper=PARTLY, level=2), Scale.LEVEL) == "2"
    assert rendered(Marks(on_paper=NA, level=2), Scale.LEVEL) == "NA"


@pytest.mark.parametrize("scale", Scale)
def test_nothing_that_was_not_found_is_called_a_gap(scale):
    assert rendered(Marks(on_paper=NOT_FOUND, level=None), scale) in {"", "not-found-confirm"}


@pytest.mark.parametrize(
    ("marks", "scale", "supports", "contradicts", "expected"),
    [
        (Marks(FOUND), Scale.YES_NO, 1, 0, ()),
        (Marks(FOUND), Scale.YES_NO, 0, 1, (Flaw.NO_CITATION,)),
        (Marks(PARTLY), Scale.YES_NO, 0, 0, (Flaw.NO_CITATION,)),
        (Marks(AGAINST), Scale.YES_NO, 1, 0, (Flaw.NO_CITATION,)),
        (Marks(AGAINST), Scale.YES_NO, 0, 1, ()),
        (Marks(NOT_FOUND), Scale.YES_NO, 0, 0, ()),
        (Marks(NA), Scale.YES_NO, 0, 0, ()),
        (Marks(OPEN), Scale.YES_NO, 0, 0, (Flaw.NOT_ASSESSED,)),
        (Marks(NOT_FOUND, FOUND), Scale.YES_NO, 0, 0, (Flaw.FORCE_WITHOUT_PAPER,)),
        (Marks(NOT_FOUND), Scale.LEVEL, 0, 0, (Flaw.NO_LEVEL,)),
        (Marks(NOT_FOUND, level=1), Scale.LEVEL, 0, 0, ()),
        (Marks(NOT_FOUND, level=6), Scale.LEVEL, 0, 0, (Flaw.NO_LEVEL,)),
        (Marks(NA), Scale.LEVEL, 0, 0, ()),
        (Marks(NOT_FOUND, level=1), Scale.YES_NO, 0, 0, (Flaw.LEVEL_ELSEWHERE,)),
        # Applied in practice without a law is a finding, too.
        (Marks(NOT_FOUND, NOT_FOUND, FOUND), Scale.YES_NO, 0, 0, ()),
    ],
)
def test_what_keeps_marks_from_being_given(marks, scale, supports, contradicts, expected):
    assert flaws(marks, scale, supports=supports, contradicts=contradicts) == expected


def test_two_coders_agree_on_what_they_judged_however_sure_they_are():
    sure, unsure = Marks(FOUND, confidence=Confidence.HIGH), Marks(FOUND, confidence=Confidence.LOW)
    assert settled(sure, unsure, is_double=True) is Settled.AGREED
    assert settled(sure, Marks(FOUND, FOUND), is_double=True) is Settled.DIFFERS
    assert settled(sure, None, is_double=True) is Settled.WAITS
    assert settled(None, sure, is_double=True) is Settled.WAITS
    assert settled(sure, None, is_double=False) is Settled.ALONE
    assert settled(None, None, is_double=False) is Settled.WAITS


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        (None, None, None),
        (None, Marks(OPEN), None),
        (None, Marks(FOUND), Change.NEW),
        (Marks(OPEN), Marks(FOUND), Change.NEW),
        (Marks(FOUND), None, Change.GONE),
        (Marks(FOUND), Marks(OPEN), Change.GONE),
        (Marks(FOUND), Marks(FOUND), Change.SAME),
        (Marks(NOT_FOUND), Marks(PARTLY), Change.MORE),
        (Marks(FOUND), Marks(AGAINST), Change.LESS),
        (Marks(FOUND), Marks(FOUND, FOUND), Change.OTHER),
        (Marks(NA), Marks(FOUND), Change.OTHER),
    ],
)
def test_what_changed_since_the_round_before(before, now, expected):
    assert change(before, now) is expected


def test_kappa_of_the_textbook():
    # Fifty proposals read by two readers: both yes 20, both no 15, yes-no 5, no-yes 10; kappa is 0.4.
    pairs = [("y", "y")] * 20 + [("n", "n")] * 15 + [("y", "n")] * 5 + [("n", "y")] * 10
    found = cohen(pairs)
    assert (found.items, found.agreed, found.share) == (50, 35, 0.7)
    assert found.kappa == pytest.approx(0.4)


@pytest.mark.parametrize(
    ("pairs", "kappa"),
    [
        ([], None),
        ([("y", "y")], None),
        ([("y", "y")] * 9, None),
        ([("y", "n")], 0.0),
        ([("y", "n"), ("n", "y")], -1.0),
        ([("y", "y"), ("n", "n")], 1.0),
        ([("y", "y"), ("y", "n")], 0.0),
    ],
)
def test_kappa_where_there_is_little_to_compare(pairs, kappa):
    assert cohen(pairs).kappa == kappa


MARKS = st.sampled_from("abc")


@given(st.lists(st.tuples(MARKS, MARKS), min_size=1))
def test_kappa_follows_its_definition_and_does_not_mind_who_is_first(pairs):
    found = cohen(pairs)
    other = cohen([(second, first) for first, second in pairs])
    assert found == other
    items = len(pairs)
    observed = Fraction(sum(a == b for a, b in pairs), items)
    firsts, seconds = [a for a, _b in pairs], [b for _a, b in pairs]
    chance = sum(Fraction(firsts.count(mark) * seconds.count(mark), items * items) for mark in "abc")
    if chance == 1:
        assert found.kappa is None
    else:
        assert found.kappa == pytest.approx(float((observed - chance) / (1 - chance)))
        assert -1 <= found.kappa <= 1


LINES = [{"requirement": "b", "mark": "found"}, {"requirement": "a", "mark": "partly"}]


def test_a_seal_is_of_a_text_that_anybody_can_hash_again_in_whatever_order_findings_come():
    sha256, text = seal_of("round\tKZ", LINES)
    assert sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert seal_of("round\tKZ", reversed(LINES)) == (sha256, text)
    assert text.splitlines()[0] == "round\tKZ"
    assert seal_of("round\tUZ", LINES)[0] != sha256
    assert seal_of("round\tKZ", LINES[:1])[0] != sha256
