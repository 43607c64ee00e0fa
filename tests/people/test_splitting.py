"""Full names in one column: what is the family name, what the father's, and what cannot be known."""

from collections import Counter
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumar.people.rules.naming import Name
from tumar.people.rules.splitting import Doubt, Order, order_of_column, split_full_name
from tumar.reference.names import Namer

# country | text | family | given | patronymic
SURE = """
|Иванов Иван Иванович|Иванов|Иван|Иванович
|Иван Иванович Иванов|Иванов|Иван|Иванович
|ИВАНОВ ИВАН ИВАНОВИЧ|ИВАНОВ|ИВАН|ИВАНОВИЧ
|IVANOV, Ivan Petrovich|IVANOV|Ivan|Petrovich
|Иванов, И.И.|Иванов|И.|И.
|Иванов И.И.|Иванов|И.|И.
|И.И. Иванов|Иванов|И.|И.
|И. И. Иванов|Иванов|И.|И.
|Иванов И.И|Иванов|И.|И.
|Абрамович Роман Аркадьевич|Абрамович|Роман|Аркадьевич
|Петрова-Иванова Анна Сергеевна|Петрова-Иванова|Анна|Сергеевна
|Петрова - Иванова Анна Сергеевна|Петрова-Иванова|Анна|Сергеевна
|Иванов Пётр Ильич|Иванов|Пётр|Ильич
RU|Иван Петров|Петров|Иван|
KZ|Aliya KASYMOVA|KASYMOVA|Aliya|
KZ|Касымова Алия|Касымова|Алия|
KZ|Қасымова Әлия Серікқызы|Қасымова|Әлия|Серікқызы
KZ|Қасымова Әлия Серік қызы|Қасымова|Әлия|Серік қызы
KZ|Нұрлан Серікұлы||Нұрлан|Серікұлы
UA|Шевченко Тарас Григорович|Шевченко|Тарас|Григорович
UZ|Каримов Анвар Шавкат ўғли|Каримов|Анвар|Шавкат ўғли
UZ|Karimov Anvar Shavkat o‘g‘li|Karimov|Anvar|Shavkat o‘g‘li
UZ|Anvar Shavkat o'g'li Karimov|Karimov|Anvar|Shavkat o'g'li
TJ|Раҳимзода Фаррух Саидзода|Раҳимзода|Фаррух|Саидзода
TJ|Зарина Саидзода Раҷабова|Раҷабова|Зарина|Саидзода
AZ|Əliyev Əli Həsən oğlu|Əliyev|Əli|Həsən oğlu
AZ|Алиев Али Гасан оглы|Алиев|Али|Гасан оглы
KG|Асан уулу Бакыт|Асан уулу|Бакыт|
KG|Мээрим Асан кызы|Асан кызы|Мээрим|
TM|Annagulyýew Merdan Orazowiç|Annagulyýew|Merdan|Orazowiç
MN|Б. Бат-Эрдэнэ||Бат-Эрдэнэ|Б.
MN|Б.Болд||Болд|Б.
MN|Батбаярын Болд||Болд|Батбаярын
MN|Боржигон Батбаярын Болд|Боржигон|Болд|Батбаярын
GE|გიორგი ბერიძე|ბერიძე|გიორგი|
GE|Гелашвили Гиорги|Гелашвили|Гиорги|
AM|Աննա Սարգսյան|Սարգսյան|Աննա|
RS|Марко Петровић|Петровић|Марко|
RS|Petrović Marko|Petrović|Marko|
MD|Ion Popescu|Popescu|Ion|
AF|Najib s/o Karim||Najib|Karim
INT|SMITH John|SMITH|John|
"""


COUNTRIES = ("KZ", "KG", "UZ", "TJ", "AZ", "AM", "GE", "UA", "MD", "RS", "BA", "ME", "MK", "AL")


def cases(told):
    return [line.split("|") for line in told.strip("\n").splitlines()]


@pytest.mark.parametrize(("country", "text", "family", "given_name", "patronymic"), cases(SURE))
def test_a_name_whose_parts_show_themselves_is_surely_split(country, text, family, given_name, patronymic):
    split = split_full_name(text, country=country)
    assert split.name == Name(family, given_name, patronymic)
    assert split.is_sure


@pytest.mark.parametrize(
    ("text", "country", "doubt"),
    [
        ("Ли Ольга", "", Doubt.ORDER),
        ("Muhammad Akram", "PK", Doubt.SINGLE),
        ("Ахметов Нурлан Серик", "KZ", Doubt.PATRONYMIC),
        ("Роман Абрамович", "", Doubt.PATRONYMIC),
        ("Назарбай", "KZ", Doubt.SINGLE),
        ("John A. Smith", "INT", Doubt.ORDER),
        ("—", "", Doubt.NO_NAME),
        ("", "", Doubt.NO_NAME),
    ],
)
def test_what_may_be_otherwise_is_said(text, country, doubt):
    assert doubt in split_full_name(text, country=country).doubts


