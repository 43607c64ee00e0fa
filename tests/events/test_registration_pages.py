"""Pages of registration: what strangers see and send, what abuse meets, what the desk does."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.events.registrations import a_consent_text, an_open_event, letters_to, registered, states_of
from tests.people import MACHINE, a_person, an_organisation, signed_in
from tumar.events.actions import registering
from tumar.events.actions.events import amend_event
from tumar.events.forms.registration import ASKABLE
from tumar.events.models import Event, Question, Registering, Registration
from tumar.events.views.registration import FROM_ONE_PLACE, TO_ONE_MAILBOX
from tumar.kernel import clock, mail
from tumar.kernel.models import OutgoingLetter
from tumar.people.rules import RoleKind

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("counters_of_this_test")]
State = Registration.State
LARGEST_PAGE = 60_000


def page_of(event: Event) -> str:
    return reverse("registration:event", args=[event.code])


def typed(client: Client, address: str, **facts: object) -> dict[str, object]:
    """What a browser sends back: the form as the page gave it, filled in."""
    page = client.get(address).content.decode()
    stamp = re.search(r'name="opened" value="([^"]+)"', page)
    assert stamp
    given = {
        "given": "Айжан",
        "family": "Ахметова",
        "country": "KZ",
        "email": "a@example.kz",
        "language": "ru",
    }
    return {**given, "language": "ru", "agrees": "on", "website": "", "opened": stamp.group(1), **facts}


def sent(client: Client, address: str, *, after: int = 30, **facts: object):
    """The answer to a form that somebody took half a minute to fill in."""
    given = typed(client, address, **facts)
    with clock.stopped(clock.now() + timedelta(seconds=after)):
        return client.post(address, given)


def text_of(response) -> str:
    return response.content.decode()


# The public page


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


# Abuse


def test_nobody_learns_whether_an_address_is_registered(client):
    event = an_open_event()
    registered(event, email="a@example.kz")
    known = sent(client, page_of(event), email="A@example.kz")
    unknown = sent(client, page_of(event), email="b@example.kz")
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert known.cookies.keys() == unknown.cookies.keys()


@pytest.mark.parametrize(
    "email",
    ["a@example.kz\nBcc: b@example.org", "a@example.kz,b@example.org", "a@example.kz%0aBcc:x", "a@", ""],
)
def test_an_address_with_something_behind_it_is_no_address(client, email):
    event = an_open_event()
    answer = sent(client, page_of(event), email=email)
    assert answer.status_code in (302, 422)
    assert all(mail.is_address(letter.recipient) for letter in OutgoingLetter.objects.all())
    assert not [one for one in OutgoingLetter.objects.all() if "example.org" in one.recipient]


def test_a_machine_that_fills_in_every_field_is_told_which_to_leave_empty(client):
    event = an_open_event()
    answer = sent(client, page_of(event), website="https://buy.example")
    assert answer.status_code == 422
    assert "must stay empty" in text_of(answer)
    assert not event.registrations.exists()


@pytest.mark.parametrize("after", [0, 1, 30 * 24 * 3600])
def test_a_form_sent_at_once_or_after_a_month_is_asked_for_again_with_all_that_was_typed(client, after):
    event = an_open_event()
    answer = sent(client, page_of(event), after=after)
    assert answer.status_code == 422
    assert "send it once more" in text_of(answer)
    assert 'value="Ахметова"' in text_of(answer)


def test_a_stamp_of_somebody_s_own_making_does_not_count(client):
    event = an_open_event()
    assert sent(client, page_of(event), opened="1700000000").status_code == 422


def test_one_mailbox_is_not_flooded(client):
    event = an_open_event()
    codes = [sent(client, page_of(event)).status_code for _attempt in range(TO_ONE_MAILBOX + 1)]
    assert codes == [302] * TO_ONE_MAILBOX + [429]


def test_one_place_does_not_register_thousands(client):
    event = an_open_event()
    given = typed(client, page_of(event))
    with clock.stopped(clock.now() + timedelta(seconds=30)):
        codes = [
            client.post(page_of(event), {**given, "email": f"{number}@example.kz"}).status_code
            for number in range(FROM_ONE_PLACE + 1)
        ]
        elsewhere = client.post(page_of(event), {**given, "email": "x@example.kz"}, REMOTE_ADDR="192.0.2.7")
    assert codes == [302] * FROM_ONE_PLACE + [429]
    assert elsewhere.status_code == 302


@pytest.mark.parametrize(
    ("name", "content"),
    [("virus.pdf", b"MZ\x90\x00"), ("page.pdf", b"<script>"), ("letter.exe", b"%PDF-1.7")],
)
def test_a_file_that_is_not_what_it_says_is_refused_beside_its_field(client, name, content):
    event = an_open_event()
    registering.add_question(event, {"kind": Question.Kind.FILE, "text": {"en": "Letter"}}, by=MACHINE)
    answer = sent(client, page_of(event), q1=SimpleUploadedFile(name, content))
    assert answer.status_code == 422
    assert not event.registrations.exists()


def test_what_was_typed_comes_back_as_text_and_never_as_a_page(client):
    event = an_open_event()
    answer = sent(client, page_of(event), given="<script>alert(1)</script>", email="")
    assert "<script" not in text_of(answer)


# The desk


@pytest.fixture
def coordinator():
    return signed_in(RoleKind.NATIONAL_COORDINATOR, "KZ")


def test_the_coordinator_lays_down_terms_and_sees_the_public_address(coordinator):
    event = an_open_event()
    address = reverse("events:registration-terms", args=[event.code])
    assert coordinator.get(address).status_code == 200
    given = {"door": "open", "reminder_days": "2", "places": "30", "places_by_country": "Kazakhstan: 20"}
    answer = coordinator.post(address, {**given, "asks_group": "required", "is_moderated": "on"})
    assert answer.status_code == 302
    terms = Registering.objects.get(event=event)
    assert (terms.places, terms.places_by_country, terms.asked) == (30, {"KZ": 20}, {"group": "required"})
    assert page_of(event) in text_of(coordinator.get(answer["Location"]))


def test_limits_that_cannot_be_read_come_back_with_the_line(coordinator):
    event = an_open_event()
    given = {"door": "open", "reminder_days": "2", "places_by_country": "Kazakhstan - 20"}
    answer = coordinator.post(reverse("events:registration-terms", args=[event.code]), given)
    assert answer.status_code == 422
    assert "Kazakhstan - 20" in text_of(answer)


def test_registrations_are_decided_on_the_list(coordinator):
    event = an_open_event(is_moderated=True, places=1)
    one, two = registered(event, "Akhmetova"), registered(event, "Omarov")
    page = text_of(coordinator.get(reverse("events:registrations", args=[event.code])))
    assert "Akhmetova" in page
    for registration, decision in ((one, "confirmed"), (two, "refused")):
        address = reverse("events:decide-registration", args=[registration.code])
        answer = coordinator.post(address, {"decision": decision, "version": registration.version})
        assert answer.status_code == (302 if decision == "confirmed" else 422), "a refusal says why"
    given = {"decision": "refused", "version": two.version, "reason": "For laboratories only"}
    coordinator.post(reverse("events:decide-registration", args=[two.code]), given)
    assert states_of(event) == {"Akhmetova": "confirmed", "Omarov": "refused"}
    assert "For laboratories only" in text_of(
        coordinator.get(reverse("events:registration", args=[two.code]))
    )


def test_somebody_is_moved_in_the_waiting_list_with_a_reason(coordinator):
    event = an_open_event(places=0)
    _first, second = registered(event, "A"), registered(event, "B")
    address = reverse("events:move-in-line", args=[second.code])
    assert coordinator.post(address, {"place": "1"}).status_code == 422
    assert coordinator.post(address, {"place": "1", "reason": "Speaker"}).status_code == 302
    second.refresh_from_db()
    assert second.line == 1


def test_who_has_a_place_goes_to_the_list_of_participants(coordinator):
    event = an_open_event()
    known = a_person("Tulegenov", "Daniyar")
    one = registered(event, "Tulegenov", given="Daniyar")
    registered(event, "Zhumabaeva", given="Gulnara")
    answer = coordinator.post(reverse("events:enlist", args=[event.code]), follow=True)
    assert "Added: 1. Left for you to decide: 1." in text_of(answer)
    page = reverse("events:registration", args=[one.code])
    assert known.code in text_of(coordinator.get(page))
    coordinator.post(reverse("events:link-registration", args=[one.code]), {"person": known.code})
    one.refresh_from_db()
    assert one.person == known
    assert event.involvements.count() == 2


def test_everybody_is_accepted_at_once_after_being_asked(coordinator):
    event = an_open_event(is_moderated=True, places=1)
    for family in ("Tulegenov", "Zhumabaeva"):
        registered(event, family)
    listed = coordinator.get(reverse("events:registrations", args=[event.code]))
    address = reverse("events:accept-all", args=[event.code])
    assert address in listed.content.decode()
    asked = coordinator.get(address)
    assert "2 registrations are to be decided" in text_of(asked)
    seen = asked.context["form"].initial["seen"]
    answer = coordinator.post(address, {"seen": seen}, follow=True)
    assert "Given a place: 1. On the waiting list: 1." in text_of(answer)
    assert sorted(states_of(event).values()) == ["confirmed", "waiting"]
    assert coordinator.post(address, {"seen": ""}).status_code == 422


def test_a_new_person_is_added_from_the_page_of_a_registration(coordinator):
    one = registered(an_open_event(), "Tulegenov")
    answer = coordinator.post(reverse("events:add-registered", args=[one.code]), follow=True)
    assert "on the list of participants" in text_of(answer)
    again = coordinator.post(reverse("events:add-registered", args=[one.code]), follow=True)
    assert "already" in text_of(again)


def test_a_change_is_previewed_in_each_language_and_sent_as_seen(coordinator):
    event = an_open_event(title={"en": "Biosafety", "ru": "Биобезопасность"})
    one = registered(event)
    event = amend_event(event, {"place": "Astana"}, version=event.version, by=MACHINE)
    assert "has changed since" in text_of(coordinator.get(reverse("events:registrations", args=[event.code])))
    address = reverse("events:letter-to-all", args=[event.code, "change"])
    page = text_of(coordinator.get(address))
    assert "Astana" in page
    assert "Биобезопасность" in page
    seen = {"starts": event.starts.isoformat(), "ends": event.ends.isoformat(), "place": "Almaty"}
    assert coordinator.post(address, seen).status_code == 422
    assert coordinator.post(address, {**seen, "place": "Astana"}).status_code == 302
    assert letters_to(one)[-1] == "change"


def test_letters_are_listed_shown_and_sent_once_more(coordinator):
    event = an_open_event()
    registered(event, email="a@example.kz")
    assert "a@example.kz" in text_of(coordinator.get(reverse("events:letters", args=[event.code])))
    letter = OutgoingLetter.objects.filter(kind="registration.confirmed").get()
    mail.send_due()
    page = reverse("events:letter", args=[event.code, letter.pk])
    assert "event.ics" in text_of(coordinator.get(page))
    coordinator.post(reverse("events:send-again", args=[event.code, letter.pk]))
    letter.refresh_from_db()
    assert letter.state == OutgoingLetter.State.WAITING


def test_a_letter_of_another_event_is_not_shown_among_these(coordinator):
    registered(an_open_event())
    other = an_open_event()
    address = reverse("events:letter", args=[other.code, OutgoingLetter.objects.first().pk])
    assert coordinator.get(address).status_code == 404


def test_questions_and_links_are_added_and_closed(coordinator):
    event = an_open_event()
    given = {"text_en": "Diet", "kind": "one", "choices_en": "None\nHalal", "choices_ru": "Нет"}
    address = reverse("events:add-question", args=[event.code])
    assert coordinator.post(address, given).status_code == 422, "as many choices in each language"
    assert coordinator.post(address, {**given, "choices_ru": "Нет\nХаляль"}).status_code == 302
    question = event.registration_questions.get()
    assert [texts for _value, texts in question.choices] == [
        {"en": "None", "ru": "Нет"},
        {"en": "Halal", "ru": "Халяль"},
    ]
    coordinator.post(reverse("events:retire-question", args=[event.code, question.number]))
    question.refresh_from_db()
    assert question.is_retired
    coordinator.post(reverse("events:invite", args=[event.code]), {"whom": "Press", "places": "3"})
    invitation = event.invitations.get()
    page = text_of(coordinator.get(reverse("events:registrations", args=[event.code])))
    assert invitation.token in page
    coordinator.post(reverse("events:close-invitation", args=[event.code, invitation.pk]))
    invitation.refresh_from_db()
    assert invitation.is_closed
