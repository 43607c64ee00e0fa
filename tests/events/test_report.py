"""The report of an event: what it says to whom, and that every form of it says the same figures."""

import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from io import BytesIO

import docx
import pypdfium2
import pytest
from django.urls import reverse
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.events import evaluations
from tests.events.builders import DAY, a_photograph, a_scan, a_session, an_event, on_the_list
from tests.events.registrations import an_open_event, registered
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
from tumar.config.cli import main
from tumar.events import reporting
from tumar.events.actions.agenda import amend_session
from tumar.events.actions.attendance import record_attendance
from tumar.events.actions.evidence import add_evidence
from tumar.events.actions.planning import add_material, add_part, add_photograph
from tumar.events.actions.receiving import receive_statements
from tumar.events.actions.sheets import confirm_scan
from tumar.events.actions.states import move_event
from tumar.events.exports.report.forms import FORMS
from tumar.events.exports.report.paper import report_paper
from tumar.events.exports.report.plain import report_facts
from tumar.events.models import BudgetLine, Event, TargetGroup, Task
from tumar.events.queries.planning import Budget, seen
from tumar.events.queries.report import Cell, report
from tumar.events.rules.planning import Cost, totals
from tumar.events.rules.reporting import Reached, Strength
from tumar.kernel import clock, files
from tumar.kernel.papers import Paper, Section, words_of
from tumar.kernel.papers.editable import paper_docx
from tumar.kernel.papers.printed import values_of
from tumar.people.rules import RoleKind

pytestmark = pytest.mark.django_db
TRAINER, SPEAKER = "trainer", "speaker"


@pytest.fixture(autouse=True)
def some_days_later():
    with clock.stopped(datetime(2019, 5, 20, 8, tzinfo=UTC)):
        yield


def section(paper: Paper, title: str):
    return next((one for one in paper.sections if one.title == title), None)


def rows(paper: Paper, title: str, table: str = "") -> dict[str, tuple[str, ...]]:
    found = next(one for one in section(paper, title).tables if one.title == table)
    return {row[0]: row[1:] for row in (*found.rows, *found.totals)}


def text_of(paper: Paper) -> str:
    return "\n".join(words_of(paper))


def paper_for(event: Event, scope=OFFICE, language: str = "en") -> Paper:
    with translation.override(language):
        return report_paper(report(Event.objects.get(pk=event.pk), scope))


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


def test_that_no_test_is_on_record_is_said_in_every_form_and_language():
    event = an_event()
    paper = paper_for(event)
    titles = [one.title for one in paper.sections]
    assert titles[1] == "Test gain", titles
    assert section(paper, "Test gain").paragraphs == ("No tests are on record for this event.",)
    told = report_facts(report(event, OFFICE))["chapters"]["test-gain"]
    assert told["paragraphs"] == ["No tests are on record for this event."]
    for form in ("pdf", "docx", "json"):
        said = said_in(form, FORMS[form].make(report(event, OFFICE)))
        assert "Notestsareonrecordforthisevent." in said, form


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


def said_in(form: str, content: bytes) -> str:
    """Return all the words of a made file, without blanks."""
    if form == "pdf":
        pages = pypdfium2.PdfDocument(content)
        text = "".join(page.get_textpage().get_text_bounded() for page in pages)
    elif form == "docx":
        made = docx.Document(BytesIO(content))
        cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
        text = "".join([*(one.text for one in made.paragraphs), *cells])
    else:
        text = content.decode()
    return re.sub(r"[\s\ufffe\u00ad]+", "", text)


def test_designations_bring_their_notes_into_every_form():
    event = an_event("XK")
    on_the_list(event, attended=True)
    paper = paper_for(event)
    assert dict(paper.facts)["Country"] == "Kosovo*"
    assert len(paper.notes) == 1
    note = re.sub(r"\s+", "", paper.notes[0].partition(" ")[2])
    for form in ("pdf", "docx"):
        assert note in said_in(form, FORMS[form].make(report(event, OFFICE))), form


numbers = st.integers(0, 3_000_000)
amounts = st.none() | st.integers(0, 10**11)