@pytest.mark.parametrize("text", ["Najibullah", "Abdul Rahim", "Zia ul Haq", "عبدالله"])
def test_a_single_name_is_usual_in_afghanistan(text):
    assert split_full_name(text, country="AF").name == Name(single=text)
    assert split_full_name(text, country="AF").is_sure


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("Проф. Петров П.П., к.м.н.", {"Проф.", "к.м.н."}),
        ("д.м.н. Петров П.П.", {"д.м.н."}),
        ("Dr. P. Petrov, PhD", {"Dr.", "PhD"}),
        ("г-н Петров П.", {"г-н"}),
    ],
)
def test_titles_are_set_aside(text, titles):
    split = split_full_name(text)
    assert set(split.titles) == titles
    assert split.name.family in {"Петров", "Petrov"}


def test_a_name_that_looks_like_a_degree_stays_a_name():
    assert split_full_name("Драган Савић", country="RS").name == Name("Савић", "Драган")
    assert split_full_name("Dr").name == Name(single="Dr")


@pytest.mark.parametrize(
    ("text", "aside"),
    [
        ("Петрова (Иванова) Анна Сергеевна", "Иванова"),
        ("Петрова Анна Сергеевна, врач-эпидемиолог", "врач-эпидемиолог"),
        ("Петрова Анна Сергеевна / Petrova Anna", "Petrova Anna"),
    ],
)
def test_what_stands_beside_the_name_is_kept_apart(text, aside):
    split = split_full_name(text)
    assert split.name == Name("Петрова", "Анна", "Сергеевна")
    assert split.aside == aside


def test_a_number_before_the_name_is_no_part_of_it():
    assert split_full_name("12. Иванов И.И.") == split_full_name("Иванов И.И.")


def test_the_order_of_the_column_decides_where_the_name_does_not():
    text = "Ли Пак"
    assert split_full_name(text, order=Order.FAMILY_FIRST).name == Name("Ли", "Пак")
    assert split_full_name(text, order=Order.GIVEN_FIRST).name == Name("Пак", "Ли")
    assert split_full_name(text, order=Order.GIVEN_FIRST).is_sure


def test_a_row_typed_against_its_column_is_read_as_meant_but_in_doubt():
    split = split_full_name("Анна Каримова", order=Order.FAMILY_FIRST)
    assert split.name == Name("Каримова", "Анна")
    assert split.doubts == (Doubt.ORDER,)


def test_a_few_telling_rows_show_the_order_of_a_column():
    assert order_of_column(["Ли Ольга", "Ким Анна", "Иванов Иван", "", "Пак Олег"]) is Order.FAMILY_FIRST
    assert order_of_column(["Ольга Ли", "Анна Ким", "Иван Иванов"]) is Order.GIVEN_FIRST


def test_an_empty_column_has_the_order_of_its_country():
    assert order_of_column([]) is Order.FAMILY_FIRST
    assert order_of_column([], "KZ") is Order.FAMILY_FIRST
    assert order_of_column([], "AF") is Order.GIVEN_FIRST
    assert order_of_column([], "MN") is Order.FATHER_FIRST


def test_one_odd_row_does_not_turn_a_column():
    texts = ["Ольга Ли", "Анна Ким"] * 20 + ["Barakzai Aref"]
    assert order_of_column(texts, "AF") is Order.GIVEN_FIRST


@given(st.text(st.characters(categories=["Lu", "Ll", "Lo"], include_characters=" .,-()/'’"), max_size=60))
def test_no_letter_of_a_name_is_lost(text):
    split = split_full_name(text)
    name = split.name
    kept = "".join([name.family, name.given, name.patronymic, name.single, *split.titles, split.aside])
    lost = Counter(filter(str.isalpha, text)) - Counter(filter(str.isalpha, kept))
    assert not lost or "/" in text


def full(name, order):
    if name.single:
        return name.single
    parts = {"F": name.family, "G": name.given, "P": name.patronymic}
    return " ".join(filter(None, (parts[each] for each in order)))


@pytest.mark.parametrize("order", ["FGP", "GPF", "FG", "GF"])
@pytest.mark.parametrize("country", COUNTRIES)
def test_a_list_of_a_country_is_split_as_it_was_made(country, order):
    namer = Namer(country, Random(11))
    names = [named.own for named in (namer.name("MF"[at % 2]) for at in range(120)) if named.own.words]
    texts = [full(name, order) for name in names]
    learned = order_of_column(texts, country)
    right = 0
    for name, text in zip(names, texts, strict=True):
        found = split_full_name(text, country=country, order=learned).name
        right += (found.family, found.given) == (name.family, name.given)
    assert right >= 0.97 * len(names)


@pytest.mark.parametrize("order", ["FG", "GF"])
def test_an_afghan_list_is_split_by_the_endings_of_many_rows(order):
    namer = Namer("AF", Random(11))
    names = [name for name in (namer.name("MF"[at % 2]).latin for at in range(150)) if name.family]
    texts = [full(name, order) for name in names]
    learned = order_of_column(texts, "AF")
    found = [split_full_name(text, country="AF", order=learned).name for text in texts]
    assert sum(each.family == name.family for each, name in zip(found, names, strict=True)) >= 0.95 * len(
        names
    )


def test_a_mongolian_list_puts_the_father_first():
    namer = Namer("MN", Random(11))
    names = [named.own for named in (namer.name("MF"[at % 2]) for at in range(80)) if named.own.words]
    texts = [" ".join(filter(None, (name.family, name.patronymic, name.given))) for name in names]
    assert order_of_column(texts, "MN") is Order.FATHER_FIRST
    for name, text in zip(names, texts, strict=True):
        assert split_full_name(text, country="MN").name.given == name.given
