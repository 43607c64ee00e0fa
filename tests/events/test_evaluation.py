"""The evaluation of an event: prepared, asked, answered by telephone and on paper, closed, told."""

import io
import json
import re
import zipfile
from datetime import timedelta
from uuid import uuid4

import pytest

from tests.events.builders import an_event, on_the_list
from tests.events.evaluations import (
    CHOICES,
    a_prepared_evaluation,
    a_question,
    an_evaluation,
    answered,
    closed,
    on_paper,
)
from tests.people import KZ_COORDINATOR, KZ_TRAINER, MACHINE, STRANGER, UZ_COORDINATOR, a_person, an_account
from tumar.events.actions import answering
from tumar.events.actions import evaluation as actions
from tumar.events.models import AnswerSheet, EvaluationLink, EvaluationQuestion, FreeAnswer, PaperSheet
from tumar.events.queries import evaluation as queries
from tumar.events.rules.evaluation import Mean
from tumar.kernel import clock, files
from tumar.kernel.models import JournalEntry, OutgoingLetter
from tumar.kernel.refusals import Denied, Invalid
from tumar.people.actions import erasure, subject
from tumar.people.queries import scope_of
from tumar.people.rules import RoleKind

pytestmark = pytest.mark.django_db
ALL_FOUR = {"q1": 5, "q2": 4, "q3": 4, "q4": 5}


def verbs(about: str) -> list[str]:
    return list(JournalEntry.objects.filter(about=about).values_list("verb", flat=True))


def result(evaluation, key: str):
    found = queries.results_of(evaluation.event, MACHINE)
    return next(one for one in found.questions if one.key == key)


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


def test_words_stand_apart_from_what_the_same_person_answered_otherwise():
    evaluation = an_evaluation()
    answered(evaluation, {"q1": 2, "q5": " Aizhan explained well "})
    assert evaluation.sheets.get().answers == {"q1": 2}
    words = FreeAnswer.objects.get()
    assert (words.words, words.paper) == ("Aizhan explained well", None)


def test_the_journal_knows_that_a_sheet_came_and_not_what_it_said():
    evaluation = an_evaluation()
    answered(evaluation, {"q1": 2, "q5": "secret words"})
    entry = JournalEntry.objects.get(verb="events.evaluation.answered")
    assert (entry.about, entry.changes, entry.by_label) == (evaluation.event.label, {}, "respondent")


def test_paper_is_entered_with_who_entered_it_a_code_and_a_scan():
    account = an_account(RoleKind.NATIONAL_COORDINATOR, "KZ")
    event = an_event("KZ", code="P53-KZ-1")
    evaluation = an_evaluation(event)
    paper = answering.enter_paper(
        evaluation, {"q1": 3, "q6": "more time"}, key=uuid4(), scan=("one.pdf", b"%PDF"), by=scope_of(account)
    )
    assert (paper.code, paper.by, paper.by_label) == ("P53-KZ-1-E-0001", account, str(account))
    assert [one.file.name for one in files.of(paper.label)] == ["one.pdf"]
    assert on_paper(evaluation).code == "P53-KZ-1-E-0002"
    assert verbs(paper.label) == ["kernel.file.attached", "events.papersheet.entered-from-paper"]
    # A scan shows one person's answers: it is no evidence on the event's page.
    assert not files.of(event.label).exists()


def test_paper_sent_twice_is_entered_once():
    evaluation, key = an_evaluation(), uuid4()
    assert on_paper(evaluation, key) == on_paper(evaluation, key)
    assert PaperSheet.objects.count() == evaluation.sheets.count() == 1


def test_withdrawn_paper_counts_no_more_and_its_words_are_gone():
    evaluation = an_evaluation()
    answered(evaluation, *[{"q1": 5, "q5": "good"}] * 5)
    wrong = on_paper(evaluation, q1=1, q5="bad")
    withdrawn = answering.withdraw_paper(wrong, reason="twice", by=MACHINE)
    assert (withdrawn.reason, withdrawn.withdrawn_at is not None) == ("twice", True)
    answering.withdraw_paper(wrong, reason="again", by=MACHINE)
    assert verbs(wrong.label).count("events.papersheet.withdrawn") == 1
    closed(evaluation)
    assert (result(evaluation, "q1").n, result(evaluation, "q5").n) == (5, 5)


def test_paper_is_withdrawn_with_a_reason_only():
    paper = on_paper(an_evaluation())
    with pytest.raises(Invalid) as refusal:
        answering.withdraw_paper(paper, reason=" ", by=MACHINE)
    assert refusal.value.faults[0].field == "reason"


def test_once_closed_words_no_longer_lead_to_the_paper():
    evaluation = an_evaluation()
    paper = on_paper(evaluation, q5="good")
    assert FreeAnswer.objects.get().paper == paper
    closed(evaluation)
    assert FreeAnswer.objects.get().paper is None


def test_once_closed_nothing_tells_whose_link_was_answered():
    evaluation = an_evaluation()
    used, unused = (EvaluationLink.objects.create(evaluation=evaluation, token=token) for token in "ab")
    answering.receive_by_link(used, {"q1": 4})
    closed(evaluation)
    assert set(EvaluationLink.objects.values_list("is_used", flat=True)) == {True}
    with pytest.raises(answering.NotOpen):
        answering.receive_by_link(unused, {"q1": 4})


def test_words_that_name_an_erased_person_go_and_all_others_stay():
    evaluation = an_evaluation()
    trainer = a_person("Seidakhmetova", "Aigerim")
    answered(
        evaluation, {"q1": 5, "q5": "Aigerim Seidakhmetova was patient"}, {"q1": 4, "q5": "the exercises"}
    )
    erasure.erase_person(trainer, by=MACHINE, reason="Asked for")
    assert sorted(FreeAnswer.objects.values_list("words", flat=True)) == ["", "the exercises"]
    assert evaluation.sheets.count() == 2


def test_words_about_somebody_are_handed_out_to_that_person_without_the_sheet_they_came_with():
    evaluation = an_evaluation()
    trainer = a_person("Seidakhmetova", "Aigerim")
    answered(evaluation, {"q1": 3, "q5": "Aigerim Seidakhmetova explained well"}, {"q5": "the exercises"})
    archive = subject.export_person(trainer, by=MACHINE, language="en")
    with zipfile.ZipFile(io.BytesIO(archive)) as read:
        held = json.loads(read.read("data.json"))
    tables = json.dumps(held)
    assert "explained well" in tables
    assert "the exercises" not in tables
    assert str(evaluation.sheets.first().pk) not in tables


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


def test_a_link_holds_nothing_of_whom_it_was_sent_to():
    assert {field.name for field in EvaluationLink._meta.get_fields()} == {
        "id",
        "evaluation",
        "token",
        "is_used",
    }


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
