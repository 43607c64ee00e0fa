"""Who counts as having attended, and which of several statements stands."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumar.events.rules.attending import AttendanceRule, Requirement, State, attends
from tumar.events.rules.badges import badge_code
from tumar.events.rules.batches import Unreadable, read_batch
from tumar.events.rules.statements import Said, disagreement, held_time, in_order, standing

MONDAY = date(2024, 3, 11)
DAYS = {1: MONDAY, 2: MONDAY, 3: MONDAY + timedelta(days=1), 4: MONDAY + timedelta(days=1)}
NOON = datetime(2024, 3, 11, 12, tzinfo=UTC)
SHARE, EVERY_DAY = Requirement.SHARE, Requirement.EVERY_DAY

states = st.sampled_from([*State, "withdrawn"]).map(str)


@pytest.mark.parametrize(
    ("rule", "marks", "expected"),
    [
        (AttendanceRule(), {}, None),
        (AttendanceRule(), {1: "absent", 2: "present"}, True),
        (AttendanceRule(), {1: "excused"}, False),
        (AttendanceRule(), {1: "late"}, True),
        (AttendanceRule(counts_partly=False), {1: "late", 2: "left-early"}, False),
        (AttendanceRule(SHARE, 75), {1: "present", 2: "late", 3: "present"}, True),
        (AttendanceRule(SHARE, 76), {1: "present", 2: "late", 3: "present"}, False),
        (AttendanceRule(SHARE, 75, counts_partly=False), {1: "present", 2: "late", 3: "present"}, False),
        (AttendanceRule(SHARE, 75), {1: "present", 2: "present", 3: "excused", 4: "excused"}, False),
        (AttendanceRule(EVERY_DAY), {1: "present", 4: "left-early"}, True),
        (AttendanceRule(EVERY_DAY), {1: "present", 2: "present"}, False),
    ],
)
def test_the_event_s_rule_decides_who_attended(rule, marks, expected):
    assert attends(rule, marks, DAYS) is expected


@given(st.dictionaries(st.sampled_from([*DAYS]), st.sampled_from([*State]).map(str), min_size=1))
def test_whoever_satisfies_a_stricter_rule_satisfies_one_session_too(marks):
    for rule in (AttendanceRule(SHARE, 1), AttendanceRule(SHARE, 100), AttendanceRule(EVERY_DAY)):
        assert not attends(rule, marks, DAYS) or attends(AttendanceRule(), marks, DAYS)


def said(state: str, minutes: int, source: str = "one", means: str = "field", **more) -> Said:
    at = NOON + timedelta(minutes=minutes)
    return Said(
        more.pop("key", f"{minutes:05}{source}"), state, source, means, at, more.pop("received", at), **more
    )


@given(
    st.lists(
        st.tuples(states, st.integers(0, 99), st.sampled_from(["a", "b", "c"])), unique_by=lambda one: one[1:]
    ),
    st.randoms(),
)
def test_every_order_of_arrival_ends_in_the_same_mark(told, chance):
    statements = [said(*one) for one in told]
    shuffled = list(statements)
    chance.shuffle(shuffled)
    assert standing(shuffled) == standing(statements)
    assert disagreement(shuffled) == disagreement(statements)


def test_the_latest_word_stands_and_one_taken_back_leaves_none():
    assert standing([said("absent", 2), said("present", 1)]).state == "absent"
    assert standing([said("present", 1), said("withdrawn", 2)]) is None
    assert standing([]) is None


def test_a_signature_outranks_an_absence_and_leaves_what_says_more():
    paper = said("present", 9, "desk", "paper")
    assert standing([said("absent", 1), paper]) == paper
    assert standing([said("late", 1), paper]).state == "late"
    assert disagreement([said("late", 1), paper]) == []
    assert len(disagreement([said("absent", 1), paper])) == 2


def test_two_devices_disagree_until_somebody_settles_it_and_again_on_news():
    first, second = said("present", 1, "a"), said("absent", 2, "b")
    assert disagreement([first, second]) == [first, second]
    assert disagreement([first, said("absent", 2, "a")]) == []
    settled = said("present", 5, "desk:1", "desk", settles=True)
    assert disagreement([first, second, settled]) == []
    news = said("absent", 3, "c", received=NOON + timedelta(minutes=8))
    assert disagreement([first, second, settled, news]) == [news, settled]
    assert standing([first, second, settled, news]) == settled


@pytest.mark.parametrize("wrong", [timedelta(hours=3), timedelta(hours=-3), timedelta(days=400)])
def test_a_clock_that_is_wrong_all_along_is_corrected(wrong):
    said_at, received = NOON, NOON + timedelta(hours=2)
    assert held_time(said_at + wrong, received + wrong, received, MONDAY) == said_at


@given(st.timedeltas(timedelta(days=-19_000), timedelta(days=2_500_000)).map(lambda off: NOON + off))
def test_an_absurd_clock_is_bounded_by_the_receipt_and_the_day(moment):
    received = NOON + timedelta(hours=2)
    held = held_time(moment, received, received, MONDAY)
    assert NOON - timedelta(days=2) <= held <= received


def test_words_in_the_order_of_saying_are_told_apart_by_their_keys():
    assert [one.key for one in in_order([said("late", 1, key="b"), said("absent", 1, key="a")])] == ["a", "b"]


@given(st.integers(1, 10**9), st.integers(1, 10**6))
def test_a_badge_has_no_more_letters_than_are_quickly_typed_and_none_that_looks_like_another(number, event):
    bare = badge_code(number, event, "secret").replace("-", "")
    assert len(bare) <= 12
    assert not set(bare) & set("OILU")


def test_a_badge_of_another_event_or_house_is_another_code():
    codes = {badge_code(7, 1, "a"), badge_code(7, 2, "a"), badge_code(7, 1, "b"), badge_code(8, 1, "a")}
    assert len(codes) == 4


GOOD = {"key": str(UUID(int=1)), "session": 4, "entry": 9, "state": "present", "at": "2024-03-11T12:00:00Z"}
SENT = {"device": str(UUID(int=5)), "sent_at": "2024-03-11T12:00:00+05:00"}


def test_one_bad_line_of_a_batch_costs_the_others_nothing():
    bad = [
        {**GOOD, "state": "asleep"},
        {**GOOD, "key": "nothing"},
        {**GOOD, "at": "yesterday"},
        {**GOOD, "session": True},
        {**GOOD, "means": "desk"},
        {"key": GOOD["key"]},
        "present",
        None,
    ]
    batch = read_batch({**SENT, "marks": [*bad, GOOD]})
    assert [one.entry for one in batch.marks] == [9]
    assert len(batch.refused) == len(bad)
    assert batch.sent == datetime(2024, 3, 11, 7, tzinfo=UTC)
    again = read_batch({**SENT, "marks": bad})
    assert [one.key for one in again.refused] == [one.key for one in batch.refused]


@pytest.mark.parametrize(
    "told",
    [
        None,
        [],
        {},
        {**SENT, "marks": "all"},
        {**SENT, "device": "mine"},
        {**SENT, "sent_at": 5},
        {**SENT, "marks": [GOOD] * 5_001},
    ],
)
def test_what_is_no_batch_at_all_is_refused_as_a_whole(told):
    with pytest.raises(Unreadable):
        read_batch(told)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(
                st.sampled_from(["key", "session", "entry", "walk_in", "state", "at", "name", "note"])
                | st.text(),
                inner,
            )
        ),
    )
)
def test_no_item_brings_a_batch_down(item):
    batch = read_batch({**SENT, "marks": [item], "walk_ins": [item], "head_counts": [item]})
    assert len(batch.refused) + len(batch.marks) + len(batch.walk_ins) + len(batch.head_counts) == 3
