"""Any file of tables is opened by what it is, measured before it is believed, and refused with one reason."""

import contextlib
import io
import zipfile
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from tests.people.lists import ATTENDANCE, as_csv, as_ods, as_xls, as_xlsx, ods_of, saved
from tumar.kernel import encodings
from tumar.kernel.tables import archives, opening, separated, wording
from tumar.kernel.tables.grids import Row, address, shown, tidy
from tumar.kernel.tables.refusals import Reason, UnreadableTable

RUSSIAN = "N;Фамилия;Должность\n1;Иванов Иван Иванович;врач\n2;ПЕТРОВА АННА;ЛАБОРАНТ\n"


def cells(content: bytes, name: str = "list.csv") -> list[list[object]]:
    """The filled rows of the first sheet."""
    return [list(row.cells) for row in opening.opened(content, name).grids[0].rows() if row]


def all_rows(content: bytes, name: str) -> list[Row]:
    """Every row of every sheet."""
    return [row for grid in opening.opened(content, name).grids for row in grid.rows()]


def refused(content: bytes, name: str = "list.xlsx") -> UnreadableTable:
    """The refusal of a file, when it is opened or when its rows are asked for."""
    with pytest.raises(UnreadableTable) as caught:
        all_rows(content, name)
    return caught.value


@pytest.mark.parametrize(
    "encoding",
    [
        "utf-8",
        "utf-8-sig",
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "cp1251",
        "koi8-r",
        "mac-cyrillic",
        "cp866",
        "iso8859-5",
    ],
)
def test_russian_is_read_in_every_encoding(encoding):
    assert cells(RUSSIAN.encode(encoding))[1] == ["1", "Иванов Иван Иванович", "врач"]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Emri;Mbiemri\nArbër;Çela\nFlorë;Hyseni\n", "cp1252"),
        ("Ime;Prezime\nŽeljko;Šarić\nĐorđe;Čolić\n", "cp1250"),
        ("نام;تخلص\nمحمد;احمدي\n", "cp1256"),
        ("Name;Surname\nМ;Ж\nж;м", "cp1251"),
        ("ФИО,Пол\nЖУКОВ Ж,Ж", "koi8-r"),
        ("Тегі;Аты\nӘшімов;Қайрат\nөтегенова;Үміт", "kz1048"),
        ("Soyad;Ad\nYılmaz;Gülşen\nÖğüt;İsmail", "cp1254"),
        ("Прізвище;Ім'я\nІваненко;Їжак", "cp1251"),
    ],
)
def test_letters_tell_the_encoding(text, encoding):
    assert encodings.as_text(text.encode(encoding)) == (text, encoding)


@given(st.text("абвгдежзийклмнопрстуфхцчшщъыьэюяАБВГДЕЖЗ ;\n", min_size=5, max_size=200))
def test_utf8_is_always_told(text):
    assert encodings.as_text(text.encode())[0] == text


def test_a_text_of_utf8_cut_off_within_a_letter_is_utf8():
    assert encodings.encoding_of(("Иванов;Иван\n" * 40).encode()[:-2]) == "utf-8"


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_separators_and_line_ends_are_told(separator, end):
    rows = [["ФИО", "Пол", "Вес"], ["Иванов, Иван; врач", "м", "1,5"], ['ООО "Рога"', "ж", "2,5"]]
    assert cells(as_csv(rows, separator=separator, end=end)) == rows


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "ФИО            Пост   Тел\nИванов Иван    врач   123456\nПетрова Анна          654321\n",
            [
                ["ФИО", "Пост", "Тел"],
                ["Иванов Иван", "врач", "123456"],
                ["Петрова Анна", None, "654321"],
            ],
        ),
        (
            "| ФИО | Пол |\n|---|---|\n| Иванов И | м |\n|  | ж |",
            [["ФИО", "Пол"], ["Иванов И", "м"], [None, "ж"]],
        ),
        ("sep=;\na;b\n1;2", [["a", "b"], ["1", "2"]]),
        ("Name\tSex\nA B\tM", [["Name", "Sex"], ["A B", "M"]]),
    ],
    ids=["aligned", "piped", "directive", "tabs"],
)
def test_a_pasted_table_is_read(text, rows):
    assert [list(row.cells) for row in opening.pasted(text).grids[0].rows() if row] == rows


