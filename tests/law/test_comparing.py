"""Comparison of two versions of an act: what is told for each kind of change, and what is left alone."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.law.acts import ACT_OF_STEPNOYE, an_act, reworded
from tumar.law.rules.comparing import Status, Wording, compare
from tumar.law.rules.comparing.wording import difference, spans, words

POINT_2 = "chp_1__art_1__para_1__point_2"


def told(old, new):
    """Return (status, old address, new address) of all that is not the same."""
    return [(change.status.value, change.old_eid, change.eid) for change in compare(old, new).changes]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("слова «а», «б»", 'слова "а" , "б"'),
        ("ведётся учёт", "ведется учет"),
        ("oʻzbek tili", "o'zbek tili"),
        ("агент – организм;", "агент - организм."),
        ("Владелец", "владелец"),
        ("Статья 12¹", "Статья 12-1"),
        ("срок  десять\u00a0дней", "срок десять дней"),
        ("биологиче\u00adский", "биологический"),
        ("oбъект", "объект"),  # a Latin o
        ("й", "и\u0306"),
    ],
)
def test_typography_is_editorial(old, new):
    assert difference(old, new) is Wording.EDITORIAL


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("срок 10,5 года", "срок 105 года"),
        ("Статья 12-1", "Статья 121"),
        ("Статья 12¹", "Статья 121"),
        ("5 %", "5"),
        ("не запрещается", "запрещается"),
        ("в течение 10 дней", "в течение 15 дней"),
        ("по решению Правительства", "по решению правительства"),
    ],
)
def test_what_a_reader_would_act_on_is_a_change(old, new):
    assert difference(old, new) is Wording.CHANGED


def test_a_heading_in_capitals_is_the_same_heading():
    assert difference("ОБЩИЕ ПОЛОЖЕНИЯ", "Общие положения", heading=True) is Wording.EDITORIAL
    assert difference("ОБЩИЕ ПОЛОЖЕНИЯ", "Общие понятия", heading=True) is Wording.CHANGED


def test_equal_versions_have_no_changes():
    comparison = compare(ACT_OF_STEPNOYE, ACT_OF_STEPNOYE)
    assert comparison.changes == ()
    assert comparison.counts["same"] == len(ACT_OF_STEPNOYE.units)


def test_one_word_changed_is_told_at_its_provision_alone():
    new = reworded(
        ACT_OF_STEPNOYE,
        POINT_2,
        text="лаборатория – здание, в котором ведётся работа с биологическими агентами;",
    )
    (change,) = compare(ACT_OF_STEPNOYE, new).changes
    assert (change.status, change.eid, change.old_eid) == (Status.CHANGED, POINT_2, POINT_2)
    assert (change.removed, change.added) == (("помещение",), ("здание",))
    assert not change.is_editorial


def test_a_change_of_typography_is_kept_apart():
    new = reworded(
        ACT_OF_STEPNOYE,
        POINT_2,
        text="Лаборатория - помещение, в котором ведется работа с биологическими агентами.",
    )
    (change,) = compare(ACT_OF_STEPNOYE, new).changes
    assert change.status is Status.EDITORIAL
    assert change.is_editorial


INSERTED = an_act(
    """
art 1 | Статья 1. | О надзоре
  para 1 | 1. | | Надзор осуществляет уполномоченный орган.
  para 2 | 2. | | Орган ведёт реестр лабораторий.
  para 3 | 3. | | Реестр публикуется ежегодно.
  para 4 | 4. | | Сведения о работниках не публикуются.
art 2 | Статья 2. | О журнале
  al | | | Владелец ведёт журнал.
art 3 | Статья 3. | О сроках
  al | | | Журнал хранится пять лет.
"""
)


def test_an_inserted_item_does_not_make_later_ones_look_changed():
    new = an_act(
        """
art 1 | Статья 1. | О надзоре
  para 1 | 1. | | Надзор осуществляет уполномоченный орган.
  para 2 | 2. | | Орган даёт разрешения на ввоз.
  para 3 | 3. | | Орган ведёт реестр лабораторий.
  para 4 | 4. | | Реестр публикуется ежегодно.
  para 5 | 5. | | Сведения о работниках не публикуются.
art 2 | Статья 2. | О журнале
  al | | | Владелец ведёт журнал.
art 3 | Статья 3. | О сроках
  al | | | Журнал хранится пять лет.
"""
    )
    assert told(INSERTED, new) == [
        ("added", "", "art_1__para_2"),
        ("renumbered", "art_1__para_2", "art_1__para_3"),
        ("renumbered", "art_1__para_3", "art_1__para_4"),
        ("renumbered", "art_1__para_4", "art_1__para_5"),
    ]
    assert all(change.wording is Wording.SAME for change in compare(INSERTED, new).changes[1:])


def test_an_inserted_article_renumbers_the_next_and_leaves_what_is_in_it():
    new = an_act(
        """
