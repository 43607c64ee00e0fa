"""Erasing a person: the name is nowhere any more, and every figure is what it was."""

import io
import json
import os
import subprocess
import sys
from datetime import date

import openpyxl
import pytest
from django.apps import apps
from django.db import connection, models

from tests.people import (
    KZ_COORDINATOR,
    MACHINE,
    OFFICE,
    PASSWORD,
    a_country,
    a_person,
    a_programme,
    an_account,
    an_organisation,
    signed_in,
)
from tumar.events.actions import attendance, events, evidence, persons, sessions
from tumar.kernel import files, journal, mentions, personal
from tumar.kernel.mentions import Named
from tumar.kernel.models import Job, JournalEntry, StoredFile
from tumar.kernel.refusals import Denied, Invalid
from tumar.people.actions import consent, documents, erasure
from tumar.people.actions.persons import amend_person
from tumar.people.models import Account, IdentityDocument, Person
from tumar.people.queries import erasure as reads
from tumar.people.queries import scope_of
from tumar.results import queries as edition_reads
from tumar.results.actions import editions
from tumar.training.actions import qualifications

DAY = date(2024, 4, 10)
NAMES = {
    "family": "Сейдахметова",
    "given": "Айгерим",
    "patronymic": "Болатовна",
    "family_latin": "Seidakhmetova",
    "given_latin": "Aigerim",
}
FACTS = {"email": "a.seidakhmetova@example.kz", "telephone": "+7 701 555 0142", "position": "Вирусолог НРЦВ"}
NUMBER = "N07654321"
MARKS = (*NAMES.values(), *FACTS.values(), NUMBER, "1984-11-23")


def a_whole_person(**facts) -> Person:
    """Somebody about whom every table that can hold something holds something."""
    person = a_person(**NAMES, birth_date=date(1984, 11, 23), sex="F", group="human-lab", **facts)
    amend_person(person, FACTS, version=1, by=OFFICE, reason="Письмо от Айгерим Сейдахметова")
    kept = {"kind": "passport", "country": a_country("KZ"), "number": NUMBER, "by": MACHINE}
    documents.add_document(person, **kept)
    text = consent.add_text(
        purpose="newsletter", text={"en": "I agree."}, valid_from=date(2020, 1, 1), by=OFFICE
    )
    scan = ("Сейдахметова Айгерим согласие.pdf", b"%PDF consent")
    consent.record_consent(person, text=text, answer="given", on=DAY, how="paper", by=MACHINE, file=scan)
    return Person.objects.get(pk=person.pk)


def a_workshop_of(person: Person, programme, *others: Person):
    event = events.create_event(
        {
            "kind": "training",
            "reach": "country",
            "title": {"en": "Workshop"},
            "programme": programme,
            "country": person.country,
            "starts": DAY,
            "ends": DAY,
        },
        by=MACHINE,
    )
    session = sessions.add_session(event, day=DAY, by=MACHINE)
    for one in (person, *others):
        involved = persons.involve_person(event, person=one, role="participant", by=MACHINE, attended=True)
        attendance.record_attendance(session, {involved.pk: "present"}, by=MACHINE)
    return event


def everything_in_the_database() -> str:
    """All that all tables hold, as text, with what JSON escapes written out."""
    told = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            told += [f"{table}: {row!r}" for row in cursor.fetchall()]
    text = "\n".join(told)
    return text + "\n" + text.encode().decode("unicode_escape", errors="ignore")


def found_of(marks, text: str) -> set[str]:
    escaped = {mark: json.dumps(mark)[1:-1] for mark in marks}
    folded = text.casefold()
    return {
        mark for mark, other in escaped.items() if mark.casefold() in folded or other.casefold() in folded
    }


@pytest.mark.django_db
def test_every_column_about_a_person_has_a_rule_for_the_day_it_is_erased():
    assert personal.without_rule(Person) == []


def test_a_new_column_about_a_person_is_seen():
    """What the test above would say of a table that somebody adds tomorrow."""
    column = models.CharField(max_length=20)
    assert personal.needs_rule(column)
    assert personal.needs_rule(models.JSONField())
    assert personal.needs_rule(models.DateField())
    assert not personal.needs_rule(models.BooleanField())
    assert not personal.needs_rule(models.CharField(max_length=1, choices=[("a", "b")]))