def test_a_quotation_mark_that_is_never_closed_swallows_nothing():
    lines = [
        "Название;Город",
        '"Рога и копыта;Алматы',
        *(f"Организация {number};Город" for number in range(80)),
    ]
    assert len(cells("\n".join(lines).encode())) == 82


def test_rows_are_numbered_as_a_spreadsheet_numbers_them():
    rows = list(separated.rows_of('ФИО;Пол\n\n"Иванов\nИван";м\nКим;ж', ";"))
    assert [row.number for row in rows if row] == [1, 3, 4]


@pytest.mark.parametrize("make", [as_xlsx, as_ods, as_xls], ids=["xlsx", "ods", "xls"])
def test_workbooks_of_every_kind_hold_the_same(make):
    rows = cells(make(ATTENDANCE), "whatever.txt")
    assert rows[3][:5] == [
        1,
        "Ахметова Айжан Сериковна",
        "ж",
        date(1985, 3, 12),
        "Национальный центр биотехнологии",
    ]
    assert rows[-1][:2] == [None, "Составил: Петров П. П."]


def test_merged_cells_are_filled_and_say_what_came_down():
    rows = [["Группа", "Имя"], ["Алматы", "Иван"], [None, "Анна"], ["Всего по всем", None]]
    grid = opening.opened(as_xlsx(rows, merged=["A2:A3", "A4:B4"]), "x").grids[0]
    read = list(grid.rows())
    assert read[2].cells[0] == "Алматы"
    assert read[2].carried == {0}
    assert list(read[3].cells) == ["Всего по всем"] * 2
    assert not read[3].carried


def test_merged_cells_of_the_old_kind_and_of_ods_are_filled():
    old = opening.opened(as_xls([["Тема", None], ["a", "b"]], merged=[(0, 0, 0, 1)]), "x.xls").grids[0]
    assert list(next(iter(old.rows())).cells) == ["Тема", "Тема"]
    body = (
        '<table:table table:name="T"><table:table-row><table:table-cell office:value-type="string" '
        'table:number-rows-spanned="2"><text:p>Алматы</text:p></table:table-cell><table:table-cell '
        'office:value-type="string"><text:p>Иван</text:p></table:table-cell></table:table-row><table:table-row>'
        '<table:covered-table-cell/><table:table-cell office:value-type="string"><text:p>Анна</text:p>'
        "</table:table-cell></table:table-row></table:table>"
    )
    assert [list(row.cells) for row in opening.opened(ods_of(body), "x.ods").grids[0].rows()] == [
        ["Алматы", "Иван"],
        ["Алматы", "Анна"],
    ]


def test_hidden_sheets_macros_and_formulas_are_said():
    book = Workbook()
    book.active["A1"] = "=1+1"
    book.create_sheet("Тайный").sheet_state = "hidden"
    read = opening.opened(saved(book), "x.xlsx")
    assert [grid.is_hidden for grid in read.grids] == [False, True]
    assert (read.formulas, read.has_macros) == (1, False)


def test_a_stray_cell_in_the_last_corner_is_no_danger():
    book = Workbook()
    book.active.append(["ФИО", "Пол"])
    book.active.append(["Иванов Иван", "м"])
    book.active["XFD1048576"] = "x"
    assert cells(saved(book))[1][:2] == ["Иванов Иван", "м"]


def a_zip(**parts: bytes) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), part)
    return kept.getvalue()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", Reason.EMPTY),
        (b"\xef\xbb\xbf \r\n", Reason.EMPTY),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 99, Reason.IMAGE),
        (b"\xff\xd8\xff\xe0" + b"\0" * 99, Reason.IMAGE),
        (b"%PDF-1.7 ...", Reason.PDF),
        (b"<html><table><tr><td>x</td></tr></table></html>", Reason.WEB_PAGE),
        (b"\xef\xbb\xbf<!DOCTYPE html><p>", Reason.WEB_PAGE),
        (
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
            Reason.XML,
        ),
        (b"{\\rtf1 hello}", Reason.DOCUMENT),
        (opening.OLE_START + b"\0" * 600, Reason.DAMAGED),
        (opening.OLE_START + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), Reason.LOCKED),
        (as_xlsx(ATTENDANCE)[:-300], Reason.DAMAGED),
        (as_xlsx(ATTENDANCE)[:900], Reason.DAMAGED),
        (as_xls(ATTENDANCE)[:2000], Reason.DAMAGED),
        (as_ods(ATTENDANCE)[:300], Reason.DAMAGED),
        (a_zip(letter_txt=b"hello"), Reason.STRANGE_ARCHIVE),
        (a_zip(word__document_xml=b"<a/>"), Reason.DOCUMENT),
        (a_zip(xl__workbook_bin=b"x"), Reason.BINARY_BOOK),
        (bytes(range(1, 32)) * 40, Reason.NO_TEXT),
    ],
)
def test_what_is_no_table_has_one_reason_and_one_sentence(content, reason):
    said = refused(content)
    assert said.reason == reason
    assert wording.sentence(said).endswith(".")
    assert "%(" not in wording.sentence(said)


