"""Whole lists as ministries send them, in any form: rows read, nothing lost or doubled."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from tests.people.lists import ATTENDANCE, as_csv, as_ods, as_xls, as_xlsx, left_out, read, saved
from tumar.people import remarks
from tumar.people.rules import Name, OccupationGroup, Sex
from tumar.people.rules.columns.fields import Kind
from tumar.people.rules.listing import Said, UnreadableTable, read_pasted


def test_every_row_about_nobody_is_told_with_the_reason():
    told = read(
        "Список участников;;\n№;ФИО;Пол\n1;2;3\n1;Ахметова Айжан;ж\n2;;\n"
        "№;ФИО;Пол\n3;Каримов Ержан;м\nИтого;2;\n"
    )
    assert [listed.row for listed in told.rows()] == [4, 7]
    assert {remark.row: remark.facts["sort"] for remark in told.left_out()} == {
        1: "title",
        3: "numbering",
        5: "empty",
        6: "header",
        8: "total",
    }
    assert all(remarks.sentence(remark) for remark in told.left_out())


@pytest.mark.parametrize(
    "content",
    [
        as_xlsx(ATTENDANCE),
        as_ods(ATTENDANCE),
        as_xls(ATTENDANCE),
        as_csv(ATTENDANCE, encoding="utf-16"),
        *(
            as_csv([[cell if cell != "№" else "N" for cell in row] for row in ATTENDANCE], encoding=name)
            for name in ("cp1251", "koi8-r")
        ),
    ],
    ids=["xlsx", "ods", "xls", "utf-16", "cp1251", "koi8-r"],
)
def test_one_list_reads_the_same_in_every_form(content):
    told = read(content)
    first, second, third = told.rows()
    assert (first.row, first.name) == (5, Name("Ахметова", "Айжан", "Сериковна"))
    assert (first.sex, first.birth_date, first.birth_year) == (Sex.FEMALE, date(1985, 3, 12), 1985)
    assert (first.employer, first.position, first.group) == (
        "Национальный центр биотехнологии",
        "врач-лаборант",
        OccupationGroup.HUMAN_LAB,
    )
    assert (first.email, first.phone) == ("aizhan@example.kz", "+77011112233")
    assert (second.name, second.phone, second.group) == (
        Name("Сейткали", "Нурлан", "Маратулы"),
        "+77023334455",
        OccupationGroup.BORDER_GUARD,
    )
    assert third.name == Name("Ким", "Анна", "Викторовна")
    assert left_out(told) == [8, 9]
    assert [first.findings, second.findings, third.findings] == [(), (), ()]


def test_merged_headers_section_rows_and_carried_employers_are_understood():
    rows = [
        ["Приложение №1"],
        ["к приказу от 12.03.2024"],
        [],
        ["№", "Тегі, аты, әкесінің аты / ФИО", "Жынысы", "Жұмыс орны", "Байланыс", "Қатысуы", None],
        [None, None, None, None, None, date(2024, 3, 12), "2-күн"],
        [1, "Сейтқали Нұрлан Бекұлы", "е", "Ұлттық орталық", "87011112233 nur@example.kz", "+", "-"],
        [2, "Әлімова Гүлнар", "ә", None, "8 701 222 33 44", "+", "+"],
        ["Алматы облысы"],
        [3, "Оспанов Ерлан", "е", "Шекара қызметі", None, "+", None],
        ["Барлығы: 3"],
        [None, "Құрастырған: Оспанов Е."],
    ]
    merged = ["A1:G1", "F4:G4", *(f"{column}4:{column}5" for column in "ABCDE"), "D6:D7", "A8:G8"]
    told = read(as_xlsx(rows, merged=merged))
    first, second, third = told.rows()
    assert told.tables[0].header_rows == (4, 5)
    assert (first.email, first.phone, first.attended) == (
        "nur@example.kz",
        "+77011112233",
        {"2024-03-12": True, "2-күн": False},
    )
    assert (second.employer, second.sex) == ("Ұлттық орталық", Sex.FEMALE)
    assert (third.row, third.attended) == (9, {"2024-03-12": True})
    assert left_out(told) == [8, 10, 11]


def test_a_header_of_two_lines_without_merged_cells_is_joined():
    told = read(
        "N;Ф.И.О.;Пол;Посещаемость;\n;;;День 1;День 2\n1;2;3;4;5\n1;Ким Анна;ж;+;\n2;Ким Олег;м;+;-\n"
    )
    first, second = told.rows()
    assert told.tables[0].columns[4].header == "Посещаемость / День 2"
    assert (first.attended, second.attended) == ({"День 1": True}, {"День 1": True, "День 2": False})


def test_a_list_in_cyrillic_and_passport_latin_keeps_both():
    told = read(
        "No,Name (Cyrillic),Name (as in passport),Day 1,Day 2\n1,Иванов Иван,IVANOV IVAN,✓,✓\n2,Ким "
        "Анна,KIM ANNA,✓,\n"
    )
    first, second = told.rows()
    assert (first.name, first.latin) == (Name("Иванов", "Иван"), Name("IVANOV", "IVAN"))
    assert (first.attended, second.attended) == (
        {"Day 1": True, "Day 2": True},
        {"Day 1": True, "Day 2": False},
    )


def test_several_tables_and_headers_repeated_on_each_page_lose_nobody():
    told = read(
        "Группа 1\nФИО;Должность\nИванов Иван;врач\n\nГруппа 2\nФИО;Должность\nПетров Пётр;"
        "лаборант\n\nФамилия;Имя;Пол\nСидоров;Олег;м\n"
    )
    assert [(person.row, person.name.family, person.sex) for person in told.rows()] == [
        (3, "Иванов", "U"),
        (7, "Петров", "U"),
        (10, "Сидоров", "M"),
    ]
    assert len(told.tables) == 2


def test_every_sheet_is_read_and_a_hidden_one_is_said():
    book = Workbook()
    book.active.append(["ФИО", "Пол"])
    book.active.append(["Иванов Иван", "м"])
    page = book.create_sheet("Тайный")
    page.sheet_state = "hidden"
    for row in (["Фамилия", "Имя"], ["Ким", "Анна"]):
        page.append(row)
    book.create_sheet("Пустой")
    told = read(saved(book))
    assert [(person.sheet, person.row) for person in told.rows()] == [("Sheet", 2), ("Тайный", 2)]
    assert [remark.said for remark in told.remarks] == [Said.SHEET_HIDDEN]


def test_a_pasted_table_is_read():
    told = read_pasted(
        "ФИО                 Должность        Телефон\nИванов Иван         врач             +7 701 "
        "111 22 33\n",
        kind="persons",
    )
    assert [(person.name.family, person.phone) for person in told.rows()] == [("Иванов", "+77011112233")]


def test_a_row_without_a_name_is_refused_and_kept():
    told = read("ФИО;Пол;Должность\n;ж;врач\nКим Анна;ж;врач\n")
    nobody, somebody = told.rows()
    assert nobody.is_refused
    assert not somebody.is_refused
    remark = nobody.findings[0]
    assert (remark.severity, remark.cell, remark.row) == ("error", "A2", 2)
    assert remarks.sentence(remark).endswith(".")


def test_what_is_odd_is_said_with_its_cell():
    told = read("ФИО;Пол;Дата рождения;Страна;E-mail\nКим Анна;?;31.02.1985;Атлантида;почта\n")
    (person,) = told.rows()
    assert {(remark.said, remark.cell, remark.content) for remark in person.findings} == {
        (Said.SEX_UNKNOWN, "B2", "?"),
        (Said.DATE_UNREADABLE, "C2", "31.02.1985"),
        (Said.COUNTRY_UNKNOWN, "D2", "Атлантида"),
        (Said.EMAIL_WRONG, "E2", "почта"),
    }


def test_every_remark_has_its_sentence():
    assert {*remarks.SENTENCES, Said.ROW_LEFT_OUT} == set(Said)


def test_organisations_are_read():
    told = read(
        "№;Наименование организации;Тип;Страна;Город;Тел.\n1;Национальный центр биотехнологии;НИИ;"
        "Казахстан;Астана;8 7172 12 34 56\nИтого: 1;;;;;\n",
        "organisations",
    )
    (organisation,) = told.rows()
    assert (organisation.name, organisation.kind_said, organisation.country) == (
        "Национальный центр биотехнологии",
        "НИИ",
        "KZ",
    )
    assert (organisation.region, organisation.phone) == ("Астана", "+77172123456")


def test_trainers_are_read():
    (trainer,) = read(
        "ФИО тренера;Уровень;Дата сертификата;Страна\nИванов Иван Иванович;мастер-тренер;12.03.2019;"
        "Казахстан\n",
        "trainers",
    ).rows()
    assert (trainer.name.family, trainer.qualification, trainer.qualified_on) == (
        "Иванов",
        "мастер-тренер",
        date(2019, 3, 12),
    )


def test_goods_are_read_with_the_currency_of_the_header():
    told = read(
        "Акт приёма-передачи\nНаименование;Ед. изм.;Кол-во;Цена, USD;Сумма;Получатель;Дата\n"
        "РТ-ПЦР амплификатор;шт;2;12 500,50;25 001,00;НЦБ;12.03.2021\nМаски;уп.;10;;50,00;НЦБ;"
        "12.03.2021\nИтого;;;;25 051;;\n",
        "consignments",
    )
    first, second = told.rows()
    assert (first.item, first.unit, first.quantity, first.unit_price) == (
        "РТ-ПЦР амплификатор",
        "шт",
        Decimal(2),
        Decimal("12500.50"),
    )
    assert (first.currency, first.recipient, first.handed_over) == ("USD", "НЦБ", date(2021, 3, 12))
    assert second.unit_price == Decimal("5.00")
    assert left_out(told) == [5]


def test_a_list_of_nothing_is_refused():
    with pytest.raises(UnreadableTable):
        read(as_xlsx([[]]))


def test_a_sheet_that_names_nobody_is_said():
    assert [remark.said for remark in read("цена;вес\n1;2\n").remarks] == [Said.NO_TABLE]


NAMES = st.text("абвгдежиклмнопрст", min_size=3, max_size=10).map(str.title)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(NAMES, NAMES), min_size=1, max_size=40), st.integers(0, 5), st.booleans())
def test_no_person_is_lost_and_none_doubled(people, titles, has_total):
    rows = [*[["Список участников семинара"]] * titles, ["№", "Фамилия", "Имя", "Пол"]]
    rows += [[number, family, given_name, "м"] for number, (family, given_name) in enumerate(people, 1)]
    rows += [["Итого", str(len(people))]] * has_total
    told = list(read(as_csv(rows)).rows())
    assert [(person.name.family, person.name.given) for person in told] == people
    assert [person.row for person in told] == list(range(titles + 2, titles + 2 + len(people)))


def test_two_names_in_two_scripts_stand_in_either_order():
    for header, row in (
        ("Surname;Name;Фамилия;Имя", "KIM;ANNA;Ким;Анна"),
        ("Фамилия;Имя;Surname;Name", "Ким;Анна;KIM;ANNA"),
    ):
        (person,) = read(f"{header}\n{row}\n").rows()
        assert (person.name, person.latin) == (Name("Ким", "Анна"), Name("KIM", "ANNA"))


def test_names_that_are_numbered_in_their_cells_are_names():
    told = read("1. Ким Анна;врач\n2. Ли Олег;лаборант\n")
    assert [person.name.family for person in told.rows()] == ["Ким", "Ли"]


def test_as_above_means_what_stands_above():
    told = read('ФИО;Место работы\nКим Анна;НЦБ\nЛи Олег;-//-\nЦой Вера;""""\n')
    assert [person.employer for person in told.rows()] == ["НЦБ"] * 3


