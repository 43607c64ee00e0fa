"""Small workbooks for tests, built cell by cell; each sheet names only the columns that matter."""

import io
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook

Sheets = Mapping[str, Sequence[Mapping[str, Any]]]


def a_book(sheets: Sheets) -> bytes:
    """A workbook with these sheets; the headers are those of each sheet's rows, in the order first met."""
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        page = book.create_sheet(title)
        headers = list(dict.fromkeys(header for row in rows for header in row))
        page.append(headers)
        for row in rows:
            page.append([row.get(header) for header in headers])
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


PROGRAMME = {
    "Code": "P53",
    "Title en": "Biosafety training",
    "Title ru": "Обучение",
    "Starts": date(2017, 1, 1),
}
LABORATORY = {"Code": "KZ-LAB", "Name": "Лаборатория", "Kind": "laboratory", "Country": "KZ"}
AIZHAN = {
    "Code": "KZ-000001",
    "Family name": "Ахметова",
    "Given name": "Айжан",
    "Family name Latin": "Akhmetova",
    "Given name Latin": "Aizhan",
    "Sex": "F",
    "Occupation group": "human-lab",
    "Country": "Kazakhstan",
    "Employer": "KZ-LAB",
}
DILSHOD = {"Code": "UZ-000001", "Single name": "Дилшод", "Country": "Узбекистан"}
WORKSHOP = {
    "Code": "P53-KZ-2018-01",
    "Kind": "training",
    "Reach": "country",
    "Title en": "Training workshop",
    "Programme": "P53",
    "Country": "KZ",
    "Place": "Almaty",
    "First day": date(2018, 4, 2),
    "Last day": "03.04.2018",
    "Languages": "ru; kk",
    "Hosts": "KZ-LAB",
}
SESSIONS = [
    {"Event": "P53-KZ-2018-01", "Number": 1, "Day": date(2018, 4, 2)},
    {"Event": "P53-KZ-2018-01", "Number": 2, "Day": date(2018, 4, 3), "Title": "Second day"},
]


def a_whole_programme(**replaced: Any) -> dict[str, list[dict[str, Any]]]:
    """A little of everything, in order; whole sheets can be replaced by name, blanks as underscores."""
    sheets: dict[str, list[dict[str, Any]]] = {
        "Organisations": [LABORATORY, {"Code": "EU", "Name": "European Union", "Kind": "international"}],
        "Programmes": [
            {
                **PROGRAMME,
                "Funder": "EU",
                "Budget EUR": 6500000,
                "Areas": "legal-framework",
                "Categories": "biological",
            }
        ],
        "Objectives": [{"Programme": "P53", "Number": 1, "Title en": "Raise awareness"}],
        "Activity lines": [{"Programme": "P53", "Code": "A1", "Objective": 1, "Title en": "Workshops"}],
        "Partner countries": [{"Programme": "P53", "Country": "Kazakhstan", "From": date(2017, 1, 1)}],
        "Responses": [{"Code": "COVID-19", "Name en": "COVID-19 response", "From": date(2020, 3, 11)}],
        "Claims": [
            {
                "Programme": "P53",
                "Indicator": "equipment_value",
                "Figure": 1600000,
                "Qualifier": "over",
                "As of": date(2024, 4, 10),
                "Source": "Public page",
            }
        ],
        "Persons": [AIZHAN, DILSHOD],
        "Events": [{**WORKSHOP, "Activity line": "A1", "Response": "COVID-19", "Countries": "KZ; UZ"}],
        "Sessions": list(SESSIONS),
        "Event persons": [
            {"Event": "P53-KZ-2018-01", "Person": "KZ-000001", "Role": "trainer", "Attended": "yes"},
            {
                "Event": "P53-KZ-2018-01",
                "Person": "UZ-000001",
                "Role": "participant",
                "Sessions present": "2",
            },
        ],
        "Qualifications": [
            {
                "Code": "Q-1",
                "Person": "KZ-000001",
                "Programme": "P53",
                "Event": "P53-KZ-2018-01",
                "From": date(2018, 4, 3),
            }
        ],
        "Exchange rates": [
            {"Currency": "USD", "Month": "2020-03", "Units per euro": 1.1063, "Source": "Illustrative"}
        ],
        "Consignments": [
            {
                "Code": "C-1",
                "Programme": "P53",
                "Response": "COVID-19",
                "Recipient": "KZ-LAB",
                "Handed over": date(2020, 3, 5),
            }
        ],
        "Consignment lines": [
            {
                "Consignment": "C-1",
                "Line": 1,
                "Category": "rt-pcr",
                "Description": "Analyser",
                "Quantity": 2,
                "Unit value": 30000,
                "Currency": "USD",
            },
            {
                "Consignment": "C-1",
                "Line": 2,
                "Category": "ppe",
                "Description": "Gloves",
                "Quantity": 100.5,
                "Unit": "box",
                "Unit value": "12,5",
                "Currency": "EUR",
            },
        ],
    }
    return sheets | {name.replace("_", " "): rows for name, rows in replaced.items()}
