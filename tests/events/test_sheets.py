"""Sign-in sheets: printed, signed on paper, read back, confirmed by a person, on record once."""

import io
import json
from datetime import timedelta
from uuid import uuid4

import numpy as np
import pytest
import segno
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from bench import paper
from tests.events.builders import DAY, EMPTY, SIGNED, UNSURE, a_scan, a_session, an_event, on_the_list
from tests.people import KZ_TRAINER, MACHINE, UZ_TRAINER, a_person, signed_in
from tumar.config.cli import main
from tumar.events import tasks
from tumar.events.actions import persons, sheets
from tumar.events.actions.attendance import MarkedMeanwhile, record_attendance
from tumar.events.exports import sheets as exports
from tumar.events.models import Involvement, Mark, SheetPage, SheetScan
from tumar.events.queries import sheets as queries
from tumar.kernel import files, journal
from tumar.kernel.models import Job
from tumar.kernel.refusals import Denied, Invalid
from tumar.kernel.scans.strokes import Seen
from tumar.people.rules import RoleKind

pytestmark = pytest.mark.django_db
TRAINER, DONOR = RoleKind.TRAINER, RoleKind.DONOR_READER


@pytest.fixture
def event():
    """An event of two sessions with two participants."""
    event = an_event(ends=DAY + timedelta(days=1))
    for number in range(2):
        a_session(event, day=DAY + timedelta(days=number))
    for name in ("Akhmetova", "Yusupov"):
        on_the_list(event, a_person(name, "A"))
    return event


def participants(event) -> list[Involvement]:
    return list(event.involvements.order_by("person__sort_name"))


def signed_sheet(event, boxes: set[tuple[int, int]], seed: int = 1) -> bytes:
    """A scan of the event's sheet on which these boxes (row, column, from 1) were signed."""
    pages = sheets.print_sheet(event, by=MACHINE)
    sheet = paper.on_paper(exports.sheet_pdf(event, pages, MACHINE))[0]
    chance = np.random.default_rng(seed)
    for row, column in sorted(boxes):
        box = pages[0].layout.box(row - 1, column - 1)
        paper.Pen(sheet, chance).draw(paper.signature(chance, box))
    return paper.scanned(sheet, seed)


def states(event) -> dict[tuple[int, str], str]:
    rows = Mark.objects.filter(session__event=event)
    return {
        (session, person): state
        for session, person, state in rows.values_list(
            "session__number", "involvement__person__family_latin", "state"
        )
    }


# Printing


def test_a_sheet_has_a_row_for_each_participant_and_a_column_for_each_session(event):
    [page] = sheets.print_sheet(event, by=KZ_TRAINER)
    assert [page.person_of(row)[0] for row in range(2)] == [one.pk for one in participants(event)]
    assert page.person_of(2) is None
    assert page.sessions == [session.pk for session in event.sessions.all()]
    assert (page.layout.columns, page.layout.rows) == (2, 22)


def test_trainers_do_not_sign_as_participants(event):
    on_the_list(event, role=Involvement.Role.TRAINER)
    [page] = sheets.print_sheet(event, by=KZ_TRAINER)
    assert sum(entry is not None for entry in page.roster) == 2


def test_the_same_list_printed_again_is_the_same_sheet_and_a_changed_list_a_new_one(event):
    first = sheets.print_sheet(event, by=KZ_TRAINER)
    assert sheets.print_sheet(event, by=KZ_TRAINER) == first
    on_the_list(event)
    [page] = sheets.print_sheet(event, by=KZ_TRAINER)
    assert (page.printing, SheetPage.objects.count()) == (2, 2)
    assert journal.about(event.label).filter(verb="events.sheet.printed").count() == 2


def test_many_people_and_sessions_take_several_pages(event):
    for number in range(3):
        a_session(event, day=DAY, title=f"Part {number}")
    for _number in range(20):
        on_the_list(event)
    pages = sheets.print_sheet(event, by=MACHINE)
    assert [(page.layout.columns, page.layout.rows) for page in pages] == [(4, 22), (4, 22), (1, 22), (1, 22)]
    assert sum(entry is None for entry in pages[1].roster) >= sheets.OPEN_ROWS


def test_an_event_without_sessions_has_nothing_to_sign_for():
    with pytest.raises(Invalid, match="no session yet"):
        sheets.print_sheet(an_event(), by=KZ_TRAINER)


def test_another_country_s_trainer_prints_and_confirms_nothing(event):
    scan = a_scan(event)
    with pytest.raises(Denied):
        sheets.print_sheet(event, by=UZ_TRAINER)
    with pytest.raises(Denied):
        sheets.confirm_scan(scan, {}, {}, by=UZ_TRAINER)


# Reading