def test_every_rule_is_about_a_column_that_is_there():
    there = {model._meta.label_lower: model for model in apps.get_models()}
    for table, rule in personal.rules().items():
        if (model := there.get(table)) is None:
            continue
        names = {column.name for column in model._meta.concrete_fields}
        assert set(rule.columns) | set(rule.sets) <= names, table


@pytest.mark.django_db
def test_the_name_is_nowhere_in_the_database_any_more():
    person = a_whole_person(employer=an_organisation())
    programme = a_programme()
    a_workshop_of(person, programme)
    qualifications.create_qualification({"person": person, "programme": programme, "since": DAY}, by=MACHINE)
    account = an_account(email="seidakhmetova@example.org", name="Айгерим Сейдахметова", person=person)
    consent_by_her = a_person("Nurlanov", "Dias")
    amend_person(consent_by_her, {"position": "Nurse"}, version=1, by=scope_of(account))
    before = found_of(MARKS, everything_in_the_database())
    assert before == set(MARKS) - {NUMBER}  # the number was encrypted from the start
    erasure.erase_person(person, by=OFFICE, reason="Asked for by letter of 3 May")
    assert found_of((*MARKS, "seidakhmetova"), everything_in_the_database()) == set()
    assert list(journal.breaks()) == []


@pytest.mark.django_db
def test_figures_and_the_frozen_edition_are_what_they_were():
    person, other = a_whole_person(), a_person("Nurlanov", "Dias", sex="M")
    programme = a_programme()
    trainer = a_person("Trainer", "One")
    qualifications.create_qualification({"person": trainer, "programme": programme, "since": DAY}, by=MACHINE)
    event = a_workshop_of(person, programme, other)
    persons.involve_person(event, person=trainer, role="trainer", by=MACHINE)
    qualifications.create_qualification({"person": person, "programme": programme, "since": DAY}, by=MACHINE)
    office = scope_of(an_account())
    before = editions.freeze_edition(programme, as_of=date(2024, 6, 30), by=office)
    erasure.erase_person(person, by=OFFICE, reason="Asked for")
    after = editions.freeze_edition(programme, as_of=date(2024, 6, 30), by=office)
    figures = [list(one.figures.values_list("indicator", "value")) for one in (before, after)]
    assert figures[0] == figures[1]
    assert any(value for _indicator, value in figures[0])
    assert edition_reads.bears_its_seal(before)
    assert before.sha256 == after.sha256
    assert list(edition_reads.edition_faults()) == []
    assert before.lines.filter(counts_as=f"person:{person.code}").exists()


@pytest.mark.django_db
def test_what_stays_is_a_fact_without_a_name():
    person = a_whole_person(employer=an_organisation())
    erasure.erase_person(person, by=OFFICE, reason="Asked for")
    stays = Person.objects.get(pk=person.pk)
    assert (str(stays), stays.code, stays.sex, stays.group) == (
        "erased person",
        person.code,
        "F",
        "human-lab",
    )
    assert (stays.country_id, stays.employer, stays.birth_year, stays.search_text) == ("KZ", None, None, "")
    assert not IdentityDocument.objects.exists()
    assert [one.answer for one in stays.consents.all()] == ["given"]


@pytest.mark.django_db
def test_own_files_go_and_others_only_when_they_are_chosen(django_capture_on_commit_callbacks):
    person = a_whole_person()
    event = a_workshop_of(person, a_programme())
    chosen, left = (
        evidence.add_evidence(event, content=name.encode(), name=name, by=MACHINE).file
        for name in ("list of Seidakhmetova Aigerim.pdf", "agenda.pdf")
    )
    own = files.of(person.consents.get().label).get().file
    near = {one.file.pk: one for one in reads.files_near(person)}
    assert (near[own.pk].is_own, near[chosen.pk].is_own, near[left.pk].is_own) == (True, False, False)
    with django_capture_on_commit_callbacks(execute=True):
        erasure.erase_person(person, by=OFFICE, reason="Asked for", remove=[chosen.sha256])
    assert [files.path_of(one.sha256).exists() for one in (own, chosen, left)] == [False, False, True]
    assert list(files.faults()) == []
    own.refresh_from_db()
    assert own.removed_at is not None
    assert own.name == "removed.pdf"
    assert found_of(MARKS, everything_in_the_database()) == set()


