"""Questions of an evaluation that are taken over from an earlier event."""

import pytest

from tests.events.builders import an_event
from tests.events.evaluations import CHOICES, a_prepared_evaluation, a_question, an_evaluation
from tests.people import KZ_COORDINATOR, MACHINE
from tumar.events.actions.evaluation import copy_evaluation_questions, prepare_evaluation
from tumar.events.queries import evaluation as reads
from tumar.kernel.models import JournalEntry
from tumar.kernel.refusals import Denied

pytestmark = pytest.mark.django_db


def test_own_questions_of_an_earlier_event_are_taken_over_once():
    earlier, now = an_evaluation(), a_prepared_evaluation(an_event())
    a_question(earlier, "one", text={"en": "Which part?"})
    a_question(earlier, "number", text={"en": "Years at work?"}, most=50)
    assert copy_evaluation_questions(now, earlier, by=KZ_COORDINATOR) == 2
    added = list(now.questions.filter(number__gt=6))
    assert [(one.number, one.kind, str(one)) for one in added] == [
        (7, "one", "Which part?"),
        (8, "number", "Years at work?"),
    ]
    assert (added[0].choices, added[1].most) == (CHOICES, 50)
    assert copy_evaluation_questions(now, earlier, by=KZ_COORDINATOR) == 0
    told = JournalEntry.objects.filter(about=now.event.label, verb="events.evaluationquestion.added")
    assert {entry.changes["source"] for entry in told} == {earlier.event.label}


def test_questions_of_an_event_that_one_may_not_see_are_not_taken_over():
    earlier = prepare_evaluation(an_event("UZ"), by=MACHINE)
    a_question(earlier, "one", text={"en": "Which part?"})
    now = a_prepared_evaluation(an_event("KZ"))
    with pytest.raises(Denied):
        copy_evaluation_questions(now, earlier, by=KZ_COORDINATOR)
    assert reads.sources_of_questions(now, KZ_COORDINATOR) == []
