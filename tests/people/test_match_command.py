"""What `tumar match` prints, whatever lists it is given, and how it refuses."""

import csv
import io
import json
import subprocess
from pathlib import Path

import openpyxl
import pytest

from tests.config.test_commands import TUMAR, environment, tumar
from tumar.config.cli import main

pytestmark = pytest.mark.django_db

LEFT = (
    "п/п;Фамилия;Имя;Отчество;Год рождения;Место работы\n"
    "1;Ахметова;Айжан;Сериковна;1985;Институт вирусологии\n"
    "2;Иванов;Иван;Петрович;1970;\n"
)
RIGHT = (
    "Surname,Given name,Date of birth,E-mail\n"
    "Ivanov,Ivan,1991-02-03,ivan@example.org\n"
    "Akhmetova,Aijan,1985,a@example.org\n"
    "Kovač,Miloš,1980,\n"
)


@pytest.fixture
def lists(tmp_path) -> tuple[Path, Path]:
    left, right = tmp_path / "left.csv", tmp_path / "right.csv"
    left.write_text(LEFT, encoding="utf-8")
    right.write_text(RIGHT, encoding="utf-8")
    return left, right


def matched(capsysbinary, *words: str | Path) -> list[dict[str, object]]:
    assert main(["match", *map(str, words), "--format", "json"]) == 0
    return json.loads(capsysbinary.readouterr().out)


def decisions(told: list[dict[str, object]]) -> dict[tuple[int, int], str]:
    return {(one["left_row"], one["right_row"]): one["decision"] for one in told}


def test_two_lists_in_two_scripts_are_matched_by_row_and_explained(capsysbinary, lists):
    told = matched(capsysbinary, *lists)
    found = decisions(told)
    assert found[2, 3] == "match"
    assert found[3, 2] != "match"
    assert set(told[0]) == {"left_row", "right_row", "score", "decision", "explanation"}
    assert all(0 <= one["score"] <= 1 for one in told)
    best = next(one for one in told if (one["left_row"], one["right_row"]) == (2, 3))
    assert "family name equal after transliteration" in best["explanation"]
    rejected = next(one for one in told if (one["left_row"], one["right_row"]) == (3, 2))
    assert "different years of birth" in rejected["explanation"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "windows-1251", "koi8-r"])
def test_any_encoding_is_read(capsysbinary, lists, encoding):
    left, right = lists
    left.write_bytes(LEFT.encode(encoding))
    assert decisions(matched(capsysbinary, left, right))[2, 3] == "match"


def test_a_workbook_and_whole_names_in_one_column_are_read(capsysbinary, tmp_path, lists):
    book = openpyxl.Workbook()
    for row in (["Список участников"], [], ["ФИО", "г.р."], ["Ахметова Айжан Сериковна", 1985]):
        book.active.append(row)
    book.save(tmp_path / "list.xlsx")
    assert decisions(matched(capsysbinary, tmp_path / "list.xlsx", lists[1]))[4, 3] == "match"


def test_one_list_is_searched_for_duplicates(capsysbinary, tmp_path):
    place = tmp_path / "one.tsv"
    place.write_text(
        "Full name\tEmail\nAkhmetova Aizhan\ta@example.org\nKim Anna\t\nАхметова Айжан\ta@example.org\n"
    )
    found = decisions(matched(capsysbinary, place))
    assert found[2, 4] == "match"
    assert all(left < right for left, right in found)


def test_columns_that_nobody_knows_count_when_both_lists_have_them(capsysbinary, tmp_path):
    head = "rec_id,given_name,surname,suburb,soc_sec_id\n"
    (tmp_path / "a.csv").write_text(
        head + "rec-1-org,anna,smith,ryde,5304218\nrec-2-org,john,brown,kew,1112223\n"
    )
    (tmp_path / "b.csv").write_text(
        head + "rec-1-dup-0,ana,smithe,ryde,5304218\nrec-9-dup-0,john,brown,bondi,9998887\n"
    )
    told = matched(capsysbinary, tmp_path / "a.csv", tmp_path / "b.csv")
    assert decisions(told)[2, 2] == "match"
    same = next(one for one in told if (one["left_row"], one["right_row"]) == (2, 2))
    assert "soc sec id: equal" in same["explanation"]
    assert "rec" not in same["explanation"]


def test_csv_is_the_plain_form(capsysbinary, lists):
    assert main(["match", *map(str, lists)]) == 0
    rows = list(csv.DictReader(io.StringIO(capsysbinary.readouterr().out.decode())))
    assert rows[0].keys() == {"left_row", "right_row", "score", "decision", "explanation"}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"\x89PNG\r\n\x1a\n" + b"0" * 50, "picture"),
        (b"a,b\n", "no rows"),
        (b"%PDF-1.4 x", "PDF"),
    ],
)
def test_what_is_no_list_gets_one_sentence(capsysbinary, tmp_path, content, said):
    place = tmp_path / "list.csv"
    place.write_bytes(content)
    assert main(["match", str(place)]) == 1
    out, err = capsysbinary.readouterr()
    assert out == b""
    assert said in err.decode()
    assert err.decode().count("\n") == 1


def test_a_missing_file_and_a_missing_name_are_said(capsysbinary, tmp_path):
    assert main(["match", str(tmp_path / "nowhere.csv")]) == 1
    assert "cannot be read" in capsysbinary.readouterr().err.decode()
    assert main(["match"]) == 2


def test_as_a_process_it_prints_utf_8_and_nothing_on_the_side(tmp_path, lists):
    done = subprocess.run(
        [*TUMAR, "match", *map(str, lists), "--format", "json"],
        env=environment(tmp_path / "data", PYTHONIOENCODING="ascii"),
        capture_output=True,
        timeout=120,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout.decode("utf-8"))


def test_too_few_decisions_are_said_in_one_sentence(tmp_path):
    done = tumar(tmp_path / "data", "match", "--learn")
    assert done.returncode == 1
    assert "are needed to learn from" in done.stderr
    assert "Traceback" not in done.stderr
