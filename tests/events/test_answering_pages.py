"""Pages on which people answer: on a telephone in the hall, by a link of their own, from paper."""

import re
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.events.builders import an_event
from tests.events.evaluations import a_prepared_evaluation, a_question, an_evaluation, closed, on_paper
from tests.events.respondents import address, hall, hidden_of, sent
from tests.pages import text_of
from tests.people import Client, signed_in
from tumar.events.models import Evaluation, EvaluationLink, FreeAnswer, PaperSheet
from tumar.events.queries import evaluation as queries
from tumar.events.views import answering
from tumar.kernel import clock, files
from tumar.people.rules import RoleKind

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("patient")]


@pytest.fixture
def office() -> Client:
    return signed_in()


def test_a_stranger_answers_at_the_address_for_the_hall():
    evaluation, stranger = an_evaluation(an_event(title={"en": "Safe transport"})), Client()
    page = stranger.get(hall(evaluation))
    text = text_of(page)
    assert "Safe transport" in text
    assert text.count('type="radio"') == 20
    assert (page.headers["Referrer-Policy"], page.headers["X-Robots-Tag"]) == ("same-origin", "noindex")
    assert page.headers["Cache-Control"] == "private, no-store"
    response = sent(stranger, hall(evaluation), q1="5", q2="4", q5="the exercises")
    assert response.status_code == 302
    assert "Your answers were received." in text_of(stranger.get(response.url))
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
    page = text_of(Client().get(f"{hall(evaluation)}?lang=ru"))
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
    assert said in text_of(page)
    assert not evaluation.sheets.exists()


def test_what_a_machine_sends_at_once_is_sent_once_more(monkeypatch):
    monkeypatch.setattr("tumar.events.forms.traps.FASTEST", 3)
    evaluation, client = an_evaluation(), Client()
    page = sent(client, hall(evaluation), q1="5")
    assert page.status_code == 422
    again = client.post(hall(evaluation), {**hidden_of(text_of(page)), "q1": "5"})
    assert again.status_code == 302
    assert evaluation.sheets.count() == 1


def test_a_page_sent_twice_counts_once():
    evaluation, client = an_evaluation(), Client()
    given = {**hidden_of(text_of(client.get(hall(evaluation)))), "q1": "5"}
    assert [client.post(hall(evaluation), given).status_code for _ in range(2)] == [302, 302]
    assert evaluation.sheets.count() == 1


def test_a_link_of_ones_own_works_once():
    evaluation, client = an_evaluation(), Client()
    link = EvaluationLink.objects.create(evaluation=evaluation, token="t" * 43)
    url = reverse("evaluation:link", args=[link.token])
    assert sent(client, url, q1="5").status_code == 302
    assert "Your answers are here already." in text_of(client.get(url))
    assert "Your answers are here already." in text_of(client.post(url, {"q1": "1"}))
    assert evaluation.sheets.get().answers == {"q1": 5}


@pytest.mark.parametrize("stage", ["prepared", "later", "past", "closed"])
def test_nobody_answers_when_it_is_not_open(stage):
    evaluation = a_prepared_evaluation() if stage == "prepared" else an_evaluation()
    day = timedelta(days=1)
    days = {"later": {"opens_on": clock.today() + day}, "past": {"closes_on": clock.today() - day}}
    Evaluation.objects.filter(pk=evaluation.pk).update(**days.get(stage, {}))
    if stage == "closed":
        closed(evaluation)
    page = text_of(Client().get(hall(evaluation)))
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
    page = text_of(office.get(address("enter-paper", evaluation)))
    assert queries.page_code(evaluation) in page
    key = re.search(r'name="sheet" value="([^"]+)"', page).group(1)
    scan = SimpleUploadedFile("sheet.pdf", b"%PDF scan")
    response = office.post(
        address("enter-paper", evaluation),
        {"sheet": key, "q1": "4", "q6": "more tea", "scan": scan},
        follow=True,
    )
    assert "Write P53-KZ-7-E-0001 onto the paper" in text_of(response)
    paper = PaperSheet.objects.get()
    assert (paper.sheet_id, paper.by, paper.sheet.answers) == (UUID(key), office.account, {"q1": 4})
    shown = text_of(office.get(reverse("events:papersheet", args=[paper.code])))
    assert "sheet.pdf" in shown
    assert "more tea" not in shown


def test_paper_taken_back_says_why(office):
    evaluation = an_evaluation()
    paper = on_paper(evaluation)
    url = reverse("events:withdraw-paper", args=[paper.code])
    assert office.post(url, {"reason": ""}).status_code == 422
    page = office.post(url, {"reason": "Entered twice"}, follow=True)
    assert "Entered twice" in text_of(page)
    assert "withdrawn" in text_of(office.get(address("evaluation", evaluation)))


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
