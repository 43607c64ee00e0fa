"""`tumar law suggest`: the provisions of files that may answer a requirement."""

import json

import pytest

from tumar.config.cli import main
from tumar.law.commands import suggest as command

ACT = """ЗАКОН
О биологической безопасности
Статья 1. Компетенция уполномоченного органа
1. Уполномоченный орган:
1) ведет реестр лабораторий;
2) утверждает перечень патогенных биологических агентов.
Статья 2. Обучение
Работники проходят подготовку и ежегодную проверку знаний.
Статья 3. Ответственность
Нарушение требований влечет штраф.
"""


@pytest.fixture(autouse=True)
def _without_the_extra(monkeypatch):
    monkeypatch.setattr(command, "the_model", lambda: None)


@pytest.fixture
def act(tmp_path):
    path = tmp_path / "закон.txt"
    path.write_text(ACT, encoding="utf-8")
    return str(path)


def suggest(*words):
    return main(["law", "suggest", *words])


def test_suggestions_are_printed_as_json(act, capsys):
    assert (
        suggest("--requirement", "A list of pathogens is kept", "--lang", "en", act, "--format", "json") == 0
    )
    told = json.loads(capsys.readouterr().out)
    first = told["suggestions"][0]
    assert told["engine"].startswith("terms-")
    assert "meaning" not in told["engine"]
    assert (first["rank"], first["file"], first["eid"], first["band"]) == (1, act, "art_1", "strong")
    assert {"перечень", "патогенных"} & {word for term in first["terms"] for word in term.split()}
    assert first["closest"].startswith("art_1__")
    assert "перечень" in first["excerpt"]


def test_a_list_to_read_names_band_address_and_terms(act, capsys):
    assert suggest("--requirement", "Staff are trained", act, "--limit", "1") == 0
    first, second = capsys.readouterr().out.splitlines()
    assert "art_2 Статья 2. Обучение" in first
    assert "подготовку" in second or "обучение" in second


def test_several_files_are_ranked_together(act, tmp_path, capsys):
    other = tmp_path / "code.txt"
    other.write_text("Статья 1. Штраф\nШтраф налагается судом за нарушение.\n", encoding="utf-8")
    assert suggest("--requirement", "A fine is imposed by a court", act, str(other), "--format", "json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["suggestions"][0]["file"] == str(other)
    assert {one["file"] for one in told["suggestions"]} == {act, str(other)}


def test_passages_can_be_ranked_in_place_of_articles(act, capsys):
    assert (
        suggest("--requirement", "register of laboratories", act, "--by", "passage", "--format", "json") == 0
    )
    first = json.loads(capsys.readouterr().out)["suggestions"][0]
    assert first["eid"].endswith("point_1")


def test_search_terms_may_be_given(act, capsys):
    assert suggest("--requirement", "xyz", "--term", "ru=влечет", act, "--format", "json") == 0
    assert json.loads(capsys.readouterr().out)["suggestions"][0]["eid"] == "art_3"


def test_nothing_found_is_no_finding(act, capsys):
    assert suggest("--requirement", "zoology of molluscs", act) == 0
    assert "That is no finding" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--requirement", " "], "The requirement is empty: say in a sentence what is looked for."),
        (["--requirement", "x", "--lang", "xx"], "There are no terms in the language 'xx'; there are"),
        (["--requirement", "x", "--limit", "0"], "The limit must be 1 or more."),
        (["--requirement", "x", "--term", "ru"], "A term is a language and words"),
    ],
)
def test_what_cannot_be_asked_is_said_in_one_sentence(act, capsys, words, said):
    assert suggest(*words, act) == 1
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1


def test_a_file_that_is_not_there_or_is_no_text_is_said_in_one_sentence(tmp_path, capsys):
    assert suggest("--requirement", "x", str(tmp_path / "none.txt")) == 1
    assert "cannot be read: no such file" in capsys.readouterr().err
    picture = tmp_path / "scan.png"
    picture.write_bytes(b"\x89PNG\r\n")
    assert suggest("--requirement", "x", str(picture)) == 1
    assert "scan.png: This is a picture" in capsys.readouterr().err
