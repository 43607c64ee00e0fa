"""The command that imports a workbook: what it reports, and what it says when it cannot."""

import json

import pytest

from tests.desk.books import (
    DILSHOD,
    a_book,
    a_whole_programme,
)
from tumar.config import cli
from tumar.kernel.models import StoredFile
from tumar.people.models import Person

pytestmark = pytest.mark.django_db


def run(capsys, *words: str) -> tuple[int, str, str]:
    code = cli.main(["import", *words])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_the_command_imports_and_reports(tmp_path, capsys):
    book = tmp_path / "book.xlsx"
    book.write_bytes(a_book(a_whole_programme()))
    code, out, err = run(capsys, str(book), "--format", "json")
    assert (code, err) == (0, "")
    report = json.loads(out)
    assert report["imported"] is True
    assert report["sheets"]["Persons"] == {"new": 2, "changed": 0, "unchanged": 0, "bad": 0}
    code, out, err = run(capsys, str(book))
    assert "nothing was changed" in out


def test_the_command_only_checks_when_asked(tmp_path, capsys):
    book = tmp_path / "book.xlsx"
    book.write_bytes(a_book({"Persons": [DILSHOD, {"Code": "?", "Country": "KZ"}]}))
    code, out, _err = run(capsys, str(book), "--check")
    assert code == 1
    assert "error: Persons A3 [?]" in out
    assert not Person.objects.exists()
    assert not StoredFile.objects.exists()


def test_the_command_takes_good_rows(tmp_path, capsys):
    book = tmp_path / "book.xlsx"
    book.write_bytes(a_book({"Persons": [DILSHOD, {"Code": "?", "Country": "KZ"}]}))
    assert run(capsys, str(book))[0] == 1
    assert not Person.objects.exists()
    assert run(capsys, str(book), "--good-rows")[0] == 0
    assert Person.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "words", "sentence"),
    [
        (None, (), "There is no file"),
        (b"not a book", (), "This is no workbook"),
        (b"x", ("--account", "nobody@example.org"), "There is no account 'nobody@example.org'."),
        (b"x", ("--files", "/nowhere/at/all"), "There is no folder"),
    ],
)
def test_the_command_says_in_one_sentence_what_it_cannot_do(tmp_path, capsys, content, words, sentence):
    book = tmp_path / "book.xlsx"
    if content is not None:
        book.write_bytes(content)
    code, out, err = run(capsys, str(book), *words)
    assert (code, out) == (1, "")
    assert sentence in err
    assert "Traceback" not in err
    assert err.count("\n") == 1
