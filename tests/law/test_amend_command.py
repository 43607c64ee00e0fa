"""`tumar law amend`: what the command prints, and what it refuses."""

import json

import pytest

from tests.law.test_diff_command import OLD
from tumar.config import cli

AMENDMENT = """Внести в Закон Степного края следующие изменения:
1) в подпункте 2) пункта 1 статьи 1 слово «помещение» заменить словом «здание»;
2) дополнить статьей 2-1 следующего содержания:
«Статья 2-1. Проверки
1. Проверки проводятся раз в год.»;
3) пункт 9 статьи 3 исключить;
4) статью 3 дополнить неизвестно чем.
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


def test_an_amendment_is_told_change_by_change(capsys, files):
    assert cli.main(["law", "amend", *files(act=OLD, amendment=AMENDMENT), "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [(one["verb"], one["eid"], one["refusal"]) for one in told["proposals"]] == [
        ("replace_words", "art_1__para_1__point_2", None),
        ("add_provision", None, None),
        ("delete_provision", None, "target_not_found"),
    ]
    assert told["proposals"][2]["doubts"] == ["not_found"]
    (unparsed,) = told["unparsed"]
    assert unparsed["words"] == "статью 3 дополнить неизвестно чем."
    assert AMENDMENT[unparsed["start"] : unparsed["end"]] == unparsed["words"]


def test_an_amendment_can_be_read_with_what_comes_of_it(capsys, files):
    assert cli.main(["law", "amend", *files(act=OLD, amendment=AMENDMENT)]) == 0
    shown = capsys.readouterr().out
    assert "1. replace_words art_1__para_1__point_2" in shown
    assert "лаборатория – [-помещение-] {+здание+} для" in shown
    assert "added art_2-1" in shown
    assert shown.endswith("3 changes proposed, 1 passages not understood.\n")


def test_an_amendment_in_a_language_without_patterns_is_refused(capsys, files):
    act = "ЗАКОН\n\nСтаття 1. Предмет\nЦей закон визначає правила.\nСтаття 2. Дія\nЗакон діє всюди.\n"
    options = ["--tradition", "uk"]
    assert cli.main(["law", "amend", *files(act=act, amendment=AMENDMENT), *options]) == 1
    assert "Amendments are read in en, kk, mn, ro, ru" in capsys.readouterr().err
