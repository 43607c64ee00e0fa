"""The round about the invented neighbour, which the demonstration shows."""

import pytest

from tests.people import MACHINE, OFFICE, an_account
from tumar.law.actions.reference import load_reference
from tumar.law.actions.reference_round import AS_OF, FINDINGS, SETS, load_reference_round
from tumar.law.queries import rechecks, rounds
from tumar.law.queries.matrix import matrix
from tumar.law.reference.works import KARSANIA

pytestmark = pytest.mark.django_db


def test_the_round_shows_every_kind_of_finding_and_what_is_to_be_looked_at_again(stopped_clock):
    load_reference(by=MACHINE)
    one = load_reference_round(an_account(), an_account(), by=MACHINE)
    found = matrix(OFFICE, countries=[KARSANIA], set_codes=SETS, as_of=AS_OF)
    words = {row.code: row.word(KARSANIA) for row in found.rows}
    assert words["I-ban"] == "yes"
    assert words["IV-offence"] == "not-found-confirm"
    assert words["OP3b.licence-facilities"] == "X"
    assert words["VI"] == "NA"
    assert rounds.finals(one, OFFICE).filter(confirmed_at__isnull=False).count() == len(FINDINGS)
    assert rounds.pending(one).is_nothing
    # The invented law was amended after the day of the round: twelve hours instead of twenty-four.
    [again] = rechecks.rechecks(OFFICE, stopped_clock.date())
    assert again.citation.finding.requirement.code == "P7.1-oversight"
    kappa = rounds.agreements(rounds.rounds(OFFICE).get())[2].agreement
    assert (kappa.items, kappa.agreed) == (2, 1)
