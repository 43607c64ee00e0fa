"""How well suggestions do: measured on what a country confirmed."""

from datetime import date

import pytest

from tests.law.likely import (
    NOTHING_OF_IT,
    a_law,
    asking,
    confirmed_links,
    round_on,
)
from tests.law.rounds import QUOTE, a_coder, a_requirement, agreed, code_it, coders
from tests.people import MACHINE
from tumar.kernel.models import JournalEntry
from tumar.kernel.refusals import Denied
from tumar.law.actions.findings import Quoted, cite
from tumar.law.actions.measuring import TooFewLinks, measure_changed, measure_suggestions
from tumar.law.models import SuggestionRecall
from tumar.law.queries.recall import links, measure
from tumar.people.queries import scope_of

pytestmark = pytest.mark.django_db


def test_recall_is_counted_on_confirmed_links_with_what_ranked():
    confirmed_links(5, a_law())
    row = measure_suggestions("KZ", by=scope_of(a_coder()))
    assert (row.links, row.requirements, row.first, row.first_five, row.first_ten) == (5, 5, 5, 5, 5)
    assert row.engine.startswith("terms-")
    assert JournalEntry.objects.filter(verb="law.suggestions.measured").count() == 1


def test_a_link_that_is_not_suggested_lowers_it():
    version = a_law()
    one = confirmed_links(5, version)
    missed = asking(**NOTHING_OF_IT)
    other = round_on(missed)
    agreed(other, missed, text=version.texts.get(text__contains=QUOTE))
    found_now = measure("KZ", scope_of(one.first_coder))
    assert (found_now.links, found_now.first_ten) == (6, 5)


def test_fewer_than_five_links_are_not_measured():
    confirmed_links(4, a_law())
    with pytest.raises(TooFewLinks):
        measure_suggestions("KZ", by=scope_of(a_coder()))
    assert measure_changed(by=MACHINE) == {"measured": 0}
    assert not SuggestionRecall.objects.exists()


def test_what_nobody_confirmed_or_what_contradicts_is_no_link():
    requirement, version = asking(how_many=2), a_law()
    one = round_on(requirement, is_double=False)
    text = version.texts.get(text__contains=QUOTE)
    code_it(one, requirement, scope_of(one.first_coder), text=text)
    assert links(["KZ"]) == {}
    double = round_on(requirement)
    contradicting = a_requirement(requirement.version, "A-2")
    agreed(double, contradicting, text=text, relation="contradicts", on_paper="contradicts")
    assert links(["KZ"]) == {}


def test_the_same_link_of_two_rounds_counts_once_and_international_texts_not_at_all():
    requirement, version = asking(), a_law()
    treaty = a_law(None)
    for day in (date(2026, 1, 1), date(2026, 2, 1)):
        one = round_on(requirement, as_of=day)
        for by in coders(one):
            cite(one, requirement, Quoted(treaty.texts.get(text__contains=QUOTE), QUOTE, "supports"), by=by)
        agreed(one, requirement, text=version.texts.get(text__contains=QUOTE))
    (link,) = links(["KZ"])["KZ"]
    assert link.day == date(2026, 2, 1)
    assert link.place[0] == version.expression.instrument_id


def test_every_night_what_has_changed_is_measured_anew():
    version = a_law()
    confirmed_links(5, version)
    assert measure_changed(by=MACHINE) == {"measured": 1}
    assert measure_changed(by=MACHINE) == {"measured": 0}
    confirmed_links(1, version)
    assert measure_changed(by=MACHINE) == {"measured": 1}
    SuggestionRecall.objects.update(engine="terms-0")
    assert measure_changed(by=MACHINE) == {"measured": 1}


def test_only_who_records_findings_in_the_country_measures():
    with pytest.raises(Denied):
        measure_suggestions("KZ", by=scope_of(a_coder("UZ")))
