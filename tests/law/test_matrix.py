"""The matrix: countries by requirements on a day, out of one query, in the words of each scale."""

import csv
import io
import json
from datetime import date

import pytest
from openpyxl import load_workbook

from tests.law.rounds import (
    AS_OF,
    a_closed_round,
    a_provision,
    a_requirement,
    a_round,
    a_set,
    agreed,
    code_it,
    coders,
    set_file,
)
from tests.people import KZ_COORDINATOR, MACHINE, OFFICE, UZ_COORDINATOR
from tumar.config import cli
from tumar.law.actions import findings, requirements
from tumar.law.forms.rounds import MatrixForm
from tumar.law.queries.matrix import matrix, sources_of, titles_of
from tumar.law.rules.findings import Change

pytestmark = pytest.mark.django_db


def of(scope=OFFICE, countries=("KZ", "UZ"), set_codes=("TREATY",), as_of=AS_OF, **named):
    return matrix(scope, countries=countries, set_codes=set_codes, as_of=as_of, **named)


def words(found):
    return {row.code: {code: row.word(code) for code in found.countries} for row in found.rows}


def test_each_country_has_its_word_for_each_requirement():
    version = a_set()
    kazakh, uzbek = a_round(versions=[version]), a_round("UZ", versions=[version])
    agreed(kazakh, a_requirement(version, "A-1"), text=a_provision())
    agreed(kazakh, a_requirement(version, "A-2"))
    agreed(uzbek, a_requirement(version, "A-1"), on_paper="not-applicable")
    assert words(of()) == {
        "A-1": {"KZ": "yes", "UZ": "NA"},
        "A-2": {"KZ": "not-found-confirm", "UZ": ""},
        "A-3": {"KZ": "", "UZ": ""},
    }


def test_what_is_not_decided_is_not_in_the_matrix_and_what_is_not_confirmed_says_so():
    version = a_set()
    one = a_round(versions=[version])
    first, second = coders(one)
    requirement = a_requirement(version)
    code_it(one, requirement, first)
    code_it(one, requirement, second, text=a_provision())
    assert of().rows[0].cells["KZ"].marks is None
    findings.decide_finding(one, requirement, {"on_paper": "found"}, reason="A", by=first)
    cell = of().rows[0].cells["KZ"]
    assert cell.marks.on_paper == "found"
    assert not cell.is_confirmed


def test_the_round_of_a_day_is_the_newest_up_to_it():
    version = a_set()
    old = a_round(versions=[version], as_of=date(2024, 1, 1))
    new = a_round(versions=[version], as_of=date(2026, 1, 1))
    asked = {"countries": ["KZ"], "set_codes": ["TREATY"]}
    for day, expected in ((date(2025, 6, 1), old), (date(2026, 1, 1), new)):
        assert [one.round for one in sources_of(OFFICE, as_of=day, **asked)] == [expected]
    assert sources_of(OFFICE, as_of=date(2023, 1, 1), **asked) == []


def test_a_country_s_rounds_are_its_own_until_they_are_published():
    a_closed_round()
    assert of(KZ_COORDINATOR).sources
    assert of(UZ_COORDINATOR).sources == []
    # The rows of the set stand there all the same: nothing was assessed, as far as one may see.
    assert [row.code for row in of(UZ_COORDINATOR).rows] == ["A-1", "A-2", "A-3"]


def test_rounds_of_different_versions_meet_by_the_code_of_the_requirement():
    old = a_set()
    kazakh = a_round(versions=[old])
    agreed(kazakh, a_requirement(old))
    draft = requirements.receive_set(content=set_file(version="2", how_many=4), name="s.yaml", by=MACHINE)
    new = requirements.take_draft(draft, by=MACHINE)
    uzbek = a_round("UZ", versions=[new])
    agreed(uzbek, a_requirement(new), on_paper="not-applicable")
    found = of()
    assert [row.code for row in found.rows] == ["A-1", "A-2", "A-3", "A-4"]
    assert words(found)["A-1"] == {"KZ": "not-found-confirm", "UZ": "NA"}
    assert found.rows[0].requirement == a_requirement(new).pk
    assert "KZ" not in found.rows[3].cells


def test_sets_stand_in_the_order_asked_for():
    a_round(versions=[a_set("one"), a_set("two")])
    assert [row.set_code for row in of(set_codes=("TWO", "ONE")).rows] == ["TWO"] * 3 + ["ONE"] * 3


def test_what_changed_since_the_round_before_is_told():
    version = a_set()
    before = a_closed_round(versions=[version], as_of=date(2024, 1, 1))
    now = a_round(versions=[version], previous=before)
    agreed(now, a_requirement(version), text=a_provision())
    agreed(now, a_requirement(version, "A-2"))
    found = of(compared=True)
    assert [row.cells["KZ"].changed for row in found.rows] == [Change.MORE, Change.NEW, None]
    assert {row.cells["KZ"].changed for row in of().rows} == {None}


