"""How two descriptions of a person are weighed: by hand, by law, and on the list of hard pairs."""

import csv
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tumar.people.rules.matching import (
    IN_LISTS,
    ON_FILE,
    Decision,
    Field,
    Level,
    Origin,
    Subject,
    decide,
    learn_from_decisions,
    link,
    model_from_json,
    reasons,
    starting_model,
)
from tumar.people.rules.matching.agreement import agreement, levels_of
from tumar.people.rules.matching.blocking import COMPARE_ALL, candidate_pairs
from tumar.people.rules.matching.columns import columns_of
from tumar.people.rules.matching.filing import filing_keys
from tumar.people.rules.matching.sexes import sex_by_name
from tumar.people.rules.matching.subjects import birth_digits, document_key, email_key, telephone_key
from tumar.people.rules.splitting import split_full_name

HARD_PAIRS = Path(__file__).parents[2] / "bench" / "data" / "hard_pairs.csv"
AIZHAN = Subject(family="Ахметова", given="Айжан", patronymic="Сериковна", birth="1985")


def levels(one: Subject, other: Subject, names: tuple[str, ...] = ()) -> dict[str, Level]:
    """How each field of two subjects agrees."""
    columns = columns_of([one, other], names)
    found = agreement(columns, np.array([0]), np.array([1]))
    return {field: levels_of(field)[int(rank[0])] for field, rank in found.items()}


def score(one: Subject, other: Subject) -> float:
    return float(link([one], [other]).judged.scores[0])


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("Ахметова", "Ахметова", Level.EQUAL),
        ("Ахметова", "Akhmetova", Level.SOUND),
        ("Җумабаев", "Zhumabaev", Level.SOUND),
        ("Yo‘ldoshev", "Йўлдошев", Level.SOUND),
        ("კვარაცხელია", "Kvaratskhelia", Level.SOUND),
        ("Živković", "Zivkovic", Level.EQUAL),
        ("Ахметова", "Ахмтова", Level.NEAR),
        ("Akhmetova", "Akhmteova", Level.NEAR),
        ("Петрова-Иванова", "Иванова", Level.PART),
        ("Ахметова", "А.", Level.INITIAL),
        ("Ахметова", "Сидоренко", Level.DIFFERENT),
        ("Ахметова", "", Level.MISSING),
    ],
)
def test_family_names_agree_as_they_are_written_and_as_they_sound(one, other, level):
    assert levels(Subject(family=one, given="Аня"), Subject(family=other, given="Аня"))[Field.FAMILY] == level


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("Елена", "Олена", Level.FORM),
        ("Сергей", "Сергій", Level.FORM),
        ("Марина", "Мария", Level.DIFFERENT),
        ("Валерий", "Валерия", Level.DIFFERENT),
        ("Айгерим", "Айгерм", Level.NEAR),
    ],
)
def test_common_given_names_a_letter_apart_are_two_names(one, other, level):
    assert levels(Subject(family="Ли", given=one), Subject(family="Ли", given=other))[Field.GIVEN] == level


@pytest.mark.parametrize(("one", "other"), [("Серікұлы", "Серикович"), ("Rustam qizi", "Рустамовна")])
def test_patronymics_agree_by_the_father_in_them(one, other):
    left, right = replace(AIZHAN, patronymic=one), replace(AIZHAN, patronymic=other)
    assert levels(left, right)[Field.PATRONYMIC] == Level.SOUND


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("1985-03-02", "02.03.1985", Level.EQUAL),
        ("19850302", "1985-03-02", Level.EQUAL),
        ("1985", "1985", Level.YEAR),
        ("1985", "1985-03-02", Level.YEAR),
        ("1985-03-02", "1985-02-03", Level.NEAR),
        ("1985-03-02", "1985-03-12", Level.NEAR),
        ("1985-03-02", "1985-11-27", Level.YEAR),
        ("1985", "1986", Level.CLOSE),
        ("1968", "1986", Level.CLOSE),
        ("1985", "1961", Level.DIFFERENT),
        ("1985", "unknown", Level.MISSING),
    ],
)
def test_births_agree_by_day_by_year_and_by_slips(one, other, level):
    assert levels(replace(AIZHAN, birth=one), replace(AIZHAN, birth=other))[Field.BIRTH] == level


