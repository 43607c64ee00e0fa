"""Small workbooks for tests, built cell by cell; each sheet names only the columns that matter."""

import io
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook

from tests.people import MACHINE
from tumar.desk import imports
from tumar.kernel.permissions import Permission
from tumar.kernel.scope import Reach, Scope
from tumar.people.models import Person

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


PARTICIPATION = {"Event": "P53-KZ-2018-01", "Person": "UZ-000001", "Role": "participant"}
GOODS = [
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
]


def _programme() -> dict[str, list[dict[str, Any]]]:
    """Who pays and where: the sheets on which the others rest."""
    money = {"Budget EUR": 6500000, "Areas": "legal-framework", "Categories": "biological"}
    claim = {"Programme": "P53", "Indicator": "equipment_value", "Figure": 1600000, "Qualifier": "over"}
    return {
        "Organisations": [LABORATORY, {"Code": "EU", "Name": "European Union", "Kind": "international"}],
        "Programmes": [{**PROGRAMME, "Funder": "EU", **money}],
        "Objectives": [{"Programme": "P53", "Number": 1, "Title en": "Raise awareness"}],
        "Activity lines": [{"Programme": "P53", "Code": "A1", "Objective": 1, "Title en": "Workshops"}],
        "Partner countries": [{"Programme": "P53", "Country": "Kazakhstan", "From": date(2017, 1, 1)}],
        "Responses": [{"Code": "COVID-19", "Name en": "COVID-19 response", "From": date(2020, 3, 11)}],
        "Claims": [{**claim, "As of": date(2024, 4, 10), "Source": "Public page"}],
    }


def _workshop() -> dict[str, list[dict[str, Any]]]:
    """A workshop of two days with a trainer, who is qualified by it, and a participant."""
    trainer = {"Event": "P53-KZ-2018-01", "Person": "KZ-000001"}
    qualified = {"Code": "Q-1", **trainer, "Programme": "P53", "From": date(2018, 4, 3)}
    return {
        "Persons": [AIZHAN, DILSHOD],
        "Events": [{**WORKSHOP, "Activity line": "A1", "Response": "COVID-19", "Countries": "KZ; UZ"}],
        "Sessions": list(SESSIONS),
        "Event persons": [
            {**trainer, "Role": "trainer", "Attended": "yes"},
            {**PARTICIPATION, "Sessions present": "2"},
        ],
        "Qualifications": [qualified],
    }


def _consignment() -> dict[str, list[dict[str, Any]]]:
    """Goods in two currencies, with the rate that one of them needs."""
    rate = {"Currency": "USD", "Month": "2020-03", "Units per euro": 1.1063, "Source": "Illustrative"}
    consignment = {"Code": "C-1", "Programme": "P53", "Response": "COVID-19", "Recipient": "KZ-LAB"}
    return {
        "Exchange rates": [rate],
        "Consignments": [{**consignment, "Handed over": date(2020, 3, 5)}],
        "Consignment lines": list(GOODS),
    }


def a_whole_programme(**replaced: Any) -> dict[str, list[dict[str, Any]]]:
    """A little of everything, in order; whole sheets can be replaced by name, blanks as underscores."""
    sheets = {**_programme(), **_workshop(), **_consignment()}
    return sheets | {name.replace("_", " "): rows for name, rows in replaced.items()}


def office_of(country: str) -> Scope:
    """Somebody who may do everything in one country and nothing elsewhere."""
    return Scope(None, f"{country} office", dict.fromkeys(Permission, (Reach(frozenset({country})),)))


def check(sheets, *, by=MACHINE, **options) -> imports.Plan:
    """The plan of a workbook with these sheets."""
    return imports.read_book(a_book(sheets), by=by, **options)


def bring(sheets, **options) -> imports.Plan:
    """The plan of a workbook that was imported as well."""
    plan = check(sheets)
    imports.apply(plan, by=MACHINE, **options)
    return plan


def found(plan: imports.Plan) -> list[str]:
    """What was found, a sentence each."""
    return [str(finding) for finding in plan.findings]


def only(plan: imports.Plan) -> imports.Finding:
    """The one thing that was found."""
    assert len(plan.findings) == 1, found(plan)
    return plan.findings[0]


def the_person(code: str = "KZ-000001") -> Person:
    """A person as on file: Aizhan, unless said otherwise."""
    return Person.objects.get(code=code)
