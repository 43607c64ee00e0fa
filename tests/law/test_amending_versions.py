"""Amendments worked into a text: proposed from their words, accepted one by one, then confirmed."""

from datetime import date

import pytest
from django.urls import reverse

from tests.law.builders import a_version, an_expression, an_instrument
from tests.people import KZ_COORDINATOR, MACHINE, UZ_COORDINATOR, signed_in
from tumar.kernel import files, journal
from tumar.kernel.refusals import Denied, Invalid, Stale
from tumar.law.actions import amending, versions
from tumar.law.models import Proposal, Relation, Version
from tumar.law.queries.versions import draft_of
from tumar.people.rules import RoleKind

pytestmark = pytest.mark.django_db

LATER = date(2024, 4, 6)
FACTS = {"valid_from": LATER, "note": "Law of 6 April 2024"}
AMENDMENT = """\
In Article 2 the words "the register" shall be replaced by the words "the state register".
"""


def proposed(text: str = AMENDMENT, **facts) -> Version:
    base = a_version(an_expression(an_instrument()))
    made = amending.propose_amendments(base, {**FACTS, **facts}, text=text, by=KZ_COORDINATOR)
    return Version.objects.select_related("expression__instrument").get(pk=made.pk)


def fresh(version: Version) -> Version:
    return Version.objects.select_related("expression__instrument").get(pk=version.pk)


def text_of(version: Version) -> str:
    return " ".join(unit.text for unit in draft_of(fresh(version)).units)


def decided(version: Version, state: str = "accepted", **more) -> Proposal:
    one = version.proposals.order_by("number").first()
    return amending.decide_proposal(
        one, state=Proposal.State(state), edition=fresh(version).edition, by=KZ_COORDINATOR, **more
    )


def test_an_amendment_is_kept_and_changes_nothing_before_it_is_accepted():
    version = proposed()
    (one,) = version.proposals.all()
    assert one.operation == "replace_words"
    assert files.content_of(version.file).decode() == AMENDMENT
    assert "keeps the register" in text_of(version)


def test_an_accepted_change_stands_in_the_text_and_can_be_left_open_again():
    version = proposed()
    decided(version)
    assert "keeps the state register" in text_of(version)
    decided(version, "proposed")
    assert "keeps the register" in text_of(version)
    decided(version, "rejected")
    assert "keeps the register" in text_of(version)


def test_the_amended_version_holds_from_its_day_and_the_relation_says_which_act_amended_it():
    version = proposed()
    decided(version)
    confirmed = versions.confirm_version(fresh(version), by=KZ_COORDINATOR)
    relation = Relation.objects.get()
    assert (relation.verb, relation.state, relation.acting_text) == (
        "amends",
        "applied",
        "Law of 6 April 2024",
    )
    assert relation.day == "2024-04-06"
    changed = confirmed.texts.get(provision__eid="chp_1__art_2__al_1")
    assert changed.since == LATER
    with pytest.raises(Invalid):
        decided(version, "rejected")


def test_a_change_whose_words_do_not_stand_there_is_refused_and_nothing_is_written():
    version = proposed(AMENDMENT.replace("the register", "the catalogue"))
    with pytest.raises(Invalid) as refusal:
        decided(version)
    assert "do not stand there" in refusal.value.faults[0].message
    assert version.proposals.get().state == "proposed"
    assert "keeps the register" in text_of(version)


def test_who_decides_names_the_provision_where_it_was_not_found():
    version = proposed(AMENDMENT.replace("Article 2", "Article 20"))
    with pytest.raises(Invalid):
        decided(version)
    decided(version, eid="chp_1__art_2")
    assert "keeps the state register" in text_of(version)


def test_a_decision_on_what_somebody_else_changed_meanwhile_is_refused():
    version = proposed()
    decided(version)
    with pytest.raises(Stale):
        amending.decide_proposal(
            version.proposals.get(), state=Proposal.State.REJECTED, edition=1, by=KZ_COORDINATOR
        )


@pytest.mark.parametrize(
    ("facts", "field"),
    [({"valid_from": date(2020, 1, 1)}, "valid_from"), ({"note": ""}, "note")],
)
def test_what_an_amendment_must_say(facts, field):
    with pytest.raises(Invalid) as refusal:
        proposed(**facts)
    assert [fault.field for fault in refusal.value.faults] == [field]


def test_a_text_without_an_instruction_is_no_amendment():
    with pytest.raises(Invalid):
        proposed("Good morning.")


def test_a_language_whose_amendments_nobody_reads_is_refused():
    base = a_version(an_expression(an_instrument(), "ka"))
    with pytest.raises(Invalid) as refusal:
        amending.propose_amendments(base, FACTS, text=AMENDMENT, by=MACHINE)
    assert "cannot be read yet" in refusal.value.faults[0].message


def test_only_who_edits_law_of_the_country_amends_it():
    version = proposed()
    with pytest.raises(Denied):
        amending.decide_proposal(
            version.proposals.get(), state=Proposal.State.ACCEPTED, edition=1, by=UZ_COORDINATOR
        )


def test_the_journal_tells_what_was_decided():
    version = proposed()
    decided(version)
    told = journal.about(version.expression.instrument.label).first()
    assert (told.verb, told.changes["state"]) == ("law.proposal.decided", "accepted")


def test_an_amendment_is_read_and_decided_on_the_pages():
    client = signed_in(RoleKind.LEGAL_EXPERT, "KZ")
    base = a_version(an_expression(an_instrument()))
    code = base.expression.instrument.code
    where = reverse("law:amend-text", args=[code, 1, base.number])
    assert "text of the amendment" in client.get(where).content.decode().lower()
    typed = {"text": AMENDMENT, "valid_from": "2024-04-06", "note": "Law of 6 April 2024"}
    page = client.post(where, typed, follow=True).content.decode()
    assert "1 change was found in the amendment." in page
    assert "Replace words" in page
    decide = reverse("law:decide-proposal", args=[code, 1, 2, 1])
    page = client.post(decide, {"state": "accepted", "edition": 1}, follow=True).content.decode()
    assert "accepted" in page
    assert (
        "keeps the state register" in client.get(reverse("law:version", args=[code, 1, 2])).content.decode()
    )
    stale = client.post(decide, {"state": "rejected", "edition": 1}, follow=True).content.decode()
    assert "Somebody else changed it meanwhile." in stale
    nothing = client.post(decide, {"state": "burnt", "edition": 2}, follow=True).content.decode()
    assert "Choose what becomes of the change." in nothing
