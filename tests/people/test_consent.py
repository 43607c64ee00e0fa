"""Consent: asked by purpose and version, answered with evidence, withdrawn without losing what was before."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from tests.people import (
    KZ_COORDINATOR,
    KZ_TRAINER,
    MACHINE,
    OFFICE,
    UZ_COORDINATOR,
    a_person,
    signed_in,
)
from tumar.kernel import clock, files
from tumar.kernel.models import JournalEntry
from tumar.kernel.refusals import Denied, Invalid
from tumar.people import rules
from tumar.people.actions import consent as actions
from tumar.people.models import Consent, ConsentText, Person, Purpose
from tumar.people.queries import consent as reads
from tumar.people.rules import RoleKind

DAY = date(2024, 4, 10)
SCAN = ("consent.pdf", b"%PDF signed")


def a_text(purpose="newsletter", **facts) -> ConsentText:
    facts = {"text": {"en": "I agree to letters."}, "valid_from": date(2020, 1, 1), "by": OFFICE, **facts}
    return actions.add_text(purpose=purpose, **facts)


def an_answer(person: Person, text: ConsentText, answer="given", on=DAY, how="form", **facts) -> Consent:
    facts.setdefault("by", MACHINE)
    return actions.record_consent(person, text=text, answer=answer, on=on, how=how, **facts)


ANSWERS = st.builds(
    rules.Answer,
    purpose=st.sampled_from(["newsletter", "directory"]),
    number=st.integers(1, 3),
    answer=st.sampled_from(list(rules.ConsentAnswer)),
    on=st.dates(date(2020, 1, 1), date(2020, 1, 9)),
    order=st.integers(1, 10**6),
)


@given(st.lists(ANSWERS, unique_by=lambda one: one.order))
def test_the_latest_answer_stands_whatever_the_order_in_which_they_are_read(answers):
    stands = rules.standing(answers)
    assert stands == rules.standing(reversed(answers))
    for purpose, one in stands.items():
        of_purpose = [other for other in answers if other.purpose == purpose]
        assert (one.on, one.order) == max((other.on, other.order) for other in of_purpose)


@pytest.mark.parametrize(
    ("answer", "number", "since", "agrees"),
    [
        ("given", 1, 1, True),
        ("given", 1, 2, False),
        ("given", 3, 2, True),
        ("refused", 2, 1, False),
        ("withdrawn", 2, 1, False),
    ],
)
def test_a_consent_counts_while_no_later_text_asks_again(answer, number, since, agrees):
    one = rules.Answer("newsletter", number, answer, DAY, 1)
    assert rules.agrees(one, since_number=since) is agrees


def test_who_was_never_asked_has_not_agreed():
    assert not rules.agrees(None)
    assert not rules.can_withdraw(None)


@pytest.mark.django_db
def test_versions_of_a_text_are_numbered_and_the_one_of_today_is_asked():
    a_text()
    second = a_text(valid_from=date(2024, 1, 1))
    a_text(valid_from=clock.today() + timedelta(days=30))
    assert list(ConsentText.objects.order_by("number").values_list("number", flat=True)) == [1, 2, 3]
    assert reads.in_force() == [second]


@pytest.mark.django_db
def test_a_version_is_not_valid_before_the_one_that_it_replaces():
    a_text(valid_from=date(2024, 1, 1))
    with pytest.raises(Invalid) as refused:
        a_text(valid_from=date(2023, 1, 1))
    assert refused.value.faults[0].field == "valid_from"


@pytest.mark.django_db
def test_the_words_are_the_programme_office_s_to_set():
    with pytest.raises(Denied):
        a_text(by=KZ_COORDINATOR)


@pytest.mark.django_db
def test_a_withdrawal_is_a_new_row_and_the_consent_stays_on_record():
    person, text = a_person(), a_text()
    an_answer(person, text)
    an_answer(person, text, "withdrawn", on=date(2024, 5, 1), how="email")
    assert [one.answer for one in reads.answers_of(person)] == ["withdrawn", "given"]
    assert reads.standing(person)["newsletter"].answer == "withdrawn"


@pytest.mark.django_db
def test_what_was_never_given_cannot_be_withdrawn():
    with pytest.raises(Invalid) as refused:
        an_answer(a_person(), a_text(), "withdrawn")
    assert [fault.field for fault in refused.value.faults] == ["answer"]


@pytest.mark.django_db
def test_an_answer_on_paper_needs_its_scan_and_none_lies_in_the_future():
    with pytest.raises(Invalid) as refused:
        an_answer(a_person(), a_text(), how="paper", on=clock.today() + timedelta(days=1))
    assert {fault.field for fault in refused.value.faults} == {"file", "on"}
    assert not Consent.objects.exists()


@pytest.mark.django_db
def test_the_evidence_stands_behind_the_answer_and_the_journal_tells_of_both():
    person = a_person()
    consent = an_answer(person, a_text(), how="paper", file=SCAN)
    assert files.content_of(files.of(consent.label).get().file) == SCAN[1]
    told = JournalEntry.objects.get(about=person.label, verb="people.consent.recorded").changes
    assert (told["purpose"], told["number"], told["answer"]) == ("newsletter", 1, "given")


@pytest.mark.django_db
@pytest.mark.parametrize("scope", [KZ_TRAINER, UZ_COORDINATOR], ids=lambda one: one.label)
def test_answers_are_recorded_by_who_keeps_the_persons_of_the_country(scope):
    with pytest.raises(Denied):
        an_answer(a_person(), a_text(), by=scope)


@pytest.mark.django_db
def test_the_list_finds_who_has_not_agreed():
    text = a_text()
    agreed, refused, withdrew, unasked = (
        a_person(name) for name in ("Agreed", "Refused", "Withdrew", "Unasked")
    )
    an_answer(agreed, text)
    an_answer(refused, text, "refused")
    an_answer(withdrew, text)
    an_answer(withdrew, text, "withdrawn")
    found = reads.missing(Person.objects.all(), "newsletter", OFFICE)
    assert {person.family_latin for person in found} == {"Refused", "Withdrew", "Unasked"}
    assert list(reads.agreeing(Person.objects.all(), "newsletter")) == [agreed]
    page = signed_in().get("/desk/people/?no-consent=newsletter").content.decode()
    assert unasked.family_latin in page
    assert "Agreed" not in page


@pytest.mark.django_db
def test_a_text_that_asks_again_makes_earlier_consents_missing():
    person = a_person()
    an_answer(person, a_text())
    a_text(valid_from=date(2024, 6, 1), asks_again=True)
    assert list(reads.missing(Person.objects.all(), "newsletter", OFFICE)) == [person]
    (shown,) = [one for one in reads.standings(person) if one.purpose == "newsletter"]
    assert shown.is_outdated


@pytest.mark.django_db
def test_a_trainer_neither_sees_answers_nor_filters_by_them():
    person = a_person()
    an_answer(person, a_text(), how="paper", file=SCAN)
    client = signed_in(RoleKind.TRAINER, "KZ")
    assert "consents-title" not in client.get(f"/desk/people/persons/{person.code}/").content.decode()
    assert "no-consent" not in client.get("/desk/people/").content.decode()
    sha256 = files.of(Consent.objects.get().label).get().file.sha256
    assert client.get(f"/desk/files/{sha256}/").status_code == 404
    assert client.get("/desk/people/consent-texts/").status_code == 403


@pytest.mark.django_db
def test_a_coordinator_records_a_signed_paper():
    person, text = a_person(), a_text()
    client = signed_in(RoleKind.NATIONAL_COORDINATOR, "KZ")
    typed = {"text": text.pk, "answer": "given", "on": "2024-04-10", "how": "paper"}
    address = f"/desk/people/persons/{person.code}/consents/add/"
    refused = client.post(address, typed)
    assert refused.status_code == 422
    assert "Add the scan of the paper." in refused.content.decode()
    client.post(address, {**typed, "file": SimpleUploadedFile(*SCAN)})
    page = client.get(f"/desk/people/persons/{person.code}/").content.decode()
    assert "consent.pdf" in page
    assert "10 Apr 2024" in page
    assert "given" in page


@pytest.mark.django_db
def test_the_office_adds_a_version_and_reads_its_words():
    client = signed_in()
    typed = {
        "purpose": "directory",
        "text_en": "My name may stand in it.",
        "text_ru": "Согласен.",
        "valid_from": "2024-01-01",
    }
    answer = client.post("/desk/people/consent-texts/add/", typed, follow=True)
    page = answer.content.decode()
    assert "My name may stand in it." in page
    assert "Согласен." in page
    assert "directory of experts" in client.get("/desk/people/consent-texts/").content.decode()


@pytest.mark.django_db
def test_every_purpose_stands_on_a_person_s_page_asked_or_not():
    person = a_person()
    page = signed_in().get(f"/desk/people/persons/{person.code}/").content.decode()
    assert page.count("not asked yet") == len(Purpose.choices)
