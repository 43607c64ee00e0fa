"""Who on file a row may describe: found by keys kept in step, told with reasons, learned from verdicts."""

import pytest
from django.urls import reverse

from tests.people import KZ_COORDINATOR, MACHINE, OFFICE, UZ_COORDINATOR, a_country, a_person, signed_in
from tumar.kernel.bulk import Row
from tumar.kernel.models import JournalEntry
from tumar.kernel.refusals import Denied, Invalid
from tumar.people.actions import bulk
from tumar.people.actions.decisions import decide_not_same
from tumar.people.actions.filing import file_everybody
from tumar.people.actions.matching import FEWEST_DECISIONS, learn_weights
from tumar.people.actions.merging import merge
from tumar.people.actions.persons import amend_person
from tumar.people.explaining import explanation
from tumar.people.models import MatchingWeights, PersonKey
from tumar.people.queries.matching import candidates_for, model_in_force
from tumar.people.queries.subjects import subject_of
from tumar.people.rules import RoleKind
from tumar.people.rules.matching import Decision, Origin, Subject
from tumar.people.rules.matching.filing import filing_keys

pytestmark = pytest.mark.django_db


@pytest.fixture
def aizhan():
    return a_person(
        "Akhmetova", "Aizhan", family="Ахметова", given="Айжан", birth_year=1985, email="aizhan@example.org"
    )


def codes(subject: Subject, scope=OFFICE) -> list[str]:
    return [one.code for one in candidates_for([subject], scope)[0]]


def keys_of(person) -> set[int]:
    return set(PersonKey.objects.filter(person=person).values_list("key", flat=True))


def a_row(code: str, **facts) -> Row:
    values = {**bulk.PERSONS.defaults, "code": code, "country": "KZ", "birth_year": None, "birth_date": None}
    values |= {"employer": None, **facts}
    return Row(1, tuple(values[name] for name in bulk.PERSONS.names))


@pytest.mark.parametrize(
    "subject",
    [
        Subject(family="Ахметова", given="Айжан", birth="1985"),
        Subject(family="Akhmetova", given="Aijan", birth="1985"),
        Subject(family="Aizhan", given="Akhmetova", birth="1985"),
        Subject(family="Ахмтова", given="Айжан", birth="1985"),
        Subject(family="Иванова", given="Айжан", email="AIZHAN@example.org"),
    ],
)
def test_a_person_on_file_is_found_however_the_row_is_written(aizhan, subject):
    a_person("Karimov", "Rustam")
    assert codes(subject) == [aizhan.code]


def test_the_same_mail_and_name_are_proposed_and_explained(aizhan):
    row = Subject(family="Akhmetova", given="Айжна", birth="1985", email="aizhan@example.org")
    (found,) = candidates_for([row], OFFICE)[0]
    assert found.decision == Decision.MATCH
    assert found.score >= 0.999
    told = explanation(found.reasons)
    assert told.startswith("same e-mail; ")
    assert "family name equal" in told
    assert "given name one letter apart" in told


def test_a_namesake_with_another_year_is_told_as_rejected(aizhan):
    row = Subject(family="Ахметова", given="Айжан", birth="1961", email="other@example.org")
    for found in candidates_for([row], OFFICE)[0]:
        assert found.decision == Decision.DIFFERENT
        assert "different years of birth" in explanation(found.reasons)


def test_nobody_is_proposed_to_whom_the_country_is_closed(aizhan):
    row = Subject(family="Ахметова", given="Айжан", birth="1985")
    assert codes(row, KZ_COORDINATOR) == [aizhan.code]
    assert codes(row, UZ_COORDINATOR) == []


def test_rows_keep_their_order_and_a_stranger_has_no_candidate(aizhan):
    rows = [Subject(family="Ковач", given="Милош"), Subject(family="Akhmetova", given="Aizhan"), Subject()]
    found = candidates_for(rows, OFFICE)
    assert [len(one) for one in found] == [0, 1, 0]
    assert candidates_for([], OFFICE) == []


