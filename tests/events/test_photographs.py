"""Photographs of an event: kept as pictures only, and with how people agreed."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.events.builders import a_photograph, an_event
from tests.events.plans import faults, page
from tests.people import KZ_COORDINATOR, KZ_TRAINER, signed_in
from tumar.events.actions.planning import add_photograph
from tumar.events.models import Event, Photograph
from tumar.kernel import journal
from tumar.kernel.parts import version_of
from tumar.kernel.refusals import Denied
from tumar.people.rules import RoleKind

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_fortnight_before")]
COORDINATOR = RoleKind.NATIONAL_COORDINATOR


def a_photograph_of(event: Event, content: bytes, **facts) -> Photograph:
    given = {"caption": "The opening", "agreed": "Signed forms", **facts}
    return add_photograph(event, given, content=content, name="opening.jpg", by=KZ_COORDINATOR)


def test_a_photograph_is_kept_with_how_people_agreed():
    event = an_event()
    kept = a_photograph_of(event, a_photograph())
    entry = journal.about(event.label).first()
    assert entry.verb == "events.photograph.added"
    assert entry.changes["file"] == kept.file.sha256


def test_a_photograph_without_a_word_on_consent_is_refused():
    facts, another = {"caption": "x", "agreed": ""}, a_photograph(shade=1)
    assert faults(add_photograph, an_event(), facts, content=another, name="x.jpg") == {"agreed"}


@pytest.mark.parametrize("content", [b"", b"no picture", b"%PDF-1.7", a_photograph()[:200]])
def test_what_is_no_picture_is_no_photograph(content):
    facts = {"caption": "x", "agreed": "x"}
    assert faults(add_photograph, an_event(), facts, content=content, name="x.jpg") == {"file"}


def test_a_trainer_adds_no_photograph():
    with pytest.raises(Denied):
        add_photograph(
            an_event(), {"caption": "x", "agreed": "x"}, content=a_photograph(), name="x.jpg", by=KZ_TRAINER
        )


def test_photographs_are_added_and_fetched_on_pages():
    event, client = an_event(), signed_in(COORDINATOR, "KZ")
    address = reverse("events:add-part", args=[event.code, "photographs"])
    file = SimpleUploadedFile("opening.jpg", a_photograph())
    sent = {"caption": "The opening", "agreed": "Signed forms", "file": file}
    assert client.post(address, sent).status_code == 302
    kept = event.photographs.get()
    assert "The opening" in page(client, "plan", event.code)
    answer = client.get(reverse("events:photograph", args=[event.code, kept.pk]))
    assert b"".join(answer.streaming_content) == a_photograph()
    wrong = {**sent, "file": SimpleUploadedFile("opening.jpg", b"no picture")}
    assert "This is no picture" in client.post(address, wrong).content.decode()
    edit = reverse("events:edit-part", args=[event.code, "photographs", kept.pk])
    amended = {"caption": "The closing", "agreed": "Signed forms", "seen_version": version_of(kept)}
    assert client.post(edit, amended).status_code == 302
    assert event.photographs.get().caption == "The closing"
