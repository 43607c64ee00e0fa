"""Pages of reform, by what a person sees on them."""

import io
import re
from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from tests.law.builders import a_version, an_expression, an_instrument
from tests.law.reforms import (
    a_bill,
    a_finding,
    a_recommendation,
    a_text_of_today,
    checked,
    entered,
    fresh,
    in_force,
    published,
)
from tests.law.rounds import a_set
from tests.network.builders import a_group, a_member
from tests.people import MACHINE, Client, a_person, an_account, an_organisation, signed_in
from tumar.kernel import clock
from tumar.law.actions import bills
from tumar.law.models import Bill, FindingCheck, Recommendation, ReformTask
from tumar.people.rules import RoleKind

pytestmark = pytest.mark.django_db
COORDINATOR, EXPERT = RoleKind.NATIONAL_COORDINATOR, RoleKind.LEGAL_EXPERT


@pytest.fixture(autouse=True)
def _today():
    with clock.stopped(datetime(2026, 6, 1, 9, 30, tzinfo=UTC)):
        yield


def at(name: str, *words) -> str:
    return reverse(f"law:{name}", args=words)


def page(client, where: str, **asked) -> str:
    response = client.get(where, asked)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


def posted(client, where: str, status: int = 302, **given):
    response = client.post(where, given)
    assert response.status_code == status, re.findall(
        r"<span>[^<]*<svg.*?</svg>([^<]*)", response.content.decode()
    )
    return response


