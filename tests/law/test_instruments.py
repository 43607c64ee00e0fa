"""Instruments, their parts and relations, what States do towards treaties, what was looked for."""

from datetime import date

import pytest

from tests.law.builders import an_expression, an_instrument
from tests.people import (
    DONOR,
    KZ_COORDINATOR,
    KZ_TRAINER,
    MACHINE,
    OFFICE,
    TJ_LEGAL_EXPERT,
    UZ_COORDINATOR,
    a_country,
    an_account,
    an_organisation,
)
from tumar.kernel import journal
from tumar.kernel.models import JournalEntry
from tumar.kernel.parts import version_of
from tumar.kernel.refusals import Denied, Invalid, Stale
from tumar.law.actions import instruments, parts, treaties
from tumar.law.models import Coverage, Expression, Instrument, Publication, Relation, TreatyAct
from tumar.law.queries import instruments as queries
from tumar.law.queries.treaties import matrix
from tumar.people.actions.merging import merge
from tumar.people.queries import scope_of
from tumar.people.rules import RoleKind

pytestmark = pytest.mark.django_db

RATIFIED = {"act": "ratification", "day": "2007", "source": "The depositary"}
LOOKED = {"outcome": "not-found", "where": "The ministry's page", "day": date(2026, 1, 10)}


def a_treaty(**facts) -> Instrument:
    return an_instrument(None, **facts)


def fresh(instrument: Instrument) -> Instrument:
    return Instrument.objects.get(pk=instrument.pk)


def test_an_instrument_gets_its_code_address_and_rank():
    law = an_instrument(number="122-VII", day="2022-05-21")
    assert law.code == "LAW-KZ-01"
    assert law.address == "/akn/kz/act/2022-05-21/122-vii"
    assert law.get_rank_display() == "law"
    (told,) = journal.about(law.label)
    assert told.verb == "law.instrument.added"


def test_a_second_work_of_one_day_and_number_has_an_address_of_its_own():
    an_instrument(number="1", day="2020")
    assert an_instrument(number="1", day="2020").address == "/akn/kz/act/2020/1-2"


def test_an_instrument_is_a_country_s_or_a_body_s():
    for facts in ({"country": a_country("KZ"), "body": "un"}, {"country": None, "body": ""}):
        with pytest.raises(Invalid):
            instruments.register_instrument({"title": {"en": "T"}, "kind": "law", **facts}, by=MACHINE)


@pytest.mark.parametrize("day", ["21.05.2022", "2022-13", "2022-05-32", "22"])
def test_a_day_is_written_as_far_as_it_is_known(day):
    with pytest.raises(Invalid) as refusal:
        an_instrument(day=day)
    assert [fault.field for fault in refusal.value.faults] == ["day"]


def test_another_kind_gives_another_rank():
    law = an_instrument()
    order = instruments.amend_instrument(law, {"kind": "order"}, version=1, by=KZ_COORDINATOR)
    assert order.rank > law.rank
    assert order.address == law.address


def test_law_of_a_country_is_written_by_its_own_roles_and_international_law_by_the_office():
    facts = {"title": {"en": "T"}, "country": a_country("KZ"), "kind": "law"}
    for scope in (UZ_COORDINATOR, KZ_TRAINER, TJ_LEGAL_EXPERT, DONOR):
        with pytest.raises(Denied):
            instruments.register_instrument(facts, by=scope)
    world = {"title": {"en": "T"}, "country": None, "body": "un", "kind": "treaty"}
    with pytest.raises(Denied):
        instruments.register_instrument(world, by=KZ_COORDINATOR)
    assert instruments.register_instrument(world, by=OFFICE).is_international


def test_law_of_a_country_is_private_and_what_is_international_is_seen_by_whoever_signs_in():
    law, treaty = an_instrument(), a_treaty()
    nobody = scope_of(an_account(None))
    expert = scope_of(an_account(RoleKind.LEGAL_EXPERT, "KZ"))
    neighbour = scope_of(an_account(RoleKind.LEGAL_EXPERT, "UZ"))
    assert set(queries.instruments(expert)) == {law, treaty}
    assert set(queries.instruments(neighbour)) == {treaty}
    assert set(queries.instruments(nobody)) == {treaty}


def test_a_withdrawn_instrument_leaves_the_library_and_keeps_its_page():
    law = an_instrument()
    instruments.withdraw_instrument(law, version=1, by=KZ_COORDINATOR, reason="Entered twice")
    assert not queries.instruments(KZ_COORDINATOR).exists()
    assert queries.all_instruments(KZ_COORDINATOR).get() == law


def test_in_force_on_a_day_only_where_the_days_are_known():
    an_instrument()
    law = an_instrument(in_force_from=date(2022, 11, 22), in_force_until=date(2024, 1, 1))
    rows = Instrument.objects.all()
    assert not queries.in_force_on(rows, date(2022, 11, 21)).exists()
    assert queries.in_force_on(rows, date(2024, 1, 1)).get() == law
    assert not queries.in_force_on(rows, date(2024, 1, 2)).exists()
    assert queries.is_in_force(law, date(2023, 1, 1)) is True
    assert queries.is_in_force(law, date(2025, 1, 1)) is False
    assert queries.is_in_force(an_instrument(), date(2023, 1, 1)) is None


