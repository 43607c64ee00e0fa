"""Subject access: all that is held about a person, readable, in one archive."""

import io
import json
import zipfile
from datetime import date

import pytest

from tests.events.registrations import an_open_event, registered
from tests.law.reforms import a_bill, a_finding, a_recommendation
from tests.network.builders import a_group, a_member
from tests.people import (
    KZ_COORDINATOR,
    KZ_TRAINER,
    MACHINE,
    OFFICE,
    a_country,
    a_person,
    a_programme,
    an_account,
    signed_in,
)
from tumar.config import cli
from tumar.events.actions import attendance, enlisting, events, persons, sessions
from tumar.kernel.models import JournalEntry
from tumar.kernel.personal import holdings
from tumar.kernel.refusals import Denied
from tumar.law.actions import reform_tasks
from tumar.people.actions import consent, documents, subject
from tumar.people.actions.persons import amend_person
from tumar.people.models import Person
from tumar.people.rules import RoleKind
from tumar.training.actions import qualifications

pytestmark = pytest.mark.django_db

DAY = date(2024, 4, 10)
NUMBER = "N07654321"


def a_whole_person() -> Person:
    """Somebody of whom every table that can hold something holds something."""
    person = a_person("Akhmetova", "Aizhan", family="Ахметова", given="Айжан", birth_date=date(1984, 11, 23))
    amend_person(person, {"position": "Virologist"}, version=1, by=OFFICE, reason="New post")
    programme = a_programme()
    event = events.create_event(
        {
            "kind": "training",
            "reach": "country",
            "title": {"en": "Biosafety workshop"},
            "programme": programme,
            "country": person.country,
            "starts": DAY,
            "ends": DAY,
        },
        by=MACHINE,
    )
    involved = persons.involve_person(event, person=person, role="participant", by=MACHINE)
    session = sessions.add_session(event, day=DAY, by=MACHINE)
    attendance.record_attendance(session, {involved.pk: "present"}, by=MACHINE)
    qualifications.create_qualification({"person": person, "programme": programme, "since": DAY}, by=MACHINE)
    kept = {"kind": "passport", "country": a_country("KZ"), "by": MACHINE}
    documents.add_document(person, number=NUMBER, **kept)
    words = {"en": "I agree."}
    text = consent.add_text(purpose="directory", text=words, valid_from=DAY, by=OFFICE)
    scan = ("signed.pdf", b"%PDF signed")
    consent.record_consent(person, text=text, answer="given", on=DAY, how="paper", by=MACHINE, file=scan)
    enlisting.link_person(registered(an_open_event()), person, by=MACHINE)
    an_account(email="aizhan@example.org", name="Aizhan Akhmetova", person=person, language="ru")
    return Person.objects.get(pk=person.pk)


def opened(archive: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(archive)) as read:
        return {name: read.read(name) for name in read.namelist()}


def test_the_archive_holds_a_page_to_read_data_for_a_program_and_the_files():
    parts = opened(subject.export_person(a_whole_person(), by=OFFICE, language="en"))
    assert {"index.html", "data.json"} < set(parts)
    (scan,) = (content for name, content in parts.items() if name.startswith("files/"))
    assert scan == b"%PDF signed"
    page = parts["index.html"].decode()
    for words in ("Ахметова", "Virologist", "23 Nov 1984", "Biosafety workshop", NUMBER, "New post"):
        assert words in page


