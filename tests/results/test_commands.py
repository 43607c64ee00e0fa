"""What `tumar factsheet` and `tumar evidence` print, and how they refuse."""

import csv
import io
import json

import pytest

from tests.results import builders as b
from tumar.config import demonstration
from tumar.config.cli import main
from tumar.kernel.scope import of_the_machine
from tumar.results.commands import freeze
from tumar.results.rules import COLUMNS

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme():
    return b.a_small_programme()


def answer(capsysbinary, *words: str) -> tuple[int, str, str]:
    code = main([*words])
    out, err = capsysbinary.readouterr()
    return code, out.decode("utf-8-sig"), err.decode()


def test_the_text_says_figures_and_cells(capsysbinary, programme):
    code, out, _err = answer(capsysbinary, "factsheet", "P53", "--as-of", "2024-12-31")
    assert code == 0
    assert "4 workshops given by these trainers" in out
    assert "recorded: EUR\N{NO-BREAK SPACE}1,612,345.77" in out
    assert "As of 31 December 2024" in out


def test_russian_is_russian(capsysbinary, programme):
    _code, out, _err = answer(capsysbinary, "factsheet", "p53", "--as-of", "2024-12-31", "--lang", "ru")
    assert "4 семинара, проведённых этими тренерами" in out
    assert "31 декабря 2024" in out


def test_json_carries_what_was_promised(capsysbinary, programme):
    b.a_claim(programme, "tot_workshops", 7)
    _code, out, _err = answer(capsysbinary, "factsheet", "P53", "--as-of", "2024-12-31", "--format", "json")
    told = json.loads(out)
    assert (told["programme"], told["as_of"], told["edition"]) == ("P53", "2024-12-31", None)
    figures = {figure["indicator"]: figure for figure in told["figures"]}
    experts = figures["experts_reached"]
    assert (experts["value"], experts["attendances"], experts["reported"], experts["lines"]) == (4, 5, 30, 6)
    assert experts["by"]["country"] == {"KZ": 2, "UZ": 2, "several": 1}
    assert figures["equipment_value"]["value"] == 1612345.77
    assert figures["equipment_value"]["value_cents"] == 161234577
    assert figures["equipment_value"]["unit"] == "EUR"
    assert figures["tot_workshops"]["published"] == {
        "figure": 7,
        "qualifier": "exactly",
        "as_of": "2024-01-01",
        "source": "Programme page",
        "sentence": "7 train-the-trainers workshops",
        "verdict": "recorded_less",
    }
    assert figures["trainers_trained"]["published"] is None


@pytest.mark.parametrize(("kind", "start"), [("html", b"<!doctype html>"), ("pdf", b"%PDF")])
def test_a_file_stands_alone(capsysbinary, programme, tmp_path, kind, start):
    target = tmp_path / f"factsheet.{kind}"
    words = ("--as-of", "2024-12-31", "--format", kind, "--output", str(target))
    assert answer(capsysbinary, "factsheet", "P53", *words)[0] == 0
    made = target.read_bytes()
    assert made.startswith(start)
    if kind == "html":
        assert b"<script" not in made
        assert b"http" not in made.replace(b"http://www.w3.org/2000/svg", b"")


@pytest.mark.parametrize("kind", ["csv", "json"])
def test_evidence_folds_to_the_figure(capsysbinary, programme, kind):
    words = ("--as-of", "2024-12-31", "--format", kind)
    code, out, _err = answer(capsysbinary, "evidence", "P53", "experts_reached", *words)
    assert code == 0
    rows = json.loads(out) if kind == "json" else list(csv.DictReader(io.StringIO(out)))
    assert set(COLUMNS) <= set(rows[0])
    assert len({row["counts_as"] for row in rows if row["counts_as"]}) == 4
    _code, out, _err = answer(capsysbinary, "evidence", "P53", "equipment_value", *words)
    rows = json.loads(out) if kind == "json" else list(csv.DictReader(io.StringIO(out)))
    assert round(sum(float(row["adds"]) for row in rows), 2) == 1612345.77


def test_a_figure_with_no_lines_is_an_empty_list(capsysbinary):
    b.a_programme()
    _code, out, _err = answer(capsysbinary, "evidence", "P53", "experts_reached", "--format", "json")
    assert json.loads(out) == []


def test_the_plain_code_of_the_only_response_and_its_full_code_are_the_same(capsysbinary, programme):
    day = ("--as-of", "2024-12-31")
    plain = answer(capsysbinary, "evidence", "P53", "response_workshops", *day)
    assert plain == answer(capsysbinary, "evidence", "P53", "response_workshops.COVID-19", *day)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["factsheet", "P99"], "There is no programme 'P99'."),
        (["factsheet", "P53", "--as-of", "31.12.2024"], "'31.12.2024' is not a date."),
        (["factsheet", "P53", "--as-of", "2024-02-30"], "'2024-02-30' is not a date."),
        (["factsheet", "P53", "--as-of", "20241231"], "'20241231' is not a date."),
        (["evidence", "P53", "nonsense"], "has no indicator 'nonsense'. It has: country_awareness_events,"),
        (["evidence", "P99", "experts_reached"], "There is no programme 'P99'."),
        (["factsheet", "P53", "--format", "html", "--output", "/no/such/folder/file"], "cannot be written"),
    ],
)
def test_what_cannot_be_answered_gets_one_sentence(capsysbinary, programme, words, sentence):
    code, out, err = answer(capsysbinary, *words)
    assert code == 1
    assert out == ""
    assert sentence in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    "words", [["factsheet"], ["factsheet", "P53", "--format", "docx"], ["evidence", "P53"]]
)
def test_wrong_usage_gets_one_sentence(capsysbinary, programme, words):
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2
    assert capsysbinary.readouterr().err.count(b"\n") == 1


def test_the_first_edition_is_frozen_and_published_by_two_accounts(programme):
    demonstration.create_accounts(by=of_the_machine("tests"))
    edition = freeze.publish_first_edition("P53")
    assert edition.frozen_by.email != edition.published_by.email
    assert edition.published_at is not None