@pytest.mark.parametrize(
    ("field", "one", "other", "level"),
    [
        ("email", "Aizhan@Example.org", "aizhan@example.org ", Level.EQUAL),
        ("email", "aizhan@example.org", "aizhan@mail.example", Level.PART),
        ("email", "aizhan@example.org", "aizhn@example.org", Level.NEAR),
        ("email", "aizhan@example.org", "nobody", Level.MISSING),
        ("telephone", "+7 (701) 123-45-67", "8 701 1234567", Level.EQUAL),
        ("telephone", "701 123 45 67", "701 123 45 68", Level.NEAR),
        ("document", "N 1234567", "n1234567", Level.EQUAL),
        ("document", "N1234567", "N7654321", Level.DIFFERENT),
        ("employer", "Ministry of Health", "The Ministry of Health", Level.SIMILAR),
        ("country", "KZ", "UZ", Level.DIFFERENT),
    ],
)
def test_other_facts_agree_however_they_are_typed(field, one, other, level):
    found = levels(replace(AIZHAN, **{field: one}), replace(AIZHAN, **{field: other}))
    assert found[field] == level


def test_fields_that_nobody_knows_are_compared_as_text_and_as_numbers():
    one, other = Subject(others=("12 Main Street", "121")), Subject(others=("12 Main Stret", "122"))
    found = levels(one, other, ("address", "house"))
    assert (found["address"], found["house"]) == (Level.NEAR, Level.DIFFERENT)


def test_names_in_swapped_order_are_seen_and_cost_something():
    swapped = Subject(family="Айжан", given="Akhmetova")
    found = levels(AIZHAN, swapped)
    assert found[Field.ORDER] == Level.SWAPPED
    # Which of the two rows is held against the other says which name is called the family name.
    assert {found[Field.FAMILY], found[Field.GIVEN]} == {Level.SOUND, Level.EQUAL}
    straight = Subject(family="Akhmetova", given="Айжан")
    assert score(AIZHAN, swapped) < score(AIZHAN, straight)


def test_a_name_is_not_put_where_nothing_stands_to_hide_that_it_differs():
    one, other = Subject(family="Батын", given="Уянга"), Subject(family="Ганболдын", given="Уянга")
    assert levels(one, other)[Field.FAMILY] == Level.DIFFERENT


def test_a_mongolian_father_s_name_may_stand_as_a_family_name():
    one, other = Subject(family="Дорж", given="Батбаяр"), Subject(patronymic="Dorj", given="Batbayar")
    assert decide(score(one, other), IN_LISTS) == Decision.REVIEW


@pytest.mark.parametrize(
    ("family", "father", "sex"),
    [
        ("Ахметова", "", "F"),
        ("Akhmetov", "", "M"),
        ("Ким", "Сергеевна", "F"),
        ("Ким", "Сергеевич", "M"),
        ("Karimova", "Botir qizi", "F"),
        ("Шевченко", "", ""),
        ("Nino", "", ""),
    ],
)
def test_endings_tell_the_sex_where_they_do(family, father, sex):
    assert sex_by_name(family, father) == sex


def test_namesakes_with_other_years_and_e_mails_are_two_persons():
    one = Subject(family="Иванов", given="Иван", birth="1970", email="ivan.i@example.org")
    other = Subject(family="Ivanov", given="Ivan", birth="1991", email="vanya@example.org")
    assert decide(score(one, other), IN_LISTS) == Decision.DIFFERENT


def test_a_married_name_is_one_person_when_all_else_agrees():
    one = Subject(family="Белова", given="Марина", patronymic="Олеговна", birth="1988-05-06")
    other = Subject(family="Гончарова", given="Marina", patronymic="Olegovna", birth="06.05.1988")
    assert decide(score(one, other), IN_LISTS) == Decision.MATCH


