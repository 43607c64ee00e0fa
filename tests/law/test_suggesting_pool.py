"""What can be suggested, and the index of it."""

import pytest

from tests.law.suggesting import a_provision, an_act, article, paragraph, provisions
from tumar.law.rules.suggesting import Pool, candidates_of
from tumar.law.rules.suggesting.terms import Piece, read_term
from tumar.law.rules.units import Kind, Unit


def times(pool, written, language="ru"):
    return list(pool.by_candidate(pool.term_times(read_term(written, language))))


# Candidates.


def test_an_article_is_a_candidate_with_its_passages():
    act = an_act(
        Unit(Kind.CHAPTER, "chp_1", "Глава 1.", "Общие положения"),
        article(1, "Понятия", parent="chp_1"),
        paragraph(1, "art_1", "риск – вероятность"),
        paragraph(2, "art_1", "агент – микроорганизм"),
    )
    (one,) = candidates_of(act, "закон.txt")
    assert (one.source, one.eid, one.heading, one.path) == (
        "закон.txt",
        "art_1",
        "Понятия",
        ("Общие положения",),
    )
    assert [passage.eid for passage in one.passages] == ["art_1__para_1", "art_1__para_2"]


def test_a_heading_that_stands_alone_heads_the_article_under_it():
    act = an_act(
        Unit(Kind.HEADING, "hdg_1", heading="Предмет"),
        Unit(Kind.ARTICLE, "art_1", "Члан 1."),
        paragraph(1, "art_1", "Овај закон уређује"),
        Unit(Kind.ARTICLE, "art_2", "Члан 2."),
        paragraph(1, "art_2", "Изрази имају значење"),
        language="sr",
    )
    found = [(one.eid, one.path) for one in candidates_of(act)]
    assert found == [("art_1", ("Предмет",)), ("art_2", ())]


def test_without_articles_the_highest_numbered_units_are_candidates():
    act = an_act(
        Unit(Kind.PARAGRAPH, "para_1", "1.", text="Утвердить Правила:"),
        Unit(Kind.POINT, "para_1__point_1", "1)", text="хранения", parent="para_1"),
        Unit(Kind.PARAGRAPH, "para_2", "2.", text="Опубликовать"),
    )
    assert [(one.eid, len(one.passages)) for one in candidates_of(act)] == [("para_1", 2), ("para_2", 1)]


def test_repealed_provisions_notes_and_signatures_are_left_out():
    act = an_act(
        Unit(Kind.PREFACE, "preface", text="ЗАКОН"),
        article(1, "Действует", text="текст"),
        article(2, "Утратила силу", text="стаб", repealed=True),
        paragraph(1, "art_2", "остаток"),
        Unit(Kind.NOTE, "note_1", text="Сноска."),
        Unit(Kind.CLOSING, "closing", text="Президент"),
    )
    assert [one.eid for one in candidates_of(act)] == ["art_1"]


def test_a_table_of_an_annex_is_a_candidate_by_its_cells():
    act = an_act(
        Unit(Kind.ANNEX, "annex_1", "Приложение 1", "Перечень"),
        Unit(Kind.TABLE, "annex_1__table_1", parent="annex_1", cells=(("№", "Агент"), ("1", "вирус"))),
    )
    (one,) = candidates_of(act)
    assert one.passages[0].text == "№ Агент 1 вирус"
    assert one.path == ("Перечень",)


def test_an_annex_that_was_not_divided_is_a_candidate_itself():
    act = an_act(Unit(Kind.ANNEX, "annex_1", "Приложение", "Форма", text="заявление"))
    assert [one.eid for one in candidates_of(act)] == ["annex_1"]


def test_by_passage_each_unit_with_words_is_a_candidate():
    act = an_act(article(1, "Права"), paragraph(1, "art_1", "одно"), paragraph(2, "art_1", "другое"))
    found = candidates_of(act, by_passage=True)
    assert [(one.eid, one.path) for one in found] == [
        ("art_1__para_1", ("Права",)),
        ("art_1__para_2", ("Права",)),
    ]


def test_units_that_hold_each_other_do_not_go_round_for_ever():
    act = an_act(
        Unit(Kind.CHAPTER, "a", heading="А", parent="b"),
        Unit(Kind.CHAPTER, "b", heading="Б", parent="a"),
        paragraph(1, "a", "слово"),
    )
    assert [one.eid for one in candidates_of(act)] == ["a__para_1"]


# The index.


def test_a_beginning_finds_all_words_that_begin_so():
    pool = Pool(provisions("лицензия", "лицензирование лицензионное", "лист"))
    assert times(pool, "лиценз*") == [1, 2, 0]


def test_a_stem_finds_all_forms_of_the_word_only():
    pool = Pool(provisions("проверка", "проверку", "проверенный"))
    assert times(pool, "проверки") == [1, 1, 0]


def test_the_words_of_a_term_stand_near_one_another_in_any_order():
    pool = Pool(
        provisions(
            "оружие биологическое",
            "биологическое и токсинное оружие",
            "биологическое разнообразие охраняется законом, на обычное служебное оружие дают разрешение",
            "биологическое",
        )
    )
    assert times(pool, "биологическ* оружи*") == [1, 1, 0, 0]


def test_a_term_is_said_in_the_words_of_the_provision():
    pool = Pool(provisions("Хранение токсинного и биологического Оружия"))
    assert pool.said(read_term("оружи* биологическ*", "ru"), 0) == "биологического оружия"
    assert pool.said(read_term("штраф*", "ru"), 0) == ""


def test_words_of_headings_count_more():
    pool = Pool([a_provision("текст", heading="Карантин"), a_provision("Карантин", heading="текст")])
    first, second = times(pool, "карантин*")
    assert first > second > 0


def test_rare_terms_and_short_provisions_weigh_more():
    pool = Pool(provisions("учет штаммов", "учет", "учет и еще много других слов о чем угодно"))
    rare = pool.weigh(pool.term_times(read_term("штамм*", "ru")))
    common = pool.weigh(pool.term_times(read_term("учет*", "ru")))
    assert rare[0] > common[0]
    assert common[1] > common[2]


def test_a_heading_speaks_for_the_passages_under_it():
    pool = Pool([a_provision("первое\nвторое карантин", heading="Карантин"), a_provision("третье")])
    weighed = pool.weigh_passages(pool.term_times(read_term("карантин*", "ru")))
    by_passage = {pool.passages[at]: weighed[at] for at in range(len(weighed)) if pool.passages[at]}
    assert by_passage[(0, 1)] > by_passage[(0, 0)] > by_passage[(1, 0)] == 0


def test_words_that_sound_alike_are_found_in_another_script():
    pool = Pool(provisions("вводится карантин"))
    assert pool.alike("quarantine") == pool.words(Piece("карантин", is_beginning=True))
    assert pool.said_like("quarantine", 0) == "карантин"
    assert pool.alike("law") == ()
    assert pool.said_like("law", 0) == ""


def test_runs_of_letters_find_forms_that_no_rule_knows():
    pool = Pool(provisions("қауіпсіздігіне", "заң", language="kk"))
    assert pool.weigh_gram("псіз")[0] > 0 == pool.weigh_gram("псіз")[1]
    assert not pool.weigh_gram("ыыыы").any()


@pytest.mark.parametrize("text", ["", "123 – 45"])
def test_a_provision_without_words_does_no_harm(text):
    pool = Pool(provisions(text or " ", "учет"))
    assert times(pool, "учет*") == [0, 1]
