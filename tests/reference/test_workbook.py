"""The workbook is whole: references resolve, codes are unique, names fit their country, files are there."""

import hashlib
import re
import unicodedata
import zipfile
from collections import Counter
from datetime import timedelta

import pytest

from tumar import reference
from tumar.events.models import Event, Involvement
from tumar.kernel.codes import is_code
from tumar.people.models import Organisation
from tumar.people.rules import OccupationGroup
from tumar.programmes.models import ProgrammeTag
from tumar.reference import latin, names, stock
from tumar.reference.book import SHEETS
from tumar.reference.names import AVOIDED
from tumar.supplies.models import ConsignmentLine

CYRILLIC, ROMAN, BOTH = frozenset({"CYRILLIC"}), frozenset({"LATIN"}), frozenset({"CYRILLIC", "LATIN"})
SCRIPTS = {
    **dict.fromkeys(("KZ", "KG", "TJ", "MN", "MK", "UA"), CYRILLIC),
    **dict.fromkeys(("AL", "AZ", "MD", "GB", "NL", "XK"), ROMAN),
    **dict.fromkeys(("UZ", "BA", "ME", "RS"), BOTH),
    **dict.fromkeys(("AF", "PK"), frozenset({"ARABIC"})),
    "AM": {"ARMENIAN"},
    "GE": {"GEORGIAN"},
}
OWN = ("Family name", "Given name", "Patronymic", "Single name")
LATIN = tuple(f"{name} Latin" for name in OWN)
# Column: the sheet that it refers to.
REFERENCES = {
    "Programmes": {"Funder": "Organisations", "Implementer": "Organisations"},
    "Objectives": {"Programme": "Programmes"},
    "Activity lines": {"Programme": "Programmes"},
    "Partner countries": {"Programme": "Programmes"},
    "Claims": {"Programme": "Programmes"},
    "Organisations": {"Part of": "Organisations"},
    "Persons": {"Employer": "Organisations"},
    "Events": {
        "Programme": "Programmes",
        "Response": "Responses",
        "Activity line": "Activity lines",
        "Hosts": "Organisations",
        "Co-organisers": "Organisations",
    },
    "Sessions": {"Event": "Events"},
    "Event persons": {"Event": "Events", "Person": "Persons"},
    "Qualifications": {"Person": "Persons", "Programme": "Programmes", "Event": "Events"},
    "Consignments": {
        "Programme": "Programmes",
        "Response": "Responses",
        "Recipient": "Organisations",
    },
    "Consignment lines": {"Consignment": "Consignments"},
}
KEYS = {
    "Objectives": ("Programme", "Number"),
    "Partner countries": ("Programme", "Country", "From"),
    "Claims": ("Programme", "Indicator", "As of", "Source"),
    "Sessions": ("Event", "Number"),
    "Event persons": ("Event", "Person", "Role"),
    "Exchange rates": ("Currency", "Month"),
    "Consignment lines": ("Consignment", "Line"),
}


def listed(cell):
    return [part.strip() for part in str(cell or "").split(";") if part.strip()]


def scripts(text):
    return {
        "GEORGIAN" if "GEORGIAN" in unicodedata.name(letter) else unicodedata.name(letter).split()[0]
        for letter in text
        if letter.isalpha() and unicodedata.category(letter) != "Lm"
    }


def test_the_sheets_and_columns_are_the_agreed_ones(rows):
    assert list(rows) == list(SHEETS)
    for name, header in SHEETS.items():
        assert "|".join(rows[name][0]) == header


@pytest.mark.parametrize("sheet", REFERENCES)
def test_references_resolve(rows, sheet):
    for column, other in REFERENCES[sheet].items():
        known = {row["Code"] for row in rows[other]}
        used = {code for row in rows[sheet] for code in listed(row[column])}
        assert used <= known
        assert used


@pytest.mark.parametrize("sheet", SHEETS)
def test_nothing_is_told_twice(rows, sheet):
    keys = KEYS.get(sheet, ("Code",))
    times = Counter(tuple(row[key] for key in keys) for row in rows[sheet])
    assert [key for key, number in times.items() if number > 1] == []
    assert all(is_code(row["Code"]) for row in rows[sheet] if "Code" in row)


@pytest.mark.parametrize(
    ("sheet", "column", "choices"),
    [
        ("Organisations", "Kind", Organisation.Kind.values),
        ("Programmes", "Areas", ProgrammeTag.Area.values),
        ("Programmes", "Categories", ProgrammeTag.Category.values),
        ("Persons", "Sex", ["F", "M"]),
        ("Persons", "Occupation group", list(OccupationGroup)),
        ("Events", "Kind", Event.Kind.values),
        ("Events", "Reach", Event.Reach.values),
        ("Event persons", "Role", Involvement.Role.values),
        ("Event persons", "Attended", ["yes", "no"]),
        ("Consignment lines", "Category", ConsignmentLine.Category.values),
    ],
)
def test_code_lists_are_kept_to(rows, sheet, column, choices):
    assert {code for row in rows[sheet] for code in listed(row[column])} <= set(choices)


def test_an_event_is_for_a_country_or_for_several(rows):
    for event in rows["Events"]:
        assert (event["Reach"] == "country") == bool(event["Country"])
        assert (event["Reach"] != "country") == bool(event["Countries"])
        assert event["First day"] <= (event["Last day"] or event["First day"])


def test_a_head_count_has_a_source_and_no_list_beside_it(rows):
    with_list = {row["Event"] for row in rows["Event persons"]}
    for event in rows["Events"]:
        assert bool(event["Head count"]) == bool(event["Head count source"])
        assert bool(event["Head count"]) == (event["Code"] not in with_list)