art 1 | Статья 1. | О надзоре
  para 1 | 1. | | Надзор осуществляет уполномоченный орган.
  para 2 | 2. | | Орган ведёт реестр лабораторий.
  para 3 | 3. | | Реестр публикуется ежегодно.
  para 4 | 4. | | Сведения о работниках не публикуются.
art 2 | Статья 2. | О разрешениях
  al | | | Ввоз требует разрешения.
art 3 | Статья 3. | О журнале
  al | | | Владелец ведёт журнал.
art 4 | Статья 4. | О сроках
  al | | | Журнал хранится семь лет.
"""
    )
    assert told(INSERTED, new) == [
        ("added", "", "art_2"),
        ("added", "", "art_2__al_1"),
        ("renumbered", "art_2", "art_3"),
        ("renumbered", "art_3", "art_4"),
        ("changed", "art_3__al_1", "art_4__al_1"),
    ]
    below = compare(INSERTED, new).changes[1]
    assert below.within == "art_2"


def test_an_unnumbered_paragraph_before_others_renumbers_nothing():
    old = an_act("art 1 | Статья 1. |\n  al | | | Первое правило.\n  al | | | Второе правило.")
    rows = [
        "art 1 | Статья 1. |",
        "  al | | | Новое.",
        "  al | | | Первое правило.",
        "  al | | | Второе правило.",
    ]
    new = an_act("\n".join(rows))
    assert told(old, new) == [("added", "", "art_1__al_1")]


def test_unnumbered_paragraphs_that_changed_places_are_moved():
    old = an_act("art 1 | Статья 1. |\n  al | | | Правило раз.\n  al | | | Запрет два.\n  al | | | Срок три.")
    new = an_act("art 1 | Статья 1. |\n  al | | | Запрет два.\n  al | | | Срок три.\n  al | | | Правило раз.")
    assert told(old, new) == [("moved", "art_1__al_1", "art_1__al_3")]


def test_renumbered_and_reworded_is_told_as_both():
    new = an_act(
        """
art 1 | Статья 1. | О надзоре
  para 1 | 1. | | Надзор осуществляет уполномоченный орган.
  para 2 | 2. | | Реестр публикуется ежемесячно.
  para 3 | 3. | | Сведения о работниках не публикуются.
art 2 | Статья 2. | О журнале
  al | | | Владелец ведёт журнал.
art 3 | Статья 3. | О сроках
  al | | | Журнал хранится пять лет.
"""
    )
    comparison = compare(INSERTED, new)
    assert [(c.status.value, c.wording.value, c.old_eid, c.eid) for c in comparison.changes] == [
        ("removed", "changed", "art_1__para_2", ""),
        ("renumbered", "changed", "art_1__para_3", "art_1__para_2"),
        ("renumbered", "same", "art_1__para_4", "art_1__para_3"),
    ]


def test_an_article_that_went_to_another_chapter_is_moved_with_all_that_is_in_it():
    moved = an_act(
        """
chp 1 | Глава 1. | Общие положения
  art 1 | Статья 1. | Предмет
    al | | | Закон определяет правила работы.
chp 2 | Глава 2. | Надзор
  art 2 | Статья 2. | Реестр лабораторий
    al | | | Реестр лабораторий ведёт уполномоченный орган края.
  art 3 | Статья 3. | Проверки
    al | | | Проверки проводятся раз в год.
"""
    )
    before = an_act(
        """
chp 1 | Глава 1. | Общие положения
  art 1 | Статья 1. | Предмет
    al | | | Закон определяет правила работы.
  art 2 | Статья 2. | Реестр лабораторий
    al | | | Реестр лабораторий ведёт уполномоченный орган края.
chp 2 | Глава 2. | Надзор
  art 3 | Статья 3. | Проверки
    al | | | Проверки проводятся раз в год.
