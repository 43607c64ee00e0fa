"""Likely provisions for a requirement: which are shown and why, set aside, measured; and when none is."""

from datetime import date

import pytest

from tests.law.builders import RUSSIAN, a_search, a_version, an_expression
from tests.law.likely import (
    NOTHING_OF_IT,
    a_law,
    asking,
    found,
    round_on,
    text_of,
)
from tests.law.rounds import LATER, a_coder, a_round
from tests.people import MACHINE
from tumar.law.actions.versions import withdraw_version
from tumar.law.queries import pools
from tumar.law.queries.pools import law_of_the_day, pool_of
from tumar.law.queries.suggesting import as_asked
from tumar.people.queries import scope_of

pytestmark = pytest.mark.django_db

# Article 1 speaks of agents and facilities, article 2 of the register.
IN_FORCE = {"in_force_from": date(2022, 5, 21)}


# What is shown.


def test_the_provision_that_answers_stands_first_with_the_words_that_say_so():
    requirement, version = asking(), a_law(**IN_FORCE)
    told = found(round_on(requirement), requirement)
    first = told.likely[0]
    assert first.row == text_of(version, "chp_1__art_2")
    assert first.passage.text == "The ministry keeps the register of facilities."
    assert "".join(run.text for run in first.excerpt) == first.passage.text
    assert {"register", "facilities"} <= {run.text for run in first.excerpt if run.is_hit}
    assert "law" not in {run.text.lower() for run in first.excerpt if run.is_hit}
    assert first.path == "Chapter 1. General"
    assert (told.acts, told.texts) == (1, 1)
    assert told.engine.startswith("terms-")


def test_words_are_marked_as_the_provision_writes_them():
    requirement = asking()
    a_law(text=RUSSIAN, language="ru")
    first = found(round_on(requirement), requirement).likely[0]
    assert [run.text for run in first.excerpt if run.is_hit] == ["Уполномоченный", "орган"]
    assert "".join(run.text for run in first.heading) == "Уполномоченный орган"


def test_one_provision_in_two_languages_is_one_line_that_names_the_other():
    requirement, english = asking(), a_law()
    russian = a_version(an_expression(english.expression.instrument, "ru"), RUSSIAN)
    told = found(round_on(requirement), requirement)
    places = [(each.row.provision.instrument_id, each.row.provision.lineage) for each in told.likely]
    assert len(places) == len(set(places))
    both = next(each for each in told.likely if each.row.provision.eid == "chp_1__art_2")
    assert {both.version, *both.others} == {english, russian}
    assert (told.acts, told.texts) == (1, 2)


def test_the_search_terms_of_the_set_find_what_the_term_base_does_not():
    plain = asking(**NOTHING_OF_IT)
    helped = asking(**NOTHING_OF_IT, terms={"en": ["ministry keeps"]})
    a_law()
    one = a_round(versions=[plain.version])
    assert found(one, plain).likely == []
    assert found(round_on(helped), helped).likely[0].words == ["ministry keeps"]


@pytest.mark.parametrize(
    "facts",
    [
        {"in_force_from": date(2027, 1, 1)},
        {"in_force_from": date(2020, 1, 1), "in_force_until": date(2025, 1, 1)},
    ],
)
def test_an_act_that_is_not_in_force_on_the_day_is_not_looked_at(facts):
    requirement = asking()
    a_law(**facts)
    assert found(round_on(requirement), requirement).acts == 0


def test_only_the_countrys_acts_as_they_held_on_the_day_are_looked_at():
    version = a_law()
    a_law("UZ")
    a_law(None)
    later = a_version(version.expression, LATER, valid_from=date(2026, 6, 1))
    scope = scope_of(a_coder())
    assert law_of_the_day("KZ", date(2026, 1, 1), scope) == [version]
    assert law_of_the_day("KZ", date(2026, 7, 1), scope) == [later]
    assert law_of_the_day("KZ", date(2026, 1, 1), scope_of(a_coder("UZ"))) == []


def test_a_requirement_is_asked_in_a_language_that_the_term_base_has():
    assert as_asked(asking()).language == "en"
    only = asking(title={"ru": "Реестр."}, look_for={"ru": "Ведется реестр."})
    assert (as_asked(only).language, as_asked(only).text) == ("ru", "Реестр. Ведется реестр")


def test_nothing_found_says_what_was_looked_at_and_what_is_not_on_file():
    requirement = asking(**NOTHING_OF_IT)
    a_law()
    one = round_on(requirement)
    told = found(one, requirement)
    assert (told.likely, told.acts, told.missing, told.is_looked_for) == ([], 1, [], False)
    search = a_search("KZ", area="licensing")
    a_search("KZ", area="trade")
    told = found(one, requirement)
    assert (told.missing, told.is_looked_for) == ([search], True)


# Kept in the process.


def test_a_pool_is_made_once_for_the_same_law_and_anew_for_another():
    pools._pools.clear()
    version = a_law()
    first = pool_of([version])
    assert pool_of([version]) is first
    assert pool_of([version, a_law()]) is not first
    assert len(pools._pools) == 2


def test_the_oldest_pool_is_forgotten():
    pools._pools.clear()
    versions = [a_law() for _number in range(pools.KEPT_AT_MOST + 1)]
    first = pool_of(versions[:1])
    for version in versions[1:]:
        pool_of([version])
    assert len(pools._pools) == pools.KEPT_AT_MOST
    assert pool_of(versions[:1]) is not first


def test_a_withdrawn_version_is_suggested_no_more():
    requirement, version = asking(), a_law()
    one = round_on(requirement)
    assert found(one, requirement).likely
    withdraw_version(version, by=MACHINE, reason="A wrong text")
    assert found(one, requirement).likely == []


# The optional engine.


# Set aside.


# How well.
