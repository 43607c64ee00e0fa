"""Files of requirements: what is read, what is refused and where; how sets stand to one another."""

from copy import deepcopy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumar.law.rules.areas import Area
from tumar.law.rules.requirements import (
    INVERSE,
    Basis,
    Link,
    Problem,
    Relation,
    Requirement,
    RequirementSet,
    Scale,
    compose,
    crosswalk,
    differences,
    digest_of,
    plain_set,
    read_set,
    read_yaml,
    related,
    write_yaml,
)
from tumar.law.rules.requirements.reading import LANGUAGES, MOST_REQUIREMENTS
from tumar.places.languages import LANGUAGES as LANGUAGES_OF_THE_REGION

ITEM = {
    "code": "A-1",
    "title": {"en": "National authority", "ru": "Национальный орган"},
    "source": "Treaty, Article 4",
    "area": "authority",
    "look_for": {"en": "A body named by an act.", "ru": "Орган, назначенный актом."},
}
FILE = {
    "set": "treaty",
    "version": "1",
    "title": {"en": "Treaty"},
    "about": {"en": "Duties"},
    "source": "Treaty (1999)",
    "nature": "binding",
    "scale": "yes-no",
    "requirements": [ITEM],
}


def a_file(**changes):
    return {**deepcopy(FILE), **changes}


def an_item(**changes):
    return a_file(requirements=[{**deepcopy(ITEM), **changes}])


def faults_of(given_values, **named):
    read = read_set(given_values, **named)
    assert (read.set is None) == bool(read.faults)
    return [(fault.item, fault.field, fault.problem) for fault in read.faults]


def test_a_good_file_is_a_set():
    read = read_set(a_file())
    assert read.faults == ()
    assert read.set.code == "treaty"
    assert read.set.requirement("A-1").area is Area.AUTHORITY
    assert read.set.requirement("A-1").scale is Scale.YES_NO
    assert read.set.requirement("B") is None


@pytest.mark.parametrize(
    ("values", "where"),
    [
        (None, ("", "", Problem.NOT_A_MAPPING)),
        (["x"], ("", "", Problem.NOT_A_MAPPING)),
        (a_file(set="Has Blanks"), ("", "set", Problem.BAD_CODE)),
        (a_file(version=2026.1), ("", "version", Problem.NOT_TEXT)),
        (a_file(version=" "), ("", "version", Problem.EMPTY)),
        (a_file(source=None), ("", "source", Problem.MISSING)),
        (a_file(source="x" * 301), ("", "source", Problem.TOO_LONG)),
        (a_file(nature="bindng"), ("", "nature", Problem.UNKNOWN_WORD)),
        (a_file(title="Treaty"), ("", "title", Problem.NO_LANGUAGE)),
        (a_file(title=["Treaty"]), ("", "title", Problem.NOT_A_MAPPING)),
        (a_file(title={}), ("", "title", Problem.MISSING)),
        (a_file(title={"rus": "Договор"}), ("", "title.rus", Problem.UNKNOWN_LANGUAGE)),
        (a_file(requirments=[]), ("", "requirments", Problem.UNKNOWN_FIELD)),
        (a_file(requirements=None), ("", "requirements", Problem.MISSING)),
        (a_file(requirements={"A": 1}), ("", "requirements", Problem.NOT_A_LIST)),
        (a_file(requirements=[]), ("", "requirements", Problem.EMPTY)),
        (a_file(requirements=["A-1"]), ("#1", "", Problem.NOT_A_MAPPING)),
        (a_file(requirements=[ITEM, ITEM]), ("A-1", "code", Problem.TWICE)),
        (an_item(code=1.10), ("#1", "code", Problem.NOT_TEXT)),
        (an_item(code=None), ("#1", "code", Problem.MISSING)),
        (an_item(code="А-1"), ("#1", "code", Problem.BAD_CODE)),
        (an_item(area="authorities"), ("A-1", "area", Problem.UNKNOWN_WORD)),
        (an_item(scale="1-5"), ("A-1", "scale", Problem.UNKNOWN_WORD)),
        (an_item(look_for={"en": ""}), ("A-1", "look_for.en", Problem.EMPTY)),
        (an_item(look_for={"en": 5}), ("A-1", "look_for.en", Problem.NOT_TEXT)),
        (an_item(look_for={"en": None}), ("A-1", "look_for.en", Problem.EMPTY)),
        (an_item(look_for={"en": "x" * 4001}), ("A-1", "look_for.en", Problem.TOO_LONG)),
        (an_item(title={False: "Nei"}), ("A-1", "title.False", Problem.UNKNOWN_LANGUAGE)),
        (an_item(terms=["law"]), ("A-1", "terms", Problem.NOT_A_MAPPING)),
        (an_item(terms={"en": "law"}), ("A-1", "terms.en", Problem.NOT_A_LIST)),
        (an_item(terms={"en": [""]}), ("A-1", "terms.en", Problem.NOT_TEXT)),
        (an_item(terms={"xx": ["law"]}), ("A-1", "terms.xx", Problem.UNKNOWN_LANGUAGE)),
        (an_item(concepts=["autority"]), ("A-1", "concepts", Problem.UNKNOWN_CONCEPT)),
        (an_item(concepts="authority"), ("A-1", "concepts", Problem.NOT_A_LIST)),
        (an_item(weight=3), ("A-1", "weight", Problem.UNKNOWN_FIELD)),
    ],
)
def test_a_fault_names_item_and_field(values, where):
    assert where in faults_of(values, concepts={"authority": {"en": ("authority",)}})


