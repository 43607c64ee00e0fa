"""Sign-in sheets that were signed on paper are read back; what cannot be used gets one sentence."""

import io

import pytest
import segno
from PIL import Image

from tests.events.builders import SIGNED, a_scan, a_session, an_event, on_the_list
from tests.events.signing import participants, signed_sheet, to_sign_for
from tests.people import MACHINE, a_person
from tumar.events.actions import persons
from tumar.events.models import Event, SheetPage
from tumar.events.queries import sheets as queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def event() -> Event:
    return to_sign_for()


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
