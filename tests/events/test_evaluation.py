"""The evaluation of an event as it is prepared: its questions, who asks them, from when until when."""

from uuid import uuid4

import pytest

from tests.events.builders import an_event
from tests.events.evaluations import (
    CHOICES,
    a_prepared_evaluation,
    a_question,
    an_evaluation,
    answered,
    closed,
    on_paper,
    result,
    verbs,
)
from tests.people import KZ_COORDINATOR, KZ_TRAINER, MACHINE, STRANGER, UZ_COORDINATOR
from tumar.events.actions import answering
from tumar.events.actions import evaluation as actions
from tumar.events.models import EvaluationQuestion
from tumar.events.queries import evaluation as queries
from tumar.kernel import clock
from tumar.kernel.refusals import Denied, Invalid

pytestmark = pytest.mark.django_db


def test_an_evaluation_begins_with_the_four_standard_dimensions():
    evaluation = a_prepared_evaluation()
    asked = queries.questions(evaluation)
    assert [one.dimension for one in asked] == ["relevance", "engagement", "confidence", "commitment", "", ""]
    assert [one.kind for one in asked] == ["scale"] * 4 + ["text"] * 2
    assert all(one.text["en"] for one in asked)


def test_preparing_it_twice_changes_nothing():
    evaluation = a_prepared_evaluation()
    assert a_prepared_evaluation(evaluation.event) == evaluation
    assert evaluation.questions.count() == 6
    assert verbs(evaluation.event.label).count("events.evaluation.prepared") == 1


@pytest.mark.parametrize("scope", [UZ_COORDINATOR, KZ_TRAINER, STRANGER])
def test_only_who_looks_after_the_event_prepares_opens_and_closes(scope):
    evaluation = a_prepared_evaluation()
    question = a_question(evaluation)
    for act in (
        lambda: actions.prepare_evaluation(evaluation.event, by=scope),
        lambda: actions.set_evaluation(evaluation, {}, by=scope),
        lambda: actions.add_evaluation_question(evaluation, {}, by=scope),
        lambda: actions.amend_evaluation_question(question, {}, by=scope),
        lambda: actions.remove_evaluation_question(question, by=scope),
        lambda: actions.open_evaluation(evaluation, by=scope),
        lambda: actions.close_evaluation(evaluation, by=scope),
        lambda: answering.enter_paper(evaluation, {"q1": 3}, key=uuid4(), by=scope),
        lambda: answering.send_links(evaluation, by=scope),
    ):
        with pytest.raises(Denied):
            act()


def test_the_coordinator_of_the_country_may_do_all_of_it():
    event = an_event("KZ")
    evaluation = actions.prepare_evaluation(event, by=KZ_COORDINATOR)
    actions.open_evaluation(evaluation, by=KZ_COORDINATOR)
    paper = answering.enter_paper(evaluation, {"q1": 3}, key=uuid4(), by=KZ_COORDINATOR)
    answering.withdraw_paper(paper, reason="entered for another event", by=KZ_COORDINATOR)
    assert actions.close_evaluation(evaluation, by=KZ_COORDINATOR).stage == "closed"


@pytest.mark.parametrize(
    ("kind", "facts", "field"),
    [
        ("one", {"choices": []}, "choices"),
        ("some", {"choices": CHOICES[:1]}, "choices"),
        ("number", {"least": None, "most": None}, ""),
        ("number", {"least": 5, "most": 5}, ""),
        ("scale", {"text": {}}, "text"),
        ("colour", {}, "kind"),
    ],
)
def test_a_question_needs_what_its_kind_needs(kind, facts, field):
    evaluation = a_prepared_evaluation()
    with pytest.raises(Invalid) as refusal:
        a_question(evaluation, kind, **facts)
    assert field in {fault.field for fault in refusal.value.faults}


def test_choices_and_limits_go_where_the_kind_has_none():
    question = a_question(a_prepared_evaluation(), "yes-no", choices=CHOICES, least=1, most=3)
    assert (question.choices, question.least, question.most) == ([], None, None)


def test_a_question_can_be_changed_until_it_is_answered_and_its_words_after_that():
    evaluation = an_evaluation()
    question = a_question(evaluation, "one")
    change = actions.amend_evaluation_question
    question = change(question, {"kind": "some", "text": {"en": "Which parts?"}}, by=MACHINE)
    answered(evaluation, {question.key: ["c1"]})
    with pytest.raises(Invalid):
        change(question, {"choices": CHOICES[:2]}, by=MACHINE)
    with pytest.raises(Invalid):
        change(question, {"kind": "one"}, by=MACHINE)
    changed = change(question, {"text": {"en": "Which parts helped?"}, "kind": "some"}, by=MACHINE)
    assert str(changed) == "Which parts helped?"


def test_a_removed_question_goes_where_nobody_answered_it_and_stays_readable_where_somebody_did():
    evaluation = an_evaluation()
    first, second, words = a_question(evaluation), a_question(evaluation), a_question(evaluation, "text")
    answered(evaluation, *[{first.key: 5, words.key: "good"}] * 5)
    for question in (first, second, words):
        actions.remove_evaluation_question(question, by=MACHINE)
    left = EvaluationQuestion.objects.filter(pk__in=[first.pk, second.pk, words.pk])
    assert set(left) == {first, words}
    assert not {first, words} & set(queries.questions(evaluation))
    closed(evaluation)
    assert result(evaluation, first.key).n == 5


def test_a_closed_evaluation_is_changed_in_nothing():
    evaluation = an_evaluation()
    paper = on_paper(evaluation)
    closed(evaluation)
    question = evaluation.questions.first()
    for act in (
        lambda: actions.set_evaluation(evaluation, {"closes_on": clock.today()}, by=MACHINE),
        lambda: a_question(evaluation),
        lambda: actions.amend_evaluation_question(question, {"text": {"en": "Other"}}, by=MACHINE),
        lambda: actions.remove_evaluation_question(question, by=MACHINE),
        lambda: actions.open_evaluation(evaluation, by=MACHINE),
        lambda: on_paper(evaluation),
        lambda: answering.withdraw_paper(paper, reason="mistake", by=MACHINE),
        lambda: answering.send_links(evaluation, by=MACHINE),
    ):
        with pytest.raises(Invalid):
            act()


def test_what_asks_nothing_or_was_never_opened_is_neither_opened_nor_closed():
    evaluation = a_prepared_evaluation()
    with pytest.raises(Invalid):
        closed(evaluation)
    for question in evaluation.questions.all():
        actions.remove_evaluation_question(question, by=MACHINE)
    with pytest.raises(Invalid):
        actions.open_evaluation(evaluation, by=MACHINE)
