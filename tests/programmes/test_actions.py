"""Programmes, their parts and responses are written by the office, and stand in the journal."""

from datetime import date

import pytest

from tests.people import KZ_COORDINATOR, OFFICE, a_country, a_programme, a_scope
from tumar.kernel import journal
from tumar.kernel.models import JournalEntry
from tumar.kernel.parts import version_of
from tumar.kernel.refusals import Denied, Invalid, Stale
from tumar.people.rules import RoleKind
from tumar.programmes import queries, rules
from tumar.programmes.actions import parts, programmes, responses
from tumar.programmes.models import (
    ActivityLine,
    Claim,
    Objective,
    Participation,
    Programme,
    ProgrammeTag,
    Response,
)

pytestmark = pytest.mark.django_db

KZ_OFFICE = a_scope(RoleKind.PROGRAMME_OFFICE, "KZ")
A_CLAIM = {
    "indicator": "trainers_trained",
    "figure": 88,
    "qualifier": "exactly",
    "as_of": date(2024, 4, 10),
    "source": "Public page",
}
A_PART = [
    (Objective, {"number": 1, "title": {"en": "Raise awareness"}}),
    (ActivityLine, {"code": "A1", "title": {"en": "Awareness events"}}),
    (ProgrammeTag, {"scheme": "area", "tag": "legal-framework"}),
    (Claim, A_CLAIM),
]


def test_the_office_adds_a_programme_and_the_journal_says_so():
    programme = programmes.create_programme(
        {"code": "P53", "title": {"en": "Project 053"}, "budget_cents": 650_000_000}, by=OFFICE
    )
    entry = JournalEntry.objects.get(verb="programmes.programme.added")
    assert entry.about == programme.label == "programmes.programme:P53"
    assert entry.changes["budget_cents"] == 650_000_000
    assert list(journal.breaks()) == []


@pytest.mark.parametrize("by", [KZ_COORDINATOR, KZ_OFFICE])
def test_whoever_does_not_edit_everywhere_changes_no_programme(by):
    programme = a_programme()
    with pytest.raises(Denied):
        programmes.create_programme({"code": "P54", "title": {"en": "X"}}, by=by)
    with pytest.raises(Denied):
        programmes.amend_programme(programme, {"short_title": "X"}, version=1, by=by)
    with pytest.raises(Denied):
        parts.add_part(Objective, programme, {"number": 1, "title": {"en": "X"}}, by=by)
    with pytest.raises(Denied):
        responses.create_response({"code": "FLU", "name": {"en": "Flu"}}, by=by)
    assert Programme.objects.count() == 1


def test_a_programme_does_not_end_before_it_starts():
    with pytest.raises(Invalid, match="before the start"):
        a_programme(starts=date(2020, 1, 1), ends=date(2019, 1, 1))


def test_the_second_of_two_who_change_a_programme_is_told():
    programme = a_programme()
    programmes.amend_programme(programme, {"short_title": "One"}, version=1, by=OFFICE, reason="Shorter")
    with pytest.raises(Stale):
        programmes.amend_programme(programme, {"short_title": "Two"}, version=1, by=OFFICE)
    assert Programme.objects.get().short_title == "One"
    assert JournalEntry.objects.get(verb="programmes.programme.amended").reason == "Shorter"


@pytest.mark.parametrize(("kind", "facts"), A_PART, ids=lambda one: getattr(one, "__name__", ""))
def test_a_part_is_added_amended_and_removed_and_the_journal_keeps_it(kind, facts):
    programme = a_programme()
    part = parts.add_part(kind, programme, facts, by=OFFICE)
    noun = parts.NOUNS[kind]
    changes = {"source": "Elsewhere"} if kind is Claim else {"title": {"en": "Other"}}
    if kind is ProgrammeTag:
        changes = {"tag": "crisis-management"}
    part = parts.amend_part(part, changes, version=version_of(part), by=OFFICE, reason="Wrong")
    parts.remove_part(part, version=version_of(part), by=OFFICE, reason="Twice")
    assert not kind.objects.exists()
    entries = JournalEntry.objects.filter(about=programme.label, verb__startswith=f"programmes.{noun}.")
    assert [entry.verb.split(".")[-1] for entry in entries] == ["added", "amended", "removed"]
    name, (old, new) = next((n, v) for n, v in entries[1].changes.items() if isinstance(v, list))
    assert name in changes
    assert old != new
    assert entries[2].reason == "Twice"


