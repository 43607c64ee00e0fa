"""Sign-in sheets: printed anew with each list, proposed to a person, on record once confirmed."""

import pytest

from tests.events.builders import DAY, EMPTY, SIGNED, UNSURE, a_scan, a_session, an_event, on_the_list
from tests.events.signing import participants, states, to_sign_for
from tests.people import KZ_TRAINER, MACHINE, UZ_TRAINER
from tumar.events.actions import sheets
from tumar.events.actions.attendance import MarkedMeanwhile, record_attendance
from tumar.events.models import Event, Involvement, SheetPage, SheetScan
from tumar.events.queries import sheets as queries
from tumar.kernel import files, journal
from tumar.kernel.refusals import Denied, Invalid
from tumar.kernel.scans.strokes import Seen

pytestmark = pytest.mark.django_db


@pytest.fixture
def event() -> Event:
    return to_sign_for()


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
