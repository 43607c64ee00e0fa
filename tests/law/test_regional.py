"""The report on the law of a region says the same digits in every form, and no more than one may see."""

import io
import json
import re
from datetime import date

import pypdfium2
import pytest
from django.db import transaction
from django.utils import translation
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.law.builders import a_search, a_treaty_act, a_version, an_instrument
from tests.law.reforms import a_bill, a_recommendation
from tests.law.rounds import (
    AS_OF,
    LATER,
    a_closed_round,
    a_provision,
    a_requirement,
    a_round,
    a_set,
    agreed,
)
from tests.people import MACHINE, an_account, signed_in
from tumar.config import cli
from tumar.kernel.papers import words_of
from tumar.law.exports.regional.forms import FORMS
from tumar.law.exports.regional.paper import regional_paper
from tumar.law.exports.regional.plain import values
from tumar.law.models import Finding
from tumar.law.queries.places import About
from tumar.law.queries.regional import Asked, regional
from tumar.people.queries import scope_of
from tumar.people.rules import RoleKind

pytestmark = pytest.mark.django_db
DIGITS = re.compile(r"\d+")


def told(*countries: str, scope=MACHINE, as_of: date = AS_OF, about: About | None = None):
    return regional(Asked(countries or ("KZ", "UZ"), ("TREATY",), as_of, about), scope)


@pytest.fixture
def region():
    version = a_set()
    before = a_closed_round(versions=[version], as_of=date(2024, 1, 1))
    kazakh = a_round(versions=[version], previous=before)
    agreed(kazakh, a_requirement(version), text=a_provision())
    agreed(kazakh, a_requirement(version, "A-2"))
    agreed(a_round("UZ", versions=[version]), a_requirement(version))
    treaty = an_instrument(None, title={"en": "Convention on Agents", "ru": "Конвенция об агентах"})
    a_treaty_act("KZ", treaty)
    a_treaty_act("KZ", treaty, act="signature", day="2026-03-01")
    a_treaty_act("UZ", treaty, act="accession", day="1996-01-12")
    a_search("KZ", day=date(2025, 12, 1))
    a_search("UZ", area="trade", outcome="found", day=date(2025, 11, 1))
    a_search("UZ", area="security", day=date(2026, 1, 20))
    a_recommendation("KZ")
    a_bill("KZ")
    return kazakh


def test_the_report_holds_what_its_sections_promise(region):
    found = told()
    kazakh, uzbek = found.coverage
    assert (kazakh.requirements, kazakh.assessed, kazakh.confirmed) == (3, 2, 2)
    assert kazakh.searches == {"found": 0, "not-found": 1, "not-looked": 0}
    # What was looked for after the day is not told.
    assert uzbek.searches == {"found": 1, "not-found": 0, "not-looked": 0}
    assert [(one.country, one.row.code, one.change.value) for one in found.changes] == [
        ("KZ", "A-1", "more"),
        ("KZ", "A-2", "new"),
    ]
    acts = {key: [act.day for act in acts] for key, acts in found.acts.items() if acts}
    assert sorted(acts.values()) == [["1996-01-12"], ["2007"]]
    [reform] = found.reforms
    assert (reform.country, reform.states, reform.columns) == ("KZ", {"proposed": 1}, {"prepared": 1})
    assert found.unseen == []
    assert found.about == About(area="authority")


def test_a_year_counts_once_it_has_begun_and_a_day_once_it_is_there(region):
    acts = told(as_of=date(2026, 3, 1)).acts
    assert sorted(act.day for cell in acts.values() for act in cell) == ["1996-01-12", "2007", "2026-03-01"]


def test_what_is_cited_and_changed_waits_in_the_report(region):
    expression = Finding.objects.filter(round=region, citations__isnull=False).first()
    text = expression.citations.get().text
    a_version(text.version.expression, LATER, valid_from=date(2024, 5, 1))
    [waiting] = told().rechecks
    assert waiting.citation.text == text
    paper = regional_paper(told())
    section = next(one for one in paper.sections if one.title == "To look at again")
    assert section.tables[0].rows[0][0] == "Kazakhstan"
    assert values(told())["rechecks"] == 1


def digits_of_docx(content: bytes) -> list[str]:
    body = Document(io.BytesIO(content)).element.body
    return DIGITS.findall(" ".join(node.text or "" for node in body.iter() if node.tag.endswith("}t")))


