"""The public pages of registration: what strangers read, send and confirm."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.events.registrants import page_of, sent, typed
from tests.events.registrations import a_consent_text, an_open_event, registered
from tests.pages import text_of
from tests.people import MACHINE, an_organisation
from tumar.events.actions import registering
from tumar.events.forms.registration import ASKABLE
from tumar.events.models import Question, Registering, Registration
from tumar.kernel import clock
from tumar.kernel.models import OutgoingLetter

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("counters_of_this_test")]
State = Registration.State
LARGEST_PAGE = 60_000


def test_a_stranger_reads_what_the_event_is_and_registers_without_a_script(client):
    event = an_open_event(title={"en": "Biosafety"}, place="Almaty", words={"en": "For all"})
    page = text_of(client.get(page_of(event)))
    assert "Biosafety" in page
    assert "Almaty" in page
    assert "For all" in page
    assert "<script" not in page
    assert len(page.encode()) < LARGEST_PAGE
    answer = sent(client, page_of(event))
    assert answer["Location"] == reverse("registration:received")
    one = event.registrations.get()
    assert (one.family, one.language, one.state) == ("Ахметова", "ru", State.UNCONFIRMED)
    assert one.consent_text == a_consent_text()


def test_the_link_in_the_letter_confirms_only_when_the_button_is_pressed(client):
    event = an_open_event()
    sent(client, page_of(event))
    letter = OutgoingLetter.objects.get()
    link = re.search(r"http://\S+(/register/own/\S+)", letter.text).group(1)
    assert client.get(link).status_code == 200
    assert event.registrations.get().state == State.UNCONFIRMED, "programs that check mail open every link"
    assert client.post(link)["Location"] == link
    assert event.registrations.get().state == State.CONFIRMED
    entry = client.get(f"{link}event.ics")
    assert entry["Content-Type"].startswith("text/calendar")
    assert "BEGIN:VEVENT" in text_of(entry)


def test_whoever_registered_withdraws_by_the_own_link(client):
    one = registered(an_open_event())
    address = reverse("registration:withdraw", args=[one.token])
    assert client.get(address).status_code == 200
    one.refresh_from_db()
    assert one.state == State.CONFIRMED
    client.post(address)
    one.refresh_from_db()
    assert one.state == State.WITHDRAWN
    assert client.get(reverse("registration:calendar", args=[one.token])).status_code == 404


def test_own_pages_are_kept_nowhere_and_their_address_is_told_to_nobody(client):
    answer = client.get(reverse("registration:own", args=[registered(an_open_event()).token]))
    assert answer["Referrer-Policy"] == "same-origin"
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("name", ["own", "withdraw", "calendar", "invited"])
def test_a_link_that_nobody_was_given_leads_nowhere(client, name):
    assert client.get(reverse(f"registration:{name}", args=["x" * 43])).status_code == 404


def test_an_event_that_is_not_open_to_all_has_no_public_page(client):
    event = an_open_event(door=Registering.Door.INVITED)
    assert client.get(page_of(event)).status_code == 404
    invitation = registering.invite(event, {"whom": "Press"}, by=MACHINE)
    assert client.get(reverse("registration:invited", args=[invitation.token])).status_code == 200


def test_a_nomination_needs_no_consent_of_the_ministry_but_of_the_person(client):
    event = an_open_event(door=Registering.Door.INVITED)
    facts = {"whom": "Ministry", "organisation": an_organisation("Ministry of Health"), "places": 2}
    address = reverse("registration:invited", args=[registering.invite(event, facts, by=MACHINE).token])
    given = typed(client, address)
    del given["agrees"]
    with clock.stopped(clock.now() + timedelta(seconds=9)):
        assert client.post(address, given).status_code == 302
    one = event.registrations.get()
    own = reverse("registration:own", args=[one.token])
    assert client.post(own).status_code == 422
    assert client.post(own, {"agrees": "1"}).status_code == 302
    one.refresh_from_db()
    assert one.state == State.CONFIRMED


@pytest.mark.parametrize("language", ["en", "ru", "fa-af"])
def test_the_page_speaks_each_language(client, language):
    event = an_open_event(asked=dict.fromkeys(ASKABLE, "asked"))
    answer = client.get(page_of(event), {"lang": language})
    assert f'<html lang="{language}"' in text_of(answer)
    assert answer.cookies["language"].value == language


def test_what_an_event_asks_for_must_be_given(client):
    event = an_open_event(asked={"group": "required", "position": "asked"})
    answer = sent(client, page_of(event))
    assert answer.status_code == 422
    assert 'value="Ахметова"' in text_of(answer), "what was typed stays"
    assert sent(client, page_of(event), group="human-lab", position="Вирусолог").status_code == 302
    assert event.registrations.get().position == "Вирусолог"


def test_answers_to_own_questions_are_kept_as_they_were_given(client):
    event = an_open_event()
    choices = [["c1", {"en": "None"}], ["c2", {"en": "Halal"}]]
    for kind in Question.Kind.values:
        facts = {"kind": kind, "text": {"en": f"About {kind}"}, "choices": choices}
        registering.add_question(event, facts, by=MACHINE)
    file = SimpleUploadedFile("nomination.pdf", b"%PDF-1.7 letter")
    given = {
        "q1": "a",
        "q2": "b\nc",
        "q3": "4",
        "q4": "2026-05-01",
        "q5": "on",
        "q6": "c2",
        "q7": ["c1", "c2"],
    }
    assert sent(client, page_of(event), **given, q8=file).status_code == 302
    one = event.registrations.get()
    assert {key: one.answers[key] for key in ("q1", "q3", "q4", "q5", "q6", "q7")} == {
        "q1": "a",
        "q3": 4,
        "q4": "2026-05-01",
        "q5": True,
        "q6": "c2",
        "q7": ["c1", "c2"],
    }
    assert len(one.answers["q8"]) == 64
