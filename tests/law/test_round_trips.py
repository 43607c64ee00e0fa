"""What goes out comes back: acts as Akoma Ntoso, sets as YAML and workbooks, in every language."""

import io

import pytest
from openpyxl import Workbook, load_workbook

from tests.law.reading import NAMES, act, letters_of, said
from tests.law.test_oscal import a_set_in
from tumar.kernel.sheets import safe
from tumar.law.models.words import LANGUAGES as LAW_LANGUAGES
from tumar.law.queries.requirements import opened_file
from tumar.law.rules.akn import akn
from tumar.law.rules.reading import read_akn
from tumar.law.rules.requirements import LANGUAGES, read_set, read_yaml, write_yaml
from tumar.law.rules.requirements.grids import write_grids
from tumar.law.rules.structure import recognise
from tumar.law.rules.units import Kind, Structure, Unit

# A few signs of each script of the region; words are no matter to the format.
SCRIPTS = {
    "Cyrl": "Қауіпсіздік ғылым ӯ ҳ ҷ ѓ ќ љ њ ћ ђ ї є «…» №",
    "Latn": "Oʻzbekiston gʼ ş ţ ș ț ë ç ž š đ ý ň ü ö ə ğ ı “…”",
    "Arab": "قانون ایمنی زیستی ـ ۱۲۳ ګ ړ ټ ڼ ھ ے «…»",
    "Geor": "ბიოუსაფრთხოების კანონი „…“",
    "Armn": "Կենսաանվտանգության օրենք «…»",
    "Mong": "Биологийн аюулгүй байдал ө ү",
    "Hani": "生物安全法 （一）《…》",
}
WORDS = " · ".join(SCRIPTS.values())


def an_act(language: str) -> Structure:
    """A small act whose every text holds signs of all scripts."""
    article = "chp_1__art_12-1"
    return Structure(
        language,
        language,
        (
            Unit(Kind.PREFACE, "preface", text=WORDS),
            Unit(Kind.CHAPTER, "chp_1", "Глава 1.", WORDS),
            Unit(Kind.ARTICLE, article, "Статья 12¹.", SCRIPTS["Geor"], parent="chp_1"),
            Unit(Kind.PARAGRAPH, f"{article}__para_1", "1.", text=WORDS, parent=article),
            Unit(Kind.POINT, f"{article}__para_1__point_1", "1)", text=WORDS, parent=f"{article}__para_1"),
            Unit(Kind.ARTICLE, "chp_1__art_13", "13.", SCRIPTS["Arab"], parent="chp_1", repealed=True),
        ),
    )


def told(structure: Structure) -> list[tuple[str, str, str, str, str]]:
    return [(unit.kind.value, unit.eid, unit.label, unit.heading, unit.text) for unit in structure.units]


@pytest.mark.parametrize("language", [code for code, _name in LAW_LANGUAGES])
def test_an_act_in_any_language_comes_back_from_akoma_ntoso_as_it_went(language):
    one = an_act(language)
    found = read_akn(akn(one))
    assert told(found) == told(one)
    assert found.language == language


@pytest.mark.parametrize("name", NAMES)
def test_an_act_of_each_tradition_comes_back_from_akoma_ntoso_letter_by_letter(name):
    one = recognise(act(name))
    assert said(read_akn(akn(one))) == said(one)
    assert letters_of(" ".join(unit.label for unit in read_akn(akn(one)).units)) == letters_of(
        " ".join(unit.label for unit in one.units)
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_set_in_any_language_comes_back_from_yaml_and_from_a_workbook(language):
    one = a_set_in(language)
    values, faults = read_yaml(write_yaml(one).encode())
    assert faults == ()
    assert read_set(values).set == one
    assert opened_file(book_of(one), "set.xlsx").set == one


def test_a_set_in_all_languages_at_once_comes_back_whatever_its_script():
    one = a_set_in(*LANGUAGES)
    assert opened_file(write_yaml(one).encode(), "set.yaml").set == one
    assert opened_file(book_of(one), "set.xlsx").set == one
    headings = [cell.value for cell in load_workbook(io.BytesIO(book_of(one)))["requirements"][1]]
    assert {f"title[{language}]" for language in LANGUAGES} <= set(headings)


def book_of(one) -> bytes:
    """A set as a workbook, the way it is given out."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in write_grids(one).items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([safe(value) for value in row])
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()
