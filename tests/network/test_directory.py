"""The directory: who agreed, who finds whom, what is left after withdrawing; messages that reveal nothing."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from tests.network.builders import a_group, an_entry, scope_of_somebody, somebody
from tests.people import (
    KZ_COORDINATOR,
    MACHINE,
    OFFICE,
    STRANGER,
    UZ_COORDINATOR,
    a_country,
    a_person,
    an_account,
    an_organisation,
)
from tumar.kernel import clock, journal
from tumar.kernel import mail as letters
from tumar.kernel.models import JournalEntry, OutgoingLetter
from tumar.kernel.refusals import Denied, Invalid, Stale
from tumar.network.actions import contact, directory
from tumar.network.models import ContactMessage, DirectoryEntry
from tumar.network.queries import directory as queries
from tumar.people.actions import consent as consents
from tumar.people.models import Account, Consent
from tumar.people.queries import scope_of
from tumar.people.rules import RoleKind

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("counters_of_this_test")]
NINE = datetime(2026, 2, 10, 9, tzinfo=UTC)
FACTS = {
    "name": "Dr Bakyt Asanov",
    "expertise": ["biosafety", "cabinet-certification"],
    "languages": ["ky", "ru"],
    "text": {"en": "Tests biosafety cabinets."},
}


def facts(**other):
    return {**FACTS, "country": a_country("KG"), **other}


def a_message(entry: DirectoryEntry, **other) -> ContactMessage:
    told = {
        "name": "Lola Karimova",
        "email": "lola@example.org",
        "subject": "A question",
        "text": "Could you test our cabinet?",
        "sender": "198.51.100.7",
    }
    return contact.write_to(entry, **{**told, **other})


def test_who_enters_himself_consents_and_who_withdraws_consent_is_found_no_more():
    person = a_person("Asanov", "Bakyt", country="KG")
    by = scope_of_somebody()
    account = Account.objects.get(pk=by.account_id)
    account.person = person
    account.save()
    text = consents.add_text(
        purpose="directory", text={"en": "I may be found."}, valid_from=date(2020, 1, 1), by=OFFICE
    )
    entry = directory.enter(facts(visibility="public"), agrees=True, by=by)
    given = Consent.objects.get(person=person)
    assert (given.text, given.answer, given.how) == (text, "given", "form")
    assert entry in queries.public_entries()
    consents.record_consent(person, text=text, answer="withdrawn", on=clock.today(), how="email", by=MACHINE)
    assert not queries.public_entries().exists()
    assert not queries.entries(KZ_COORDINATOR).exists()


def test_nobody_consents_for_somebody_else():
    with pytest.raises(Denied):
        consents.record_own_consent(a_person("Asanov", "Bakyt"), purpose="directory", by=scope_of_somebody())


def sent() -> list:
    """What the mail server has been given so far, after the worker looked into the queue."""
    letters.send_due()
    return mail.outbox


def test_nobody_is_entered_without_having_agreed():
    scope = scope_of_somebody()
    with pytest.raises(Invalid) as refusal:
        directory.enter(facts(), agrees=False, by=scope)
    assert [fault.field for fault in refusal.value.faults] == ["agrees"]
    assert not DirectoryEntry.objects.exists()


def test_nobody_is_entered_by_a_machine_or_without_any_role():
    for by in (MACHINE, STRANGER, scope_of(an_account(None))):
        with pytest.raises(Denied):
            directory.enter(facts(), agrees=True, by=by)


def test_a_person_has_one_entry_of_their_own():
    owner = somebody()
    an_entry(owner)
    with pytest.raises(Invalid, match="You have an entry already"):
        directory.enter(facts(), agrees=True, by=scope_of(owner))


def test_an_organisation_is_entered_by_who_speaks_for_it():
    own, other = an_organisation("Institute"), an_organisation("Another", country="UZ")
    owner = somebody(person=a_person(employer=own))
    entry = an_entry(owner, organisation=own)
    assert entry.organisation == own
    with pytest.raises(Denied):
        an_entry(owner, organisation=other)
    coordinator = an_account(RoleKind.NATIONAL_COORDINATOR, "UZ")
    assert an_entry(coordinator, organisation=other).organisation == other
    assert queries.organisations_to_enter(scope_of(owner), "institute") == [own]
    assert queries.organisations_to_enter(scope_of(owner), "another") == []


def test_an_entry_is_found_by_expertise_language_country_and_words():
    entry = an_entry(**facts())
    an_entry()
    rows = queries.entries(KZ_COORDINATOR)
    assert list(queries.with_expertise(rows, "cabinet-certification")) == [entry]
    assert list(queries.in_language(rows, "ky")) == [entry]
    assert list(rows.filter(search_text__contains="cabinets")) == [entry]
    assert [code for code, _name in queries.country_choices(KZ_COORDINATOR)] == ["KZ", "KG"]


def test_members_find_all_and_the_public_finds_those_who_chose_it():
    members, public = an_entry(), an_entry(visibility="public")
    assert set(queries.entries(KZ_COORDINATOR)) == {members, public}
    assert list(queries.public_entries()) == [public]
    assert list(queries.open_to(STRANGER)) == [public]
    assert list(queries.open_to(scope_of(an_account(None)))) == [public]
    assert queries.country_choices(STRANGER) == [("KZ", "Kazakhstan")]


def test_only_its_owner_changes_an_entry():
    owner = somebody()
    entry = an_entry(owner)
    for by in (KZ_COORDINATOR, MACHINE, scope_of_somebody()):
        with pytest.raises(Denied):
            directory.amend_entry(entry, {"name": "Another"}, version=1, by=by)
    amended = directory.amend_entry(entry, {"expertise": ["other"]}, version=1, by=scope_of(owner))
    assert (amended.expertise, amended.version) == (["other"], 2)
    with pytest.raises(Stale):
        directory.amend_entry(entry, {"name": "Once more"}, version=1, by=scope_of(owner))


def test_an_entry_that_was_not_changed_keeps_its_version():
    owner = somebody()
    entry = an_entry(owner)
    assert directory.amend_entry(entry, {"name": entry.name}, version=1, by=scope_of(owner)).version == 1


def test_withdrawing_removes_the_entry_at_once_and_nothing_of_it_stays():
    owner = somebody()
    entry = an_entry(owner, **facts(name="Zeynep Unforgettable"))
    directory.amend_entry(entry, {"text": {"en": "A secret hobby"}}, version=1, by=scope_of(owner))
    label = entry.label
    directory.withdraw_entry(entry, by=scope_of(owner))
    assert not DirectoryEntry.objects.exists()
    assert not queries.entries(KZ_COORDINATOR).exists()
    kept = str([(entry.about, entry.changes, entry.reason) for entry in JournalEntry.objects.all()])
    assert "Unforgettable" not in kept
    assert "hobby" not in kept
    verbs = [entry.verb for entry in journal.about(label)]
    assert verbs == ["network.entry.withdrawn", "network.entry.amended", "network.entry.added"]


def test_who_watches_over_the_directory_of_a_country_may_take_an_entry_away():
    entry = an_entry()
    for by in (UZ_COORDINATOR, scope_of_somebody()):
        with pytest.raises(Denied):
            directory.withdraw_entry(entry, by=by)
    directory.withdraw_entry(entry, by=KZ_COORDINATOR, reason="Not the person")
    assert not DirectoryEntry.objects.exists()


def test_the_code_of_a_withdrawn_entry_becomes_nobody_else_s():
    owner = somebody()
    codes = set()
    for _ in range(5):
        entry = an_entry(owner)
        codes.add(entry.code)
        directory.withdraw_entry(entry, by=scope_of(owner))
    assert len(codes) == 5


def test_a_message_is_kept_and_forwarded_to_an_address_that_it_does_not_name():
    owner = somebody(email="hidden@example.org", language="ru")
    message = a_message(an_entry(owner))
    assert not mail.outbox
    [letter] = sent()
    assert letter.to == ["hidden@example.org"]
    assert letter.reply_to == ["lola@example.org"]
    assert "A question" in letter.subject
    assert "Could you test our cabinet?" in letter.body
    assert "hidden@example.org" not in letter.body
    assert ContactMessage.objects.get() == message


@pytest.mark.parametrize("field", ["name", "subject"])
def test_a_line_end_cannot_bring_another_header_along(field):
    a_message(an_entry(), **{field: "Hello\r\nBcc: everybody@example.org"})
    [letter] = sent()
    assert letter.recipients() == letter.to
    assert "\nBcc" not in letter.message().as_string().partition("\n\n")[0]


@pytest.mark.parametrize(
    "email", ["nobody", "a@example.org\nBcc: b@example.org", "a@example.org, b@example.org", ""]
)
def test_what_is_no_address_is_refused_and_nothing_is_sent(email):
    with pytest.raises(Invalid) as refusal:
        a_message(an_entry(), email=email)
    assert {fault.field for fault in refusal.value.faults} == {"email"}
    assert not sent()
    assert not ContactMessage.objects.exists()


def test_a_sender_who_writes_too_often_has_to_wait_and_another_has_not():
    with clock.stopped(NINE):
        entries = [an_entry() for _ in range(2)]
        for number in range(contact.MOST_AN_HOUR):
            a_message(entries[number % 2])
        with pytest.raises(contact.TooManyMessages):
            a_message(entries[0])
        a_message(entries[0], sender="203.0.113.9")
    with clock.stopped(NINE + timedelta(hours=1)):
        a_message(entries[0])
    assert ContactMessage.objects.count() == 7


def test_a_sender_writes_no_more_than_so_often_a_day():
    with clock.stopped(NINE):
        entry = an_entry()
    for number in range(contact.MOST_A_DAY):
        with clock.stopped(NINE + timedelta(hours=number // contact.MOST_AN_HOUR)):
            a_message(entry)
    with clock.stopped(NINE + timedelta(hours=9)), pytest.raises(contact.TooManyMessages):
        a_message(entry)


def test_an_entry_that_is_written_to_from_everywhere_is_left_in_peace():
    with clock.stopped(NINE):
        entry = an_entry()
        for number in range(contact.MOST_TO_ONE_A_DAY):
            a_message(entry, sender=f"203.0.113.{number}")
        with pytest.raises(contact.TooManyMessages):
            a_message(entry, sender="198.51.100.1")
        assert len(sent()) == contact.MOST_TO_ONE_A_DAY


def test_where_a_message_came_from_is_not_kept():
    a_message(an_entry())
    assert "198.51.100.7" not in str(ContactMessage.objects.values().get())
    assert "198.51.100.7" not in str(OutgoingLetter.objects.values().get())


def test_a_message_waits_while_the_mail_server_is_away_and_goes_out_once(settings):
    entry, backend = an_entry(), settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "tests.network.builders.AwayBackend"
    a_message(entry)
    assert sent() == []
    settings.EMAIL_BACKEND = backend
    with clock.stopped(clock.now() + timedelta(minutes=2)):
        assert len(sent()) == 1
        assert len(sent()) == 1


def test_a_message_to_somebody_who_withdrew_is_not_sent_any_more():
    owner = somebody()
    entry = an_entry(owner)
    message = a_message(entry)
    directory.withdraw_entry(entry, by=scope_of(owner))
    assert sent() == []
    assert ContactMessage.objects.get(pk=message.pk).entry is None


def test_the_database_itself_keeps_a_second_entry_of_a_person_out():
    entry = an_entry()
    copy = DirectoryEntry.objects.get(pk=entry.pk)
    copy.pk, copy.code = None, "DIR-KZ-X"
    with pytest.raises(IntegrityError), transaction.atomic():
        copy.save(force_insert=True)


def test_an_entry_tells_nothing_about_groups_or_persons_of_its_owner():
    assert a_group().members.count() == 0
    assert {field.name for field in DirectoryEntry._meta.get_fields()} & {
        "email",
        "telephone",
        "person",
    } == set()
