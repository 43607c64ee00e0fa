"""What a cell of a list of answers says, and what a table is taken for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumar.events.rules.answer_lists import Question, Trouble, answer_in, read_table
from tumar.events.rules.evaluation import Asked, Kind

WORDS = {"c1": ("Lectures", "Лекции"), "c2": ("Exercises, in pairs", "Упражнения"), "c3": ("Talks",)}


def a_question_of(kind: Kind, number: int = 1, least: int = 0, most: int = 9, texts=()) -> Question:
    has_choices = kind in (Kind.ONE, Kind.SOME)
    asked = Asked(kind, list(WORDS) if has_choices else (), least, most)
    return Question(f"q{number}", number, asked, texts, WORDS if has_choices else {})


@pytest.mark.parametrize(
    ("kind", "cell", "answer"),
    [
        (Kind.SCALE, 4, 4),
        (Kind.SCALE, 4.0, 4),
        (Kind.SCALE, " 5 ", 5),
        (Kind.SCALE, "5 (strongly agree)", 5),
        (Kind.SCALE, 6, Trouble.NOT_ON_SCALE),
        (Kind.SCALE, "4.5", Trouble.NOT_ON_SCALE),
        (Kind.SCALE, 4.5, Trouble.NOT_ON_SCALE),
        (Kind.SCALE, "good", Trouble.NOT_ON_SCALE),
        (Kind.SCALE, True, Trouble.NOT_ON_SCALE),
        (Kind.YES_NO, "Да", "yes"),
        (Kind.YES_NO, "жоқ", "no"),
        (Kind.YES_NO, "yoʻq", "no"),
        (Kind.YES_NO, "yo'q", "no"),
        (Kind.YES_NO, True, "yes"),
        (Kind.YES_NO, 0, "no"),
        (Kind.YES_NO, "perhaps", Trouble.NOT_YES_NO),
        (Kind.ONE, "лекции", "c1"),
        (Kind.ONE, 2, "c2"),
        (Kind.ONE, "Exercises, in pairs", "c2"),
        (Kind.ONE, 4, Trouble.NO_CHOICE),
        (Kind.ONE, "Lectures; Talks", Trouble.NO_CHOICE),
        (Kind.SOME, "Lectures; Talks", ["c1", "c3"]),
        (Kind.SOME, "Exercises, in pairs", ["c2"]),
        (Kind.SOME, "1, 3", ["c1", "c3"]),
        (Kind.SOME, "1; 1", ["c1"]),
        (Kind.SOME, "1; 7", Trouble.NO_CHOICE),
        (Kind.SOME, ";", Trouble.NO_CHOICE),
        (Kind.NUMBER, "7", 7),
        (Kind.NUMBER, 7.0, 7),
        (Kind.NUMBER, 10, Trouble.OUT_OF_LIMITS),
        (Kind.NUMBER, "-1", Trouble.OUT_OF_LIMITS),
        (Kind.NUMBER, "seven", Trouble.NOT_A_NUMBER),
        (Kind.TEXT, " More practice ", "More practice"),
        (Kind.TEXT, 7, "7"),
        (Kind.TEXT, "x" * 1001, Trouble.TOO_LONG),
    ],
)
def test_each_cell_is_an_answer_or_is_told_why_not(kind, cell, answer):
    read = answer_in(cell, a_question_of(kind))
    assert read == answer
    assert isinstance(read, Trouble) == isinstance(answer, Trouble)


@given(
    st.sampled_from(list(Kind)), st.one_of(st.integers(), st.floats(), st.booleans(), st.text(max_size=40))
)
def test_whatever_stands_in_a_cell_only_what_the_question_takes_comes_of_it(kind, cell):
    question = a_question_of(kind)
    read = answer_in(cell, question)
    if not isinstance(read, Trouble) and str(cell).strip():
        assert question.asked.accepts(read)


QUESTIONS = (
    a_question_of(Kind.SCALE, 1, texts=("It was useful.", "Было полезно.")),
    a_question_of(Kind.SCALE, 2, texts=("I took part.",)),
    a_question_of(Kind.TEXT, 5, texts=("What was best?",)),
)


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("It was useful.", "q1"),
        ("было  ПОЛЕЗНО.", "q1"),
        ("1. Anything", "q1"),
        ("q2", "q2"),
        ("5", "q5"),
        (2, "q2"),
        ("3. Not asked", None),
        ("Opinion", None),
    ],
)
def test_a_heading_names_a_question_by_its_words_or_its_number(heading, key):
    read = read_table([(1, [heading]), (2, ["4"])], QUESTIONS)
    assert list(read.columns.values()) == ([key] if key else [])


def test_rows_are_sheets_and_what_is_wrong_is_told_with_its_cell():
    read = read_table(
        [
            (1, [None, None]),
            (2, ["№", "1", "2", "What was best?", "1"]),
            (3, [1, 5, None, "All of it", None]),
            (4, [2, None, None, None, None]),
            (6, [3, 9, 2, None, None]),
        ],
        QUESTIONS,
    )
    assert [(sheet.row, dict(sheet.answers)) for sheet in read.sheets] == [
        (3, {"q1": 5, "q5": "All of it"}),
        (6, {"q2": 2}),
    ]
    told = [(one.trouble, one.row, one.column, one.content) for one in read.faults]
    assert told == [(Trouble.TWICE, 2, 4, "1"), (Trouble.NOT_ON_SCALE, 6, 1, "9")]


def test_a_table_without_questions_or_without_answers_says_so():
    assert [one.trouble for one in read_table([], QUESTIONS).faults] == [Trouble.NO_HEADINGS]
    assert [one.trouble for one in read_table([(1, ["1"])], QUESTIONS).faults] == [Trouble.NO_ROWS]
    many = [(1, ["1"]), *((number, ["5"]) for number in range(2, 2010))]
    assert [one.trouble for one in read_table(many, QUESTIONS).faults] == [Trouble.TOO_MANY_ROWS]
