"""The ranking of provisions for a requirement: by terms, by meaning where that is there, and how well."""

import numpy as np
import pytest

from bench.bench_law_suggest import measured, of_acts, of_provisions
from tests.law.suggesting import a_base, a_provision, provisions
from tumar.law.rules.suggesting import (
    Band,
    Pool,
    Requirement,
    engine,
    meaning_of,
    recall_at,
    suggest,
    term_base,
)
from tumar.law.rules.suggesting.meaning import CHUNK_WORDS, USUAL, Model, chunks
from tumar.law.rules.suggesting.ranking import fuse
from tumar.law.rules.suggesting.recall import is_hit, reciprocal_rank

BASE = a_base(
    "weapon|biological weapon*|биологическ* оружи*",
    "punish|punish*; penal*|наказыва*; ответственност*",
    "develop|develop*|разраб*",
    "list|list|перечень",
    "waste|waste|отход*",
    "fine|fine|штраф*",
    kin="punish fine",
)
ACT = provisions(
    "Отходы обеззараживаются.",
    "Разработка биологического оружия наказывается лишением свободы.",
    "Перечень утверждается Правительством.",
    "Нарушение влечет штраф.",
)
QUESTION = Requirement("Whoever develops biological weapons is punished.")


def addresses(found, candidates=ACT):
    return [candidates[one.candidate].eid for one in found]


# By terms.


def test_the_provision_that_says_most_of_it_comes_first():
    found = suggest(QUESTION, Pool(ACT), BASE)
    assert addresses(found) == ["art_2", "art_4"]
    assert [one.rank for one in found] == [1, 2]
    assert found[0].score > found[1].score


def test_a_suggestion_tells_its_terms_in_the_words_of_the_provision():
    first = suggest(QUESTION, Pool(ACT), BASE)[0]
    assert {(one.asked, one.said) for one in first.terms} == {
        ("weapon", "биологического оружия"),
        ("punish", "наказывается"),
        ("develop", "разработка"),
    }


def test_bands_tell_how_much_of_the_requirement_is_spoken_of():
    strong, weak = suggest(QUESTION, Pool(ACT), BASE)
    assert (strong.band, weak.band) == (Band.STRONG, Band.WEAK)
    possible = suggest(
        Requirement("A list of waste; weapons developed"),
        Pool(provisions("перечень отходов", "прочее")),
        BASE,
    )
    assert possible[0].band == Band.POSSIBLE


def test_what_was_found_not_relevant_is_not_suggested_again():
    found = suggest(QUESTION, Pool(ACT), BASE, dismissed=[("act", "art_2"), ("other", "art_4")])
    assert addresses(found) == ["art_4"]
    assert found[0].rank == 1


def test_no_more_are_told_than_wanted():
    assert addresses(suggest(QUESTION, Pool(ACT), BASE, limit=1)) == ["art_2"]


def test_where_no_term_is_shared_nothing_is_suggested():
    assert suggest(Requirement("Zoology of molluscs"), Pool(ACT), BASE) == []
    assert suggest(QUESTION, Pool([]), BASE) == []
    assert suggest(Requirement(""), Pool(ACT), BASE) == []


def test_the_nearest_passage_is_pointed_at():
    pool = Pool([a_provision("Общие слова\nПеречень отходов\nПрочее"), a_provision("иное")])
    assert suggest(Requirement("list of waste"), pool, BASE)[0].closest == 1


def test_a_provision_that_says_it_in_its_heading_only_has_no_nearest_passage():
    pool = Pool([a_provision("", heading="Перечень"), a_provision("иное")])
    assert suggest(Requirement("list"), pool, BASE)[0].closest is None


def test_search_terms_of_the_requirement_lift_what_the_base_does_not_know():
    question = Requirement("Something", terms={"ru": ["утверждается"]})
    assert addresses(suggest(question, Pool(ACT), BASE)) == ["art_3"]


def test_equal_provisions_keep_the_order_of_the_act():
    same = provisions("отходы", "отходы", "иное")
    assert addresses(suggest(Requirement("waste"), Pool(same), BASE), same) == ["art_1", "art_2"]


def test_a_russian_requirement_finds_russian_words_that_no_concept_holds():
    question = Requirement("обеззараживание", "ru")
    assert addresses(suggest(question, Pool(ACT), BASE))[0] == "art_1"


