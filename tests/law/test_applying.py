"""What an accepted change makes of an act, and when it is refused."""

from dataclasses import replace

import pytest

from tests.law.acts import ACT_OF_STEPNOYE, an_act, reworded
from tumar.law.rules.amending import Refused, apply, consolidated, parse
from tumar.law.rules.amending.wordings import occurrences, with_appended, with_inserted, without
from tumar.law.rules.comparing import compare
from tumar.law.rules.units import Kind


def change(text, act=ACT_OF_STEPNOYE):
    (one,) = parse(text, "ru", act).proposals
    return one


def unit(act, eid):
    return next(one for one in act.units if one.eid == eid)


def eids(act):
    return [one.eid for one in act.units]


def refused(text, act=ACT_OF_STEPNOYE):
    with pytest.raises(Refused) as caught:
        apply(act, change(text, act))
    return caught.value.refusal


def test_words_are_replaced_whatever_the_blanks_quotes_and_dashes():
    act = reworded(ACT_OF_STEPNOYE, "chp_2__art_4__para_2", text="Срок  – «пять лет» ведётся.")
    made = apply(
        act, change('в пункте 2 статьи 4 слова «– "пять лет" ведется» заменить словами «– семь»', act)
    )
    assert unit(made, "chp_2__art_4__para_2").text == "Срок  – семь."


def test_a_sign_that_is_replaced_alone_is_the_one_at_the_end():
    act = an_act(
        """
art 1 | Статья 1. | Обязанности
  para 1 | 1. | | Объект:
    point 1 | 1) | | ведет учет. Учет хранится 3.5 года.
"""
    )
    said = "в подпункте 1) пункта 1 статьи 1 точку заменить точкой с запятой"
    made = apply(act, change(said, act))
    assert unit(made, "art_1__para_1__point_1").text == "ведет учет. Учет хранится 3.5 года;"
    assert (
        refused("в подпункте 1) пункта 1 статьи 1 двоеточие заменить точкой", act).code == "words_not_found"
    )


def test_words_are_whole_words():
    refusal = refused("в пункте 1 статьи 3 слово «орга» заменить словом «лицо»")
    assert (refusal.code, refusal.words) == ("words_not_found", "орга")


def test_words_that_stand_twice_are_refused_where_one_place_was_meant():
    refusal = refused(
        "в статье 1 слово «агент» исключить",
        reworded(
            ACT_OF_STEPNOYE,
            "chp_1__art_1__para_2",
            text="Иной агент.",
        ),
    )
    assert (refusal.code, refusal.found, refusal.eid) == ("words_found_often", 2, "chp_1__art_1")


def test_words_are_replaced_in_every_place_where_that_was_said():
    made = apply(ACT_OF_STEPNOYE, change("по тексту слово «Владелец» заменить словом «Хозяин»"))
    (one,) = compare(ACT_OF_STEPNOYE, made).changes
    assert (one.eid, one.removed, one.added) == ("chp_2__art_4__para_1", ("Владелец",), ("Хозяин",))


def test_words_of_a_table_are_replaced_in_their_cell():
    act = reworded(
        an_act("annex 1 | Приложение 1 | Перечень\n  table"),
        "annex_1__table_1",
        cells=(("А", "2"), ("Б", "3")),
    )
    made = apply(act, change("в приложении 1 цифру «3» заменить цифрой «4»", act))
    assert unit(made, "annex_1__table_1").cells == (("А", "2"), ("Б", "4"))


def test_a_heading_is_changed_without_touching_the_text():
    act = reworded(ACT_OF_STEPNOYE, "chp_2__art_4__para_1", text="Журнал ведут.")
    made = apply(act, change("в заголовке статьи 4 слово «Журнал» заменить словом «Книга»", act))
    assert (unit(made, "chp_2__art_4").heading, unit(made, "chp_2__art_4__para_1").text) == (
        "Книга",
        "Журнал ведут.",
    )


def test_words_are_inserted_and_deleted_with_their_blanks():
    made = apply(
        ACT_OF_STEPNOYE, change("в пункте 2 статьи 4 после слова «Журнал» дополнить словами «и книга»")
    )
    assert unit(made, "chp_2__art_4__para_2").text == "Журнал и книга хранится не менее пяти лет."
    made = apply(ACT_OF_STEPNOYE, change("в пункте 2 статьи 4 слова «не менее» исключить"))
    assert unit(made, "chp_2__art_4__para_2").text == "Журнал хранится пяти лет."
    made = apply(ACT_OF_STEPNOYE, change("пункт 2 статьи 4 дополнить словами «, если суд не решил иначе»"))
    assert (
        unit(made, "chp_2__art_4__para_2").text
        == "Журнал хранится не менее пяти лет, если суд не решил иначе."
    )