def test_every_reason_has_its_sentence():
    assert set(wording.SENTENCES) == set(Reason)


def test_a_zip_bomb_in_a_list_is_refused_from_its_directory():
    bomb = a_zip(xl__workbook_xml=b"<a/>", xl__worksheets__sheet1_xml=b" " * (6 * 1024 * 1024))
    assert refused(bomb).reason == Reason.UNPACKS_TOO_LARGE


def test_a_list_larger_than_the_limit_is_refused(monkeypatch):
    monkeypatch.setattr(archives, "LARGEST_BOOK", 100)
    assert refused(b"a;b\n" * 100).reason == Reason.TOO_LARGE


def test_an_ods_that_repeats_a_row_without_end_is_refused():
    body = (
        '<table:table table:name="T"><table:table-row table:number-rows-repeated="1000000"><table:table-cell '
        'table:number-columns-repeated="1000" office:value-type="string"><text:p>x</text:p>'
        "</table:table-cell>"
        "</table:table-row></table:table>"
    )
    assert refused(ods_of(body)).reason == Reason.EXHAUSTING


def test_an_ods_with_empty_rows_to_the_end_is_read():
    body = (
        '<table:table table:name="T"><table:table-row><table:table-cell office:value-type="string">'
        "<text:p>x</text:p></table:table-cell></table:table-row><table:table-row table:number-rows-repeated="
        '"1048575"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>'
    )
    assert cells(ods_of(body)) == [["x"]]


@given(st.binary(max_size=400))
def test_no_bytes_at_all_bring_anything_but_rows_or_a_reason(content):
    with contextlib.suppress(UnreadableTable):
        assert all(isinstance(row, Row) for row in all_rows(content, "x.bin"))


@given(
    st.lists(
        st.lists(st.text("абвг12 ", min_size=1, max_size=8).filter(str.strip), min_size=2, max_size=4),
        min_size=1,
        max_size=30,
    )
)
def test_no_row_of_a_text_is_lost_or_doubled(rows):
    width = max(map(len, rows))
    rows = [[*row, *["x"] * (width - len(row))] for row in rows]
    assert [[shown(cell) for cell in row] for row in cells(as_csv(rows))] == [
        [cell.strip() for cell in row] for row in rows
    ]


def test_addresses_count_columns_by_letters():
    assert [address(0, 1), address(25, 2), address(26, 3), address(701, 4), address(702, 5)] == [
        "A1",
        "Z2",
        "AA3",
        "ZZ4",
        "AAA5",
    ]


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ("  a ", "a"),
        ("\u00a0х\u200b", "х"),
        ("", None),
        (5.0, 5),
        (2.5, 2.5),
        (True, True),
        (None, None),
        ("и\u0306", "й"),
    ],
)
def test_cells_are_kept_in_one_form(value, kept):
    assert tidy(value) == kept


def test_a_row_without_anything_is_no_row():
    assert not Row(1, [None, None])
    assert Row(1, [0])


def test_a_text_in_one_encoding_is_read_by_line_as_it_is_read_at_once():
    text = "Фамилия;Имя\nИванов;Иван\n" * 20
    for encoding in ("utf-8", "cp1251", "utf-16"):
        content = text.encode(encoding)
        assert encodings.as_text_by_line(content) == (
            encodings.as_text(content)[0],
            (encodings.as_text(content)[1],),
        )


def test_lines_that_were_pasted_from_another_encoding_are_read_in_their_own():
    lines = ["Государственный контроль в области безопасности осуществляется ежегодно".encode("cp1251")] * 9
    lines.insert(4, "Уполномоченный орган утверждает перечень объектов".encode())
    text, used = encodings.as_text_by_line(b"\n".join(lines))
    assert text.split("\n")[4] == "Уполномоченный орган утверждает перечень объектов"
    assert used == ("cp1251", "utf-8")
