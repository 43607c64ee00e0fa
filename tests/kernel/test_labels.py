"""What the journal keeps in field names and codes is told in people's words."""

from decimal import Decimal

import pytest
from django.utils import translation

from tumar.kernel import labels
from tumar.kernel.lists import Cell, Column
from tumar.kernel.models import JournalEntry
from tumar.kernel.templatetags import parts

EVENT, ACCOUNT, SUPPLY = "events.event:P53-KZ-01", "people.account:a@example.org", "supplies.consignment:S01"


@pytest.mark.parametrize(
    ("label", "name", "told"),
    [
        (EVENT, "starts", "первый день"),
        (EVENT, "hosts", "принимающие организации"),
        (EVENT, "co_organisers", "соорганизаторы"),
        (EVENT, "PER-00001 participant", "PER-00001 участник"),
        (EVENT, "name", "имя файла"),
        (EVENT, "3", "№ 3"),
        (ACCOUNT, "name", "имя"),
        (ACCOUNT, "role", "роль"),
        (ACCOUNT, "since", "дата начала"),
        ("people.organisation:EU", "name", "название"),
        # Columns that nobody named are told by the journal's own words.
        ("law.round:RND-KZ-01", "requirement", "требование"),
        ("law.instrument:LAW-KZ-1", "version", "версия"),
    ],
)
def test_a_field_has_a_name_of_the_language(label, name, told):
    with translation.override("ru"):
        assert labels.field_name(label, name) == told


@pytest.mark.parametrize(
    ("label", "name", "value", "told"),
    [
        (EVENT, "kind", "awareness", "информационное мероприятие"),
        (EVENT, "reach", "country", "национальный"),
        (EVENT, "country", "KZ", "Казахстан"),
        (EVENT, "countries", ["KZ", "UZ"], ["Казахстан", "Узбекистан"]),
        (EVENT, "languages", ["en", "ru"], ["английский", "русский"]),
        (EVENT, "PER-00001 participant", "True · 1, 2", "да · 1, 2"),
        (ACCOUNT, "role", "programme-office", "офис программы"),
        (SUPPLY, "2", "genome-sequencer · 3", "геномные секвенаторы · 3"),
        (EVENT, "place", "other", "other"),
    ],
)
def test_a_code_has_a_word_of_the_language(label, name, value, told):
    with translation.override("ru"):
        assert labels.field_value(label, name, value) == told


def test_two_hosts_of_a_new_event_are_no_change_from_one_to_the_other():
    hosts = ["people.organisation:EU", "people.organisation:<b>"]
    entry = JournalEntry(verb="events.event.added", about=EVENT, changes={"hosts": hosts, "response": None})
    (only,) = parts.changes(entry)
    assert only.is_first
    assert parts.shown(only.new) == (
        '<a href="/desk/people/organisations/EU/">EU</a>, '
        '<a href="/desk/people/organisations/%3Cb%3E/">&lt;b&gt;</a>'
    )


def test_what_was_amended_shows_both():
    entry = JournalEntry(verb="events.event.amended", about=EVENT, changes={"kind": ["training", "meeting"]})
    with translation.override("en"):
        (only,) = parts.changes(entry)
    assert (only.old, only.new, only.is_first) == ("training workshop", "meeting", False)


@pytest.mark.parametrize(("language", "told"), [("en", "52,275.70"), ("ru", "52\xa0275,70")])
def test_an_amount_in_a_list_keeps_its_cents(language, told):
    column = Column("worth", "value", str, is_number=True, is_money=True)
    with translation.override(language):
        assert parts.cell(Cell(column, Decimal("52275.70"))) == told
