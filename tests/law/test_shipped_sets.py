"""The requirement sets that come with the package are whole, in English and Russian, and joined."""

import re
from pathlib import Path

import pytest

from tumar.law.queries.shipped import concepts, shipped_codes, shipped_links, shipped_set
from tumar.law.rules.areas import Area
from tumar.law.rules.requirements import Relation, Scale, crosswalk, related
from tumar.law.rules.suggesting import term_base
from tumar.law.rules.suggesting.terms import read_term

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
        assert requirement.cited["ru"] != requirement.source
        assert re.findall(r"\d+", requirement.cited["ru"])[-1:] == re.findall(r"\d+", requirement.source)[-1:]
        assert requirement.look_for["ru"] != requirement.look_for["en"]
    assert {"en", "ru"} <= one.title.keys() & one.about.keys()


@pytest.mark.parametrize("code", CODES)
def test_titles_of_a_set_differ_in_every_language(code):
    for language in ("en", "ru"):
        titles = [one.title[language] for one in shipped_set(code).requirements]
        assert len(titles) == len(set(titles))


def test_a_citation_that_was_checked_says_when_in_both_languages_and_the_handbook_counts_them():
    handbook = (Path(__file__).parents[2] / "docs" / "law-requirements.md").read_text()
    for code in CODES:
        requirements = shipped_set(code).requirements
        checked = [one.checked for one in requirements if one.checked]
        for said in checked:
            assert re.match(r"\d{1,2} [A-Z][a-z]+ \d{4}: ", said["en"])
            assert re.match(r"\d{1,2} [а-я]+ \d{4} г\.: ", said["ru"])
        assert f"| `{code}` | {len(checked)} of {len(requirements)} |" in handbook


def test_the_article_on_classes_of_animal_pathogens_is_the_one_that_the_code_has():
    found = shipped_set("woah").requirement("5.8.3")
    assert found.source == "WOAH Terrestrial Code, article 5.8.3"
    assert found.area is Area.AGENTS


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


def test_no_row_on_accounting_or_guarding_follows_from_a_law_on_biosafety_alone():
    links = [stated.link for stated in shipped_links()]
    for requirement in shipped_set("unscr-1540").requirements:
        for found in related(("unscr-1540", requirement.code), links):
            if found.target == ("jee", "P7.1-law"):
                assert found.relation is Relation.OVERLAPS, requirement.code


def test_the_resolution_and_the_convention_say_what_of_each_stands_alone():
    links = [stated.link for stated in shipped_links()]
    ours, theirs = shipped_set("unscr-1540"), shipped_set("bwc")
    walk = crosswalk("unscr-1540", ours.requirements, "bwc", theirs.requirements, links)
    assert {"OP2.finance.law", "OP2.transport.law", "OP3d.list", "OP6"} <= set(walk.unmapped_source)
    assert {"I-scope", "II", "VI", "VII", "CBM"} <= set(walk.unmapped_target)
    stated = {(one.source[1], one.target[1]): one.relation for one in walk.pairs}
    assert stated["OP2.use.law", "I-ban"] is Relation.OVERLAPS
    assert stated["OP3d.import", "E-c"] is Relation.WIDER
    assert stated["OP3b.reliability", "IV-security"] is Relation.PART


def test_each_concept_has_words_in_english_and_russian_and_no_word_twice():
    for name, words in concepts().items():
        assert {"en", "ru"} <= words.keys(), name
        for listed in words.values():
            assert len(listed) == len(set(listed))


def test_most_requirements_can_be_searched_in_the_languages_of_the_region():
    requirements = [one for code in CODES for one in shipped_set(code).requirements]
    for language in ("kk", "ky", "uz", "tg", "mn", "ro", "sr", "sq", "ka"):
        assert sum(language in one.terms for one in requirements) > 0.9 * len(requirements)


# The names that sets of users may hold since before the words stood in the tables of the term base.
NAMED_BEFORE = (
    *("biological-safety", "biosecurity", "biological-agents", "toxins", "biological-weapons", "prohibition"),
    *(
        "penalty",
        "jurisdiction",
        "financing",
        "terrorism",
        "manufacture",
        "acquire",
        "possess",
        "develop",
        "use",
    ),
    *("transfer", "transport", "dangerous-goods", "accomplice", "attempt", "authority", "coordination"),
    *("focal-point", "strategy", "agent-list", "control-list", "licence", "registration", "inventory"),
    *("physical-protection", "information-security", "personnel", "reliability-check", "training"),
    *("worker-health", "containment", "protective-equipment", "waste", "risk-assessment", "export-control"),
    *("import-control", "transit", "brokering", "end-use", "intangible", "customs", "points-of-entry"),
    *("surveillance", "notification", "incident", "emergency-measures", "genetic-engineering"),
    *("research-oversight", "awareness", "international-cooperation", "inspection", "personal-data"),
    *("animal-health", "plant-health", "food-safety", "genetic-resources", "liability", "management-system"),
    "definitions",
)


def test_what_sets_could_name_before_they_can_name_now():
    assert set(NAMED_BEFORE) <= concepts().keys()


def test_words_that_requirements_carry_are_whole():
    carried = {
        word
        for code in CODES
        for one in shipped_set(code).requirements
        for words in one.terms.values()
        for word in words
    }
    assert "уполномоченный орган" in carried
    assert not [word for word in carried if "*" in word]


def test_the_term_base_knows_the_words_that_sets_carry():
    base = term_base()
    for one in shipped_set("bwc").requirements:
        for word in one.terms["ru"]:
            assert base.known_as(read_term(word, "ru"), "ru"), word
