"""Every form of the report of an event says the same: printed, editable, as values, in each language."""

import json
import re
from dataclasses import replace
from io import BytesIO

import docx
import pytest
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.events.builders import a_session, an_event, on_the_list
from tests.events.reports import paper_for, said_in, section
from tests.people import (
    OFFICE,
)
from tumar.config.cli import main
from tumar.events.exports.report.forms import FORMS
from tumar.events.exports.report.paper import report_paper
from tumar.events.exports.report.plain import report_facts
from tumar.events.models import BudgetLine, Event
from tumar.events.queries.planning import Budget
from tumar.events.queries.report import Cell, report
from tumar.events.rules.planning import Cost, totals
from tumar.events.rules.reporting import Reached, Strength
from tumar.kernel.papers import words_of
from tumar.kernel.papers.editable import paper_docx
from tumar.kernel.papers.printed import values_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("some_days_later")]


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
