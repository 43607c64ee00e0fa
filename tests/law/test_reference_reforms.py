"""The reforms of the invented neighbour, which the demonstration shows."""

import pytest

from tests.people import MACHINE, OFFICE, an_account
from tumar.law.actions.reference import load_reference
from tumar.law.actions.reference_reforms import load_reference_reforms
from tumar.law.actions.reference_round import load_reference_round
from tumar.law.queries import drafting
from tumar.law.queries import reforms as queries
from tumar.law.reference.works import KARSANIA
from tumar.law.rules.reforms import Stage, Standing

pytestmark = pytest.mark.django_db


def test_the_reforms_show_a_draft_a_bill_with_something_overdue_and_its_by_law(stopped_clock):
    load_reference(by=MACHINE)
    bill, order = load_reference_reforms(
        load_reference_round(an_account(), an_account(), by=MACHINE), by=MACHINE
    )
    offence, register = queries.recommendations(OFFICE)
    assert offence.findings.get().requirement.code == "IV-offence"
    assert offence.country_id == KARSANIA
    (draft,) = drafting.drafts(register, stopped_clock.date(), OFFICE)
    assert "ведёт реестр объектов" in draft.present.text
    assert any(span.op == "added" for span in draft.spans)
    steps = {step.stage: step for step in queries.timeline_of(bill, queries.entries_of(bill))}
    assert steps[Stage.CONCEPT].standing is Standing.SKIPPED
    assert steps[Stage.GOVERNMENT].standing is Standing.OVERDUE
    assert (order.parent, queries.open_by_laws(bill)) == (bill, 1)
    assert queries.overview(OFFICE)[0].states == {"proposed": 2}
