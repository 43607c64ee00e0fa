"""The reference library of law: real facts with their sources, invented acts that say so."""

import tomllib
from datetime import date, timedelta

import pytest

from tests.people import MACHINE, an_account
from tumar.law.actions.reference import load_reference
from tumar.law.lists import instruments
from tumar.law.models import Coverage, Expression, Instrument, Relation, TreatyAct, Version
from tumar.law.queries import search, versions
from tumar.law.queries.treaties import matrix
from tumar.law.reference import FOLDER, real, works
from tumar.law.rules.areas import Area
from tumar.law.rules.reforms import first_day, last_day
from tumar.people.queries import scope_of
from tumar.places import names, queries
from tumar.places.models import Country
from tumar.places.reference import INVENTED

pytestmark = pytest.mark.django_db


@pytest.fixture
def library(db):
    assert load_reference(by=MACHINE) > 20


@pytest.mark.parametrize(
    "one", [*works.INTERNATIONAL, *works.NATIONAL, *works.INVENTED], ids=lambda x: x.code
)
def test_a_work_is_a_country_s_or_a_body_s_and_names_its_areas(one):
    assert bool(one.country) != bool(one.body)
    assert set(one.areas) <= set(Area)
    assert one.is_invented == (one.country in INVENTED)
    assert one.body or one.source


def test_all_is_loaded_once(library):
    before = [kind.objects.count() for kind in (Instrument, Relation, TreatyAct, Coverage, Version)]
    assert load_reference(by=MACHINE) == 0
    assert [kind.objects.count() for kind in (Instrument, Relation, TreatyAct, Coverage, Version)] == before


def test_invented_acts_say_so_and_real_ones_have_no_invented_text(library):
    for one in Instrument.objects.filter(is_invented=True):
        assert "invented" in one.title["en"]
        assert "вымышлен" in one.title["ru"]
    assert not Version.objects.filter(expression__instrument__is_invented=False).exists()


def test_invented_countries_say_so_and_are_in_no_grouping(library):
    office = scope_of(an_account())
    assert names.name("QM", "en") == "Karsania (invented)"
    assert names.name("QN", "ru") == "Вельмия (вымышленная)"
    assert names.name("QN", "kk") == "Velmia (invented)"
    known = set(queries.known_countries(office).values_list("pk", flat=True))
    assert not known & set(INVENTED)
    assert names.find("Karsania") is None
    assert Country.objects.filter(pk__in=INVENTED).count() == 2


def test_the_invented_law_has_two_versions_the_second_made_by_an_amendment(library):
    law = Instrument.objects.get(code="LAW-QM-1")
    russian = law.expressions.get(language="ru")
    first, second = russian.versions.order_by("valid_from")
    assert (first.state, second.state) == ("confirmed", "confirmed")
    assert second.based_on == first
    units = {
        unit.label: unit for unit in versions.structure_of(second).units if unit.label.startswith("Статья")
    }
    assert units["Статья 8-1."].heading == "Ввоз и вывоз"
    assert law.relations.get(verb="amends").acting_text == "Law No. 3-III of 20 December 2023"


def test_each_invented_text_is_split_as_it_is_printed(library):
    counts = {}
    for version in Version.objects.filter(state="confirmed").select_related("expression__instrument"):
        units = versions.structure_of(version).units
        key = (version.expression.instrument.code, version.expression.language, version.valid_from.year)
        counts[key] = sum(unit.kind == "article" for unit in units)
    assert counts[("LAW-QM-1", "ru", 2021)] == counts[("LAW-QM-1", "en", 2021)] == 11
    assert counts[("LAW-QM-1", "ru", 2024)] == 12


def test_every_screen_has_something_to_show(library):
    office = scope_of(an_account())
    shown = matrix(office)
    assert any(any(line.cells) for line in shown.lines)
    found = search.search("разрешение", office, search.Filters(date(2025, 1, 1)))
    assert {hit.version.expression.instrument.code for hit in found.hits} == {"LAW-QM-1", "RULES-QM-1"}


