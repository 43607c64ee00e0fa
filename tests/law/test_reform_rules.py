"""Reform of the law: which moves the table has, what keeps an entry from being made, the line in time."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumar.law.rules.findings import Mark, Marks
from tumar.law.rules.reforms import (
    ADOPTED,
    ENDS,
    OPEN_STATES,
    REASONED,
    ROWS,
    STATE_MOVES,
    TABLE,
    WITH_TEXT,
    BillKind,
    Column,
    Entry,
    Flaw,
    Move,
    NextStep,
    NotAllowed,
    Stage,
    Standing,
    State,
    StateFlaw,
    closes,
    column_of,
    first_day,
    flaws_of,
    is_day,
    is_on_its_way,
    last_day,
    move_of,
    moves_from,
    reached,
    stages_in,
    stages_of,
    state_flaws,
    steps_of_bill,
    steps_of_recommendation,
    timeline,
    unchecked,
)

TODAY = date(2026, 6, 1)
LAW, DECREE, ORDER, BY_LAW = BillKind.LAW, BillKind.DECREE, BillKind.ORDER, BillKind.BY_LAW
S = Stage


# The table.


def test_every_stage_has_one_row_and_every_column_a_stage():
    assert [row.stage for row in TABLE] == list(Stage)
    assert {row.column for row in TABLE} == set(Column)
    assert sorted(stage for column in Column for stage in stages_in(column)) == sorted(Stage)
    assert all(stage in stages_in(column_of(stage)) for stage in Stage)


def test_a_law_goes_through_all_stages_in_the_order_of_the_brief():
    assert [stage.value for stage in stages_of(LAW)] == [
        "idea",
        "working-group",
        "concept",
        "draft",
        "interagency",
        "government",
        "first-reading",
        "second-reading",
        "third-reading",
        "adopted",
        "signed",
        "published",
        "in-force",
        "by-laws",
        "implemented",
        "reviewed",
    ]


@pytest.mark.parametrize(
    ("kind", "without"),
    [
        (BillKind.AMENDMENT, set()),
        (BillKind.CODE, set()),
        (DECREE, {S.FIRST_READING, S.SECOND_READING, S.THIRD_READING}),
        (ORDER, {S.GOVERNMENT, S.FIRST_READING, S.SECOND_READING, S.THIRD_READING, S.SIGNED, S.BY_LAWS}),
        (BY_LAW, {S.GOVERNMENT, S.FIRST_READING, S.SECOND_READING, S.THIRD_READING, S.SIGNED, S.BY_LAWS}),
    ],
)
def test_an_act_of_the_government_or_an_authority_goes_a_shorter_way(kind, without):
    assert set(stages_of(LAW)) - set(stages_of(kind)) == without


@pytest.mark.parametrize(
    ("kind", "current", "wanted", "move"),
    [
        (LAW, None, S.IDEA, Move.BEGIN),
        (LAW, None, S.SECOND_READING, Move.BEGIN),
        (LAW, S.IDEA, S.WORKING_GROUP, Move.FORWARD),
        (LAW, S.IDEA, S.DRAFT, Move.SKIP),
        (LAW, S.DRAFT, S.GOVERNMENT, Move.SKIP),
        (LAW, S.GOVERNMENT, S.FIRST_READING, Move.FORWARD),
        (DECREE, S.GOVERNMENT, S.ADOPTED, Move.FORWARD),
        (ORDER, S.INTERAGENCY, S.ADOPTED, Move.FORWARD),
        (ORDER, S.ADOPTED, S.PUBLISHED, Move.FORWARD),
        (ORDER, S.IN_FORCE, S.IMPLEMENTED, Move.FORWARD),
        (LAW, S.FIRST_READING, S.ADOPTED, Move.SKIP),
        (LAW, S.SECOND_READING, S.DRAFT, Move.BACK),
        (LAW, S.FIRST_READING, S.CONCEPT, Move.BACK),
        (LAW, S.ADOPTED, S.THIRD_READING, Move.BACK),
        (LAW, S.REVIEWED, S.BY_LAWS, Move.BACK),
        (LAW, S.IN_FORCE, S.IMPLEMENTED, Move.SKIP),
        (LAW, S.DRAFT, S.WITHDRAWN, Move.END),
        (LAW, S.ADOPTED, S.REJECTED, Move.END),
        (LAW, S.WITHDRAWN, S.DRAFT, Move.BACK),
        (LAW, S.REJECTED, S.THIRD_READING, Move.BACK),
    ],
)
def test_the_table_has_this_move(kind, current, wanted, move):
    assert move_of(kind, current, wanted) is move


@pytest.mark.parametrize(
    ("kind", "current", "wanted", "between"),
    [
        (LAW, None, S.IN_FORCE, ()),
        (LAW, None, S.WITHDRAWN, ()),
        (LAW, S.IDEA, S.IDEA, ()),
        (LAW, S.IDEA, S.INTERAGENCY, (S.DRAFT,)),
        (LAW, S.DRAFT, S.SIGNED, (S.ADOPTED,)),
        (LAW, S.THIRD_READING, S.IN_FORCE, (S.ADOPTED, S.PUBLISHED)),
        (LAW, S.PUBLISHED, S.BY_LAWS, (S.IN_FORCE,)),
        (LAW, S.IN_FORCE, S.REVIEWED, (S.IMPLEMENTED,)),
        (DECREE, S.GOVERNMENT, S.FIRST_READING, ()),
        (ORDER, S.ADOPTED, S.SIGNED, ()),
        (LAW, S.FIRST_READING, S.IDEA, ()),
        (LAW, S.SIGNED, S.DRAFT, ()),
        (LAW, S.PUBLISHED, S.ADOPTED, ()),
        (LAW, S.IN_FORCE, S.PUBLISHED, ()),
        (LAW, S.REVIEWED, S.PUBLISHED, ()),
        (LAW, S.SIGNED, S.WITHDRAWN, ()),
        (LAW, S.IN_FORCE, S.REJECTED, ()),
        (LAW, S.WITHDRAWN, S.ADOPTED, ()),
        (LAW, S.WITHDRAWN, S.REJECTED, ()),
    ],
)
def test_the_table_has_no_such_move(kind, current, wanted, between):
    with pytest.raises(NotAllowed) as refusal:
        move_of(kind, current, wanted)
    assert refusal.value.between == between


ANYWHERE = st.one_of(st.none(), st.sampled_from(Stage))


@given(kind=st.sampled_from(BillKind), current=ANYWHERE)
def test_moves_offered_are_moves_of_the_table_and_the_next_stage_comes_first(kind, current):
    offered = moves_from(kind, current)
    assert len({stage for stage, _move in offered}) == len(offered)
    for stage, move in offered:
        assert move_of(kind, current, stage) is move
        assert kind in ROWS[stage].kinds
    forward = [place for place, (_stage, move) in enumerate(offered) if move is Move.FORWARD]
    assert forward in ([], [0])


@given(kind=st.sampled_from(BillKind), steps=st.lists(st.integers(0, 20), max_size=25))
def test_no_walk_through_the_table_comes_in_force_without_being_adopted_and_published(kind, steps):
    current, entries = None, []
    for number in steps:
        offered = moves_from(kind, current)
        if not offered:
            break
        current, _move = offered[number % len(offered)]
        entries.append(Entry(current, "2026"))
    behind = reached(entries)
    if entries and current in WITH_TEXT:
        assert S.IN_FORCE in behind
        assert S.PUBLISHED in behind
    line = timeline(kind, entries, {}, TODAY)
    assert [step.stage for step in line] == list(stages_of(kind))
    assert sum(step.standing is Standing.HERE for step in line) == (
        current is not None and current not in ENDS
    )
    assert {step.stage for step in line if step.actual} == set(behind)


def test_what_is_law_cannot_be_withdrawn_any_more_and_comes_back_by_no_move():
    for stage in ADOPTED - {S.ADOPTED}:
        assert not {wanted for wanted, move in moves_from(LAW, stage) if move is Move.END}
    assert {move for _stage, move in moves_from(LAW, S.PUBLISHED)} == {Move.FORWARD}


# Days of which not all is known.


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        ("2026-02-10", date(2026, 2, 10), date(2026, 2, 10)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2026-12", date(2026, 12, 1), date(2026, 12, 31)),
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_a_partial_day_reaches_from_its_first_day_to_its_last(day, first, last):
    assert (first_day(day), last_day(day)) == (first, last)
    assert is_day(day)


@pytest.mark.parametrize("day", ["2026-02-30", "2026-13", "", "soon", "2026-04-31", "2026-01-01-01"])
def test_what_no_calendar_has_is_no_day(day):
    assert not is_day(day)


def flaws(move=Move.FORWARD, stage=S.CONCEPT, day="2026-05-01", last=None, **facts):
    told = {"today": TODAY, "reason": "", "has_text": False, "open_by_laws": 0, **facts}
    return flaws_of(move, Entry(stage, day), last, **told)


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        ({}, ()),
        ({"day": "2026-02-30"}, (Flaw.NO_DAY,)),
        ({"day": "2026-06-02"}, (Flaw.FUTURE_DAY,)),
        ({"day": "2026-06"}, ()),
        ({"day": "2027"}, (Flaw.FUTURE_DAY,)),
        ({"last": Entry(S.IDEA, "2026-05-02")}, (Flaw.BEFORE_LAST,)),
        ({"last": Entry(S.IDEA, "2026-05")}, ()),
        ({"day": "2026", "last": Entry(S.IDEA, "2026-05-02")}, ()),
        ({"move": Move.SKIP}, (Flaw.REASON_NEEDED,)),
        ({"move": Move.BACK, "reason": "  "}, (Flaw.REASON_NEEDED,)),
        ({"move": Move.END, "reason": "No majority"}, ()),
        ({"stage": S.IN_FORCE}, (Flaw.TEXT_NEEDED,)),
        ({"stage": S.IN_FORCE, "has_text": True}, ()),
        ({"stage": S.IMPLEMENTED, "has_text": True, "open_by_laws": 2}, (Flaw.BY_LAWS_OPEN,)),
        ({"stage": S.BY_LAWS, "has_text": True, "open_by_laws": 2}, ()),
        (
            {"stage": S.REVIEWED, "move": Move.SKIP, "day": "2027", "open_by_laws": 1},
            (Flaw.FUTURE_DAY, Flaw.REASON_NEEDED, Flaw.TEXT_NEEDED, Flaw.BY_LAWS_OPEN),
        ),
    ],
)
def test_every_flaw_of_an_entry_is_told(facts, found):
    assert flaws(**facts) == found


def test_only_ordinary_moves_need_no_reason():
    assert set(Move) - REASONED == {Move.BEGIN, Move.FORWARD}


# The line in time.


def line(*entries, kind=ORDER, planned=None, today=TODAY):
    steps = timeline(kind, [Entry(*one) for one in entries], planned or {}, today)
    return {step.stage: step for step in steps}


def standings(*entries, **named):
    return {stage.value: step.standing.value for stage, step in line(*entries, **named).items()}


def test_before_the_first_entry_everything_is_ahead():
    assert set(standings().values()) == {"ahead"}


def test_stages_passed_over_are_told_from_those_before_the_bill_was_taken_up():
    found = standings((S.CONCEPT, "2026-01"), (S.DRAFT, "2026-02"), (S.ADOPTED, "2026-04"))
    assert found["idea"] == found["working-group"] == "unrecorded"
    assert found["concept"] == found["draft"] == "done"
    assert found["interagency"] == "skipped"
    assert found["adopted"] == "here"
    assert found["published"] == "ahead"


def test_what_a_bill_went_back_over_is_ahead_again():
    found = line((S.DRAFT, "2026-01"), (S.INTERAGENCY, "2026-02"), (S.CONCEPT, "2026-03"))
    assert found[S.CONCEPT].standing is Standing.HERE
    assert found[S.DRAFT].standing is Standing.AHEAD
    assert found[S.DRAFT].actual == ""


def test_a_planned_day_that_is_past_is_overdue_until_the_stage_is_reached():
    planned = {S.DRAFT: "2026-03", S.ADOPTED: "2026-06"}
    found = line((S.IDEA, "2026-01-10"), planned=planned)
    assert found[S.DRAFT].standing is Standing.OVERDUE
    assert found[S.ADOPTED].standing is Standing.AHEAD, "the month is not over yet"
    after = line((S.IDEA, "2026-01-10"), (S.DRAFT, "2026-04-15"), planned=planned)
    assert after[S.DRAFT].standing is Standing.HERE
    assert (after[S.DRAFT].planned, after[S.DRAFT].actual, after[S.DRAFT].days_late) == (
        "2026-03",
        "2026-04-15",
        15,
    )


def test_a_stage_that_came_in_time_or_was_not_planned_is_not_late():
    found = line((S.DRAFT, "2026-03"), planned={S.DRAFT: "2026-03-01"})
    assert found[S.DRAFT].days_late is None
    assert line((S.DRAFT, "2026-03"))[S.DRAFT].days_late is None


def test_a_bill_that_left_the_way_is_nowhere_late():
    found = standings(
        (S.DRAFT, "2026-01"), (S.WITHDRAWN, "2026-02"), planned={S.ADOPTED: "2026-03", S.DRAFT: "2026-01"}
    )
    assert found["draft"] == "done"
    assert found["adopted"] == found["reviewed"] == "never"


def test_a_bill_that_was_taken_up_again_goes_on_from_there():
    found = standings((S.DRAFT, "2026-01"), (S.WITHDRAWN, "2026-02"), (S.CONCEPT, "2026-03"))
    assert (found["concept"], found["draft"]) == ("here", "ahead")


@pytest.mark.parametrize("stage", Stage)
def test_a_bill_is_on_its_way_until_it_is_in_force_or_ended(stage):
    assert is_on_its_way(stage) is not (stage in WITH_TEXT or stage in ENDS)
    assert is_on_its_way(None)


# Recommendations.


def state(old, new, **facts):
    told = {"reason": "Why", "has_successor": False, "unchecked": 0, "on_their_way": 0, **facts}
    return state_flaws(old, new, **told)


@pytest.mark.parametrize(
    ("old", "new", "facts", "found"),
    [
        (State.PROPOSED, State.ACCEPTED, {"reason": ""}, ()),
        (State.PROPOSED, State.DONE, {}, (StateFlaw.NO_MOVE,)),
        (State.PROPOSED, State.REJECTED, {"reason": " "}, (StateFlaw.REASON_NEEDED,)),
        (State.ACCEPTED, State.UNDER_WAY, {"reason": ""}, ()),
        (State.ACCEPTED, State.PROPOSED, {"reason": ""}, (StateFlaw.REASON_NEEDED,)),
        (State.UNDER_WAY, State.DONE, {}, ()),
        (State.UNDER_WAY, State.DONE, {"unchecked": 1}, (StateFlaw.NOT_RECHECKED,)),
        (
            State.UNDER_WAY,
            State.DONE,
            {"unchecked": 1, "on_their_way": 1, "reason": ""},
            (StateFlaw.REASON_NEEDED, StateFlaw.NOT_RECHECKED, StateFlaw.BILLS_ON_THEIR_WAY),
        ),
        (State.ACCEPTED, State.SUPERSEDED, {}, (StateFlaw.NO_SUCCESSOR,)),
        (State.ACCEPTED, State.SUPERSEDED, {"has_successor": True, "reason": ""}, ()),
        (State.DONE, State.UNDER_WAY, {"reason": ""}, (StateFlaw.REASON_NEEDED,)),
        (State.REJECTED, State.PROPOSED, {}, ()),
        (State.SUPERSEDED, State.ACCEPTED, {}, (StateFlaw.NO_MOVE,)),
    ],
)
def test_a_state_follows_another_under_these_conditions(old, new, facts, found):
    assert state(old, new, **facts) == found


def test_every_state_can_be_left_and_none_leads_to_itself():
    assert set(STATE_MOVES) == set(State)
    assert all(after and one not in after for one, after in STATE_MOVES.items())
    assert {State.PROPOSED, State.ACCEPTED, State.UNDER_WAY} == OPEN_STATES


@pytest.mark.parametrize(
    ("on_paper", "in_force", "is_closed"),
    [
        (Mark.FOUND, Mark.FOUND, True),
        (Mark.FOUND, Mark.PARTLY, False),
        (Mark.FOUND, Mark.NOT_ASSESSED, False),
        (Mark.PARTLY, Mark.PARTLY, False),
        (Mark.NOT_FOUND, Mark.NOT_FOUND, False),
        (Mark.CONTRADICTS, Mark.FOUND, False),
        (Mark.NOT_APPLICABLE, Mark.NOT_APPLICABLE, False),
    ],
)
def test_a_finding_is_closed_by_what_stands_on_paper_and_is_in_force(on_paper, in_force, is_closed):
    for applied in Mark:
        assert closes(Marks(on_paper, in_force, applied)) is is_closed


def test_findings_wait_that_nobody_looked_at_or_that_were_not_answered():
    answered, half = Marks(Mark.FOUND, Mark.FOUND), Marks(Mark.PARTLY, Mark.PARTLY)
    assert unchecked({1, 2, 3}, {1: answered, 2: half, 9: half}) == {2, 3}
    assert unchecked(set(), {}) == frozenset()


@pytest.mark.parametrize(
    ("facts", "steps"),
    [
        ({"state": State.DONE}, ()),
        ({"state": State.REJECTED}, ()),
        (
            {"state": State.PROPOSED, "has_owner": False, "has_wording": False, "bills": 0},
            (NextStep.DECIDE, NextStep.OWNER, NextStep.WORDING, NextStep.BILL),
        ),
        ({"on_their_way": 1}, (NextStep.NEXT_STAGE,)),
        ({"to_recheck": 2}, (NextStep.RECHECK,)),
        ({}, ()),
    ],
)
def test_a_recommendation_says_what_it_waits_for(facts, steps):
    told = {"state": State.UNDER_WAY, "has_owner": True, "has_wording": True, "bills": 1}
    told |= {"on_their_way": 0, "to_recheck": 0, **facts}
    assert steps_of_recommendation(told.pop("state"), **told) == steps


@pytest.mark.parametrize(
    ("stage", "facts", "steps"),
    [
        (None, {"has_plan": False}, (NextStep.NEXT_STAGE, NextStep.PLAN)),
        (S.DRAFT, {}, (NextStep.NEXT_STAGE,)),
        (S.PUBLISHED, {"has_text": False}, (NextStep.LINK_TEXT, NextStep.NEXT_STAGE)),
        (S.IN_FORCE, {"to_recheck": 1}, (NextStep.RECHECK, NextStep.NEXT_STAGE)),
        (S.BY_LAWS, {"open_by_laws": 1}, (NextStep.NEXT_STAGE, NextStep.BY_LAWS)),
        (S.REVIEWED, {}, ()),
        (S.WITHDRAWN, {"has_text": False, "has_plan": False, "to_recheck": 1}, ()),
    ],
)
def test_a_bill_says_what_it_waits_for(stage, facts, steps):
    told = {"has_text": True, "has_plan": True, "open_by_laws": 0, "to_recheck": 0, **facts}
    assert steps_of_bill(stage, **told) == steps
