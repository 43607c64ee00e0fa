"""Acts whose outlines were written before recognition ever read them, in the layouts of each site."""

from html import escape

import pytest
from lxml import etree

from tests.law import documents
from tests.law.judging import (
    NAMES,
    beside,
    compare,
    document_of,
    expected,
    file_of,
    found,
    in_provisions,
    judge,
    total,
)
from tests.law.reading import letters_of, said
from tests.law.test_acts import SCHEMA
from tumar.law.rules.akn import akn
from tumar.law.rules.reading import read, read_akn
from tumar.law.rules.structure import recognise, source_text
from tumar.law.rules.units import Unit

LEAST_ARTICLES = 0.98
LEAST_ITEMS = 0.95


@pytest.mark.parametrize("name", NAMES)
def test_articles_and_items_stand_where_a_reader_of_law_says(name):
    verdicts = judge(name)
    assert verdicts["articles"].share >= LEAST_ARTICLES, verdicts["articles"]
    assert verdicts["items"].share >= LEAST_ITEMS, verdicts["items"]


@pytest.mark.parametrize("name", [one for one in NAMES if beside(one)])
def test_no_button_note_or_signature_stands_in_a_provision(name):
    assert in_provisions(name) == []


@pytest.mark.parametrize("name", NAMES)
def test_nothing_of_a_judged_act_is_lost_and_its_akoma_ntoso_passes_the_schema(name):
    document = document_of(name)
    structure = recognise(document)
    assert said(structure) == letters_of(source_text(document))
    written = etree.fromstring(akn(structure))
    assert SCHEMA.validate(written), SCHEMA.error_log


def told(unit: Unit) -> tuple[object, ...]:
    """Return what Akoma Ntoso carries of a unit."""
    return unit.kind, unit.eid, unit.parent, unit.label, unit.heading, unit.text, unit.repealed, unit.cells


@pytest.mark.parametrize("name", NAMES)
def test_akoma_ntoso_of_a_judged_act_is_read_back_as_the_same_units(name):
    structure = recognise(document_of(name))
    again = read_akn(akn(structure))
    assert [told(one) for one in again.units] == [told(one) for one in structure.units]


def lines_of(name: str) -> list[str]:
    """Return an act as its lines, those of a table cell by cell."""
    lines = []
    for line in document_of(name).lines:
        cells = [cell for row in line.cells for cell in row]
        lines += [*cells, *([f"{line.label} {line.text}".strip()] if line.text or line.label else [])]
    return [one for line in lines for one in line.split("\n") if one]


def word_file(lines: list[str]) -> bytes:
    """Return a file of Word with a paragraph for each line."""
    return documents.docx(*map(documents.paragraph, lines))


def web_page(lines: list[str]) -> bytes:
    """Return a page with a paragraph for each line."""
    inner = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return f'<html><meta charset="utf-8"><body>{inner}</body></html>'.encode()


@pytest.mark.parametrize(
    "name", [one for one in NAMES if not any(line.cells for line in document_of(one).lines)]
)
@pytest.mark.parametrize(("make", "ending"), [(word_file, "docx"), (web_page, "html")])
def test_a_judged_act_is_the_same_act_in_other_formats(name, make, ending):
    lines = lines_of(name)
    document = read(make(lines), name=f"act.{ending}")
    structure = recognise(document)
    assert letters_of(source_text(document)) == letters_of("".join(lines))
    assert said(structure) == letters_of(source_text(document))
    for kind in ({"art"}, {"item"}):
        assert compare(expected(name), found(structure), kind).share >= LEAST_ARTICLES, (name, kind)


@pytest.mark.parametrize("name", [one for one in NAMES if beside(one) and file_of(one)[1].endswith(".html")])
def test_a_page_copied_with_all_that_stands_on_it_is_the_same_act(name):
    rows = [
        "\t".join(cells)
        for line in document_of(name).lines
        for cells in line.cells or [(line.label, line.text)]
    ]
    structure = recognise(read("\n".join(rows).encode(), name="act.txt"))
    assert in_provisions(name, structure) == []
    for kind in ({"art"}, {"item"}):
        assert compare(expected(name), found(structure), kind).share >= LEAST_ARTICLES, (name, kind)


def test_divisions_are_found_too():
    assert total("divisions") >= LEAST_ARTICLES
