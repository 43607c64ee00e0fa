"""Where a provision stands is told as people of law say it."""

import pytest
from django.utils import translation

from tumar.law.queries.ways import Step, steps_of, way, way_in
from tumar.law.rules.units import Kind, Unit

CHAPTER = Step(Kind.CHAPTER, "chp_2", "Глава 2.")
ARTICLE = Step(Kind.ARTICLE, "chp_2__art_5", "Статья 5.")


@pytest.mark.parametrize(
    ("steps", "told"),
    [
        ([CHAPTER, ARTICLE], "Статья 5"),
        ([ARTICLE, Step(Kind.PARAGRAPH, "chp_2__art_5__para_2", "2.")], "Статья 5, пункт 2"),
        (
            [
                ARTICLE,
                Step(Kind.PARAGRAPH, "chp_2__art_5__para_2", "2."),
                Step(Kind.POINT, "chp_2__art_5__para_2__point_3", "3)"),
                Step(Kind.LETTER, "chp_2__art_5__para_2__point_3__letter_a", "а)"),
            ],
            "Статья 5, пункт 2, подпункт 3, буква а",
        ),
        ([ARTICLE, Step(Kind.POINT, "chp_2__art_5__point_1", "(1)")], "Статья 5, подпункт 1"),
        ([Step(Kind.ARTICLE, "art_12sup1", "Статья 12¹.")], "Статья 12¹"),
        ([Step(Kind.ARTICLE, "art_3", "3-бап.")], "3-бап"),
        ([CHAPTER, Step(Kind.POINT, "chp_2__point_4", "4)")], "Глава 2, подпункт 4"),
        ([ARTICLE, Step(Kind.UNNUMBERED, "chp_2__art_5__al_2", "")], "Статья 5, абзац 2"),
        (
            [Step(Kind.ARTICLE, "art_1", "Статья 1."), Step(Kind.ANNEX, "att_1", "Приложение 1"),
             Step(Kind.POINT, "att_1__point_7", "7.")],
            "Приложение 1, подпункт 7",
        ),
        ([], ""),
    ],
)  # fmt: skip
def test_a_way_is_one_phrase(steps, told):
    with translation.override("ru"):
        assert way(steps) == told


def test_a_way_is_found_in_the_units_of_a_text():
    units = [
        Unit(Kind.CHAPTER, "chp_1", "Chapter 1", "General"),
        Unit(Kind.ARTICLE, "chp_1__art_2", "Article 2.", parent="chp_1"),
        Unit(Kind.PARAGRAPH, "chp_1__art_2__para_1", "1.", parent="chp_1__art_2"),
    ]
    with translation.override("en"):
        assert way_in(steps_of(units), "chp_1__art_2__para_1") == "Article 2, paragraph 1"