def test_a_number_stands_for_one_objective():
    programme = a_programme()
    parts.add_part(Objective, programme, {"number": 1, "title": {"en": "One"}}, by=OFFICE)
    with pytest.raises(Invalid):
        parts.add_part(Objective, programme, {"number": 1, "title": {"en": "Two"}}, by=OFFICE)


def test_an_objective_with_activity_lines_is_not_removed():
    programme = a_programme()
    objective = parts.add_part(Objective, programme, {"number": 1, "title": {"en": "One"}}, by=OFFICE)
    parts.add_part(
        ActivityLine, programme, {"code": "A", "title": {"en": "A"}, "objective": objective}, by=OFFICE
    )
    with pytest.raises(Invalid, match="other records point to it"):
        parts.remove_part(objective, version=version_of(objective), by=OFFICE)
    assert Objective.objects.exists()
    assert not JournalEntry.objects.filter(verb="programmes.objective.removed").exists()


def takes_part(programme: Programme, country: str, since=None, until=None) -> Participation:
    facts = {"country": a_country(country), "since": since, "until": until, "source": "A letter"}
    return parts.add_part(Participation, programme, facts, by=OFFICE)


def test_a_country_takes_part_once_at_a_time():
    programme = a_programme()
    takes_part(programme, "KZ", since=date(2017, 11, 1), until=date(2020, 1, 1))
    with pytest.raises(Invalid, match="already"):
        takes_part(programme, "KZ", since=date(2019, 1, 1))
    later = takes_part(programme, "KZ", since=date(2021, 1, 1))
    with pytest.raises(Invalid, match="already"):
        parts.amend_part(later, {"since": date(2019, 1, 1)}, version=version_of(later), by=OFFICE)


def test_partner_countries_stand_under_their_regions():
    programme = a_programme()
    for country in ("UZ", "GE", "KZ", "FR"):
        takes_part(programme, country)
    found = queries.partners_by_region(programme)
    assert [(one.region, [row.country_id for row in one.participations]) for one in found] == [
        ("Central Asia", ["KZ", "UZ"]),
        ("South East and Eastern Europe", ["GE"]),
        ("Other countries", ["FR"]),
    ]


def test_who_takes_part_on_a_day():
    programme = a_programme()
    takes_part(programme, "KZ", since=date(2017, 11, 1))
    takes_part(programme, "UZ")
    assert queries.participants(programme, date(2017, 10, 31)) == ["UZ"]
    assert queries.participants(programme, date(2017, 11, 1)) == ["KZ", "UZ"]


def test_a_tag_belongs_to_its_scheme():
    with pytest.raises(Invalid, match="other scheme"):
        parts.add_part(
            ProgrammeTag, a_programme(), {"scheme": "category", "tag": "legal-framework"}, by=OFFICE
        )


def test_a_response_does_not_end_before_it_starts():
    facts = {"code": "COVID-19", "name": {"en": "COVID-19"}, "since": date(2020, 3, 11)}
    response = responses.create_response(facts, by=OFFICE)
    with pytest.raises(Invalid):
        responses.amend_response(response, {"until": date(2019, 1, 1)}, version=1, by=OFFICE)
    responses.amend_response(response, {"until": date(2023, 5, 5)}, version=1, by=OFFICE)
    with pytest.raises(Stale):
        responses.amend_response(response, {"until": None}, version=1, by=OFFICE)
    assert Response.objects.get().until == date(2023, 5, 5)
    assert JournalEntry.objects.filter(about="programmes.response:COVID-19").count() == 2


def test_claims_are_those_of_the_day():
    programme = a_programme()
    parts.add_part(Claim, programme, A_CLAIM, by=OFFICE)
    parts.add_part(Claim, programme, {**A_CLAIM, "as_of": date(2019, 1, 1), "figure": 80}, by=OFFICE)
    assert [claim.figure for claim in queries.claims_of(programme)] == [88, 80]
    assert [claim.figure for claim in queries.claims_of(programme, date(2020, 1, 1))] == [80]


@pytest.mark.parametrize(
    ("indicator", "is_money"),
    [
        ("equipment_value", True),
        ("response_supplies_value", True),
        ("response_supplies_value.COVID-19", True),
        ("trainers_trained", False),
        ("response_workshops.X_value", False),
    ],
)
def test_what_counts_as_money(indicator, is_money):
    assert rules.is_money(indicator) is is_money
