"""Pages on which answers come as a list, and on which questions of an earlier event are taken over."""

import io
from uuid import uuid4

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.events.builders import an_event
from tests.events.evaluations import a_prepared_evaluation, a_question, a_table, an_asked_evaluation, closed
from tests.pages import text_of
from tests.people import KZ_COORDINATOR, MACHINE, Client, signed_in
from tumar.events.actions import answer_lists as actions
from tumar.events.actions.evaluation import open_evaluation
from tumar.events.models import AnswerList, AnswerSheet
from tumar.events.queries import answer_lists as lists
from tumar.events.queries import evaluation as reads
from tumar.people.rules import RoleKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator() -> Client:
    return signed_in(RoleKind.NATIONAL_COORDINATOR, "KZ")


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
