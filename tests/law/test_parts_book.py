"""What belongs to acts, given out as a workbook and sent back: languages, versions, relations."""

from datetime import date

import pytest
from django.utils import translation

from tests.law.books import (
    LANGUAGES,
    LAWS,
    PROVISIONS,
    PUBLICATIONS,
    RELATIONS,
    VERSIONS,
    added,
    book,
    cell_of,
    messages,
    saved,
    sent,
)
from tests.law.builders import a_draft, a_relation, a_version, an_expression, an_instrument
from tests.people import MACHINE, OFFICE, a_scope
from tumar.desk import imports
from tumar.kernel import journal
from tumar.kernel.models import JournalEntry
from tumar.kernel.parts import version_of
from tumar.law.actions import parts
from tumar.law.actions.reference import load_reference
from tumar.law.exports.records import records_book
from tumar.law.models import Expression, Instrument, Publication, Relation, Version
from tumar.people.rules import RoleKind
from tumar.places import names

SHEETS = (LANGUAGES, VERSIONS, PROVISIONS, PUBLICATIONS, RELATIONS)
ARTICLE = "chp_1__art_2"
REPEALED = """\
Law on Biological Safety
Chapter 1. General
Article 1. Terms
1. In this law:
1) an agent is a microorganism or toxin;
"""


@pytest.fixture
def law(db):
    """A law in two languages, amended by another one in one article, and published."""
    law = an_instrument(code="LAW-1", in_force_from=date(2022, 7, 22))
    amending = an_instrument(code="LAW-2")
    own = an_expression(law, "kk", title="Заң")
    translated = an_expression(
        law, "ru", standing="official-translation", translation_of=own, title="Закон", source="+ the registry"
    )
    a_version(translated)
    parts.add_part(Publication, law, {"gazette": "Vedomosti", "issue": "10", "day": "2022-06"}, by=MACHINE)
    facts = {"eids": [ARTICLE], "acting_eids": ["art_1"], "source": "The registry"}
    a_relation(law, verb="amends", acting=amending, **facts)
    a_relation(law, verb="commences-partly", acting_text="Decree 7", day="2022-07", eids=[ARTICLE])
    return law


def applied(content: bytes, by=OFFICE) -> imports.Outcome:
    plan = sent(content, by=by)
    assert [one for one in messages(plan) if one] == []
    return imports.apply(plan, by=by)


def opened():
    return book(records_book(OFFICE))


@pytest.mark.parametrize("language", ["en", "ru", "fa-af"])
def test_a_workbook_goes_out_and_comes_in_again_in_every_language_and_changes_nothing(law, language):
    with translation.override(language):
        content = records_book(OFFICE)
        plan = sent(content)
        assert messages(plan) == []
    found = {name: (one.unchanged, one.new, one.changed) for name, one in plan.counts.items()}
    expected = {LANGUAGES: 2, VERSIONS: 1, PROVISIONS: 1, PUBLICATIONS: 1, RELATIONS: 2}
    assert {name: found[name] for name in SHEETS} == {name: (n, 0, 0) for name, n in expected.items()}
    before = JournalEntry.objects.count()
    assert imports.apply(plan, by=OFFICE).written == 0
    assert JournalEntry.objects.count() == before


def test_headings_are_understood_whatever_the_language_of_the_other_sheets(law):
    with translation.override("fa-af"):
        page = book(records_book(OFFICE))
    assert "روابط اسناد" in page.sheetnames
    page["روابط اسناد"].title = "Связи актов"
    page["Связи актов"].cell(1, 1).value = "Act concerned"
    plan = sent(saved(page))
    assert messages(plan) == []
    assert plan.changes_nothing


def test_everything_of_the_tables_is_in_the_workbook(law):
    page = opened()
    row = [cell.value for cell in page[RELATIONS][2]][:-1]
    assert row == [
        *("LAW-1", 1, "amends", "LAW-2", None, "2023-02-01", ARTICLE, "art_1", "confirmed", "The registry"),
        None,
    ]
    assert [cell.value for cell in page[PUBLICATIONS][2]][:-1] == [
        *("LAW-1", 1, "Vedomosti", "10", "2022-06"),
        None,
    ]
    assert [cell.value for cell in page[LANGUAGES][3]][:-1] == [
        *("LAW-1", 2, "ru", "Закон", "official-translation", 1, None, "'+ the registry"),
    ]
    assert [cell.value for cell in page[PROVISIONS][2]][:-1] == ["LAW-1", ARTICLE, "article", ARTICLE, None]
    version = [cell.value for cell in page[VERSIONS][2]]
    assert version[:3] == ["LAW-1", 2, 1]
    assert version[4:8] == ["confirmed", None, None, "act.txt"]


