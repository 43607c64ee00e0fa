"""Whom of those that share a key with a row matching looks at, and documents that tell who is who."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.people import OFFICE, UZ_COORDINATOR, a_country, a_person
from tumar.people.actions import documents
from tumar.people.models import Person, PersonKey, document_digest
from tumar.people.queries import shortlists
from tumar.people.queries.matching import candidates_for
from tumar.people.queries.shortlists import shortlisted
from tumar.people.rules.matching import Decision, Subject
from tumar.people.rules.matching.shortlisting import (
    MOST_FAR,
    MOST_NEAR,
    NEAR_YEAR,
    SAME_YEAR,
    Hits,
    shortlist,
    year_bits,
)

WHOLE, NEAR, FAR = (True, False), (False, False), (False, True)
SHARED = st.tuples(
    st.integers(0, 5), st.integers(1, 30), st.floats(1, 20), st.sampled_from([WHOLE, NEAR, FAR])
)


def hits(*shared: tuple[int, int, float, tuple[bool, bool]]) -> Hits:
    """Who shares keys with whom: subject, person, bits, and the kind of the key."""
    at, pk, bits, kinds = zip(*shared, strict=True) if shared else ((), (), (), ())
    return Hits(
        np.array(at, dtype=np.int64),
        np.array(pk, dtype=np.int64),
        np.array(bits, dtype=float),
        np.zeros(len(at)),
        np.array([whole for whole, _wide in kinds], dtype=bool),
        np.array([wide for _whole, wide in kinds], dtype=bool),
    )


def pairs(*shared: tuple[int, int, float, tuple[bool, bool]]) -> list[tuple[int, int]]:
    at, pk = shortlist(hits(*shared))
    return list(zip(at.tolist(), pk.tolist(), strict=True))


def test_every_namesake_is_looked_at():
    assert len(pairs(*((0, pk, 9.0, WHOLE) for pk in range(1, 101)))) == 100


def test_of_those_who_share_a_rare_key_the_likeliest_are_looked_at():
    found = pairs(*((0, pk, float(pk), NEAR) for pk in range(1, 21)))
    assert found == [(0, pk) for pk in range(21 - MOST_NEAR, 21)]


def test_one_key_that_many_share_is_not_enough_and_two_are():
    assert pairs((0, 7, 9.0, FAR)) == []
    assert pairs((0, 7, 9.0, FAR), (0, 7, 8.0, FAR)) == [(0, 7)]
    assert pairs((0, 7, 9.0, FAR), (0, 7, 8.0, NEAR)) == [(0, 7)]


def test_few_are_looked_at_who_share_only_what_many_share():
    shared = [(0, pk, bits, FAR) for pk in range(1, 9) for bits in (float(pk), 1.0)]
    assert pairs(*shared) == [(0, pk) for pk in range(9 - MOST_FAR, 9)]


def test_nobody_shares_a_key_with_nobody():
    assert pairs() == []


@given(st.lists(SHARED, max_size=60))
def test_a_pair_is_told_once_in_order_and_no_subject_takes_from_another(shared):
    found = pairs(*shared)
    assert found == sorted(set(found))
    assert set(found) <= {(at, pk) for at, pk, _bits, _kind in shared}
    for place in {at for at, *_rest in shared}:
        own = [one for one in shared if one[0] == place]
        assert pairs(*own) == [pair for pair in found if pair[0] == place]


def test_years_of_birth_count_as_far_as_both_are_known():
    one, other = np.array([1980, 1980, 1980, 0, 0]), np.array([1980, 1981, 1990, 1980, 0])
    assert year_bits(one, other).tolist() == [SAME_YEAR, NEAR_YEAR, 0.0, 0.0, 0.0]


@pytest.mark.django_db
def test_a_common_key_is_narrowed_by_the_year_of_birth(monkeypatch):
    monkeypatch.setattr(shortlists, "LARGEST_BLOCK", 3)
    for year in range(1960, 1980):
        a_person("Karimov", "Rustam", patronymic_latin="Olimovich", birth_year=year)
    sought = Subject(family="Karimbek", given="Rustam", patronymic="Olimovich", birth="1970")
    found = shortlisted([sought], Person.objects.count())
    years = set(Person.objects.filter(pk__in=found.pk.tolist()).values_list("birth_year", flat=True))
    assert years
    assert years <= {1969, 1970, 1971}
    assert not len(shortlisted([replace(sought, birth="")], 20).pk)


@pytest.mark.django_db
def test_keys_are_counted_over_everybody_on_file():
    for year in (1960, 1970):
        a_person("Karimov", "Rustam", birth_year=year)
    found = shortlisted([Subject(family="Каримов", given="Рустам")], 2)
    assert found.at.tolist() == [0, 0]
    assert set(found.pk.tolist()) == set(Person.objects.values_list("pk", flat=True))
    assert max(found.counts.values()) == 2
    assert set(found.counts) <= set(PersonKey.objects.values_list("key", flat=True))


@pytest.fixture
def aizhan():
    person = a_person("Akhmetova", "Aizhan", birth_year=1985)
    documents.add_document(person, kind="passport", country=a_country("KZ"), number="N 0123 4567", by=OFFICE)
    return person


@pytest.mark.django_db
def test_the_same_document_finds_a_person_who_married(aizhan):
    row = Subject(family="Омарова", given="Айжан", birth="1985", document=document_digest("n01234567"))
    (found,) = candidates_for([row], OFFICE)[0]
    assert (found.code, found.decision) == (aizhan.code, Decision.MATCH)
    assert next(one.field for one in found.reasons) == "document"


@pytest.mark.django_db
def test_another_document_says_nothing_since_people_have_several(aizhan):
    bare = Subject(family="Akhmetova", given="Aizhan", birth="1985")
    other = Subject(family="Akhmetova", given="Aizhan", birth="1985", document=document_digest("N7654321"))
    (one,), (two,) = candidates_for([bare, other], OFFICE)
    assert one.score == two.score


@pytest.mark.django_db
def test_a_document_opens_no_country_that_is_closed(aizhan):
    row = Subject(given="Айжан", document=document_digest("N01234567"))
    assert [one.code for one in candidates_for([row], OFFICE)[0]] == [aizhan.code]
    assert candidates_for([row], UZ_COORDINATOR) == [()]