@pytest.mark.django_db
def test_a_received_list_that_holds_the_name_is_found_by_reading_it():
    person = a_whole_person()
    book = openpyxl.Workbook()
    book.active.append(["Сейдахметова", "Айгерим", "KZ"])
    content = io.BytesIO()
    book.save(content)
    received = files.keep(content.getvalue(), name="participants.xlsx")
    old = files.keep("Иванов;Айгерим\nСЕЙДАХМЕТОВА;АЙГЕРИМ".encode("windows-1251"), name="old.csv")
    files.keep("Иванов;Пётр".encode(), name="others.csv")
    broken = files.keep(b"PK\x03\x04 broken Seidakhmetova", name="broken.xlsx")
    found = {one.file.pk: one for one in reads.files_near(person) if not one.about}
    assert set(found) == {received.pk, old.pk}
    assert all(one.names for one in found.values())
    assert broken.pk not in found


@pytest.mark.django_db
def test_reports_of_imports_that_name_the_person_go():
    person = a_whole_person()
    for number, told in enumerate(["Сейдахметова Айгерим", "Somebody Else"]):
        Job.objects.create(
            key=f"00000000-0000-0000-0000-00000000000{number}",
            kind="desk.book.check",
            created_at="2024-04-10T09:00Z",
            result={"asked": {}, "plan": {"findings": [{"content": told}]}},
        )
    erasure.erase_person(person, by=OFFICE, reason="Asked for")
    assert [job.result["plan"]["findings"][0]["content"] for job in Job.objects.all()] == ["Somebody Else"]


@pytest.mark.django_db
def test_an_account_is_closed_and_what_it_signed_names_nobody():
    person = a_whole_person()
    client = signed_in(person=person, email="aigerim@example.org", name="Айгерим Сейдахметова")
    other = a_person("Nurlanov", "Dias")
    amend_person(other, {"position": "Nurse"}, version=1, by=scope_of(client.account))
    erasure.erase_person(person, by=OFFICE, reason="Asked for")
    account = Account.objects.get(pk=client.account.pk)
    assert (account.is_active, account.name, str(account)) == (False, "", "erased person")
    assert not account.check_password(PASSWORD)
    assert client.get("/desk/").status_code == 302
    entry = journal.about(other.label).first()
    assert (entry.who, entry.changes) == ("erased person", {"position": ["", "Nurse"]})


@pytest.mark.django_db
def test_a_namesake_keeps_everything():
    person = a_whole_person()
    namesake = a_person(**NAMES, email="other@example.kz")
    erasure.erase_person(person, by=OFFICE, reason="Asked for")
    namesake.refresh_from_db()
    assert namesake.family == NAMES["family"]
    assert journal.about(namesake.label).get().changes["family"] == NAMES["family"]


@pytest.mark.django_db
def test_a_mention_in_another_record_is_shown_and_left_to_a_reader():
    person = a_whole_person()
    event = a_workshop_of(person, a_programme())
    amended = events.amend_event(
        event, {"place": "у Айгерим Сейдахметова"}, version=event.version, by=MACHINE
    )
    assert amended.label in reads.mentioned_in(person)
    assert reads.mentioned_in(a_person("Nobody", "Mentioned")) == []


@pytest.mark.django_db
@pytest.mark.parametrize("scope", [KZ_COORDINATOR], ids=lambda one: one.label)
def test_only_the_programme_office_erases(scope):
    person = a_whole_person()
    with pytest.raises(Denied):
        erasure.erase_person(person, by=scope, reason="Asked for")
    assert Person.objects.get(pk=person.pk).family == NAMES["family"]


@pytest.mark.django_db
def test_nobody_is_erased_twice_or_by_himself_or_filled_in_again():
    person = a_whole_person()
    own = an_account(person=a_person("Office", "Worker"))
    with pytest.raises(Invalid, match="yourself"):
        erasure.erase_person(own.person, by=scope_of(own), reason="Asked for")
    erasure.erase_person(person, by=OFFICE, reason="Asked for")
    with pytest.raises(Invalid, match="already"):
        erasure.erase_person(person, by=OFFICE, reason="Asked for")
    stays = Person.objects.get(pk=person.pk)
    with pytest.raises(Invalid, match="erased"):
        amend_person(stays, {"family": "Again"}, version=stays.version, by=OFFICE)


