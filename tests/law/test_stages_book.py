"""Stages, plans and tasks of acts on their way, given out as a workbook and sent back."""

import pytest
from django.utils import translation

from tests.law.books import BILLS, PLANS, STAGES, TASKS, added, book, cell_of, messages, saved, sent
from tests.law.reforms import a_bill, a_recommendation, entered, fresh, linked
from tests.network.builders import a_group, a_task
from tests.people import MACHINE, OFFICE
from tumar.desk import imports
from tumar.kernel import journal
from tumar.kernel.models import JournalEntry
from tumar.law.actions import bills, reform_tasks
from tumar.law.exports.records import records_book
from tumar.law.models import Bill, PlannedStage, Recommendation, ReformTask, StageEntry


@pytest.fixture
def bill(db):
    """A law on its way that was drafted, is planned further, has a by-law and a task."""
    group = a_group(code="WG-KZ")
    one = a_recommendation(group=group)
    bill = a_bill(code="BIL-1", answers=[one], group=group)
    entered(bill, "idea", "2025", source="A letter")
    entered(bill, "draft", "2025-10", note="=by hand")
    bills.plan_stages(
        bill, {"adopted": "2027-03", "in-force": "2028"}, version=fresh(bill).version, by=MACHINE
    )
    low = a_bill(code="BIL-2", kind="by-law", parent=fresh(bill))
    entered(low, "draft")
    reform_tasks.add_task(fresh(bill), {"text": "Collect the comments"}, by=MACHINE)
    a_task(group, text="Ask the ministry")
    return bill


def opened():
    return book(records_book(OFFICE))


def applied(page) -> imports.Outcome:
    plan = sent(saved(page))
    assert messages(plan) == []
    return imports.apply(plan, by=OFFICE)


@pytest.mark.parametrize("language", ["en", "ru", "fa-af"])
def test_a_workbook_goes_out_and_comes_in_again_in_every_language_and_changes_nothing(bill, language):
    with translation.override(language):
        plan = sent(records_book(OFFICE))
        assert messages(plan) == []
    counts = {name: plan.counts[name].unchanged for name in (BILLS, STAGES, PLANS, TASKS)}
    assert counts == {BILLS: 2, STAGES: 3, PLANS: 2, TASKS: 1}
    before = JournalEntry.objects.count()
    assert imports.apply(plan, by=OFFICE).written == 0
    assert JournalEntry.objects.count() == before


def test_entries_are_made_as_on_the_page_one_after_another(bill):
    page = opened()
    facts = {"act_on_its_way": "BIL-1", "source": "The register"}
    added(page[STAGES], **facts, number=3, stage="interagency", date="2025-11")
    added(page[STAGES], **facts, number=4, stage="draft", date="2025-12", reason="Sent back")
    content = saved(page)
    plan = sent(content)
    assert messages(plan) == []
    assert imports.apply(plan, by=OFFICE).written == 2
    now = fresh(bill)
    assert now.stage == "draft"
    assert [one.move for one in now.entries.all()] == ["begin", "skip", "forward", "back"]
    entry = StageEntry.objects.get(bill=bill, number=3)
    assert (entry.by_label, entry.source) == (OFFICE.label, "The register")
    told = JournalEntry.objects.filter(verb="law.bill.reached", about=now.label)
    assert told.count() == 4
    assert list(journal.breaks()) == []
    assert sent(content).changes_nothing
    assert sent(records_book(OFFICE)).changes_nothing


def test_a_new_act_comes_with_its_stages_and_its_plan(bill):
    page = opened()
    added(page[BILLS], code="BIL-3", country="KZ", kind="by-law", by_law_of="BIL-1", title_en="Rules")
    added(page[STAGES], act_on_its_way="BIL-3", number=1, stage="draft", date="2026-01-10")
    added(page[PLANS], act_on_its_way="BIL-3", stage="adopted", planned_for="2027")
    assert applied(page).written == 3
    made = Bill.objects.get(code="BIL-3")
    assert (made.stage, made.parent.code, made.plan.get().day) == ("draft", "BIL-1", "2027")


def test_a_plan_is_changed_and_tells_its_act(bill):
    page = opened()
    cell_of(page[PLANS], "adopted", "Planned for").value = "2027-06"
    version = fresh(bill).version
    applied(page)
    assert PlannedStage.objects.get(stage="adopted").day == "2027-06"
    assert fresh(bill).version == version + 1
    told = JournalEntry.objects.get(verb="law.plannedstage.amended")
    assert (told.about, told.changes) == (bill.label, {"adopted": ["2027-03", "2027-06"]})


