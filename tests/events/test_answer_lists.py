"""Answers from paper as a list: read cell by cell, looked at, entered as a whole, taken back as a whole."""

import csv
import io
from typing import Any
from uuid import uuid4

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from tests.events.builders import an_event
from tests.events.evaluations import (
    CHOICES,
    a_prepared_evaluation,
    a_question,
    an_evaluation,
    closed,
    on_paper,
)
from tests.people import KZ_COORDINATOR, KZ_TRAINER, MACHINE, UZ_COORDINATOR, signed_in
from tumar.events.actions import answer_lists as actions
from tumar.events.actions.answering import withdraw_paper
from tumar.events.actions.evaluation import (
    copy_evaluation_questions,
    open_evaluation,
    prepare_evaluation,
)
from tumar.events.models import AnswerList, AnswerSheet, Evaluation, FreeAnswer, PaperSheet
from tumar.events.queries import answer_lists as lists
from tumar.events.queries import evaluation as reads
from tumar.events.rules.answer_lists import Question, Trouble, answer_in, read_table
from tumar.events.rules.evaluation import Asked, Kind
from tumar.kernel import journal
from tumar.kernel.models import JournalEntry
from tumar.kernel.refusals import Denied, Invalid
from tumar.people.rules import RoleKind

WORDS = {"c1": ("Lectures", "Лекции"), "c2": ("Exercises, in pairs", "Упражнения"), "c3": ("Talks",)}


def a_question_of(kind: Kind, number: int = 1, least: int = 0, most: int = 9, texts=()) -> Question:
    has_choices = kind in (Kind.ONE, Kind.SOME)
    asked = Asked(kind, list(WORDS) if has_choices else (), least, most)
    return Question(f"q{number}", number, asked, texts, WORDS if has_choices else {})


# What a cell says


@pytest.mark.parametrize(
    ("kind", "cell", "answer"),
    [
        (Kind.SCALE, 4, 4),
        (Kind.SCALE, 4.0, 4),
        (Kind.SCALE, " 5 ", 5),
        (Kind.SCALE, "5 (strongly agree)", 5),
        (Kind.SCALE, 6, Trouble.NOT_ON_SCALE),
        (Kind.SCALE, "4.5", Trouble.NOT_ON_SCALE),
        (Kind.SCALE, 4.5, Trouble.NOT_ON_SCALE),
        (Kind.SCALE, "good", Trouble.NOT_ON_SCALE),
        (Kind.SCALE, True, Trouble.NOT_ON_SCALE),
        (Kind.YES_NO, "Да", "yes"),
        (Kind.YES_NO, "жоқ", "no"),
        (Kind.YES_NO, "yoʻq", "no"),
        (Kind.YES_NO, "yo'q", "no"),
        (Kind.YES_NO, True, "yes"),
        (Kind.YES_NO, 0, "no"),
        (Kind.YES_NO, "perhaps", Trouble.NOT_YES_NO),
        (Kind.ONE, "лекции", "c1"),
        (Kind.ONE, 2, "c2"),
        (Kind.ONE, "Exercises, in pairs", "c2"),
        (Kind.ONE, 4, Trouble.NO_CHOICE),
        (Kind.ONE, "Lectures; Talks", Trouble.NO_CHOICE),
        (Kind.SOME, "Lectures; Talks", ["c1", "c3"]),
        (Kind.SOME, "Exercises, in pairs", ["c2"]),
        (Kind.SOME, "1, 3", ["c1", "c3"]),
        (Kind.SOME, "1; 1", ["c1"]),
        (Kind.SOME, "1; 7", Trouble.NO_CHOICE),
        (Kind.SOME, ";", Trouble.NO_CHOICE),
        (Kind.NUMBER, "7", 7),
        (Kind.NUMBER, 7.0, 7),
        (Kind.NUMBER, 10, Trouble.OUT_OF_LIMITS),
        (Kind.NUMBER, "-1", Trouble.OUT_OF_LIMITS),
        (Kind.NUMBER, "seven", Trouble.NOT_A_NUMBER),
        (Kind.TEXT, " More practice ", "More practice"),
        (Kind.TEXT, 7, "7"),
        (Kind.TEXT, "x" * 1001, Trouble.TOO_LONG),
    ],
)
def test_each_cell_is_an_answer_or_is_told_why_not(kind, cell, answer):
    read = answer_in(cell, a_question_of(kind))
    assert read == answer
    assert isinstance(read, Trouble) == isinstance(answer, Trouble)


@given(
    st.sampled_from(list(Kind)), st.one_of(st.integers(), st.floats(), st.booleans(), st.text(max_size=40))
)
def test_whatever_stands_in_a_cell_only_what_the_question_takes_comes_of_it(kind, cell):
    question = a_question_of(kind)
    read = answer_in(cell, question)
    if not isinstance(read, Trouble) and str(cell).strip():
        assert question.asked.accepts(read)


