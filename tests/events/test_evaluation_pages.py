"""The pages of an evaluation: at the desk, on a telephone, on paper, as a sheet."""

import csv
import io
import re
from datetime import timedelta
from uuid import UUID, uuid4

import openpyxl
import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.events.builders import an_event, on_the_list
from tests.events.evaluations import (
    a_prepared_evaluation,
    a_question,
    an_evaluation,
    answered,
    closed,
    on_paper,
)
from tests.people import a_person, signed_in
from tumar.events.exports.evaluation import paper_pdf
from tumar.events.models import (
    AnswerSheet,
    Evaluation,
    EvaluationLink,
    EvaluationQuestion,
    FreeAnswer,
    PaperSheet,
)
from tumar.events.queries import evaluation as queries
from tumar.events.views import answering
from tumar.kernel import clock, files
from tumar.kernel.models import OutgoingLetter
from tumar.people.rules import RoleKind

pytestmark = pytest.mark.django_db


def address(name: str, evaluation: Evaluation, *words) -> str:
    return reverse(f"events:{name}", args=[evaluation.event.code, *words])


def hall(evaluation: Evaluation) -> str:
    return reverse("evaluation:hall", args=[evaluation.token])


def hidden_of(text: str) -> dict[str, str]:
    """What the page itself sends along with the answers."""
    found = dict(re.findall(r'<input type="hidden" name="(sheet|opened)" value="([^"]+)"', text))
    return {"sheet": found["sheet"], "opened": found["opened"]}


def sent(client: Client, url: str, **answers):
    """Open the page, take some time, and send what was answered."""
    page = client.get(url).content.decode()
    hidden = hidden_of(page)
    return client.post(url, {**hidden, **answers})


@pytest.fixture(autouse=True)
def patient(monkeypatch):
    """Nobody waits three seconds in a test for what a machine would do at once."""
    monkeypatch.setattr("tumar.events.forms.traps.FASTEST", 0)
    cache.clear()


@pytest.fixture
def office() -> Client:
    return signed_in(RoleKind.PROGRAMME_OFFICE)


def read(response) -> str:
    return response.content.decode()


def test_an_event_without_an_evaluation_offers_to_prepare_one(office):
    event = an_event()
    page = reverse("events:evaluation", args=[event.code])
    assert "Prepare the evaluation" in read(office.get(page))
    assert "Prepare the evaluation" not in read(signed_in(RoleKind.TRAINER, "KZ").get(page))
    response = office.post(reverse("events:prepare-evaluation", args=[event.code]), follow=True)
    assert "What was taught here is useful for my work." in read(response)
    assert "Open the evaluation" in read(response)


def test_the_event_leads_to_its_evaluation(office):
    event = an_event()
    page = read(office.get(reverse("events:event", args=[event.code])))
    assert reverse("events:evaluation", args=[event.code]) in page


def test_the_days_and_the_words_above_are_laid_down(office):
    evaluation = a_prepared_evaluation()
    given = {"opens_on": "2026-03-01", "closes_on": "2026-03-10", "words_en": "Thank you for coming."}
    assert office.post(address("set-evaluation", evaluation), given).status_code == 302
    evaluation.refresh_from_db()
    assert (str(evaluation.opens_on), evaluation.words) == ("2026-03-01", {"en": "Thank you for coming."})
    wrong = office.post(address("set-evaluation", evaluation), {**given, "closes_on": "2026-02-01"})
    assert wrong.status_code == 422
    assert "The last day lies before the first." in read(wrong)


def test_a_question_of_ones_own_is_added_changed_and_removed(office):
    evaluation = a_prepared_evaluation()
    given = {"text_en": "What helped?", "kind": "one", "choices_en": "Lectures\nExercises"}
    assert office.post(address("add-evaluation-question", evaluation), given).status_code == 302
    question = evaluation.questions.get(number=7)
    assert question.choices == [["c1", {"en": "Lectures"}], ["c2", {"en": "Exercises"}]]
    edit = address("edit-evaluation-question", evaluation, 7)
    assert "Lectures\nExercises" in read(office.get(edit))
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
    page = read(office.get(reverse("events:event", args=[evaluation.event.code])))
    for told in ("What helped most?", "Practice", "Last day to answer by telephone", "opened", "prepared"):
        assert told.lower() in page.lower()


def test_what_is_missing_in_a_question_is_said_beside_it(office):
    evaluation = a_prepared_evaluation()
    page = office.post(
        address("add-evaluation-question", evaluation), {"text_en": "How many?", "kind": "number"}
    )
    assert page.status_code == 422
    assert "Give the smallest and the largest number that can be answered." in read(page)
    page = office.post(address("add-evaluation-question", evaluation), {"text_en": "Which?", "kind": "some"})
    assert "Give two choices or more, one a line." in read(page)


def test_choices_in_two_languages_must_be_as_many(office):
    evaluation = a_prepared_evaluation()
    given = {"text_en": "Which?", "kind": "some", "choices_en": "One\nTwo", "choices_ru": "Один"}
    page = office.post(address("add-evaluation-question", evaluation), given)
    assert "Give as many choices in each language, in the same order." in read(page)