def test_who_signed_on_paper_is_read_by_name_and_session(event):
    read = queries.read_file(event, signed_sheet(event, {(1, 1), (2, 1), (2, 2)}), "scan.jpg")
    assert read.faults == []
    found = queries.proposals(read.pages[0].page, queries.kept_rows(read.pages[0].read.rows), MACHINE)
    told = {(one.label, one.session.number): one.seen.is_signed for one in found.proposals}
    assert told == {
        ("Akhmetova A", 1): True,
        ("Akhmetova A", 2): False,
        ("Yusupov A", 1): True,
        ("Yusupov A", 2): True,
    }


def test_a_sheet_printed_earlier_still_reads_right_after_the_list_changed(event):
    first, second = participants(event)
    scan = signed_sheet(event, {(2, 1)})
    on_the_list(event, a_person("Aaronov", "A"))
    persons.withdraw_person(first, by=MACHINE)
    read = queries.read_file(event, scan, "scan.jpg")
    found = queries.proposals(read.pages[0].page, queries.kept_rows(read.pages[0].read.rows), MACHINE)
    signed = [one for one in found.proposals if one.seen.is_signed]
    assert [(one.involvement, one.label) for one in signed] == [(second, "Yusupov A")]
    assert {one.label for one in found.proposals if one.involvement is None} == {"Akhmetova A"}


def test_whoever_was_taken_off_and_put_on_the_list_again_is_still_the_row_s_person(event):
    first = participants(event)[0]
    scan = a_scan(event, {(1, 1): SIGNED})
    persons.withdraw_person(first, by=MACHINE)
    again = on_the_list(event, first.person)
    [one] = [
        each for each in queries.proposals(scan.page, scan.rows, MACHINE).proposals if each.seen.is_signed
    ]
    assert (one.involvement, one.proposed) == (again, "present")


def test_each_thing_that_cannot_be_used_gets_one_sentence(event):
    scan, other = signed_sheet(event, {(1, 1)}), an_event(title={"en": "Another"})
    a_session(other)
    seen: set[int] = set()
    assert queries.read_file(event, scan, "a.jpg", seen).faults == []
    assert queries.read_file(event, scan, "b.jpg", seen).faults == [
        "b.jpg: page 1 came twice; its first picture is used."
    ]
    assert queries.read_file(other, scan, "c.jpg").faults == [
        f"c.jpg: this page belongs to event {event.code}, not to {other.code}."
    ]
    assert queries.read_file(event, b"words", "d.jpg").faults == ["d.jpg is neither a picture nor a PDF."]
    assert queries.read_file(event, b"", "e.pdf").faults == ["e.pdf is empty."]
    SheetPage.objects.update(mark="222222")
    assert queries.read_file(event, scan, "f.jpg").faults == [
        f"f.jpg: page 1 of printing 1 was not printed here for event {event.code}."
    ]


def test_a_paper_that_is_no_sheet_is_told_apart_from_one_that_cannot_be_seen(event):
    ticket = io.BytesIO()
    segno.make("https://example.org/ticket").save(ticket, kind="png", scale=8)
    [fault] = queries.read_file(event, ticket.getvalue(), "ticket.png").faults
    assert fault == "ticket.png, picture 1: this is not a sign-in sheet printed by Tumar."
    empty = io.BytesIO()
    Image.new("RGB", (900, 1200), "white").save(empty, "PNG")
    [fault] = queries.read_file(event, empty.getvalue(), "empty.png").faults
    assert fault.startswith("empty.png, picture 1: no page code was found;")


# Proposals


@pytest.mark.parametrize(
    ("seen", "recorded", "proposed", "is_unsure"),
    [
        (SIGNED, "", "present", False),
        (SIGNED, "present", "present", False),
        (SIGNED, "absent", "absent", True),
        (EMPTY, "", "", False),
        (EMPTY, "present", "present", True),
        (EMPTY, "absent", "absent", False),
        (UNSURE, "", "", True),
        (UNSURE, "present", "present", True),
        (Seen(42, 18, 6, 0, 0, 1.0, True), "", "", True),
    ],
)
def test_only_what_is_certain_and_contradicts_nobody_is_ticked(event, seen, recorded, proposed, is_unsure):
    if recorded:
        record_attendance(event.sessions.first(), {participants(event)[0].pk: recorded}, by=MACHINE)
    scan = a_scan(event, {(1, 1): seen})
    [one] = [
        each
        for each in queries.proposals(scan.page, scan.rows, MACHINE).proposals
        if (each.row, each.column) == (1, 1)
    ]
    assert (one.proposed, one.is_unsure) == (proposed, is_unsure)


def test_what_a_person_must_look_at_comes_first(event):
    scan = a_scan(event, {(1, 1): SIGNED, (2, 2): UNSURE})
    rows = queries.proposals(scan.page, scan.rows, MACHINE)
    assert (rows.proposals[0].row, rows.proposals[0].column, rows.unsure) == (2, 2, 1)


# Confirming


