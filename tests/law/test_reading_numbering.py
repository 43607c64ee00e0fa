"""Numbers that Word counts by itself are printed as Word prints them."""

import pytest

from tests.law import documents as made
from tumar.law.rules.reading import read
from tumar.law.rules.reading.numbers import positional, repeated, roman

LAW = made.scheme(
    made.level(0, "Глава %1."),
    made.level(1, "Статья %2.", more='<w:lvlRestart w:val="0"/>'),
    made.level(2, "%3)"),
    made.level(3, "%4)", form="russianLower"),
)


def labels(*blocks: str, numbering: str, styles: str = "") -> list[str]:
    """Return what is printed before each paragraph."""
    return [line.label for line in read(made.docx(*blocks, numbering=numbering, styles=styles)).lines]


def of_levels(*levels: int, numbering: str) -> list[str]:
    """Return the labels of paragraphs of list 1 at these levels."""
    return labels(*(made.numbered("текст", level=each) for each in levels), numbering=numbering)


def test_levels_count_within_those_above_and_start_again_after_them():
    assert of_levels(0, 1, 2, 2, 3, 3, 1, 2, 0, 1, numbering=LAW + made.word_list()) == [
        *("Глава 1.", "Статья 1.", "1)", "2)", "а)", "б)", "Статья 2.", "1)"),
        *("Глава 2.", "Статья 3."),  # articles run through the act
    ]


def test_a_level_that_restarts_after_the_first_alone_goes_on_after_the_second():
    numbering = made.scheme(
        made.level(0, "%1."), made.level(1, "%2)"), made.level(2, "(%3)", more='<w:lvlRestart w:val="1"/>')
    )
    assert of_levels(0, 1, 2, 1, 2, 0, 1, 2, numbering=numbering + made.word_list()) == [
        *("1.", "1)", "(1)", "2)", "(2)", "2.", "1)", "(1)"),
    ]


def test_a_label_shows_the_numbers_of_the_levels_above():
    numbering = made.scheme(
        made.level(0, "%1.", form="upperRoman"), made.level(1, "%1.%2."), made.level(2, "%1.%2.%3.")
    )
    assert of_levels(0, 1, 2, 0, 2, numbering=numbering + made.word_list()) == [
        *("I.", "I.1.", "I.1.1.", "II.", "II.1.1."),
    ]


def test_legal_numbering_prints_all_of_them_as_decimals():
    numbering = made.scheme(
        made.level(0, "%1.", form="upperRoman"),
        made.level(1, "%1.%2.", form="lowerLetter", more="<w:isLgl/>"),
    )
    assert of_levels(0, 0, 1, numbering=numbering + made.word_list()) == ["I.", "II.", "2.1."]


@pytest.mark.parametrize(
    ("form", "start", "label"),
    [
        ("decimal", 7, "7"),
        ("decimalZero", 7, "07"),
        ("decimalZero", 12, "12"),
        ("upperRoman", 4, "IV"),
        ("lowerRoman", 1999, "mcmxcix"),
        ("upperLetter", 26, "Z"),
        ("lowerLetter", 27, "aa"),
        ("lowerLetter", 54, "bbb"),
        ("russianLower", 7, "ж"),
        ("russianLower", 10, "к"),  # neither ё nor й
        ("russianUpper", 26, "Ы"),
        ("russianUpper", 27, "Э"),
        ("russianLower", 30, "аа"),
        ("arabicAbjad", 3, "ج"),
        ("arabicAlpha", 3, "ت"),
        ("hebrew2", 2, "ב"),
        ("ordinal", 3, "3rd"),
        ("ordinal", 12, "12th"),
        ("numberInDash", 5, "- 5 -"),
        ("none", 5, ""),
    ],
)
def test_each_format_prints_its_own(form, start, label):
    numbering = made.scheme(made.level(0, "%1", form=form, start=start)) + made.word_list()
    assert of_levels(0, numbering=numbering) == [label]


def test_a_format_that_is_not_known_is_counted_in_decimals_and_told_of():
    numbering = made.scheme(made.level(0, "%1.", form="thaiLetters")) + made.word_list()
    document = read(made.docx(made.numbered("текст"), numbering=numbering))
    assert (document.lines[0].label, document.warnings) == ("1.", ("number_format",))


@pytest.mark.parametrize(("text", "label"), [("\uf0b7", "•"), ("–", "–"), ("§", "§")])
def test_bullets_are_printed_as_a_sign_that_every_font_has(text, label):
    numbering = made.scheme(made.level(0, text, form="bullet")) + made.word_list()
    assert of_levels(0, numbering=numbering) == [label]


def test_lists_of_one_scheme_share_its_counters():
    numbering = LAW + made.word_list(1) + made.word_list(2)
    assert labels(made.numbered("а", 1), made.numbered("б", 2), numbering=numbering) == [
        "Глава 1.",
        "Глава 2.",
    ]


def test_a_list_that_starts_anew_does_so_once():
    scheme = made.scheme(made.level(0, "%1."))
    numbering = scheme + made.word_list(1) + made.word_list(2, overrides=made.start_again(0, 5))
    found = labels(*(made.numbered("т", each) for each in (1, 1, 2, 2, 1, 2)), numbering=numbering)
    assert found == ["1.", "2.", "5.", "6.", "7.", "8."]


