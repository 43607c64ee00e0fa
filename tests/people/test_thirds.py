"""Rows of one list that a third row shows to be one person."""

import numpy as np
import pytest

from tumar.people.rules.matching.agreement import levels_of
from tumar.people.rules.matching.columns import columns_of
from tumar.people.rules.matching.learning import HIGHEST_PRIOR, settled_prior, sum_of_weights
from tumar.people.rules.matching.model import Level
from tumar.people.rules.matching.scoring import frequencies_in, judge
from tumar.people.rules.matching.starting import starting_model
from tumar.people.rules.matching.subjects import Subject
from tumar.people.rules.matching.thirds import through_thirds


def raised(pairs):
    i, j, scores = (np.array(column) for column in zip(*pairs, strict=True))
    found, through = through_thirds(i.astype(np.int64), j.astype(np.int64), scores.astype(float))
    return found.tolist(), through.tolist()


def test_a_third_row_that_is_surely_both_decides():
    scores, through = raised([(0, 1, 0.9), (1, 2, 0.95), (0, 2, 0.2)])
    assert scores == [0.9, 0.95, pytest.approx(0.9 * 0.95)]
    assert through == [-1, -1, 1]


def test_the_surest_of_several_third_rows_is_told():
    scores, through = raised([(0, 1, 0.8), (1, 2, 0.9), (0, 3, 0.99), (2, 3, 0.99), (0, 2, 0.4)])
    assert (scores[-1], through[-1]) == (pytest.approx(0.99 * 0.99), 3)


@pytest.mark.parametrize("own", [0.0, 0.049])
def test_a_pair_that_speaks_against_itself_is_left(own):
    assert raised([(0, 1, 0.99), (1, 2, 0.99), (0, 2, own)]) == ([0.99, 0.99, own], [-1, -1, -1])


def test_two_rows_are_left_when_the_third_is_not_sure():
    assert raised([(0, 1, 0.79), (1, 2, 0.99), (0, 2, 0.4)])[1] == [-1, -1, -1]
    assert raised([(0, 1, 0.99), (0, 2, 0.4)])[1] == [-1, -1]


def test_a_prior_settles_where_it_agrees_with_what_it_leads_to():
    bits = np.concatenate([np.full(300, 30.0), np.full(700, -10.0)])
    found = settled_prior(bits, 1e-6, 1_000_000.0, 3e-4)
    assert found == pytest.approx(300 / 1_000_000, rel=0.01)
    assert settled_prior(bits, 1e-3, 1_000_000.0, 3e-4) == pytest.approx(found, rel=0.01)
    assert settled_prior(np.full(1000, 40.0), 0.1, 1000.0, 0.1) == HIGHEST_PRIOR


def test_names_a_letter_apart_count_for_more_where_one_is_rare():
    common = [Subject(family="Каримов", given=f"Имя{number}") for number in range(40)]
    common += [Subject(family="Каримоф", given=f"Дом{number}") for number in range(40)]
    rare = [Subject(family="Шохмардонов", given="Али"), Subject(family="Шохмарданов", given="Али")]
    columns = columns_of([*common, *rare], ())
    i, j = np.array([0, 80]), np.array([40, 81])
    judged = judge(starting_model(()), columns, frequencies_in(columns, ["family"]), i, j)
    level = levels_of("family")
    assert [level[rank] for rank in judged.ranks["family"]] == [Level.NEAR, Level.NEAR]
    usual, seldom = judged.rarity["family"]
    assert seldom > usual
    assert judged.bits.tolist() == pytest.approx(
        (sum_of_weights(starting_model(()), judged.ranks) + sum(judged.rarity.values())).tolist()
    )