def test_what_is_confirmed_is_recorded_and_the_scan_becomes_evidence(event):
    scan, [first, second] = a_scan(event), participants(event)
    [morning, _evening] = event.sessions.all()
    decisions = {morning.pk: {first.pk: "present", second.pk: "absent"}}
    assert sheets.confirm_scan(scan, decisions, {}, by=KZ_TRAINER) == 2
    assert states(event) == {(1, "Akhmetova"): "present", (1, "Yusupov"): "absent"}
    assert [one.file for one in files.of(event.label)] == [scan.file]
    assert journal.about(event.label).filter(verb="events.sheet.confirmed").count() == 1


def test_confirmed_twice_changes_nothing_more(event):
    scan, first, session = a_scan(event), participants(event)[0], event.sessions.first()
    for expected in (1, 0):
        changed = sheets.confirm_scan(scan, {session.pk: {first.pk: "present"}}, {}, by=KZ_TRAINER)
        assert changed == expected
    assert journal.about(event.label).filter(verb="events.sheet.confirmed").count() == 1
    assert files.of(event.label).count() == 1


def test_the_same_picture_read_twice_is_one_scan(event):
    assert a_scan(event, {(1, 1): SIGNED}) == a_scan(event, {(1, 1): SIGNED})
    assert SheetScan.objects.count() == 1


def test_whoever_contradicts_somebody_unseen_is_told_and_nothing_is_kept(event):
    scan, first, session = a_scan(event), participants(event)[0], event.sessions.first()
    record_attendance(session, {first.pk: "absent"}, by=MACHINE)
    with pytest.raises(MarkedMeanwhile):
        sheets.confirm_scan(
            scan, {session.pk: {first.pk: "present"}}, {session.pk: {first.pk: ""}}, by=MACHINE
        )
    scan.refresh_from_db()
    assert (scan.state, files.of(event.label).count()) == ("read", 0)
    assert states(event) == {(1, "Akhmetova"): "absent"}


# Pages


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


# The command


def answered(capsysbinary, *words: str) -> tuple[int, bytes, str]:
    code = main(["sheet", *words])
    out, err = capsysbinary.readouterr()
    return code, out, err.decode()


def test_the_command_prints_a_sheet_and_reads_it_signed(event, tmp_path, capsysbinary):
    code, out, _err = answered(capsysbinary, "print", event.code, "--output", str(tmp_path / "sheet.pdf"))
    assert (code, out) == (0, b"")
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
    (tmp_path / "scan.jpg").write_bytes(signed_sheet(event, {(1, 2)}))
    code, out, err = answered(
        capsysbinary, "read", event.code, str(tmp_path / "scan.jpg"), "--format", "json"
    )
    assert (code, err) == (0, "")
    rows = json.loads(out)["rows"]
    assert [(row["row"], row["session"], row["signed"]) for row in rows] == [
        (1, 1, False),
        (1, 2, True),
        (2, 1, False),
        (2, 2, False),
    ]
    first = participants(event)[0].person
    assert rows[0]["person"] == {"code": first.code, "name": "Akhmetova A"}
    assert all(0.8 <= row["confidence"] <= 1 for row in rows)
    assert not Mark.objects.exists()


def test_the_command_tells_where_the_boxes_lie(event, capsysbinary):
    code, out, _err = answered(capsysbinary, "print", event.code, "--format", "json")
    [page] = json.loads(out)
    assert (code, len(page["boxes"]), len(page["boxes"][0])) == (0, 22, 2)
    assert page["code"].startswith(f"S1:{event.code}:1:1:")


def test_the_command_reads_what_it_can_and_says_one_sentence_for_each_other_file(
    event, tmp_path, capsysbinary
):
    (tmp_path / "scan.jpg").write_bytes(signed_sheet(event, {(1, 1)}))
    (tmp_path / "words.jpg").write_bytes(b"words")
    names = [str(tmp_path / name) for name in ("words.jpg", "missing.jpg", "scan.jpg")]
    code, out, err = answered(capsysbinary, "read", event.code, *names, "--format", "json")
    assert (code, len(json.loads(out)["rows"])) == (1, 4)
    assert err.splitlines() == [
        "tumar sheet: words.jpg is neither a picture nor a PDF.",
        f"tumar sheet: {tmp_path / 'missing.jpg'} cannot be read: No such file or directory.",
    ]


@pytest.mark.parametrize("act", [["print"], ["read"]])
def test_the_command_knows_no_such_event(act, capsysbinary):
    words = [*act, "NONE", *(["x.jpg"] if act == ["read"] else [])]
    code, out, err = answered(capsysbinary, *words)
    assert (code, out, err) == (1, b"", "tumar sheet: There is no event 'NONE'.\n")


def test_the_command_says_why_nothing_can_be_printed(capsysbinary):
    code, _out, err = answered(capsysbinary, "print", an_event().code)
    assert code == 1
    assert err == "tumar sheet: This event has no session yet; a sheet needs one to be signed for.\n"
