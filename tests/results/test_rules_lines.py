"""A line has one row, one text and one place in the order; a seal depends on the lines alone."""

import hashlib
from dataclasses import replace
from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumar.results.rules import (
    COLUMNS,
    Line,
    NotALine,
    OutOfOrder,
    Strength,
    as_json,
    as_row,
    canonical,
    from_canonical,
    from_row,
    in_order,
    seal,
    seal_sorted,
)

WORKSHOP = Line(
    record="events.event:P53-KZ-2018-04",
    country="KZ",
    on=date(2018, 4, 16),
    adds=1,
    counts_as="events.event:P53-KZ-2018-04",
    strength=Strength.COUNTED,
    sex="",
    group="",
    region="CA",
    category="",
    evidence="",
)

codes = st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=8)
any_line = st.builds(
    Line,
    record=codes,
    country=codes,
    on=st.none() | st.dates(),
    adds=st.integers(),
    counts_as=codes,
    strength=st.sampled_from(Strength),
    sex=st.sampled_from(["", "F", "M", "U"]),
    group=codes,
    region=codes,
    category=codes,
    evidence=codes,
)
any_lines = st.lists(any_line, max_size=12)


def test_a_row_names_its_columns_in_the_order_of_the_line() -> None:
    assert dict(zip(COLUMNS, as_row(WORKSHOP), strict=True)) == {
        "record": "events.event:P53-KZ-2018-04",
        "country": "KZ",
        "on": "2018-04-16",
        "adds": "1",
        "counts_as": "events.event:P53-KZ-2018-04",
        "strength": "counted",
        "sex": "",
        "group": "",
        "region": "CA",
        "category": "",
        "evidence": "",
    }


def test_in_json_a_number_is_a_number_and_an_unknown_date_is_null() -> None:
    told = as_json(replace(WORKSHOP, on=None, adds=163_451_233))
    assert told["adds"] == 163_451_233
    assert told["on"] is None
    assert as_json(WORKSHOP)["on"] == "2018-04-16"
    assert tuple(told) == COLUMNS


@given(any_line)
def test_a_line_is_read_back_as_it_was_written(line: Line) -> None:
    assert from_row(as_row(line)) == line
    assert from_canonical(canonical(line)) == line


@given(any_line, any_line)
def test_two_different_lines_have_two_texts(one: Line, other: Line) -> None:
    assert (canonical(one) == canonical(other)) is (one == other)


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("adds", "1_000"),
        ("adds", "+1"),
        ("adds", "01"),
        ("adds", " 1"),
        ("adds", "١"),
        ("adds", "many"),
        ("adds", ""),
        ("on", "20180416"),
        ("on", "2018-W16-1"),
        ("on", "2018-02-30"),
        ("strength", "guessed"),
        ("strength", ""),
    ],
)
def test_a_row_that_no_line_would_write_is_refused(column: str, text: str) -> None:
    row = list(as_row(WORKSHOP))
    row[COLUMNS.index(column)] = text
    with pytest.raises(NotALine) as refused:
        from_row(row)
    assert refused.value.row == tuple(row)


@pytest.mark.parametrize("row", [(), as_row(WORKSHOP)[:-1], (*as_row(WORKSHOP), "")])
def test_a_row_with_too_few_or_too_many_cells_is_refused(row: tuple[str, ...]) -> None:
    with pytest.raises(NotALine):
        from_row(row)


@pytest.mark.parametrize("mark", ["\t", "\n", "\r", "\0", "\x7f"])
def test_a_code_cannot_smuggle_a_separator_into_the_seal(mark: str) -> None:
    with pytest.raises(NotALine):
        canonical(replace(WORKSHOP, group=f"vet{mark}lab"))


@given(any_lines, st.randoms(use_true_random=False))
def test_a_seal_does_not_depend_on_the_order_of_the_lines(lines: list[Line], random: Random) -> None:
    shuffled = list(lines)
    random.shuffle(shuffled)
    assert seal(shuffled) == seal(lines) == seal(iter(lines))


@given(any_lines)
def test_a_stream_in_order_has_the_same_seal(lines: list[Line]) -> None:
    assert seal_sorted(canonical(line) for line in in_order(lines)) == seal(lines)


@given(any_lines, any_line)
def test_one_more_line_is_another_seal(lines: list[Line], line: Line) -> None:
    assert seal([*lines, line]) != seal(lines)


@given(any_lines)
def test_lines_in_order_are_ordered_by_record_then_country(lines: list[Line]) -> None:
    rows = [(line.record, line.country) for line in in_order(lines)]
    assert rows == sorted(rows)


def test_a_stream_out_of_order_has_no_seal() -> None:
    texts = [canonical(replace(WORKSHOP, country=country)) for country in ("UZ", "KZ")]
    with pytest.raises(OutOfOrder) as refused:
        seal_sorted(texts)
    assert (refused.value.previous, refused.value.following) == tuple(texts)


def test_a_seal_is_the_hash_of_the_sorted_file_of_lines() -> None:
    lines = [replace(WORKSHOP, country=country) for country in ("UZ", "KZ", "UZ")]
    file = "".join(f"{text}\n" for text in sorted(canonical(line) for line in lines))
    assert seal(lines) == hashlib.sha256(file.encode()).hexdigest()


def test_the_seal_of_a_known_line_never_changes() -> None:
    assert canonical(WORKSHOP) == (
        "events.event:P53-KZ-2018-04\tKZ\t2018-04-16\t1\tevents.event:P53-KZ-2018-04\tcounted\t\t\tCA\t\t"
    )
    assert seal([WORKSHOP]) == "1e373eb45e010d35cfd1b947b5892e645f86b0e862b655df17f5f3e28759e56f"
    assert seal([]) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
