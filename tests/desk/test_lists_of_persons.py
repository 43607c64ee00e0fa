"""Persons from lists: new, found again, filled in, doubtful; written as a whole and undone as a whole."""

import pytest

from tests.desk.lists import AIZHAN, BEK, DILSHOD, imported, listed, looked_at, planned, previewed
from tests.people import KZ_COORDINATOR, MACHINE, OFFICE, TJ_LEGAL_EXPERT, a_person, an_organisation
from tumar.desk.lists_in import committing, deciding, fields, telling, undoing
from tumar.desk.lists_in.context import ListRefused
from tumar.kernel import journal
from tumar.kernel.incoming import rows
from tumar.kernel.models import JournalEntry, ListImport, ListRow
from tumar.people.actions import decisions as decisions_about_pairs
from tumar.people.actions import documents, persons
from tumar.people.models import Candidate, Organisation, PairDecision, Person

pytestmark = pytest.mark.django_db


def decisions(found):
    return [one.decision for one in found]


def test_persons_that_nobody_knows_are_new():
    found, needs = planned("persons", listed(AIZHAN, DILSHOD))
    assert decisions(found) == ["new", "new"]
    assert not needs


def test_a_list_is_written_with_codes_journal_and_provenance():
    one = imported("persons", listed(AIZHAN, DILSHOD))
    aizhan, dilshod = Person.objects.order_by("country_id")
    assert (aizhan.code, aizhan.family, aizhan.given) == ("KZ-000001", "Ахметова", "Айжан")
    assert (dilshod.code, dilshod.birth_year) == ("UZ-000001", 1980)
    assert aizhan.search_text
    assert one.state == "committed"
    assert journal.about(aizhan.label).get().verb == "people.person.added"
    assert JournalEntry.objects.get(verb="kernel.list.imported").changes["sheets"] == {
        "persons": {"changed": 0, "new": 2}
    }
    (origin,) = rows.origins(aizhan.label, OFFICE)
    assert (origin.row.source.name, origin.row.sheet, origin.row.row) == ("list.xlsx", "Лист1", 2)


def test_a_latin_name_from_a_country_of_cyrillic_documents_is_the_passport_name():
    imported("persons", listed({"family": "Akhmetova", "given": "Aizhan", "country": "KZ"}))
    person = Person.objects.get()
    assert (person.family, person.family_latin) == ("", "Akhmetova")


def test_the_same_person_in_another_script_is_found_and_told_why():
    known = a_person("", "", family="Ахметова", given="Айжан", patronymic="Сериковна", birth_year=1985)
    row = {"family": "Akhmetova", "given": "Aizhan", "patronymic": "Serikovna", "country": "KZ"}
    (one,), _needs = planned("persons", listed({**row, "birth_year": 1985}))
    assert one.decision == "matched"
    assert one.record == known.label
    assert one.why
    assert one.changes["family_latin"] == ["", "Akhmetova"]


def test_a_list_fills_in_what_was_unknown_and_overwrites_nothing():
    known = a_person("", "", family="Ахметова", given="Айжан", patronymic="Сериковна", email="a@example.org")
    row = {**AIZHAN, "email": "a@example.org", "phone": "+77011234567", "birth_year": 1985}
    imported("persons", listed(row))
    person = Person.objects.get()
    assert (person.pk, person.telephone, person.birth_year) == (known.pk, "+77011234567", 1985)
    (again,), _needs = planned("persons", listed({**row, "phone": "+77019999999"}))
    assert again.decision == "unchanged"
    assert any(found["field"] == "telephone" for found in again.findings)


def test_a_row_with_a_known_code_amends_only_what_it_changes():
    known = a_person("Karimov", "Dilshod", country="UZ", email="old@example.org", position="head")
    row = {"code": known.code, "family": "Karimov", "given": "Dilshod", "email": "new@example.org"}
    one = imported("persons", listed(row))
    person = Person.objects.get()
    assert (person.email, person.position) == ("new@example.org", "head")
    assert journal.about(known.label).first().changes == {"email": ["old@example.org", "new@example.org"]}
    undoing.undo(one.key, by=OFFICE)
    assert Person.objects.get().email == "old@example.org"


def test_a_person_who_stands_twice_in_a_list_is_added_once():
    one = imported("persons", listed(AIZHAN, DILSHOD, {**AIZHAN, "phone": "+77011234567"}))
    assert Person.objects.count() == 2
    person = Person.objects.get(country="KZ")
    assert person.telephone == "+77011234567"
    assert len(rows.origins(person.label, OFFICE)) == 2
    undoing.undo(one.key, by=OFFICE)
    assert not Person.objects.exists()


def test_namesakes_of_different_years_stay_two():
    imported("persons", listed({**AIZHAN, "birth_year": 1970}, {**AIZHAN, "birth_year": 1990}))
    assert Person.objects.count() == 2