def test_not_the_same_is_never_proposed_again(aizhan):
    twin = a_person("Akhmetova", "Aizhan", birth_year=1985)
    asked = {"codes": [aizhan.code]}
    assert [one.code for one in candidates_for([subject_of(aizhan)], OFFICE, **asked)[0]] == [twin.code]
    decide_not_same(aizhan, twin, by=OFFICE)
    assert candidates_for([subject_of(aizhan)], OFFICE, **asked) == [()]


def test_keys_follow_an_amended_name(aizhan):
    amend_person(aizhan, {"family": "Омарова", "family_latin": "Omarova"}, version=1, by=OFFICE)
    aizhan.refresh_from_db()
    assert keys_of(aizhan) == filing_keys(subject_of(aizhan))
    assert codes(Subject(family="Омарова", given="Айжан")) == [aizhan.code]


def test_keys_are_made_with_rows_brought_in_bulk():
    list(bulk.bring_persons([a_row("KZ-900001", family="Сериков", given="Болат")], OFFICE))
    assert codes(Subject(family="Serikov", given="Bolat")) == ["KZ-900001"]


def test_a_merged_person_is_found_no_more(aizhan):
    twin = a_person("Akhmetova", "Aizhan", birth_year=1985)
    merge(aizhan, twin, versions=(aizhan.version, twin.version), by=OFFICE)
    assert keys_of(twin) == set()
    assert codes(Subject(family="Akhmetova", given="Aizhan", birth="1985")) == [aizhan.code]


def test_filing_everybody_anew_changes_nothing_that_was_right(aizhan):
    before = keys_of(aizhan)
    PersonKey.objects.all().delete()
    assert file_everybody() == 1
    assert keys_of(aizhan) == before


def test_asking_for_many_rows_asks_the_database_little(aizhan, django_assert_max_num_queries):
    rows = [Subject(family="Ахметова", given="Айжан", birth=str(1960 + n % 40)) for n in range(200)]
    with django_assert_max_num_queries(60):
        candidates_for(rows, OFFICE)


def verdicts(number: int) -> None:
    for at in range(number):
        first = a_person(f"Karimov{'abcdefghijklm'[at]}", "Rustam", birth_year=1970 + at)
        decide_not_same(first, a_person("Karimov", "Rustam", birth_year=1950), by=OFFICE)


def test_too_few_decisions_teach_nothing():
    verdicts(1)
    with pytest.raises(Invalid):
        learn_weights(by=OFFICE)
    assert model_in_force().origin == Origin.STARTING


def test_learned_weights_are_kept_by_version_in_force_and_journalled():
    verdicts(FEWEST_DECISIONS)
    learned = learn_weights(by=OFFICE)
    assert model_in_force().origin == Origin.DECISIONS
    assert model_in_force().pairs == FEWEST_DECISIONS
    again = learn_weights(by=MACHINE)
    assert list(MatchingWeights.objects.values_list("pk", flat=True)) == [again.pk, learned.pk]
    entry = JournalEntry.objects.get(about=learned.label)
    assert entry.verb == "people.matching-weights.learned"
    assert entry.changes["same"] == 0


def test_only_who_may_merge_everywhere_may_teach():
    with pytest.raises(Denied):
        learn_weights(by=KZ_COORDINATOR)


def test_the_page_shows_the_weights_in_words(aizhan):
    client = signed_in(RoleKind.PROGRAMME_OFFICE)
    page = client.get(reverse("people:matching")).content.decode()
    assert "How matching decides" in page
    assert "equal after transliteration" in page
    assert "Learn from the decisions" in page
    answer = client.post(reverse("people:learn-weights"), follow=True)
    assert "10 are needed" in answer.content.decode()


def test_who_may_not_merge_everywhere_sees_no_button():
    page = signed_in(RoleKind.TRAINER, "KZ").get(reverse("people:matching")).content.decode()
    assert "Learn from the decisions" not in page


def test_a_person_of_another_country_is_found_by_the_office(aizhan):
    other = a_person("Akhmetova", "Aizhan", country="UZ", birth_year=1985)
    assert set(codes(Subject(family="Ахметова", given="Айжан", birth="1985"))) == {aizhan.code, other.code}
    assert other.country == a_country("UZ")