def with_numbers(event: Event, listed: list[int], heads: int, money: list[int | None]):
    """Return a report in which these numbers stand wherever numbers can stand."""
    told = report(event, OFFICE)
    cells = [
        Cell(key, value, value + 1, value + 2, value + 3) for key, value in zip("MFU", listed, strict=True)
    ]
    persons = Reached(sum(listed), Strength.AT_LEAST)
    counted = replace(
        told.numbers,
        planned=listed[0],
        registered=listed[1],
        by_state=[("confirmed", listed[1])],
        listed=listed[2],
        attended=sum(listed),
        absent=listed[0],
        unknown=listed[1],
        head_count=heads,
        reached=persons,
        by_sex=cells,
    )
    lines = [
        BudgetLine(description=f"Line {number}", currency="EUR", planned_minor=one, actual_minor=one)
        for number, one in enumerate(money)
    ]
    sums = totals([Cost(one.currency, one.planned_minor, one.actual_minor) for one in lines], heads)
    held = replace(told.sessions[0], states={"present": heads}, unmarked=listed[0], means={"qr": listed[1]})
    return replace(told, numbers=counted, budget=Budget(lines, sums, heads), sessions=[held])


def figures(told: object) -> set[str]:
    """Return every number of a JSON value; amounts in minor units as amounts, all without separators."""
    if isinstance(told, dict):
        found = set()
        for name, value in told.items():
            if name.endswith("_minor"):
                found |= set() if value is None else {f"{value // 100}{value % 100:02d}"}
            elif name not in ("evidence", "as_of"):
                found |= figures(value)
        return found
    if isinstance(told, list):
        return set().union(*map(figures, told)) if told else set()
    return {str(told)} if isinstance(told, int) and not isinstance(told, bool) else set()


def digits_in(texts) -> set[str]:
    """Return every number that is written, whatever separates its thousands and its cents."""
    whole = re.compile(r"\d+(?:[.,\s]\d+)*")
    return {re.sub(r"\D", "", one) for text in texts for one in whole.findall(text)}


@pytest.mark.parametrize("language", ["en", "ru", "fa-af"])
@given(
    listed=st.lists(numbers, min_size=3, max_size=3),
    heads=numbers,
    money=st.lists(amounts, min_size=1, max_size=3),
)
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_form_says_the_same_digits(language, listed, heads, money):
    event = Event.objects.first() or an_event()
    if not event.sessions.exists():
        a_session(event)
    with translation.override(language):
        told = with_numbers(event, listed, heads, money)
        paper = report_paper(told)
        facts = json.loads(FORMS["json"].make(told))
        wanted = figures({name: facts[name] for name in ("participants", "budget", "sessions")})
    shown = digits_in(words_of(paper))
    assert wanted <= shown
    written = docx.Document(BytesIO(paper_docx(paper)))
    cells = [cell.text for table in written.tables for row in table.rows for cell in row.cells]
    assert wanted <= digits_in([*(one.text for one in written.paragraphs), *cells])
    assert wanted <= digits_in(strings_of(values_of(paper)))


def strings_of(values) -> list[str]:
    if isinstance(values, dict):
        return [text for one in values.values() for text in strings_of(one)]
    if isinstance(values, list):
        return [text for one in values for text in strings_of(one)]
    return [str(values)]


def test_the_command_writes_each_form(tmp_path, capsysbinary):
    event = an_event(title={"en": "Biosafety", "ru": "Биобезопасность"})
    on_the_list(event, attended=True)
    for form, beginning in (("pdf", b"%PDF"), ("docx", b"PK")):
        place = tmp_path / f"report.{form}"
        words = ["event", "report", event.code, "--lang", "ru", "--format", form, "--out", str(place)]
        assert main(words) == 0
        assert place.read_bytes().startswith(beginning)
        assert "Биобезопасность" in said_in(form, place.read_bytes())
    capsysbinary.readouterr()
    assert main(["event", "report", event.code.lower(), "--format", "json"]) == 0
    told = json.loads(capsysbinary.readouterr().out)
    assert (told["code"], told["participants"]["attended"]) == (event.code, 1)


def test_the_command_says_in_one_sentence_why_not(tmp_path, capsys):
    event = an_event()
    assert main(["event", "report", "P53-XX-1"]) == 1
    assert capsys.readouterr().err == "tumar event: There is no event with the code 'P53-XX-1'.\n"
    nowhere = str(tmp_path / "no" / "report.pdf")
    assert main(["event", "report", event.code, "--output", nowhere]) == 1
    assert capsys.readouterr().err.count("\n") == 1


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
