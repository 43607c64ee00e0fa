"""What those meet who would abuse the public form of registration."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.events.registrants import page_of, sent, typed
from tests.events.registrations import an_open_event, registered
from tests.pages import text_of
from tests.people import MACHINE
from tumar.events.actions import registering
from tumar.events.models import Question
from tumar.events.views.registration import FROM_ONE_PLACE, TO_ONE_MAILBOX
from tumar.kernel import clock, mail
from tumar.kernel.models import OutgoingLetter

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("counters_of_this_test")]


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
