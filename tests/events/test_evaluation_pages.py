"""The pages of an evaluation at the desk: asked, opened, told, printed."""

import csv
import io
import re

import openpyxl
import pytest
from django.urls import reverse

from tests.events.builders import an_event, on_the_list
from tests.events.evaluations import (
    a_prepared_evaluation,
    a_question,
    an_evaluation,
    answered,
    closed,
)
from tests.events.respondents import address, hall
from tests.pages import text_of
from tests.people import Client, a_person, signed_in
from tumar.events.exports.evaluation import paper_pdf
from tumar.events.models import (
    AnswerSheet,
    EvaluationQuestion,
)
from tumar.events.queries import evaluation as queries
from tumar.kernel.models import OutgoingLetter
from tumar.people.rules import RoleKind

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("patient")]


@pytest.fixture
def office() -> Client:
    return signed_in()


def test_an_event_without_an_evaluation_offers_to_prepare_one(office):
    event = an_event()
    page = reverse("events:evaluation", args=[event.code])
    assert "Prepare the evaluation" in text_of(office.get(page))
    assert "Prepare the evaluation" not in text_of(signed_in(RoleKind.TRAINER, "KZ").get(page))
    response = office.post(reverse("events:prepare-evaluation", args=[event.code]), follow=True)
    assert "What was taught here is useful for my work." in text_of(response)
    assert "Open the evaluation" in text_of(response)


def test_the_event_leads_to_its_evaluation(office):
    event = an_event()
    page = text_of(office.get(reverse("events:event", args=[event.code])))
    assert reverse("events:evaluation", args=[event.code]) in page


def test_the_days_and_the_words_above_are_laid_down(office):
    evaluation = a_prepared_evaluation()
    given = {"opens_on": "2026-03-01", "closes_on": "2026-03-10", "words_en": "Thank you for coming."}
    assert office.post(address("set-evaluation", evaluation), given).status_code == 302
    evaluation.refresh_from_db()
    assert (str(evaluation.opens_on), evaluation.words) == ("2026-03-01", {"en": "Thank you for coming."})
    wrong = office.post(address("set-evaluation", evaluation), {**given, "closes_on": "2026-02-01"})
    assert wrong.status_code == 422
    assert "The last day lies before the first." in text_of(wrong)


def test_a_question_of_ones_own_is_added_changed_and_removed(office):
    evaluation = a_prepared_evaluation()
    given = {"text_en": "What helped?", "kind": "one", "choices_en": "Lectures\nExercises"}
    assert office.post(address("add-evaluation-question", evaluation), given).status_code == 302
    question = evaluation.questions.get(number=7)
    assert question.choices == [["c1", {"en": "Lectures"}], ["c2", {"en": "Exercises"}]]
    edit = address("edit-evaluation-question", evaluation, 7)
    assert "Lectures\nExercises" in text_of(office.get(edit))
    office.post(edit, {**given, "text_en": "What helped most?"})
    question.refresh_from_db()
    assert str(question) == "What helped most?"
    office.post(address("remove-evaluation-question", evaluation, 7))
    assert not evaluation.questions.filter(number=7).exists()


def test_the_journal_of_the_event_tells_what_was_asked_and_changed(office):
    evaluation = a_prepared_evaluation()
    given = {"text_en": "What helped?", "kind": "one", "choices_en": "Lectures\nExercises"}
    office.post(address("add-evaluation-question", evaluation), given)
    edit = address("edit-evaluation-question", evaluation, 7)
    office.post(edit, {**given, "text_en": "What helped most?", "choices_en": "Lectures\nPractice"})
    office.post(address("set-evaluation", evaluation), {"closes_on": "2026-03-10"})
    office.post(address("open-evaluation", evaluation))
    page = text_of(office.get(reverse("events:event", args=[evaluation.event.code])))
    for told in ("What helped most?", "Practice", "Last day to answer by telephone", "opened", "prepared"):
        assert told.lower() in page.lower()


def test_what_is_missing_in_a_question_is_said_beside_it(office):
    evaluation = a_prepared_evaluation()
    page = office.post(
        address("add-evaluation-question", evaluation), {"text_en": "How many?", "kind": "number"}
    )
    assert page.status_code == 422
    assert "Give the smallest and the largest number that can be answered." in text_of(page)
    page = office.post(address("add-evaluation-question", evaluation), {"text_en": "Which?", "kind": "some"})
    assert "Give two choices or more, one a line." in text_of(page)


def test_choices_in_two_languages_must_be_as_many(office):
    evaluation = a_prepared_evaluation()
    given = {"text_en": "Which?", "kind": "some", "choices_en": "One\nTwo", "choices_ru": "Один"}
    page = office.post(address("add-evaluation-question", evaluation), given)
    assert "Give as many choices in each language, in the same order." in text_of(page)


