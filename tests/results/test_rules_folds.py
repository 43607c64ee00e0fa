"""The number does not depend on the order of its lines, and its cells are held against it."""

from dataclasses import replace
from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumar.results.rules import (
    SEVERAL,
    TRAITS_OF_A_PERSON,
    UNKNOWN,
    Breakdown,
    By,
    Cell,
    Fold,
    Line,
    Strength,
    attendances,
    breakdown,
    cell_of,
    disaggregate,
    estimated,
    headline,
    value,
)


def a_mark(number: int = 1, person: str = "UZ-1", **told: object) -> Line:
    """One presence of one person, as far as nothing else is told."""
    line = Line(
        record=f"events.mark:{number}",
        country="UZ",
        on=date(2019, 3, 4),
        adds=1,
        counts_as=f"person:{person}",
        strength=Strength.COUNTED,
        sex="F",
        group="vet-lab",
        region="CA",
        category="",
        evidence="",
    )
    return replace(line, **told)  # type: ignore[arg-type]


marks = st.builds(
    a_mark,
    st.integers(0, 30),
    st.sampled_from("abcdefgh"),
    country=st.sampled_from(["", "KZ", "UZ"]),
    on=st.none() | st.dates(date(2018, 1, 1), date(2021, 12, 31)),
    adds=st.integers(-3, 40),
    strength=st.sampled_from(Strength),
    sex=st.sampled_from(["", "F", "M", "U"]),
    group=st.sampled_from(["", "vet-lab", "customs"]),
    region=st.sampled_from(["", "CA", "SEEE"]),
    category=st.sampled_from(["", "pcr"]),
)
many_marks = st.lists(marks, max_size=20)
folds = st.sampled_from(Fold)
ways = st.sampled_from(By)


def test_a_person_at_two_workshops_is_one_person_and_two_attendances() -> None:
    lines = [a_mark(1), a_mark(2), a_mark(3, "UZ-2")]
    assert value(lines, Fold.DISTINCT) == 2
    assert attendances(lines) == 3


def test_a_head_count_is_not_an_attendance() -> None:
    hall = a_mark(7, adds=40, counts_as="events.event:P53-AF-2019-02", strength=Strength.REPORTED)
    assert attendances([a_mark(1), hall]) == 1


def test_money_adds_up_in_cents() -> None:
    lines = [a_mark(1, adds=10), a_mark(2, adds=20), a_mark(3, adds=163_451_203)]
    assert value(lines, Fold.SUM) == 163_451_233


@pytest.mark.parametrize(
    ("strength", "is_in_headline"),
    [
        (Strength.COUNTED, True),
        (Strength.REPORTED, True),
        (Strength.ESTIMATED, False),
        (Strength.AT_LEAST, False),
    ],
)
def test_only_what_is_counted_or_reported_makes_the_headline(
    strength: Strength, is_in_headline: bool
) -> None:
    line = a_mark(strength=strength)
    assert list(headline([line])) == ([line] if is_in_headline else [])
    assert list(estimated([line])) == ([] if is_in_headline else [line])


@pytest.mark.parametrize(
    ("told", "by", "key"),
    [
        ({"country": "KZ"}, By.COUNTRY, "KZ"),
        ({"country": ""}, By.COUNTRY, SEVERAL),
        ({"region": "SEEE"}, By.REGION, "SEEE"),
        ({"region": ""}, By.REGION, UNKNOWN),
        ({"on": date(2020, 12, 31)}, By.YEAR, "2020"),
        ({"on": None}, By.YEAR, UNKNOWN),
        ({"sex": "M"}, By.SEX, "M"),
        ({"sex": "U"}, By.SEX, UNKNOWN),
        ({"sex": ""}, By.SEX, UNKNOWN),
        ({"group": "customs"}, By.GROUP, "customs"),
        ({"group": ""}, By.GROUP, UNKNOWN),
        ({"category": "pcr"}, By.CATEGORY, "pcr"),
        ({"category": ""}, By.CATEGORY, UNKNOWN),
    ],
)
def test_what_a_line_does_not_say_is_a_cell_of_its_own(told: dict[str, object], by: By, key: str) -> None:
    assert cell_of(a_mark(**told), by) == key  # type: ignore[arg-type]


def test_a_sum_splits_without_rest() -> None:
    lines = [
        a_mark(1, adds=5, category="pcr"),
        a_mark(2, adds=7, category=""),
        a_mark(3, adds=2, category="pcr"),
    ]
    assert breakdown(lines, Fold.SUM, By.CATEGORY) == Breakdown(
        By.CATEGORY, (Cell("pcr", 7, 2), Cell(UNKNOWN, 7, 1)), 14, is_additive=True
    )


def test_one_person_in_two_countries_is_an_overlap_of_one() -> None:
    split = breakdown([a_mark(1, country="KZ"), a_mark(2, country="UZ")], Fold.DISTINCT, By.COUNTRY)
    assert (split.total, split.sum_of_cells, split.overlap) == (1, 2, 1)
    assert not split.is_additive
    assert split.reconciles


