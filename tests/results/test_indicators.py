"""What counts, and the fast fold against the fold of the lines."""

from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.results import builders as b
from tumar.events.models import Event
from tumar.places.models import Grouping, Membership
from tumar.results import indicators
from tumar.results.indicators import Tally
from tumar.results.rules import (
    By,
    Fold,
    Line,
    attendances,
    breakdown,
    canonical,
    headline,
    reported_beside,
    value,
)

pytestmark = pytest.mark.django_db


def figure(programme, code: str, as_of: date = b.AFTERWARDS) -> Tally:
    return indicators.read([indicators.find(programme, code)], as_of)[0]


def folded(lines: list[Line], one: indicators.Indicator) -> dict[By, dict[str, int]]:
    """The breakdowns as the rules make them, line by line."""
    return {
        by: {cell.key: cell.value for cell in breakdown(headline(lines), one.definition.fold, by).cells}
        for by in one.definition.breakdowns
    }


def agree(programme, as_of: date = b.AFTERWARDS) -> None:
    """Hold every figure of the programme against its own lines."""
    every = indicators.indicators_of(programme)
    for one, tally in zip(every, indicators.read(every, as_of), strict=True):
        lines = list(one.lines(as_of))
        assert lines == sorted(lines, key=canonical), one.code
        assert tally.value == value(headline(lines), one.definition.fold), one.code
        assert tally.lines == len(lines), one.code
        assert {by: dict(tally.by[by]) for by in one.definition.breakdowns} == folded(lines, one), one.code
        if tally.attendances is not None:
            assert tally.attendances == attendances(lines), one.code
            assert tally.reported == reported_beside(lines), one.code


def test_a_small_programme_is_counted_as_it_is():
    programme = b.a_small_programme()
    every = indicators.indicators_of(programme)
    assert {
        one.code: tally.value for one, tally in zip(every, indicators.read(every, b.AFTERWARDS), strict=True)
    } == {
        "country_awareness_events": 1,
        "regional_events": 1,
        "inter_regional_conferences": 1,
        "trainers_trained": 2,
        "tot_workshops": 1,
        "cascade_workshops": 4,
        "experts_reached": 4,
        "equipment_value": 1_612_345_77,
        "response_supplies_value": 957_400_00,
        "response_specialists": 3,
        "response_workshops": 1,
    }
    agree(programme)


def test_a_head_count_stands_beside_the_persons_and_never_among_them():
    experts = figure(b.a_small_programme(), "experts_reached")
    assert (experts.value, experts.attendances, experts.reported, experts.lines) == (4, 5, 30, 6)


def test_an_event_of_several_countries_has_a_cell_of_its_own_and_the_region_of_all_of_them():
    workshops = figure(b.a_small_programme(), "cascade_workshops")
    assert workshops.by[By.COUNTRY] == {"KZ": 2, "UZ": 1, "several": 1}
    assert workshops.by[By.REGION] == {"CA": 4}


def test_a_person_in_two_countries_is_in_both_cells_and_once_in_the_total():
    experts = figure(b.a_small_programme(), "experts_reached")
    assert sum(experts.by[By.COUNTRY].values()) == experts.value + 1
    assert sum(experts.by[By.SEX].values()) == experts.value
    assert sum(experts.by[By.GROUP].values()) == experts.value


@pytest.mark.parametrize(
    ("since", "until", "counts"),
    [
        (date(2018, 4, 2), None, 1),
        (date(2018, 4, 3), None, 0),
        (date(2017, 1, 1), date(2018, 4, 2), 1),
        (date(2017, 1, 1), date(2018, 4, 1), 0),
    ],
)
def test_a_workshop_counts_when_its_trainer_was_qualified_on_its_first_day(since, until, counts):
    programme = b.a_programme()
    trainer = b.a_person()
    b.qualify(trainer, programme, since=since, until=until)
    b.an_event(programme, trainers=[trainer], on=date(2018, 4, 2), days=3)
    assert figure(programme, "cascade_workshops").value == counts


def test_a_trainer_of_another_programme_gives_no_cascade_workshop():
    programme, other = b.a_programme(), b.a_programme("P99")
    b.an_event(programme, trainers=[b.a_trainer(other)])
    assert figure(programme, "cascade_workshops").value == 0


def test_a_trainer_of_any_programme_gives_a_workshop_under_a_response():
    programme, other, covid = b.a_programme(), b.a_programme("P99"), b.a_response()
    b.an_event(programme, trainers=[b.a_trainer(other)], response=covid)
    b.an_event(programme, trainers=[b.a_person()], response=covid)
    assert figure(programme, "response_workshops").value == 1


def test_what_had_not_happened_by_the_day_does_not_count():
    programme = b.a_programme()
    trainer = b.a_trainer(programme, since=date(2018, 1, 1))
    b.an_event(programme, trainers=[trainer], persons=[b.a_person()], on=date(2018, 4, 2), days=3)
    b.a_consignment(programme, ("ppe", 100), on=date(2018, 4, 4))
    b.a_consignment(programme, ("ppe", 100), on=None)
    for code in ("cascade_workshops", "experts_reached", "equipment_value"):
        assert figure(programme, code, date(2018, 4, 3)).value == 0
        assert figure(programme, code, date(2018, 4, 4)).value > 0


