"""The report of an event: what it says, and to whom."""

from datetime import UTC, date, datetime, time, timedelta
from io import BytesIO

import docx
import pytest
from django.urls import reverse
from django.utils import translation

from tests.events import evaluations
from tests.events.builders import DAY, a_photograph, a_scan, a_session, an_event, on_the_list
from tests.events.registrations import an_open_event, registered
from tests.events.reports import paper_for, rows, said_in, section, text_of
from tests.network import builders as network
from tests.people import (
    KZ_COORDINATOR,
    KZ_TRAINER,
    MACHINE,
    OFFICE,
    TJ_LEGAL_EXPERT,
    a_country,
    a_person,
    an_organisation,
    signed_in,
)
from tumar.events import reporting
from tumar.events.actions.agenda import amend_session
from tumar.events.actions.attendance import record_attendance
from tumar.events.actions.evidence import add_evidence
from tumar.events.actions.planning import add_material, add_part, add_photograph
from tumar.events.actions.receiving import receive_statements
from tumar.events.actions.sheets import confirm_scan
from tumar.events.actions.states import move_event
from tumar.events.exports.report.forms import FORMS
from tumar.events.exports.report.plain import report_facts
from tumar.events.models import BudgetLine, Event, TargetGroup, Task
from tumar.events.queries.planning import seen
from tumar.events.queries.report import report
from tumar.kernel import clock, files
from tumar.kernel.papers import Section
from tumar.people.rules import RoleKind

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("some_days_later")]
TRAINER, SPEAKER = "trainer", "speaker"


def test_it_says_what_was_held_where_when_and_by_whom():
    host = an_organisation("National Centre", country="KZ")
    event = an_event(
        title={"en": "Biosafety", "ru": "Биобезопасность"},
        place="Almaty",
        ends=DAY + timedelta(days=1),
        languages=["ru", "kk"],
        interpretation_languages=["en"],
        hosts=[host],
        countries=[a_country("KZ"), a_country("KG")],
    )
    facts = dict(paper_for(event).facts)
    assert facts["Kind"] == "training workshop"
    assert facts["Days"] == "14 May 2019 – 15 May 2019"
    assert facts["Countries taking part"] == "Kyrgyzstan, Kazakhstan"
    assert facts["Languages"] == "Russian, Kazakh"
    assert facts["Hosts"] == "National Centre (Kazakhstan)"
    assert "Response to a crisis" not in facts
    assert paper_for(event, language="ru").title == "Биобезопасность"


def test_days_that_were_given_up_stay_in_the_report():
    with clock.stopped(datetime(2019, 5, 1, tzinfo=UTC)):
        event = an_event()
        event = move_event(event, "postponed", by=MACHINE, version=event.version, reason="Flood")
        later = {"starts": date(2019, 6, 3), "ends": date(2019, 6, 3)}
        event = move_event(event, "planned", by=MACHINE, version=event.version, **later)
    assert dict(paper_for(event).facts)["Postponed from"] == "14 May 2019 (Flood)"


def test_planned_registered_listed_and_attended_stand_side_by_side():
    with clock.stopped(datetime(2024, 5, 20, tzinfo=UTC)):
        event = an_open_event(place="Almaty")
        for country, group in (("KZ", "vet-lab"), ("KZ", "human-lab"), ("KG", "vet-lab")):
            registered(event, country=country, group=group)
    add_part(TargetGroup, event, {"country": a_country("KZ"), "planned": 20}, by=MACHINE)
    add_part(TargetGroup, event, {"country": a_country("UZ"), "planned": 5}, by=MACHINE)
    came = a_person("Came", country="KZ", group="vet-lab", sex="F")
    for person, attended in ((came, True), (a_person("Stayed", sex="M"), False), (a_person("Unsaid"), None)):
        on_the_list(event, person, attended=attended)
    paper = paper_for(event)
    assert rows(paper, "Participants", "Participants by country") == {
        "Kazakhstan": ("20", "2", "3", "1"),
        "Kyrgyzstan": ("—", "1", "0", "0"),
        "Uzbekistan": ("5", "0", "0", "0"),
        "Total": ("25", "3", "3", "1"),
    }
    assert rows(paper, "Participants", "Participants by sex")["Female"] == ("0", "1", "1")
    in_all = rows(paper, "Participants", "In all")
    assert in_all["Attended"] == ("at least; of some on the list nobody knows whether they came", "1")
    assert in_all["Known to have stayed away"] == ("", "1")
    assert rows(paper, "Participants", "Registrations by state")["Has a place"] == ("3",)