def test_it_is_opened_and_closed_for_good_after_a_question(office):
    evaluation = a_prepared_evaluation()
    page = office.post(address("open-evaluation", evaluation), follow=True)
    assert "Enter a sheet from paper" in read(page)
    assert "This is for good" in read(office.get(address("close-evaluation", evaluation)))
    page = office.post(address("close-evaluation", evaluation), follow=True)
    assert "The evaluation is closed. These are its results." in read(page)
    assert "Fewer than 5 people answered; nothing is shown." in read(page)
    again = office.post(address("open-evaluation", evaluation), follow=True)
    assert "nothing of it can be changed any more" in read(again)


def test_a_stranger_answers_at_the_address_for_the_hall():
    evaluation, stranger = an_evaluation(an_event(title={"en": "Safe transport"})), Client()
    page = stranger.get(hall(evaluation))
    text = read(page)
    assert "Safe transport" in text
    assert text.count('type="radio"') == 20
    assert (page.headers["Referrer-Policy"], page.headers["X-Robots-Tag"]) == ("same-origin", "noindex")
    assert page.headers["Cache-Control"] == "private, no-store"
    response = sent(stranger, hall(evaluation), q1="5", q2="4", q5="the exercises")
    assert response.status_code == 302
    assert "Your answers were received." in read(stranger.get(response.url))
    assert evaluation.sheets.get().answers == {"q1": 5, "q2": 4}
    assert FreeAnswer.objects.get().words == "the exercises"


def test_all_kinds_of_questions_are_answered():
    evaluation = an_evaluation()
    one, some = a_question(evaluation, "one"), a_question(evaluation, "some")
    number, yes = a_question(evaluation, "number"), a_question(evaluation, "yes-no")
    given = {one.key: "c2", some.key: ["c1", "c3"], number.key: "7", yes.key: "no"}
    assert sent(Client(), hall(evaluation), **given).status_code == 302
    assert evaluation.sheets.get().answers == {
        one.key: "c2",
        some.key: ["c1", "c3"],
        number.key: 7,
        yes.key: "no",
    }


def test_the_page_speaks_the_language_asked_for():
    evaluation = an_evaluation()
    a_question(evaluation, text={"en": "Was it warm?", "ru": "Было ли тепло?"})
    page = read(Client().get(f"{hall(evaluation)}?lang=ru"))
    assert "Было ли тепло?" in page
    assert 'lang="ru"' in page
    assert "Was it warm?" not in page


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "Answer one question at least."),
        ({"q1": "9"}, "Select a valid choice"),
        ({"q5": "x" * 1001}, "at most 1000 characters"),
        ({"q1": "5", "website": "http://spam.example"}, "must stay empty"),
        ({"q1": "5", "sheet": "none"}, "Please open the page anew."),
        ({"q1": "5", "opened": "forged"}, "send it once more"),
    ],
)
def test_what_cannot_be_taken_is_said_and_nothing_is_kept(given, said):
    evaluation = an_evaluation()
    page = sent(Client(), hall(evaluation), **given)
    assert page.status_code == 422
    assert said in read(page)
    assert not evaluation.sheets.exists()


def test_what_a_machine_sends_at_once_is_sent_once_more(monkeypatch):
    monkeypatch.setattr("tumar.events.forms.traps.FASTEST", 3)
    evaluation, client = an_evaluation(), Client()
    page = sent(client, hall(evaluation), q1="5")
    assert page.status_code == 422
    again = client.post(hall(evaluation), {**hidden_of(read(page)), "q1": "5"})
    assert again.status_code == 302
    assert evaluation.sheets.count() == 1


def test_a_page_sent_twice_counts_once():
    evaluation, client = an_evaluation(), Client()
    given = {**hidden_of(read(client.get(hall(evaluation)))), "q1": "5"}
    assert [client.post(hall(evaluation), given).status_code for _ in range(2)] == [302, 302]
    assert evaluation.sheets.count() == 1


def test_a_link_of_ones_own_works_once():
    evaluation, client = an_evaluation(), Client()
    link = EvaluationLink.objects.create(evaluation=evaluation, token="t" * 43)
    url = reverse("evaluation:link", args=[link.token])
    assert sent(client, url, q1="5").status_code == 302
    assert "Your answers are here already." in read(client.get(url))
    assert "Your answers are here already." in read(client.post(url, {"q1": "1"}))
    assert evaluation.sheets.get().answers == {"q1": 5}


@pytest.mark.parametrize("stage", ["prepared", "later", "past", "closed"])
def test_nobody_answers_when_it_is_not_open(stage):
    evaluation = a_prepared_evaluation() if stage == "prepared" else an_evaluation()
    day = timedelta(days=1)
    days = {"later": {"opens_on": clock.today() + day}, "past": {"closes_on": clock.today() - day}}
    Evaluation.objects.filter(pk=evaluation.pk).update(**days.get(stage, {}))
    if stage == "closed":
        closed(evaluation)
    page = read(Client().get(hall(evaluation)))
    assert ("not open yet" if stage in ("prepared", "later") else "The questions are closed.") in page
    assert "Send the answers" not in page
    Client().post(hall(evaluation), {"q1": "5", "sheet": str(uuid4())})
    assert not evaluation.sheets.exists()


