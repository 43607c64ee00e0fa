"""A list that was downloaded, edited and sent back changes what was edited, and nothing else."""

import csv
import io

import pytest
from openpyxl import load_workbook

from tests.people import MACHINE, OFFICE, a_person, an_organisation, signed_in
from tumar.desk.lists_in import planning, reading
from tumar.desk.lists_in.context import context_of
from tumar.desk.lists_in.kinds import KINDS
from tumar.people.actions import persons
from tumar.people.rules import RoleKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def everybody():
    """Persons with names of every make, and what lists show of them."""
    laboratory = an_organisation("Республиканская лаборатория", country="KG")
    a_person("Karimov", "Dilshod", country="UZ", sex="M", group="human-lab", birth_year=1980)
    a_person("", "", family="Ахметова", given="Айжан", patronymic="Сериковна", sex="F", group="vet-lab")
    a_person("Dorj", "Bat", country="MN", patronymic_latin="Ganbaatar", position="head of department")
    a_person("", "", single="احمد", country="AF", group="public-health")
    a_person("", "", family="Асанов", given="Бек", country="KG", employer=laboratory, sex="M")
    a_person("=Cmd", "+Plus", country="KZ")


def downloaded(kind: str, language: str = "en", what: str = "persons") -> bytes:
    client = signed_in(RoleKind.PROGRAMME_OFFICE)
    client.cookies["language"] = language
    address = "/desk/people/" if what == "persons" else "/desk/people/organisations/"
    answer = client.get(f"{address}?format={kind}")
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


def planned(content: bytes, kind: str, what: str = "persons"):
    tables = reading.tables_of(content, f"{what}.{kind}", what)
    mapping = {column["key"]: column["field"] for table in tables for column in table["columns"]}
    listed = reading.rows_of(content, f"{what}.{kind}", what, mapping)
    return list(planning.plan(listed, KINDS[what], context_of({}, OFFICE)))


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("language", ["en", "ru"])
def test_untouched_rows_change_nothing(everybody, kind, language):
    found = planned(downloaded(kind, language), kind)
    assert [(one.decision, one.changes) for one in found] == [("unchanged", {})] * 6


def test_organisations_that_were_not_touched_change_nothing(everybody):
    an_organisation("World Health Organization", country=None, kind="international", name_latin="WHO")
    found = planned(downloaded("csv", what="organisations"), "csv", "organisations")
    assert [(one.decision, one.changes) for one in found] == [("unchanged", {})] * 2


def test_an_edited_cell_amends_its_record_alone(everybody):
    rows = list(csv.reader(io.StringIO(downloaded("csv").decode("utf-8-sig"))))
    position = rows[0].index("position")
    edited = next(row for row in rows if "Karimov" in " ".join(row))
    edited[position] = "head of laboratory"
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    found = planned(text.getvalue().encode(), "csv")
    changed = [one for one in found if one.decision != "unchanged"]
    assert [(one.decision, one.changes) for one in changed] == [
        ("matched", {"position": ["", "head of laboratory"]})
    ]


def edited(who: str, **cells: str) -> bytes:
    """The download with some cells of one row changed, by their headings."""
    rows = list(csv.reader(io.StringIO(downloaded("csv").decode("utf-8-sig"))))
    own = next(row for row in rows if who in row)
    for heading, value in cells.items():
        own[rows[0].index(heading.replace("_", " "))] = value
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


@pytest.mark.parametrize(
    ("cells", "changes"),
    [
        ({"single_name": "احمدشاه"}, {"single": ["احمد", "احمدشاه"]}),
        (
            {"single_name": "", "family_name": "احمدی", "given_name": "احمد"},
            {"single": ["احمد", ""], "family": ["", "احمدی"], "given": ["", "احمد"]},
        ),
    ],
)
def test_a_single_name_can_be_edited_and_become_a_whole_one(everybody, cells, changes):
    found = planned(edited("احمد", **cells), "csv")
    changed = [one for one in found if one.decision != "unchanged"]
    assert [(one.decision, one.changes) for one in changed] == [("matched", changes)]


def test_a_single_name_in_passport_latin_is_added_beside_the_other(everybody):
    content = edited("احمد", **{"single_name,_passport_Latin": "Ahmad"})
    changed = [one for one in planned(content, "csv") if one.decision != "unchanged"]
    assert [one.changes for one in changed] == [{"single_latin": ["", "Ahmad"]}]


def test_a_name_with_the_sign_of_a_formula_leaves_as_text(everybody):
    book = load_workbook(io.BytesIO(downloaded("xlsx")))
    values = [cell for row in book.active.iter_rows(values_only=True) for cell in row if cell]
    assert "'=Cmd" in values
    assert not [value for value in values if str(value).startswith("=")]


def test_a_record_that_was_changed_meanwhile_keeps_what_the_list_does_not_say(everybody):
    content = downloaded("csv")
    person = persons.create_person({"family_latin": "Late", "country_id": "KZ"}, by=MACHINE)
    assert person.code not in content.decode()
    assert len(planned(content, "csv")) == 6
