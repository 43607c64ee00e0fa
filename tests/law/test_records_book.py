"""Records of law given out as a workbook, edited and sent back: what nobody touched changes nothing."""

from datetime import date

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from tests.law.books import ACTS, BILLS, LAWS, RECOMMENDED, SEARCHES, book, cell_of, messages, saved, sent
from tests.law.builders import a_search, a_treaty_act, an_instrument
from tests.law.reforms import a_bill, a_recommendation
from tests.people import (
    MACHINE,
    OFFICE,
    a_person,
    a_scope,
    an_account,
    an_organisation,
    signed_in,
)
from tumar.config import cli
from tumar.desk import imports
from tumar.kernel import journal
from tumar.kernel.models import JournalEntry
from tumar.kernel.refusals import Denied, Invalid
from tumar.kernel.sheets import plain, safe
from tumar.law.actions import instruments, recommendations, treaties
from tumar.law.exports.records import records_book
from tumar.law.imports import SHEETS
from tumar.law.models import Bill, Coverage, Instrument, Recommendation, TreatyAct
from tumar.people.queries import scope_of
from tumar.people.rules import RoleKind


@pytest.fixture
def region(db):
    treaty = an_instrument(None, title={"en": "Convention on Agents", "ru": "Конвенция об агентах"})
    law = an_instrument(
        title={"en": "Law", "ru": "Закон", "kk": "Биологиялық қауіпсіздік туралы заң", "ka": "კანონი"},
        number="122-VII",
        day="2022-05-21",
        areas=["trade", "agents"],
        note='=HYPERLINK("x")\nsecond line',
        in_force_from=date(2022, 7, 22),
        organisation=an_organisation(code="MOH-KZ"),
    )
    a_treaty_act("KZ", treaty)
    a_treaty_act("XK", treaty, act="accession", day="1996-01-12", note="+ with a note")
    a_search("KZ")
    a_search("UZ", area="", kind="", outcome="not-looked", where="", day=None)
    one = a_recommendation(
        "KZ",
        cost_minor=125050,
        currency="KZT",
        due="2027-03",
        wording={"en": "The ministry keeps\nthe register.", "fa": "x"} | {"tg": "Вазорат феҳрист дорад."},
    )
    act = a_bill("KZ", answers=[one])
    a_bill("KZ", kind="by-law", parent=act)
    return law


@pytest.mark.parametrize("language", ["en", "ru", "fa-af"])
def test_a_workbook_sent_back_as_it_is_changes_nothing(region, language):
    with translation.override(language):
        plan = sent(records_book(OFFICE))
        assert messages(plan) == []
    touched = {name: (one.new, one.changed, one.bad) for name, one in plan.counts.items()}
    assert touched == dict.fromkeys([sheet.name for sheet in SHEETS], (0, 0, 0))
    found = {name: one.unchanged for name, one in plan.counts.items() if one.unchanged}
    assert found == {LAWS: 2, ACTS: 2, SEARCHES: 2, RECOMMENDED: 1, BILLS: 2}
    before = JournalEntry.objects.count()
    assert imports.apply(plan, by=OFFICE).written == 0
    assert JournalEntry.objects.count() == before


