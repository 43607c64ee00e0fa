"""The pages on which two records are made one and taken apart, and the queue of possible duplicates."""

import re

import pytest

from tests.events.builders import an_event, on_the_list
from tests.pages import text_of
from tests.people import OFFICE, a_person, an_account, an_organisation, signed_in
from tests.people.merging import merged
from tumar.events.actions.persons import withdraw_person
from tumar.people.actions import decisions, persons
from tumar.people.models import Candidate, Merge, Organisation, PairDecision, Person
from tumar.people.rules import RoleKind
from tumar.people.rules.pairs import Found

pytestmark = pytest.mark.django_db


@pytest.fixture
def aizhan():
    return a_person("Akhmetova", position="Virologist")


@pytest.fixture
def again():
    return a_person("Ahmetova", email="aizhan@example.org", position="Head of laboratory")


@pytest.fixture
def coordinator():
    return signed_in(RoleKind.NATIONAL_COORDINATOR, "KZ")


def merge_page(kept, gone) -> str:
    return f"/desk/people/persons/{kept.code}/merge/?other={gone.code}"


VERSIONS = {"kept_version": 1, "gone_version": 1}


def test_a_person_s_page_leads_to_merging_for_those_who_may(aizhan, coordinator):
    address = f"/desk/people/persons/{aizhan.code}/"
    assert "Merge with" in text_of(coordinator.get(address))
    trainer = signed_in(RoleKind.TRAINER, "KZ")
    assert "Merge with" not in text_of(trainer.get(address))
    assert trainer.get(address + "merge/").status_code == 403


def test_the_other_is_named_by_code_or_by_words_of_the_name(aizhan, again, coordinator):
    address = f"/desk/people/persons/{aizhan.code}/merge/"
    assert "Compare" in text_of(coordinator.get(address))
    assert "Head of laboratory" in text_of(coordinator.get(address, {"other": "ahmetova"}))
    for wrong, said in (("nobody", "Nothing on file"), (aizhan.code, "same record")):
        answer = coordinator.get(address, {"other": wrong})
        assert (answer.status_code, said in text_of(answer)) == (422, True)


def test_a_person_of_another_country_cannot_be_named(aizhan, coordinator):
    stranger = a_person("Karimov", country="UZ")
    answer = coordinator.get(merge_page(aizhan, stranger))
    assert "Nothing on file" in text_of(answer)
    assert signed_in().get(merge_page(aizhan, stranger)).status_code == 200


def test_the_preview_shows_both_values_and_what_moves(aizhan, again, coordinator):
    both, alone = an_event(), an_event()
    on_the_list(both, aizhan), on_the_list(both, again), on_the_list(alone, again)
    page = text_of(coordinator.get(merge_page(aizhan, again)))
    for words in (
        "Virologist (KZ-000001)",
        "Head of laboratory (KZ-000002)",
        "Events taken part in",
        "1 is on both and becomes one",
        "Kazakhstan",
    ):
        assert words in page
    chosen = re.findall(r'name="(\w+)" value="(\w+)"[^>]*checked', page)
    assert dict(chosen) == {"family_latin": "left", "position": "left", "email": "right"}
    assert 'name="country_id"' not in page, "what both say alike is not asked"


def test_two_are_merged_as_chosen_and_the_merge_is_undone(aizhan, again, coordinator):
    sides = {"position": "right", "email": "right", "family_latin": "left"}
    answer = coordinator.post(
        merge_page(aizhan, again), {**VERSIONS, **sides, "reason": "The same passport"}, follow=True
    )
    page = text_of(answer)
    assert "The two are one now." in page
    assert "The same passport" in page
    assert Person.objects.get().position == "Head of laboratory"
    undo = f"/desk/people/merges/{Merge.objects.get().pk}/undo/"
    assert undo in page
    assert "stays as it is" in text_of(coordinator.get(undo))
    page = text_of(coordinator.post(undo, {"reason": "Two sisters"}, follow=True))
    assert "The two are apart again." in page
    assert Person.objects.count() == 2
    assert undo not in page


def test_the_old_address_leads_to_the_one_and_its_page_tells_of_the_other(aizhan, again):
    merged(aizhan, again)
    office = signed_in()
    for address in ("", "edit/"):
        answer = office.get(f"/desk/people/persons/{again.code}/{address}")
        assert answer.url == f"/desk/people/persons/{aizhan.code}/{address}"
    assert office.get(f"/desk/training/trainers/{again.code}/").status_code in {302, 404}
    page = text_of(office.get(f"/desk/people/persons/{aizhan.code}/"))
    assert f"<code>{again.code}</code> Ahmetova Aizhan" in page
    assert page.count("Added</strong>") == 2, "the journal of both"
    assert f"<code>{again.code}</code></p>" in page, "which of the two an act was about"
    assert "Merged</strong>" in page
    uzbek = signed_in(RoleKind.NATIONAL_COORDINATOR, "UZ")
    assert uzbek.get(f"/desk/people/persons/{again.code}/").status_code == 404


