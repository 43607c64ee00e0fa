"""The requirement sets that come with the package are whole, in English and Russian, and joined."""

import pytest

from tumar.law.queries.shipped import concepts, shipped_codes, shipped_links, shipped_set
from tumar.law.rules.areas import Area
from tumar.law.rules.requirements import Scale, crosswalk

CODES = shipped_codes()


def test_every_yardstick_is_there():
    assert set(CODES) == {
        *("ihr", "jee", "spar", "bwc", "unscr-1540", "cartagena", "nagoya-kl", "nagoya"),
        *("woah", "ippc", "codex", "who-lab", "wha77-7", "iso35001", "eu-2000-54", "eu-2021-821"),
    }


@pytest.mark.parametrize("code", CODES)
def test_every_requirement_is_complete_in_english_and_russian(code):
    one = shipped_set(code)
    assert one.code == code
    for requirement in one.requirements:
        for texts in (requirement.title, requirement.look_for, requirement.clause, requirement.terms):
            assert {"en", "ru"} <= texts.keys(), requirement.code
        assert requirement.source
        assert requirement.look_for["ru"] != requirement.look_for["en"]
    assert {"en", "ru"} <= one.title.keys() & one.about.keys()


@pytest.mark.parametrize("code", CODES)
def test_titles_of_a_set_differ_in_every_language(code):
    for language in ("en", "ru"):
        titles = [one.title[language] for one in shipped_set(code).requirements]
        assert len(titles) == len(set(titles))


def test_every_area_has_a_requirement():
    found = {one.area for code in CODES for one in shipped_set(code).requirements}
    assert found == set(Area)


def test_scales_are_those_of_the_yardsticks():
    assert {one.scale for one in shipped_set("unscr-1540").requirements} == {Scale.MATRIX}
    assert shipped_set("jee").requirement("P7.1").scale is Scale.LEVEL
    assert {one.scale for one in shipped_set("iso35001").requirements} == {Scale.CONFORMITY}


def test_the_matrix_has_a_row_for_law_and_one_for_penalties_of_each_act():
    codes = {one.code for one in shipped_set("unscr-1540").requirements}
    acts = ("manufacture", "acquire", "possess", "develop", "transport", "transfer", "use", "finance")
    assert {f"OP2.{act}.{row}" for act in acts for row in ("law", "penalty")} <= codes


def test_every_stated_relation_joins_two_requirements_that_exist_and_says_why():
    seen = set()
    for stated in shipped_links():
        for code, requirement in (stated.link.source, stated.link.target):
            assert shipped_set(code).requirement(requirement), (code, requirement)
        assert stated.why["en"]
        assert stated.why["ru"]
        pair = frozenset((stated.link.source, stated.link.target))
        assert pair not in seen
        seen.add(pair)


def test_every_set_is_joined_to_another():
    joined = {node[0] for stated in shipped_links() for node in (stated.link.source, stated.link.target)}
    assert joined == set(CODES)


def test_what_answers_the_resolution_is_found_from_the_external_evaluation():
    links = [stated.link for stated in shipped_links()]
    found = crosswalk(
        "jee",
        shipped_set("jee").requirements,
        "unscr-1540",
        shipped_set("unscr-1540").requirements,
        links,
    )
    assert ("P7.1-licensing", "OP3b.licence-facilities") in {
        (one.source[1], one.target[1]) for one in found.pairs
    }
    assert "P7.2-academic" in found.unmapped_source
    assert "OP2.finance.law" in found.unmapped_target


def test_each_concept_has_words_in_english_and_russian_and_no_word_twice():
    for name, words in concepts().items():
        assert {"en", "ru"} <= words.keys(), name
        for listed in words.values():
            assert len(listed) == len(set(listed))


def test_most_requirements_can_be_searched_in_the_languages_of_the_region():
    requirements = [one for code in CODES for one in shipped_set(code).requirements]
    for language in ("kk", "ky", "uz", "tg", "mn", "ro", "sr", "sq", "ka"):
        assert sum(language in one.terms for one in requirements) > 0.9 * len(requirements)
