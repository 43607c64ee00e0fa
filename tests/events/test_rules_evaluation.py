"""Evaluation by its rules: which answers there are, and that nobody can tell of fewer than five people."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumar.events.models import Evaluation, EvaluationQuestion
from tumar.events.rules.evaluation import (
    LEAST_TOLD,
    LONGEST_TEXT,
    Asked,
    Dimension,
    Kind,
    Mean,
    Stage,
    Told,
    mark_of,
    mean_told,
    number_told,
    takes_answers,
    texts_told,
    told,
    told_of_several,
)

DAY = date(2026, 3, 10)
NEXT, BEFORE = DAY + timedelta(days=1), DAY - timedelta(days=1)
counts = st.lists(st.integers(0, 40), min_size=2, max_size=8)


def tables(values: int, total: int) -> Iterator[tuple[int, ...]]:
    """Every way in which so many people can have given so many values."""
    if values == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for others in tables(values - 1, total - first):
            yield (first, *others)


def test_the_rules_and_the_records_know_the_same_words():
    assert list(Kind) == EvaluationQuestion.Kind.values
    assert list(Dimension) == EvaluationQuestion.Dimension.values
    assert list(Stage) == Evaluation.Stage.values


@pytest.mark.parametrize(
    ("stage", "opens", "closes", "is_taking"),
    [
        (Stage.OPEN, None, None, True),
        (Stage.OPEN, DAY, DAY, True),
        (Stage.OPEN, BEFORE, NEXT, True),
        (Stage.OPEN, NEXT, None, False),
        (Stage.OPEN, None, BEFORE, False),
        (Stage.PREPARED, None, None, False),
        (Stage.CLOSED, BEFORE, NEXT, False),
    ],
)
def test_answers_are_taken_while_open_and_between_both_days(stage, opens, closes, is_taking):
    assert takes_answers(stage, opens, closes, DAY) is is_taking


@pytest.mark.parametrize(
    ("asked", "right", "wrong"),
    [
        (Asked(Kind.SCALE), [1, 3, 5], [0, 6, "3", True, 2.0, None, [3]]),
        (Asked(Kind.YES_NO), ["yes", "no"], ["maybe", True, "", None]),
        (Asked(Kind.ONE, ("a", "b")), ["a", "b"], ["c", "", ["a"], 1, None]),
        (Asked(Kind.SOME, ("a", "b")), [["a"], ["b", "a"]], [[], ["a", "a"], ["c"], "a", [["a"]], None, [1]]),
        (Asked(Kind.NUMBER, least=-2, most=9), [-2, 0, 9], [-3, 10, "1", True, 1.5, None]),
        (
            Asked(Kind.TEXT),
            ["more pictures", "x" * LONGEST_TEXT],
            ["", "  ", "x" * (LONGEST_TEXT + 1), 3, None],
        ),
    ],
)
def test_each_kind_of_question_takes_its_answers_and_no_others(asked, right, wrong):
    assert all(asked.accepts(answer) for answer in right)
    assert not any(asked.accepts(answer) for answer in wrong)


@pytest.mark.parametrize(
    ("least", "most", "ranges"),
    [
        (0, 1, [(0, 0), (1, 1)]),
        (1, 5, [(1, 1), (2, 2), (3, 3), (4, 4), (5, 5)]),
        (0, 100, [(0, 20), (21, 41), (42, 62), (63, 83), (84, 100)]),
        (-3, 2, [(-3, -2), (-1, 0), (1, 2)]),
    ],
)
def test_numbers_are_counted_in_five_ranges_at_the_most(least, most, ranges):
    assert Asked(Kind.NUMBER, least=least, most=most).ranges == ranges


@given(st.integers(-1000, 1000), st.integers(1, 2000))
def test_each_number_lies_in_exactly_one_range(least, width):
    asked = Asked(Kind.NUMBER, least=least, most=least + width)
    covered = [number for first, last in asked.ranges for number in range(first, last + 1)]
    assert covered == list(range(least, least + width + 1))
    assert len(asked.ranges) <= 5


def test_answers_are_counted_under_their_values():
    assert Asked(Kind.SCALE).counted([5, 5, 4, 1]) == [1, 0, 0, 1, 2]
    assert Asked(Kind.YES_NO).counted(["no", "yes", "no"]) == [1, 2]
    assert Asked(Kind.ONE, ("a", "b", "c")).counted(["c", "a", "c"]) == [1, 0, 2]
    assert Asked(Kind.SOME, ("a", "b", "c")).counted([["a", "b"], ["b"]]) == [1, 2, 0]
    assert Asked(Kind.NUMBER, least=0, most=9).counted([0, 1, 2, 9]) == [2, 1, 0, 0, 1]


@pytest.mark.parametrize(
    ("given_counts", "groups"),
    [
        ((0, 0, 0, 0, 0), []),
        ((0, 0, 1, 1, 2), []),
        ((0, 0, 0, 0, 5), [(0, 4, 5)]),
        ((5, 5, 5, 5, 5), [(0, 0, 5), (1, 1, 5), (2, 2, 5), (3, 3, 5), (4, 4, 5)]),
        ((0, 1, 4, 9, 16), [(0, 2, 5), (3, 3, 9), (4, 4, 16)]),
        ((0, 0, 1, 9, 20), [(0, 3, 10), (4, 4, 20)]),
        ((20, 9, 1, 0, 0), [(0, 0, 20), (1, 4, 10)]),
        ((7, 0), [(0, 1, 7)]),
        ((3, 30), [(0, 1, 33)]),
    ],
)
def test_values_are_told_together_until_they_make_five(given_counts, groups):
    assert told(given_counts) == [Told(*group) for group in groups]


@given(counts)
def test_groups_hold_every_answer_once_and_five_or_more_each(given_counts):
    groups = told(given_counts)
    if sum(given_counts) < LEAST_TOLD:
        assert groups == []
        return
    assert [at for one in groups for at in range(one.first, one.last + 1)] == list(range(len(given_counts)))
    for one in groups:
        assert one.count == sum(given_counts[one.first : one.last + 1])
        assert one.count >= LEAST_TOLD


@given(counts)
def test_no_value_can_be_told_to_be_below_five_from_the_numbers_alone(given_counts):
    # Whoever does not know how groups are made: all answers of a group may have been any one value of it.
    for one in told(given_counts):
        if not one.is_merged:
            assert given_counts[one.first] >= LEAST_TOLD


@pytest.mark.parametrize(
    ("values", "total"),
    [(2, 9), (2, 30), (3, 8), (3, 17), (4, 10), (4, 15), (5, 5), (5, 9), (5, 12), (5, 14)],
)
def test_not_even_who_knows_the_rule_can_find_a_count_that_is_left_out(values, total):
    # All tables that give one picture stand side by side: a reader can learn what they have in common.
    alike = defaultdict(list)
    for table in tables(values, total):
        alike[tuple(told(table))].append(table)
    for groups, found in alike.items():
        mean = mean_told(groups)
        for one in groups:
            for at in range(one.first, one.last + 1):
                possible = {table[at] for table in found}
                if one.is_merged:
                    assert len(possible) >= 4
                else:
                    assert possible == {one.count}
        # The mean is told from the groups and adds nothing: it is the same for every table of one picture.
        assert {mean_told(told(table)) for table in found} == {mean}


@pytest.mark.parametrize(("choices", "answered"), list(product((2, 3), (5, 9, 10, 12, 16))))
def test_nor_where_people_could_give_several_values(choices, answered):
    alike = defaultdict(list)
    for table in product(range(answered + 1), repeat=choices):
        # Whoever answered gave one value at least.
        if sum(table) >= answered:
            alike[tuple(told_of_several(table, answered))].append(table)
    for picture, found in alike.items():
        for at, one in enumerate(picture):
            possible = {table[at] for table in found}
            if one.count is None:
                assert len(possible) >= 4
            else:
                assert possible == {one.count}
                assert LEAST_TOLD <= one.count <= answered - LEAST_TOLD


def test_of_several_values_one_that_nearly_everybody_gave_is_left_out():
    # Of ten, eight gave it: two did not, and these two are the small number.
    assert told_of_several([5, 8, 2], 10) == [Told(0, 0, 5), Told(1, 1, None), Told(2, 2, None)]
    assert told_of_several([2, 3], 4) == []


@given(st.lists(st.integers(0, 40), min_size=5, max_size=5))
def test_the_mean_lies_where_it_is_said_to_lie(given_counts):
    groups = told(given_counts)
    mean = mean_told(groups)
    if len(groups) < 2:
        assert mean is None
        return
    actual = sum(value * count for value, count in zip(range(1, 6), given_counts, strict=True)) / sum(
        given_counts
    )
    assert mean is not None
    assert mean.lowest - 1e-9 <= actual <= mean.highest + 1e-9
    assert mean.is_exact == all(count >= LEAST_TOLD for count in given_counts)


def test_the_mean_of_groups_is_a_stretch():
    assert mean_told(told((0, 1, 4, 9, 16))) == Mean((5 * 1 + 36 + 80) / 30, (5 * 3 + 36 + 80) / 30)


def test_a_number_of_answers_below_five_is_not_told():
    assert [number_told(count) for count in (0, 4, 5, 6)] == [None, None, 5, 6]


def test_words_are_told_from_five_up_and_in_no_order_of_arrival():
    assert texts_told(["b", "a", " ", "d", "c"]) == []
    assert texts_told(["b", "A", "d", " c ", "e"]) == ["A", "b", "c", "d", "e"]


@given(st.lists(st.text(max_size=5), max_size=8), st.randoms())
def test_words_are_told_alike_however_they_came(texts, chance):
    shuffled = list(texts)
    chance.shuffle(shuffled)
    assert texts_told(texts) == texts_told(shuffled)


def test_paper_bears_another_mark_once_a_question_changed():
    asked = [{"key": "q1", "text": {"en": "Useful?"}}]
    assert mark_of(asked) == mark_of([{"text": {"en": "Useful?"}, "key": "q1"}])
    assert mark_of(asked) != mark_of([{"key": "q1", "text": {"en": "Useful"}}])
    assert len(mark_of(asked)) == 6
