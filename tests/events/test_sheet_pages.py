"""Pages on which sign-in sheets are printed, sent back, looked at and confirmed."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.events.builders import SIGNED, a_scan, a_session, an_event
from tests.events.signing import participants, signed_sheet, states, to_sign_for
from tests.people import MACHINE, signed_in
from tumar.events import tasks
from tumar.events.actions.attendance import record_attendance
from tumar.events.models import Event, SheetScan
from tumar.kernel.models import Job
from tumar.people.rules import RoleKind

pytestmark = pytest.mark.django_db
TRAINER = RoleKind.TRAINER


@pytest.fixture
def event() -> Event:
    return to_sign_for()


@pytest.fixture
def at_once(settings):
    """Work asked for in the background is done at once."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


def test_the_event_page_offers_sheets_to_who_takes_attendance_only(event):
    print_it, read_it = (
        reverse(f"events:{one}", args=[event.code]) for one in ("print-sheet", "read-sheets")
    )
    page = reverse("events:event", args=[event.code])
    shown = signed_in(TRAINER, "KZ").get(page).content.decode()
    assert print_it in shown
    assert read_it in shown
    others = signed_in(RoleKind.LEGAL_EXPERT, "KZ").get(page).content.decode()
    assert print_it not in others
    assert read_it not in others


def test_a_sheet_is_given_as_pdf(event):
    answer = signed_in(TRAINER, "KZ").post(reverse("events:print-sheet", args=[event.code]))
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert event.code in answer.headers["Content-Disposition"]


def test_printing_without_sessions_leads_back_with_a_sentence():
    answer = signed_in(TRAINER, "KZ").post(reverse("events:print-sheet", args=[an_event().code]), follow=True)
    assert "This event has no session yet" in answer.content.decode()


def test_sheets_are_sent_read_looked_at_and_confirmed(event, at_once):
    client, read_it = signed_in(TRAINER, "KZ"), reverse("events:read-sheets", args=[event.code])
    sent = [
        SimpleUploadedFile("hall.jpg", signed_sheet(event, {(1, 1), (2, 2)}), "image/jpeg"),
        SimpleUploadedFile("notes.txt", b"notes"),
    ]
    answer = client.post(read_it, {"key": str(uuid4()), "sheets": sent}, follow=True)
    shown = answer.content.decode()
    assert "notes.txt is neither a picture nor a PDF." in shown
    scan = SheetScan.objects.get()
    confirm_it = reverse("events:sheet-scan", args=[event.code, scan.pk])
    assert confirm_it in shown
    page = client.get(confirm_it).content.decode()
    assert "Every box was read with confidence." in page
    chosen = {f"seen-{row}-{column}": "" for row in (1, 2) for column in (1, 2)}
    chosen |= {"state-1-1": "present", "state-2-2": "present", "rest": "absent"}
    answer = client.post(confirm_it, chosen, follow=True)
    assert "4 marks changed." in answer.content.decode()
    assert states(event) == {
        (1, "Akhmetova"): "present",
        (2, "Akhmetova"): "absent",
        (1, "Yusupov"): "absent",
        (2, "Yusupov"): "present",
    }
    picture = client.get(reverse("events:sheet-cut-out", args=[event.code, scan.pk, 1, 1]))
    assert picture.content.startswith(b"\xff\xd8")
    assert picture.headers["Cache-Control"].startswith("private")


def test_the_same_files_sent_twice_are_read_once(event, at_once):
    content, key = signed_sheet(event, {(1, 1)}), uuid4()
    by = signed_in(TRAINER, "KZ")
    for _time in range(2):
        file = SimpleUploadedFile("hall.jpg", content, "image/jpeg")
        by.post(reverse("events:read-sheets", args=[event.code]), {"key": str(key), "sheets": [file]})
    assert (Job.objects.filter(kind=tasks.READ).count(), SheetScan.objects.count()) == (1, 1)


def test_nothing_sent_is_said_beside_the_field(event):
    answer = signed_in(TRAINER, "KZ").post(
        reverse("events:read-sheets", args=[event.code]), {"key": str(uuid4())}
    )
    assert answer.status_code == 422
    assert "This field is required." in answer.content.decode()


def test_somebody_else_s_mark_made_meanwhile_is_shown_and_then_may_be_confirmed(event):
    scan, first, session = a_scan(event, {(1, 1): SIGNED}), participants(event)[0], event.sessions.first()
    client, confirm_it = signed_in(TRAINER, "KZ"), reverse("events:sheet-scan", args=[event.code, scan.pk])
    record_attendance(session, {first.pk: "absent"}, by=MACHINE)
    answer = client.post(confirm_it, {"seen-1-1": "", "state-1-1": "present"})
    assert answer.status_code == 409
    assert "meanwhile recorded as absent" in answer.content.decode()
    client.post(confirm_it, {"seen-1-1": "absent", "state-1-1": "present"})
    assert states(event) == {(1, "Akhmetova"): "present"}


def test_a_mark_that_the_sheet_contradicts_is_shown_and_stays(event):
    record_attendance(event.sessions.first(), {participants(event)[0].pk: "present"}, by=MACHINE)
    scan = a_scan(event)
    client, confirm_it = signed_in(TRAINER, "KZ"), reverse("events:sheet-scan", args=[event.code, scan.pk])
    assert "but recorded as present" in client.get(confirm_it).content.decode()
    client.post(confirm_it, {"seen-1-1": "present", "state-1-1": "present", "rest": "absent"})
    assert states(event) == {(1, "Akhmetova"): "present"}


def test_a_row_that_is_not_on_the_page_has_no_picture(event):
    scan = a_scan(event)
    client = signed_in(TRAINER, "KZ")
    for row, column in ((0, 1), (23, 1), (1, 3)):
        answer = client.get(reverse("events:sheet-cut-out", args=[event.code, scan.pk, row, column]))
        assert answer.status_code == 404


def test_the_scan_of_another_event_is_not_shown_under_this_one(event):
    other = an_event(title={"en": "Another"})
    a_session(other)
    scan = a_scan(other)
    client = signed_in(TRAINER, "KZ")
    assert client.get(reverse("events:sheet-scan", args=[event.code, scan.pk])).status_code == 404