def test_what_was_edited_is_written_once_and_stands_in_the_journal(region):
    opened = book(records_book(OFFICE))
    cell_of(opened[LAWS], region.code, "Title ru").value = "Закон о биологической безопасности"
    cell_of(opened[LAWS], region.code, "Areas").value = "trade; agents; penalties"
    cell_of(opened[ACTS], "2007", "Note").value = "With a declaration"
    cell_of(opened[SEARCHES], "licensing", "Outcome").value = "found"
    one, act = Recommendation.objects.get(), Bill.objects.get(parent=None)
    cell_of(opened[RECOMMENDED], one.code, "Cost").value = 99.5
    cell_of(opened[RECOMMENDED], one.code, "Owner").value = "MOH-KZ"
    cell_of(opened[BILLS], act.code, "Title en").value = "A better bill"
    plan = sent(saved(opened))
    assert messages(plan) == []
    changed = {name: one.changed for name, one in plan.counts.items() if one.changed}
    assert changed == {LAWS: 1, ACTS: 1, SEARCHES: 1, RECOMMENDED: 1, BILLS: 1}
    imports.apply(plan, by=OFFICE)
    region.refresh_from_db()
    assert region.title["ru"] == "Закон о биологической безопасности"
    assert region.title["ka"] == "კანონი"
    assert region.areas == ["agents", "penalties", "trade"]
    assert region.version == 2
    assert Instrument.objects.filter(search_text__contains="безопасности").get() == region
    assert TreatyAct.objects.get(day="2007").note == "With a declaration"
    search = Coverage.objects.get(area="licensing")
    assert (search.outcome, search.by_label) == ("found", OFFICE.label)
    one.refresh_from_db()
    assert (one.cost_minor, one.currency, one.owner.code) == (9950, "KZT", "MOH-KZ")
    act.refresh_from_db()
    assert act.title["en"] == "A better bill"
    entry = JournalEntry.objects.get(verb="law.instrument.amended")
    assert entry.about == region.label
    assert set(entry.changes) == {"title", "areas"}
    assert JournalEntry.objects.filter(verb="law.treatyact.amended").count() == 1
    assert list(journal.breaks()) == []
    assert sent(records_book(OFFICE)).changes_nothing


def test_a_row_that_nobody_touched_turns_nothing_back(region):
    content = records_book(OFFICE)
    instruments.amend_instrument(region, {"number": "123-VII"}, version=region.version, by=MACHINE)
    plan = sent(content)
    assert plan.changes_nothing
    assert [one.message for one in plan.findings] == [
        "Changed on file since the workbook was written; nobody touched the row, so it stays."
    ]
    imports.apply(plan, by=OFFICE)
    region.refresh_from_db()
    assert region.number == "123-VII"


def test_a_row_and_a_record_that_were_both_changed_are_told_and_not_taken(region):
    opened = book(records_book(OFFICE))
    cell_of(opened[LAWS], region.code, "Number").value = "5"
    instruments.amend_instrument(region, {"number": "123-VII"}, version=region.version, by=MACHINE)
    plan = sent(saved(opened))
    [finding] = plan.findings
    assert finding.severity == "error"
    assert finding.column == "Stand"
    assert "Take a new workbook" in finding.message
    with pytest.raises(imports.BookHasErrors):
        imports.apply(plan, by=OFFICE)


def test_a_row_whose_record_is_gone_or_whose_name_was_changed_is_no_new_one(region):
    opened = book(records_book(OFFICE))
    cell_of(opened[ACTS], "2007", "Date").value = "2008"
    treaties.remove_treaty_act(TreatyAct.objects.get(country="XK"), by=MACHINE)
    plan = sent(saved(opened))
    assert plan.counts[ACTS].bad == 2
    assert all("No record goes by this any more" in one.message for one in plan.findings)
    assert TreatyAct.objects.count() == 1


def test_new_rows_are_added_with_what_follows_from_them(region):
    opened = book(records_book(OFFICE))
    head = [cell.value for cell in opened[LAWS][1]]
    facts = {"Code": "LAW-UZ-77", "Country": "Узбекистан", "Kind": "law", "Title uz": "Qonun", "Date": "2024"}
    opened[LAWS].append([facts.get(name) for name in head])
    # A column for a language that nothing was told in yet.
    place = len(head) + 1
    opened[LAWS].cell(1, place).value = "Title uz"
    opened[LAWS].cell(opened[LAWS].max_row, place).value = "Qonun"
    treaty = Instrument.objects.get(country=None).code
    opened[ACTS].append([treaty, "UZB", "ratification", "2010-05-01", "The depositary"])
    opened[SEARCHES].append(["TJ", "all", "order", "not-found", "The official journal", "2026-01-02", "yes"])
    opened[RECOMMENDED].append(
        [
            {
                "Code": "REC-UZ-1",
                "Country": "UZ",
                "Title en": "Say it",
                "Recommended en": "The law should say it.",
                "Priority": "high",
                "Why this priority": "Others rest on it.",
            }.get(cell.value)
            for cell in opened[RECOMMENDED][1]
        ]
    )
    plan = sent(saved(opened))
    assert messages(plan) == []
    imports.apply(plan, by=OFFICE)
    law = Instrument.objects.get(code="LAW-UZ-77")
    assert law.address.startswith("/akn/uz/")
    assert (law.rank, law.title) == (4, {"uz": "Qonun"})
    assert TreatyAct.objects.filter(country="UZ", act="ratification").exists()
    assert Coverage.objects.get(country="TJ").area == ""
    one = Recommendation.objects.get(code="REC-UZ-1")
    assert (one.priority, one.state, one.currency) == (1, "proposed", "EUR")