def test_marks_agree_with_the_list_and_the_sessions(rows):
    sessions = Counter(row["Event"] for row in rows["Sessions"])
    for row in rows["Event persons"]:
        present = [int(number) for number in listed(row["Sessions present"])]
        assert set(present) <= set(range(1, sessions[row["Event"]] + 1))
        assert bool(present) == (row["Role"] == "participant" and row["Attended"] == "yes")


def test_sessions_lie_within_their_event(rows):
    events = {event["Code"]: event for event in rows["Events"]}
    for row in rows["Sessions"]:
        event = events[row["Event"]]
        assert row["Day"] == event["First day"] + timedelta(days=row["Number"] - 1)
        assert row["Day"] <= (event["Last day"] or event["First day"])


def test_nobody_is_trainer_and_participant_of_one_workshop(rows):
    times = Counter((row["Event"], row["Person"]) for row in rows["Event persons"])
    assert max(times.values()) == 1


def test_names_are_written_in_the_script_of_their_country(rows):
    for person in rows["Persons"]:
        own = " ".join(person[name] or "" for name in OWN)
        latin = " ".join(person[name] or "" for name in LATIN)
        assert (own + latin).strip()
        assert scripts(own) <= SCRIPTS[person["Country"]], own
        assert latin.isascii(), latin
        assert unicodedata.is_normalized("NFC", own)


def test_names_have_the_parts_that_their_country_knows(rows):
    share = Counter()
    for person in rows["Persons"]:
        share[person["Country"], "all"] += 1
        share[person["Country"], "patronymic"] += bool(person["Patronymic"] or person["Patronymic Latin"])
        share[person["Country"], "single"] += bool(person["Single name"] or person["Single name Latin"])
        share[person["Country"], "no family"] += not (person["Family name"] or person["Family name Latin"])
    assert share["KZ", "patronymic"] > 0.7 * share["KZ", "all"]
    assert share["MN", "patronymic"] == share["MN", "all"]
    assert share["MN", "no family"] > 0.8 * share["MN", "all"]
    assert share["GE", "patronymic"] == share["AL", "patronymic"] == 0
    assert {country for country, what in share if what == "single" and share[country, what]} == {"AF", "PK"}


def test_forms_of_names_agree_with_the_sex(rows):
    for person in rows["Persons"]:
        ending = (person["Patronymic"] or "")[-3:]
        if ending in {"вич", "ұлы", "ғли", "ʻli", "ğlu"}:
            assert person["Sex"] in ("M", None), person
        if ending in {"вна", "ызы", "изи", "izi", "ızı"}:
            assert person["Sex"] in ("F", None), person


@pytest.mark.parametrize(("column", "most"), [("Sex", 0.05), ("Occupation group", 0.04)])
def test_little_is_unknown_but_something_is(rows, column, most):
    unknown = sum(person[column] is None for person in rows["Persons"])
    assert 0 < unknown < most * len(rows["Persons"])


def test_namesakes_are_few(rows):
    names = Counter(
        (person["Country"], *(person[name] for name in LATIN))
        for person in rows["Persons"]
        if person["Family name Latin"] or person["Given name Latin"]
    )
    assert sum(number - 1 for number in names.values()) < 30


def test_nobody_is_called_like_somebody_in_public_life(rows):
    called = {
        f"{person['Family name Latin'] or person['Patronymic Latin']} {person['Given name Latin']}"
        for person in rows["Persons"]
    }
    assert called & AVOIDED == set()


def test_each_avoided_name_could_have_come_out():
    words = {country: words_in_stock(country) for country in SCRIPTS if country not in ("GB", "NL")}
    idle = [name for name in AVOIDED if not any(set(name.split()) <= there for there in words.values())]
    assert idle == []


def words_in_stock(country):
    return {
        form.latin or latin.plain(names.in_latin(own, pool.language))
        for pool in stock.of(country).pools
        for some in (pool.male, pool.female, pool.family, *(way.forms for way in pool.patronymics))
        for form in some
        for own in (form.male, form.female)
    }


def test_nobody_can_be_written_to_or_called(rows):
    addresses = [person["E-mail"] for person in rows["Persons"] if person["E-mail"]]
    assert len(addresses) == len(set(addresses)) > 1000
    assert all(re.fullmatch(r"[a-z0-9.-]+@example\.org", address) for address in addresses)
    assert not any(person["Telephone"] for person in rows["Persons"])


def test_each_event_and_each_handover_has_its_file(rows, path):
    named = [
        row["Evidence"] for sheet in ("Events", "Consignments") for row in rows[sheet] if row["Evidence"]
    ]
    kept = {file.relative_to(path.parent).as_posix() for file in (path.parent / "evidence").iterdir()}
    assert set(named) == kept
    assert len(named) == len(rows["Events"]) + len(rows["Consignments"]) - 1
    for name in named:
        content = (path.parent / name).read_bytes()
        assert content.startswith(b"%PDF-")
        assert len(content) <= 20_000


def test_the_same_seed_gives_the_same_bytes(path, tmp_path):
    reference.making.make.cache_clear()
    again = reference.write(tmp_path)
    files = ("P53.xlsx", "evidence/P53-KZ-TOT.pdf", "evidence/P53-MN-S02.pdf")
    for name in files:
        ours, theirs = (hashlib.sha256((folder / name).read_bytes()) for folder in (path.parent, tmp_path))
        assert ours.hexdigest() == theirs.hexdigest(), name
    assert {entry.date_time[0] for entry in zipfile.ZipFile(again).infolist()} == {1980}


def test_another_seed_gives_other_persons(rows):
    other = reference.making.make(7).book.rows["Persons"]
    assert other[0] != rows["Persons"][0]
