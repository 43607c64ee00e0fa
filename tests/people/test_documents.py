"""Identity documents: recognised without being read, and never read without a line in the journal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.people import (
    KZ_COORDINATOR,
    KZ_TRAINER,
    MACHINE,
    OFFICE,
    UZ_COORDINATOR,
    a_country,
    a_person,
    signed_in,
)
from tumar.kernel.models import JournalEntry
from tumar.kernel.refusals import Denied, Invalid
from tumar.people.actions import documents
from tumar.people.models import IdentityDocument, document_digest
from tumar.people.rules import RoleKind, fold_document_number, is_document_number

NUMBER = "N 0123 4567"
DIGITS = st.text("0123456789ABCDEFXYZ", min_size=4, max_size=20)


def a_document(person=None, number=NUMBER, **facts):
    facts = {"kind": "passport", "country": a_country("KZ"), "by": MACHINE, **facts}
    return documents.add_document(person or a_person(), number=number, **facts)


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("n 0123 4567", "N01234567"),
        ("№ 45-12/007", "4512007"),
        ("АС 1234567", "AC1234567"),  # Cyrillic capitals that look like Latin ones
        ("АВ\u00a012\u201334", "AB1234"),
    ],
)
def test_a_number_is_the_same_however_it_was_typed(typed, folded):
    assert fold_document_number(typed) == folded


@given(DIGITS, st.sampled_from([" ", "-", "\u00a0", " / "]))
def test_blanks_hyphens_and_case_never_change_the_digest(number, sign):
    typed = sign.join(number.lower())
    assert document_digest(typed) == document_digest(number)


@given(DIGITS, DIGITS)
def test_two_numbers_share_a_digest_only_when_they_are_the_same(one, other):
    assert (document_digest(one) == document_digest(other)) == (one == other)


def test_the_digest_is_worthless_without_the_secret_of_the_installation(settings):
    before = document_digest(NUMBER)
    settings.TUMAR_DOCUMENT_SECRET = "another installation"
    assert document_digest(NUMBER) != before


@pytest.mark.parametrize("number", ["", "12", "passport", "1" * 31, "—"])
def test_what_is_no_number_is_not_taken_for_one(number):
    assert not is_document_number(number)


@pytest.mark.django_db
def test_the_number_lies_encrypted_in_the_database():
    document = a_document()
    row = IdentityDocument.objects.filter(pk=document.pk).values().get()
    assert not any("01234567" in str(value) for value in row.values())
    assert document.unseal() == "N01234567"


@pytest.mark.django_db
def test_the_same_number_twice_is_one_document():
    person = a_person()
    assert a_document(person) == a_document(person, "n01234567")
    assert person.documents.count() == 1


@pytest.mark.django_db
def test_every_look_at_a_number_is_written_down_with_its_reason():
    document = a_document()
    assert documents.see_number(document, reason="Visa support letter", by=OFFICE) == "N01234567"
    entry = JournalEntry.objects.get(verb="people.document.seen")
    assert (entry.about, entry.reason, entry.by_label) == (
        document.person.label,
        "Visa support letter",
        OFFICE.label,
    )


@pytest.mark.django_db
def test_nobody_looks_at_a_number_without_a_reason():
    with pytest.raises(Invalid):
        documents.see_number(a_document(), reason="  ", by=OFFICE)
    assert not JournalEntry.objects.filter(verb="people.document.seen").exists()


@pytest.mark.django_db
@pytest.mark.parametrize("scope", [KZ_COORDINATOR, UZ_COORDINATOR, KZ_TRAINER], ids=lambda one: one.label)
def test_who_has_no_need_of_the_number_is_refused_and_nothing_is_written(scope):
    document = a_document()
    with pytest.raises(Denied):
        documents.see_number(document, reason="Curious", by=scope)
    assert not JournalEntry.objects.filter(verb="people.document.seen").exists()


@pytest.mark.django_db
def test_a_coordinator_puts_documents_of_her_country_on_file_and_of_no_other():
    person = a_person()
    assert a_document(person, by=KZ_COORDINATOR).person == person
    with pytest.raises(Denied):
        a_document(person, number="N7654321", by=UZ_COORDINATOR)


@pytest.mark.django_db
def test_the_journal_never_holds_a_number():
    document = a_document()
    documents.see_number(document, reason="Ticket", by=OFFICE)
    documents.remove_document(document, by=OFFICE)
    told = [str(row) for row in JournalEntry.objects.values()]
    assert len(told) >= 4
    assert not any("01234567" in row or document.digest in row for row in told)
    assert not IdentityDocument.objects.exists()


@pytest.mark.django_db
def test_every_fault_of_a_document_is_told_at_once():
    with pytest.raises(Invalid) as refused:
        a_document(number="?", kind="diary")
    assert [fault.field for fault in refused.value.faults] == ["kind", "number"]


@pytest.mark.django_db
def test_the_number_is_shown_once_to_who_says_why_and_stands_nowhere_else():
    document = a_document()
    client, code = signed_in(), document.person.code
    address = f"/desk/people/persons/{code}/documents/{document.pk}/number/"
    assert "N01234567" not in client.get(address).content.decode()
    assert client.post(address, {"reason": ""}).status_code == 422
    answer = client.post(address, {"reason": "Visa support letter"})
    assert "N01234567" in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]
    for page in (f"/desk/people/persons/{code}/", "/desk/people/?format=csv", "/desk/journal/?format=csv"):
        shown = client.get(page)
        content = b"".join(shown.streaming_content) if shown.streaming else shown.content
        assert b"01234567" not in content
    seen = client.get(f"/desk/people/persons/{code}/").content.decode()
    assert "Visa support letter" in seen


@pytest.mark.django_db
def test_a_coordinator_types_a_number_in_and_cannot_read_it_back():
    person = a_person()
    client = signed_in(RoleKind.NATIONAL_COORDINATOR, "KZ")
    typed = {"kind": "passport", "country": "KZ", "number": NUMBER}
    client.post(f"/desk/people/persons/{person.code}/documents/add/", typed)
    document = person.documents.get()
    address = f"/desk/people/persons/{person.code}/documents/{document.pk}"
    assert client.post(f"{address}/number/", {"reason": "Curious"}).status_code == 403
    client.post(f"{address}/remove/", {"reason": "Expired"})
    assert not person.documents.exists()


@pytest.mark.django_db
def test_a_trainer_is_not_told_which_documents_are_on_file():
    document = a_document()
    client = signed_in(RoleKind.TRAINER, "KZ")
    page = client.get(f"/desk/people/persons/{document.person.code}/").content.decode()
    assert "documents-title" not in page
    assert client.get(f"/desk/people/persons/{document.person.code}/documents/add/").status_code == 403