@pytest.mark.parametrize(
    ("sheet", "name", "header", "value", "said"),
    [
        (ACTS, "2007", "Source", "=1+1", "formula"),
        (LAWS, "122-VII", "Kind", "lawn", "Did you mean “law”?"),
        (LAWS, "122-VII", "Country", "Kazakstan", "Did you mean"),
        (LAWS, "122-VII", "In force until", "2020-01-01", "ends before"),
        (LAWS, "122-VII", "Body", "who", "one of the two"),
        (LAWS, "122-VII", "Organisation", "NOBODY", "neither in the sheet"),
        (SEARCHES, "licensing", "Date", "2031-01-01", "still to come"),
        (RECOMMENDED, "Say who keeps the register", "State", "done", "on its own page"),
        (RECOMMENDED, "Say who keeps the register", "Country", "UZ", "stays in its country"),
        (RECOMMENDED, "Say who keeps the register", "Priority", "urgent", "high, medium, low"),
        (RECOMMENDED, "Say who keeps the register", "Due", "soon", "Write a day"),
        (BILLS, "by-law", "Stage", "draft", "Enter stages on the page"),
    ],
)
def test_a_cell_that_cannot_be_taken_is_shown_with_its_place_and_content(
    region, sheet, name, header, value, said
):
    opened = book(records_book(OFFICE))
    cell = cell_of(opened[sheet], name, header)
    cell.value = value
    plan = sent(saved(opened))
    found = [one for one in plan.findings if said in one.message]
    assert found, messages(plan)
    assert found[0].severity == "error"
    assert (found[0].sheet, found[0].row) == (sheet, cell.row)
    assert plan.counts[sheet].bad >= 1
    with pytest.raises(imports.BookHasErrors):
        imports.apply(plan, by=OFFICE)


def test_the_same_row_twice_and_the_same_act_on_another_day_are_told(region):
    opened = book(records_book(OFFICE))
    treaty = Instrument.objects.get(country=None).code
    for _copy in range(2):
        opened[ACTS].append([treaty, "KZ", "ratification", "2008", "The depositary"])
    plan = sent(saved(opened))
    said = " ".join(messages(plan))
    assert "On file is the same act on 2007." in said
    assert "The same stands in row 4 already" in said


def test_an_owner_of_another_kind_is_not_replaced_unseen(region):
    one = Recommendation.objects.get()
    recommendations.amend_recommendation(one, {"owner_person": a_person()}, version=one.version, by=MACHINE)
    opened = book(records_book(OFFICE))
    assert cell_of(opened[RECOMMENDED], one.code, "Owner").value is None
    cell_of(opened[RECOMMENDED], one.code, "Owner").value = "MOH-KZ"
    assert any("Name one owner" in said for said in messages(sent(saved(opened))))


def test_formulas_are_disarmed_and_come_back_as_they_were(region):
    opened = book(records_book(OFFICE))
    note = cell_of(opened[LAWS], region.code, "Note")
    assert note.data_type == "s"
    assert note.value.startswith("'=HYPERLINK")
    assert cell_of(opened[ACTS], "1996-01-12", "Note").value == "'+ with a note"


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30))
def test_what_was_disarmed_is_read_as_it_was(text):
    if not text.startswith("'"):
        assert plain(safe(text)) == text


def test_one_sees_and_changes_no_further_than_one_may(region):
    opened = book(records_book(a_scope(RoleKind.LEGAL_EXPERT, "UZ")))
    codes = {row[0].value for row in opened[LAWS].iter_rows(min_row=2)}
    assert region.code not in codes
    assert [row[0].value for row in opened[SEARCHES].iter_rows(min_row=2)] == ["UZ"]
    assert opened[RECOMMENDED].max_row == 1


