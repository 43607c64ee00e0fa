"""Pages of the directory: entries, and letters that a stranger writes to one of them."""

from datetime import UTC, datetime

import pytest
from django.core import mail
from django.urls import reverse

from tests.network.builders import (
    an_entry,
    somebody,
)
from tests.network.pages import at, entered, page
from tests.people import Client, signed_in
from tumar.kernel import clock
from tumar.kernel import mail as letters
from tumar.network.models import ContactMessage, DirectoryEntry
from tumar.people.rules import RoleKind

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("counters_of_this_test")]
TRAINER = RoleKind.TRAINER


def test_somebody_enters_the_directory_changes_the_entry_and_withdraws_it():
    account = somebody()
    client = entered(account)
    typed = {
        "name": "Dr Dana Omarova",
        "country": "KZ",
        "expertise": ["biosafety"],
        "languages": ["kk"],
        "visibility": "public",
    }
    refused = client.post(at("enter"), typed)
    assert "Nobody is found here without having agreed" in refused.content.decode()
    assert client.post(at("enter"), {**typed, "agrees": "on"}).status_code == 302
    entry = DirectoryEntry.objects.get()
    other = signed_in(TRAINER, "UZ")
    for shown in (page(other, at("directory"), expertise="biosafety"), page(other, at("entry", entry.code))):
        assert "Dr Dana Omarova" in shown
        assert account.email not in shown
    assert other.get(at("withdraw-entry", entry.code)).status_code == 403
    changed = {**typed, "visibility": "members", "seen_version": "1"}
    assert client.post(at("edit-entry", entry.code), changed).status_code == 302
    assert DirectoryEntry.objects.get().visibility == "members"
    assert client.post(at("withdraw-entry", entry.code), {"reason": ""}).status_code == 302
    assert other.get(at("entry", entry.code)).status_code == 404
    assert "Dr Dana Omarova" not in page(other, at("directory"))


MESSAGE = {
    "name": "Lola Karimova",
    "email": "lola@example.org",
    "subject": "A question",
    "text": "Could you help us?",
    "website": "",
}


def write(entry: DirectoryEntry) -> str:
    return reverse("contact:write", args=[entry.code])


def test_a_stranger_writes_to_a_public_entry_and_sees_no_address():
    owner = somebody(email="hidden@example.org")
    entry, stranger = an_entry(owner, visibility="public"), Client()
    assert "hidden@example.org" not in page(stranger, write(entry))
    answer = stranger.post(write(entry), MESSAGE)
    assert answer.headers["Location"] == reverse("contact:written")
    letters.send_due()
    assert mail.outbox[0].to == ["hidden@example.org"]
    assert "hidden@example.org" not in page(stranger, reverse("contact:written"))


def test_a_stranger_cannot_write_to_an_entry_for_members_and_a_member_can():
    entry = an_entry()
    assert Client().post(write(entry), MESSAGE).status_code == 404
    assert signed_in(TRAINER, "UZ").post(write(entry), MESSAGE).status_code == 302


def test_a_program_that_fills_in_every_field_is_thanked_and_nothing_is_sent():
    entry = an_entry(visibility="public")
    answer = Client().post(write(entry), {**MESSAGE, "website": "https://example.org"})
    assert answer.headers["Location"] == reverse("contact:written")
    assert not mail.outbox
    assert not ContactMessage.objects.exists()


def test_a_message_without_words_is_refused_with_what_was_typed():
    entry = an_entry(visibility="public")
    answer = Client().post(write(entry), {**MESSAGE, "text": "", "subject": "\x07 \u202e"})
    assert answer.status_code == 422
    assert "Lola Karimova" in answer.content.decode()
    assert not mail.outbox


def test_who_writes_too_often_is_told_to_wait():
    entry, stranger = an_entry(visibility="public"), Client()
    with clock.stopped(datetime(2026, 2, 10, 9, tzinfo=UTC)):
        for _ in range(5):
            stranger.post(write(entry), MESSAGE)
        answer = stranger.post(write(entry), MESSAGE)
    assert answer.status_code == 429
    assert "Too many messages were sent" in answer.content.decode()
    assert letters.send_due() == 5


def test_a_message_needs_the_token_of_its_form():
    entry = an_entry(visibility="public")
    assert Client(enforce_csrf_checks=True).post(write(entry), MESSAGE).status_code == 403