@pytest.mark.parametrize(
    ("language", "right", "wrong"),
    [
        ("kk", "Зертхана қызметкерлері оқытудан өтеді", "Өсімдіктердің зиянкестері туралы"),
        ("uz-Cyrl", "Лаборатория ходимлари ўқитиш курсларидан ўтади", "Ўсимлик зараркунандалари"),
        ("uz", "Laboratoriya xodimlarini o‘qitish", "O‘simlik zararkunandalari"),
        ("mn", "Лабораторийн ажилтныг сургалтад хамруулна", "Ургамлын хорио цээр"),
        (
            "ro",
            "Personalul laboratorului urmează cursuri de instruire",
            "Organismele de carantină ale plantelor",
        ),
        ("sr-Cyrl", "Запослени у лабораторији пролазе обуку", "Заштита биља"),
        ("sq", "Punonjësit e laboratorit ndjekin trajnime", "Mbrojtja e bimëve"),
        ("ka", "ლაბორატორიის პერსონალის სწავლება", "მცენარეთა დაცვა"),
        ("fa", "کارمندان لابراتوار آموزش می‌بینند", "حفاظت نباتات"),
    ],
)
def test_one_requirement_is_asked_of_every_language(language, right, wrong):
    acts = [
        a_provision(wrong, eid="wrong", language=language),
        a_provision(right, eid="right", language=language),
    ]
    found = suggest(Requirement("Laboratory staff are trained."), Pool(acts), term_base())
    assert addresses(found, acts)[0] == "right"


def test_acts_of_several_languages_are_ranked_together():
    acts = [
        a_provision("Отходы уничтожаются", eid="ru"),
        a_provision("Қалдықтар жойылады", eid="kk", language="kk"),
        a_provision("Перечень должностей", eid="no"),
    ]
    found = suggest(Requirement("Waste is disposed of."), Pool(acts), term_base())
    assert set(addresses(found, acts)[:2]) == {"ru", "kk"}


# Fusion and recall.


def test_ranks_are_joined_and_silence_adds_nothing():
    fused = fuse({"concepts": np.array([3.0, 2.0, 0.0]), "letters": np.array([0.0, 5.0, 0.0])})
    assert fused[1] > fused[0] > fused[2] == 0


def test_recall_is_the_share_of_what_people_confirmed():
    assert recall_at(2, ["a", "b", "c"], {"a", "c"}) == 0.5
    assert recall_at(3, ["a", "b", "c"], {"a", "c"}) == 1
    assert recall_at(5, ["a"], set()) is None
    assert recall_at(0, ["a"], {"a"}) == 0


def test_a_hit_is_any_of_them_and_the_first_gives_the_rank():
    assert is_hit(2, ["a", "b"], {"b", "z"})
    assert not is_hit(1, ["a", "b"], {"b"})
    assert reciprocal_rank(["a", "b"], {"b"}) == 0.5
    assert reciprocal_rank(["a"], {"b"}) == 0


# By meaning.


def a_model():
    """Return a model that knows two meanings: what is about waste, and what is not."""

    def vectors(texts):
        return np.array(
            [
                [1.0, 0.2] if "waste" in text.lower() or "отход" in text.lower() else [0.2, 1.0]
                for text in texts
            ],
            dtype=np.float32,
        )

    return Model(vectors, vectors)


def test_meaning_ranks_what_shares_no_term():
    meaning = meaning_of(ACT, a_model())
    found = suggest(Requirement("Waste and nothing else"), Pool(ACT), a_base("x|zzz|яяя"), meaning=meaning)
    assert addresses(found)[0] == "art_1"
    assert found[0].terms == ()
    assert found[0].band == Band.WEAK


def test_what_is_near_to_everything_is_put_back():
    meaning = meaning_of(ACT, a_model(), ["Waste"])
    scores = meaning.scores("waste water")
    assert int(scores.argmax()) == 0
    assert (scores > 0).all()


def test_long_provisions_are_read_in_pieces_under_their_heading():
    pieces = chunks(a_provision("слово " * (2 * CHUNK_WORDS + 1), heading="О слове"))
    assert len(pieces) == 3
    assert all(piece.startswith("О слове слово") for piece in pieces)
    assert chunks(a_provision("", heading="Пусто")) == ["Пусто"]


def test_nothing_has_no_meaning():
    assert meaning_of([], a_model()) is None
    assert len(USUAL) >= 20


def test_the_engine_is_named_with_what_it_used():
    assert engine(None) == "terms-2"
    assert engine(meaning_of(ACT, a_model())) == "terms-2+meaning"


# How well.


@pytest.mark.parametrize("pairs", [*of_provisions(), *of_acts()], ids=lambda one: one.name)
def test_the_pairs_of_the_bench_are_found(pairs):
    assert len(pairs.asked) >= 16
    assert {address for one in pairs.asked for address in one.addresses} <= set(pairs.addresses)
    found = measured(pairs, None)
    # What is far from the style of drafting is found less often.
    assert found.five >= (0.90 if pairs.name == "held6" else 0.95)
    assert found.mean >= 0.75