QUESTIONS = (
    a_question_of(Kind.SCALE, 1, texts=("It was useful.", "Было полезно.")),
    a_question_of(Kind.SCALE, 2, texts=("I took part.",)),
    a_question_of(Kind.TEXT, 5, texts=("What was best?",)),
)


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("It was useful.", "q1"),
        ("было  ПОЛЕЗНО.", "q1"),
        ("1. Anything", "q1"),
        ("q2", "q2"),
        ("5", "q5"),
        (2, "q2"),
        ("3. Not asked", None),
        ("Opinion", None),
    ],
)
def test_a_heading_names_a_question_by_its_words_or_its_number(heading, key):
    read = read_table([(1, [heading]), (2, ["4"])], QUESTIONS)
    assert list(read.columns.values()) == ([key] if key else [])


def test_rows_are_sheets_and_what_is_wrong_is_told_with_its_cell():
    read = read_table(
        [
            (1, [None, None]),
            (2, ["№", "1", "2", "What was best?", "1"]),
            (3, [1, 5, None, "All of it", None]),
            (4, [2, None, None, None, None]),
            (6, [3, 9, 2, None, None]),
        ],
        QUESTIONS,
    )
    assert [(sheet.row, dict(sheet.answers)) for sheet in read.sheets] == [
        (3, {"q1": 5, "q5": "All of it"}),
        (6, {"q2": 2}),
    ]
    told = [(one.trouble, one.row, one.column, one.content) for one in read.faults]
    assert told == [(Trouble.TWICE, 2, 4, "1"), (Trouble.NOT_ON_SCALE, 6, 1, "9")]


def test_a_table_without_questions_or_without_answers_says_so():
    assert [one.trouble for one in read_table([], QUESTIONS).faults] == [Trouble.NO_HEADINGS]
    assert [one.trouble for one in read_table([(1, ["1"])], QUESTIONS).faults] == [Trouble.NO_ROWS]
    many = [(1, ["1"]), *((number, ["5"]) for number in range(2, 2010))]
    assert [one.trouble for one in read_table(many, QUESTIONS).faults] == [Trouble.TOO_MANY_ROWS]


# Received, entered, withdrawn

pytestmark: list[Any] = []
in_database = pytest.mark.django_db
HEADINGS = ["№", "1", "2", "3", "4", "What was most useful to you?", "Которая часть?"]


def a_table(*rows: list[Any], headings: list[Any] = HEADINGS) -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows([headings, *rows])
    return text.getvalue().encode()


def an_asked_evaluation(**facts: Any) -> Evaluation:
    evaluation = a_prepared_evaluation(**facts)
    a_question(evaluation, "one", text={"en": "Which part?", "ru": "Которая часть?"})
    return open_evaluation(evaluation, by=MACHINE)


def received(evaluation: Evaluation, *rows: list[Any], **named: Any) -> AnswerList:
    content = named.pop("content", None) or a_table(*rows, **named)
    return actions.receive_list(evaluation, content=content, name="answers.csv", key=uuid4(), by=MACHINE)


@in_database
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


@in_database
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


@in_database
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


@in_database
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


@in_database
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


@in_database
def test_results_tell_nothing_of_fewer_than_five_whatever_way_they_came():
    evaluation = an_asked_evaluation()
    rows = [[number, 5, "", "", "", "", "Lectures"] for number in range(4)]
    actions.enter_list(received(evaluation, *rows), by=MACHINE)
    closed(evaluation)
    told = reads.results_of(evaluation.event, MACHINE)
    assert told.sheets is None
    assert all(cell.count is None for one in told.questions for cell in one.cells)


@in_database
def test_words_lead_to_no_sheet_once_the_evaluation_is_closed():
    evaluation = an_asked_evaluation()
    actions.enter_list(received(evaluation, [1, 5, "", "", "", "Good"]), by=MACHINE)
    assert FreeAnswer.objects.get().paper is not None
    closed(evaluation)
    assert FreeAnswer.objects.get().paper is None


@in_database
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


@in_database
def test_what_is_no_table_is_refused_in_a_sentence():
    evaluation = an_asked_evaluation()
    with pytest.raises(Invalid) as refused:
        received(evaluation, content=b"%PDF-1.7 nothing")
    assert refused.value.faults[0].field == "file"
    assert not AnswerList.objects.exists()


# Pages


@pytest.fixture
def coordinator(db):
    return signed_in(RoleKind.NATIONAL_COORDINATOR, "KZ")


def text_of(response) -> str:
    return response.content.decode()


