"""The command that lists events and shows one with its plan."""

import json
from datetime import date

import pytest

from tests.events.builders import an_event
from tests.events.plans import a_full_plan
from tumar.config import cli

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_fortnight_before")]


def said(capsys, *words: str) -> str:
    assert cli.main(["event", *words]) == 0
    return capsys.readouterr().out


def test_the_command_lists_events_by_country_state_and_year(capsys):
    event = a_full_plan()
    an_event("UZ", starts=date(2018, 2, 1))
    found = json.loads(said(capsys, "list", "--format", "json"))
    assert [one["code"] for one in found] == [event.code, "P53-UZ-2018-01"]
    assert found[0]["state"] == "planned"
    assert found[0]["participants"] == 1
    for words in (("--country", "Uzbekistan"), ("--state", "held"), ("--year", "2018")):
        only = json.loads(said(capsys, "list", *words, "--format", "json"))
        assert [one["code"] for one in only] == ["P53-UZ-2018-01"]
    assert event.code in said(capsys, "list", "--country", "kz")


def test_the_command_shows_an_event_with_its_plan(capsys):
    event = a_full_plan()
    shown = json.loads(said(capsys, "show", event.code.lower(), "--format", "json"))
    assert shown["attended"] == 1
    assert shown["sessions"][0]["room"] == "Hall A"
    assert shown["sessions"][0]["begins_at"] == "09:00"
    assert shown["budget"]["totals"][0]["per_person_minor"] == 80000
    assert shown["checklist"][0]["owner"] == "Dana"
    assert shown["interpretation_languages"] == ["kk"]
    text = said(capsys, "show", event.code)
    assert "state: planned" in text
    assert "room Hall A" in text


@pytest.mark.parametrize("words", [("show", "NO-SUCH"), ("list", "--country", "Atlantis")])
def test_the_command_says_in_one_sentence_what_is_not_known(words, capsys):
    assert cli.main(["event", *words]) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_a_state_that_there_is_not_is_a_usage_error(capsys):
    with pytest.raises(SystemExit) as ended:
        cli.main(["event", "list", "--state", "done"])
    assert ended.value.code == 2