@pytest.mark.parametrize("language", ["en", "ru", "fa-af"])
def test_pdf_docx_and_page_say_the_same_digits_as_the_paper(region, language):
    with translation.override(language):
        found = told()
        paper = regional_paper(found)
        said = DIGITS.findall(" ".join(words_of(paper)))
        docx = digits_of_docx(FORMS["docx"].make(found))
        pdf = FORMS["pdf"].make(found)
    # Titles of tables and captions may stand in another order in a file; the digits are the same.
    assert not sorted_minus(said_without_alt(paper), docx)
    text = " ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))
    assert not sorted_minus(said_without_alt(paper), DIGITS.findall(text))
    client = signed_in()
    client.cookies["language"] = language
    page = client.get("/desk/law/report/?country=KZ&country=UZ&set=TREATY&on=2026-01-01").content.decode()
    for section in paper.sections:
        for table in section.tables:
            for row in table.rows:
                for value in DIGITS.findall(" ".join(row)):
                    assert value in page
    assert said


def said_without_alt(paper) -> list[str]:
    words = [paper.title, paper.subtitle, *(value for _label, value in paper.facts)]
    for section in paper.sections:
        words += [section.title, *section.paragraphs, *section.items]
        for table in section.tables:
            words += [table.title, *table.headers, table.note]
            words += [value for row in table.rows for value in row]
    return DIGITS.findall(" ".join(words))


def sorted_minus(wanted: list[str], there: list[str]) -> list[str]:
    """What is wanted and not there, each as often as it is missing."""
    left = list(there)
    missing = []
    for value in wanted:
        if value in left:
            left.remove(value)
        else:
            missing.append(value)
    return missing


MARKS = ("found", "partly", "not-found", "contradicts", "not-applicable", "not-assessed")


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(given_marks=st.lists(st.tuples(*[st.sampled_from(MARKS)] * 3), min_size=2, max_size=2))
def test_table_json_and_matrix_count_the_same_whatever_was_marked(given_marks):
    # Each example in a savepoint of its own.
    with transaction.atomic():
        version = a_set()
        for country, marks in zip(("KZ", "UZ"), given_marks, strict=True):
            one = a_round(country, versions=[version])
            for number, mark in enumerate(marks, start=1):
                Finding.objects.create(
                    round=one,
                    requirement=a_requirement(version, f"A-{number}"),
                    seat="final",
                    by=one.first_coder,
                    changed_at=one.opened_at,
                    on_paper=mark,
                )
        found = told()
        plain = values(found)
        cells = [row["cells"] for row in plain["matrix"]["rows"]]
        for code, marks in zip(("KZ", "UZ"), given_marks, strict=True):
            expected = {mark: marks.count(mark) for mark in MARKS if mark in marks}
            assert plain["areas"]["authority"][code] == expected
            assert plain["map"]["marks"]["on_paper"][code]["counts"] == expected
            assert [cell[code]["on_paper"] for cell in cells] == list(marks)
        paper = regional_paper(found)
        table = next(each for one in paper.sections for each in one.tables if each.title == "Matrix by area")
        for at, marks in enumerate(given_marks, start=1):
            counted = sorted(map(int, DIGITS.findall(table.rows[0][at])))
            assert counted == sorted(marks.count(mark) for mark in set(marks))
        transaction.set_rollback(True)


def test_another_country_is_told_of_no_further_than_its_published_rounds(region):
    expert = scope_of(an_account(RoleKind.LEGAL_EXPERT, "UZ"))
    found = told(scope=expert)
    assert {one.country for one in found.matrix.sources} == {"UZ"}
    assert found.unseen == ["KZ"]
    assert found.reforms == []
    assert {one.country_id for one in found.not_found} <= {"UZ"}
    assert [one.is_seen for one in found.coverage] == [False, True]
    paper = regional_paper(found)
    searched = next(
        each for one in paper.sections for each in one.tables if each.title == "What was looked for"
    )
    assert searched.rows[0] == ("Kazakhstan", "–", "–", "–")
    assert "Kazakhstan" in paper.sections[-1].items[-1]


def test_many_countries_stand_in_tables_of_a_few(region):
    paper = regional_paper(told("KZ", "UZ", "TJ", "KG", "MN", "XK"))
    tables = [each for one in paper.sections for each in one.tables if each.title.startswith("Matrix by")]
    assert [each.title for each in tables] == ["Matrix by area (1 of 2)", "Matrix by area (2 of 2)"]
    assert [len(each.headers) for each in tables] == [5, 3]
    assert any("1244" in note for note in paper.notes)


def test_the_files_carry_the_map_with_words_for_those_who_cannot_see_it(region):
    docx = Document(io.BytesIO(FORMS["docx"].make(told())))
    assert len(docx.inline_shapes) == 3
    names = [shape._inline.docPr.get("descr") for shape in docx.inline_shapes]
    assert names[0].startswith("National authority and coordination: on paper. Kazakhstan:")
    assert FORMS["pdf"].make(told()) == FORMS["pdf"].make(told())