def test_a_new_article_goes_into_the_chapter_of_the_one_before_it():
    made = apply(
        ACT_OF_STEPNOYE,
        change("дополнить статьей 2¹ следующего содержания:\n«Статья 2¹. Учёт\n1. Учёт ведут.»"),
    )
    place = eids(made).index("chp_1__art_2sup1")
    assert eids(made)[place - 1 : place + 3] == [
        "chp_1__art_2__al_2",
        "chp_1__art_2sup1",
        "chp_1__art_2sup1__para_1",
        "chp_2",
    ]
    assert unit(made, "chp_1__art_2sup1").label == "Статья 2¹."


def test_new_points_go_between_their_neighbours_by_number():
    made = apply(
        ACT_OF_STEPNOYE,
        change(
            "пункт 1 статьи 1 дополнить подпунктами 1-1) и 2-1) следующего содержания:\n«1-1) а;\n2-1) б;»"
        ),
    )
    below = [one.label for one in made.units if one.parent == "chp_1__art_1__para_1"]
    assert sorted(below) == sorted(["1)", "1-1)", "2)", "2-1)", "3)"])
    assert below.index("1-1)") == 1


def test_a_point_goes_under_the_number_that_its_own_repeats():
    act = an_act(
        """
art 2 | 2 дугаар зүйл. | Нэр томьёо
  para 2.1 | 2.1. | | Дараах нэр томьёог ойлгоно:
    point 2.1.1 | 2.1.1. | | "агент" гэж бичил биетнийг;
""",
        language="mn",
    )
    said = (
        "доор дурдсан агуулгатай 2 дугаар зүйлийн 2.1.2 дахь заалт нэмсүгэй:\n"
        '“2.1.2."хамгаалалт" гэж арга хэмжээг.”'
    )
    (one,) = parse(said, "mn", act).proposals
    added = unit(apply(act, one), "art_2__para_2.1__point_2.1.2")
    assert (added.label, added.text) == ("2.1.2.", '"хамгаалалт" гэж арга хэмжээг.')


def test_a_point_is_added_where_the_points_of_the_article_are():
    act = an_act(
        """
art 1 | Статья 1. | Долг
  al | | | Владелец обязан:
    point 1 | 1) | | учитывать.
  al | | | Срок – год.
"""
    )
    made = apply(act, change("статью 1 дополнить подпунктом 2) следующего содержания: «2) хранить.»", act))
    assert eids(made) == [
        "art_1",
        "art_1__al_1",
        "art_1__al_1__point_1",
        "art_1__al_1__point_2",
        "art_1__al_2",
    ]


def test_a_paragraph_without_a_number_is_added_at_its_place_or_at_the_end():
    made = apply(
        ACT_OF_STEPNOYE, change("статью 2 дополнить частью третьей следующего содержания: «Суд решает.»")
    )
    assert unit(made, "chp_1__art_2__al_3").text == "Суд решает."
    made = apply(ACT_OF_STEPNOYE, change("статью 2 дополнить абзацем следующего содержания: «Суд решает.»"))
    assert unit(made, "chp_1__art_2__al_3").kind is Kind.UNNUMBERED


def test_a_chapter_comes_with_its_articles():
    made = apply(
        ACT_OF_STEPNOYE,
        change(
            "дополнить главой 3 следующего содержания:\n"
            "«Глава 3. Надзор суда\nСтатья 5. Суд\nСуд решает:\n1) споры;\n2) жалобы.»"
        ),
    )
    assert eids(made)[-5:] == [
        "chp_3",
        "chp_3__art_5",
        "chp_3__art_5__al_1",
        "chp_3__art_5__al_1__point_1",
        "chp_3__art_5__al_1__point_2",
    ]


def test_a_provision_set_out_anew_loses_what_stood_below_it():
    made = apply(
        ACT_OF_STEPNOYE,
        change("статью 3 изложить в следующей редакции:\n«Статья 3. Орган\n1. Надзор ведёт орган.»"),
    )
    assert [one for one in eids(made) if "art_3" in one] == ["chp_2__art_3", "chp_2__art_3__para_1"]
    assert unit(made, "chp_2__art_3").heading == "Орган"


