"""A list from which somebody was erased since: undone as far as that goes, and nothing of hers comes back."""

from uuid import UUID

import pytest

from tests.people import OFFICE, a_person
from tests.people.test_erasure import everything_in_the_database
from tumar.desk.lists_in import committing, sending, showing, undoing
from tumar.kernel import journal
from tumar.kernel.incoming import rows
from tumar.kernel.models import ListImport, ListRow
from tumar.people.actions import erasure
from tumar.people.models import Person

pytestmark = pytest.mark.django_db

TABLE = (
    "Участники. Ответственная: Сейдахметова Айгерим\n"
    "Фамилия;Имя;Год рождения;Должность;E-mail\n"
    "Сейдахметова;Айгерим;1985;вирусолог;aigerim@example.kz\n"
    "Каримов;Дильшод;1980;эпидемиолог;dilshod@example.uz\n"
)
MARKS = ("Сейдахметова", "Айгерим", "aigerim@example.kz", "вирусолог")


def brought() -> ListImport:
    """The list, received, read, previewed and written by the desk's own steps."""
    options = {"country": "KZ"}
    one = sending.receive(
        TABLE.encode(), name="list.csv", kind="persons", options=options, key=UUID(int=7), by=OFFICE
    )
    sending.recognise(one.key, by=OFFICE)
    sending.preview(one.key, by=OFFICE)
    return committing.commit(one.key, by=OFFICE)


def erased(one: ListImport) -> Person:
    """The person of the list's first row, erased with the file in which she is named."""
    label = rows.of(one).get(number=1).record
    person = Person.objects.get(code=label.partition(":")[2])
    erasure.erase_person(person, by=OFFICE, reason="Asked for", remove=[one.file.sha256])
    person.refresh_from_db()
    return person


def found() -> list[str]:
    text = everything_in_the_database()
    return [mark for mark in MARKS if mark in text]


def test_undoing_is_refused_and_the_row_says_why():
    one = brought()
    assert found() == list(MARKS)
    person = erased(one)
    with pytest.raises(undoing.InTheWay) as refused:
        undoing.undo(one.key, by=OFFICE)
    assert refused.value.rows == 1
    first, second = rows.of(one)
    assert "erased since" in first.refusal
    assert second.refusal == ""
    assert Person.objects.filter(family="Каримов").exists()
    assert showing.in_the_way(one) == 1
    assert (person.erased_at is not None, found()) == (True, [])


def test_all_other_rows_can_be_undone_and_nothing_of_hers_comes_back():
    one = brought()
    person = erased(one)
    done = undoing.undo(one.key, by=OFFICE, others=True)
    assert done.state == ListImport.State.UNDONE
    assert list(Person.objects.values_list("pk", flat=True)) == [person.pk]
    assert list(rows.of(one).values_list("outcome", flat=True)) == [
        ListRow.Outcome.APPLIED,
        ListRow.Outcome.UNDONE,
    ]
    assert found() == []
    assert list(journal.breaks()) == []


def test_what_the_list_replaced_does_not_come_back_either():
    known = a_person(
        "", "", family="Сейдахметова", given="Айгерим", birth_year=1985, email="aigerim@example.kz"
    )
    one = brought()
    assert rows.of(one).get(number=1).record == known.label
    erased(one)
    undoing.undo(one.key, by=OFFICE, others=True)
    assert found() == []
    known.refresh_from_db()
    assert (known.family, known.position, known.birth_year) == ("", "", None)