def told(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


@pytest.fixture
def coordinator() -> Client:
    return signed_in(COORDINATOR, "KZ")


ASKED = {
    "title_en": "Name the authority",
    "country": "KZ",
    "text_en": "The law should name it.",
    "priority": "1",
    "priority_reason": "Other duties rest on it.",
    "currency": "EUR",
}


def test_a_change_is_proposed_from_a_finding_and_starts_with_the_model_clause(coordinator):
    version = a_set()
    version.requirements.filter(code="A-1").update(clause={"en": "[Authority] keeps a register."})
    finding = a_finding(version=version)
    shown = page(coordinator, at("finding", finding.round.code, finding.requirement.pk))
    assert f"{at('add-recommendation')}?finding={finding.pk}" in shown
    where = f"{at('add-recommendation')}?finding={finding.pk}"
    begun = page(coordinator, where)
    assert "[Authority] keeps a register." in begun
    assert 'value="Duty 1"' in begun
    posted(coordinator, where, **ASKED, cost="1250.50", cost_includes="Two meetings", due="2026-12")
    one = Recommendation.objects.get()
    assert one.wording == {"en": "[Authority] keeps a register."}
    assert (one.cost_minor, one.due, list(one.findings.all())) == (125_050, "2026-12", [finding])
    seen = page(coordinator, at("recommendation", one.code))
    for words in (
        "EUR 1,250.50",
        "Two meetings",
        "Duty 1",
        "not looked at again yet",
        "Name who sees to it.",
    ):
        assert words in seen


def test_a_form_says_beside_the_field_what_is_wrong(coordinator):
    person, body = a_person(), an_organisation()
    wrong = {**ASKED, "owner_person": person.code, "owner_organisation": body.code, "due": "2026-02-30"}
    answer = told(posted(coordinator, at("add-recommendation"), 422, **wrong))
    assert "Name one owner" in answer
    assert "There is no such day." in answer
    fine = told(posted(coordinator, at("add-recommendation"), 422, **ASKED, cost="1.001"))
    assert "This currency has no such small unit." in fine
    assert not Recommendation.objects.exists()


def test_an_owner_is_a_person_an_organisation_or_a_member_of_a_group(coordinator):
    member = a_member(a_group())
    posted(coordinator, at("add-recommendation"), **ASKED, owner_member=member.pk, group=member.group_id)
    one = Recommendation.objects.get()
    assert str(member) in page(coordinator, at("recommendation", one.code))
    edited = {**ASKED, "seen_version": 1, "owner_organisation": an_organisation("Ministry").code}
    del edited["country"]
    posted(coordinator, at("edit-recommendation", one.code), **edited)
    assert str(fresh(one).owner) == "Ministry"


def test_the_draft_is_shown_word_by_word_against_the_present_text(coordinator):
    text = a_text_of_today()
    one = a_recommendation()
    found = page(coordinator, at("find-provision", one.code), q="keeps register")
    assert f'name="text" value="{text.pk}"' in found
    posted(coordinator, at("choose-provision", one.code), text=text.pk, seen_version=1)
    started = page(coordinator, at("word-recommendation", one.code), **{"from": "present"})
    assert "The ministry keeps the register of facilities.</textarea>" in started
    wording = {"wording_en": "The ministry of health keeps the register of facilities.", "seen_version": 2}
    posted(coordinator, at("word-recommendation", one.code), **wording)
    seen = page(coordinator, at("recommendation", one.code))
    assert re.search(r"The ministry\s*<ins>\s*of health\s*</ins>", seen)
    posted(coordinator, at("choose-provision", one.code), seen_version=3)
    assert "No provision is chosen" in page(coordinator, at("recommendation", one.code))


def test_a_provision_is_chosen_from_the_page_that_was_seen_and_from_what_may_be_seen(coordinator):
    one, other = a_recommendation(), a_text_of_today("UZ")
    assert (
        coordinator.post(at("choose-provision", one.code), {"text": other.pk, "seen_version": 1}).status_code
        == 404
    )
    text = a_text_of_today()
    for given, said in (
        ({"text": text.pk, "seen_version": 7}, "Somebody else changed it meanwhile"),
        ({"text": "soon", "seen_version": 1}, "Choose one of the provisions"),
    ):
        answer = coordinator.post(at("choose-provision", one.code), given, follow=True)
        assert said in told(answer)
    assert fresh(one).provision is None


def test_findings_are_ticked_among_those_that_are_not_answered(coordinator):
    finding = a_finding()
    answered = a_finding(version=finding.requirement.version, on_paper="not-applicable")
    one = a_recommendation()
    form = page(coordinator, at("choose-findings", one.code))
    assert "not found, confirm" in form
    posted(coordinator, at("choose-findings", one.code), findings=[finding.pk], seen_version=1)
    assert list(fresh(one).findings.all()) == [finding]
    wrong = {"findings": [99999], "seen_version": 2}
    assert posted(coordinator, at("choose-findings", one.code), 422, **wrong)
    assert answered not in fresh(one).findings.all()


def test_a_state_that_does_not_fit_is_refused_in_a_sentence(coordinator):
    one = a_recommendation(findings=[a_finding()])
    where = at("move-recommendation", one.code)
    answer = told(posted(coordinator, where, 422, state="rejected", seen_version=1))
    assert "Say why." in answer
    posted(coordinator, where, state="accepted", seen_version=1)
    done = told(posted(coordinator, where, 422, state="done", reason="All well", seen_version=2))
    assert "Some of its findings were not looked at again yet" in done
    assert told(posted(coordinator, where, 409, state="under-way", seen_version=1))
    assert fresh(one).state == "accepted"


def test_the_list_narrows_by_country_and_priority_and_goes_home_as_a_workbook():
    a_recommendation(priority=1, text={"en": "The law should name it."}, cost_minor=100_00)
    a_recommendation("UZ", title={"en": "License the laboratories"})
    office = signed_in(RoleKind.PROGRAMME_OFFICE)
    assert "License the laboratories" not in page(office, at("recommendations"), country="KZ")
    assert "License the laboratories" not in page(office, at("recommendations"), priority="1")
    answer = office.get(at("recommendations"), {"format": "xlsx"})
    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert {"what is recommended", "draft wording", "why this priority"} <= set(rows[0])
    (kazakh,) = [row for row in rows if "REC-KZ-01" in row]
    assert "The law should name it." in kazakh
    assert 100 in kazakh


def test_a_coordinator_sees_her_own_country_and_a_trainer_nothing(coordinator):
    a_recommendation("UZ", title={"en": "License the laboratories"})
    a_bill("UZ", title={"en": "Uzbek bill"})
    assert "License the laboratories" not in page(coordinator, at("recommendations"))
    assert "Uzbek bill" not in page(coordinator, at("reforms"))
    assert signed_in(RoleKind.TRAINER, "KZ").get(at("reforms")).status_code == 403


BILL = {"title_en": "Bill on biosafety", "country": "KZ", "kind": "law"}


def test_a_bill_is_taken_up_for_a_recommendation_and_goes_its_way(coordinator):
    one = a_recommendation()
    begun = page(coordinator, at("add-bill"), answers=one.code)
    assert re.search(rf'value="{one.pk}"[^>]*checked', begun)
    posted(coordinator, at("add-bill"), **BILL, recommendations=[one.pk])
    bill = Bill.objects.get()
    entry = {"stage": "draft", "day": "2026-02", "source": "Letter 12", "seen_version": 1}
    file = SimpleUploadedFile("letter.pdf", b"%PDF letter", content_type="application/pdf")
    posted(coordinator, at("enter-stage", bill.code), **entry, file=file)
    seen = page(coordinator, at("bill", bill.code))
    for words in (
        "Letter 12",
        "letter.pdf",
        "here now",
        "before it was taken up",
        "Say who keeps the register",
    ):
        assert words in seen
    assert "Bill on biosafety" in page(coordinator, at("recommendation", one.code))


def test_the_form_offers_what_the_table_has_and_says_what_is_missing(coordinator):
    bill = a_bill()
    entered(bill, "draft")
    where = at("enter-stage", bill.code)
    form = page(coordinator, where)
    assert 'value="interagency"' in form
    assert 'value="published"' not in form
    answer = told(posted(coordinator, where, 422, stage="government", day="2026-02-01", seen_version=2))
    assert "Say why." in answer
    answer = told(posted(coordinator, where, 422, stage="interagency", day="2026-07-01", seen_version=2))
    assert "This day is still to come." in answer
    assert posted(coordinator, where, 422, stage="interagency", day="in spring", seen_version=2)
    assert posted(coordinator, where, 409, stage="interagency", day="2026-02-01", seen_version=1)


def test_the_adopted_text_is_linked_before_the_bill_is_in_force(coordinator):
    bill = published(a_bill())
    entry = {"stage": "in-force", "day": "2026-03-01", "seen_version": bill.version}
    answer = told(posted(coordinator, at("enter-stage", bill.code), 422, **entry))
    assert "Link the adopted text in the library first." in answer
    assert "Put the adopted text into the library and link it." in page(coordinator, at("bill", bill.code))
    expression = an_expression(an_instrument())
    version, other = a_version(expression), a_version(an_expression(an_instrument()))
    where, seen = at("link-text", bill.code), {"seen_version": bill.version}
    law = expression.instrument
    wrong = told(posted(coordinator, where, 422, instrument=law.pk, text_version=other.pk, **seen))
    assert "the version is another act" in wrong
    posted(coordinator, where, instrument=law.pk, text_version=version.pk, **seen)
    posted(coordinator, at("enter-stage", bill.code), **{**entry, "seen_version": fresh(bill).version})
    shown = page(coordinator, at("bill", bill.code))
    assert at("version", law.code, expression.number, version.number) in shown


def test_by_laws_stand_on_the_page_of_their_act_with_their_own_stage(coordinator):
    law = a_bill()
    begun = page(coordinator, at("add-bill"), parent=law.code)
    assert re.search(rf'value="{law.pk}" selected', begun)
    order = a_bill(kind="order", parent=law, title={"en": "Order on registers"})
    entered(order, "draft", "2026-03-05")
    shown = page(coordinator, at("bill", law.code))
    assert "Order on registers" in shown
    assert "5 Mar 2026" in shown
    assert at("bill", law.code) in page(coordinator, at("bill", order.code))


def test_the_plan_stands_beside_what_was_reached_and_what_is_late_is_said(coordinator):
    bill = a_bill(kind="order")
    entered(bill, "idea", "2026-01-10")
    where = at("plan-bill", bill.code)
    assert posted(coordinator, where, 422, draft="in spring", seen_version=2)
    answer = told(posted(coordinator, where, 422, draft="2026-02-30", seen_version=2))
    assert "There is no such day." in answer
    posted(coordinator, where, draft="2026-03", adopted="2026-04-01", seen_version=2)
    entered(bill, "draft", "2026-04-15")
    shown = page(coordinator, at("bill", bill.code))
    assert "15 days late" in shown
    assert "overdue" in shown
    board = page(coordinator, at("reforms"))
    assert "overdue: adopted, planned for 1 Apr 2026" in board


def test_an_entry_is_taken_back_with_a_reason(coordinator):
    bill = a_bill()
    entered(bill, "draft")
    posted(coordinator, at("take-back-entry", bill.code), seen_version=2, reason="Another bill")
    assert fresh(bill).stage == ""
    answer = told(posted(coordinator, at("take-back-entry", bill.code), 422, seen_version=3))
    assert "There is no entry to take back" in answer


def test_the_board_and_the_overview_show_how_far_everything_is():
    in_force(a_bill(answers=[a_recommendation(findings=[a_finding()])], title={"en": "Law of the register"}))
    a_bill("UZ", title={"en": "Uzbek bill"})
    office = signed_in(RoleKind.PROGRAMME_OFFICE)
    board = page(office, at("reforms"))
    assert re.search(r'id="column-in-force">.*?Law of the register', board)
    assert "Uzbek bill" not in page(office, at("reforms"), country="KZ")
    overview = page(office, at("reform-overview"))
    assert f"{at('recommendations')}?country=KZ" in overview
    assert f"{at('reforms')}?country=UZ" in overview
    assert "Law of the register" in page(office, at("bills"), column="in-force")
    assert "Law of the register" not in page(office, at("bills"), column="parliament")


def test_one_queue_holds_changed_provisions_and_what_came_in_force(coordinator):
    finding = a_finding()
    one = a_recommendation(findings=[finding])
    act = in_force(a_bill(answers=[one], title={"en": "Law of the register"}))
    queue = page(coordinator, at("rechecks"))
    where = at("check-finding", act.code, finding.pk)
    assert where in queue
    text = a_text_of_today()
    found = page(coordinator, where, q="keeps register")
    assert f"?text={text.pk}" in found
    assert text.text in page(coordinator, where, text=text.pk)
    marks = {"on_paper": "found", "in_force": "found", "applied": "not-assessed"}
    answer = told(posted(coordinator, where, 422, **marks))
    assert "Cite the words of a provision that show it." in answer
    posted(coordinator, where, **marks, text=text.pk, quote="keeps the register")
    assert FindingCheck.objects.get().closes
    assert where not in page(coordinator, at("rechecks"))
    shown = page(coordinator, at("recommendation", one.code))
    assert "closed" in shown
    assert fresh(one).state == "done"
    assert coordinator.get(where).status_code == 404


def test_whoever_entered_that_an_act_is_in_force_is_told_that_it_takes_another(coordinator):
    account = an_account(COORDINATOR, "KZ")
    client = Client()
    client.force_login(account)
    finding = a_finding()
    bill = published(a_bill(answers=[a_recommendation(findings=[finding])]))
    bills.link_text(bill, an_instrument(), text_version=None, version=bill.version, by=MACHINE)
    entry = {"stage": "in-force", "day": "2026-03-01", "seen_version": fresh(bill).version}
    posted(client, at("enter-stage", bill.code), **entry)
    marks = {"on_paper": "not-found", "in_force": "not-found", "applied": "not-assessed"}
    where = at("check-finding", bill.code, finding.pk)
    assert "This takes a second person" in told(posted(client, where, 422, **marks))
    posted(coordinator, where, **marks)


def test_what_was_looked_at_and_not_answered_is_said_on_the_recommendation(coordinator):
    finding = a_finding()
    one = a_recommendation(findings=[finding])
    checked(finding, in_force(a_bill(answers=[one])), on_paper="partly", in_force="partly")
    assert "not answered yet" in page(coordinator, at("recommendation", one.code))


def test_a_task_is_given_to_the_working_group_from_the_page(coordinator):
    group = a_group()
    bill = a_bill(group=group)
    assert at("add-bill-task", bill.code) in page(coordinator, at("bill", bill.code))
    posted(coordinator, at("add-bill-task", bill.code), text="Collect the comments", due="2026-05-01")
    assert ReformTask.objects.get().task.group == group
    shown = page(coordinator, at("bill", bill.code))
    assert "Collect the comments" in shown
    assert "overdue" in shown
    expert = signed_in(EXPERT, "KZ")
    assert at("add-bill-task", bill.code) not in page(expert, at("bill", bill.code))
    one = a_recommendation(group=group)
    posted(coordinator, at("add-recommendation-task", one.code), text="Word it")
    assert "Word it" in page(coordinator, at("recommendation", one.code))
    assert coordinator.get(at("add-bill-task", a_bill().code)).status_code == 404


def test_a_legal_expert_words_and_moves_what_is_recommended_in_her_country():
    expert = signed_in(EXPERT, "KZ")
    one = a_recommendation()
    posted(expert, at("word-recommendation", one.code), wording_en="The ministry keeps it.", seen_version=1)
    posted(expert, at("move-recommendation", one.code), state="accepted", seen_version=2)
    assert (fresh(one).state, fresh(one).wording) == ("accepted", {"en": "The ministry keeps it."})