def test_the_merged_one_is_in_no_list_and_no_search(aizhan, again):
    merged(aizhan, again)
    office = signed_in()
    for address in ("/desk/people/", "/desk/people/?q=ahmetova", "/desk/search/?q=ahmetova"):
        assert f"{again.code}/" not in text_of(office.get(address))


def test_whoever_merges_what_changed_meanwhile_looks_again(aizhan, again, coordinator):
    persons.amend_person(again, {"position": "Director"}, version=1, by=OFFICE)
    sides = {"position": "right", "email": "right", "family_latin": "left"}
    answer = coordinator.post(merge_page(aizhan, again), {**VERSIONS, **sides})
    page = text_of(answer)
    assert answer.status_code == 409
    assert "Director (KZ-000002)" in page
    assert 'name="gone_version" value="2"' in page
    coordinator.post(merge_page(aizhan, again), {**sides, "kept_version": 1, "gone_version": 2})
    assert Person.objects.get().position == "Director"


def test_what_stands_in_the_way_is_said_before_anything_is_tried(aizhan, again, coordinator):
    for person in (aizhan, again):
        an_account(person=person)
    page = text_of(coordinator.get(merge_page(aizhan, again)))
    assert "cannot be merged yet" in page
    assert "account of their own" in page
    assert coordinator.post(merge_page(aizhan, again), VERSIONS).status_code == 422
    assert Person.objects.count() == 2


def test_a_merge_that_cannot_be_undone_says_why(aizhan, again, coordinator):
    involvement = on_the_list(an_event(), again)
    done = merged(aizhan, again)
    involvement.refresh_from_db()
    withdraw_person(involvement, by=OFFICE)
    address = f"/desk/people/merges/{done.pk}/"
    for page in (text_of(coordinator.get(address)), text_of(coordinator.get(address + "undo/"))):
        assert "has been removed since" in page
    assert coordinator.post(address + "undo/", {}).status_code == 409
    assert Person.objects.count() == 1


def test_what_undoing_left_alone_is_said(aizhan, again, coordinator):
    done = merged(aizhan, again)
    aizhan.refresh_from_db()
    persons.amend_person(aizhan, {"email": "new@example.org"}, version=aizhan.version, by=OFFICE)
    page = text_of(coordinator.post(f"/desk/people/merges/{done.pk}/undo/", {}, follow=True))
    assert "Changed since the merge, so left as it is: e-mail (person)." in page


def test_the_list_of_merges_is_for_those_who_could_undo_them(aizhan, again, coordinator):
    stranger = a_person("Karimov", country="UZ")
    merged(aizhan, again), merged(aizhan, stranger)
    rows = text_of(coordinator.get("/desk/people/merges/"))
    assert again.code in rows
    assert stranger.code not in rows
    assert stranger.code in text_of(signed_in().get("/desk/people/merges/"))


def test_two_organisations_are_merged_on_a_page(coordinator):
    kept, gone = an_organisation("Virology Institute"), an_organisation("Institute of Virology")
    address = f"/desk/people/organisations/{kept.code}/merge/?other={gone.code}"
    assert "Institute of Virology (KZ-ORG-0002)" in text_of(coordinator.get(address))
    answer = coordinator.post(address, {**VERSIONS, "name": "right"}, follow=True)
    assert "The two are one now." in text_of(answer)
    assert Organisation.objects.get().name == "Institute of Virology"
    led = coordinator.get(f"/desk/people/organisations/{gone.code}/")
    assert led.url == f"/desk/people/organisations/{kept.code}/"


@pytest.fixture
def queue(aizhan, again):
    third = a_person("Achmetowa")
    found = [
        Found(aizhan.code, again.code, 0.91, ["given name equal"]),
        Found(aizhan.code, third.code, 0.74, [{"said": "family name equal after transliteration"}]),
    ]
    decisions.queue_candidates(found)
    return list(Candidate.objects.order_by("-score"))