def test_what_was_edited_is_written_once_with_what_follows_and_told_in_the_journal(law):
    page = opened()
    cell_of(page[LANGUAGES], "ru", "Title").value = "Закон о биологической безопасности"
    cell_of(page[RELATIONS], "Decree 7", "Note").value = "In two steps"
    cell_of(page[PUBLICATIONS], "Vedomosti", "Page").value = "12"
    cell_of(page[VERSIONS], "act.txt", "Amended by").value = "LAW-2"
    version = Instrument.objects.get(code="LAW-1").version
    assert applied(saved(page)).written == 4
    found = Instrument.objects.get(code="LAW-1")
    assert Expression.objects.get(number=2).title == "Закон о биологической безопасности"
    assert "о биологическ" in found.search_text
    assert found.version > version
    assert Relation.objects.get(number=2).note == "In two steps"
    assert Version.objects.get().amended_by.code == "LAW-2"
    verbs = JournalEntry.objects.filter(about=found.label).values_list("verb", flat=True)
    assert {"law.expression.amended", "law.relation.amended", "law.version.amended"} <= set(verbs)
    assert list(journal.breaks()) == []
    assert sent(records_book(OFFICE)).changes_nothing


def test_new_parts_come_with_a_new_act_and_the_same_file_again_changes_nothing(law):
    page = opened()
    added(page[LAWS], code="LAW-3", country="KZ", kind="law", title_en="A third law")
    # The translation stands above what it translates.
    added(page[LANGUAGES], act="LAW-3", number=2, language="ru", standing="unofficial", translation_of=1)
    added(page[LANGUAGES], act="LAW-3", number=1, language="kk")
    added(page[PUBLICATIONS], act="LAW-3", number=1, gazette="Vedomosti", date="2024")
    added(page[RELATIONS], act_concerned="LAW-1", number=3, relation="suspends", acting_act="LAW-3")
    content = saved(page)
    assert applied(content).written == 5
    assert Expression.objects.get(instrument__code="LAW-3", number=2).translation_of.language == "kk"
    relation = Relation.objects.get(verb="suspends")
    assert (relation.state, relation.eids, relation.acting.code) == ("confirmed", [], "LAW-3")
    again = sent(content)
    assert again.changes_nothing
    assert again.errors == 0


def test_an_act_ends_with_its_repeal_and_the_journal_tells_it(law):
    page = opened()
    facts = {"relation": "repeals", "acting_act": "LAW-2", "with_effect_from": "2025-01-01"}
    added(page[RELATIONS], act_concerned="LAW-1", number=3, **facts)
    applied(saved(page))
    assert Instrument.objects.get(code="LAW-1").in_force_until == date(2024, 12, 31)
    told = JournalEntry.objects.filter(verb="law.instrument.amended", about="law.instrument:LAW-1").get()
    assert told.changes == {"in_force_until": [None, "2024-12-31"]}


def test_two_people_who_add_under_one_number_do_not_overwrite_each_other(law):
    first, second = opened(), opened()
    added(first[RELATIONS], act_concerned="LAW-1", number=3, relation="suspends", acting_act="LAW-2")
    added(second[RELATIONS], act_concerned="LAW-1", number=3, relation="replaces", acting_act="LAW-2")
    both = [sent(saved(one)) for one in (first, second)]
    assert [one.errors for one in both] == [0, 0]
    imports.apply(both[0], by=OFFICE)
    with pytest.raises(imports.BookOvertaken):
        imports.apply(both[1], by=OFFICE)
    [said] = messages(sent(saved(second)))
    assert "On file is another one under this number" in said
    assert "the next free number is 4." in said
    assert Relation.objects.get(number=3).verb == "suspends"


def test_a_part_that_was_changed_on_its_page_meanwhile_is_not_turned_back(law):
    page = opened()
    cell_of(page[RELATIONS], "Decree 7", "Note").value = "In two steps"
    one = Relation.objects.get(number=2)
    parts.amend_part(one, {"note": "In three steps"}, version=version_of(one), by=MACHINE)
    [finding] = sent(saved(page)).findings
    assert (finding.sheet, finding.row, finding.column) == (RELATIONS, 3, "Stand")
    assert "Take a new workbook" in finding.message


