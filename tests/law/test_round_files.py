"""Sheets and reports of a round as a ministry gets them, and the map of invented countries."""

import io

import pytest
from django.utils import translation
from docx import Document
from openpyxl import load_workbook

from tests.law.rounds import a_provision, a_requirement, a_round, a_set, agreed, set_values
from tests.law.test_round_pages import at, page
from tests.people import MACHINE, OFFICE, signed_in
from tumar.law.exports.rounds import FILES as ROUND_FILES
from tumar.people.rules import RoleKind
from tumar.places.actions.world import add_invented_countries

pytestmark = pytest.mark.django_db
COORDINATOR = RoleKind.NATIONAL_COORDINATOR


def test_the_sheet_of_the_matrix_holds_its_rows_alone_under_their_headings_and_prints():
    rows = set_values(scale="matrix")["requirements"]
    for row in rows[:2]:
        row["group"] = {"en": "Paragraph 2"}
    matrix = a_set("rows", scale="matrix", requirements=rows)
    one = a_round(versions=[matrix, a_set("treaty")])
    agreed(one, a_requirement(matrix), text=a_provision())
    client = signed_in(COORDINATOR, "KZ")
    book = load_workbook(io.BytesIO(client.get(at("round-file", one.code, "1540")).content))
    sheet = book.worksheets[0]
    told = [row[0] for row in sheet.iter_rows(values_only=True)]
    assert told.count("A-1") == 1
    assert "Set rows: Paragraph 2" in told
    marks = ("Set rows: Paragraph 2", "A-1", "Set rows", "A-3")
    assert sorted(map(told.index, marks)) == list(map(told.index, marks))
    assert "Set treaty" not in told
    head = told.index("row") + 1
    assert sheet.print_title_rows == f"${head}:${head}"
    assert sheet.page_setup.orientation == "landscape"
    [found] = [row for row in sheet.iter_rows(values_only=True) if row[0] == "A-1"]
    # The provision is named by its way, not by a bare number.
    assert "Article 2, paragraph without a number 1 (text of 21 May 2022)" in found[3]


def test_a_report_names_what_nobody_has_assessed_in_one_list_and_sources_in_its_language():
    rows = set_values()["requirements"]
    for number, row in enumerate(rows, start=1):
        row["cited"] = {"ru": f"Договор, статья {number}"}
    version = a_set(requirements=rows)
    one = a_round(versions=[version])
    agreed(one, a_requirement(version), text=a_provision())
    with translation.override("ru"):
        paper = Document(io.BytesIO(ROUND_FILES["report"].write(one, OFFICE)))
    texts = [paragraph.text for paragraph in paper.paragraphs]
    assert "Договор, статья 1" in texts
    assert not any("Treaty, Article" in text for text in texts)
    assert [text for text in texts if text.startswith("A-")] == [
        *("A-1 Обязанность 1", "A-2 Обязанность 2", "A-3 Обязанность 3"),
    ]
    listed = [each.text for each in paper.paragraphs if each.style.name == "List Bullet"]
    assert listed == ["A-2 Обязанность 2", "A-3 Обязанность 3"]
    [shown] = [each for each in paper.paragraphs if each.text.startswith("A-1")]
    [source] = [each for each in paper.paragraphs if each.text == "Договор, статья 1"]
    assert source.paragraph_format.keep_with_next
    assert shown.style.name == "Heading 2"


def test_the_map_of_invented_countries_shows_them_and_says_so():
    add_invented_countries(by=MACHINE)
    version = a_set()
    agreed(a_round("QM", versions=[version]), a_requirement(version), text=a_provision("QM"))
    office = signed_in()
    told = page(office, at("matrix-map"), country="QM")
    assert '<path class="map-' in told or "map-kind" in told
    assert "The countries and their outlines are invented." in told
    assert "Karsania (invented)" in told
    agreed(a_round("KZ", versions=[version]), a_requirement(version), text=a_provision())
    mixed = page(office, at("matrix-map"), country=["QM", "KZ"])
    assert "Not on the map, in the table only: Karsania (invented)." in mixed
    assert "Natural Earth" in mixed
