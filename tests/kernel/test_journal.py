"""The journal is written inside the action's transaction, chained by hash and closed for good."""

from datetime import UTC, datetime
from importlib import import_module

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from tests.people import an_account
from tumar.kernel import clock, journal
from tumar.kernel.models import JournalEntry, JournalHead, JournalIsClosed
from tumar.kernel.scope import of_the_machine

BY = of_the_machine("a test")
pytestmark = pytest.mark.django_db


def write(*abouts: str) -> None:
    with transaction.atomic():
        journal.write_many((journal.Act("tests.thing.done", about) for about in abouts), by=BY)


def test_an_entry_says_who_did_what_to_which_record_and_why():
    with clock.stopped(datetime(2024, 4, 10, 9, 30, tzinfo=UTC)), transaction.atomic():
        journal.write(
            "tests.thing.done", by=BY, about="tests.thing:A", reason="asked", colour=["red", "blue"]
        )
    entry = journal.about("tests.thing:A").get()
    assert (entry.by_label, entry.verb, entry.reason) == ("a test", "tests.thing.done", "asked")
    assert entry.changes == {"colour": ["red", "blue"]}
    assert entry.at == datetime(2024, 4, 10, 9, 30, tzinfo=UTC)


def test_the_chain_of_untouched_entries_is_whole():
    write("tests.thing:A", "tests.thing:B")
    write("tests.thing:C")
    assert list(journal.breaks()) == []
    assert JournalHead.objects.get().sequence == 3


@pytest.mark.django_db(transaction=True)
def test_the_journal_is_not_written_outside_a_transaction():
    with pytest.raises(transaction.TransactionManagementError):
        journal.write("tests.thing.done", by=BY, about="tests.thing:A")


def test_an_entry_is_neither_changed_nor_deleted_through_its_model():
    write("tests.thing:A")
    entry = JournalEntry.objects.get()
    with pytest.raises(JournalIsClosed):
        entry.save()
    with pytest.raises(JournalIsClosed):
        entry.delete()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE kernel_journalentry SET reason = 'other'",
        "UPDATE kernel_journalentry SET told_salt = ''",
        "UPDATE kernel_journalentry SET by_label = ''",
        "UPDATE kernel_journalentry SET changes = '{}', reason = '', told_salt = ''",
        "UPDATE kernel_journalentry SET verb = 'tests.thing.undone'",
        "DELETE FROM kernel_journalentry",
    ],
)
def test_the_database_refuses_to_change_an_entry(statement):
    write("tests.thing:A")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        connection.cursor().execute(statement)


