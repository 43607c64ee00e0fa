"""Results of an evaluation: once it is closed, with numbers and shares, never of fewer than five."""

import pytest

from tests.events.builders import an_event, on_the_list
from tests.events.evaluations import a_question, an_evaluation, answered, closed, result
from tests.people import KZ_COORDINATOR, KZ_TRAINER, MACHINE, STRANGER, UZ_COORDINATOR
from tumar.events.queries import evaluation as queries
from tumar.events.rules.evaluation import Mean
from tumar.kernel.refusals import Denied

pytestmark = pytest.mark.django_db


def test_no_results_are_told_before_the_evaluation_is_closed():
    evaluation = an_evaluation()
    answered(evaluation, *[{"q1": 5, "q5": "good"}] * 6)
    found = queries.results_of(evaluation.event, MACHINE)
    assert (found.is_closed, found.sheets, found.questions) == (False, 6, ())
    assert queries.texts_of(evaluation.event, MACHINE) == []


def test_results_are_told_with_numbers_and_shares():
    event = an_event()
    evaluation = an_evaluation(event)
    for _number in range(40):
        on_the_list(event, attended=True)
    scores = [5] * 16 + [4] * 9 + [3] * 4 + [2]
    answered(evaluation, *({"q1": score} for score in scores))
    closed(evaluation)
    found = queries.results_of(event, MACHINE)
    assert (found.is_closed, found.sheets, found.attended, found.response_rate) == (True, 30, 40, 0.75)
    first, second = found.questions[:2]
    assert (first.dimension, first.n) == ("relevance", 30)
    assert [(cell.count, cell.is_merged) for cell in first.cells] == [(5, True), (9, False), (16, False)]
    assert [cell.share for cell in first.cells] == [5 / 30, 9 / 30, 16 / 30]
    assert first.cells[0].label == "1 (strongly disagree) to 3"
    assert first.mean == Mean(121 / 30, 131 / 30)
    assert first.has_hidden
    assert (second.n, second.cells, second.mean, second.is_suppressed) == (None, (), None, True)


def test_each_kind_of_question_is_told_in_its_own_way():
    evaluation = an_evaluation()
    one, some = a_question(evaluation, "one"), a_question(evaluation, "some")
    number, yes = a_question(evaluation, "number"), a_question(evaluation, "yes-no")
    answered(
        evaluation,
        *[{one.key: "c1", some.key: ["c1", "c2"], number.key: 1, yes.key: "yes"}] * 6,
        *[{one.key: "c2", some.key: ["c2"], number.key: 8, yes.key: "no"}] * 5,
        *[{one.key: "c3", some.key: ["c2", "c3"], number.key: 9, yes.key: "no"}] * 2,
    )
    closed(evaluation)
    told = {
        key: [(cell.label, cell.count) for cell in result(evaluation, key).cells]
        for key in (one.key, some.key, number.key, yes.key)
    }
    assert told == {
        one.key: [("Lectures", 6), ("Exercises or Discussions", 7)],
        some.key: [("Lectures", 6), ("Exercises", None), ("Discussions", None)],
        number.key: [("0–7", 6), ("8–9", 7)],
        yes.key: [("yes", 6), ("no", 7)],
    }


def test_results_are_for_those_who_may_see_the_event():
    evaluation = closed(an_evaluation(an_event("KZ")))
    assert queries.results_of(evaluation.event, UZ_COORDINATOR) is None
    assert queries.results_of(evaluation.event, STRANGER) is None
    assert queries.results_of(evaluation.event, KZ_TRAINER) is not None
    assert queries.results_of(an_event(), MACHINE) is None


def test_words_are_read_from_five_up_by_who_looks_after_the_event():
    evaluation = an_evaluation()
    answered(evaluation, *({"q5": f"words {number}", "q1": 5} for number in (3, 1, 5, 2, 4)))
    answered(evaluation, {"q6": "only one"})
    closed(evaluation)
    five, one = queries.texts_of(evaluation.event, KZ_COORDINATOR)
    assert (five.n, five.words) == (5, [f"words {number}" for number in range(1, 6)])
    assert (one.n, one.words) == (None, [])
    with pytest.raises(Denied):
        queries.texts_of(evaluation.event, KZ_TRAINER)


def test_nothing_that_is_told_is_below_five():
    evaluation = an_evaluation()
    answered(evaluation, *({"q1": score, "q2": 5} for score in (1, 2, 3, 4)))
    closed(evaluation)
    found = queries.results_of(evaluation.event, MACHINE)
    assert found.sheets is None
    assert all(one.is_suppressed and not one.cells for one in found.questions)