def test_where_only_heads_were_counted_nothing_else_is_said_to_be_known():
    event = an_event(head_count=35, head_count_source="Letter of the ministry")
    told = report_facts(report(event, OFFICE))["participants"]
    assert (told["attended"], told["strength"]) == (35, "reported")
    assert (told["absent"], told["unknown"], told["by_country"]) == (None, None, {})
    in_all = rows(paper_for(event), "Participants", "In all")
    assert in_all["Known by head count only"] == ("", "35")
    assert in_all["Attended"][0] == "reported as a head count, of which no list exists"
    assert "source: Letter of the ministry" in text_of(paper_for(event))


def test_a_cell_of_whom_nobody_knows_anything_is_unknown_not_zero():
    event = an_event()
    on_the_list(event, a_person(country="KG"))
    on_the_list(event, a_person("Other"), attended=True)
    [first, second] = report(event, OFFICE).numbers.by_country
    assert (first.key, first.attended) == ("KG", None)
    assert (second.key, second.attended) == ("KZ", 1)


def test_attendance_stands_by_session_and_by_means():
    event = an_event()
    session = a_session(event, title="Morning")
    entries = [on_the_list(event) for _ in range(3)]
    record_attendance(session, {entries[0].pk: "late"}, by=KZ_TRAINER)
    scan = a_scan(event, {})
    confirm_scan(scan, {session.pk: {entries[1].pk: "present"}}, {}, by=MACHINE)
    mark = {"key": "0" * 31 + "1", "session": session.pk, "entry": entries[1].pk, "state": "present"}
    said = {**mark, "at": "2019-05-14T09:00:00Z", "means": "qr"}
    heads = {"key": "0" * 31 + "2", "session": session.pk, "count": 4, "at": "2019-05-14T09:00:00Z"}
    batch = {"device": "0" * 31 + "3", "sent_at": "2019-05-14T12:00:00Z", "marks": [said], "heads": [heads]}
    receive_statements(event, batch, by=KZ_TRAINER)
    [held] = report(event, OFFICE).sessions
    assert held.states == {"late": 1, "present": 1}
    assert held.unmarked == 1
    assert held.means == {"desk": 1, "paper": 1, "qr": 1}
    paper = paper_for(event)
    assert rows(paper, "Attendance by session", "By what means it was recorded") == {
        "1, 14 May 2019, Morning": ("1", "1", "1")
    }


def test_a_mark_that_was_taken_back_counts_by_no_means():
    event = an_event()
    session, entry = a_session(event), on_the_list(event)
    record_attendance(session, {entry.pk: "present"}, by=KZ_TRAINER)
    record_attendance(session, {entry.pk: "absent"}, by=KZ_TRAINER)
    [held] = report(event, OFFICE).sessions
    assert (held.states, held.means) == ({"absent": 1}, {})


def test_the_agenda_is_told_with_hours_and_speakers():
    event = an_event()
    speaker = on_the_list(event, a_person("Karimova", "Dilnoza"), role=SPEAKER)
    session = a_session(event, title="Risk assessment")
    hours = {"begins_at": time(9), "ends_at": time(10, 30)}
    amend_session(session, hours, speakers=[speaker], version=seen(session), by=KZ_COORDINATOR)
    [day] = section(paper_for(event), "Agenda").tables
    assert day.rows == (("09:00–10:30", "Risk assessment", "Karimova Dilnoza", "—"),)


def test_names_are_for_those_who_may_see_them():
    event = an_event("TJ")
    on_the_list(event, a_person("Rahimov", "Farrukh", country="TJ"), role=TRAINER)
    session, entry = a_session(event), on_the_list(event)
    confirm_scan(a_scan(event), {session.pk: {entry.pk: "present"}}, {}, by=MACHINE)
    seen, hidden = paper_for(event), paper_for(event, TJ_LEGAL_EXPERT)
    assert "Rahimov Farrukh" in text_of(seen)
    assert "a person in Tajikistan" in text_of(hidden)
    assert "Rahimov" not in text_of(hidden)
    assert section(seen, "Annex: signed sheets").plates[0].alt.startswith("Signed sign-in sheet.")
    assert section(hidden, "Annex: signed sheets") is None
    assert section(hidden, "Participants") is not None


