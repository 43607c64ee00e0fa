"""Acts whose outlines were written before recognition ever read them, in the layouts of each site."""

import pytest
from lxml import etree

from tests.law.judging import JUDGED, NAMES, judge, total
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


@pytest.mark.parametrize("name", NAMES)
def test_nothing_of_a_judged_act_is_lost_and_its_akoma_ntoso_passes_the_schema(name):
    document = read((JUDGED / f"{name}.txt").read_bytes(), name=f"{name}.txt")
    structure = recognise(document)
    assert said(structure) == letters_of(source_text(document))
    written = etree.fromstring(akn(structure))
    assert SCHEMA.validate(written), SCHEMA.error_log


def told(unit: Unit) -> tuple[object, ...]:
    """Return what Akoma Ntoso carries of a unit."""
    return unit.kind, unit.eid, unit.parent, unit.label, unit.heading, unit.text, unit.repealed, unit.cells


@pytest.mark.parametrize("name", NAMES)
def test_akoma_ntoso_of_a_judged_act_is_read_back_as_the_same_units(name):
    structure = recognise(read((JUDGED / f"{name}.txt").read_bytes(), name=f"{name}.txt"))
    again = read_akn(akn(structure))
    assert [told(one) for one in again.units] == [told(one) for one in structure.units]


def test_divisions_are_found_too():
    assert total("divisions") >= LEAST_ARTICLES
