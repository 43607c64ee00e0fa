"""`tumar import LIST --as KIND`: what it prints and writes, what it refuses, and that it never breaks."""

import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.events.builders import an_event
from tests.people import a_person, an_account
from tests.supplies.builders import a_consignment
from tumar.config import cli
from tumar.desk.lists_in import reading
from tumar.kernel.models import JournalEntry, ListImport, StoredFile
from tumar.people.models import Person
from tumar.people.rules import RoleKind
from tumar.supplies.models import ConsignmentLine

pytestmark = pytest.mark.django_db
HEAD = "ФИО;Пол;Год рождения;Телефон;14.05.2019;15.05.2019\n"
AIZHAN = "Ахметова Айжан Сериковна;ж;1985;+77011234567;+;-\n"
DILSHOD = "Каримов Дильшод;м;1980;+998901234567;+;+\n"


@pytest.fixture
def run(tmp_path, capsys, monkeypatch):
    """Run the command on some content; returns exit code, what was printed, what was said."""
    monkeypatch.setenv("TUMAR_TRACEBACK", "1")

    def run(content, *words, name="list.csv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        code = cli.main(["import", str(path), *words])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


def told(printed: str) -> dict:
    return json.loads(printed)


def test_a_dry_run_tells_every_row_and_writes_nothing(run):
    code, out, _err = run(HEAD + AIZHAN + DILSHOD, "--as", "persons", "--dry-run", "--format", "json")
    assert code == 0
    report = told(out)
    assert report["status"] == "previewed"
    first, second = report["persons"]
    assert (first["sheet"], first["row"]) == ("list", 2)
    assert (first["family"], first["given"], first["patronymic"]) == ("Ахметова", "Айжан", "Сериковна")
    assert (first["sex"], first["birth_year"], first["phone"], first["country"]) == (
        "F",
        1985,
        "+77011234567",
        "KZ",
    )
    assert first["attended"] == {"14.05.2019": True, "15.05.2019": False}
    assert (first["decision"], second["decision"]) == ("new", "new")
    assert first["findings"] == []
    assert not Person.objects.exists()
    assert not ListImport.objects.exists()
    assert not StoredFile.objects.exists()


def test_persons_are_imported_and_told(run):
    code, out, _err = run(HEAD + AIZHAN + DILSHOD, "--as", "persons", "--format", "json")
    assert code == 0
    assert told(out)["status"] == "imported"
    assert {one["record"] for one in told(out)["persons"]} == {"KZ-000001", "UZ-000001"}
    assert Person.objects.count() == 2
    assert JournalEntry.objects.get(verb="kernel.list.imported").by_label == "tumar import"


def test_the_same_list_again_changes_nothing_and_says_so(run):
    run(HEAD + AIZHAN, "--as", "persons")
    code, out, _err = run(HEAD + AIZHAN, "--as", "persons", "--format", "json")
    assert code == 0
    assert told(out)["message"] == "Everything is on file already; nothing was changed."
    assert [one["decision"] for one in told(out)["persons"]] == ["unchanged"]
    assert Person.objects.count() == 1


def test_participants_are_put_on_the_events_list(run):
    event = an_event()
    code, out, _err = run(HEAD + AIZHAN, "--as", "participants", "--event", event.code, "--format", "json")
    assert code == 0, out
    assert event.involvements.get().attended is True
    code, _out, err = run(HEAD + AIZHAN + DILSHOD, "--as", "participants", "--event", "P53-XX")
    assert (code, err) == (1, "tumar import: There is no event P53-XX.\n")


def test_participants_without_an_event_are_looked_at_but_not_written(run):
    code, out, _err = run(HEAD + AIZHAN, "--as", "participants", "--dry-run", "--format", "json")
    assert code == 0
    assert "--event" in told(out)["message"]
    code, out, err = run(HEAD + AIZHAN, "--as", "participants", "--format", "json")
    assert code == 1
    assert told(out)["status"] == "refused"
    assert "--event" in err
    assert not Person.objects.exists()


def test_organisations_trainers_and_lines_are_told_under_their_own_names(run):
    table = "Организация;Страна\nРеспубликанская лаборатория;Кыргызстан\n"
    _code, out, _err = run(table, "--as", "organisations", "--dry-run", "--format", "json")
    assert told(out)["organisations"][0]["name"] == "Республиканская лаборатория"
    table = "Тренер;Квалификация с\nКаримов Дильшод;01.06.2019\n"
    _code, out, _err = run(table, "--as", "trainers", "--dry-run", "--format", "json", "--country", "UZ")
    assert told(out)["trainers"][0]["family"] == "Каримов"
    table = "Наименование;Количество;Цена;Валюта\nПерчатки;100;1,50;EUR\n"
    _code, out, _err = run(table, "--as", "consignments", "--dry-run", "--format", "json")
    assert told(out)["lines"][0]["item"] == "Перчатки"


def test_doubtful_rows_wait_and_are_counted_in_the_message(run):
    for year in (1985, None):
        a_person("", "", family="Ахметова", given="Айжан", patronymic="Сериковна", birth_year=year)
    bare = "ФИО;Страна\nАхметова Айжан Сериковна;Казахстан\n"
    code, out, _err = run(bare, "--as", "persons", "--format", "json")
    assert code == 0
    assert told(out)["persons"][0]["decision"] == "review"
    assert len(told(out)["persons"][0]["candidates"]) == 2
    assert "1 row waits" in told(out)["message"]
    assert Person.objects.count() == 2


def test_doubtful_rows_are_taken_as_new_when_that_is_asked_for(run):
    for year in (1985, None):
        a_person("", "", family="Ахметова", given="Айжан", patronymic="Сериковна", birth_year=year)
    run("ФИО;Страна\nАхметова Айжан Сериковна;Казахстан\n", "--as", "persons", "--take-new")
    assert Person.objects.count() == 3


def test_rows_are_told_on_lines_where_no_json_is_asked_for(run):
    _code, out, _err = run(HEAD + AIZHAN, "--as", "persons", "--dry-run")
    assert out.startswith("list 2: Ахметова Айжан Сериковна: new\n")
    assert "Nothing was written" in out


def test_an_account_writes_with_its_own_rights(run):
    an_account(RoleKind.NATIONAL_COORDINATOR, "KZ", email="kz@example.org")
    words = ("--as", "persons", "--account", "kz@example.org", "--format", "json")
    _code, out, _err = run(HEAD + AIZHAN + DILSHOD, *words)
    assert [one["decision"] for one in told(out)["persons"]] == ["new", "refused"]
    an_account(RoleKind.DONOR_READER, email="donor@example.org")
    code, out, err = run(HEAD + AIZHAN, "--as", "persons", "--account", "donor@example.org")
    assert (code, out) == (1, "")
    assert "may not do that" in err


def test_a_list_without_saying_of_what_is_told_how(run):
    code, _out, err = run(HEAD + AIZHAN)
    assert code == 1
    assert "--as persons" in err
    book = Workbook()
    book.active.append(["ФИО"])
    content = io.BytesIO()
    book.save(content)
    code, _out, err = run(content.getvalue(), name="list.xlsx")
    assert code == 1
    assert "--as persons" in err


def test_options_of_lists_without_a_kind_are_refused(run):
    code, _out, err = run(HEAD + AIZHAN, "--event", "P53-KZ-1")
    assert code == 1
    assert "--as" in err


def a_bomb() -> bytes:
    """An archive that unpacks to 400 MB."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 400_000_000)
    return content.getvalue()


HOSTILE = {
    "nothing": b"",
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(500),
    "a locked book": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    + bytes(1000)
    + "EncryptedPackage".encode("utf-16-le"),
    "half a book": b"PK\x03\x04" + bytes(100),
    "nuls": bytes(5000),
    "a document": b"%PDF-1.4 something",
    "noise": bytes(range(256)) * 20,
    "a page": b"<!DOCTYPE html><html><table><tr><td>x</td></tr></table></html>",
    "no table": b"this is a letter to somebody\nabout nothing in particular\n",
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.parametrize("words", [["--dry-run"], []], ids=["looked at", "written"])
def test_what_is_no_list_gets_one_sentence(run, content, words):
    code, out, err = run(content, "--as", "persons", "--format", "json", *words, name="list.xlsx")
    assert code == 1
    assert told(out)["status"] == "refused"
    assert told(out)["persons"] == []
    assert err.startswith("tumar import: ")
    assert err.count("\n") == 1
    assert not Person.objects.exists()


def test_a_book_that_unpacks_without_end_is_not_read(run):
    code, _out, err = run(a_bomb(), "--as", "persons", name="list.xlsx")
    assert code == 1
    assert err.count("\n") == 1


def test_a_file_that_is_not_there_is_named(capsys):
    assert cli.main(["import", "/nowhere/list.xlsx", "--as", "persons"]) == 1
    assert capsys.readouterr().err == "tumar import: There is no file /nowhere/list.xlsx.\n"


def test_a_folder_is_no_list(tmp_path, capsys):
    assert cli.main(["import", str(tmp_path), "--as", "persons"]) == 1
    assert "cannot be read" in capsys.readouterr().err


def test_a_kind_that_is_not_known_is_refused_by_the_command_line(tmp_path, capsys):
    with pytest.raises(SystemExit) as ended:
        cli.main(["import", str(tmp_path), "--as", "viruses"])
    assert ended.value.code == 2
    assert "viruses" in capsys.readouterr().err


def test_the_command_works_on_an_empty_installation(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text(HEAD + AIZHAN)
    own = {**os.environ, "TUMAR_DATA": str(tmp_path / "own")}
    own.pop("TUMAR_DATABASE_URL", None)
    command = [sys.executable, "-m", "tumar.config.cli", "import", str(path), "--as", "persons", "--dry-run"]
    done = subprocess.run(
        [*command, "--format", "json"], env=own, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["persons"][0]["family"] == "Ахметова"
    assert Path(own["TUMAR_DATA"]).exists()


def test_rows_that_were_passed_over_are_told_with_the_reason_by_preview_and_import(run):
    table = f"Список участников семинара;;;;;\n{HEAD}{AIZHAN}Итого;1;;;;\n"
    for words in (("--dry-run",), ()):
        _code, out, _err = run(table, "--as", "persons", "--format", "json", *words)
        passed = told(out)["passed_over"]
        assert passed["count"] == 2
        assert [(one["sheet"], one["row"], one["content"]) for one in passed["first"]] == [
            ("list", 1, "Список участников семинара"),
            ("list", 4, "Итого 1"),
        ]
        assert "stands above the table" in passed["first"][0]["why"]
    _code, out, _err = run(table.replace("1985", "1986"), "--as", "persons", "--dry-run")
    assert "list 4 [Итого 1]: A row of totals; it was passed over.\n" in out


def test_where_nothing_was_passed_over_the_report_says_so(run):
    _code, out, _err = run(HEAD + AIZHAN, "--as", "persons", "--dry-run", "--format", "json")
    assert told(out)["passed_over"] == {"count": 0, "first": []}


def test_of_very_many_rows_that_were_passed_over_the_others_are_counted(run, monkeypatch):
    monkeypatch.setattr(reading, "PASSED_KEPT", 1)
    table = f"Список участников семинара;;;;;\n{HEAD}{AIZHAN}Итого;1;;;;\n"
    _code, out, _err = run(table, "--as", "persons", "--dry-run")
    assert "1 more row was passed over.\n" in out


def test_goods_without_a_category_are_told_before_they_are_written(run):
    consignment = a_consignment().code
    words = ("--as", "consignments", "--dry-run")
    table = f"Накладная;Наименование;Количество;Цена;Валюта\n{consignment};Перчатки;100;1,50;EUR\n"
    two = f"{table}{consignment};Халаты;10;5;EUR\n"
    assert "2 rows name no category of goods and go under “other”." in run(two, *words)[1]
    assert (
        "1 row names no category of goods and goes under “personal protective equipment”."
        in (run(table, *words, "--category", "ppe")[1])
    )
    code, _out, err = run(table, *words, "--category", "gloves")
    assert code == 1
    assert "There is no category of goods “gloves”; there are: rt-pcr," in err
    named = f"Накладная;Наименование;Категория;Количество;Цена;Валюта\n{consignment};Маски;ppe;1;5;EUR\n"
    assert "category of goods" not in run(named, *words)[1]
    run(table, "--as", "consignments", "--category", "ppe")
    assert ConsignmentLine.objects.get().category == "ppe"