def test_money_and_checklist_are_for_those_who_work_on_it():
    event = an_event()
    line = {"description": "Hall", "currency": "EUR", "planned_minor": 100_000, "actual_minor": 90_050}
    add_part(BudgetLine, event, line, by=MACHINE)
    add_part(Task, event, {"title": "Book the hall", "owner_name": "Dana", "done_on": DAY}, by=MACHINE)
    add_part(Task, event, {"title": "Print badges"}, by=MACHINE)
    for _ in range(2):
        on_the_list(event, attended=True)
    office, trainer = paper_for(event, KZ_COORDINATOR), paper_for(event, KZ_TRAINER)
    assert rows(office, "Budget and cost") == {
        "Hall": ("EUR 1,000.00", "EUR 900.50"),
        "Together, EUR": ("EUR 1,000.00", "EUR 900.50"),
        "Per person (2 attended)": ("", "EUR 450.25"),
    }
    assert section(office, "Checklist").paragraphs == ("1 of 2 points are done.",)
    assert rows(office, "Checklist")["Print badges"] == ("—", "—", "not yet")
    assert section(trainer, "Budget and cost") is None
    assert section(trainer, "Checklist") is not None
    assert report_facts(report(event, KZ_TRAINER))["budget"] is None


def test_materials_and_evidence_are_listed_by_their_hashes():
    event = an_event()
    facts = {"title": "Slides", "language": "ru", "licence": "CC BY 4.0"}
    material = add_material(event, facts, content=b"slides", name="slides.pdf", by=MACHINE)
    kept = add_evidence(event, content=b"register", name="register.pdf", by=MACHINE)
    paper = paper_for(event)
    assert section(paper, "Materials").files[0].sha256 == material.file.sha256
    assert section(paper, "Evidence").files[0].sha256 == kept.file.sha256
    for form in ("pdf", "docx", "json"):
        assert kept.file.sha256 in said_in(form, FORMS[form].make(report(event, OFFICE))), form


def test_photographs_are_shown_with_how_people_agreed():
    event = an_event()
    facts = {"caption": "The opening", "agreed": "Signed forms at the Centre"}
    kept = add_photograph(event, facts, content=a_photograph(3000, 2000), name="opening.jpg", by=MACHINE)
    [plate] = section(paper_for(event), "Photographs").plates
    assert (plate.width, plate.height) == (1200, 800)
    assert plate.caption == "The opening. Consent: Signed forms at the Centre"
    assert report_facts(report(event, OFFICE))["photographs"][0]["sha256"] == kept.file.sha256
    with translation.override("ru"):
        made = docx.Document(BytesIO(FORMS["docx"].make(report(event, OFFICE))))
    assert len(made.inline_shapes) == 1


def test_a_photograph_whose_bytes_are_gone_is_left_out():
    event = an_event()
    facts = {"caption": "The opening", "agreed": "Signed forms"}
    kept = add_photograph(event, facts, content=a_photograph(), name="opening.jpg", by=MACHINE)
    files.remove(kept.file, by=MACHINE, reason="withdrawn")
    assert section(paper_for(event), "Photographs") is None


def test_decisions_of_groups_are_told_to_those_who_may_see_the_group():
    event = an_event("KZ", kind="meeting")
    group = network.a_group("KZ", name={"en": "Law group"})
    meeting = network.a_meeting(group, event=event)
    network.a_decision(group, text="Send the draft to the ministries.", day=DAY, meeting=meeting)
    [told] = section(paper_for(event), "Decisions").items
    assert told == "Law group, decision 1 of 14 May 2019: Send the draft to the ministries."
    chapters = report_facts(report(event, OFFICE))["chapters"]
    assert chapters["decisions"]["items"] == [told]
    assert section(paper_for(event, KZ_TRAINER), "Decisions") is None


