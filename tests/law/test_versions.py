"""Versions: received, corrected, confirmed, withdrawn; which words hold on a day."""

from datetime import date

import pytest

from tests.law.builders import ACT, DAY, a_correction, a_draft, a_version, an_expression, an_instrument
from tests.people import KZ_COORDINATOR, KZ_TRAINER, MACHINE, UZ_COORDINATOR
from tumar.kernel import files, journal
from tumar.kernel.refusals import Denied, Invalid, Stale
from tumar.law.actions import correcting, reading, versions
from tumar.law.models import Correction, Provision, ProvisionText, Version
from tumar.law.queries import versions as queries
from tumar.law.rules.correcting import Operation
from tumar.law.rules.units import Kind

pytestmark = pytest.mark.django_db

LATER = date(2024, 4, 6)
AMENDED = ACT.replace("keeps the register", "keeps the state register")


def eids(version: Version) -> list[str]:
    return [unit.eid for unit in queries.structure_of(version).units]


def fresh(version: Version) -> Version:
    return Version.objects.select_related("expression__instrument").get(pk=version.pk)


def test_a_received_file_is_kept_with_its_hash_before_it_is_read():
    expression = an_expression()
    version = reading.receive_version(
        expression, {"valid_from": DAY}, content=b"Article 1", name="act.txt", by=KZ_COORDINATOR
    )
    assert version.state == Version.State.RECEIVED
    assert files.content_of(version.file) == b"Article 1"
    (told,) = journal.about(expression.instrument.label).filter(verb="law.version.received")
    assert told.changes["file"] == version.file.sha256


def test_who_may_not_edit_the_law_of_a_country_sends_no_file():
    expression = an_expression()
    for scope in (KZ_TRAINER, UZ_COORDINATOR):
        with pytest.raises(Denied):
            reading.receive_version(
                expression, {"valid_from": DAY}, content=b"Article 1", name="act.txt", by=scope
            )


def test_a_draft_has_no_rows_to_be_cited_and_a_confirmed_version_has_one_a_provision():
    version = a_draft()
    assert not ProvisionText.objects.filter(version=version).exists()
    confirmed = versions.confirm_version(version, by=KZ_COORDINATOR)
    assert confirmed.state == Version.State.CONFIRMED
    assert eids(confirmed) == eids(version)
    row = ProvisionText.objects.get(version=version, provision__eid="chp_1__art_1__para_1__point_2")
    assert (row.label, row.text) == ("2)", "a facility is a place where agents are handled.")
    assert row.depth == 3


def test_a_version_is_confirmed_once():
    version = a_version()
    with pytest.raises(Invalid):
        versions.confirm_version(version, by=MACHINE)


def test_two_confirmed_versions_of_one_day_are_refused():
    expression = an_expression()
    a_version(expression)
    with pytest.raises(Invalid) as refusal:
        versions.confirm_version(a_draft(expression, AMENDED), by=MACHINE)
    assert "Withdraw it first" in refusal.value.faults[0].message


def test_the_text_of_a_day_is_that_of_the_newest_version_that_holds():
    expression = an_expression()
    first, second = a_version(expression), a_version(expression, AMENDED, valid_from=LATER)
    assert queries.at(expression, date(2022, 5, 20)) is None
    assert queries.at(expression, date(2024, 4, 5)) == first
    assert queries.at(expression, LATER) == second
    assert queries.until(first) == date(2024, 4, 5)
    assert queries.until(second) is None


def test_a_withdrawn_version_holds_on_no_day_and_keeps_its_rows():
    expression = an_expression()
    first, second = a_version(expression), a_version(expression, AMENDED, valid_from=LATER)
    versions.withdraw_version(second, by=KZ_COORDINATOR, reason="Wrong file")
    assert queries.at(expression, LATER) == first
    assert ProvisionText.objects.filter(version=second).exists()
    with pytest.raises(Invalid):
        versions.withdraw_version(second, by=MACHINE, reason="")


