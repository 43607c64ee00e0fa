"""`tumar law parse`, as a person or a program calls it."""

import json

import pytest
from lxml import etree

from tests.law import documents, judging, printed
from tests.law.reading import ACTS, act, letters_of
from tumar.config.cli import main
from tumar.law.commands import law
from tumar.law.rules.reading import read
from tumar.law.rules.structure import recognise, source_text


def parse(capsysbinary, *words):
    code = main(["law", "parse", *map(str, words)])
    captured = capsysbinary.readouterr()
    return code, captured.out.decode(), captured.err.decode()


def test_the_outline_has_a_line_for_each_unit(capsysbinary):
    code, out, _ = parse(capsysbinary, ACTS / "kk.txt")
    assert code == 0
    assert len(out.splitlines()) == len(recognise(act("kk")).units)
    assert "  article chp_1__art_1 1-бап. Осы Заңда" in out


def test_json_tells_tradition_warnings_and_units_in_order(capsysbinary):
    code, out, _ = parse(capsysbinary, ACTS / "uz-latn.txt", "--format", "json")
    told = json.loads(out)
    assert code == 0
    assert told["tradition"] == "uz"
    assert [one["code"] for one in told["warnings"]] == ["superscript_lost"]
    first = next(one for one in told["units"] if one["kind"] == "article")
    assert (first["eid"], first["label"]) == ("chp_1__art_1", "1-modda.")
    assert first["heading"] == "Ushbu Qonunning maqsadi"
    assert set(first) >= {"kind", "eid", "label", "heading", "text"}


def test_akoma_ntoso_is_xml_that_reads_back_to_the_same_addresses(capsysbinary, tmp_path):
    _, out, _ = parse(capsysbinary, ACTS / "ro.txt", "--format", "akn")
    assert etree.fromstring(out.encode()).tag.endswith("akomaNtoso")
    (tmp_path / "act.xml").write_text(out, encoding="utf-8")
    _, again, _ = parse(capsysbinary, tmp_path / "act.xml", "--format", "json")
    articles = [one["eid"] for one in json.loads(again)["units"] if one["kind"] == "article"]
    assert articles == [one.eid for one in recognise(act("ro")).units if one.kind == "article"]


def test_a_tradition_may_be_named_by_any_of_its_languages(capsysbinary):
    _, out, _ = parse(capsysbinary, ACTS / "hr.txt", "--tradition", "hr", "--format", "json")
    assert (json.loads(out)["tradition"], json.loads(out)["language"]) == ("sr", "hr")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nothing-here.txt"], "The file cannot be read"),
        ([ACTS / "kk.txt", "--tradition", "xx"], "No drafting tradition is called 'xx'"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(capsysbinary, words, said):
    code, out, err = parse(capsysbinary, *words)
    assert (code, out) == (1, "")
    assert said in err
    assert len(err.splitlines()) == 1


def test_a_file_that_is_no_act_is_refused_in_one_sentence(capsysbinary, tmp_path):
    (tmp_path / "book.txt").write_bytes(b"")
    code, _, err = parse(capsysbinary, tmp_path / "book.txt")
    assert (code, len(err.splitlines())) == (1, 1)


def test_only_what_reads_records_needs_the_tables():
    assert not law.needs_tables(["parse", "act.docx"])
    assert law.needs_tables(["matrix"])


KINDS = {
    *("part", "chapter", "section", "article", "paragraph", "point"),
    *("letter", "unnumbered", "annex", "table", "note"),
}
# One act in each format, and in two layouts of pages.
IN_EACH_FORMAT = ["ru-g1", "ru-i1", "ru-i4", "ru-i7", "ru-j4", "ro-i1", "en-i1", "sr-j1"]


@pytest.mark.parametrize("name", IN_EACH_FORMAT)
def test_json_names_eleven_kinds_and_loses_no_word_of_a_table(capsysbinary, tmp_path, name):
    data, called = judging.file_of(name)
    (tmp_path / called).write_bytes(data)
    code, out, _ = parse(capsysbinary, tmp_path / called, "--format", "json")
    told = json.loads(out)
    assert code == 0
    assert {one["kind"] for one in told["units"]} <= KINDS
    words = "".join(one["label"] + one["heading"] + one["text"] for one in told["units"])
    assert letters_of(words) == letters_of(source_text(read(data, name=called)))


def test_what_stands_beside_the_provisions_says_what_it_is(capsysbinary):
    _, out, _ = parse(capsysbinary, ACTS / "ru.txt", "--format", "json")
    roles = {one["role"] for one in json.loads(out)["units"] if one["kind"] == "unnumbered"}
    assert {"preface", "closing"} <= roles


def test_an_act_in_akoma_ntoso_has_the_tradition_of_its_language(capsysbinary, tmp_path):
    _, out, _ = parse(capsysbinary, ACTS / "sr-latn.txt", "--format", "akn")
    (tmp_path / "act.xml").write_text(out, encoding="utf-8")
    _, again, _ = parse(capsysbinary, tmp_path / "act.xml", "--format", "json")
    assert json.loads(again)["tradition"] == "sr"


def test_what_was_noticed_in_a_file_is_said_beside_its_provisions(capsysbinary, tmp_path):
    macros = {"[Content_Types].xml": "application/vnd.ms-word.document.macroEnabled.main+xml"}
    act = documents.docx(documents.paragraph("Статья 1. Цели"), parts={**macros, "word/vbaProject.bin": "x"})
    (tmp_path / "act.docm").write_bytes(act)
    code, out, err = parse(capsysbinary, tmp_path / "act.docm")
    assert code == 0
    assert "article art_1" in out
    assert err == "tumar law parse: The document holds macros. They were not run; only the text was read.\n"


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("scan.pdf", printed.scanned(2), "The 2 pages of this PDF are pictures without text."),
        ("locked.pdf", printed.by_hand(b"", trailer=printed.LOCKED), "protected by a password"),
        ("cut.docx", documents.docx(documents.paragraph("Статья 1. Цели"))[:400], "damaged or incomplete"),
        (
            "bomb.xml",
            b'<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;">]><a>&d;</a>',
            "far more than any act",
        ),
        ("blank.txt", b" \n", "There is no text in this file."),
    ],
)
def test_a_bad_file_is_refused_in_one_line(capsysbinary, tmp_path, name, data, said):
    (tmp_path / name).write_bytes(data)
    code, out, err = parse(capsysbinary, tmp_path / name)
    assert (code, out) == (1, "")
    assert said in err
    assert len(err.splitlines()) == 1