def test_an_instrument_is_found_by_the_title_of_any_of_its_languages():
    law = an_instrument(title={"en": "Law on Biological Safety"})
    an_expression(law, "kk", title="Биологиялық қауіпсіздік туралы")
    assert queries.find_instruments(KZ_COORDINATOR, "қауіпсіздік") == [law]
    assert queries.find_instruments(KZ_COORDINATOR, law.code.lower()) == [law]
    assert queries.find_instruments(UZ_COORDINATOR, "biological") == []


def test_a_text_of_one_maker_stands_once():
    law = an_instrument()
    an_expression(law, "kk")
    with pytest.raises(Invalid) as refusal:
        an_expression(law, "kk")
    assert "on file already" in refusal.value.faults[0].message
    assert an_expression(law, "kk", standing="unofficial").number == 2


def test_a_translation_is_of_a_text_of_the_same_instrument():
    with pytest.raises(Invalid):
        an_expression(an_instrument(), "ru", standing="unofficial", translation_of=an_expression())


def test_a_part_is_changed_by_who_saw_it_last_and_the_journal_tells_what_differs():
    law = an_instrument()
    one = parts.add_part(Publication, law, {"gazette": "Vedomosti"}, by=KZ_COORDINATOR)
    with pytest.raises(Stale):
        parts.amend_part(one, {"issue": "5"}, version=1, by=KZ_COORDINATOR)
    parts.amend_part(one, {"issue": "5"}, version=version_of(one), by=KZ_COORDINATOR, reason="Looked up")
    told = journal.about(law.label).first()
    assert (told.verb, told.changes["issue"], told.reason) == (
        "law.publication.amended",
        [None, "5"],
        "Looked up",
    )


def test_a_part_entered_by_mistake_is_removed_unless_something_rests_on_it():
    law = an_instrument()
    one = parts.add_part(Publication, law, {"gazette": "Vedomosti"}, by=MACHINE)
    parts.remove_part(one, version=version_of(one), by=KZ_COORDINATOR)
    assert not Publication.objects.exists()
    source = an_expression(law, "kk")
    an_expression(law, "ru", standing="unofficial", translation_of=source)
    with pytest.raises(Invalid):
        parts.remove_part(source, version=version_of(source), by=KZ_COORDINATOR)
    assert Expression.objects.count() == 2


def test_a_relation_names_who_acts_and_nothing_acts_on_itself():
    law = an_instrument()
    for facts in ({"verb": "amends"}, {"verb": "amends", "acting": law}):
        with pytest.raises(Invalid):
            parts.add_part(Relation, law, facts, by=KZ_COORDINATOR)
    facts = {"verb": "amends", "acting_text": "Law of 6 April 2024", "day": "2024-04-06", "eids": ["art_9"]}
    relation = parts.add_part(Relation, law, facts, by=KZ_COORDINATOR)
    assert relation.eids == ["art_9"]


REPEAL = {"verb": "repeals", "acting_text": "Law of 1 July 2025", "day": "2025-07-01"}


def ends(law) -> date | None:
    law.refresh_from_db()
    return law.in_force_until


def test_an_instrument_ends_the_day_before_it_is_repealed_and_goes_on_when_that_was_a_mistake():
    law = an_instrument(in_force_from=date(2022, 5, 21))
    repeal = parts.add_part(Relation, law, REPEAL, by=KZ_COORDINATOR)
    assert ends(law) == date(2025, 6, 30)
    changes = {"day": "2026-01-01"}
    repeal = parts.amend_part(repeal, changes, version=version_of(repeal), by=KZ_COORDINATOR)
    assert ends(law) == date(2025, 12, 31)
    parts.remove_part(repeal, version=version_of(repeal), by=KZ_COORDINATOR)
    assert ends(law) is None
    acts = JournalEntry.objects.filter(verb="law.relation.added").values_list("changes", flat=True)
    assert acts.get()["in_force_until"] == [None, "2025-06-30"]


@pytest.mark.parametrize(
    "facts", [{"eids": ["art_9"]}, {"day": "2025"}, {"state": "detected"}, {"verb": "repeals-partly"}]
)
def test_what_repeals_no_whole_instrument_on_a_known_day_ends_nothing(facts):
    law = an_instrument(in_force_from=date(2022, 5, 21))
    parts.add_part(Relation, law, {**REPEAL, **facts}, by=KZ_COORDINATOR)
    assert ends(law) is None


def test_the_last_day_that_a_person_wrote_is_kept():
    law = an_instrument(in_force_from=date(2022, 5, 21), in_force_until=date(2024, 1, 1))
    parts.add_part(Relation, law, REPEAL, by=KZ_COORDINATOR)
    assert ends(law) == date(2024, 1, 1)


def test_no_relation_tells_of_an_instrument_that_one_may_not_see():
    with pytest.raises(Denied):
        parts.add_part(
            Relation, an_instrument(), {"verb": "amends", "acting": an_instrument("UZ")}, by=KZ_COORDINATOR
        )