def test_a_provision_is_one_record_in_all_versions_and_says_since_when():
    expression = an_expression()
    a_version(expression)
    second = a_version(expression, AMENDED, valid_from=LATER)
    rows = {row.provision.eid: row for row in second.texts.select_related("provision")}
    assert rows["chp_1__art_1"].since == DAY
    assert rows["chp_1__art_2__al_1"].since == LATER
    assert Provision.objects.filter(instrument=expression.instrument).count() == len(rows)


def test_a_version_confirmed_between_two_others_makes_the_later_words_older_or_younger():
    expression = an_expression()
    last = a_version(expression, AMENDED, valid_from=LATER)
    a_version(expression)
    row = last.texts.get(provision__eid="chp_1__art_1")
    assert row.since == DAY


def test_a_renumbered_article_keeps_its_lineage():
    expression = an_expression()
    a_version(expression)
    moved = ACT.replace("Article 2.", "Article 3.").replace("Article 1. Terms", "Article 1. Terms")
    second = a_version(expression, moved, valid_from=LATER)
    row = second.texts.select_related("provision").get(provision__eid="chp_1__art_3")
    assert row.provision.lineage == "chp_1__art_2"


def test_a_correction_changes_the_structure_and_can_be_undone():
    version = a_draft()
    correction = a_correction(version, Operation.RETYPE, "7.0", kind=Kind.NOTE.value)
    assert eids(fresh(version))[-1] == "chp_1__art_2__note_1"
    correcting.undo_correction(correction, edition=fresh(version).edition, by=KZ_COORDINATOR)
    assert eids(fresh(version))[-1] == "chp_1__art_2__al_1"
    verbs = [entry.verb for entry in journal.about(version.expression.instrument.label)[:2]]
    assert verbs == ["law.correction.taken-back", "law.correction.made"]


def test_a_structure_that_somebody_else_corrected_meanwhile_is_not_corrected_blindly():
    version = a_draft()
    a_correction(version, Operation.RAISE, "7.0")
    with pytest.raises(Stale):
        correcting.correct(version, operation=Operation.RAISE, unit="7.0", values={}, edition=1, by=MACHINE)


def test_a_correction_that_does_not_fit_is_refused():
    version = a_draft()
    with pytest.raises(Invalid):
        a_correction(version, Operation.RAISE, "0.0")
    with pytest.raises(Invalid):
        a_correction(version, Operation.LOWER, "99.0")
    assert not Correction.objects.exists()


def test_a_confirmed_structure_is_closed_to_corrections():
    version = a_version()
    with pytest.raises(Invalid):
        a_correction(version, Operation.RAISE, "7.0")


def test_corrections_are_done_again_when_the_same_file_is_received_again():
    expression = an_expression()
    version = a_draft(expression)
    a_correction(version, Operation.EDIT, "6.0", label="Article 2.", heading="The authority")
    kept = a_correction(version, Operation.RAISE, "7.0")
    undone = a_correction(version, Operation.RETYPE, "7.0", kind=Kind.NOTE.value)
    correcting.undo_correction(undone, edition=fresh(version).edition, by=MACHINE)
    again = a_draft(expression, valid_from=LATER)
    assert [(one.operation, one.is_remembered) for one in again.corrections.all()] == [
        ("edit", True),
        (kept.operation, True),
    ]
    assert eids(again) == eids(fresh(version))


def test_corrections_of_another_country_are_not_taken_over():
    a_correction(a_draft(), Operation.RAISE, "7.0")
    elsewhere = a_draft(an_expression(an_instrument("UZ")))
    assert not elsewhere.corrections.exists()


def test_only_who_may_confirm_law_confirms_it():
    version = a_draft()
    with pytest.raises(Denied):
        versions.confirm_version(version, by=UZ_COORDINATOR)


def test_versions_are_seen_in_their_own_country_only():
    version = a_version()
    assert list(queries.versions(KZ_COORDINATOR)) == [version]
    assert not queries.versions(UZ_COORDINATOR).exists()
