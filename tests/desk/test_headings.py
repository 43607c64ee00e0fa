"""Sheets and columns of the workbook in each language of the project: known, and no two called the same."""

from collections import Counter

import pytest
from django.conf import settings

from tumar.desk.imports import SHEETS

LANGUAGES = [code for code, _name in settings.LANGUAGES]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_sheets_and_no_two_columns_of_one_are_called_the_same(language):
    assert [
        name for name, times in Counter(one.called(language) for one in SHEETS).items() if times > 1
    ] == []
    for sheet in SHEETS:
        assert len(sheet.called(language)) <= 31  # what a spreadsheet program takes
        counted = Counter(column.called(language) for column in sheet.columns)
        assert [name for name, times in counted.items() if times > 1] == [], sheet.name


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_is_known_again_as_its_own_sheet_or_column_alone(language):
    for sheet in SHEETS:
        assert [one.name for one in SHEETS if one.goes_by(sheet.called(language))] == [sheet.name]
        for column in sheet.columns:
            known = [one.key for one in sheet.columns if one.goes_by(column.called(language))]
            assert known == [column.key], sheet.name


def test_everything_is_called_otherwise_in_dari():
    told = [one for sheet in SHEETS for one in (sheet, *sheet.columns)]
    names = {getattr(one, "header", getattr(one, "name", "")) for one in told}
    assert {name for one in told if (name := one.called("fa-af")) in names} == set()