def test_a_room_that_keeps_tests_says_what_people_learned(monkeypatch):
    monkeypatch.setattr(reporting, "_CHAPTERS", dict(reporting._CHAPTERS))
    told = Section("Test gain", paragraphs=("From 52 to 81 of 100 on average.",))
    reporting.add_chapter(
        reporting.TEST_GAIN, lambda event, _scope: told if event.kind == "training" else None
    )
    taught, met = an_event(), an_event(kind="meeting")
    assert [one for one in paper_for(taught).sections if one.title == "Test gain"] == [told]
    [none] = [one for one in paper_for(met).sections if one.title == "Test gain"]
    assert none.paragraphs == ("No tests are on record for this event.",)


def an_answered(event: Event, *values: int) -> None:
    evaluation = evaluations.an_evaluation(event)
    evaluations.answered(evaluation, *({"q1": value} for value in values))
    evaluations.closed(evaluation)


def test_evaluation_is_told_with_its_numbers_of_answers():
    event = an_event()
    on_the_list(event, attended=True)
    an_answered(event, *[5] * 6, *[4] * 5)
    paper, told = paper_for(event), report_facts(report(event, OFFICE))["evaluation"]
    assert section(paper, "Evaluation").paragraphs == ("People who answered: 11; known to have attended: 1.",)
    first = section(paper, "Evaluation").tables[0]
    assert first.totals == (("People who answered", "11", ""),)
    assert {row[1] for row in first.rows} >= {"6", "5"}
    assert first.note.startswith("Mean: ")
    assert [told["answered"], told["questions"][0]["answered"]] == [11, 11]


def test_an_evaluation_of_four_people_tells_no_number():
    event = an_event()
    an_answered(event, 5, 5, 4, 1)
    paper, told = paper_for(event), report_facts(report(event, OFFICE))["evaluation"]
    assert "fewer than 5" in section(paper, "Evaluation").paragraphs[0]
    assert all(table.totals == () for table in section(paper, "Evaluation").tables)
    assert told["answered"] is None
    assert all(cell["count"] is None for one in told["questions"] for cell in one["answers"])


def test_an_evaluation_that_is_open_is_told_later():
    event = an_event()
    evaluations.answered(evaluations.an_evaluation(event), *({"q1": 5} for _ in range(6)))
    found = section(paper_for(event), "Evaluation")
    assert found.tables == ()
    assert found.paragraphs[1] == "What they said is told once the evaluation is closed."


def test_the_page_says_it_and_gives_the_files():
    event = an_event(title={"en": "Biosafety", "ru": "Биобезопасность"})
    on_the_list(event, a_person("Rahimov", "Farrukh"), role=TRAINER)
    client = signed_in(RoleKind.TRAINER, "KZ")
    page = client.get(reverse("events:report", args=[event.code])).content.decode()
    assert "Rahimov Farrukh" in page
    assert reverse("events:report-file", args=[event.code, "docx"]) in page
    assert (
        reverse("events:report", args=[event.code])
        in client.get(reverse("events:event", args=[event.code])).content.decode()
    )
    answer = client.get(reverse("events:report-file", args=[event.code, "docx"]), {"lang": "ru"})
    assert answer.headers["Content-Disposition"] == f'attachment; filename="report-{event.code}-ru.docx"'
    assert "Биобезопасность" in said_in("docx", answer.content)
    for wrong, status in (("xls", 404), ("pdf", 200)):
        found = client.get(reverse("events:report-file", args=[event.code, wrong]), {"lang": "xx"})
        assert found.status_code == status


def test_another_country_is_told_nothing():
    event = an_event("TJ")
    client = signed_in(RoleKind.NATIONAL_COORDINATOR, "KZ")
    for name, more in (("report", ()), ("report-file", ("pdf",))):
        assert client.get(reverse(f"events:{name}", args=[event.code, *more])).status_code == 404


def test_the_report_asks_as_often_for_many_persons_as_for_few(django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    event = an_event()
    session = a_session(event)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            report(event, OFFICE)
        return len(queries)

    record_attendance(session, {on_the_list(event).pk: "present"}, by=KZ_TRAINER)
    few = asked()
    for _ in range(5):
        record_attendance(session, {on_the_list(event).pk: "present"}, by=KZ_TRAINER)
    assert asked() == few
