"""The term base as data, and the requirement that is put into its concepts."""

import pytest

from tests.law.suggesting import a_base
from tumar.law.rules.suggesting.asking import CURATED, LOOSE, NAMED, NEAR, Requirement, empty_words, items_of
from tumar.law.rules.suggesting.terms import (
    FOLDER,
    FaultyTerms,
    Piece,
    TermBase,
    joined,
    read_groups,
    read_kin,
    read_table,
    read_term,
    term_base,
)

# The languages of the project.
PROJECT = [
    *("en", "ru", "kk", "ky", "uz", "tg", "mn", "ro", "uk", "sr"),
    *("mk", "sq", "ka", "hy", "az", "tk", "fa", "ps", "ur"),
]
CORE = [
    *("authority", "law", "licence", "permit", "inspection"),
    *("penalty", "pathogen", "laboratory", "training", "waste"),
]


def names(text, base, language="en", to=("ru",)):
    return {item.name: item.weight for item in items_of(Requirement(text, language), base, to)}


# The house's own base.


def test_the_base_speaks_every_language_of_the_project():
    assert set(PROJECT) <= set(term_base().languages)


@pytest.mark.parametrize("concept", CORE)
def test_the_core_is_said_in_every_language(concept):
    assert [language for language in PROJECT if not term_base().terms_of(concept, language)] == []


def test_every_concept_is_said_in_english_and_russian():
    base = term_base()
    assert [one for one in base.terms if not (base.terms_of(one, "en") and base.terms_of(one, "ru"))] == []
    assert len(base.terms) >= 500


def test_a_beginning_is_never_so_short_that_it_says_nothing():
    base = term_base()
    short = [
        (concept, term.written)
        for concept, term in base.concepts_with("ru")
        if len(term.pieces) == 1 and term.pieces[0].is_beginning and len(term.pieces[0].letters) < 3
    ]
    assert {written for _concept, written in short} <= {"уу"}


def test_the_base_is_read_once():
    assert term_base() is term_base()


def test_the_tables_hold_one_sort_of_column():
    for path in FOLDER.glob("*.tsv"):
        first = path.read_text(encoding="utf-8").splitlines()[0]
        assert first.startswith(("concept\t", "#")), path.name


# Tables.


def test_terms_are_parted_by_semicolons_and_repeats_fall_away():
    table = read_table("t.tsv", "# remark\nconcept\ten\tru\nban\tban; prohibit*; ban\tзапрет*\n\n")
    assert table == {"ban": {"en": ("ban", "prohibit*"), "ru": ("запрет*",)}}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "t.tsv: the first line must name the columns: concept and the languages."),
        ("word\ten\nban\tban", "t.tsv: the first line must name the columns: concept and the languages."),
        ("concept\ten\nban\tban\tзапрет", "t.tsv, line 2: there are more cells than columns."),
        ("concept\ten\nban\tban\nban\tforbid", "t.tsv, line 3: the concept 'ban' stands twice."),
    ],
)
def test_a_faulty_table_says_where(content, said):
    with pytest.raises(FaultyTerms) as caught:
        read_table("t.tsv", content)
    assert str(caught.value) == said


def test_tables_that_name_one_concept_add_up():
    one, other = {"ban": {"en": ("ban",)}}, {"ban": {"en": ("forbid", "ban"), "kk": ("тыйым",)}}
    assert joined([one, other]) == {"ban": {"en": ("ban", "forbid"), "kk": ("тыйым",)}}


def test_kin_is_mutual_and_names_known_concepts_only():
    assert read_kin("kin.tsv", "fine penalty\npenalty prison", ["fine", "penalty", "prison"]) == {
        "fine": ("penalty",),
        "penalty": ("fine", "prison"),
        "prison": ("penalty",),
    }
    with pytest.raises(FaultyTerms, match=r"kin.tsv, line 1: no concept is called 'jail'"):
        read_kin("kin.tsv", "fine jail", ["fine"])


def test_a_star_stands_for_a_beginning_and_a_plain_word_for_its_forms():
    assert read_term("биологическ* оружие", "ru").pieces == (
        Piece("биологическ", is_beginning=True),
        Piece("оруж", is_beginning=False),
    )
    assert read_term("биологическ* оружие", "ru").written == "биологическ оружие"


def test_without_a_stemmer_a_plain_word_is_a_beginning_without_its_last_letters():
    assert read_term("қауіпсіздік", "kk").pieces == (Piece("қауіпсізд", is_beginning=True),)
    assert read_term("тәуекел", "kk").pieces == (Piece("тәуеке", is_beginning=True),)
    assert read_term("заң", "kk").pieces == (Piece("заң", is_beginning=True),)