def test_a_list_is_sent_looked_at_entered_and_withdrawn_on_its_pages(coordinator):
    evaluation = an_asked_evaluation()
    send = reverse("events:send-answers", args=[evaluation.event.code])
    assert send in text_of(coordinator.get(reverse("events:evaluation", args=[evaluation.event.code])))
    page = coordinator.get(send)
    file = SimpleUploadedFile("answers.csv", a_table([1, 5, "", "", "", "", "Talks"], [2, 4]))
    key = page.context["form"]["key"].value()
    wrong = coordinator.post(send, {"key": key, "file": file}, follow=True)
    assert "<code>G2</code>" in text_of(wrong)
    assert "Enter 2 sheets" not in text_of(wrong)

    file = SimpleUploadedFile("answers.csv", a_table([1, 5, "", "", "", "", "Discussions"], [2, 4]))
    right = coordinator.post(send, {"key": str(uuid4()), "file": file}, follow=True)
    assert "Enter 2 sheets" in text_of(right)
    assert "Discussions" in text_of(right)
    assert "What should be done better next time?" in text_of(right), "a question without a column is named"
    one = AnswerList.objects.get(code__endswith="-L-02")
    entered = coordinator.post(reverse("events:enter-answers", args=[one.code]), follow=True)
    assert "2 sheets are entered." in text_of(entered)
    assert f"{evaluation.event.code}-E-0001" in text_of(entered)
    withdraw = reverse("events:withdraw-answers", args=[one.code])
    assert coordinator.post(withdraw, {"reason": ""}).status_code == 422
    gone = coordinator.post(withdraw, {"reason": "Wrong event"}, follow=True)
    assert "none of its sheets counts" in text_of(gone)
    assert not reads.sheets(evaluation).exists()


@pytest.mark.parametrize(("name", "said"), [("answers.pdf", "Choose a table"), ("answers.csv", "empty")])
def test_what_cannot_be_a_table_is_said_beside_the_field(coordinator, name, said):
    send = reverse("events:send-answers", args=[an_asked_evaluation().event.code])
    answer = coordinator.post(
        send, {"key": str(uuid4()), "file": SimpleUploadedFile(name, b"\n" if name.endswith("csv") else b"x")}
    )
    assert answer.status_code == 422
    assert said in text_of(answer)


def test_the_empty_table_has_a_column_for_each_question_and_comes_back_filled_in(coordinator):
    evaluation = an_asked_evaluation()
    answer = coordinator.get(reverse("events:answers-template", args=[evaluation.event.code]))
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    sheet = book.active
    headings = [cell.value for cell in sheet[1]]
    assert headings[1] == "1. What was taught here is useful for my work."
    assert len(headings) == 8
    sheet.append([1, 5, 4, 3, 2, "Good", None, "Exercises"])
    kept = io.BytesIO()
    book.save(kept)
    one = actions.receive_list(
        evaluation, content=kept.getvalue(), name="answers.xlsx", key=uuid4(), by=KZ_COORDINATOR
    )
    assert lists.preview(one).faults == []
    actions.enter_list(one, by=KZ_COORDINATOR)
    assert AnswerSheet.objects.get().answers == {"q1": 5, "q2": 4, "q3": 3, "q4": 2, "q7": "c2"}


# Questions of an earlier event


@in_database
def test_own_questions_of_an_earlier_event_are_taken_over_once():
    earlier, now = an_evaluation(), a_prepared_evaluation(an_event())
    a_question(earlier, "one", text={"en": "Which part?"})
    a_question(earlier, "number", text={"en": "Years at work?"}, most=50)
    assert copy_evaluation_questions(now, earlier, by=KZ_COORDINATOR) == 2
    added = list(now.questions.filter(number__gt=6))
    assert [(one.number, one.kind, str(one)) for one in added] == [
        (7, "one", "Which part?"),
        (8, "number", "Years at work?"),
    ]
    assert (added[0].choices, added[1].most) == (CHOICES, 50)
    assert copy_evaluation_questions(now, earlier, by=KZ_COORDINATOR) == 0
    told = JournalEntry.objects.filter(about=now.event.label, verb="events.evaluationquestion.added")
    assert {entry.changes["source"] for entry in told} == {earlier.event.label}


@in_database
def test_questions_of_an_event_that_one_may_not_see_are_not_taken_over():
    earlier = prepare_evaluation(an_event("UZ"), by=MACHINE)
    a_question(earlier, "one", text={"en": "Which part?"})
    now = a_prepared_evaluation(an_event("KZ"))
    with pytest.raises(Denied):
        copy_evaluation_questions(now, earlier, by=KZ_COORDINATOR)
    assert reads.sources_of_questions(now, KZ_COORDINATOR) == []


def test_questions_are_taken_over_on_a_page(coordinator):
    now = a_prepared_evaluation(an_event())
    page = reverse("events:copy-questions", args=[now.event.code])
    assert "No other event that you may see" in text_of(coordinator.get(page))
    earlier = a_prepared_evaluation(an_event(title={"en": "Earlier workshop"}))
    a_question(earlier, "one", text={"en": "Which part?"})
    shown = text_of(coordinator.get(page))
    assert "Earlier workshop: 3 own questions" in shown
    answer = coordinator.post(page, {"source": earlier.event.code}, follow=True)
    assert "1 question was added." in text_of(answer)
    assert "Which part?" in text_of(answer)
    closed(open_evaluation(now, by=MACHINE))
    assert coordinator.post(page, {"source": earlier.event.code}).status_code == 422
