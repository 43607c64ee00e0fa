"""Provisions set aside as not relevant: for whom, until when, and who sees it."""

from datetime import date

import pytest

from tests.law.builders import RUSSIAN, a_version, an_expression
from tests.law.likely import (
    a_law,
    asking,
    found,
    round_on,
    row_of,
    text_of,
)
from tests.law.rounds import LATER, a_coder, a_requirement, a_set, agreed, code_it, coders
from tests.people import MACHINE, an_account
from tumar.kernel.models import JournalEntry
from tumar.kernel.refusals import Denied
from tumar.law.actions.rounds import RoundIsClosed, close_round
from tumar.law.actions.suggesting import (
    AlreadyTakenBack,
    NotOfTheCountry,
    NotSomebody,
    dismiss_suggestion,
    restore_suggestion,
)
from tumar.law.models import Dismissal, Requirement, Round
from tumar.law.queries.suggesting import dismissals
from tumar.people.queries import scope_of
from tumar.people.rules import RoleKind

pytestmark = pytest.mark.django_db


def set_aside(one: Round, requirement: Requirement, by, version=None, why: str = "Of pets"):
    text = text_of(version, "chp_1__art_2") if version else found(one, requirement, by).likely[0].row
    return dismiss_suggestion(one, requirement, text, why=why, by=by)


def test_what_is_not_relevant_is_suggested_no_more_in_any_language_and_version():
    requirement, english = asking(), a_law()
    a_version(an_expression(english.expression.instrument, "ru"), RUSSIAN)
    one = round_on(requirement)
    first, _second = coders(one)
    row = set_aside(one, requirement, first, english)
    a_version(english.expression, LATER, valid_from=date(2025, 6, 1))
    told = found(one, requirement)
    assert "chp_1__art_2" not in {each.row.provision.eid for each in told.likely}
    assert told.dismissed == [row]
    assert (row.why, row.by_id, row.shown) == ("Of pets", first.account_id, "Article 2. Authority")


def test_it_holds_for_this_requirement_alone():
    requirement, version = asking(how_many=2), a_law()
    one = round_on(requirement)
    set_aside(one, requirement, coders(one)[0], version)
    other = a_requirement(requirement.version, "A-2")
    assert found(one, other).likely[0].row == text_of(version, "chp_1__art_2")


def test_it_is_taken_back_and_the_row_says_by_whom():
    requirement, _version = asking(), a_law()
    one = round_on(requirement)
    first, second = coders(one)
    before = [each.row for each in found(one, requirement).likely]
    row = set_aside(one, requirement, first)
    restored = restore_suggestion(row, by=second)
    assert restored.undone_by_id == second.account_id
    told = found(one, requirement)
    assert [each.row for each in told.likely] == before
    assert told.dismissed == []
    with pytest.raises(AlreadyTakenBack):
        restore_suggestion(row, by=first)


def test_said_twice_it_stands_once_and_may_be_said_again_after_it_was_taken_back():
    requirement, version = asking(), a_law()
    one = round_on(requirement)
    first, _second = coders(one)
    row = set_aside(one, requirement, first, version)
    assert set_aside(one, requirement, first, version, why="Other") == row
    restore_suggestion(row, by=first)
    assert set_aside(one, requirement, first, version) != row
    assert Dismissal.objects.count() == 2


def test_the_other_coder_does_not_see_it_before_both_gave_their_findings():
    requirement, version = asking(), a_law()
    one = round_on(requirement)
    first, second = coders(one)
    row = set_aside(one, requirement, first, version)
    assert found(one, requirement, second).likely[0].row == row_of(version)
    assert not dismissals(one, requirement, second).exists()
    assert not dismissals(one, requirement, scope_of(an_account())).exists()
    for by in (first, second):
        code_it(one, requirement, by)
    assert dismissals(one, requirement, second).get() == row
    assert dismissals(one, requirement, scope_of(an_account())).get() == row


def test_a_single_coders_word_is_seen_once_the_finding_is_given():
    requirement, version = asking(), a_law()
    one = round_on(requirement, is_double=False)
    coder, office = scope_of(one.first_coder), scope_of(an_account())
    set_aside(one, requirement, coder, version)
    assert not dismissals(one, requirement, office).exists()
    code_it(one, requirement, coder)
    assert dismissals(one, requirement, office).exists()


def test_the_next_round_knows_it_and_another_country_does_not():
    requirement, version = asking(), a_law()
    old = round_on(requirement)
    set_aside(old, requirement, coders(old)[0], version)
    agreed(old, requirement)
    close_round(old, by=scope_of(an_account()))
    new = round_on(requirement, as_of=date(2026, 3, 1))
    assert dismissals(new, requirement, coders(new)[1]).count() == 1
    uzbek = round_on(requirement, country="UZ")
    assert not dismissals(uzbek, requirement, coders(uzbek)[0]).exists()
    assert not dismissals(new, requirement, coders(uzbek)[0]).exists()


def test_the_journal_says_that_and_not_what():
    requirement, version = asking(), a_law()
    one = round_on(requirement)
    set_aside(one, requirement, coders(one)[0], version)
    entry = JournalEntry.objects.get(verb="law.suggestion.dismissed")
    assert entry.about == one.label
    assert entry.changes == {"requirement": "A-1"}
    assert "pets" not in f"{entry.reason}{entry.changes}"


def test_who_may_not_record_findings_sets_nothing_aside():
    requirement, version = asking(), a_law()
    one = round_on(requirement)
    row = set_aside(one, requirement, coders(one)[0], version)
    for by in (scope_of(a_coder("UZ")), scope_of(an_account(RoleKind.TRAINER, "KZ"))):
        with pytest.raises(Denied):
            set_aside(one, requirement, by, version)
        with pytest.raises(Denied):
            restore_suggestion(row, by=by)
    with pytest.raises(NotSomebody):
        set_aside(one, requirement, MACHINE, version)
    with pytest.raises(NotSomebody):
        restore_suggestion(row, by=MACHINE)


def test_only_provisions_of_the_country_and_requirements_of_an_open_round():
    requirement, version = asking(), a_law()
    one = round_on(requirement)
    first, _second = coders(one)
    with pytest.raises(NotOfTheCountry):
        set_aside(one, requirement, first, a_law("UZ"))
    with pytest.raises(Requirement.DoesNotExist):
        set_aside(one, a_requirement(a_set("other")), first, version)
    agreed(one, requirement)
    closed = close_round(one, by=scope_of(an_account()))
    with pytest.raises(RoundIsClosed):
        set_aside(closed, requirement, first, version)