def test_a_list_may_replace_a_level_of_its_scheme():
    own = f'<w:lvlOverride w:ilvl="0">{made.level(0, "§ %1", start=3)}</w:lvlOverride>'
    assert of_levels(0, 0, numbering=LAW + made.word_list(overrides=own)) == ["§ 3", "§ 4"]


def test_schemes_count_apart():
    numbering = (
        made.scheme(made.level(0, "%1."), key=0)
        + made.scheme(made.level(0, "%1)"), key=1)
        + made.word_list(1, 0)
        + made.word_list(2, 1)
    )
    found = labels(*(made.numbered("т", each) for each in (1, 2, 2, 1)), numbering=numbering)
    assert found == ["1.", "1)", "2)", "2."]


def list_of_style(level: int | None = None) -> str:
    stated = "" if level is None else f'<w:ilvl w:val="{level}"/>'
    return f'<w:numPr>{stated}<w:numId w:val="1"/></w:numPr>'


LINKED = made.scheme(
    made.level(0, "Глава %1", more='<w:pStyle w:val="Chapter"/>'),
    made.level(1, "%2-бап.", more='<w:pStyle w:val="Article"/>'),
)


def test_styles_number_their_paragraphs_at_the_level_that_is_linked_to_them():
    styles = made.style("Chapter", paragraph=list_of_style()) + made.style(
        "Article", paragraph=list_of_style()
    )
    blocks = [made.styled("т", each) for each in ("Chapter", "Article", "Article", "Chapter", "Article")]
    assert labels(*blocks, numbering=LINKED + made.word_list(), styles=styles) == [
        *("Глава 1", "1-бап.", "2-бап.", "Глава 2", "1-бап."),
    ]


def test_a_style_is_numbered_as_the_one_that_it_is_based_on():
    styles = made.style("Article", paragraph=list_of_style()) + made.style("Mine", based_on="Article")
    assert labels(made.styled("т", "Mine"), numbering=LINKED + made.word_list(), styles=styles) == ["1-бап."]


def test_a_paragraph_may_take_the_number_of_its_style_away():
    styles = made.style("Chapter", paragraph=list_of_style())
    blocks = [
        made.styled("т", "Chapter"),
        made.numbered("т", 0, style="Chapter"),
        made.styled("т", "Chapter"),
    ]
    assert labels(*blocks, numbering=LINKED + made.word_list(), styles=styles) == ["Глава 1", "", "Глава 2"]


def test_the_usual_style_holds_for_paragraphs_that_name_none():
    styles = made.style("Normal", paragraph=list_of_style(0)).replace("<w:style ", '<w:style w:default="1" ')
    numbering = made.scheme(made.level(0, "%1.")) + made.word_list()
    assert labels(made.paragraph("т"), numbering=numbering, styles=styles) == ["1."]


def test_a_scheme_may_stand_in_a_style_of_lists():
    linked = made.scheme(key=1, more='<w:numStyleLink w:val="Law"/>')
    stands = made.scheme(made.level(0, "%1-тарау."), key=0, more='<w:styleLink w:val="Law"/>')
    numbering = stands + linked + made.word_list(1, 0) + made.word_list(2, 1)
    styles = made.style("Law", paragraph=list_of_style()).replace('w:type="paragraph"', 'w:type="numbering"')
    found = labels(made.numbered("т", 2), made.numbered("т", 1), numbering=numbering, styles=styles)
    assert found == ["1-тарау.", "2-тарау."]


def test_a_scheme_that_refers_to_itself_gives_no_number_and_no_loop():
    numbering = made.scheme(key=0, more='<w:numStyleLink w:val="Law"/>') + made.word_list(1, 0)
    styles = made.style("Law", paragraph=list_of_style())
    assert labels(made.numbered("т"), numbering=numbering, styles=styles) == [""]


def test_a_list_that_is_nowhere_defined_prints_nothing():
    assert labels(made.numbered("т", 77), numbering=LAW) == [""]


def test_an_empty_paragraph_is_counted_as_word_counts_it():
    assert of_levels(0, numbering=LAW + made.word_list()) == ["Глава 1."]
    found = labels(made.numbered("", level=2), made.numbered("т", level=2), numbering=LAW + made.word_list())
    assert found == ["1)", "2)"]


def test_a_level_below_one_that_was_never_used_shows_its_start():
    assert of_levels(
        1, 1, numbering=made.scheme(made.level(0, "%1."), made.level(1, "%1.%2")) + made.word_list()
    ) == [
        *("1.1", "1.2"),
    ]


@pytest.mark.parametrize("number", [0, -3, 40_000])
def test_numbers_that_cannot_be_written_in_letters_are_written_in_digits(number):
    assert roman(number) == repeated(number, "аб") == positional(number, "ab") == str(number)


@pytest.mark.parametrize(("number", "letters"), [(1, "a"), (26, "z"), (27, "aa"), (52, "az"), (703, "aaa")])
def test_browsers_count_letters_as_places(number, letters):
    assert positional(number, "abcdefghijklmnopqrstuvwxyz") == letters