def test_every_fault_is_told_and_not_the_first_alone():
    found = faults_of(an_item(area="x", code="!", title="bare"))
    assert len(found) == 3


def test_a_misspelt_word_is_met_with_the_one_that_was_meant():
    fault = read_set(an_item(area="authorities")).faults[0]
    assert fault.about["meant"] == "authority"
    assert read_set(a_file(requirments=[])).faults[0].about["meant"] == "requirements"


def test_too_many_requirements_are_refused_before_they_are_read():
    rows = [{**ITEM, "code": f"A-{number}"} for number in range(MOST_REQUIREMENTS + 1)]
    assert faults_of(a_file(requirements=rows)) == [("", "requirements", Problem.TOO_MANY)]


def test_words_of_a_concept_join_a_requirements_own_and_stand_once():
    concepts = {"authority": {"en": ("authority", "body"), "kk": ("орган",)}}
    read = read_set(an_item(concepts=["authority"], terms={"en": ["body", "agency"]}), concepts=concepts)
    assert read.set.requirements[0].terms == {"en": ("body", "agency", "authority"), "kk": ("орган",)}


def test_every_language_of_the_region_may_be_written():
    assert set(LANGUAGES_OF_THE_REGION) <= set(LANGUAGES)


def test_line_breaks_stay_in_what_to_look_for_and_blanks_go():
    read = read_set(an_item(look_for={"en": "  one \n  two  \n"}, title={"en": " A \n title "}))
    assert read.set.requirements[0].look_for["en"] == "one\ntwo"
    assert read.set.requirements[0].title["en"] == "A title"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a: &x 1\nb: *x", Problem.ALIAS),
        ("a: 1\na: 2", Problem.KEY_TWICE),
        ("a: [1", Problem.NOT_YAML),
        ("a: !!python/object:os.system x", Problem.NOT_YAML),
        ("a: 2026-13-45", Problem.NOT_YAML),
        ("\x00", Problem.NOT_YAML),
        (b"\xff\xfe\xff", Problem.NOT_YAML),
        ("[" * 5000, Problem.NOT_YAML),
        ("x" * 8_000_001, Problem.TOO_LARGE),
    ],
)
def test_what_yaml_would_swallow_is_refused_with_its_line(text, problem):
    values, faults = read_yaml(text)
    assert values is None
    assert [fault.problem for fault in faults] == [problem]


def test_the_line_of_a_fault_in_yaml_is_told():
    assert read_yaml("a: 1\nb: 2\nb: 3")[1][0].about == {"value": "b", "line": "3"}


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30).map(
    lambda text: " ".join(text.split()) or "x"
)
TEXTS = st.dictionaries(st.sampled_from(["en", "ru", "kk", "ka"]), WORDS, min_size=1)
REQUIREMENTS = st.lists(
    st.builds(
        Requirement,
        code=st.from_regex(r"[A-Za-z0-9][A-Za-z0-9.()/_-]{0,20}", fullmatch=True),
        title=TEXTS,
        source=WORDS,
        area=st.sampled_from(Area),
        look_for=TEXTS,
        scale=st.sampled_from(Scale),
        terms=st.dictionaries(
            st.sampled_from(["en", "ru"]), st.lists(WORDS, min_size=1, unique=True).map(tuple)
        ),
        clause=TEXTS,
        group=TEXTS,
    ),
    min_size=1,
    max_size=5,
    unique_by=lambda one: one.code,
)


@given(REQUIREMENTS)
def test_what_is_written_is_read_again(requirements):
    one = read_set(a_file()).set
    one = RequirementSet(
        one.code, one.version, one.title, one.about, one.source, one.nature, one.scale, tuple(requirements)
    )
    values, faults = read_yaml(write_yaml(one))
    assert faults == ()
    read = read_set(values)
    assert read.faults == ()
    assert read.set == one
    assert digest_of(read.set) == digest_of(one)


