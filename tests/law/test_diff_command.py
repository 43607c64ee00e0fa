"""`tumar law diff`: what the command prints, and what it refuses."""

import json

import pytest

from tumar.config import cli

OLD = """ЗАКОН СТЕПНОГО КРАЯ
О работе с биологическими агентами

Статья 1. Понятия
1. В настоящем Законе используются понятия:
1) агент – организм, способный вызвать болезнь;
2) лаборатория – помещение для работы с агентами.
2. Иные понятия применяются в значении, принятом в законе.
Статья 2. Журнал
1. Владелец ведёт журнал.
2. Журнал хранится пять лет.
Статья 3. Надзор
1. Надзор осуществляет орган здравоохранения.
2. Орган отвечает за десять дней.
"""


@pytest.fixture
def files(tmp_path):
    def written(**texts):
        paths = []
        for name, text in texts.items():
            path = tmp_path / f"{name}.txt"
            path.write_text(text, encoding="utf-8")
            paths.append(str(path))
        return paths

    return written


def test_a_word_and_an_article_are_told_and_nothing_else(capsys, files):
    new = OLD.replace("помещение для", "здание для").replace(
        "Статья 3. Надзор", "Статья 2-1. Проверки\n1. Проверки проводятся раз в год.\nСтатья 3. Надзор"
    )
    assert cli.main(["law", "diff", *files(old=OLD, new=new), "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [(one["eid"], one["status"], one["within"]) for one in told["changes"]] == [
        ("art_1__para_1__point_2", "changed", None),
        ("art_2-1", "added", None),
        ("art_2-1__para_1", "added", "art_2-1"),
    ]
    assert (told["changes"][0]["removed"], told["changes"][0]["added"]) == (["помещение"], ["здание"])
    assert told["changes"][1]["old_eid"] is None
    assert told["counts"] | {"same": 0} == {
        "same": 0,
        "editorial": 0,
        "changed": 1,
        "added": 2,
        "removed": 0,
        "moved": 0,
        "renumbered": 0,
        "repealed": 0,
    }


def test_typography_alone_is_flagged_as_editorial(capsys, files):
    new = OLD.replace("ведёт журнал", "ведет  журнал").replace("агент – организм", "агент - организм")
    assert cli.main(["law", "diff", *files(old=OLD, new=new), "--format", "json"]) == 0
    changes = json.loads(capsys.readouterr().out)["changes"]
    assert [(one["status"], one["editorial"]) for one in changes] == [("editorial", True)] * 2


def test_the_text_shows_what_went_and_what_came(capsys, files):
    new = OLD.replace("пять лет", "десять лет")
    assert cli.main(["law", "diff", *files(old=OLD, new=new)]) == 0
    shown = capsys.readouterr().out.splitlines()
    assert shown[:2] == ["changed art_2__para_2", "    Журнал хранится [-пять-] {+десять+} лет."]
    assert shown[-1].endswith("1 changed.")


def test_the_same_file_twice_has_no_changes(capsys, files):
    assert cli.main(["law", "diff", *files(old=OLD, new=OLD), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["changes"] == []


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_file_that_cannot_be_read_is_refused_in_one_sentence(capsys, files, tmp_path, form):
    (old,) = files(old=OLD)
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    for bad in (tmp_path / "nowhere.txt", empty, tmp_path):
        assert cli.main(["law", "diff", old, str(bad), "--format", form]) == 1
        printed = capsys.readouterr()
        assert printed.out == ""
        assert len(printed.err.splitlines()) == 1
        assert printed.err.startswith(f"tumar law diff: '{bad}'")


def test_an_unknown_tradition_is_refused_in_one_sentence(capsys, files):
    assert cli.main(["law", "diff", *files(old=OLD, new=OLD), "--tradition", "tlh"]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1
