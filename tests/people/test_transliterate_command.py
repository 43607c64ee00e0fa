"""`tumar transliterate`, as a person runs it."""

import io
import json

import pytest

from tumar.config import cli


def test_a_name_is_printed_in_latin(capsys):
    assert cli.main(["transliterate", "--lang", "kk", "Әлия Қасымова"]) == 0
    assert capsys.readouterr().out == "Aliya Kasymova\n"


def test_words_need_no_quotes(capsys):
    assert cli.main(["transliterate", "--lang", "ru", "Юлия", "Щукина"]) == 0
    assert capsys.readouterr().out == "Iuliia Shchukina\n"


def test_a_system_can_be_chosen(capsys):
    assert cli.main(["transliterate", "--lang", "kk", "--system", "bgn-pcgn", "Қасымова"]) == 0
    assert capsys.readouterr().out == "Qasymova\n"


@pytest.mark.parametrize(
    ("language", "to", "text", "printed"),
    [("uz", "cyrillic", "G'ulomov O'tkir", "Ғуломов Ўткир"), ("ka", "original", "beridze", "ბერიძე")],
)
def test_a_name_is_put_back_where_a_table_says_how(capsys, language, to, text, printed):
    assert cli.main(["transliterate", "--lang", language, "--to", to, text]) == 0
    assert capsys.readouterr().out == f"{printed}\n"


def test_standard_input_is_read_line_by_line(capsys, monkeypatch):
    lines = io.TextIOWrapper(io.BytesIO("\ufeffҚасымова\r\n\nӘлия".encode()))
    monkeypatch.setattr("sys.stdin", lines)
    assert cli.main(["transliterate", "--lang", "kk"]) == 0
    assert capsys.readouterr().out == "Kasymova\n\nAliya\n"


def test_json_tells_which_table_was_used(capsys):
    assert cli.main(["transliterate", "--lang", "uz-Cyrl", "--format", "json", "Ўткир"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "text": "Ўткир",
        "result": "Oʻtkir",
        "language": "uz",
        "system": "law-1995",
        "to": "latin",
    }


def test_the_systems_of_a_language_are_listed_with_their_sources(capsys):
    assert cli.main(["transliterate", "--lang", "ka", "--systems"]) == 0
    lines = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert [line[1] for line in lines] == ["passport", "national", "iso-9984"]
    assert [line[3] for line in lines] == ["one way", "back to original", "reversible"]
    assert all(line[4] for line in lines)


def test_the_systems_of_all_languages_are_listed_as_json(capsys):
    assert cli.main(["transliterate", "--systems", "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert {"ru", "kk", "ur", "sq"} <= {one["language"] for one in told}
    russian = next(one for one in told if one["language"] == "ru" and one["default"])
    assert russian["dropped"] == ["ь"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--lang", "tlh", "x"], "There is no transliteration for 'tlh'; the languages are az, be,"),
        (["--lang", "kk", "--system", "gaj", "x"], "Kazakh has no system 'gaj'; it has passport,"),
        (["--lang", "fa", "--to", "cyrillic", "x"], "Dari cannot be written in cyrillic letters."),
        (["x"], "Give --lang, one of az,"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(capsys, words, sentence):
    assert cli.main(["transliterate", *words]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith(f"tumar transliterate: {sentence}")
    assert told.err.count("\n") == 1


def test_input_that_is_no_utf_8_is_refused(capsys, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO("Иванов".encode("cp1251"))))
    assert cli.main(["transliterate", "--lang", "ru"]) == 1
    assert "not UTF-8" in capsys.readouterr().err


def test_an_unknown_script_is_a_mistake_of_usage(capsys):
    with pytest.raises(SystemExit) as left:
        cli.main(["transliterate", "--lang", "ru", "--to", "runes", "x"])
    assert left.value.code == 2
    assert "--to" in capsys.readouterr().err