def test_a_person_whose_lines_disagree_on_the_sex_is_unknown() -> None:
    lines = [a_mark(1, sex="F"), a_mark(2, sex="M"), a_mark(3, "UZ-2", sex="M")]
    split = breakdown(lines, Fold.DISTINCT, By.SEX)
    assert split.cells == (Cell("M", 1, 1), Cell(UNKNOWN, 1, 2))
    assert split.overlap == 0


def test_a_line_that_leaves_the_trait_open_contradicts_nothing() -> None:
    lines = [a_mark(1, group="vet-lab"), a_mark(2, group="")]
    assert disaggregate(lines, Fold.DISTINCT, By.GROUP) == (Cell("vet-lab", 1, 2),)


def test_the_unknown_cell_stands_last_and_only_when_it_has_lines() -> None:
    lines = [a_mark(1, country="ZA"), a_mark(2, country=""), a_mark(3, country="AF")]
    assert [cell.key for cell in disaggregate(lines, Fold.SUM, By.COUNTRY)] == ["AF", "ZA", SEVERAL]
    assert [cell.key for cell in disaggregate(lines[:1], Fold.SUM, By.COUNTRY)] == ["ZA"]


def test_a_split_that_does_not_add_up_does_not_reconcile() -> None:
    assert not Breakdown(By.SEX, (Cell("F", 2, 2),), 3, is_additive=True).reconciles
    assert not Breakdown(By.YEAR, (Cell("2019", 2, 2),), 3, is_additive=False).reconciles


def test_no_lines_come_to_nothing_and_split_into_nothing() -> None:
    for fold in Fold:
        assert value([], fold) == 0
        assert breakdown([], fold, By.YEAR).cells == ()


@given(many_marks, folds, ways, st.randoms(use_true_random=False))
def test_no_fold_depends_on_the_order_of_the_lines(
    lines: list[Line], fold: Fold, by: By, random: Random
) -> None:
    shuffled = list(lines)
    random.shuffle(shuffled)
    assert value(shuffled, fold) == value(lines, fold)
    assert breakdown(shuffled, fold, by) == breakdown(lines, fold, by)


@given(many_marks, folds, ways)
def test_cells_reconcile_with_the_figure(lines: list[Line], fold: Fold, by: By) -> None:
    split = breakdown(lines, fold, by)
    assert split.reconciles
    assert split.total == value(lines, fold)
    assert sum(cell.lines for cell in split.cells) == len(lines)
    assert split.is_additive is (fold is Fold.SUM or by in TRAITS_OF_A_PERSON)


@given(many_marks, folds)
def test_every_line_is_in_the_headline_or_beside_it(lines: list[Line], fold: Fold) -> None:
    above, beside = list(headline(lines)), list(estimated(lines))
    assert sorted([*above, *beside], key=repr) == sorted(lines, key=repr)
    assert value(headline([*above, *beside]), fold) == value(above, fold)


@given(many_marks, marks, folds)
def test_an_estimate_never_moves_the_headline(lines: list[Line], line: Line, fold: Fold) -> None:
    guess = replace(line, strength=Strength.ESTIMATED)
    assert value(headline([*lines, guess]), fold) == value(headline(lines), fold)


@given(many_marks, st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh"))
def test_merging_two_persons_takes_at_most_one_off_a_distinct_count(
    lines: list[Line], kept: str, gone: str
) -> None:
    merged = [
        replace(line, counts_as=f"person:{kept}") if line.counts_as == f"person:{gone}" else line
        for line in lines
    ]
    assert value(lines, Fold.DISTINCT) - value(merged, Fold.DISTINCT) in (0, 1)
    assert value(lines, Fold.SUM) == value(merged, Fold.SUM)
    assert attendances(lines) == attendances(merged)


@given(many_marks, marks, folds, st.sampled_from([By.COUNTRY, By.REGION, By.YEAR, By.CATEGORY]))
def test_an_unrelated_record_changes_no_other_cell(lines: list[Line], line: Line, fold: Fold, by: By) -> None:
    own = cell_of(line, by)
    before = [cell for cell in disaggregate(lines, fold, by) if cell.key != own]
    after = [cell for cell in disaggregate([*lines, line], fold, by) if cell.key != own]
    assert before == after


@given(many_marks, marks)
def test_another_line_about_a_person_already_counted_changes_no_distinct_count(
    lines: list[Line], line: Line
) -> None:
    again = [replace(line, counts_as=known.counts_as) for known in lines]
    assert value([*lines, *again], Fold.DISTINCT) == value(lines, Fold.DISTINCT)


@given(many_marks, marks)
def test_one_more_line_moves_a_figure_by_what_it_adds(lines: list[Line], line: Line) -> None:
    assert value([*lines, line], Fold.SUM) - value(lines, Fold.SUM) == line.adds
    is_new = line.counts_as not in {known.counts_as for known in lines}
    assert value([*lines, line], Fold.DISTINCT) - value(lines, Fold.DISTINCT) == int(is_new)