def test_no_day_is_made_up(library):
    uzbek = TreatyAct.objects.get(country="UZ", instrument__code="CARTAGENA", act="accession")
    assert uzbek.day == "2019"
    # Its source says six months after a publication that nobody saw.
    assert Instrument.objects.get(code="LAW-KZ-122-VII").in_force_from is None


@pytest.mark.parametrize("act", list(real.state_acts()), ids=lambda x: f"{x.code}-{x.country}-{x.act}")
def test_every_act_of_a_state_has_its_source_and_says_how_sure_it_is(act):
    assert act.source
    assert act.note.startswith(("Sure: ", "To be checked"))
    assert last_day(act.day) <= date(2026, 11, 30)


@pytest.mark.parametrize("one", [one for one in real.works() if one.source], ids=lambda x: x.code)
def test_every_instrument_with_a_source_says_how_sure_it_is(one):
    assert one.note.startswith(("Sure: ", "To be checked"))
    assert one.in_force_from is None or one.in_force_from >= first_day(one.day)


def test_sources_are_named_once_and_each_is_used():
    told = tomllib.loads((FOLDER / "sources.toml").read_text())
    said = {one["says"] for one in told["source"].values()}
    assert len(said) == len(told["source"])
    assert said <= {one.source for one in (*real.works(), *real.state_acts())}
    assert {one["sure"] for one in told["source"].values()} <= set(told["sure"])


@pytest.mark.parametrize(
    ("treaty", "country", "act", "day", "after_days"),
    [
        ("CARTAGENA", country, "accession", day, 90)
        for country, day in (
            ("AF", "2013-02-20"),
            ("AL", "2005-02-08"),
            ("AM", "2004-04-30"),
            ("AZ", "2005-04-01"),
        )
    ]
    + [("NAGOYA-KL", "MD", "ratification", "2018-07-30", 90)],
)
def test_a_treaty_is_in_force_for_a_state_as_many_days_after_its_deposit_as_it_says(
    library, treaty, country, act, day, after_days
):
    acts = TreatyAct.objects.filter(instrument__code=treaty, country=country)
    deposit, force = acts.get(act=act), acts.get(act="entry-into-force")
    assert deposit.day == day
    assert date.fromisoformat(force.day) - date.fromisoformat(day) == timedelta(after_days)


def test_international_instruments_are_in_force_and_the_matrix_knows_the_states_of_the_programme(library):
    office = scope_of(an_account())
    state = next(one.value for one in instruments(office).columns if one.key == "state")
    states = {one.code: state(one) for one in Instrument.objects.all()}
    in_force = ["BWC", "IHR-2005", "UNSCR-1540", "CARTAGENA", "NAGOYA", "NAGOYA-KL", "IPPC", "DIR-2000-54"]
    assert {states[code] for code in in_force} == {"in force"}
    shown = matrix(office)
    bwc = [one.code for one in shown.treaties].index("BWC")
    assert [line.country.pk for line in shown.lines if not line.cells[bwc]] == ["TJ", "UA"]


def test_what_was_looked_for_and_not_found_says_where_and_when(library):
    every = Coverage.objects.filter(kind="treaty")
    assert every.count() == 18
    assert all(one.where and one.day and "Not found: " in one.note for one in every)
    assert "BWC" in every.get(country="TJ").note
    assert Coverage.objects.get(country="AM", kind="law").outcome == "not-found"
    assert Coverage.objects.get(country="KZ", kind="law").outcome == "found"


def test_a_law_has_its_title_in_the_language_of_its_country_and_its_publication(library):
    law = Instrument.objects.get(code="LAW-MD-1381")
    assert law.expressions.get().language == "ro"
    assert law.publications.get().issue == "149, art. 1154"
    assert {one.language for one in Expression.objects.filter(instrument__country="KZ")} == {"kk"}
