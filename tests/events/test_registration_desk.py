"""Pages of registration at the desk: terms, decisions, the waiting list, letters."""

import pytest
from django.urls import reverse

from tests.events.registrants import page_of
from tests.events.registrations import an_open_event, letters_to, registered, states_of
from tests.pages import text_of
from tests.people import MACHINE, Client, a_person, signed_in
from tumar.events.actions.events import amend_event
from tumar.events.models import Registering
from tumar.kernel import mail
from tumar.kernel.models import OutgoingLetter
from tumar.people.rules import RoleKind

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("counters_of_this_test")]


@pytest.fixture
def coordinator() -> Client:
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
