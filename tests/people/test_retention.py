"""Retention: what no purpose needs any more goes at night, is counted, and is told to nobody."""

import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.people import (
    KZ_COORDINATOR,
    MACHINE,
    OFFICE,
    a_country,
    a_person,
    a_programme,
    an_account,
    signed_in,
)
from tumar.config import cli, daily
from tumar.events.actions import events, persons
from tumar.kernel import clock, journal, schedule
from tumar.kernel.models import JournalEntry
from tumar.kernel.refusals import Denied, Invalid
from tumar.people.actions import consent, documents
from tumar.people.actions import retention as actions
from tumar.people.models import IdentityDocument, Person, RetentionRule
from tumar.people.queries import retention as reads
from tumar.people.rules import Answer, Known, RoleKind, Term, due
from tumar.people.rules.retention import months_after

FILED = datetime(2020, 1, 15, 9, 0, tzinfo=UTC)
TODAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
RECORD, LETTERS = "training-record", "newsletter"


def a_term(kept="contact", purpose=RECORD, months=24, since="last-met") -> Term:
    return Term(purpose, kept, months, since)


def somebody(last_met=date(2021, 5, 10), added=date(2020, 1, 15), **answers: str) -> Known:
    given = {
        purpose.replace("_", "-"): Answer(purpose.replace("_", "-"), 1, answer, date(2020, 2, 1), 1)
        for purpose, answer in answers.items()
    }
    return Known(last_met, added, given)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2023, 1, 31), 1, date(2023, 2, 28)),
        (date(2024, 1, 31), 3, date(2024, 4, 30)),
        (date(2024, 11, 15), 14, date(2026, 1, 15)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
    ],
)
def test_months_end_on_the_same_day_or_on_the_last_of_a_shorter_month(day, months, later):
    assert months_after(day, months) == later


@given(st.dates(date(2000, 1, 1), date(2050, 1, 1)), st.integers(1, 600))
def test_more_months_never_end_sooner(day, months):
    assert day < months_after(day, months) <= months_after(day, months + 1)


@pytest.mark.parametrize(
    ("terms", "known", "kinds"),
    [
        ([], somebody(), set()),
        ([a_term()], somebody(), {"contact"}),
        ([a_term()], somebody(last_met=date(2024, 3, 2)), set()),
        ([a_term()], somebody(last_met=date(2024, 3, 1)), {"contact"}),
        ([a_term()], somebody(last_met=None), {"contact"}),
        ([a_term(since="added", months=120)], somebody(), set()),
        # As long as one purpose needs it, it stays.
        ([a_term(), a_term(purpose=LETTERS, months=120)], somebody(newsletter="given"), set()),
        ([a_term(), a_term(purpose=LETTERS, months=120)], somebody(newsletter="withdrawn"), {"contact"}),
        ([a_term(), a_term(purpose=LETTERS, months=120)], somebody(newsletter="refused"), {"contact"}),
        # Of who was never asked nobody decided anything; who withdrew did.
        ([a_term(purpose=LETTERS, months=1)], somebody(), set()),
        ([a_term(purpose=LETTERS, months=1)], somebody(newsletter="refused"), set()),
        ([a_term(purpose=LETTERS, months=120)], somebody(newsletter="withdrawn"), {"contact"}),
        ([a_term(), a_term("documents", months=1)], somebody(), {"contact", "documents"}),
        ([a_term(), a_term("person", months=36)], somebody(), {"person"}),
        ([a_term("person", months=120), a_term()], somebody(), {"contact"}),
    ],
)
def test_what_is_due(terms, known, kinds):
    assert due(terms, known, date(2026, 3, 2)) == kinds


@given(st.lists(st.builds(a_term, months=st.integers(1, 100)), max_size=4), st.integers(0, 3000))
def test_what_is_due_today_is_due_tomorrow(terms, days):
    today = date.fromordinal(date(2021, 5, 10).toordinal() + days)
    tomorrow = date.fromordinal(today.toordinal() + 1)
    assert due(terms, somebody(), today) <= due(terms, somebody(), tomorrow)


def a_rule(kept="contact", purpose=RECORD, months=24, since="last-met", is_in_force=True) -> RetentionRule:
    facts = {"kept": kept, "purpose": purpose, "months": months, "since": since, "is_in_force": is_in_force}
    return actions.add_rule(facts, by=OFFICE)


def filed_long_ago(family="Akhmetova", **facts) -> Person:
    with clock.stopped(FILED):
        facts = {"email": f"{family.lower()}@example.kz", "telephone": "+7 701 555 0142", **facts}
        return a_person(family, birth_date=date(1984, 11, 23), **facts)


def meet(person: Person, on: date) -> None:
    event = events.create_event(
        {
            "kind": "meeting",
            "reach": "country",
            "title": {"en": f"Meeting {on}"},
            "programme": a_programme(f"P{on:%y%m%d}"),
            "country": person.country,
            "starts": on,
            "ends": on,
        },
        by=MACHINE,
    )
    persons.involve_person(event, person=person, role="participant", by=MACHINE, attended=True)


@pytest.mark.django_db
def test_contact_data_go_when_their_time_is_over_and_so_does_what_the_journal_told():
    person, recent = filed_long_ago(), filed_long_ago("Nurlanov")
    meet(recent, date(2025, 11, 3))
    a_rule()
    with clock.stopped(TODAY):
        assert actions.apply_retention(by=MACHINE) == {"documents": 0, "contact": 1, "person": 0}
    person.refresh_from_db(), recent.refresh_from_db()
    assert (person.email, person.telephone, person.birth_date, person.birth_year) == ("", "", None, None)
    assert person.family_latin == "Akhmetova"
    assert recent.email == "nurlanov@example.kz"
    told = str(list(JournalEntry.objects.values()))
    assert "akhmetova@example.kz" not in told
    assert "nurlanov@example.kz" in told
    assert list(journal.breaks()) == []


