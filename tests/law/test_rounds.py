"""Rounds: two coders blind to each other, decisions between them, a second person, a seal."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from tests.law.builders import a_version
from tests.law.rounds import (
    AS_OF,
    QUOTE,
    a_coder,
    a_provision,
    a_requirement,
    a_round,
    a_set,
    a_third,
    agreed,
    code_it,
    coders,
    set_values,
)
from tests.people import (
    DONOR,
    KZ_COORDINATOR,
    MACHINE,
    OFFICE,
    UZ_COORDINATOR,
    a_country,
    a_scope,
)
from tumar.kernel.models import JournalEntry
from tumar.kernel.refusals import Denied, Invalid, SecondPersonNeeded
from tumar.law.actions import findings, rounds
from tumar.law.actions.findings import Quoted
from tumar.law.models import Citation, Finding, Round, RoundSet
from tumar.law.queries import rounds as queries
from tumar.law.rules.findings import Flaw, Settled
from tumar.people.models import Role
from tumar.people.queries import scope_of
from tumar.people.rules import RoleKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def one() -> Round:
    return a_round()


@pytest.fixture
def requirement(one):
    return a_requirement(one.sets.get().version)


def opening(**facts):
    return {
        "title": {"en": "R"},
        "country": a_country("KZ"),
        "as_of": AS_OF,
        "first_coder": a_coder(),
    } | facts


def test_a_round_is_opened_in_its_country_with_sets_and_coders_of_it():
    version = a_set()
    with pytest.raises(Denied):
        rounds.open_round(opening(), versions=[version], by=UZ_COORDINATOR)
    with pytest.raises(Invalid):
        rounds.open_round(opening(), versions=[], by=KZ_COORDINATOR)
    with pytest.raises(Invalid):
        rounds.open_round(opening(first_coder=a_coder("UZ")), versions=[version], by=KZ_COORDINATOR)
    coder = a_coder()
    with pytest.raises(Invalid):
        rounds.open_round(
            opening(first_coder=coder, second_coder=coder), versions=[version], by=KZ_COORDINATOR
        )
    found = rounds.open_round(opening(), versions=[version], by=KZ_COORDINATOR)
    assert found.code == "RND-KZ-01"
    assert not found.is_double


def test_one_version_of_each_set_and_a_round_before_of_the_same_country():
    versions = [a_set(), a_set(version="2", how_many=2)]
    with pytest.raises(Invalid):
        rounds.open_round(opening(), versions=versions, by=KZ_COORDINATOR)
    before = a_round("UZ", versions=versions[:1])
    with pytest.raises(Invalid):
        rounds.open_round(opening(previous=before), versions=versions[:1], by=KZ_COORDINATOR)


def test_rounds_are_private_to_their_country():
    a_round()
    assert queries.rounds(KZ_COORDINATOR).count() == 1
    assert queries.rounds(UZ_COORDINATOR).count() == 0
    assert queries.rounds(DONOR).count() == 0


def test_a_coder_does_not_see_what_the_other_says_until_both_gave_theirs(one, requirement):
    first, second = coders(one)
    code_it(one, requirement, first)
    assert [each.seat for each in queries.codings(one, first)] == ["first"]
    for blind in (second, OFFICE, KZ_COORDINATOR, a_third()):
        assert not queries.codings(one, blind).exists()
    findings.save_finding(one, requirement, {"on_paper": "partly"}, by=second)
    # Begun is not given: the first coder learns nothing yet, and the second no more than their own.
    assert [each.seat for each in queries.codings(one, first)] == ["first"]
    assert [each.seat for each in queries.codings(one, second)] == ["second"]
    code_it(one, requirement, second, text=a_provision(), on_paper="partly")
    for sees in (first, second, OFFICE, KZ_COORDINATOR):
        assert [each.seat for each in queries.codings(one, sees).order_by("seat")] == ["first", "second"]
    assert not queries.codings(one, UZ_COORDINATOR).exists()


def test_the_journal_tells_no_mark_before_both_gave_theirs(one, requirement):
    first, second = coders(one)
    code_it(one, requirement, first, note={"en": "Nothing at all"})
    told = str(list(JournalEntry.objects.filter(about=one.label).values_list("changes", flat=True)))
    assert "law.finding.given" in set(JournalEntry.objects.values_list("verb", flat=True))
    assert "not-found" not in told
    assert "Nothing at all" not in told
    code_it(one, requirement, second, text=a_provision(), on_paper="found")
    told = str(
        list(JournalEntry.objects.filter(verb="law.finding.differed").values_list("changes", flat=True))
    )
    assert "not-found" in told


def test_where_a_requirement_stands_is_told_without_what_the_other_said(one, requirement):
    first, second = coders(one)
    code_it(one, requirement, first)
    steps = {each.requirement.code: each.step for each in queries.standings(one, second)}
    assert steps == {"A-1": "open", "A-2": "open", "A-3": "open"}
    assert queries.standings(one, first)[0].step == "given"
    code_it(one, requirement, second, text=a_provision())
    assert queries.standings(one, a_third())[0].step == "to-decide"


def test_what_both_say_holds_at_once_confirmed_by_the_two(one, requirement):
    text = a_provision()
    first, second = coders(one)
    code_it(one, requirement, first, text=text, confidence="high", note={"en": "One"})
    outcome = code_it(one, requirement, second, text=text, confidence="low", note={"ru": "Два"})
    assert outcome is Settled.AGREED
    final = queries.finals(one, KZ_COORDINATOR).get()
    assert (final.by, final.confirmed_by) == (one.first_coder, one.second_coder)
    assert final.confidence == "low"
    assert final.note == {"en": "One", "ru": "Два"}
    # Both cite the same words, which stand once.
    assert [each.quote for each in final.citations.all()] == [QUOTE]


def test_after_both_gave_neither_changes_any_more(one, requirement):
    agreed(one, requirement)
    for by in coders(one):
        with pytest.raises(findings.FindingIsGiven):
            findings.save_finding(one, requirement, {"on_paper": "not-applicable"}, by=by)
        with pytest.raises(findings.FindingIsGiven):
            findings.give_finding(one, requirement, by=by)
        with pytest.raises(findings.FindingIsGiven):
            findings.cite(one, requirement, Quoted(a_provision(), QUOTE, "supports"), by=by)


def test_what_was_given_alone_is_taken_back_by_changing_it(one, requirement):
    first, second = coders(one)
    code_it(one, requirement, first)
    findings.save_finding(one, requirement, {"on_paper": "not-applicable"}, by=first)
    assert code_it(one, requirement, second) is Settled.WAITS


def test_only_the_two_coders_code(one, requirement):
    for stranger in (a_third(), OFFICE, KZ_COORDINATOR, MACHINE):
        with pytest.raises(findings.NotACoder):
            findings.save_finding(one, requirement, {"on_paper": "not-found"}, by=stranger)
    with pytest.raises(Denied):
        findings.save_finding(one, requirement, {"on_paper": "not-found"}, by=a_third("UZ"))


def test_a_requirement_of_another_set_is_not_coded(one):
    strange = a_requirement(a_set("other"))
    with pytest.raises(type(strange).DoesNotExist):
        findings.save_finding(one, strange, {"on_paper": "not-found"}, by=coders(one)[0])


def test_a_difference_is_decided_by_a_third_person_and_confirmed_by_another(one, requirement):
    first, second = coders(one)
    text = a_provision()
    code_it(one, requirement, first)
    assert code_it(one, requirement, second, text=text) is Settled.DIFFERS
    judge = a_third()
    with pytest.raises(findings.ReasonNeeded):
        findings.decide_finding(one, requirement, {"on_paper": "found"}, reason=" ", by=judge)
    final = findings.decide_finding(one, requirement, {"on_paper": "partly"}, reason="Half", by=judge)
    assert final.confirmed_at is None
    assert [each.quote for each in final.citations.all()] == [QUOTE]
    with pytest.raises(SecondPersonNeeded):
        findings.confirm_finding(one, requirement, by=judge)
    confirmed = findings.confirm_finding(one, requirement, by=first)
    assert confirmed.confirmed_by == one.first_coder
    with pytest.raises(findings.NothingToDecide):
        findings.confirm_finding(one, requirement, by=second)
    with pytest.raises(findings.NothingToDecide):
        findings.decide_finding(one, requirement, {"on_paper": "found"}, reason="No", by=second)


def test_a_decision_rests_on_the_citations_that_are_kept(one, requirement):
    first, second = coders(one)
    text, other = a_provision(), a_provision()
    code_it(one, requirement, first, text=text)
    code_it(one, requirement, second, text=other, on_paper="partly")
    kept = Citation.objects.get(finding__seat="second")
    marks = {"on_paper": "found"}
    final = findings.decide_finding(one, requirement, marks, reason="A", by=a_third(), kept=[kept.pk])
    assert [each.text for each in final.citations.all()] == [other]
    with pytest.raises(findings.NotReady):
        findings.decide_finding(one, requirement, marks, reason="B", by=a_third(), kept=[])
    again = findings.decide_finding(one, requirement, marks, reason="C", by=a_third())
    assert [each.text for each in again.citations.all()] == [text, other]


def test_one_of_the_two_may_decide_with_a_reason_but_never_confirm_it(one, requirement):
    first, second = coders(one)
    code_it(one, requirement, first)
    code_it(one, requirement, second, text=a_provision())
    findings.decide_finding(one, requirement, {"on_paper": "found"}, reason="I had missed it", by=first)
    with pytest.raises(SecondPersonNeeded):
        findings.confirm_finding(one, requirement, by=first)
    findings.confirm_finding(one, requirement, by=second)


def test_an_unconfirmed_decision_may_be_taken_anew(one, requirement):
    first, second = coders(one)
    code_it(one, requirement, first)
    code_it(one, requirement, second, text=a_provision())
    findings.decide_finding(one, requirement, {"on_paper": "found"}, reason="A", by=first)
    again = findings.decide_finding(one, requirement, {"on_paper": "not-found"}, reason="B", by=second)
    assert (again.by, again.on_paper) == (one.second_coder, "not-found")
    findings.confirm_finding(one, requirement, by=first)


def test_there_is_nothing_to_decide_before_both_gave_theirs(one, requirement):
    code_it(one, requirement, coders(one)[0])
    with pytest.raises(findings.NothingToDecide):
        findings.decide_finding(one, requirement, {"on_paper": "found"}, reason="A", by=a_third())


def test_the_table_itself_keeps_one_person_from_confirming_alone(one, requirement):
    agreed(one, requirement)
    with pytest.raises(IntegrityError), transaction.atomic():
        Finding.objects.filter(seat="final").update(confirmed_by=one.first_coder)


def test_with_one_coder_somebody_else_confirms():
    one = a_round(is_double=False)
    requirement = a_requirement(one.sets.get().version)
    coder = scope_of(one.first_coder)
    assert code_it(one, requirement, coder) is Settled.ALONE
    with pytest.raises(SecondPersonNeeded):
        findings.confirm_finding(one, requirement, by=coder)
    assert findings.confirm_finding(one, requirement, by=a_third()).confirmed_at


def test_what_is_found_is_shown_in_the_words_of_the_law(one, requirement):
    first, _second = coders(one)
    findings.save_finding(one, requirement, {"on_paper": "found"}, by=first)
    with pytest.raises(findings.NotReady) as refusal:
        findings.give_finding(one, requirement, by=first)
    assert refusal.value.flaws == (Flaw.NO_CITATION,)
    with pytest.raises(findings.QuoteNotThere):
        findings.cite(one, requirement, Quoted(a_provision(), "keeps a registry", "supports"), by=first)
    citation = findings.cite(
        one, requirement, Quoted(a_provision(), " keeps\n the  register ", "supports"), by=first
    )
    assert citation.quote == QUOTE
    assert citation.text.text[citation.start : citation.end] == QUOTE
    findings.give_finding(one, requirement, by=first)


def test_only_law_of_the_day_of_this_country_or_of_none_is_cited(one, requirement):
    first, _second = coders(one)

    def cite(text):
        return findings.cite(one, requirement, Quoted(text, QUOTE, "supports"), by=first)

    for strange in (a_provision("UZ"), a_provision(valid_from=date(2026, 1, 2))):
        with pytest.raises(findings.NotTheLawOfTheDay):
            cite(strange)
    old = a_provision()
    a_version(old.version.expression, valid_from=date(2024, 1, 1))
    with pytest.raises(findings.NotTheLawOfTheDay):
        cite(old)
    assert cite(a_provision(None))
    assert cite(a_provision(valid_from=AS_OF))


def test_a_citation_of_ones_own_is_removed_and_another_s_is_not(one, requirement):
    first, second = coders(one)
    findings.cite(one, requirement, Quoted(a_provision(), QUOTE, "supports"), by=first)
    for refused, by in ((findings.NotACoder, a_third()), (findings.NoSuchCitation, second)):
        with pytest.raises(refused):
            findings.uncite(one, requirement, 1, by=by)
    findings.uncite(one, requirement, 1, by=first)
    assert not Citation.objects.exists()


def test_somebody_whose_role_has_ended_codes_no_more(one, requirement):
    Role.objects.filter(account=one.first_coder).update(until=date(2020, 1, 1))
    with pytest.raises(Denied):
        findings.save_finding(one, requirement, {"on_paper": "not-found"}, by=scope_of(one.first_coder))


def test_levels_are_given_where_the_scale_has_them():
    version = a_set(scale="level")
    one = a_round(versions=[version])
    first, _second = coders(one)
    requirement = a_requirement(version)
    findings.save_finding(one, requirement, {"on_paper": "not-found"}, by=first)
    with pytest.raises(findings.NotReady):
        findings.give_finding(one, requirement, by=first)
    with pytest.raises(Invalid):
        findings.save_finding(one, requirement, {"level": 6}, by=first)
    code_it(one, requirement, first, level=1)


def test_a_set_stands_once_in_a_round(one):
    with pytest.raises(IntegrityError), transaction.atomic():
        RoundSet.objects.create(round=one, version=one.sets.get().version, position=9)


def test_opening_a_round_lays_out_nothing_for_its_requirements(django_assert_max_num_queries):
    version = a_set(requirements=set_values(how_many=300)["requirements"])
    facts = opening()
    with django_assert_max_num_queries(40):
        rounds.open_round(facts, versions=[version], by=MACHINE)
    assert not Finding.objects.exists()


def test_roles_that_code_and_roles_that_do_not():
    allowed = {kind for kind in RoleKind if a_scope(kind, "KZ").allows(findings.CODE, "KZ")}
    assert allowed == {
        RoleKind.PROGRAMME_OFFICE,
        RoleKind.NATIONAL_COORDINATOR,
        RoleKind.LEGAL_EXPERT,
    }