def test_nothing_is_a_score_and_nothing_is_called_a_gap(region):
    said = " ".join(words_of(regional_paper(told()))).lower()
    assert "not found, confirm" in said
    assert "%" not in said
    assert not re.search(r"\bgaps\b|\bcompliant\b|\bnon-compliance\b", said)


def test_nothing_on_file_gives_a_report_that_says_so():
    paper = regional_paper(told("KZ"))
    assert paper.title == "Report on the law: Kazakhstan"
    assert FORMS["docx"].make(told("KZ"))
    assert FORMS["pdf"].make(told("KZ")).startswith(b"%PDF")


def command(capsys, *asked: str):
    code = cli.main(["law", "report", *asked])
    said = capsys.readouterr()
    return code, said.out.strip(), said.err.strip()


ASKED = ("--countries", "KZ,UZ", "--sets", "treaty", "--as-of", "2026-01-01")


@pytest.mark.parametrize("form", ["pdf", "docx", "json"])
def test_the_command_writes_each_form(capsys, region, tmp_path, form):
    place = tmp_path / f"report.{form}"
    code, out, err = command(
        capsys, *ASKED, "--lang", "ru", "--format", form, "--output", str(place), "--about", "TREATY/A-1"
    )
    assert (code, out, err) == (0, str(place), "")
    content = place.read_bytes()
    if form == "json":
        assert json.loads(content)["map"]["about"] == "requirement:TREATY/A-1"
    assert content[:2] == {"pdf": b"%P", "docx": b"PK", "json": b"{\n"}[form]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("--countries", "QQ", *ASKED[2:]), "There is no country 'QQ'."),
        ((*ASKED[:2], "--sets", "nosuch"), "There is no requirement set 'nosuch'"),
        ((*ASKED, "--about", "nosuch"), "'nosuch' is neither an area"),
        ((*ASKED, "--about", "trade"), "No requirement of these sets is about 'trade'."),
        ((*ASKED, "--output", "/nowhere/x.docx"), "cannot be written"),
        ((*ASKED, "--lang", "xx"), "There is no language 'xx'"),
    ],
)
def test_the_command_says_in_one_sentence_what_is_wrong(capsys, region, asked, said):
    code, _out, err = command(capsys, *asked)
    assert code == 1
    assert said in err
    assert len(err.splitlines()) == 1


def test_a_file_in_a_chosen_language_comes_from_the_page(region):
    client = signed_in()
    asked = "country=KZ&set=TREATY&on=2026-01-01"
    given_file = client.get(f"/desk/law/report/file/docx/?{asked}&lang=ru")
    assert given_file.headers["Content-Disposition"] == 'attachment; filename="law-KZ-2026-01-01-ru.docx"'
    assert "Казахстан" in Document(io.BytesIO(given_file.content)).paragraphs[1].text
    assert client.get(f"/desk/law/report/file/nosuch/?{asked}").status_code == 404


def test_the_map_page_shows_the_chosen_mark_and_leads_to_the_finding(region):
    client = signed_in()
    address = "/desk/law/matrix/map/?country=KZ&country=UZ&set=TREATY&on=2026-01-01"
    page = client.get(f"{address}&about=requirement:TREATY/A-1&mark=on_paper").content.decode()
    assert "TREATY A-1 Duty 1: on paper" in page
    assert f"/desk/law/rounds/{region.code}/requirements/" in page
    assert "<title" in page
    assert page.count('role="img"') >= 2
    area = client.get(f"{address}&about=nosuch&mark=nosuch").content.decode()
    assert "National authority and coordination: on paper" in area
    assert "differs by requirement" in area


def test_the_command_tells_of_every_set_when_asked_for_all(capsys, region, tmp_path):
    a_set("second")
    place = tmp_path / "report.json"
    code, _out, _err = command(
        capsys, "--countries", "KZ", "--sets", "all", "--format", "json", "--output", str(place)
    )
    assert code == 0
    assert json.loads(place.read_bytes())["sets"] == ["SECOND", "TREATY"]


def test_the_reform_tables_say_what_the_values_say_country_by_country(region):
    a_recommendation("UZ")
    paper = regional_paper(told())
    tables = {table.title: table for one in paper.sections for table in one.tables}
    recommended = {row[0]: row[1:] for row in tables["Recommendations"].rows}
    assert tables["Recommendations"].headers == ("State", "Kazakhstan", "Uzbekistan")
    assert recommended["Proposed"] == ("1", "1")
    acts = {row[0]: row[1:] for row in tables["Acts on their way"].rows}
    assert acts["Being prepared"] == ("1", "0")
