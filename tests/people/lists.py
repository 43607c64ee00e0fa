"""Lists as ministries send them, built in every form, for the tests that read them."""

import io
import zipfile
from collections.abc import Sequence
from datetime import date
from xml.sax.saxutils import escape

import xlwt
from openpyxl import Workbook

from tumar.people.rules.listing import ReadList, read_list

DATE_STYLE = xlwt.easyxf(num_format_str="DD.MM.YYYY")
NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0"'
    for prefix in ("office", "table", "text")
)


def as_csv(
    rows: Sequence[Sequence[object]], *, separator: str = ";", encoding: str = "utf-8", end: str = "\r\n"
) -> bytes:
    """The rows as text; cells that hold the separator or a quotation mark are quoted."""

    def cell(value: object) -> str:
        text = "" if value is None else str(value)
        quoted = text.replace('"', '""')
        return f'"{quoted}"' if any(sign in text for sign in (separator, '"', "\n")) else text

    return end.join(separator.join(map(cell, row)) for row in rows).encode(encoding)


def as_xlsx(rows: Sequence[Sequence[object]], *, merged: Sequence[str] = (), title: str = "Список") -> bytes:
    """The rows as a workbook of one sheet."""
    book = Workbook()
    page = book.active
    page.title = title
    for row in rows:
        page.append(list(row))
    for span in merged:
        page.merge_cells(span)
    return saved(book)


def saved(book: Workbook) -> bytes:
    """The bytes of a workbook."""
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def as_xls(rows: Sequence[Sequence[object]], *, merged: Sequence[tuple[int, int, int, int]] = ()) -> bytes:
    """The rows as a workbook of the old kind; spans are first and last row, first and last column, from 0."""
    book = xlwt.Workbook(encoding="cp1251")
    page = book.add_sheet("Список")
    for number, row in enumerate(rows):
        for place, value in enumerate(row):
            if any(top <= number <= bottom and left <= place <= right for top, bottom, left, right in merged):
                continue
            if value is not None:
                page.write(
                    number, place, value, DATE_STYLE if isinstance(value, date) else xlwt.Style.default_style
                )
    for top, bottom, left, right in merged:
        page.write_merge(top, bottom, left, right, rows[top][left])
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def ods_of(body: str) -> bytes:
    """An ODS with these tables."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
        archive.writestr(
            "content.xml",
            f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {NAMESPACES}><office:body>'
            f"<office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>",
        )
    return kept.getvalue()


def as_ods(rows: Sequence[Sequence[object]], *, title: str = "Список") -> bytes:
    """The rows as an ODS."""

    def cell(value: object) -> str:
        if value is None:
            return "<table:table-cell/>"
        if isinstance(value, date):
            return f'<table:table-cell office:value-type="date" office:date-value="{value.isoformat()}"/>'
        if isinstance(value, int | float):
            return f'<table:table-cell office:value-type="float" office:value="{value}"/>'
        shown = f"<text:p>{escape(str(value))}</text:p>"
        return f'<table:table-cell office:value-type="string">{shown}</table:table-cell>'

    lines = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
    return ods_of(f'<table:table table:name="{escape(title)}">{lines}</table:table>')


ATTENDANCE = [
    ["Министерство здравоохранения Республики Казахстан"],
    ["Список участников семинара по биологической безопасности"],
    [],
    ["№", "Ф.И.О.", "Пол", "Дата рождения", "Место работы", "Должность", "Телефон", "E-mail"],
    [
        1,
        "Ахметова Айжан Сериковна",
        "ж",
        date(1985, 3, 12),
        "Национальный центр биотехнологии",
        "врач-лаборант",
        "+7 701 111 22 33",
        "aizhan@example.kz",
    ],
    [
        2,
        "Сейткали Нурлан Маратулы",
        "м",
        date(1979, 11, 2),
        "Пограничная служба",
        "пограничник",
        "8 (702) 333-44-55",
        None,
    ],
    [
        3,
        "Ким Анна Викторовна",
        "ж",
        date(1990, 12, 31),
        "Медицинский университет",
        "преподаватель",
        None,
        "kim@example.kz",
    ],
    ["Итого: 3"],
    [None, "Составил: Петров П. П."],
]


def read(text: str | bytes, kind: str = "persons", **more: object) -> ReadList:
    """A list given as text or bytes."""
    return read_list(text.encode() if isinstance(text, str) else text, "list.csv", kind=kind, **more)


def fields(told: ReadList) -> dict[str, str]:
    """What each header of the first table is taken for."""
    return {guess.header: guess.field.value if guess.field else "" for guess in told.tables[0].columns}


def left_out(told: ReadList) -> list[int | None]:
    """The rows below the header that were passed over though they say something."""
    beside = {"title", "header", "numbering", "empty"}
    return [remark.row for remark in told.left_out() if remark.facts["sort"] not in beside]