def open_the_journal() -> None:
    """Take the database's own lock off, as somebody with the database's password could."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER journal_no_UPDATE")
            cursor.execute("DROP TRIGGER journal_no_DELETE")
        else:
            cursor.execute("DROP TRIGGER journal_no_change ON kernel_journalentry")


def test_an_entry_altered_behind_the_program_s_back_is_found():
    write("tests.thing:A", "tests.thing:B")
    open_the_journal()
    JournalEntry.objects.filter(sequence=1).update(reason="never said")
    assert [fault for fault in journal.breaks() if "Entry 1" in fault and "altered" in fault]


def test_a_removed_entry_is_found():
    write("tests.thing:A", "tests.thing:B", "tests.thing:C")
    open_the_journal()
    JournalEntry.objects.filter(sequence=2).delete()
    assert "Entry 2 is missing; the next one found is 3." in list(journal.breaks())


def test_a_removed_last_entry_is_found():
    write("tests.thing:A", "tests.thing:B")
    open_the_journal()
    JournalEntry.objects.filter(sequence=2).delete()
    assert list(journal.breaks()) == ["The chain should end at entry 2; it ends at 1."]


def empty(told: str = "", names: str = "") -> tuple[int, int]:
    """Empty what was told about one record, and the name of who acted on another."""
    act = journal.Act("tests.thing.erased", told or names, {"kept": "fact"}, "asked for")
    with transaction.atomic():
        entries = JournalEntry.objects
        return journal.empty(
            told=entries.filter(about=told), names=entries.filter(about=names), act=act, by=BY
        )


def test_what_an_entry_told_can_be_emptied_and_the_chain_stays_whole():
    with transaction.atomic():
        journal.write("tests.thing.done", by=BY, about="tests.thing:A", reason="why", name="Айжан")
    write("tests.thing:B")
    before = JournalEntry.objects.get(sequence=1).hash
    assert empty(told="tests.thing:A") == (1, 0)
    entry = JournalEntry.objects.get(sequence=1)
    assert (entry.reason, entry.changes, entry.told_salt) == ("", {}, "")
    assert (entry.by_label, entry.hash, entry.is_emptied) == ("a test", before, True)
    assert list(journal.breaks()) == []


def test_the_name_of_who_acted_can_go_while_what_was_told_stays():
    with transaction.atomic():
        journal.write("tests.thing.done", by=BY, about="tests.thing:A", reason="why")
    assert empty(names="tests.thing:A") == (0, 1)
    entry = JournalEntry.objects.get(sequence=1)
    assert (entry.by_label, entry.who, entry.reason) == ("", "erased person", "why")
    assert list(journal.breaks()) == []


def test_the_act_of_emptying_tells_which_entries_and_is_never_emptied_itself():
    write("tests.thing:A", "tests.thing:A", "tests.thing:B", "tests.thing:A")
    empty(told="tests.thing:A")
    act = JournalEntry.objects.get(sequence=5)
    assert act.changes == {"kept": "fact", "entries_emptied": "1-2 4"}
    assert empty(told="tests.thing:A") == (0, 0)
    assert not JournalEntry.objects.get(sequence=5).is_emptied
    assert list(journal.breaks()) == []


def test_an_entry_emptied_without_an_act_that_says_so_is_found():
    write("tests.thing:A")
    entry = JournalEntry.objects.get()
    entry.told_digest = journal.digest_of_told(entry)
    JournalEntry.objects.filter(pk=entry.pk).update(
        told_digest=entry.told_digest, told_salt="", reason="", changes={}
    )
    assert list(journal.breaks()) == ["Entry 1 was emptied, and no entry says by whom and why."]


def test_an_entry_emptied_under_a_false_digest_is_found():
    write("tests.thing:A")
    JournalEntry.objects.update(told_digest="f" * 64, told_salt="", reason="", changes={})
    assert any("altered" in fault for fault in journal.breaks())


def test_an_emptied_entry_cannot_be_filled_again():
    write("tests.thing:A")
    empty(told="tests.thing:A")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        JournalEntry.objects.filter(sequence=1).update(changes={"name": "somebody else"})


def test_the_same_facts_twice_have_two_digests_so_that_neither_can_be_guessed():
    write("tests.thing:A", "tests.thing:A")
    one, other = JournalEntry.objects.order_by("sequence")
    assert journal.digest_of_told(one) != journal.digest_of_told(other)


@given(st.sets(st.integers(min_value=1, max_value=300)))
def test_numbers_of_entries_are_told_in_runs_and_read_back(numbers):
    assert set(journal.told_in(journal.told_as(numbers))) == numbers


rechaining = import_module("tumar.kernel.migrations.0004_chain_the_journal_by_digests")


def chained_as_before(*abouts: str) -> str:
    """Write entries as the version before this one did, chained by what they say; return the last hash."""
    open_the_journal()
    JournalEntry.objects.all()._raw_delete(JournalEntry.objects.db)
    previous = "0" * 64
    for number, about in enumerate(abouts, start=1):
        entry = JournalEntry(
            sequence=number,
            at=datetime(2024, 4, number, tzinfo=UTC),
            by_label="Айжан Ахметова",
            verb="tests.thing.done",
            about=about,
            changes={"number": number},
            previous_hash=previous,
        )
        entry.hash = previous = rechaining.old_link(previous, entry)
        entry.save(force_insert=True)
    JournalHead.objects.update_or_create(pk=1, defaults={"sequence": len(abouts), "hash": previous})
    return previous


def test_entries_of_the_version_before_are_chained_anew_and_can_be_emptied():
    last = chained_as_before("tests.thing:A", "tests.thing:B", "tests.thing:A")
    rechaining.rechain(apps, None)
    assert list(journal.breaks()) == []
    told = JournalEntry.objects.get(sequence=4)
    assert told.changes == {"last_hash": last, "last_entry": 3}
    assert empty(told="tests.thing:A", names="tests.thing:B") == (2, 1)
    assert list(journal.breaks()) == []
    assert JournalEntry.objects.get(sequence=2).changes == {"number": 2}


def test_a_journal_that_was_altered_before_is_not_chained_anew():
    chained_as_before("tests.thing:A", "tests.thing:B")
    JournalEntry.objects.filter(sequence=1).update(reason="never said")
    with pytest.raises(rechaining.ChainIsBroken, match="entry 1"):
        rechaining.rechain(apps, None)


def test_entries_about_accounts_lose_the_e_mail_that_named_them():
    account = an_account(email="aizhan@example.kz")
    chained_as_before("people.account:aizhan@example.kz", "people.account:gone@example.kz")
    rechaining.rechain(apps, None)
    assert list(JournalEntry.objects.filter(about=account.label).values_list("sequence", flat=True)) == [1]
    assert list(journal.breaks()) == []


def test_a_journal_without_entries_stays_without():
    rechaining.rechain(apps, None)
    assert not JournalEntry.objects.exists()
