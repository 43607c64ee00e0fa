"""Rounds: two coders blind to each other, decisions between them, a second person, a seal."""

import hashlib
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from tests.law.builders import a_version
from tests.law.rounds import (
    AS_OF,
    LATER,
    QUOTE,
    a_closed_round,
    a_coder,
    a_provision,
    a_requirement,
    a_round,
    a_set,
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
    an_account,
)
from tumar.config.commands.check import PARTS
from tumar.kernel.models import JournalEntry
from tumar.kernel.refusals import Denied, Invalid, SecondPersonNeeded
from tumar.law.actions import findings, rechecks, rounds
from tumar.law.actions.findings import Quoted
from tumar.law.models import Citation, Finding, Round, RoundSet
from tumar.law.queries import rechecks as queue
from tumar.law.queries import rounds as queries
from tumar.law.queries.seals import seal_faults, seal_holds, seal_text
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


def third(country="KZ"):
    return scope_of(a_coder(country))


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
    for blind in (second, OFFICE, KZ_COORDINATOR, third()):
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
    assert queries.standings(one, third())[0].step == "to-decide"


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
    for stranger in (third(), OFFICE, KZ_COORDINATOR, MACHINE):
        with pytest.raises(findings.NotACoder):
            findings.save_finding(one, requirement, {"on_paper": "not-found"}, by=stranger)
    with pytest.raises(Denied):
        findings.save_finding(one, requirement, {"on_paper": "not-found"}, by=third("UZ"))


def test_a_requirement_of_another_set_is_not_coded(one):
    strange = a_requirement(a_set("other"))
    with pytest.raises(type(strange).DoesNotExist):
        findings.save_finding(one, strange, {"on_paper": "not-found"}, by=coders(one)[0])


def test_a_difference_is_decided_by_a_third_person_and_confirmed_by_another(one, requirement):
    first, second = coders(one)
    text = a_provision()
    code_it(one, requirement, first)
    assert code_it(one, requirement, second, text=text) is Settled.DIFFERS
    judge = third()
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
    final = findings.decide_finding(one, requirement, marks, reason="A", by=third(), kept=[kept.pk])
    assert [each.text for each in final.citations.all()] == [other]
    with pytest.raises(findings.NotReady):
        findings.decide_finding(one, requirement, marks, reason="B", by=third(), kept=[])
    again = findings.decide_finding(one, requirement, marks, reason="C", by=third())
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
        findings.decide_finding(one, requirement, {"on_paper": "found"}, reason="A", by=third())


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
    assert findings.confirm_finding(one, requirement, by=third()).confirmed_at


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
    for refused, by in ((findings.NotACoder, third()), (findings.NoSuchCitation, second)):
        with pytest.raises(refused):
            findings.uncite(one, requirement, 1, by=by)
    findings.uncite(one, requirement, 1, by=first)
    assert not Citation.objects.exists()


def test_agreement_is_told_set_by_set():
    versions = [a_set("one"), a_set("two")]
    one = a_round(versions=versions)
    first, second = coders(one)
    text = a_provision()
    agreed(one, a_requirement(versions[0], "A-1"))
    agreed(one, a_requirement(versions[0], "A-2"), text=text)
    code_it(one, a_requirement(versions[0], "A-3"), first)
    found = queries.agreements(one)
    assert [(each.requirements, each.both_given) for each in found] == [(3, 2), (3, 0)]
    assert found[0].agreement.kappa == 1
    assert found[1].agreement.kappa is None
    code_it(one, a_requirement(versions[0], "A-3"), second, text=text)
    assert queries.agreements(one)[0].agreement.kappa == pytest.approx(0.4)


def test_a_round_is_closed_when_nothing_waits_and_then_stays_as_it_is(one, requirement):
    first, second = coders(one)
    code_it(one, requirement, first)
    code_it(one, requirement, second, text=a_provision())
    closer = scope_of(an_account())
    with pytest.raises(rounds.RoundNotReady) as refusal:
        rounds.close_round(one, by=closer)
    assert (refusal.value.pending.differing, refusal.value.pending.unconfirmed) == (1, 0)
    findings.decide_finding(one, requirement, {"on_paper": "found"}, reason="A", by=first)
    with pytest.raises(rounds.RoundNotReady) as refusal:
        rounds.close_round(one, by=closer)
    assert (refusal.value.pending.differing, refusal.value.pending.unconfirmed) == (0, 1)
    findings.confirm_finding(one, requirement, by=second)
    closed = rounds.close_round(one, by=closer)
    assert not closed.is_open
    with pytest.raises(rounds.RoundIsClosed):
        findings.save_finding(closed, a_requirement(closed.sets.get().version, "A-2"), {}, by=first)
    # Whoever still has the open round before them is refused as well.
    with pytest.raises(rounds.RoundIsClosed):
        findings.save_finding(one, a_requirement(one.sets.get().version, "A-2"), {}, by=first)
    with pytest.raises(rounds.RoundIsClosed):
        rounds.amend_round(closed, {"scope": "x"}, version=closed.version, by=closer)


