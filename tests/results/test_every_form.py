"""Page, JSON, CSV, text and PDF of a factsheet say the same figures, digit for digit, whatever they are."""

import csv
import io
import json
import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tumar.results.exports import files, pages, pdf, text
from tumar.results.figures import EUR, Factsheet, Figure
from tumar.results.indicators.definitions import DEFINITIONS
from tumar.results.telling import stated, worded

pytestmark = pytest.mark.django_db

DEFINED = {one.code: one for one in DEFINITIONS}
COUNTRIES = ("KZ", "KG", "TJ", "XK", "unknown")
MOST = 5_000_000_00
cells = st.dictionaries(st.sampled_from(COUNTRIES), st.integers(1, MOST), min_size=1)


def a_figure(code: str, by_country: dict[str, int], language: str) -> Figure:
    definition = DEFINED[code]
    value = sum(by_country.values())
    statement = stated(definition, value)
    return Figure(
        indicator=code,
        title=str(definition.title),
        unit=definition.unit.value,
        value=value,
        qualifier=statement.qualifier.value,
        sentence=worded(definition, statement, language),
        lines=value,
        by={"country": by_country},
        shown=("country",),
    )


def a_sheet(figures: list[Figure], language: str) -> Factsheet:
    return Factsheet("P53", "Project 053", date(2024, 12, 31), language, False, tuple(figures))


def digits(said: str) -> str:
    """Return the text without blanks of any kind, for these separate thousands and break lines."""
    return re.sub(r"\s+", "", said).lower()


def strings_of(values: Any) -> str:
    """Return every string that a template is given."""
    if isinstance(values, dict):
        return " ".join(map(strings_of, values.values()))
    if isinstance(values, list | tuple):
        return " ".join(map(strings_of, values))
    return str(values)


def said_by(sheet: Factsheet) -> dict[str, str]:
    """Return what each form for readers says."""
    page = re.sub(r"<[^>]+>", " ", pages.factsheet_html(sheet))
    printed = strings_of(pdf.values_of(sheet))
    return {
        form: digits(said)
        for form, said in {"page": page, "text": text.factsheet_text(sheet), "pdf": printed}.items()
    }


def in_csv(sheet: Factsheet) -> list[tuple[str, str, Decimal]]:
    rows = csv.reader(io.StringIO("".join(files.factsheet_csv(sheet)).removeprefix("\ufeff")))
    next(rows)
    return [(row[0], row[3], Decimal(row[5])) for row in rows]


def in_json(sheet: Factsheet) -> list[tuple[str, str, Decimal]]:
    told = json.loads(files.factsheet_json(sheet), parse_float=Decimal, parse_int=Decimal)
    found = []
    for figure in told["figures"]:
        found.append((figure["indicator"], "", figure["value"]))
        found += [(figure["indicator"], key, value) for key, value in figure["by"]["country"].items()]
    return found


@pytest.mark.parametrize("language", ["en", "ru"])
@given(counts=cells, cents=cells)
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_form_of_a_factsheet_says_the_same_digits(language, counts, cents):
    with translation.override(language):
        figures = [
            a_figure("cascade_workshops", counts, language),
            a_figure("equipment_value", cents, language),
        ]
        sheet = a_sheet(figures, language)
        said = said_by(sheet)
        table = in_csv(sheet)
    assert table == in_json(sheet)
    for figure in figures:
        held = Decimal(figure.value) / 100 if figure.unit == EUR else Decimal(figure.value)
        assert (figure.indicator, "", held) in table
        shown = f"{held:.2f}" if figure.unit == EUR else f"{held}"
        grouped = {"en": f"{Decimal(shown):,}", "ru": shown.replace(".", ",")}[language]
        for form, words in said.items():
            assert digits(figure.sentence) in words, form
            assert grouped in words, (form, figure.indicator)