def test_a_name_alone_is_never_enough_among_many_on_file():
    columns = columns_of([Subject(family="Иванов", given="Иван"), Subject(family="Ivanov", given="Ivan")])
    model = starting_model(prior=0.3 / 300_000)
    from tumar.people.rules.matching.scoring import Frequencies, judge

    judged = judge(model, columns, Frequencies({}, 300_000), np.array([0]), np.array([1]))
    assert decide(float(judged.scores[0]), ON_FILE) != Decision.MATCH


def test_reasons_name_the_weightiest_field_first():
    one = replace(AIZHAN, email="a@example.org")
    linked = link([one], [Subject(family="Akhmetova", given="Aijan", email="a@example.org")])
    told = reasons(linked.model, linked.judged, 0)
    assert told[0].field == Field.EMAIL
    assert [abs(reason.bits) for reason in told] == sorted(
        (abs(reason.bits) for reason in told), reverse=True
    )
    assert Field.BIRTH not in {reason.field for reason in told}


NAMES = st.sampled_from(
    ["Ахметова", "Akhmetova", "Айжан", "Aijan", "O‘tkir", "ნინო", "احمد", "Ана-Мария", "A.", ""]
)
SUBJECTS = st.builds(
    Subject,
    family=NAMES,
    given=NAMES,
    patronymic=NAMES,
    family_latin=NAMES,
    sex=st.sampled_from(["", "F", "M"]),
    birth=st.sampled_from(["", "1985", "1958", "1985-03-02", "19850203", "x"]),
    employer=st.sampled_from(["", "Ministry of Health", "Министерство здравоохранения"]),
    country=st.sampled_from(["", "KZ", "UZ"]),
    email=st.sampled_from(["", "a@example.org", "b@example.org"]),
    telephone=st.sampled_from(["", "+7 701 1234567", "123"]),
)


@given(one=SUBJECTS, other=SUBJECTS)
@settings(deadline=None, max_examples=25)
def test_a_score_is_a_probability_and_the_same_from_both_sides(one, other):
    there, back = score(one, other), score(other, one)
    assert 0.0 <= there <= 1.0
    assert there == pytest.approx(back, abs=1e-9)


@given(subjects=st.lists(SUBJECTS, min_size=2, max_size=6), seed=st.integers(0, 100))
@settings(deadline=None, max_examples=12)
def test_the_order_of_a_list_does_not_matter(subjects, seed):
    order = np.random.default_rng(seed).permutation(len(subjects)).tolist()
    plain, mixed = link(subjects), link([subjects[at] for at in order])

    def scores(linked, places):
        pairs = zip(linked.i.tolist(), linked.j.tolist(), linked.judged.scores.tolist(), strict=True)
        return {frozenset((places[i], places[j])): value for i, j, value in pairs}

    expected = scores(plain, list(range(len(subjects))))
    assert scores(mixed, order) == pytest.approx(expected, abs=1e-9)


@given(one=SUBJECTS)
@settings(deadline=None, max_examples=40)
def test_agreement_with_oneself_is_never_a_difference(one):
    assert Level.DIFFERENT not in set(levels(one, one).values())


@given(text=st.text(max_size=20))
def test_keys_of_facts_are_made_of_any_text(text):
    assert birth_digits(text) == "" or len(birth_digits(text)) in {4, 8}
    assert telephone_key(text) == "" or telephone_key(text).isdecimal()
    assert document_key(text) == document_key(text.upper().lower())
    assert " " not in email_key(text)


@pytest.mark.parametrize(
    "other",
    [
        Subject(family="Akhmetova", given="Aizhan"),
        Subject(family="Aizhan", given="Akhmetova"),
        Subject(family="Ахмтова", given="Айжан"),
        Subject(family="Ахметова", given="Айжна"),
        Subject(family="Омарова", given="Айжан", patronymic="Serikovna"),
        Subject(family="Иная", given="Другая", email="A@example.org"),
        Subject(family="Иная", given="Другая", telephone="8 701 123 45 67"),
    ],
)
def test_whoever_may_be_the_same_is_filed_under_a_common_key(other):
    filed = replace(AIZHAN, email="a@example.org", telephone="+7 701 123 45 67")
    assert filing_keys(filed) & filing_keys(other)


def test_a_stranger_shares_no_key():
    assert not filing_keys(AIZHAN) & filing_keys(Subject(family="Ковач", given="Милош", birth="1985"))