def test_it_is_opened_and_closed_for_good_after_a_question(office):
    evaluation = a_prepared_evaluation()
    page = office.post(address("open-evaluation", evaluation), follow=True)
    assert "Enter a sheet from paper" in text_of(page)
    assert "This is for good" in text_of(office.get(address("close-evaluation", evaluation)))
    page = office.post(address("close-evaluation", evaluation), follow=True)
    assert "The evaluation is closed. These are its results." in text_of(page)
    assert "Fewer than 5 people answered; nothing is shown." in text_of(page)
    again = office.post(address("open-evaluation", evaluation), follow=True)
    assert "nothing of it can be changed any more" in text_of(again)


def test_those_who_attended_are_written_to_from_the_page(office):
    evaluation = an_evaluation()
    on_the_list(evaluation.event, a_person("Akhmetova", email="a@example.kz"), attended=True)
    assert "1 person who attended has an address" in text_of(office.get(address("evaluation", evaluation)))
    page = text_of(office.post(address("send-evaluation", evaluation), follow=True))
    assert "1 letter is on its way." in page
    assert "Everybody who attended and has an address was written to" in page
    letter = OutgoingLetter.objects.get(kind="evaluation.link")
    # Whoever could read the letter at the desk could answer by its link.
    letters = text_of(office.get(reverse("events:letters", args=[evaluation.event.code])))
    assert letter.subject not in letters


def test_results_are_shown_once_closed_with_pictures_and_tables(office):
    evaluation = an_evaluation()
    answered(evaluation, *[{"q1": 5, "q5": f"words {number}"} for number in range(6)], *[{"q1": 4}] * 5)
    assert "words 1" not in text_of(office.get(address("evaluation", evaluation)))
    trainer = signed_in(RoleKind.TRAINER, "KZ")
    assert "Results are shown once the evaluation is closed." in text_of(
        trainer.get(address("evaluation", evaluation))
    )
    closed(evaluation)
    page = text_of(office.get(address("evaluation", evaluation)))
    assert page.count("<svg") > 2
    assert "5 (strongly agree)" in page
    assert "words 1" in page
    assert "mean between 3.2 and 4.5" in re.sub(r"\s+", " ", page)
    seen = text_of(trainer.get(address("evaluation", evaluation)))
    assert "5 (strongly agree)" in seen
    assert "words 1" not in seen


def test_more_sheets_than_people_are_remarked_upon(office):
    evaluation = an_evaluation()
    on_the_list(evaluation.event, attended=True)
    answered(evaluation, *[{"q1": 5}] * 6)
    closed(evaluation)
    assert "More sheets came in than people attended" in text_of(
        office.get(address("evaluation", evaluation))
    )


def test_results_are_given_as_a_sheet_without_words(office):
    evaluation = an_evaluation()
    answered(evaluation, *[{"q1": 5, "q5": f"words {number}"} for number in range(6)], *[{"q1": 4}] * 7)
    url = address("evaluation-results", evaluation, "csv")
    assert office.get(url).status_code == 404
    closed(evaluation)
    lines = b"".join(office.get(url).streaming_content).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(lines)))
    assert rows[1][1:6] == [
        "relevance",
        "What was taught here is useful for my work.",
        "13",
        "1 (strongly disagree) to 4",
        "7",
    ]
    assert rows[2][4:6] == ["5 (strongly agree)", "6"]
    assert rows[3][3] == "fewer than 5"
    assert "words 1" not in lines
    book = openpyxl.load_workbook(
        io.BytesIO(b"".join(office.get(address("evaluation-results", evaluation, "xlsx")).streaming_content))
    )
    assert book.worksheets[0]["F2"].value == 7
    assert office.get(address("evaluation-results", evaluation, "pdf")).status_code == 404


@pytest.mark.parametrize("language", ["en", "ru", "fa-af"])
def test_the_questions_are_printed_in_each_language(office, language):
    evaluation = an_evaluation()
    for kind in ("one", "some", "number", "yes-no"):
        a_question(evaluation, kind)
    response = office.get(address("evaluation-paper", evaluation), {"in": language})
    assert (response.status_code, response.headers["Content-Type"]) == (200, "application/pdf")
    assert response.content.startswith(b"%PDF")


def test_the_code_on_paper_follows_what_is_asked():
    evaluation = an_evaluation()
    code = queries.page_code(evaluation)
    assert code.startswith(f"{evaluation.event.code}-")
    assert queries.page_code(evaluation) == code
    a_question(evaluation)
    assert queries.page_code(evaluation) != code
    assert paper_pdf(evaluation).startswith(b"%PDF")


def test_a_question_that_is_asked_no_more_is_not_on_the_page():
    evaluation = an_evaluation()
    question = a_question(evaluation, text={"en": "Was it warm?"})
    answered(evaluation, {question.key: 5})
    EvaluationQuestion.objects.filter(pk=question.pk).update(is_retired=True)
    assert "Was it warm?" not in text_of(Client().get(hall(evaluation)))
    assert AnswerSheet.objects.count() == 1
