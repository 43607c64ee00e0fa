"""Answers: when they come in, what is none, each sheet and each link once, a letter to those who attended."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest

from tests.events.builders import an_event, on_the_list
from tests.events.evaluations import (
    ALL_FOUR,
    a_prepared_evaluation,
    a_question,
    an_evaluation,
    answered,
    closed,
    on_paper,
)
from tests.people import MACHINE, a_person
from tumar.events.actions import answering
from tumar.events.actions import evaluation as actions
from tumar.events.models import AnswerSheet, EvaluationLink, FreeAnswer
from tumar.kernel import clock
from tumar.kernel.models import OutgoingLetter
from tumar.kernel.refusals import Invalid

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("days", "is_open"),
    [
        ({}, True),
        ({"opens_on": 0, "closes_on": 0}, True),
        ({"opens_on": 1}, False),
        ({"opens_on": -3, "closes_on": -1}, False),
    ],
)
def test_answers_by_telephone_come_in_within_the_days(days, is_open):
    facts = {name: clock.today() + timedelta(days=offset) for name, offset in days.items()}
    evaluation = an_evaluation(**facts)
    if is_open:
        answered(evaluation, ALL_FOUR)
        assert evaluation.sheets.count() == 1
        return
    with pytest.raises(answering.NotOpen):
        answered(evaluation, ALL_FOUR)
    # Paper that was filled in in time can still be entered.
    assert on_paper(evaluation).sheet.means == "paper"


def test_nobody_answers_what_is_prepared_or_closed():
    evaluation = a_prepared_evaluation()
    with pytest.raises(answering.NotOpen):
        answered(evaluation, ALL_FOUR)
    actions.open_evaluation(evaluation, by=MACHINE)
    closed(evaluation)
    with pytest.raises(answering.NotOpen):
        answered(evaluation, ALL_FOUR)


@pytest.mark.parametrize(
    ("answers", "field"),
    [({}, ""), ({"q1": 6}, "q1"), ({"q1": "5"}, "q1"), ({"q5": "  "}, "q5"), ({"q1": 5, "q99": 1}, "")],
)
def test_what_is_no_answer_is_refused_and_nothing_is_kept(answers, field):
    evaluation = an_evaluation()
    with pytest.raises(Invalid) as refusal:
        answered(evaluation, answers)
    assert field in {fault.field for fault in refusal.value.faults}
    assert not evaluation.sheets.exists()
    assert not FreeAnswer.objects.exists()


def test_every_fault_of_a_sheet_is_told():
    evaluation = an_evaluation()
    must = a_question(evaluation, "yes-no", is_required=True)
    with pytest.raises(Invalid) as refusal:
        answered(evaluation, {"q1": 9, "q2": 0})
    assert {fault.field for fault in refusal.value.faults} == {"q1", "q2", must.key}


def test_paper_may_leave_out_what_must_be_answered():
    evaluation = an_evaluation()
    a_question(evaluation, "yes-no", is_required=True)
    assert on_paper(evaluation, q1=5).sheet.answers == {"q1": 5}


def test_the_same_page_sent_twice_counts_once():
    evaluation, key = an_evaluation(), uuid4()
    for _ in range(2):
        answering.receive_answers(evaluation, {"q1": 4, "q5": "the laboratory"}, key=key)
    assert evaluation.sheets.count() == FreeAnswer.objects.count() == 1


def test_a_link_counts_once_and_the_sheet_does_not_know_it():
    evaluation = an_evaluation()
    link = EvaluationLink.objects.create(evaluation=evaluation, token="t" * 43)
    assert answering.receive_by_link(link, {"q1": 4}) is True
    assert answering.receive_by_link(link, {"q1": 1}) is False
    sheet = evaluation.sheets.get()
    assert (sheet.answers, sheet.means) == ({"q1": 4}, "link")
    columns = {field.name for field in AnswerSheet._meta.get_fields()}
    assert columns == {"key", "evaluation", "means", "answers", "paper"}


def test_a_refused_sheet_leaves_the_link_unused():
    evaluation = an_evaluation()
    link = EvaluationLink.objects.create(evaluation=evaluation, token="t" * 43)
    with pytest.raises(Invalid):
        answering.receive_by_link(link, {"q1": 7})
    link.refresh_from_db()
    assert link.is_used is False


def test_those_who_attended_get_one_letter_each_in_their_language():
    event = an_event("KZ", languages=["ru"])
    evaluation = an_evaluation(event)
    on_the_list(event, a_person("Akhmetova", email="a@example.kz"), attended=True)
    on_the_list(event, a_person("Sadykov", email="s@example.kz"), attended=False)
    on_the_list(event, a_person("Unknown", email="u@example.kz"))
    on_the_list(event, a_person("Mute"), attended=True)
    on_the_list(event, a_person("Trainer", email="t@example.kz"), role="trainer", attended=True)
    assert answering.send_links(evaluation, by=MACHINE) == 1
    letter = OutgoingLetter.objects.get(kind="evaluation.link")
    assert (letter.recipient, letter.language) == ("a@example.kz", "ru")
    token = re.search(r"/evaluation/own/([\w-]+)/", letter.text).group(1)
    assert EvaluationLink.objects.get().token == token
    assert letter.within == ""
    assert answering.send_links(evaluation, by=MACHINE) == 0
    assert EvaluationLink.objects.count() == 1