def test_what_is_said_of_an_entry_is_amended_and_the_entry_itself_stays(bill):
    page = opened()
    cell_of(page[STAGES], "A letter", "Source").value = "A letter of May"
    applied(page)
    assert StageEntry.objects.filter(source="A letter of May", stage="idea").exists()
    page = opened()
    cell_of(page[STAGES], "A letter of May", "Date").value = "2024"
    assert "taken back on the page of the act" in messages(sent(saved(page)))[0]


@pytest.mark.parametrize(
    ("facts", "column", "said"),
    [
        ({"number": 3, "stage": "adopted", "date": "2031"}, "Date", "still to come"),
        ({"number": 3, "stage": "adopted", "date": "2024"}, "Date", "before that of the last entry"),
        ({"number": 3, "stage": "adopted", "date": "2026-01"}, "Reason", "Say why."),
        ({"number": 3, "stage": "published", "date": "2026-01"}, "Stage", "cannot be left out"),
        ({"number": 3, "stage": "draft", "date": "2026-01"}, "Stage", "there is no way to"),
        ({"number": 5, "stage": "adopted", "date": "2026-01"}, "Number", "the one before this is missing"),
        ({"number": 2, "stage": "adopted", "date": "2026-01"}, "Number", "The same stands in row 3 already"),
        ({"number": 3, "stage": "soon", "date": "2026-01"}, "Stage", "is not one of"),
        ({"number": 3, "stage": "adopted", "date": "2026-01", "move": "skip"}, "Move", "leave this empty"),
    ],
)
def test_an_entry_that_the_page_would_refuse_is_refused_with_its_cell(bill, facts, column, said):
    page = opened()
    added(page[STAGES], act_on_its_way="BIL-1", **facts)
    plan = sent(saved(page))
    found = [one for one in plan.findings if said in one.message]
    assert found, messages(plan)
    assert (found[0].sheet, found[0].row, found[0].column) == (STAGES, page[STAGES].max_row, column)


def test_an_act_comes_in_force_only_with_its_text(bill):
    low = Bill.objects.get(code="BIL-2")
    for stage in ("adopted", "published"):
        entered(low, stage, "2026-02")
    page = opened()
    added(page[STAGES], act_on_its_way="BIL-2", number=4, stage="in-force", date="2026-03")
    assert "Link the adopted text" in messages(sent(saved(page)))[0]
    linked(low)
    applied(page)
    assert fresh(low).stage == "in-force"


def test_an_entry_made_meanwhile_on_the_page_is_not_overtaken(bill):
    page = opened()
    added(page[STAGES], act_on_its_way="BIL-1", number=3, stage="interagency", date="2025-11")
    plan = sent(saved(page))
    entered(bill, "concept", "2025-12")
    with pytest.raises(imports.BookOvertaken):
        imports.apply(plan, by=OFFICE)
    assert fresh(bill).stage == "concept"


def test_a_task_of_the_group_is_tied_to_what_it_is_for(bill):
    page = opened()
    one = Recommendation.objects.get()
    added(page[TASKS], working_group="WG-KZ", task_number=2, recommendation=one.code)
    content = saved(page)
    plan = sent(content)
    assert messages(plan) == []
    imports.apply(plan, by=OFFICE)
    assert ReformTask.objects.get(recommendation=one).task.text == "Ask the ministry"
    assert sent(content).changes_nothing


def test_a_task_that_is_not_there_or_for_two_things_is_refused(bill):
    a_task(a_group("UZ", code="WG-UZ"))
    page = opened()
    added(page[TASKS], working_group="WG-KZ", task_number=9, act_on_its_way="BIL-1")
    added(page[TASKS], working_group="WG-KZ", task_number=2)
    added(page[TASKS], working_group="WG-UZ", task_number=1, act_on_its_way="BIL-1")
    cell_of(page[TASKS], "Collect the comments", "Task").value = "Another"
    said = " ".join(messages(sent(saved(page))))
    for sentence in (
        "no task of this number",
        "one of the two",
        "of another country",
        "on the page of its working group",
    ):
        assert sentence in said