def test_an_employer_is_found_by_its_name_or_added_once_for_all_rows():
    known = an_organisation("РГП «Республиканская лаборатория»", country="KG")
    one = imported("persons", listed(BEK, {**DILSHOD, "employer": "Toshkent shifoxonasi"}))
    assert Person.objects.get(country="KG").employer == known
    new = Organisation.objects.get(country="UZ")
    assert (new.name, new.kind) == ("Toshkent shifoxonasi", "hospital")
    undoing.undo(one.key, by=OFFICE)
    assert list(Organisation.objects.all()) == [known]


def test_without_a_country_the_list_asks_for_one_and_writes_nothing():
    bare = {"family": "Ахметова", "given": "Айжан"}
    one = previewed("persons", listed(bare))
    assert one.needs == ["country"]
    with pytest.raises(ListRefused, match="country"):
        committing.commit(one.key, by=OFFICE)
    assert not Person.objects.exists()
    assert imported("persons", listed(bare), country="KZ").state == "committed"


def test_a_coordinator_adds_persons_of_her_own_country_alone():
    found, _needs = planned("persons", listed(AIZHAN, DILSHOD), by=KZ_COORDINATOR)
    assert decisions(found) == ["new", "refused"]
    imported("persons", listed(AIZHAN, DILSHOD), by=KZ_COORDINATOR)
    assert Person.objects.get().country_id == "KZ"
    assert ListRow.objects.get(decision="refused").outcome == "left-out"


def test_whoever_may_edit_nobody_has_every_row_refused():
    found, _needs = planned("persons", listed(AIZHAN), by=TJ_LEGAL_EXPERT)
    assert decisions(found) == ["refused"]


def test_a_row_without_a_name_is_refused_and_the_others_are_taken():
    found, _needs = planned("persons", listed({"country": "KZ", "email": "a@example.org"}, DILSHOD))
    assert decisions(found) == ["refused", "new"]


def test_the_same_bytes_again_change_nothing():
    lines = listed(AIZHAN, DILSHOD)
    imported("persons", lines)
    before = JournalEntry.objects.filter(about__startswith="people.").count()
    again = imported("persons", lines)
    assert again.counts == {"unchanged": 2}
    assert Person.objects.count() == 2
    assert JournalEntry.objects.filter(about__startswith="people.").count() == before


def test_a_list_is_written_once_however_often_it_is_asked_for():
    one = previewed("persons", listed(AIZHAN))
    for _attempt in range(2):
        committing.commit(one.key, by=OFFICE)
    assert Person.objects.count() == 1


def test_an_import_is_undone_as_a_whole():
    known = a_person("", "", family="Асанов", given="Бек", country="KG", email="bek@example.org")
    one = imported(
        "persons", listed(AIZHAN, DILSHOD, {**BEK, "email": "bek@example.org", "phone": "+996555111222"})
    )
    assert Person.objects.get(pk=known.pk).telephone == "+996555111222"
    undoing.undo(one.key, by=OFFICE)
    person = Person.objects.get()
    assert (person.pk, person.telephone, person.employer) == (known.pk, "", None)
    assert ListImport.objects.get().state == "undone"
    assert set(ListRow.objects.values_list("outcome", flat=True)) == {"undone"}
    assert not list(journal.breaks())
    undoing.undo(one.key, by=OFFICE)
    assert JournalEntry.objects.filter(verb="kernel.list.undone").count() == 1


def test_a_later_edit_stands_in_the_way_of_undoing_and_is_named():
    one = imported("persons", listed(AIZHAN, DILSHOD))
    person = Person.objects.get(country="KZ")
    persons.amend_person(person, {"position": "head"}, version=1, by=MACHINE)
    with pytest.raises(undoing.InTheWay):
        undoing.undo(one.key, by=OFFICE)
    assert Person.objects.count() == 2
    row = ListRow.objects.get(record=person.label)
    assert "changed since" in row.refusal
    assert "position" in row.refusal
    undoing.undo(one.key, by=OFFICE, others=True)
    assert Person.objects.get() == person


def test_a_later_use_stands_in_the_way_of_undoing():
    one = imported("persons", listed({**BEK}))
    persons.create_person(
        {"family_latin": "Other", "country_id": "KG", "employer": Organisation.objects.get()}, by=MACHINE
    )
    undoing.undo(one.key, by=OFFICE)
    assert Person.objects.get().family_latin == "Other"
    assert Organisation.objects.exists()


def test_a_doubtful_row_waits_for_somebody_to_say_who_it_is():
    a_person("", "", family="Ахметова", given="Айжан", patronymic="Сериковна")
    a_person("", "", family="Ахметова", given="Айжан", patronymic="Сериковна", birth_year=1990)
    one = imported("persons", listed(AIZHAN, DILSHOD))
    row = ListRow.objects.get(decision="review")
    assert len(row.candidates) == 2
    assert (row.outcome, Person.objects.count()) == ("waiting", 3)
    deciding.decide(one, [(row.number, row.candidates[0]["code"])], by=OFFICE)
    row.refresh_from_db()
    assert (row.decision, row.outcome) == ("matched", "applied")
    assert Person.objects.count() == 3


