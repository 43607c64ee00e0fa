"""Nobody learns who answered what: not from words, links, paper or the journal."""

import io
import json
import zipfile

import pytest

from tests.events.evaluations import (
    an_evaluation,
    answered,
    closed,
    on_paper,
)
from tests.people import MACHINE, a_person
from tumar.events.actions import answering
from tumar.events.models import (
    EvaluationLink,
    FreeAnswer,
)
from tumar.kernel.models import JournalEntry
from tumar.people.actions import erasure, subject

pytestmark = pytest.mark.django_db


def test_words_stand_apart_from_what_the_same_person_answered_otherwise():
    evaluation = an_evaluation()
    answered(evaluation, {"q1": 2, "q5": " Aizhan explained well "})
    assert evaluation.sheets.get().answers == {"q1": 2}
    words = FreeAnswer.objects.get()
    assert (words.words, words.paper) == ("Aizhan explained well", None)


def test_the_journal_knows_that_a_sheet_came_and_not_what_it_said():
    evaluation = an_evaluation()
    answered(evaluation, {"q1": 2, "q5": "secret words"})
    entry = JournalEntry.objects.get(verb="events.evaluation.answered")
    assert (entry.about, entry.changes, entry.by_label) == (evaluation.event.label, {}, "respondent")


def test_once_closed_words_no_longer_lead_to_the_paper():
    evaluation = an_evaluation()
    paper = on_paper(evaluation, q5="good")
    assert FreeAnswer.objects.get().paper == paper
    closed(evaluation)
    assert FreeAnswer.objects.get().paper is None


def test_once_closed_nothing_tells_whose_link_was_answered():
    evaluation = an_evaluation()
    used, unused = (EvaluationLink.objects.create(evaluation=evaluation, token=token) for token in "ab")
    answering.receive_by_link(used, {"q1": 4})
    closed(evaluation)
    assert set(EvaluationLink.objects.values_list("is_used", flat=True)) == {True}
    with pytest.raises(answering.NotOpen):
        answering.receive_by_link(unused, {"q1": 4})


def test_words_that_name_an_erased_person_go_and_all_others_stay():
    evaluation = an_evaluation()
    trainer = a_person("Seidakhmetova", "Aigerim")
    answered(
        evaluation, {"q1": 5, "q5": "Aigerim Seidakhmetova was patient"}, {"q1": 4, "q5": "the exercises"}
    )
    erasure.erase_person(trainer, by=MACHINE, reason="Asked for")
    assert sorted(FreeAnswer.objects.values_list("words", flat=True)) == ["", "the exercises"]
    assert evaluation.sheets.count() == 2


def test_words_about_somebody_are_handed_out_to_that_person_without_the_sheet_they_came_with():
    evaluation = an_evaluation()
    trainer = a_person("Seidakhmetova", "Aigerim")
    answered(evaluation, {"q1": 3, "q5": "Aigerim Seidakhmetova explained well"}, {"q5": "the exercises"})
    archive = subject.export_person(trainer, by=MACHINE, language="en")
    with zipfile.ZipFile(io.BytesIO(archive)) as read:
        held = json.loads(read.read("data.json"))
    tables = json.dumps(held)
    assert "explained well" in tables
    assert "the exercises" not in tables
    assert str(evaluation.sheets.first().pk) not in tables


def test_a_link_holds_nothing_of_whom_it_was_sent_to():
    assert {field.name for field in EvaluationLink._meta.get_fields()} == {
        "id",
        "evaluation",
        "token",
        "is_used",
    }
