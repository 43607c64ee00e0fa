"""Pages of what States did towards treaties, and of what was looked for."""

import re

import pytest

from tests.law.builders import (
    a_search,
    a_treaty_act,
    an_instrument,
)
from tests.law.pages import at, expert, page
from tumar.law.models import Coverage, TreatyAct

pytestmark = pytest.mark.django_db


def test_acts_towards_treaties_stand_in_the_matrix_with_their_sources():
    client, treaty = expert(), an_instrument(None, title={"en": "Convention of 1972"})
    typed = {
        "instrument": treaty.code,
        "country": "KZ",
        "act": "ratification",
        "day": "2007",
        "source": "The depositary",
    }
    assert client.post(at("record-treaty-act"), typed).status_code == 302
    shown = page(client, at("treaties"))
    assert "ratification" in shown
    assert "The depositary" in shown
    one = TreatyAct.objects.get()
    client.post(at("edit-treaty-act", one.pk), {**typed, "day": "2007-06-15", "reason": "Copy"})
    assert "15 Jun 2007" in page(client, at("instrument", treaty.code))
    client.post(at("remove-treaty-act", one.pk), {"reason": "Mistake"})
    assert not TreatyAct.objects.exists()


def test_acts_towards_treaties_are_listed_and_downloaded_with_their_codes():
    act = a_treaty_act()
    a_treaty_act("UZ", act.instrument, act="accession")
    client = expert()
    assert "accession" in page(client, at("treaty-acts"))
    narrowed = page(client, at("treaty-acts"), country="KZ")
    assert "ratification" in narrowed
    assert narrowed.count(str(act.instrument)) == 1
    lines = b"".join(client.get(at("treaty-acts"), {"format": "csv"}).streaming_content).decode()
    assert f"{act.instrument.code},KZ" in lines


@pytest.mark.parametrize(
    ("day", "words"), [("2019", "2019"), ("2019-10", "October 2019"), ("2019-10-14", "14 Oct 2019")]
)
def test_a_list_tells_a_day_as_far_as_it_is_known_on_one_line_and_its_file_keeps_it(day, words):
    an_instrument(day=day)
    client = expert()
    cell = re.search(
        r'<td role="cell" data-label="Date" class="([^"]*)">([^<]*)</td>', page(client, at("instruments"))
    )
    assert "is-day" in cell[1]
    assert cell[2] == words
    lines = b"".join(client.get(at("instruments"), {"format": "csv"}).streaming_content).decode()
    assert f",{day}," in lines


def test_where_an_act_is_known_from_is_folded_and_an_empty_field_says_so():
    treaty = an_instrument(None, title={"en": "Convention of 1972"})
    a_treaty_act("KZ", treaty, day="2007")
    shown = page(expert(), at("treaties"))
    cell = re.search(r'<td role="cell" data-label="Convention of 1972">.*?</td>', shown, re.DOTALL)[0]
    assert re.search(
        r"ratification <span class=\"is-day\">2007</span>\s*<details.*The depositary", cell, re.DOTALL
    )
    assert 'data-label="Convention of 1972" class="is-empty"' in shown


def test_the_acts_of_another_state_are_seen_and_not_changed():
    one = a_treaty_act("UZ")
    client = expert()
    assert "The depositary" in page(client, at("treaties"))
    assert client.get(at("edit-treaty-act", one.pk)).status_code == 403


def test_what_was_looked_for_is_recorded_and_changed():
    client = expert()
    typed = {"country": "KZ", "area": "licensing", "outcome": "not-found", "where": "Journal"}
    assert client.post(at("record-coverage"), typed).status_code == 422
    client.post(at("record-coverage"), {**typed, "day": "2026-01-10", "by_laws_included": "on"})
    shown = page(client, at("coverage"))
    assert "licensing of facilities and persons" in shown
    assert "looked for, not found" in shown
    one = Coverage.objects.get()
    client.post(at("edit-coverage", one.pk), {**typed, "day": "2026-01-11", "outcome": "found"})
    assert Coverage.objects.get().outcome == "found"
    assert "Remove this entry" in page(client, at("edit-coverage", one.pk))
    client.post(at("remove-coverage", one.pk), {"reason": "Twice"})
    assert not Coverage.objects.exists()


def test_what_was_looked_for_elsewhere_is_not_there():
    one = a_search("UZ")
    client = expert()
    assert client.get(at("edit-coverage", one.pk)).status_code == 404
    assert "licensing" not in page(client, at("coverage"))
