"""A figure that differs from what was published, or from the edition before, says why."""

import tracemalloc
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tumar.results.rules import (
    Change,
    Claim,
    Difference,
    Edition,
    Explained,
    Fold,
    Kind,
    Line,
    OutOfOrder,
    Qualifier,
    Reason,
    Strength,
    Verdict,
    VerdictReason,
    changes,
    compare_editions,
    compare_with_claim,
    headline,
    in_order,
    value,
)

thorough = settings(max_examples=300)

END_OF_2019 = date(2019, 12, 31)
END_OF_2020 = date(2020, 12, 31)


def a_mark(number: int = 1, person: str = "a", **told: object) -> Line:
    """One presence of one person in 2019, as far as nothing else is told."""
    line = Line(
        record=f"events.mark:{number:06d}",
        country="KZ",
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


def an_edition(
    *lines: Line, as_of: date = END_OF_2019, definition: str = "d1", fold: Fold = Fold.DISTINCT
) -> Edition:
    return Edition(as_of=as_of, definition=definition, fold=fold, lines=in_order(lines))


def a_later_edition(*lines: Line, definition: str = "d1", fold: Fold = Fold.DISTINCT) -> Edition:
    return an_edition(*lines, as_of=END_OF_2020, definition=definition, fold=fold)


some_lines = st.lists(
    st.builds(
        a_mark,
        st.integers(0, 6),
        st.sampled_from("abcd"),
        on=st.sampled_from([None, date(2019, 3, 4), date(2020, 6, 1), date(2021, 1, 1)]),
        adds=st.integers(-2, 40),
        strength=st.sampled_from([Strength.COUNTED, Strength.REPORTED, Strength.ESTIMATED]),
        sex=st.sampled_from("FM"),
    ),
    max_size=12,
)
editions = st.builds(
    lambda lines, as_of, definition, fold: an_edition(*lines, as_of=as_of, definition=definition, fold=fold),
    some_lines,
    st.sampled_from([END_OF_2019, END_OF_2020]),
    st.sampled_from(["d1", "d2"]),
    st.sampled_from(Fold),
)


@pytest.mark.parametrize(
    ("recorded", "figure", "qualifier", "verdict"),
    [
        (88, 88, Qualifier.EXACTLY, Verdict(Kind.AGREES, 0, VerdictReason.WORDING_HOLDS)),
        (86, 88, Qualifier.EXACTLY, Verdict(Kind.RECORDED_LESS, -2, VerdictReason.BELOW_FIGURE)),
        (90, 88, Qualifier.EXACTLY, Verdict(Kind.RECORDED_MORE, 2, VerdictReason.ABOVE_FIGURE)),
        (73, 70, Qualifier.MORE_THAN, Verdict(Kind.AGREES, 3, VerdictReason.WORDING_HOLDS)),
        (70, 70, Qualifier.MORE_THAN, Verdict(Kind.RECORDED_LESS, 0, VerdictReason.NOT_ABOVE_FIGURE)),
        (1_650, 1_700, Qualifier.OVER, Verdict(Kind.RECORDED_LESS, -50, VerdictReason.NOT_ABOVE_FIGURE)),
        (148, 150, Qualifier.CLOSE_TO, Verdict(Kind.AGREES, -2, VerdictReason.WORDING_HOLDS)),
        (140, 150, Qualifier.CLOSE_TO, Verdict(Kind.RECORDED_LESS, -10, VerdictReason.TOO_FAR_BELOW_FIGURE)),
        (155, 150, Qualifier.CLOSE_TO, Verdict(Kind.RECORDED_MORE, 5, VerdictReason.ABOVE_FIGURE)),
        (0, 7, Qualifier.EXACTLY, Verdict(Kind.RECORDED_LESS, -7, VerdictReason.BELOW_FIGURE)),
        (None, 7, Qualifier.EXACTLY, Verdict(Kind.NOT_RECORDED, None, VerdictReason.NOTHING_RECORDED)),
    ],
)
def test_a_claim_is_held_against_the_record(
    recorded: int | None, figure: int, qualifier: Qualifier, verdict: Verdict
) -> None:
    assert compare_with_claim(recorded, Claim(figure, qualifier, END_OF_2020, "project page")) == verdict


@pytest.mark.parametrize(
    ("before", "after", "definition", "reason"),
    [
        (None, a_mark(on=date(2020, 6, 1)), "d1", Reason.NEW_PERIOD),
        (None, a_mark(on=date(2020, 6, 1)), "d2", Reason.NEW_PERIOD),
        (a_mark(on=date(2021, 6, 1)), None, "d1", Reason.EARLIER_CUT_OFF),
        (None, a_mark(), "d2", Reason.DEFINITION_CHANGED),
        (a_mark(), None, "d2", Reason.DEFINITION_CHANGED),
        (a_mark(), a_mark(adds=2), "d2", Reason.DEFINITION_CHANGED),
        (a_mark(), None, "d1", Reason.RECORD_REMOVED),
        (a_mark(on=None), None, "d1", Reason.RECORD_REMOVED),
        (None, a_mark(), "d1", Reason.LATE_RECORD),
        (None, a_mark(on=END_OF_2019), "d1", Reason.LATE_RECORD),
        (None, a_mark(on=None), "d1", Reason.UNDATED_RECORD),
        (a_mark(person="a"), a_mark(person="b"), "d1", Reason.PERSONS_MERGED),
        (a_mark(), a_mark(country="UZ"), "d1", Reason.RECORD_CORRECTED),
        (a_mark(), a_mark(strength=Strength.ESTIMATED), "d1", Reason.RECORD_CORRECTED),
        (a_mark(), a_mark(person="b", country="UZ"), "d1", Reason.RECORD_CORRECTED),
    ],
)
def test_a_line_that_differs_has_one_reason(
    before: Line | None, after: Line | None, definition: str, reason: Reason
) -> None:
    old = an_edition(*([before] if before else []))
    new = a_later_edition(*([after] if after else []), definition=definition)
    assert list(changes(old, new)) == [Change(reason, before, after)]


def test_a_change_names_the_columns_that_differ() -> None:
    [change] = changes(an_edition(a_mark()), a_later_edition(a_mark(country="UZ", adds=2)))
    assert change.columns == ("country", "adds")
    [addition] = changes(an_edition(), a_later_edition(a_mark()))
    assert addition.columns == ()


def test_two_editions_of_the_same_lines_do_not_differ() -> None:
    lines = [a_mark(1, "a"), a_mark(2, "a"), a_mark(3, "b")]
    assert list(changes(an_edition(*lines), a_later_edition(*lines))) == []
    assert compare_editions(an_edition(*lines), a_later_edition(*lines)) == Difference(2, 2, 0, 0, 0, ())


def test_two_persons_merged_are_one_person_fewer() -> None:
    old = an_edition(a_mark(1, "a"), a_mark(2, "b"), a_mark(3, "b"))
    new = an_edition(a_mark(1, "a"), a_mark(2, "a"), a_mark(3, "a"))
    assert compare_editions(old, new) == Difference(
        old=2, new=1, added=0, removed=0, changed=2, reasons=(Explained(Reason.PERSONS_MERGED, 2, -1),)
    )
    assert compare_editions(new, old).reasons == (Explained(Reason.PERSONS_MERGED, 2, 1),)


def test_each_reason_says_what_it_moved_a_sum_by() -> None:
    old = an_edition(a_mark(1, adds=100), a_mark(2, adds=50), a_mark(3, adds=7), fold=Fold.SUM)
    new = a_later_edition(
        a_mark(1, adds=120),
        a_mark(3, adds=7),
        a_mark(4, adds=5),
        a_mark(5, adds=1, on=date(2020, 2, 2)),
        fold=Fold.SUM,
    )
    assert compare_editions(old, new) == Difference(
        old=157,
        new=133,
        added=2,
        removed=1,
        changed=1,
        reasons=(
            Explained(Reason.RECORD_REMOVED, 1, -50),
            Explained(Reason.RECORD_CORRECTED, 1, 20),
            Explained(Reason.LATE_RECORD, 1, 5),
            Explained(Reason.NEW_PERIOD, 1, 1),
        ),
    )


def test_a_person_already_counted_comes_again_without_effect() -> None:
    difference = compare_editions(
        an_edition(a_mark(1, "a")), a_later_edition(a_mark(1, "a"), a_mark(2, "a", on=date(2020, 2, 2)))
    )
    assert difference.reasons == (Explained(Reason.NEW_PERIOD, 1, 0),)


def test_an_estimate_that_is_confirmed_enters_the_figure_as_a_correction() -> None:
    guess, sheet = a_mark(adds=40, strength=Strength.ESTIMATED), a_mark(adds=38)
    difference = compare_editions(an_edition(guess, fold=Fold.SUM), a_later_edition(sheet, fold=Fold.SUM))
    assert (difference.old, difference.new) == (0, 38)
    assert difference.reasons == (Explained(Reason.RECORD_CORRECTED, 1, 38),)


def test_a_changed_definition_is_named_even_when_no_line_differs() -> None:
    difference = compare_editions(an_edition(a_mark()), a_later_edition(a_mark(), definition="d2"))
    assert difference.reasons == (Explained(Reason.DEFINITION_CHANGED, 0, 0),)


def test_another_fold_of_the_same_lines_is_a_changed_definition() -> None:
    lines = [a_mark(1, "a"), a_mark(2, "a")]
    difference = compare_editions(an_edition(*lines), a_later_edition(*lines, fold=Fold.SUM))
    assert difference == Difference(1, 2, 0, 0, 0, (Explained(Reason.DEFINITION_CHANGED, 0, 1),))


def test_lines_of_one_record_are_paired_with_the_most_alike() -> None:
    old = an_edition(a_mark(1, "a"), a_mark(1, "b"), a_mark(1, "c", sex="M"))
    new = an_edition(a_mark(1, "b"), a_mark(1, "c", sex="F"), a_mark(1, "d"), a_mark(1, "e"))
    found = {
        (change.reason, change.before and change.before.counts_as, change.after and change.after.counts_as)
        for change in changes(old, new)
    }
    assert found == {
        (Reason.RECORD_CORRECTED, "person:c", "person:c"),
        (Reason.PERSONS_MERGED, "person:a", "person:d"),
        (Reason.LATE_RECORD, None, "person:e"),
    }


def test_lines_out_of_order_are_refused() -> None:
    jumbled = replace(an_edition(), lines=[a_mark(2), a_mark(1)])
    with pytest.raises(OutOfOrder):
        compare_editions(jumbled, an_edition(a_mark(1)))


@thorough
@given(editions, editions)
def test_the_reasons_account_for_the_whole_difference(old: Edition, new: Edition) -> None:
    difference = compare_editions(old, new)
    assert difference.old == value(headline(old.lines), old.fold)
    assert difference.new == value(headline(new.lines), new.fold)
    assert sum(reason.effect for reason in difference.reasons) == difference.new - difference.old


@thorough
@given(editions, editions)
def test_every_line_is_accounted_for_once(old: Edition, new: Edition) -> None:
    found = list(changes(old, new))
    unchanged = Counter(old.lines)
    unchanged.subtract(change.before for change in found if change.before)
    unchanged.update(change.after for change in found if change.after)
    assert +unchanged == Counter(new.lines)
    difference = compare_editions(old, new)
    assert difference.added + difference.removed + difference.changed == len(found)
    assert sum(reason.lines for reason in difference.reasons) == len(found)
    assert difference.added - difference.removed == len(list(new.lines)) - len(list(old.lines))


@thorough
@given(editions)
def test_an_edition_does_not_differ_from_itself(edition: Edition) -> None:
    difference = compare_editions(edition, edition)
    assert (difference.old - difference.new, difference.reasons) == (0, ())


def a_stream(size: int, *, country: str = "KZ") -> Iterator[Line]:
    return (a_mark(number, str(number % 3_000), country=country) for number in range(size))


def test_ten_thousand_lines_are_compared() -> None:
    old = Edition(END_OF_2019, "d1", Fold.DISTINCT, a_stream(10_000))
    new = Edition(
        END_OF_2020, "d1", Fold.DISTINCT, (line for line in a_stream(10_000) if line.counts_as != "person:7")
    )
    assert compare_editions(old, new) == Difference(
        old=3_000,
        new=2_999,
        added=0,
        removed=4,
        changed=0,
        reasons=(Explained(Reason.RECORD_REMOVED, 4, -1),),
    )


def test_memory_does_not_grow_with_the_lines_of_a_sum() -> None:
    peaks = []
    for size in (500, 5_000):
        old = Edition(END_OF_2019, "d1", Fold.SUM, a_stream(size))
        new = Edition(END_OF_2020, "d1", Fold.SUM, a_stream(size, country="UZ"))
        tracemalloc.start()
        assert compare_editions(old, new).changed == size
        emptied = changes(replace(old, lines=a_stream(size)), replace(new, lines=[]))
        assert sum(1 for _ in emptied) == size
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 2 * peaks[0]
