"""The reference library of law: real facts with their sources, invented acts that say so."""

from datetime import date

import pytest

from tests.people import MACHINE, an_account
from tumar.law.actions.reference import load_reference
from tumar.law.models import Coverage, Instrument, Relation, TreatyAct, Version
from tumar.law.queries import search, versions
from tumar.law.queries.treaties import matrix
from tumar.law.reference import works
from tumar.law.rules.areas import Area
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
    uzbek = TreatyAct.objects.get(country="UZ")
    assert (uzbek.instrument.code, uzbek.day) == ("CARTAGENA", "2019")
    assert Instrument.objects.get(code="LAW-KZ-122-VII").in_force_from is None