@pytest.mark.django_db
def test_the_journal_tells_counts_and_columns_and_no_value():
    person = filed_long_ago()
    a_rule()
    with clock.stopped(TODAY):
        actions.apply_retention(by=MACHINE)
    applied = JournalEntry.objects.get(verb="people.retention.applied")
    assert applied.changes == {"documents": 0, "contact": 1, "person": 0}
    ended = JournalEntry.objects.get(verb="people.person.retention-ended")
    assert ended.about == person.label
    assert ended.changes["columns"] == ["birth_date", "birth_year", "email", "telephone"]


@pytest.mark.django_db
def test_a_second_night_finds_nothing():
    filed_long_ago()
    a_rule()
    with clock.stopped(TODAY):
        actions.apply_retention(by=MACHINE)
        assert sum(actions.apply_retention(by=MACHINE).values()) == 0
        assert reads.tonight(OFFICE).total == 0


@pytest.mark.django_db
def test_documents_and_whole_persons_go_by_their_own_rules():
    person, other = filed_long_ago(), filed_long_ago("Nurlanov")
    meet(other, date(2024, 3, 1))
    for one in (person, other):
        kept = {"kind": "passport", "country": a_country("KZ"), "by": MACHINE}
        documents.add_document(one, number=f"N{one.pk}123456", **kept)
    a_rule("documents", months=12)
    a_rule("person", months=60)
    with clock.stopped(TODAY):
        assert actions.apply_retention(by=MACHINE) == {"documents": 1, "contact": 0, "person": 1}
    assert not IdentityDocument.objects.exists()
    person.refresh_from_db()
    assert str(person) == "erased person"
    assert Person.objects.get(pk=other.pk).family_latin == "Nurlanov"


@pytest.mark.django_db
def test_a_rule_that_is_only_proposed_takes_nothing():
    filed_long_ago()
    a_rule(is_in_force=False)
    with clock.stopped(TODAY):
        assert reads.tonight(OFFICE).total == 0
        assert sum(actions.apply_retention(by=MACHINE).values()) == 0


@pytest.mark.django_db
def test_who_still_signs_in_is_left_alone():
    an_account(person=filed_long_ago())
    a_rule("person", months=1)
    with clock.stopped(TODAY):
        assert reads.tonight(OFFICE).total == 0


@pytest.mark.django_db
def test_a_consent_that_stands_keeps_the_address():
    person = filed_long_ago()
    facts = {"text": {"en": "Letters"}, "valid_from": date(2019, 1, 1)}
    text = consent.add_text(purpose=LETTERS, by=OFFICE, **facts)
    answer = {"text": text, "on": date(2020, 2, 1), "how": "form", "by": MACHINE}
    consent.record_consent(person, answer="given", **answer)
    a_rule(), a_rule(purpose=LETTERS, months=240)
    with clock.stopped(TODAY):
        assert reads.tonight(OFFICE).total == 0
        consent.record_consent(person, answer="withdrawn", **{**answer, "on": date(2026, 3, 1)})
        assert reads.tonight(OFFICE).counts == {"contact": 1}


@pytest.mark.django_db
def test_rules_are_the_programme_office_s_and_there_is_one_for_each_kind_and_purpose():
    rule = a_rule()
    with pytest.raises(Invalid):
        a_rule(months=3)
    with pytest.raises(Denied):
        actions.amend_rule(rule, {"months": 1}, version=1, by=KZ_COORDINATOR)
    assert actions.amend_rule(rule, {"months": 36}, version=1, by=OFFICE).months == 36


@pytest.mark.django_db
def test_the_worker_applies_it_every_night_and_records_it():
    filed_long_ago()
    a_rule()
    with clock.stopped(TODAY):
        runs = schedule.run_due(daily.DAILY)
        assert schedule.run_due(daily.DAILY) == []
    (run,) = (one for one in runs if "contact" in one.result)
    assert (run.result["contact"], run.message) == (1, "")


@pytest.mark.django_db
def test_the_page_shows_what_tonight_would_take_away_and_takes_nothing():
    person = filed_long_ago()
    client = signed_in()
    typed = {"purpose": RECORD, "kept": "contact", "months": "24", "since": "last-met"}
    client.post("/desk/people/retention/add/", typed)
    assert "Nothing is due." in client.get("/desk/people/retention/").content.decode()
    rule = RetentionRule.objects.get()
    change = {"months": "24", "since": "last-met", "is_in_force": "on", "seen_version": "1"}
    client.post(f"/desk/people/retention/{rule.code}/", change)
    page = client.get("/desk/people/retention/").content.decode()
    assert person.code in page
    assert "E-mail, telephone and date of birth: 1 person" in page
    person.refresh_from_db()
    assert person.email
    assert signed_in(RoleKind.NATIONAL_COORDINATOR, "KZ").get("/desk/people/retention/").status_code == 403


@pytest.mark.django_db
def test_the_command_tells_in_numbers_and_does_it_only_when_it_is_meant(capsys, monkeypatch):
    monkeypatch.setattr(cli, "_prepare", lambda: None)
    person = filed_long_ago()
    assert cli.main(["retention"]) == 0
    assert "No rule of retention is in force" in capsys.readouterr().out
    a_rule()
    assert cli.main(["retention", "--dry-run", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"dry_run": True, "persons": {"contact": 1}}
    assert Person.objects.get(pk=person.pk).email
    assert cli.main(["retention"]) == 0
    told = capsys.readouterr().out
    assert "contact: 1 persons lost it" in told
    assert "example.kz" not in told
    assert not Person.objects.get(pk=person.pk).email