def test_a_trainer_counts_once_and_from_the_day_of_the_qualification():
    programme = b.a_programme()
    tot = b.an_event(programme, kind=Event.Kind.TRAIN_THE_TRAINERS)
    trainer = b.a_person()
    b.qualify(trainer, programme, since=date(2018, 4, 2), event=tot)
    b.qualify(trainer, programme, since=date(2020, 4, 2), event=tot)
    b.qualify(b.a_person(), programme, since=date(2018, 4, 2))  # earned at no event on record
    trained = figure(programme, "trainers_trained")
    assert (trained.value, trained.lines) == (1, 2)
    assert figure(programme, "trainers_trained", date(2018, 4, 1)).value == 0


def test_the_region_of_a_line_is_that_of_its_day():
    b.regions()
    programme = b.a_programme()
    country = b.a_country("TR")
    Membership.objects.filter(country=country).delete()
    Membership.objects.create(
        country=country, grouping=Grouping.objects.get(code="SEEE"), since=date(2019, 1, 1)
    )
    for year in (2018, 2019):
        b.an_event(programme, kind=Event.Kind.AWARENESS, country="TR", on=date(year, 5, 5))
    assert figure(programme, "country_awareness_events").by[By.REGION] == {"SEEE": 1, "unknown": 1}


def test_the_evidence_of_a_line_is_the_first_file_of_its_record():
    programme = b.a_programme()
    event = b.an_event(programme, kind=Event.Kind.AWARENESS)
    b.a_file(event.label, "b" * 64)
    b.a_file(event.label, "a" * 64)
    [line] = indicators.find(programme, "country_awareness_events").lines(b.AFTERWARDS)
    assert line.evidence == "b" * 64


def test_one_response_has_plain_codes_and_several_have_their_own():
    programme, covid = b.a_programme(), b.a_response()
    b.a_consignment(programme, ("ppe", 100), response=covid)
    assert indicators.find(programme, "response_workshops").code == "response_workshops"
    assert indicators.find(programme, "response_workshops.COVID-19").code == "response_workshops"
    b.a_consignment(programme, ("ppe", 200), response=b.a_response("MPOX"))
    assert indicators.find(programme, "response_supplies_value.MPOX").response.code == "MPOX"
    with pytest.raises(indicators.NoSuchIndicator):
        indicators.find(programme, "response_workshops")


def test_the_hash_of_a_definition_is_its_own():
    programme = b.a_small_programme()
    hashes = {one.definition.hash for one in indicators.indicators_of(programme)}
    assert len(hashes) == 11


def test_a_programme_with_nothing_on_record_has_figures_of_nought():
    programme = b.a_programme()
    agree(programme)
    assert figure(programme, "experts_reached").value == 0


def test_more_events_than_go_into_one_query_are_counted_the_same(monkeypatch):
    programme = b.a_small_programme()
    monkeypatch.setattr("tumar.results.indicators.passes.NAMED_EVENTS", 0)
    agree(programme)


EVENTS = st.lists(
    st.fixed_dictionaries(
        {
            "country": st.sampled_from(["KZ", "UZ", "MD", None]),
            "year": st.integers(2016, 2021),
            "persons": st.sets(st.integers(0, 7), max_size=6),
            "head_count": st.none() | st.integers(1, 40),
            "under_response": st.booleans(),
            "trainer": st.sampled_from(["ours", "theirs", "nobody"]),
        }
    ),
    max_size=7,
)


TRAITS = st.tuples(st.sampled_from("FMU"), st.sampled_from(["vet-lab", "unknown"]))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(events=EVENTS, traits=st.lists(TRAITS, min_size=8, max_size=8))
def test_the_fast_fold_is_the_fold_of_the_lines(events, traits):
    with transaction.atomic():
        b.regions()
        programme, other, covid = b.a_programme(), b.a_programme("P99"), b.a_response()
        trainers = {
            "ours": [b.a_trainer(programme, since=date(2017, 1, 1))],
            "theirs": [b.a_trainer(other, since=date(2015, 1, 1))],
            "nobody": [],
        }
        people = [b.a_person(sex=sex, group=group) for sex, group in traits]
        for told in events:
            b.an_event(
                programme,
                country=told["country"],
                countries=[] if told["country"] else ["KZ", "MD"],
                on=date(told["year"], 3, 1),
                persons=[people[at] for at in told["persons"]],
                head_count=told["head_count"],
                response=covid if told["under_response"] else None,
                trainers=trainers[told["trainer"]],
            )
        agree(programme, date(2020, 12, 31))
        transaction.set_rollback(True)


def test_the_fold_is_said_by_the_definition():
    for one in indicators.indicators_of(b.a_small_programme()):
        assert one.measure.fold is one.definition.fold
        assert one.definition.fold in (Fold.SUM, Fold.DISTINCT)