def test_the_office_takes_a_workbook_of_one_country(region):
    an_instrument("UZ")
    page = signed_in().get("/desk/law/records.xlsx?country=KZ")
    assert page.headers["Content-Disposition"] == 'attachment; filename="law-records-KZ.xlsx"'
    countries = {row[1].value for row in book(page.content)[LAWS].iter_rows(min_row=2)}
    assert countries == {"KZ", None}


def test_the_command_writes_what_the_import_reads(region, capsys, tmp_path):
    place = tmp_path / "law.xlsx"
    assert cli.main(["law", "records", "--countries", "KZ", "--lang", "ru", "--output", str(place)]) == 0
    capsys.readouterr()
    assert cli.main(["import", str(place)]) == 0
    assert "Everything is on file already" in capsys.readouterr().out
    assert cli.main(["law", "records", "--countries", "QQ", "--output", str(place)]) == 1
    assert capsys.readouterr().err == "tumar law records: There is no country 'QQ'.\n"


def test_a_legal_expert_sends_the_law_of_the_own_country_and_nothing_else(region):
    expert = scope_of(an_account(RoleKind.LEGAL_EXPERT, "KZ"))
    opened = book(records_book(expert))
    cell_of(opened[LAWS], region.code, "Number").value = "7"
    plan = sent(saved(opened), by=expert)
    assert messages(plan) == []
    imports.apply(plan, by=expert)
    region.refresh_from_db()
    assert region.number == "7"
    opened = book(records_book(expert))
    head = [cell.value for cell in opened[SEARCHES][1]]
    opened[SEARCHES].append([{"Country": "UZ", "Area": "all", "Kind": "law"}.get(name) for name in head])
    opened[SEARCHES].cell(opened[SEARCHES].max_row, head.index("Outcome") + 1).value = "not-looked"
    treaty = Instrument.objects.get(country=None)
    cell_of(opened[LAWS], treaty.code, "Number").value = "9"
    opened.create_sheet("Persons").append(["Code"])
    said = " ".join(messages(sent(saved(opened), by=expert)))
    assert "You may not import this sheet" in said
    assert "it needs the right for UZ" in said
    assert "it needs the right for every country" in said


def test_who_looks_after_no_law_sends_none(region):
    with pytest.raises(Denied):
        sent(records_book(OFFICE), by=a_scope(RoleKind.TRAINER, "KZ"))


def test_a_legal_expert_finds_the_page_with_the_sheets_of_law_alone(region):
    page = signed_in(RoleKind.LEGAL_EXPERT, "KZ").get("/desk/import/").content.decode()
    assert LAWS in page
    assert "Consignments" not in page
    # Languages beyond the two of the page would be a hundred columns.
    assert "Title kk" not in page


def test_an_emptied_cell_takes_nothing_away_and_this_is_told(region):
    opened = book(records_book(OFFICE))
    cell_of(opened[LAWS], region.code, "Number").value = None
    cell_of(opened[LAWS], region.code, "Source").value = "The official journal"
    plan = sent(saved(opened))
    [finding] = plan.findings
    assert (finding.severity, finding.column) == ("warning", "Number")
    assert "An emptied cell takes nothing away" in finding.message
    imports.apply(plan, by=OFFICE)
    region.refresh_from_db()
    assert (region.number, region.source) == ("122-VII", "The official journal")


def test_a_by_law_of_a_by_law_is_refused_wherever_it_stands_in_the_book(region):
    opened = book(records_book(OFFICE))
    head = [cell.value for cell in opened[BILLS][1]]
    above = Bill.objects.get(parent=None).code
    for code, parent in (("B-LOW", "B-MID"), ("B-MID", above)):
        facts = {"Code": code, "Country": "KZ", "Kind": "by-law", "Title en": code, "By-law of": parent}
        opened[BILLS].append([facts.get(name) for name in head])
    plan = sent(saved(opened))
    with pytest.raises((Invalid, imports.BookHasErrors, imports.BookOvertaken)):
        imports.apply(plan, by=OFFICE)
    assert not Bill.objects.filter(code__in=("B-LOW", "B-MID")).exists()