def test_every_table_that_holds_something_about_a_person_is_in_it():
    person = a_whole_person()
    a_member(a_group("KZ"), person=person)
    asked = a_recommendation(owner_person=person, findings=[a_finding()], group=a_group("KZ"))
    a_bill(answers=[asked])
    reform_tasks.add_task(asked, {"text": "Word it"}, by=MACHINE)
    held = json.loads(opened(subject.export_person(person, by=OFFICE, language="en"))["data.json"])
    linked = (holding.table for holding in holdings(Person) if holding.paths)
    own = {table for table in linked if not table.startswith("account.")}
    # No second factor was set up, and the account neither reads nor shows itself in the network.
    unused = {"network.digestsending", "network.directoryentry", "network.feedkey", "network.subscription"}
    unused |= {"events.speaking", "events.walkin"}  # came as registered, and only listened
    assert own - set(held["tables"]) == {"mfa.authenticator", *unused}
    assert held["tables"]["events.mark"][0]["state"] == "present"
    assert held["tables"]["people.identitydocument"][0]["number"] == NUMBER
    assert held["files"][0]["name"] == "signed.pdf"
    assert {"people.person.added", "people.consent.recorded"} <= {one["verb"] for one in held["journal"]}


def test_no_secret_of_the_installation_leaves_with_it():
    person = a_whole_person()
    document = person.documents.get()
    parts = opened(subject.export_person(person, by=OFFICE, language="en"))
    told = parts["data.json"].decode() + parts["index.html"].decode()
    for secret in (person.account.password, document.digest, document.sealed_number):
        assert secret not in told


def test_it_speaks_the_language_of_the_person():
    person = a_whole_person()
    assert subject.language_of(person, "en") == "ru"
    assert subject.language_of(a_person("No", "Account"), "en") == "en"
    page = opened(subject.export_person(person, by=OFFICE, language="ru"))["index.html"].decode()
    assert '<html lang="ru" dir="ltr">' in page
    assert "23 нояб. 1984" in page


def test_that_it_was_made_is_written_down_and_so_is_the_look_at_numbers():
    person = a_whole_person()
    subject.export_person(person, by=OFFICE, language="en", reason="Letter of 3 May")
    entries = JournalEntry.objects.filter(about=person.label)
    assert entries.get(verb="people.person.exported").reason == "Letter of 3 May"
    assert entries.filter(verb="people.document.seen").count() == 1


def test_a_coordinator_gives_it_without_the_numbers_that_she_may_not_see():
    person = a_whole_person()
    parts = opened(subject.export_person(person, by=KZ_COORDINATOR, language="en"))
    assert NUMBER not in parts["index.html"].decode() + parts["data.json"].decode()
    assert "ask the programme office for it" in parts["index.html"].decode()
    assert not JournalEntry.objects.filter(verb="people.document.seen").exists()


def test_a_trainer_gives_none():
    with pytest.raises(Denied):
        subject.export_person(a_person(), by=KZ_TRAINER, language="en")


def test_the_page_has_the_button_for_who_may_and_answers_with_the_archive():
    person = a_person()
    page = f"/desk/people/persons/{person.code}/"
    client = signed_in(RoleKind.NATIONAL_COORDINATOR, "KZ")
    assert f"{page}export/" in client.get(page).content.decode()
    answer = client.post(f"{page}export/", {"language": "ru"})
    assert answer.headers["Content-Type"] == "application/zip"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{person.code}.zip"'
    assert "index.html" in opened(answer.content)
    assert client.get(f"{page}export/").status_code == 405
    trainer = signed_in(RoleKind.TRAINER, "KZ")
    assert f"{page}export/" not in trainer.get(page).content.decode()
    assert trainer.post(f"{page}export/").status_code == 403


def test_the_command_writes_it_and_says_so_in_one_line(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(cli, "_prepare", lambda: None)
    person, place = a_whole_person(), tmp_path / "her.zip"
    assert cli.main(["person", "export", person.code.lower(), "--output", str(place)]) == 0
    assert "index.html" in opened(place.read_bytes())
    assert "Akhmetova" not in capsys.readouterr().out
    assert cli.main(["person", "export", "KZ-999999", "--output", str(place)]) == 1
    assert capsys.readouterr().err == "tumar person: There is no person with the code 'KZ-999999'.\n"
    assert cli.main(["person", "export", person.code, "--output", str(tmp_path / "no" / "such.zip")]) == 1
    assert "cannot be written" in capsys.readouterr().err