def test_the_seal_is_of_a_text_with_the_words_of_the_law_and_breaks_when_a_finding_is_altered():
    one = a_round()
    agreed(one, a_requirement(one.sets.get().version), text=a_provision())
    closed = rounds.close_round(one, by=scope_of(an_account()))
    sha256, text = seal_text(closed)
    assert closed.sha256 == sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert QUOTE in text
    assert "TREATY@1:" in text
    assert one.first_coder.name not in text
    assert seal_holds(closed)
    assert list(seal_faults()) == []
    Finding.objects.filter(round=one, seat="final").update(on_paper="partly")
    assert not seal_holds(closed)
    assert list(seal_faults()) == [f"Round {closed.code} no longer bears its seal {closed.sha256[:12]}."]


def test_the_check_of_an_installation_looks_at_the_seals_of_rounds():
    assert PARTS["rounds of law"] is seal_faults


def test_a_round_is_published_by_another_person_and_then_read_everywhere():
    closer = an_account()
    closed = a_closed_round(by=scope_of(closer))
    with pytest.raises(SecondPersonNeeded):
        rounds.publish_round(closed, by=scope_of(closer))
    with pytest.raises(Denied):
        rounds.publish_round(closed, by=third())
    with pytest.raises(rounds.RoundIsOpen):
        rounds.publish_round(a_round(versions=[closed.sets.get().version]), by=OFFICE)
    rounds.publish_round(closed, by=scope_of(an_account()))
    assert queries.rounds(UZ_COORDINATOR).get() == closed
    assert queries.finals(closed, UZ_COORDINATOR).count() == 1
    assert not queries.codings(closed, UZ_COORDINATOR).exists()
    with pytest.raises(rounds.AlreadyPublished):
        rounds.publish_round(closed, by=scope_of(an_account()))


def test_what_findings_rest_on_cannot_be_amended(one, requirement):
    amended = rounds.amend_round(one, {"as_of": date(2025, 1, 1)}, version=one.version, by=KZ_COORDINATOR)
    code_it(amended, requirement, coders(amended)[0])
    for changes in ({"as_of": AS_OF}, {"first_coder": a_coder()}):
        with pytest.raises(Invalid):
            rounds.amend_round(amended, changes, version=amended.version, by=KZ_COORDINATOR)
    replaced = a_coder()
    amended = rounds.amend_round(
        amended, {"second_coder": replaced, "scope": "Laws"}, version=amended.version, by=KZ_COORDINATOR
    )
    assert amended.second_coder == replaced


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


def test_a_closed_round_without_a_seal_cannot_be(one):
    with pytest.raises(IntegrityError), transaction.atomic():
        Round.objects.filter(pk=one.pk).update(state="closed")


def test_a_set_stands_once_in_a_round(one):
    with pytest.raises(IntegrityError), transaction.atomic():
        RoundSet.objects.create(round=one, version=one.sets.get().version, position=9)


CHANGED = LATER


def a_cited_round():
    text = a_provision()
    one = a_round()
    agreed(one, a_requirement(one.sets.get().version), text=text)
    return rounds.close_round(one, by=scope_of(an_account())), text


def test_a_finding_comes_back_when_its_provision_says_something_else():
    one, text = a_cited_round()
    today = date(2026, 6, 1)
    a_version(text.version.expression, valid_from=date(2026, 2, 1))
    assert queue.rechecks(KZ_COORDINATOR, today) == []
    newer = a_version(text.version.expression, CHANGED, valid_from=date(2026, 3, 1))
    [found] = queue.rechecks(KZ_COORDINATOR, today)
    assert found.newest == newer
    assert [words for kind, words in found.changes if kind == "new"] == [" of health"]
    assert queue.rechecks(KZ_COORDINATOR, date(2026, 2, 20)) == []
    assert queue.rechecks(UZ_COORDINATOR, today) == []
    assert seal_holds(one)


def test_a_provision_that_is_gone_comes_back_as_well(stopped_clock):
    _one, text = a_cited_round()
    a_version(text.version.expression, CHANGED.partition("Article 2")[0], valid_from=date(2026, 2, 1))
    [found] = queue.rechecks(OFFICE, stopped_clock.date())
    assert found.is_gone
    expert = third()
    rechecks.review_citation(found.citation, outcome="anew", note="Repealed", by=expert)
    assert queue.rechecks(OFFICE, stopped_clock.date()) == []
    with pytest.raises(rechecks.NothingChanged):
        rechecks.review_citation(found.citation, outcome="stands", by=expert)
    # A version after that asks again.
    a_version(text.version.expression, CHANGED, valid_from=date(2026, 3, 1))
    assert len(queue.rechecks(OFFICE, stopped_clock.date())) == 1


def test_who_may_not_record_findings_reviews_none(stopped_clock):
    _one, text = a_cited_round()
    a_version(text.version.expression, CHANGED, valid_from=date(2026, 2, 1))
    [found] = queue.rechecks(OFFICE, stopped_clock.date())
    with pytest.raises(Denied):
        rechecks.review_citation(found.citation, outcome="stands", by=UZ_COORDINATOR)


def test_a_published_round_of_another_country_is_no_work_of_ours(stopped_clock):
    one, text = a_cited_round()
    rounds.publish_round(one, by=scope_of(an_account()))
    a_version(text.version.expression, CHANGED, valid_from=date(2026, 2, 1))
    assert queue.rechecks(UZ_COORDINATOR, stopped_clock.date()) == []


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