@pytest.mark.django_db
def test_the_journal_tells_that_somebody_was_erased_by_whom_and_why():
    person = a_whole_person()
    told = erasure.erase_person(person, by=OFFICE, reason="Asked for by letter of 3 May")
    entry = JournalEntry.objects.get(verb="people.person.erased")
    assert (entry.about, entry.reason, entry.by_label) == (
        person.label,
        "Asked for by letter of 3 May",
        OFFICE.label,
    )
    assert entry.changes["rows"] == told.rows
    assert told.entries >= 4


@pytest.mark.django_db
def test_the_page_shows_what_goes_then_asks_for_the_code_then_erases():
    person = a_whole_person()
    sheet = evidence.add_evidence(
        a_workshop_of(person, a_programme()), content=b"%PDF", name="sheet.pdf", by=MACHINE
    ).file
    client, address = signed_in(), f"/desk/people/persons/{person.code}/erase/"
    first = client.get(address).content.decode()
    assert "sheet.pdf" in first
    assert "Identity documents: 1" in first
    assert client.post(address, {"reason": ""}).status_code == 422
    second = client.post(address, {"reason": "Asked for", "remove": [sheet.sha256]}).content.decode()
    assert f"Type {person.code} to confirm." in second
    typed = {"reason": "Asked for", "remove": [sheet.sha256], "code": "KZ-999999"}
    assert client.post(address, typed).status_code == 422
    assert Person.objects.get(pk=person.pk).erased_at is None
    page = client.post(address, {**typed, "code": person.code.lower()}, follow=True).content.decode()
    assert "erased person" in page
    assert NAMES["family"] not in page
    assert StoredFile.objects.get(pk=sheet.pk).removed_at
    assert person.code not in client.get("/desk/people/").content.decode()
    assert client.get(address).status_code == 404


def test_a_word_is_found_as_it_is_in_capitals_and_folded():
    named = Named(frozenset({"a@example.kz"}), frozenset({("Ёлкина", "Анна")}))
    assert mentions.in_content("ЁЛКИНА АННА".encode(), named)
    assert mentions.in_content("елкина анна".encode("koi8-r"), named)
    assert mentions.in_content("Ёлкина Анна".encode("utf-16-le"), named)
    assert mentions.in_content(b"write to A@EXAMPLE.KZ", named)
    assert not mentions.in_content("Ёлкина Мария".encode(), named)
    assert not mentions.in_content(b"Anna", Named(frozenset({"Ann"})))
    assert not Named()


STORY = """
import sys, django
django.setup()
from pathlib import Path
from django.conf import settings
from tumar.config import installation
from tumar.kernel import journal
from tumar.kernel.scope import of_the_machine
from tumar.people.actions import erasure, persons
from tumar.people.models import Person
from tumar.places.models import Country

installation.bring_up_tables()
by = of_the_machine("a test")
names = {"family": sys.argv[1], "given": "Айгерим", "family_latin": sys.argv[2], "email": sys.argv[3]}
kept = {"country": Country.objects.get(pk="KZ")}
many = [persons.create_person({**kept, "family": f"Other {n}"}, by=by) for n in range(60)]
one = persons.create_person({**kept, **names}, by=by)
one = persons.amend_person(one, {"position": "Of " + sys.argv[1]}, version=1, by=by)
held = b"".join(file.read_bytes() for file in sorted(Path(settings.TUMAR_DATA).glob("tumar.sqlite3*")))
assert all(word.encode() in held for word in sys.argv[1:]), "it was never there"
erasure.erase_person(one, by=by, reason="Asked for")
assert list(journal.breaks()) == []
"""


def test_the_name_is_not_in_the_bytes_of_the_database_s_files_either(tmp_path):
    """SQLite leaves deleted text in its pages and its log unless it is told not to."""
    words = ("Сейдахметова", "Seidakhmetova", "aigerim.s@example.kz")
    variables = {name: value for name, value in os.environ.items() if not name.startswith("TUMAR_")}
    told = subprocess.run(
        [sys.executable, "-c", STORY, *words],
        env={**variables, "TUMAR_DATA": str(tmp_path)},
        capture_output=True,
        text=True,
    )
    assert told.returncode == 0, told.stderr
    kept = list(tmp_path.glob("tumar.sqlite3*"))
    assert kept
    held = b"".join(file.read_bytes() for file in kept)
    for word in (*words, json.dumps(words[0])[1:-1], "seidakhmetova", "сейдахметова"):
        assert word.encode() not in held, word