@pytest.mark.parametrize(
    ("sheet", "name", "header", "value", "said"),
    [
        (RELATIONS, "Decree 7", "Relation", "amend", "Did you mean “amends”?"),
        (RELATIONS, "Decree 7", "With effect from", "2022-13", "Write a day as"),
        (RELATIONS, "Decree 7", "With effect from", "next year", "Write a day as"),
        (RELATIONS, "Decree 7", "Acting act", "LAW-9", "neither in the sheet"),
        (RELATIONS, "LAW-2", "Acting act", "LAW-1", "does nothing to itself"),
        (RELATIONS, "Decree 7", "Provisions concerned", "art 5", "is written as art_5"),
        (RELATIONS, "Decree 7", "Source", "=1+1", "formula"),
        (LANGUAGES, "ru", "Translation of", 2, "no translation of itself"),
        (LANGUAGES, "ru", "Translation of", 7, "neither in the sheet"),
        (LANGUAGES, "ru", "Language", "tatar", "is not one of"),
        (VERSIONS, "act.txt", "Holds from", "2022-06-01", "keeps its day"),
        (VERSIONS, "act.txt", "State", "draft", "on its own page"),
        (VERSIONS, "act.txt", "File", "other.txt", "on its own page"),
        (PROVISIONS, ARTICLE, "Repealed since", "2024-01-01", "come with the texts"),
        (PUBLICATIONS, "Vedomosti", "Gazette", None, "must not be empty"),
    ],
)
def test_a_cell_that_cannot_be_taken_is_shown_with_its_place(law, sheet, name, header, value, said):
    page = opened()
    cell = cell_of(page[sheet], name, header)
    cell.value = value
    plan = sent(saved(page))
    found = [one for one in plan.findings if said in one.message]
    assert found, messages(plan)
    assert (found[0].severity, found[0].sheet, found[0].cell) == ("error", sheet, cell.coordinate)
    with pytest.raises(imports.BookHasErrors):
        imports.apply(plan, by=OFFICE)


def test_the_examples_of_invented_countries_go_out_and_come_in_again(db):
    load_reference(by=MACHINE)
    content = records_book(OFFICE)
    plan = sent(content)
    assert messages(plan) == []
    assert plan.changes_nothing
    assert plan.counts[RELATIONS].unchanged
    page = book(content)
    cell_of(page[LAWS], "LAW-QM-1", "Country").value = names.name("QM", "ru")
    assert sent(saved(page)).errors == 0


def test_rows_that_only_texts_can_make_are_refused(law):
    page = opened()
    added(page[VERSIONS], act="LAW-1", language_number=1, number=1, holds_from="2024-01-01")
    added(page[PROVISIONS], act="LAW-1", provision="art_99")
    said = " ".join(messages(sent(saved(page))))
    assert "A text comes with its file" in said
    assert "Provisions come with the texts" in said


def test_an_address_that_no_provision_has_is_told_and_taken(law):
    page = opened()
    cell_of(page[RELATIONS], "Decree 7", "Provisions concerned").value = f"{ARTICLE}; art_99"
    plan = sent(saved(page))
    [said] = messages(plan)
    assert "has the address “art_99”" in said
    assert plan.errors == 0
    imports.apply(plan, by=OFFICE)
    assert Relation.objects.get(number=2).eids == ["art_99", ARTICLE]


def test_the_day_of_a_version_that_is_open_yet_is_changed(law):
    a_draft(Expression.objects.get(number=1), valid_from=date(2024, 1, 1))
    page = opened()
    cell_of(page[VERSIONS], "draft", "Holds from").value = "2024-02-01"
    applied(saved(page))
    assert Version.objects.get(state="draft").valid_from == date(2024, 2, 1)


def test_a_provision_that_was_repealed_says_since_when(law):
    text = REPEALED + "Article 2. Repealed\n"
    version = a_version(Expression.objects.get(number=1), text, valid_from=date(2024, 1, 1))
    version.texts.filter(provision__eid=ARTICLE).update(is_repealed=True)
    page = opened()
    assert cell_of(page[PROVISIONS], ARTICLE, "Repealed since").value == "2024-01-01"
    assert sent(saved(page)).changes_nothing


def test_one_sees_and_changes_no_further_than_one_may(law):
    secret = an_instrument("UZ", code="LAW-UZ")
    treaty = an_instrument(None, code="TREATY")
    a_relation(treaty, verb="implements", acting=secret)
    expert = a_scope(RoleKind.LEGAL_EXPERT, "KZ")
    page = book(records_book(expert))
    assert "LAW-UZ" not in {cell.value for row in page[RELATIONS].iter_rows() for cell in row}
    cell_of(page[RELATIONS], "Decree 7", "Acting act").value = "LAW-UZ"
    added(page[RELATIONS], act_concerned="TREATY", number=2, relation="implements", acting_act="LAW-1")
    said = messages(sent(saved(page), by=expert))
    assert any("“LAW-UZ” is no act that you may see." in one for one in said)
    assert any("it needs the right for every country" in one for one in said)
