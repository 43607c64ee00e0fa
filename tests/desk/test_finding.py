"""Search over everything that one may see, the journal as a list, and evidence files."""

import pytest

from tests.events.builders import an_event
from tests.people import MACHINE, a_person, a_programme, an_organisation, signed_in
from tumar.kernel import files, labels
from tumar.people.rules import RoleKind

pytestmark = pytest.mark.django_db


def find(client, words: str) -> str:
    answer = client.get("/desk/search/", {"q": words})
    assert answer.status_code == 200
    return answer.content.decode()


def test_one_word_finds_records_of_every_kind():
    programme = a_programme("P53", title={"en": "Samal programme"})
    an_event(title={"en": "Samal workshop"}, programme=programme)
    a_person("Samal", "Aigerim")
    an_organisation("Samal laboratory")
    text = find(signed_in(), "samal")
    for name in ("Samal programme", "Samal workshop", "Samal Aigerim", "Samal laboratory"):
        assert name in text


def test_another_script_of_the_name_is_found_too():
    a_person("Akhmetova", "Aizhan", family="Ахметова", given="Айжан")
    assert "Ахметова" in find(signed_in(), "AKHMETOVA aiz")
    assert "Ахметова" in find(signed_in(), "ахмет")


def test_another_country_is_not_found():
    a_person("Karimova", "Nodira", country="UZ")
    assert "Nodira" in find(signed_in(RoleKind.NATIONAL_COORDINATOR, "UZ"), "karimova")
    assert "Nodira" not in find(signed_in(RoleKind.NATIONAL_COORDINATOR, "KZ"), "karimova")


def test_who_may_see_no_persons_finds_none():
    a_person("Karimova", "Nodira")
    assert "Nodira" not in find(signed_in(RoleKind.DONOR_READER), "karimova")


def test_a_country_is_found_by_its_name_in_either_language():
    assert "/desk/places/countries/MN/" in find(signed_in(), "монголия")
    assert "/desk/places/countries/MN/" in find(signed_in(), "mongol")


def test_many_hits_lead_to_the_list_of_all():
    for number in range(9):
        a_person("Ospanov", f"Number{number}")
    text = find(signed_in(), "ospanov")
    assert text.count("Ospanov Number") == 6
    assert "/desk/people/?q=ospanov" in text


@pytest.mark.parametrize("words", ["", "   ", "x", "%", "\x00", "zzzzzz", "a" * 5000, "' OR 1=1"])
def test_whatever_is_typed_gets_a_page(words):
    assert "<h1" in find(signed_in(), words)


def test_the_journal_tells_the_office_everything():
    event = an_event(title={"en": "Written down"})
    text = signed_in().get("/desk/journal/").content.decode()
    assert event.code in text
    assert "created" in text or "added" in text


def test_the_journal_is_narrowed_by_kind():
    event, person = an_event(), a_person()
    text = signed_in().get("/desk/journal/", {"kind": "people.person"}).content.decode()
    assert person.code in text
    assert event.code not in text


def test_the_journal_shows_no_records_that_one_may_not_see_everywhere():
    event = an_event("UZ")
    person = a_person(country="UZ")
    coordinator = signed_in(RoleKind.NATIONAL_COORDINATOR, "KZ").get("/desk/journal/").content.decode()
    assert event.code not in coordinator
    logistics = signed_in(RoleKind.LOGISTICS_OFFICER).get("/desk/journal/").content.decode()
    assert person.code not in logistics


def evidence(event) -> str:
    kept = files.keep(b"%PDF-1.4 list of names", name="list.pdf")
    files.attach(kept, about=event.label, by=MACHINE)
    return f"/desk/files/{kept.sha256}/"


def test_who_sees_the_record_gets_its_evidence():
    address = evidence(an_event("KZ"))
    answer = signed_in(RoleKind.NATIONAL_COORDINATOR, "KZ").get(address)
    assert b"".join(answer.streaming_content) == b"%PDF-1.4 list of names"
    assert answer.headers["Content-Type"] == "application/pdf"
    assert "list.pdf" in answer.headers["Content-Disposition"]


@pytest.mark.parametrize(
    ("kind", "country"), [(RoleKind.NATIONAL_COORDINATOR, "UZ"), (RoleKind.DONOR_READER, None)]
)
def test_who_does_not_see_the_record_does_not_get_its_evidence(kind, country):
    assert signed_in(kind, country).get(evidence(an_event("KZ"))).status_code == 404


def test_a_file_that_a_browser_might_run_is_only_downloaded():
    event = an_event("KZ")
    kept = files.keep(b"<script>alert(1)</script>", name="page.html")
    files.attach(kept, about=event.label, by=MACHINE)
    answer = signed_in().get(f"/desk/files/{kept.sha256}/")
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_a_file_that_is_gone_is_not_an_error():
    address = evidence(an_event("KZ"))
    files.path_of(address.split("/")[-2]).unlink()
    assert signed_in().get(address).status_code == 404
    assert signed_in().get("/desk/files/nothing%00/").status_code == 404


def test_a_label_leads_to_its_record_and_page():
    event = an_event("KZ")
    assert labels.record_of(event.label, MACHINE) == event
    assert labels.url_of(event.label) == f"/desk/events/{event.code}/"
    assert labels.kind_of(event.label) == "event"
    assert labels.field_name(event.label, "starts") == "first day"
    assert labels.field_value(event.label, "kind", "training") == "training workshop"


@pytest.mark.parametrize("label", ["", "nothing", "nothing:1", "kernel.file:abc", "events.event:NO-SUCH"])
def test_a_label_that_names_nothing_leads_nowhere(label):
    assert labels.record_of(label, MACHINE) is None
    assert isinstance(labels.url_of(label), str)
    assert isinstance(labels.kind_of(label), str)