def test_blocking_of_a_long_list_keeps_the_pairs_and_leaves_the_rest():
    crowd = [
        Subject(family=f"Kov{n:04d}al", given=f"Mi{n % 89:02d}losh", birth=str(1950 + n % 50))
        for n in range(900)
    ]
    subjects = [*crowd, AIZHAN, Subject(family="Aizhan", given="Akhmetova")]
    assert len(subjects) ** 2 / 2 > COMPARE_ALL
    i, j = candidate_pairs(columns_of(subjects))
    pairs = set(zip(i.tolist(), j.tolist(), strict=True))
    assert (900, 901) in pairs
    assert len(pairs) < COMPARE_ALL / 2
    assert all(a < b for a, b in pairs)


def test_a_name_that_thousands_share_does_not_make_millions_of_pairs():
    crowd = [Subject(family="Ким", given="Анна", birth=str(1950 + n % 50)) for n in range(3000)]
    i, _j = candidate_pairs(columns_of(crowd))
    assert len(i) < 3000 * 80


def test_a_model_goes_through_json_unharmed():
    model = starting_model(("postcode",), prior=1e-5)
    assert model_from_json(json.loads(json.dumps(model.as_json()))) == model


def test_decisions_teach_how_often_one_person_s_rows_differ():
    one, other = (
        Subject(family="Ли", given="Анна", employer="A"),
        Subject(family="Ли", given="Анна", employer="Z"),
    )
    columns = columns_of([one, other])
    count = 500
    ranks = agreement(columns, np.zeros(count, dtype=np.int64), np.ones(count, dtype=np.int64))
    before = starting_model()
    after = learn_from_decisions(before, ranks, np.ones(count, dtype=bool))
    assert (
        after.of(Field.EMPLOYER).of(Level.DIFFERENT).m > 2 * before.of(Field.EMPLOYER).of(Level.DIFFERENT).m
    )
    assert sum(level.m for level in after.of(Field.EMPLOYER).levels) == pytest.approx(1.0)
    kept = [one.m for one in before.of(Field.EMAIL).levels]
    assert [one.m for one in after.of(Field.EMAIL).levels] == pytest.approx(kept)
    assert (after.origin, after.pairs) == (Origin.DECISIONS, count)


def test_pairs_called_different_do_not_teach_what_one_person_is_like():
    columns = columns_of([AIZHAN, Subject(family="Ахметова", given="Айжан", birth="1961")])
    ranks = agreement(columns, np.zeros(300, dtype=np.int64), np.ones(300, dtype=np.int64))
    before = starting_model()
    after = learn_from_decisions(before, ranks, np.zeros(300, dtype=bool))
    for field in before.names:
        shares = [one.m for one in before.of(field).levels]
        whole = [share / sum(shares) for share in shares]
        assert [one.m for one in after.of(field).levels] == pytest.approx(whole)


def test_the_hard_pairs_are_told_apart():
    with HARD_PAIRS.open(encoding="utf-8") as lines:
        pairs = list(csv.DictReader(lines))
    assert len(pairs) >= 400
    assert {pair["truth"] for pair in pairs} == {"same", "different"}

    def side(pair: dict[str, str], name: str) -> Subject:
        split = split_full_name(pair[f"{name}_name"]).name
        return Subject(
            family=split.family,
            given=split.given or split.single,
            patronymic=split.patronymic,
            birth=pair[f"{name}_birth"],
            employer=pair[f"{name}_employer"],
        )

    left, right = ([side(pair, name) for pair in pairs] for name in ("left", "right"))
    linked = link(left, right, are_names_whole=True)
    places = zip(
        linked.i.tolist(), (linked.j - len(pairs)).tolist(), linked.judged.scores.tolist(), strict=True
    )
    own = {i: value for i, j, value in places if i == j}
    taken = [own.get(at, 0.0) >= IN_LISTS.same for at in range(len(pairs))]
    same = [pair["truth"] == "same" for pair in pairs]
    right_ones = sum(a and b for a, b in zip(taken, same, strict=True))
    assert 2 * right_ones / (sum(taken) + sum(same)) >= 0.98