def test_the_number_of_queries_does_not_grow_with_countries_and_requirements(django_assert_num_queries):
    version = a_set(how_many=40)
    for country in ("KZ", "UZ", "TJ"):
        agreed(a_round(country, versions=[version]), a_requirement(version))
    with django_assert_num_queries(2):
        found = of(countries=("KZ", "UZ", "TJ"))
    assert len(found.rows) == 40
    with django_assert_num_queries(1):
        assert titles_of(found.rows, "ru")[found.rows[0].requirement] == "Обязанность 1"


def command(capsys, *given):
    code = cli.main(["law", "matrix", *given])
    told = capsys.readouterr()
    return code, told.out, told.err


@pytest.fixture
def kazakh_round():
    version = a_set()
    one = a_round(versions=[version])
    agreed(one, a_requirement(version), text=a_provision())
    return one


ASKED = ("--country", "KZ", "--sets", "treaty", "--as-of", "2026-01-01")


def test_the_command_prints_text(capsys, kazakh_round):
    code, out, err = command(capsys, *ASKED)
    assert (code, err) == (0, "")
    assert f"KZ TREATY@1: round {kazakh_round.code}, under way" in out
    [line] = [line for line in out.splitlines() if "A-1" in line]
    assert "Duty 1" in line
    assert line.endswith("KZ: yes")


def test_the_command_gives_json_in_codes_whatever_the_language(capsys, kazakh_round):
    code, out, _err = command(capsys, *ASKED, "--format", "json", "--lang", "ru")
    told = json.loads(out)
    assert code == 0
    assert told["rows"][0]["title"] == "Обязанность 1"
    assert told["rows"][0]["cells"]["KZ"] == {
        "round": kazakh_round.code,
        "word": "yes",
        "on_paper": "found",
        "in_force": "not-assessed",
        "applied": "not-assessed",
        "level": None,
        "confidence": "medium",
        "confirmed": True,
    }
    assert "score" not in out


def test_the_command_gives_csv_and_a_workbook(capsys, kazakh_round, tmp_path):
    _code, out, _err = command(capsys, *ASKED, "--format", "csv")
    rows = list(csv.reader(io.StringIO(out)))
    assert rows[0][:5] == ["set", "code", "requirement", "area", "KZ"]
    assert rows[1][4:6] == ["yes", "found"]
    place = tmp_path / "matrix.xlsx"
    code, _out, _err = command(capsys, *ASKED, "--format", "xlsx", "--output", str(place))
    assert code == 0
    assert load_workbook(place).worksheets[0]["B2"].value == "A-1"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("--country", "QQ", "--sets", "treaty"), "There is no country 'QQ'."),
        (("--country", "KZ", "--sets", "nosuch"), "There is no requirement set 'nosuch'; there are treaty."),
        (("--country", ",", "--sets", "treaty"), "Name at least one country and one set."),
        ((*ASKED[:4], "--as-of", "yesterday"), "'yesterday' is no day; write it as 2026-01-31."),
        ((*ASKED, "--lang", "xx"), "There is no language 'xx'"),
        ((*ASKED, "--format", "xlsx"), "Say with --output where the workbook goes."),
        ((*ASKED, "--format", "xlsx", "--output", "/nowhere/x.xlsx"), "cannot be written"),
    ],
)
def test_the_command_says_in_one_sentence_what_is_wrong(capsys, kazakh_round, given, said):
    code, _out, err = command(capsys, *given)
    assert code == 1
    assert said in err
    assert len(err.splitlines()) == 1


def test_the_sets_of_the_package_are_there_when_they_are_asked_for(capsys):
    code, out, err = command(capsys, "--country", "KZ", "--sets", "jee,bwc", "--as-of", "2026-01-01")
    assert code == 0
    assert "KZ: no round" in err
    assert out.index("JEE") < out.index("P7.1-licensing") < out.index("BWC") < out.index("IV-offence")
    assert command(capsys, "--country", "KZ", "--sets", "nosuch")[0] == 1


def test_a_country_without_a_round_is_said_to_have_none(capsys, kazakh_round):
    code, out, err = command(capsys, "--country", "KZ,UZ", *ASKED[2:])
    assert code == 0
    assert err == "UZ: no round about these sets is on file for the day.\n"
    assert "UZ: –" in out


def test_without_a_choice_every_country_with_a_round_is_shown_however_they_are_offered():
    version = a_set()
    a_round("KZ", versions=[version])
    # France belongs to no region of the programme, so the choice has two headings.
    a_round("FR", versions=[version])
    form = MatrixForm(None, scope=OFFICE)
    assert [group for group, _countries in form.fields["country"].choices] == [
        "Countries of the regions",
        "Other countries",
    ]
    assert form.asked["countries"] == ["FR", "KZ"]
