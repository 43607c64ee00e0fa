"""Whatever bytes come, they are read or refused with a reason; nothing else is ever raised."""

import zipfile
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.law import documents as made
from tests.law import printed
from tests.law.test_reading_akn import ACT as AKN_ACT
from tests.law.test_reading_akn import akn
from tests.law.test_reading_odt_and_rtf import P, items, listed, numbers, odt, rtf
from tumar.law.rules.lines import Document
from tumar.law.rules.reading import Code, Unreadable, read

NUMBERING = made.scheme(made.level(0, "Статья %1."), made.level(1, "%2)")) + made.word_list()
SAMPLES = {
    "docx": made.docx(
        made.numbered("Цели"),
        made.numbered("пункт", level=1),
        made.table(["а", "б"], ["в", "г"]),
        numbering=NUMBERING,
        styles=made.style("H", name="heading 1"),
    ),
    "odt": odt(items(P("а"), P("б")), styles=listed(numbers(1))),
    "rtf": rtf(r"\pard{\b а}\par{\super 1}\trowd\intbl а\cell б\cell\row\pard{\footnote в}\u1178?\par"),
    "html": "<html><ol><li>а<table><tr><td rowspan=2>б<td>в</table><sup>1</sup></ol></html>".encode(),
    "akn": akn(AKN_ACT),
    "text": ("Статья 1. Цели\n" * 30).encode("cp1251"),
    "pdf": printed.printed("Статья 1\\. Цели #super[1]"),
}


def outcome(content: bytes) -> Document | Code:
    """Return what was read, or why nothing was."""
    try:
        return read(content)
    except Unreadable as refused:
        return refused.code


@pytest.mark.parametrize("kind", SAMPLES)
def test_every_kind_is_told_by_its_bytes_whatever_its_name_says(kind):
    assert read(SAMPLES[kind], name="закон.bin").format == kind


@pytest.mark.parametrize("kind", SAMPLES)
@given(data=st.data())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_file_that_was_cut_off_or_damaged_is_read_or_refused(kind, data):
    content = bytearray(SAMPLES[kind])
    content = content[: data.draw(st.integers(0, len(content)))]
    for _each in range(data.draw(st.integers(0, 6))):
        if content:
            content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    assert outcome(bytes(content)) is not None


def parts_of(content: bytes) -> dict[str, bytes]:
    """Return the parts of an archive."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("kind", ["docx", "odt"])
@given(data=st.data())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_an_archive_whose_parts_are_damaged_is_read_or_refused(kind, data):
    parts = parts_of(SAMPLES[kind])
    name = data.draw(st.sampled_from(sorted(parts)))
    part = bytearray(parts[name])
    for _each in range(data.draw(st.integers(1, 6))):
        if part:
            # Digits and quotation marks change values; other bytes mostly break the XML.
            part[data.draw(st.integers(0, len(part) - 1))] = data.draw(
                st.sampled_from(b'0123456789"-<> a\xd0')
            )
    assert outcome(made.packed(parts | {name: bytes(part)})) is not None


@given(st.binary(max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_read_or_refused(content):
    assert outcome(content) is not None


@given(
    st.sampled_from([b"PK\x03\x04", b"%PDF-1.7", b"{\\rtf1", b"<?xml ", b"<html>", b"MIME-Version: 1.0\n"]),
    st.binary(),
)
@settings(max_examples=150, deadline=None)
def test_any_bytes_after_a_known_beginning_are_read_or_refused(beginning, content):
    assert outcome(beginning + content) is not None


def test_an_archive_that_unpacks_without_end_is_refused():
    parts = parts_of(SAMPLES["docx"])
    parts["word/document.xml"] = b"<document><body>" + b" " * (130 * 1024 * 1024)
    assert outcome(made.packed(parts)) is Code.BOMB


def test_elements_without_end_are_refused_before_they_are_built():
    parts = parts_of(SAMPLES["docx"])
    parts["word/document.xml"] = b"<document><body>" + b"<p/>" * 9_000_000 + b"</body></document>"
    assert outcome(made.packed(parts)) in {Code.TOO_LONG, Code.BOMB}


def test_entities_within_an_archive_are_refused():
    parts = parts_of(SAMPLES["docx"])
    parts["word/document.xml"] = b'<!DOCTYPE a [<!ENTITY b "x">]><document><body>&b;</body></document>'
    assert outcome(made.packed(parts)) is Code.BOMB


def test_a_part_that_is_locked_is_refused():
    content = bytearray(SAMPLES["docx"])
    place = content.index(b"PK\x01\x02")
    content[place + 8] |= 1
    assert outcome(bytes(content)) is Code.ENCRYPTED


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (OLE + "WordDocument".encode("utf-16-le"), Code.OLD_WORD),
        (OLE + "EncryptedPackage".encode("utf-16-le"), Code.ENCRYPTED),
        (OLE + "Workbook".encode("utf-16-le"), Code.TABLE),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, Code.PICTURE),
        (b"\xff\xd8\xff\xe0" + b"\0" * 50, Code.PICTURE),
        (made.packed({"xl/workbook.xml": "<workbook/>"}), Code.TABLE),
        (made.packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), Code.TABLE),
        (made.packed({"readme.txt": "привет"}), Code.STRANGE_ARCHIVE),
        (made.docx(), Code.EMPTY),
        (b"\x7fELF" + bytes(range(32)) * 40, Code.NO_TEXT),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_reason(content, code):
    assert outcome(content) is code


def test_a_file_within_itself_is_not_read_for_ever():
    relations = (
        f'<Relationships xmlns="{made.RELATIONS}"><Relationship Id="c1" Type="{made.OFFICE}/aFChunk"'
        ' Target="inner.docx"/></Relationships>'
    )
    content = made.docx(made.paragraph("дно"))
    for _each in range(6):
        parts = parts_of(made.docx('<w:altChunk r:id="c1"/>'))
        content = made.packed(parts | {"word/_rels/document.xml.rels": relations, "word/inner.docx": content})
    assert outcome(content) is Code.BOMB


@pytest.mark.parametrize(
    "content",
    [
        b"<!---->" * 600 + b"x",
        b"<html>" + b'<div class="menu">' * 1500 + b"x " * 50_000,
        b"a-\n" * 50_000,
        b"{\\rtf1 " + b"\\trowd\\intbl a\\cell\\row" * 20_000 + b"}",
        b"<html><table>" + b"<tr><td>a<td rowspan=1000 colspan=64>b" * 1000,
        ("<html>" + "<sup>" * 1000 + "1").encode(),
    ],
    ids=["comments", "menus", "hyphens", "rows", "spans", "raised"],
)
def test_what_is_built_to_take_for_ever_comes_to_an_end(content):
    # Each of these took minutes, or more memory than there is, before it was bounded.
    assert outcome(content) is not None
