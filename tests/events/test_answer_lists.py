"""Answers from paper as a list: looked at, entered as a whole, taken back as a whole."""

from uuid import uuid4

import pytest
from django.urls import reverse

from tests.events.evaluations import (
    a_table,
    an_asked_evaluation,
    closed,
    on_paper,
    received,
)
from tests.people import KZ_COORDINATOR, KZ_TRAINER, MACHINE, UZ_COORDINATOR, signed_in
from tumar.events.actions import answer_lists as actions
from tumar.events.actions.answering import withdraw_paper
from tumar.events.models import AnswerList, AnswerSheet, FreeAnswer, PaperSheet
from tumar.events.queries import answer_lists as lists
from tumar.events.queries import evaluation as reads
from tumar.kernel import journal
from tumar.kernel.models import JournalEntry
from tumar.kernel.refusals import Denied, Invalid
from tumar.people.rules import RoleKind

pytestmark = pytest.mark.django_db


def test_a_list_is_entered_as_sheets_from_paper_each_with_a_code():
    evaluation = an_asked_evaluation()
    one = received(evaluation, [1, 5, 4, 3, 2, "The cabinets", "Lectures"], [2, 4, "", "", "", "", 2])
    assert not AnswerSheet.objects.exists()
    done = actions.enter_list(one, by=KZ_COORDINATOR)
    assert done.entered_at is not None
    first, second = PaperSheet.objects.order_by("code")
    assert first.sheet.answers == {"q1": 5, "q2": 4, "q3": 3, "q4": 2, "q7": "c1"}
    assert second.sheet.answers == {"q1": 4, "q7": "c2"}
    assert [first.row, second.row] == [2, 3]
    assert (first.code, second.code) == (f"{evaluation.event.code}-E-0001", f"{evaluation.event.code}-E-0002")
    assert [answer.words for answer in FreeAnswer.objects.all()] == ["The cabinets"]
    assert reads.coming_in(evaluation)["paper"] == 2
    assert JournalEntry.objects.filter(verb="events.papersheet.entered-from-paper").count() == 2
    assert on_paper(evaluation).code.endswith("-E-0003")
    assert not list(journal.breaks())


def test_one_wrong_cell_and_nothing_is_entered():
    evaluation = an_asked_evaluation()
    one = received(evaluation, [1, 5, 4, 3, 2, "", "Lectures"], [2, 7, "", "", "", "", "Music"])
    told = [(fault.where, fault.content, fault.why) for fault in lists.preview(one).faults]
    assert told == [
        ("B3", "7", "This is no value from 1 to 5."),
        ("G3", "Music", "This is none of the choices: Lectures; Exercises; Discussions."),
    ]
    with pytest.raises(Invalid, match="Mend"):
        actions.enter_list(one, by=MACHINE)
    assert not AnswerSheet.objects.exists()
    one.refresh_from_db()
    assert one.entered_at is None


def test_entered_twice_or_sent_twice_counts_once():
    evaluation, key = an_asked_evaluation(), uuid4()
    content = a_table([1, 5])
    one, same = (
        actions.receive_list(evaluation, content=content, name="a.csv", key=key, by=MACHINE) for _time in "ab"
    )
    assert one == same
    for _time in range(2):
        actions.enter_list(one, by=MACHINE)
    assert AnswerSheet.objects.count() == 1
    with pytest.raises(Invalid, match=f"entered already, as {one.code}"):
        actions.enter_list(received(evaluation, content=content), by=MACHINE)


def test_a_list_is_withdrawn_with_all_its_sheets_and_can_be_sent_again():
    evaluation = an_asked_evaluation()
    kept = on_paper(evaluation, q1=3)
    one = actions.enter_list(received(evaluation, [1, 5, "", "", "", "Good"], [2, 4]), by=MACHINE)
    withdraw_paper(one.papers.get(row=3), reason="Twice", by=MACHINE)
    with pytest.raises(Invalid, match="Say why"):
        actions.withdraw_list(one, reason=" ", by=KZ_COORDINATOR)
    done = actions.withdraw_list(one, reason="Wrong event", by=KZ_COORDINATOR)
    assert done.reason == "Wrong event"
    assert [sheet.paper for sheet in reads.sheets(evaluation)] == [kept]
    assert sorted(one.papers.values_list("row", "reason")) == [(2, "Wrong event"), (3, "Twice")]
    assert not FreeAnswer.objects.exists()
    with pytest.raises(Invalid, match="withdrawn"):
        actions.enter_list(done, by=MACHINE)
    again = received(evaluation, [1, 5, "", "", "", "Good"], [2, 4])
    actions.enter_list(again, by=MACHINE)
    assert reads.sheets(evaluation).count() == 3


def test_nothing_is_entered_or_withdrawn_once_the_evaluation_is_closed():
    evaluation = an_asked_evaluation()
    waiting = received(evaluation, [1, 4])
    one = actions.enter_list(received(evaluation, [1, 5]), by=MACHINE)
    closed(evaluation)
    for act in (
        lambda: actions.withdraw_list(one, reason="Late", by=MACHINE),
        lambda: actions.enter_list(waiting, by=MACHINE),
        lambda: received(evaluation, [1, 3]),
    ):
        with pytest.raises(Invalid):
            act()
    assert reads.sheets(evaluation).count() == 1


def test_results_tell_nothing_of_fewer_than_five_whatever_way_they_came():
    evaluation = an_asked_evaluation()
    rows = [[number, 5, "", "", "", "", "Lectures"] for number in range(4)]
    actions.enter_list(received(evaluation, *rows), by=MACHINE)
    closed(evaluation)
    told = reads.results_of(evaluation.event, MACHINE)
    assert told.sheets is None
    assert all(cell.count is None for one in told.questions for cell in one.cells)


def test_words_lead_to_no_sheet_once_the_evaluation_is_closed():
    evaluation = an_asked_evaluation()
    actions.enter_list(received(evaluation, [1, 5, "", "", "", "Good"]), by=MACHINE)
    assert FreeAnswer.objects.get().paper is not None
    closed(evaluation)
    assert FreeAnswer.objects.get().paper is None


def test_whoever_does_not_look_after_the_event_sends_and_sees_no_list():
    evaluation = an_asked_evaluation()
    one = received(evaluation, [1, 5])
    for by in (KZ_TRAINER, UZ_COORDINATOR):
        with pytest.raises(Denied):
            actions.enter_list(one, by=by)
        with pytest.raises(Denied):
            actions.receive_list(evaluation, content=a_table([1, 5]), name="a.csv", key=uuid4(), by=by)
        assert not lists.answer_lists(by).exists()
    client = signed_in(RoleKind.TRAINER, "KZ")
    assert client.get(reverse("desk:file", args=[one.file.sha256])).status_code == 404
    assert (
        signed_in(RoleKind.NATIONAL_COORDINATOR, "KZ")
        .get(reverse("desk:file", args=[one.file.sha256]))
        .status_code
        == 200
    )


def test_what_is_no_table_is_refused_in_a_sentence():
    evaluation = an_asked_evaluation()
    with pytest.raises(Invalid) as refused:
        received(evaluation, content=b"%PDF-1.7 nothing")
    assert refused.value.faults[0].field == "file"
    assert not AnswerList.objects.exists()