def test_the_order_of_languages_does_not_change_the_digest():
    one = read_set(a_file(title={"en": "A", "ru": "Б"})).set
    other = read_set(a_file(title={"ru": "Б", "en": "A"})).set
    assert digest_of(one) == digest_of(other)
    assert digest_of(one) != digest_of(read_set(a_file(title={"en": "B"})).set)


def test_what_a_newer_version_changes_is_told_by_field():
    old = read_set(a_file(requirements=[ITEM, {**ITEM, "code": "A-2"}])).set
    new = read_set(
        a_file(requirements=[{**ITEM, "source": "Treaty, Article 5"}, {**ITEM, "code": "A-3"}])
    ).set
    found = {one.code: one for one in differences(old, new)}
    assert {code: one.kind for code, one in found.items()} == {
        "A-1": "changed",
        "A-3": "added",
        "A-2": "removed",
    }
    assert found["A-1"].fields == {"source": ("Treaty, Article 4", "Treaty, Article 5")}
    assert [one.kind for one in differences(None, new)] == ["added", "added"]
    assert differences(new, new) == ()


E, P, W, O = Relation.EQUAL, Relation.PART, Relation.WIDER, Relation.OVERLAPS  # noqa: E741


@pytest.mark.parametrize(
    ("first", "second", "together"),
    [
        (E, E, E), (E, P, P), (E, W, W), (E, O, O),
        (P, E, P), (P, P, P), (P, W, None), (P, O, None),
        (W, E, W), (W, P, O), (W, W, W), (W, O, O),
        (O, E, O), (O, P, O), (O, W, None), (O, O, None),
    ],
)  # fmt: skip
def test_a_chain_is_as_strong_as_its_weakest_link(first, second, together):
    assert compose(first, second) is together


SETS = st.frozensets(st.integers(0, 4), min_size=1)


def relation_of(one, other):
    if one == other:
        return E
    if one < other:
        return P
    return W if one > other else O if one & other else None


@given(SETS, SETS, SETS)
def test_what_a_chain_says_is_true_of_sets(one, middle, other):
    first, second = relation_of(one, middle), relation_of(middle, other)
    if first is None or second is None or (together := compose(first, second)) is None:
        return
    # Whoever overlaps may turn out to be wider, part or equal; nothing else may be said too strongly.
    assert together is relation_of(one, other) or (together is O and one & other)


@given(SETS, SETS)
def test_a_relation_told_from_the_other_side_is_its_inverse(one, other):
    found = relation_of(one, other)
    if found is not None:
        assert INVERSE[found] is relation_of(other, one)


A, B, C, D = ("a", "1"), ("b", "1"), ("c", "1"), ("d", "1")


def test_a_requirement_is_found_through_others_with_the_way_there():
    found = related(A, [Link(A, B, E), Link(C, B, P)])
    assert [(one.target, one.relation, one.basis) for one in found] == [
        (B, E, Basis.STATED),
        (C, W, Basis.CHAIN),
    ]
    assert [link.target for link in found[1].path] == [B, C]


def test_the_stronger_of_two_ways_is_kept_and_circles_end():
    links = [Link(A, B, O), Link(A, C, E), Link(C, B, E), Link(B, A, O)]
    found = {one.target: one for one in related(A, links)}
    assert found[B].relation is E
    assert A not in found
    assert related(D, links) == []


def test_a_way_is_no_longer_than_it_may_be():
    links = [Link(A, B, E), Link(B, C, E), Link(C, D, E)]
    assert [one.target for one in related(A, links, hops=2)] == [B, C]


def requirement(code, area=Area.SECURITY):
    return Requirement(code, {"en": code}, "s", area, {"en": "l"}, Scale.YES_NO)


def test_two_sets_side_by_side_with_what_stands_alone_on_either_side():
    ours = [requirement("1"), requirement("2"), requirement("3", Area.TRADE)]
    theirs = [requirement("1"), requirement("2"), requirement("9", Area.AGENTS)]
    found = crosswalk("a", ours, "b", theirs, [Link(A, B, P), Link(A, ("b", "gone"), E)])
    assert [(one.source, one.target, one.relation) for one in found.pairs] == [(A, B, P)]
    assert found.unmapped_source == ("2", "3")
    assert found.unmapped_target == ("2", "9")
    # One area is a reason to look, no relation: the pair is offered, both stay unmapped.
    assert (("a", "2"), ("b", "2")) in [(one.source, one.target) for one in found.candidates]
    assert all(one.basis is Basis.AREA for one in found.candidates)


def test_a_set_as_a_file_has_it_leaves_out_what_is_empty():
    assert "clause" not in plain_set(read_set(a_file()).set)["requirements"][0]