def test_a_doubtful_row_that_is_somebody_new_is_written_when_that_is_said():
    a_person("", "", family="Ахметова", given="Айжан", patronymic="Сериковна")
    a_person("", "", family="Ахметова", given="Айжан", patronymic="Сериковна", birth_year=1990)
    one = imported("persons", listed(AIZHAN))
    deciding.decide(one, [(1, "new")], by=OFFICE)
    assert Person.objects.count() == 3
    undoing.undo(one.key, by=OFFICE)
    assert Person.objects.count() == 2


def test_only_a_person_who_was_proposed_can_be_chosen():
    for year in (1980, 1990):
        a_person("", "", family="Ахметова", given="Айжан", patronymic="Сериковна", birth_year=year)
    stranger = a_person("Other", "Person")
    one = previewed("persons", listed(AIZHAN))
    with pytest.raises(ListRefused):
        deciding.decide(one, [(1, stranger.code)], by=OFFICE)


@pytest.fixture
def doubtful():
    """A list that was imported, with one row that may be either of two persons on file."""
    for year in (None, 1990):
        a_person("", "", family="Ахметова", given="Айжан", patronymic="Сериковна", birth_year=year)
    return imported("persons", listed(AIZHAN))


def test_a_doubtful_row_waits_in_the_queue_of_possible_duplicates(doubtful):
    waiting = Candidate.objects.filter(state="waiting")
    assert {one.first for one in waiting} == {"KZ-000001", "KZ-000002"}
    assert all(one.explanation and one.facts["given"] == "Айжан" for one in waiting)


def test_what_is_said_in_the_queue_is_written_when_the_list_takes_it_up(doubtful):
    first, second = Candidate.objects.order_by("first")
    decisions_about_pairs.decide_row(first, is_same=True, by=OFFICE)
    assert deciding.adopt(doubtful, by=OFFICE) == 1
    row = ListRow.objects.get()
    assert (row.outcome, row.record) == ("applied", "people.person:KZ-000001")
    second.refresh_from_db()
    assert second.state == "different"


def test_a_row_that_is_nobody_in_the_queue_becomes_somebody_new_and_that_is_remembered(doubtful):
    for one in Candidate.objects.all():
        decisions_about_pairs.decide_row(one, is_same=False, by=OFFICE)
    deciding.adopt(doubtful, by=OFFICE)
    assert Person.objects.count() == 3
    assert PairDecision.objects.filter(verdict="different").count() == 2


def test_a_row_of_which_one_candidate_is_open_waits_on(doubtful):
    decisions_about_pairs.decide_row(Candidate.objects.first(), is_same=False, by=OFFICE)
    assert deciding.adopt(doubtful, by=OFFICE) == 0
    assert ListRow.objects.get().outcome == "waiting"


def test_undoing_takes_the_rows_out_of_the_queue(doubtful):
    undoing.undo(doubtful.key, by=OFFICE)
    assert not Candidate.objects.exists()


def test_a_record_that_was_merged_since_is_named_when_undoing():
    one = imported("persons", listed(AIZHAN))
    person = Person.objects.get()
    other = a_person("Akhmetova", "Aizhan")
    Person._base_manager.filter(pk=person.pk).update(merged_into=other)
    with pytest.raises(undoing.InTheWay):
        undoing.undo(one.key, by=OFFICE)
    assert "was merged into" in ListRow.objects.get().refusal


def test_a_row_whose_record_was_merged_since_the_preview_goes_to_the_survivor():
    known = a_person("", "", family="Ахметова", given="Айжан", patronymic="Сериковна", email="a@example.org")
    one = previewed("persons", listed({**AIZHAN, "email": "a@example.org", "phone": "+77011234567"}))
    other = a_person("", "", family="Ахметова", given="Айжан")
    Person._base_manager.filter(pk=known.pk).update(merged_into=other)
    committing.commit(one.key, by=OFFICE)
    assert Person.objects.get().telephone == "+77011234567"
    assert ListRow.objects.get().record == other.label


def test_two_people_who_send_the_same_list_at_once_add_nobody_twice():
    lines = listed(AIZHAN, DILSHOD)
    first, second = previewed("persons", lines), previewed("persons", lines)
    committing.commit(first.key, by=OFFICE)
    with pytest.raises(ListRefused, match="meanwhile"):
        committing.commit(second.key, by=OFFICE)
    assert Person.objects.count() == 2


def test_a_document_in_a_list_finds_its_holder_and_its_number_is_not_kept():
    known = a_person("Akhmetova", "Aizhan", birth_year=1985)
    documents.add_document(known, kind="passport", country=known.country, number="N 0123 4567", by=OFFICE)
    content = (
        "Фамилия;Имя;Год рождения;Страна;Паспорт\n"
        "Омарова;Айжан;1985;Казахстан;N01234567\nСадыкова;Мадина;1990;Казахстан;N7654321\n"
    ).encode()
    married, other = looked_at(content, kind="persons")
    assert (married.decision, married.record) == ("matched", known.label)
    assert other.decision == "new"
    assert "01234567" not in str(married.facts)
    told = telling.as_json(married.as_row(1))
    assert "document_digest" not in told
    assert not any("digest" in name for name, _value in fields.facts_shown(married.facts))
