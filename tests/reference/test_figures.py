"""The workbook alone gives the figures that the programme's page states; nothing here asks the system."""

from collections import Counter, defaultdict
from datetime import date

import pytest

from tumar import reference
from tumar.reference import expected
from tumar.reference.countries import CENTRAL_ASIA, EASTERN_EUROPE, PARTNERS


@pytest.fixture(scope="module")
def figures(rows):
    return expected.figures(rows)


def events_of(rows, **wanted):
    return [
        event
        for event in rows["Events"]
        if all(event[name.replace("_", " ").capitalize()] == value for name, value in wanted.items())
    ]


def test_the_file_gives_what_is_promised_of_it(figures):
    assert figures == reference.EXPECTED


@pytest.mark.parametrize(
    ("indicator", "least", "most"),
    [
        ("country_awareness_events", 7, 7),
        ("regional_events", 2, 2),
        ("inter_regional_conferences", 1, 1),
        ("trainers_trained", 88, 88),
        ("tot_workshops", 7, 7),
        ("cascade_workshops", 71, 79),
        ("experts_reached", 1260, 1300),
        ("equipment_value", 1_600_000_01, 1_699_999_99),
        ("response_supplies_value", 957_000_00, 999_999_99),
        ("response_specialists", 1742, 1742),
        ("response_workshops", 146, 149),
    ],
)
def test_a_figure_is_what_the_page_says(figures, indicator, least, most):
    assert least <= figures[indicator] <= most


def test_the_figures_do_not_hang_on_the_seed():
    made = reference.making.make(7)
    assert expected.figures(made.book.rows) == reference.EXPECTED


def test_every_indicator_has_its_published_claim(rows, figures):
    assert {claim["Indicator"] for claim in rows["Claims"]} == set(figures)
    assert {claim["As of"] for claim in rows["Claims"]} == {date(2024, 4, 10)}


def test_each_of_seven_countries_has_one_awareness_event_and_one_course(rows):
    for kind in ("awareness", "train-the-trainers"):
        held = events_of(rows, kind=kind, reach="country")
        assert sorted(event["Country"] for event in held) == sorted(CENTRAL_ASIA)


def test_attendance_does_not_make_a_trainer(rows):
    qualified = defaultdict(set)
    for row in rows["Qualifications"]:
        if row["Programme"] == "P53":
            qualified[row["Event"]].add(row["Person"])
    more = {}
    for course in events_of(rows, kind="train-the-trainers"):
        attended = set(expected.attendances(rows, {course["Code"]}))
        assert qualified[course["Code"]] <= attended
        more[course["Country"]] = len(attended - qualified[course["Code"]])
    assert sorted(country for country, number in more.items() if number) == ["AF", "UZ"]
    assert len(qualified["P53-KZ-TOT"]) == 14


def test_attendances_are_more_than_experts(rows, figures):
    attendances = expected.attendances(rows, expected.cascade_of(rows))
    assert len(attendances) == 1451
    assert len(set(attendances)) == figures["experts_reached"]
    told = {event["Code"]: event["Country"] for event in rows["Events"]}
    lives = {person["Code"]: person["Country"] for person in rows["Persons"]}
    abroad = [
        row["Person"]
        for row in rows["Event persons"]
        if row["Event"] in expected.cascade_of(rows) and row["Attended"] == "yes"
        if row["Role"] == "participant" and told[row["Event"]] != lives[row["Person"]]
    ]
    assert abroad


def test_published_workshops_are_there_with_their_numbers(rows):
    attended = Counter(expected.attendances_by_event(rows))
    by_country = defaultdict(list)
    for event in rows["Events"]:
        by_country[event["Country"], event["First day"].year, event["First day"].month].append(
            attended[event["Code"]]
        )
    assert {35, 40, 44} <= {*by_country["KZ", 2019, 1], *by_country["KZ", 2019, 2]}
    assert 56 in by_country["MN", 2018, 11]
    seminars = events_of(rows, kind="training", country="TJ", place="Dushanbe")
    small = [event for event in seminars if attended[event["Code"]] < 8]
    assert (len(small), sum(attended[event["Code"]] for event in small)) == (4, 22)


def test_some_workshops_look_alike_and_do_not_count(rows):
    counted = expected.cascade_of(rows) | expected.response_of(rows)
    others = {event["Code"] for event in events_of(rows, kind="training")} - counted
    assert others == {
        *("P53-KZ-X01", "P53-MN-X01", "P53-UZ-X01", "P53-KG-X01"),
        *("P53-RS-X01", "P53-BA-X01"),
    }


def test_the_response_reached_both_regions_with_trainers_of_several_programmes(rows):
    under = expected.response_of(rows)
    held_in = {event["Country"] for event in rows["Events"] if event["Code"] in under}
    assert held_in == set(PARTNERS)
    attended = Counter(expected.attendances_by_event(rows))
    assert min(attended[code] for code in under) >= 8
    gave = {
        row["Person"] for row in rows["Event persons"] if row["Event"] in under and row["Role"] == "trainer"
    }
    programmes = {row["Programme"] for row in rows["Qualifications"] if row["Person"] in gave}
    assert {"P53", "ISTC-596", "BTRP", "GIBACHT", "WHO-RTP"} <= programmes


def test_supplies_went_where_the_page_says(rows):
    under = [row for row in rows["Consignments"] if row["Response"]]
    assert {row["Country"] for row in under} == set(CENTRAL_ASIA + EASTERN_EUROPE)
    assert {row["Handed over"].year for row in under} == {2020, 2021}
    assert date(2021, 3, 11) in {row["Handed over"] for row in under if row["Country"] == "KG"}
    equipment = {row["Code"] for row in rows["Consignments"] if not row["Response"] and row["Handed over"]}
    lines = [row for row in rows["Consignment lines"] if row["Consignment"] in equipment]
    assert {line["Category"] for line in lines} == {
        *("rt-pcr", "genome-sequencer", "bsc-testing", "flexible-film-isolator"),
        *("basic-laboratory", "ppe", "diagnostic-kits"),
    }
    assert {"EUR", "USD", "GBP", "CHF", "JPY", "KZT", "UZS"} <= {line["Currency"] for line in lines}
    assert [row["Code"] for row in rows["Consignments"] if not row["Handed over"]] == ["P53-PK-S04"]


def test_most_trainers_gave_a_workshop_and_some_have_gone_quiet(rows):
    ours = {row["Person"] for row in rows["Qualifications"] if row["Programme"] == "P53"}
    cascade = expected.cascade_of(rows)
    given = Counter(
        row["Person"]
        for row in rows["Event persons"]
        if row["Event"] in cascade and row["Role"] == "trainer" and row["Person"] in ours
    )
    assert len(ours) - len(given) == 14
    assert max(given.values()) >= 3
