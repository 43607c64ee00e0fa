"""`tumar law parse`, as a person or a program calls it."""

import json

import pytest
from lxml import etree

from tests.law.reading import ACTS, act
from tumar.config.cli import main
from tumar.law.commands import law
from tumar.law.rules.structure import recognise


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
