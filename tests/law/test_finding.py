"""Search in the words of law: what is looked for, what is marked, which provision answers best."""

import pytest

from tumar.law.rules.finding import holds, needle, needles, shadow, weight, words_of
from tumar.law.rules.marking import excerpt, marked
from tumar.law.rules.units import Kind, Unit


def unit(text: str = "", **facts) -> Unit:
    return Unit(Kind.ARTICLE, "art_1", text=text, **facts)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("биологическая", "О биологической безопасности"),
        ("лицензии", "Лицензирование деятельности"),
        ("учёт", "ведёт учет и учёт"),
        ("laboratories", "every laboratory"),
        ("licensing", "a licensed facility"),
        ("қауіпсіздігі", "биологиялық қауіпсіздікті қамтамасыз ету"),
        ("oʻzbekiston", "O'zbekiston Respublikasining qonuni"),
        ("ЗЕРТХАНА", "зертханалардың тізілімі"),
        ("policy", "a national policy"),
    ],
)
def test_other_forms_of_a_word_are_found(asked, said):
    assert all(one in shadow(unit(said)) for one in needles(asked))


def test_one_and_several_are_looked_for_alike():
    assert needle("policies") == needle("policy") == "polic"


def test_a_stem_that_is_no_beginning_of_the_word_is_not_looked_for():
    assert needle("dying") == "dying"


def test_each_word_is_looked_for_once_and_a_single_letter_not_at_all():
    assert needles("о патогенах и патогенах") == ["патоген"]


def test_cells_of_a_table_are_found_as_well():
    assert "bacillus" in shadow(unit(cells=(("1", "Bacillus anthracis"),)))


def test_every_word_of_a_version_stands_once_in_its_words():
    assert words_of(["a b", "b c"]) == "a b c"


def test_what_was_looked_for_is_marked_and_nothing_is_lost():
    said = "Perfect laboratories, every Laboratory; none."
    runs = marked(said, holds(needles("laboratory")))
    assert "".join(run.text for run in runs) == said
    assert [run.text for run in runs if run.is_hit] == ["laboratories", "Laboratory"]


def test_a_long_text_is_cut_around_the_first_hit():
    said = "one two " * 100 + "laboratory " + "three four " * 100
    told = "".join(run.text for run in excerpt(said, holds(["laborator"])))
    assert "laboratory" in told
    assert told.startswith("… ")
    assert told.endswith(" …")
    assert len(told) < 500


def test_a_short_text_is_shown_whole():
    assert "".join(run.text for run in excerpt("a short text", holds(["short"]))) == "a short text"


def test_a_word_in_the_heading_and_a_shorter_text_weigh_more():
    wanted = needles("licence")
    in_heading = weight("Licence", "What it is", wanted)
    in_text = weight("Other", "The licence is given", wanted)
    in_long_text = weight("Other", "The licence is given " + "and so on " * 100, wanted)
    assert in_heading > in_text > in_long_text
