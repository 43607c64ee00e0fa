"""Sheets filled in on paper: entered once with a code, withdrawn for a reason."""

from uuid import uuid4

import pytest

from tests.events.builders import an_event
from tests.events.evaluations import an_evaluation, answered, closed, on_paper, result, verbs
from tests.people import MACHINE, an_account
from tumar.events.actions import answering
from tumar.events.models import PaperSheet
from tumar.kernel import files
from tumar.kernel.refusals import Invalid
from tumar.people.queries import scope_of
from tumar.people.rules import RoleKind

pytestmark = pytest.mark.django_db


def test_paper_is_entered_with_who_entered_it_a_code_and_a_scan():
    account = an_account(RoleKind.NATIONAL_COORDINATOR, "KZ")
    event = an_event("KZ", code="P53-KZ-1")
    evaluation = an_evaluation(event)
    paper = answering.enter_paper(
        evaluation, {"q1": 3, "q6": "more time"}, key=uuid4(), scan=("one.pdf", b"%PDF"), by=scope_of(account)
    )
    assert (paper.code, paper.by, paper.by_label) == ("P53-KZ-1-E-0001", account, str(account))
    assert [one.file.name for one in files.of(paper.label)] == ["one.pdf"]
    assert on_paper(evaluation).code == "P53-KZ-1-E-0002"
    assert verbs(paper.label) == ["kernel.file.attached", "events.papersheet.entered-from-paper"]
    # A scan shows one person's answers: it is no evidence on the event's page.
    assert not files.of(event.label).exists()


def test_paper_sent_twice_is_entered_once():
    evaluation, key = an_evaluation(), uuid4()
    assert on_paper(evaluation, key) == on_paper(evaluation, key)
    assert PaperSheet.objects.count() == evaluation.sheets.count() == 1


def test_withdrawn_paper_counts_no_more_and_its_words_are_gone():
    evaluation = an_evaluation()
    answered(evaluation, *[{"q1": 5, "q5": "good"}] * 5)
    wrong = on_paper(evaluation, q1=1, q5="bad")
    withdrawn = answering.withdraw_paper(wrong, reason="twice", by=MACHINE)
    assert (withdrawn.reason, withdrawn.withdrawn_at is not None) == ("twice", True)
    answering.withdraw_paper(wrong, reason="again", by=MACHINE)
    assert verbs(wrong.label).count("events.papersheet.withdrawn") == 1
    closed(evaluation)
    assert (result(evaluation, "q1").n, result(evaluation, "q5").n) == (5, 5)


def test_paper_is_withdrawn_with_a_reason_only():
    paper = on_paper(an_evaluation())
    with pytest.raises(Invalid) as refusal:
        answering.withdraw_paper(paper, reason=" ", by=MACHINE)
    assert refusal.value.faults[0].field == "reason"