def test_a_paragraph_without_a_number_is_set_out_anew():
    made = apply(
        ACT_OF_STEPNOYE, change("абзац второй статьи 2 изложить в следующей редакции: «Школы исключены.»")
    )
    (one,) = compare(ACT_OF_STEPNOYE, made).changes
    assert (one.eid, unit(made, one.eid).text) == ("chp_1__art_2__al_2", "Школы исключены.")


def test_a_repealed_article_keeps_its_place_and_a_deleted_one_does_not():
    made = apply(ACT_OF_STEPNOYE, change("статью 4 признать утратившей силу"))
    assert unit(made, "chp_2__art_4").repealed
    assert not [one for one in eids(made) if one.startswith("chp_2__art_4__")]
    made = apply(ACT_OF_STEPNOYE, change("статью 4 исключить"))
    assert "chp_2__art_4" not in eids(made)


def test_provisions_are_renumbered_with_what_stands_below_them():
    changes = parse("статьи 3 и 4 считать соответственно статьями 4 и 5", "ru", ACT_OF_STEPNOYE).proposals
    made, refusals = consolidated(ACT_OF_STEPNOYE, changes)
    assert refusals == ()
    assert unit(made, "chp_2__art_5").label == "Статья 5."
    assert unit(made, "chp_2__art_5__para_1").parent == "chp_2__art_5"
    assert {one.status.value for one in compare(ACT_OF_STEPNOYE, made).changes} == {"renumbered"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("пункт 9 статьи 3 исключить", "target_not_found"),
        ("пункт 1 исключить", "target_ambiguous"),
        ("в статье 3 слово «небо» исключить", "words_not_found"),
        ("статью 3 считать статьей 4", "address_taken"),
        ("дополнить статьей 3 следующего содержания: «Статья 3. Опять»", "address_taken"),
        ("дополнить статьей 5 следующего содержания: «»", "no_text"),
        ("статью 3 изложить в следующей редакции: «»", "no_text"),
    ],
)
def test_a_change_that_cannot_be_made_as_worded_is_refused(text, code):
    assert refused(text).code == code


def test_a_person_settles_a_doubt_by_giving_the_address():
    doubtful = change("пункт 1 исключить")
    made = apply(ACT_OF_STEPNOYE, replace(doubtful, eid="chp_2__art_4__para_1"))
    assert "chp_2__art_4__para_1" not in eids(made)


def test_changes_of_what_an_earlier_change_brought_are_made():
    text = (
        "1) дополнить статьей 5 следующего содержания: «Статья 5. Суд\n1. Суд решает споры.»;\n"
        "2) в пункте 1 статьи 5 слово «споры» заменить словом «дела»;\n3) пункт 7 статьи 1 исключить."
    )
    made, refusals = consolidated(ACT_OF_STEPNOYE, parse(text, "ru", ACT_OF_STEPNOYE).proposals)
    assert unit(made, "chp_2__art_5__para_1").text == "Суд решает дела."
    assert [(one.order, one.code) for one in refusals] == [(3, "target_not_found")]


def test_an_act_is_left_as_it_was_by_what_is_applied_to_it():
    before = ACT_OF_STEPNOYE.units
    apply(ACT_OF_STEPNOYE, change("статью 4 исключить"))
    assert ACT_OF_STEPNOYE.units == before


@pytest.mark.parametrize(
    ("text", "words", "count"),
    [
        ("а б а", "а", 2),
        ("аб", "а", 0),
        ("№ 5", "№ 5", 1),
        ("а\u00a0б", "а б", 1),
        ("ещё", "еще", 1),
        ("а", " ", 0),
    ],
)
def test_occurrences(text, words, count):
    assert len(occurrences(text, words)) == count


def test_blanks_around_words():
    assert without("а б в", 2, 3) == "а в"
    assert without("а б, в", 2, 3) == "а, в"
    assert without("а б", 0, 1) == "б"
    assert with_inserted("а в", 1, ", б,", is_before=False) == "а, б, в"
    assert with_inserted("а в", 2, "б", is_before=True) == "а б в"
    assert with_appended("а;", "и б") == "а и б;"
    assert with_appended("а", "б") == "а б"