def test_what_stands_above_a_header_is_no_table():
    told = read(
        "Тема:;Биобезопасность;Дата:;12.03.2024\nТренер:;Иванов И.И.;Место:;Алматы\n\n"
        "№;Фамилия, имя;Организация;12.03;13.03;Подпись\n1;Ким Анна;НЦБ;+;;\n2;Ли Олег;НЦБ;+;+;\n"
    )
    assert [person.attended for person in told.rows()] == [
        {"12.03": True, "13.03": False},
        {"12.03": True, "13.03": True},
    ]
    assert not told.remarks


def test_a_person_whose_name_goes_over_two_rows_is_one():
    told = read(
        as_xlsx([["ФИО", "Телефон"], ["Ким Анна", "+77011112233"], [None, "+77011112244"]], merged=["A2:A3"])
    )
    assert [person.phone for person in told.rows()] == ["+77011112233"]
    assert left_out(told) == [3]


def test_goods_whose_name_begins_like_a_total_are_goods():
    told = read("Item;Unit;Quantity\nTotal RNA extraction kit;kit;2\nTotal;;2\n", "consignments")
    assert [line.item for line in told.rows()] == ["Total RNA extraction kit"]


CELLS = st.one_of(
    st.none(),
    st.integers(-5, 10**12),
    st.text("абвИО0123.,;:+-/@ «»\"'№", max_size=12),
    st.sampled_from(
        ["ФИО", "Пол", "Имя", "Итого", "Ким Анна", "+", "12.03.1985", "День 1", "Name", "Кол-во"]
    ),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(CELLS, max_size=6), min_size=1, max_size=12), st.sampled_from(list(Kind)))
def test_whatever_stands_in_a_sheet_is_read_or_refused_and_no_row_twice(rows, kind):
    content = as_csv(rows)
    try:
        told = read(content, kind)
    except UnreadableTable:
        return
    numbers = [listed.row for listed in told.rows()]
    assert numbers == sorted(set(numbers))
    assert not set(numbers) & set(left_out(told))
    assert all(remarks.sentence(remark) for remark in told.remarks)