def test_the_queue_is_worked_off_one_after_the_other(queue, coordinator):
    rows = text_of(coordinator.get("/desk/people/duplicates/"))
    scores = re.findall(r">(91|74)</td>", rows)
    assert scores == ["91", "74"]
    first = coordinator.get("/desk/people/duplicates/next/").url
    page = text_of(coordinator.get(first))
    for words in ("2 pairs left", "given name equal", "Virologist", "Head of laboratory", "Same person"):
        assert words in page
    answer = coordinator.post(first, {"answer": "different", "reason": "Two sisters"}, follow=True)
    page = text_of(answer)
    assert "1 pair left" in page
    assert "family name equal after transliteration" in page
    assert PairDecision.objects.get().reason == "Two sisters"


def test_the_same_leads_to_the_merge_and_on_to_the_next_pair(queue, aizhan, again, coordinator):
    page = text_of(coordinator.get(f"/desk/people/duplicates/{queue[0].pk}/"))
    assert merge_page(aizhan, again) in page
    sides = {"position": "left", "email": "right", "family_latin": "left"}
    page = text_of(coordinator.post(merge_page(aizhan, again), {**VERSIONS, **sides}, follow=True))
    assert "Next pair (1 left)" in page
    verdict = PairDecision.objects.get()
    assert (verdict.verdict, verdict.evidence["parts"]) == ("same", ["given name equal"])


def test_later_comes_last(queue, coordinator):
    answer = coordinator.post(f"/desk/people/duplicates/{queue[0].pk}/", {"answer": "later"}, follow=True)
    assert answer.redirect_chain[-1][0] == f"/desk/people/duplicates/{queue[1].pk}/"


def test_an_answer_that_is_none_is_refused(queue, coordinator):
    address = f"/desk/people/duplicates/{queue[0].pk}/"
    assert coordinator.post(address, {"answer": "perhaps"}).status_code == 422
    assert coordinator.post(address, {"answer": "same"}).status_code == 422


def test_a_row_of_an_import_stands_beside_the_person(aizhan, coordinator):
    facts = {"position": "Вирусолог", "email": "a@example.org"}
    decisions.queue_candidates([Found(aizhan.code, score=0.7, row="list:3", facts=facts)])
    address = coordinator.get("/desk/people/duplicates/next/").url
    page = text_of(coordinator.get(address))
    for words in ("A row of an import", "Вирусолог", "a@example.org"):
        assert words in page
    answer = coordinator.post(address, {"answer": "same"}, follow=True)
    assert "No pair waits" in text_of(answer)
    assert Candidate.objects.get().state == "same"


def test_nobody_sees_a_pair_beyond_his_country_or_one_that_was_merged(queue, aizhan, again, coordinator):
    stranger = a_person("Karimov", country="UZ")
    decisions.queue_candidates([Found(aizhan.code, stranger.code, 0.99)])
    assert stranger.code not in text_of(coordinator.get("/desk/people/duplicates/"))
    assert stranger.code in text_of(signed_in().get("/desk/people/duplicates/"))
    merged(again, aizhan)
    assert "No pair waits" in text_of(coordinator.get("/desk/people/duplicates/"))


def test_not_the_same_is_taken_back_on_a_page(queue, aizhan, again, coordinator):
    decision = decisions.decide_not_same(aizhan, again, by=OFFICE)
    rows = text_of(coordinator.get("/desk/people/duplicates/apart/"))
    assert f"Akhmetova Aizhan ({aizhan.code})" in rows
    coordinator.post(f"/desk/people/duplicates/apart/{decision.pk}/", {"reason": "One after all"})
    assert not PairDecision.objects.exists()
    assert len(Candidate.objects.all().waiting()) == 2


def test_a_merge_is_told_in_words(aizhan, again):
    on_the_list(an_event(), again)
    merged(aizhan, again)
    page = text_of(signed_in().get(f"/desk/people/persons/{aizhan.code}/"))
    assert re.search(r"Merged with</dt><dd><ins><a [^>]*>KZ-000002", page)
    assert re.search(r"Moved</dt><dd><ins>persons at events 1", page)


@pytest.mark.parametrize("address", ["/desk/people/duplicates/", "/desk/people/merges/"])
def test_the_lists_ask_as_little_for_many_as_for_few(client, django_assert_max_num_queries, address):
    client.force_login(an_account())
    people = [a_person(f"Name{number}") for number in range(14)]
    decisions.queue_candidates([Found(one.code, people[-1].code, 0.5) for one in people[:-1]])
    for one, other in zip(people[:4:2], people[1:4:2], strict=True):
        merged(one, other)
    with django_assert_max_num_queries(8):
        assert "Name" in text_of(client.get(address))