def test_an_unknown_address_leads_nowhere():
    assert Client().get(reverse("evaluation:hall", args=["nothing"])).status_code == 404
    assert Client().get(reverse("evaluation:link", args=["nothing"])).status_code == 404


def test_too_many_sheets_from_one_place_are_put_off(monkeypatch):
    monkeypatch.setattr(answering, "FROM_ONE_PLACE", 2)
    evaluation, client = an_evaluation(), Client()
    assert [sent(client, hall(evaluation), q1="5").status_code for _ in range(3)] == [302, 302, 429]
    assert evaluation.sheets.count() == 2


def test_sheets_are_entered_from_paper_one_after_the_other(office):
    evaluation = an_evaluation(an_event("KZ", code="P53-KZ-7"))
    page = read(office.get(address("enter-paper", evaluation)))
    assert queries.page_code(evaluation) in page
    key = re.search(r'name="sheet" value="([^"]+)"', page).group(1)
    scan = SimpleUploadedFile("sheet.pdf", b"%PDF scan")
    response = office.post(
        address("enter-paper", evaluation),
        {"sheet": key, "q1": "4", "q6": "more tea", "scan": scan},
        follow=True,
    )
    assert "Write P53-KZ-7-E-0001 onto the paper" in read(response)
    paper = PaperSheet.objects.get()
    assert (paper.sheet_id, paper.by, paper.sheet.answers) == (UUID(key), office.account, {"q1": 4})
    shown = read(office.get(reverse("events:papersheet", args=[paper.code])))
    assert "sheet.pdf" in shown
    assert "more tea" not in shown


def test_paper_taken_back_says_why(office):
    evaluation = an_evaluation()
    paper = on_paper(evaluation)
    url = reverse("events:withdraw-paper", args=[paper.code])
    assert office.post(url, {"reason": ""}).status_code == 422
    page = office.post(url, {"reason": "Entered twice"}, follow=True)
    assert "Entered twice" in read(page)
    assert "withdrawn" in read(office.get(address("evaluation", evaluation)))


def test_a_scan_of_a_sheet_is_for_those_who_look_after_the_event(office):
    evaluation = an_evaluation()
    key = uuid4()
    scan = SimpleUploadedFile("sheet.pdf", b"%PDF one person's answers")
    office.post(address("enter-paper", evaluation), {"sheet": str(key), "q1": "4", "scan": scan})
    file = files.of(PaperSheet.objects.get().label).get().file
    url = reverse("desk:file", args=[file.sha256])
    assert office.get(url).status_code == 200
    assert signed_in(RoleKind.NATIONAL_COORDINATOR, "KZ").get(url).status_code == 200
    assert signed_in(RoleKind.TRAINER, "KZ").get(url).status_code == 404
    assert signed_in(RoleKind.NATIONAL_COORDINATOR, "UZ").get(url).status_code == 404


def test_those_who_attended_are_written_to_from_the_page(office):
    evaluation = an_evaluation()
    on_the_list(evaluation.event, a_person("Akhmetova", email="a@example.kz"), attended=True)
    assert "1 person who attended has an address" in read(office.get(address("evaluation", evaluation)))
    page = read(office.post(address("send-evaluation", evaluation), follow=True))
    assert "1 letter is on its way." in page
    assert "Everybody who attended and has an address was written to" in page
    letter = OutgoingLetter.objects.get(kind="evaluation.link")
    # Whoever could read the letter at the desk could answer by its link.
    letters = read(office.get(reverse("events:letters", args=[evaluation.event.code])))
    assert letter.subject not in letters


def test_results_are_shown_once_closed_with_pictures_and_tables(office):
    evaluation = an_evaluation()
    answered(evaluation, *[{"q1": 5, "q5": f"words {number}"} for number in range(6)], *[{"q1": 4}] * 5)
    assert "words 1" not in read(office.get(address("evaluation", evaluation)))
    trainer = signed_in(RoleKind.TRAINER, "KZ")
    assert "Results are shown once the evaluation is closed." in read(
        trainer.get(address("evaluation", evaluation))
    )
    closed(evaluation)
    page = read(office.get(address("evaluation", evaluation)))
    assert page.count("<svg") > 2
    assert "5 (strongly agree)" in page
    assert "words 1" in page
    assert "mean between 3.2 and 4.5" in re.sub(r"\s+", " ", page)
    seen = read(trainer.get(address("evaluation", evaluation)))
    assert "5 (strongly agree)" in seen
    assert "words 1" not in seen


def test_more_sheets_than_people_are_remarked_upon(office):
    evaluation = an_evaluation()
    on_the_list(evaluation.event, attended=True)
    answered(evaluation, *[{"q1": 5}] * 6)
    closed(evaluation)
    assert "More sheets came in than people attended" in read(office.get(address("evaluation", evaluation)))


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
    assert "Was it warm?" not in read(Client().get(hall(evaluation)))
    assert AnswerSheet.objects.count() == 1