"""
    )
    assert told(before, moved) == [("moved", "chp_1__art_2", "chp_2__art_2")]


def test_a_removed_article_is_told_with_what_was_in_it():
    new = replace(ACT_OF_STEPNOYE, units=tuple(u for u in ACT_OF_STEPNOYE.units if "art_4" not in u.eid))
    changes = compare(ACT_OF_STEPNOYE, new).changes
    assert [change.status.value for change in changes] == ["removed"] * 3
    assert [change.within for change in changes] == ["", "chp_2__art_4", "chp_2__art_4"]
    assert changes[1].removed == ("Владелец ведёт журнал поступления биологических агентов.",)


def test_a_repealed_stub_is_a_repeal():
    units = tuple(u for u in ACT_OF_STEPNOYE.units if not u.eid.startswith("chp_2__art_4__"))
    new = reworded(
        replace(ACT_OF_STEPNOYE, units=units),
        "chp_2__art_4",
        heading="",
        text="Утратила силу Законом от 1 марта.",
        repealed=True,
    )
    changes = compare(ACT_OF_STEPNOYE, new).changes
    assert (changes[0].status, changes[0].eid) == (Status.REPEALED, "chp_2__art_4")
    assert {change.within for change in changes[1:]} == {"chp_2__art_4"}


def test_a_provision_set_out_entirely_anew_is_a_change_and_not_two():
    new = reworded(ACT_OF_STEPNOYE, "chp_2__art_4__para_2", text="Утеря записей карается штрафом по суду.")
    assert told(ACT_OF_STEPNOYE, new) == [("changed", "chp_2__art_4__para_2", "chp_2__art_4__para_2")]


def test_articles_without_headings_are_told_apart_by_what_is_in_them():
    old = an_act(
        "".join(f"art {n} | Статья {n}. |\n  para 1 | 1. | | Правило о предмете {n}.\n" for n in range(1, 6))
    )
    shifted = "art 1 | Статья 1. |\n  para 1 | 1. | | Совсем другое начало закона.\n" + "".join(
        f"art {n + 1} | Статья {n + 1}. |\n  para 1 | 1. | | Правило о предмете {n}.\n" for n in range(1, 6)
    )
    statuses = [change.status.value for change in compare(old, an_act(shifted)).changes]
    assert statuses == ["added", "added", *["renumbered"] * 5]


def test_a_changed_table_tells_its_rows():
    table = an_act("annex 1 | Приложение 1 | Перечень\n  table")
    old = reworded(table, "annex_1__table_1", cells=(("Агент", "Группа"), ("А", "2"), ("Б", "3")))
    new = reworded(table, "annex_1__table_1", cells=(("Агент", "Группа"), ("А", "2"), ("Б", "4")))
    (change,) = compare(old, new).changes
    assert (change.removed, change.added) == (("Б\t3",), ("Б\t4",))


def test_a_label_printed_otherwise_is_editorial():
    new = reworded(ACT_OF_STEPNOYE, "chp_2__art_3", label="Статья 3")
    assert told(ACT_OF_STEPNOYE, new) == [("editorial", "chp_2__art_3", "chp_2__art_3")]


def test_the_word_diff_shows_both_texts():
    found = spans("Срок ответа составляет десять рабочих дней.", "Срок ответа составляет пять дней.")
    assert [(span.op, span.text.strip()) for span in found] == [
        ("same", "Срок ответа составляет"),
        ("removed", "десять рабочих"),
        ("added", "пять"),
        ("same", "дней."),
    ]


TEXTS = st.lists(
    st.sampled_from(["срок", "ответ", "«а»", "–", "10,5", "в", ";", " ", "дней."]), max_size=30
).map(" ".join)


@given(TEXTS, TEXTS)
def test_the_spans_of_a_diff_join_to_the_new_text_and_the_words_of_the_old(old, new):
    found = spans(old, new)
    joined = "".join(span.text for span in found if span.op != "removed")
    assert joined.strip() == new.strip()
    kept = " ".join(span.text for span in found if span.op != "added")
    assert [word.lower() for word in words(kept)] == [word.lower() for word in words(old)]


LETTERS = st.lists(
    st.sampled_from(["первое правило края", "второй запрет озера", "третий срок леса", "орган ведёт книгу"]),
    min_size=0,
    max_size=6,
)


@settings(max_examples=60, deadline=None)
@given(LETTERS, LETTERS)
def test_every_unit_of_both_versions_is_told_once(old_texts, new_texts):
    def act(texts):
        rows = [f"  para {n} | {n}. | | {text}" for n, text in enumerate(texts, 1)]
        return an_act("\n".join(["art 1 | Статья 1. | Правила", *rows]))

    old, new = act(old_texts), act(new_texts)
    units = compare(old, new).units
    assert sorted(u.eid for u in units if u.eid) == sorted(u.eid for u in new.units)
    assert sorted(u.old_eid for u in units if u.old_eid) == sorted(u.eid for u in old.units)
    assert compare(old, old).changes == ()


def test_two_texts_of_a_hundred_thousand_words_are_not_compared_word_by_word():
    old = " ".join(f"слово{n}" for n in range(100_000))
    new = " ".join(f"иное{n}" for n in range(100_000))
    found = spans(f"Начало. {old}", f"Начало. {new}")
    assert [span.op for span in found] == ["same", "removed", "added"]
