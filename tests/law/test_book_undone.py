"""An import of the workbook of law undone by one click, as a whole, and not over what was done since."""

import pytest
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from tests.law.books import (
    ACTS,
    BILLS,
    LANGUAGES,
    LAWS,
    PLANS,
    RECOMMENDED,
    RELATIONS,
    SEARCHES,
    STAGES,
    TASKS,
    added,
    book,
    cell_of,
    messages,
    saved,
    sent,
)
from tests.law.builders import a_relation, an_expression, an_instrument
from tests.law.reforms import a_bill, a_recommendation, entered, fresh
from tests.network.builders import a_group, a_task
from tests.people import MACHINE, OFFICE, Client, a_scope, an_account, signed_in
from tumar.desk import imports
from tumar.desk.lists_in import undoing
from tumar.kernel import journal
from tumar.kernel.models import Job, JournalEntry, ListImport
from tumar.kernel.parts import version_of
from tumar.kernel.refusals import Denied
from tumar.law.actions import instruments, parts
from tumar.law.exports.records import records_book
from tumar.law.models import (
    Bill,
    Coverage,
    Expression,
    Instrument,
    PlannedStage,
    Recommendation,
    ReformTask,
    Relation,
    StageEntry,
    TreatyAct,
)
from tumar.people.queries import scope_of
from tumar.people.rules import RoleKind


@pytest.fixture
def law(db):
    law = an_instrument(code="LAW-1", number="122")
    an_expression(law, "kk", title="Заң")
    a_relation(law, verb="amends", acting_text="Law 7")
    bill = a_bill(code="BIL-1", answers=[a_recommendation(code="REC-1")])
    entered(bill, "draft", "2025-10")
    a_task(a_group(code="WG-KZ"))
    return law


def edited() -> bytes:
    """A workbook in which each kind of record has something changed or added."""
    page = book(records_book(OFFICE))
    cell_of(page[LAWS], "LAW-1", "Number").value = "123"
    added(page[LAWS], code="LAW-2", country="KZ", kind="law", title_en="Another law")
    added(page[LAWS], code="CONV", body="un", kind="treaty", title_en="Convention")
    cell_of(page[LANGUAGES], "kk", "Title").value = "Биоқауіпсіздік туралы заң"
    added(page[LANGUAGES], act="LAW-2", number=1, language="ru")
    facts = {"relation": "repeals", "acting_act": "LAW-2", "with_effect_from": "2025-01-01"}
    added(page[RELATIONS], act_concerned="LAW-1", number=2, **facts)
    added(page[ACTS], treaty="CONV", country="KZ", act="accession", date="2007", source="The depositary")
    added(page[SEARCHES], country="KZ", area="all", kind="order", outcome="not-looked")
    cell_of(page[RECOMMENDED], "REC-1", "Cost").value = 99.5
    facts = {"title_en": "More", "recommended_en": "Say more.", "why_this_priority": "So"}
    added(page[RECOMMENDED], code="REC-2", country="KZ", **facts)
    cell_of(page[BILLS], "BIL-1", "Answers").value = "REC-1; REC-2"
    added(page[BILLS], code="BIL-2", country="KZ", kind="by-law", by_law_of="BIL-1", title_en="Rules")
    added(page[STAGES], act_on_its_way="BIL-1", number=2, stage="interagency", date="2025-11")
    added(page[PLANS], act_on_its_way="BIL-1", stage="adopted", planned_for="2027")
    added(page[TASKS], working_group="WG-KZ", task_number=1, recommendation="REC-2")
    return saved(page)


def imported(content: bytes, by=OFFICE) -> ListImport:
    plan = sent(content, by=by)
    assert messages(plan) == []
    return imports.apply(plan, by=by).kept


def on_file() -> dict:
    """What every table holds of facts that people see, without versions."""
    models = (
        *(Instrument, Expression, Relation, TreatyAct, Coverage, Recommendation, Bill),
        *(StageEntry, PlannedStage, ReformTask),
    )
    return {
        model._meta.label: [
            {name: value for name, value in row.items() if name not in ("id", "version", "at")}
            for row in model._base_manager.order_by("pk").values()
        ]
        for model in models
    } | {"answers": list(Bill.recommendations.through.objects.values_list("bill", "recommendation"))}


def test_everything_is_as_it_was_and_the_journal_tells_who_undid_it(law):
    before = on_file()
    content = edited()
    one = imported(content)
    assert Instrument.objects.get(code="LAW-1").in_force_until is not None
    assert on_file() != before
    undoer = a_scope(RoleKind.PROGRAMME_OFFICE)
    undoing.undo(one.key, by=undoer)
    assert on_file() == before
    told = JournalEntry.objects.get(verb="kernel.list.undone")
    assert told.by_label == undoer.label
    assert told.about == f"kernel.file:{one.file.sha256}"
    gone = JournalEntry.objects.get(verb="law.instrument.removed", about="law.instrument:LAW-2")
    assert gone.by_label == undoer.label
    assert list(journal.breaks()) == []
    # Asked again nothing happens, and the same file can come in anew.
    undoing.undo(one.key, by=undoer)
    assert JournalEntry.objects.filter(verb="kernel.list.undone").count() == 1
    assert imported(content).counts == one.counts