# The requirement.


def test_a_requirement_is_its_concepts():
    base = a_base("ban|prohibit*|запрет*", "agent|pathogen*|патоген*")
    assert names("Pathogens are prohibited.", base) == {"ban": NAMED, "agent": NAMED}


def test_a_longer_term_hides_the_concepts_of_its_words():
    base = a_base("weapon|biological weapon*|биологическ* оружи*", "safety|biological*|биологическ*")
    found = names("Biological weapons", base)
    assert list(found) == ["weapon"]
    assert found["weapon"] > NAMED


def test_words_may_stand_between_those_of_a_term():
    base = a_base("list|list of agent*|перечень патоген*")
    assert names("a list of the dangerous agents", base)["list"] > NAMED
    assert NAMED not in names("a list that somebody keeps of all agents", base).values()


def test_neighbours_of_a_concept_count_a_little_unless_they_are_named():
    base = a_base("fine|fine|штраф*", "prison|prison|лишени* свободы", kin="fine prison")
    assert names("A fine.", base) == {"fine": NAMED, "prison": NEAR * NAMED}
    assert names("A fine or prison.", base) == {"fine": NAMED, "prison": NAMED}


def test_a_word_of_no_concept_is_kept_to_be_heard():
    items = items_of(Requirement("Karyotype of the agents"), a_base("agent|agent*|агент*"), ["ru"])
    assert [(item.name, item.word, item.weight) for item in items if item.word] == [
        ("karyotype", "karyotype", LOOSE)
    ]


def test_in_the_language_of_the_provisions_all_words_that_say_something_are_asked():
    items = items_of(Requirement("Учет штаммов обязателен", "ru"), a_base("strain|strain*|штамм*"), ["ru"])
    assert {item.name for item in items} == {"strain", "учет", "штаммов", "обязателен"}
    assert all(item.terms for item in items)


def test_search_terms_of_the_requirement_itself_count_most():
    requirement = Requirement(
        "anything", terms={"ru": ["санитарный паспорт"], "kk": ["паспорт"], "uz-Cyrl": [" "]}
    )
    items = items_of(requirement, a_base("x|zzz|яяя"), ["ru"])
    assert [(item.name, item.weight) for item in items if item.terms] == [("санитарный паспорт", CURATED)]


def test_abbreviations_in_capitals_are_spelt_out():
    assert "who" in names("Notify WHO.", term_base())
    assert "who" not in names("Those who notify.", term_base())


def test_empty_words_say_nothing():
    assert "shall" in empty_words("en")
    assert "который" not in empty_words("en")
    assert empty_words("kk") == frozenset()
    assert names("It shall be ensured that they have such", a_base("x|zzz|яяя")) == {"ensured": LOOSE}


def test_any_language_may_ask_any_other():
    found = names("Биологиялық қауіпсіздік саласындағы рұқсат", term_base(), "kk", ("ro",))
    assert {"biosafety", "permit"} <= set(found)


# What sets name.


def test_a_group_carries_the_words_of_its_concepts_and_a_concept_its_own():
    groups = read_groups("groups.tsv", "weapons\tbomb gun\n", ["bomb", "gun"])
    terms = {"bomb": {"en": ("bomb", "explos*"), "ru": ("бомба",)}, "gun": {"en": ("gun",)}}
    base = TermBase(terms, groups=groups)
    assert base.written("weapons") == {"en": ("bomb", "gun"), "ru": ("бомба",)}
    assert base.written("gun") == {"en": ("gun",)}
    assert base.names == ("weapons", "bomb", "gun")


@pytest.mark.parametrize("content", ["weapons\n", "weapons\tbomb\nweapons\tbomb\n", "weapons\tbow\n"])
def test_a_group_without_concepts_or_twice_or_of_what_nobody_knows_is_a_fault(content):
    with pytest.raises(FaultyTerms, match=r"groups.tsv, line"):
        read_groups("groups.tsv", content, ["bomb"])


def test_words_of_one_concept_that_a_set_lists_ask_for_it_once_and_others_for_themselves():
    base = TermBase({"permit": {"ru": ("лицензия", "разрешение"), "en": ("permit",)}})
    asked = Requirement("A permit is needed.", "en", {"ru": ["лицензия", "разрешение", "допуск к работе"]})
    weights = {item.name: item.weight for item in items_of(asked, base, ["ru"]) if item.terms}
    assert weights == {"допуск к работе": CURATED, "permit": CURATED}