def test_an_instrument_page_tells_no_relation_of_another_country():
    treaty, law = a_treaty(), an_instrument("UZ")
    parts.add_part(Relation, law, {"verb": "implements", "acting": treaty}, by=MACHINE)
    assert queries.detail(treaty, KZ_COORDINATOR).acts_on == []
    assert [one.instrument for one in queries.detail(treaty, UZ_COORDINATOR).acts_on] == [law]


def test_an_act_towards_a_treaty_has_its_year_and_source():
    facts = {"instrument": a_treaty(), "country": a_country("KZ"), **RATIFIED}
    one = treaties.record_treaty_act(facts, by=KZ_COORDINATOR)
    assert (one.day, one.source) == ("2007", "The depositary")
    with pytest.raises(Invalid):
        treaties.record_treaty_act(facts, by=KZ_COORDINATOR)
    with pytest.raises(Invalid):
        treaties.record_treaty_act({**facts, "day": "2008", "source": ""}, by=KZ_COORDINATOR)


def test_an_act_of_another_state_or_towards_a_national_law_is_refused():
    treaty, country = a_treaty(), a_country("KZ")
    with pytest.raises(Denied):
        treaties.record_treaty_act({"instrument": treaty, "country": country, **RATIFIED}, by=UZ_COORDINATOR)
    with pytest.raises(Invalid):
        treaties.record_treaty_act(
            {"instrument": an_instrument(), "country": country, **RATIFIED}, by=KZ_COORDINATOR
        )


def test_a_day_to_come_is_no_fact():
    facts = {"instrument": a_treaty(), "country": a_country("KZ"), **RATIFIED, "day": "2999"}
    with pytest.raises(Invalid) as refusal:
        treaties.record_treaty_act(facts, by=KZ_COORDINATOR)
    assert [fault.field for fault in refusal.value.faults] == ["day"]


def test_an_act_is_corrected_and_removed_and_the_journal_keeps_both():
    facts = {"instrument": a_treaty(), "country": a_country("KZ"), **RATIFIED}
    one = treaties.record_treaty_act(facts, by=KZ_COORDINATOR)
    one = treaties.amend_treaty_act(one, {"day": "2007-06-15"}, by=KZ_COORDINATOR, reason="Certified copy")
    treaties.remove_treaty_act(one, by=KZ_COORDINATOR)
    assert not TreatyAct.objects.exists()
    told = [(entry.verb, entry.changes.get("day")) for entry in journal.about(one.instrument.label)[:2]]
    assert told == [
        ("law.treatyact.removed", "2007-06-15"),
        ("law.treatyact.amended", ["2007", "2007-06-15"]),
    ]


def test_the_matrix_has_the_known_countries_and_leaves_open_what_nobody_recorded():
    treaty = a_treaty()
    treaties.record_treaty_act({"instrument": treaty, "country": a_country("KZ"), **RATIFIED}, by=MACHINE)
    shown = matrix(scope_of(an_account(RoleKind.LEGAL_EXPERT, "KZ")))
    lines = {line.country.pk: line for line in shown.lines}
    assert shown.treaties == [treaty]
    assert [act.day for act in lines["KZ"].cells[0]] == ["2007"]
    assert list(lines["UZ"].cells[0]) == []
    assert (lines["KZ"].may_edit, lines["UZ"].may_edit) == (True, False)


def test_what_was_looked_for_says_where_and_when():
    facts = {"country": a_country("KZ"), "area": "licensing", **LOOKED}
    one = treaties.record_coverage(facts, by=KZ_COORDINATOR)
    assert one.by_label == KZ_COORDINATOR.label
    with pytest.raises(Invalid):
        treaties.record_coverage({**facts, "area": "trade", "where": ""}, by=KZ_COORDINATOR)
    with pytest.raises(Invalid):
        treaties.record_coverage(facts, by=KZ_COORDINATOR)
    not_yet = {"country": a_country("KZ"), "area": "trade", "outcome": "not-looked"}
    assert treaties.record_coverage(not_yet, by=KZ_COORDINATOR).day is None


def test_coverage_is_seen_and_changed_in_its_own_country_only():
    one = treaties.record_coverage({"country": a_country("KZ"), **LOOKED}, by=MACHINE)
    assert not queries.coverage(UZ_COORDINATOR).exists()
    with pytest.raises(Denied):
        treaties.amend_coverage(one, {"outcome": "found"}, by=UZ_COORDINATOR)
    changed = treaties.amend_coverage(one, {"outcome": "found"}, by=KZ_COORDINATOR)
    assert (changed.outcome, changed.by_label) == ("found", KZ_COORDINATOR.label)
    treaties.remove_coverage(changed, by=KZ_COORDINATOR)
    assert not Coverage.objects.exists()


def test_instruments_follow_an_organisation_that_is_merged():
    kept, gone = an_organisation("Ministry of Health"), an_organisation("Health Ministry")
    law = an_instrument(organisation=gone)
    merge(kept, gone, versions=(kept.version, gone.version), by=MACHINE)
    assert fresh(law).organisation == kept