def changed_relation():
    row = Relation.objects.get(number=2)
    parts.amend_part(row, {"note": "Since then"}, version=version_of(row), by=MACHINE)


def changed_law():
    law = Instrument.objects.get(code="LAW-1")
    instruments.amend_instrument(law, {"number": "124"}, version=law.version, by=MACHINE)


def another_language():
    an_expression(Instrument.objects.get(code="LAW-2"), "kk")


def another_stage():
    entered(Bill.objects.get(code="BIL-1"), "government", "2025-12")


def another_answer():
    a_bill(code="BIL-9", answers=[Recommendation.objects.get(code="REC-2")])


@pytest.mark.parametrize(
    ("since", "row", "said"),
    [
        (changed_relation, "LAW-1 2", "LAW-1 2 was changed since: note."),
        (changed_law, "LAW-1", "LAW-1 was changed since: number."),
        (another_language, "LAW-2", "was changed since"),
        (another_stage, "BIL-1 2", "The act came to later stages since."),
        (another_answer, "REC-2", "An act on its way answers it by now."),
    ],
)
def test_what_somebody_changed_or_used_since_keeps_the_import_from_being_undone(law, since, row, said):
    one = imported(edited())
    since()
    after = on_file()
    with pytest.raises(undoing.InTheWay) as refusal:
        undoing.undo(one.key, by=OFFICE)
    assert "Nothing was undone" in str(refusal.value)
    assert on_file() == after
    [found] = [
        each for each in one.rows.exclude(refusal="") if row in each.facts["name"] and said in each.refusal
    ]
    assert found.sheet


def test_the_others_are_undone_and_what_stays_keeps_what_it_names(law):
    one = imported(edited())
    another_answer()
    changed_law()
    undoing.undo(one.key, by=OFFICE, others=True)
    assert Instrument.objects.get(code="LAW-1").number == "124"
    assert Recommendation.objects.filter(code="REC-2").exists()
    assert not Instrument.objects.filter(code="CONV").exists()
    assert not Bill.objects.filter(code="BIL-2").exists()
    assert fresh(Bill.objects.get(code="BIL-1")).stage == "draft"


def test_what_a_changed_row_names_stays_with_it(law):
    one = imported(edited())
    changed_relation()
    undoing.undo(one.key, by=OFFICE, others=True)
    assert Relation.objects.get(number=2).acting.code == "LAW-2"


def test_who_may_not_edit_any_more_undoes_nothing(law):
    one = imported(edited())
    after = on_file()
    with pytest.raises(Denied):
        undoing.undo(one.key, by=a_scope(RoleKind.LEGAL_EXPERT, "UZ"))
    assert on_file() == after


def test_a_book_that_writes_nothing_of_law_is_not_kept(law):
    assert imported(records_book(OFFICE)) is None
    assert not ListImport.objects.exists()


def work() -> None:
    for waiting in DBTaskResult.objects.ready():
        waiting.claim("test")
        waiting.task.func(*waiting.args_kwargs["args"])
        waiting.delete()


def test_a_legal_expert_undoes_the_own_import_by_one_click(law):
    account = an_account(RoleKind.LEGAL_EXPERT, "KZ")
    expert = scope_of(account)
    page = book(records_book(expert))
    cell_of(page[LAWS], "LAW-1", "Number").value = "7"
    one = imported(saved(page), by=expert)
    client = Client()
    client.force_login(account)
    where = reverse("desk:list", args=[one.key])
    shown = client.get(where).content.decode()
    assert "workbook of law" in shown.lower()
    assert "<del>122</del> <ins>7</ins>" in shown
    assert "Undo the whole import" in shown
    assert where in client.get(reverse("desk:lists")).content.decode()
    assert "Import a list" not in client.get(reverse("desk:lists")).content.decode()
    assert signed_in(RoleKind.LEGAL_EXPERT, "UZ").get(where).status_code == 404
    assert client.post(reverse("desk:list-undo", args=[one.key]), {"attempt": 0}).status_code == 302
    work()
    assert Job.objects.get(kind="desk.list.undo").state == "done"
    assert "Undone on" in client.get(where).content.decode()
    assert Instrument.objects.get(code="LAW-1").number == "122"


def test_a_workbook_has_no_columns_to_go_back_to(law):
    one = imported(edited())
    office = signed_in()
    assert office.post(reverse("desk:list-columns", args=[one.key]), {}).status_code == 404
    office.post(reverse("desk:list-read", args=[one.key]), {"attempt": 0})
    work()
    assert Job.objects.get().message == "A workbook has no columns to be confirmed."
    one.refresh_from_db()
    assert one.state == "committed"
