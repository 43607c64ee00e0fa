"""What the sentence says of a number is true, readable and grammatical."""

from fractions import Fraction

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tumar.results.rules import (
    Claim,
    Noun,
    PluralForm,
    Qualifier,
    Statement,
    agrees,
    is_true,
    money_sentence,
    number,
    plural_form,
    qualify,
    qualify_money,
    sentence,
)

EXACTLY, MORE_THAN, OVER, CLOSE_TO = Qualifier

thorough = settings(max_examples=500)
counts = st.integers(0, 300) | st.integers(0, 20_000) | st.integers(0, 10**9)
cents = st.integers(0, 2 * 10**8) | st.integers(0, 10**11)
qualifiers = st.sampled_from(Qualifier)
looking_down = st.sampled_from([MORE_THAN, OVER])

WORKSHOPS = Noun("workshop", "workshops", "семинар", "семинара", "семинаров")
SPECIALISTS = Noun("specialist", "specialists", "специалист", "специалиста", "специалистов")
COUNTRY_EVENTS = Noun(
    "country event",
    "country events",
    "страновое мероприятие",
    "страновых мероприятия",
    "страновых мероприятий",
)


@pytest.mark.parametrize(
    ("count", "qualifier", "stated", "figure"),
    [
        # below 20
        (0, MORE_THAN, EXACTLY, 0),
        (1, CLOSE_TO, EXACTLY, 1),
        (19, MORE_THAN, EXACTLY, 19),
        (19, CLOSE_TO, EXACTLY, 19),
        # 20 to 999
        (20, MORE_THAN, EXACTLY, 20),
        (21, MORE_THAN, MORE_THAN, 20),
        (73, MORE_THAN, MORE_THAN, 70),
        (905, OVER, OVER, 900),
        (999, MORE_THAN, MORE_THAN, 990),
        (49, CLOSE_TO, CLOSE_TO, 50),
        (97, CLOSE_TO, EXACTLY, 97),
        (98, CLOSE_TO, CLOSE_TO, 100),
        (145, CLOSE_TO, EXACTLY, 145),
        (146, CLOSE_TO, CLOSE_TO, 150),
        (148, CLOSE_TO, CLOSE_TO, 150),
        (151, CLOSE_TO, EXACTLY, 151),
        (148, MORE_THAN, MORE_THAN, 140),
        (995, CLOSE_TO, CLOSE_TO, 1_000),
        # 1,000 and above
        (1_001, OVER, OVER, 1_000),
        (1_234, MORE_THAN, MORE_THAN, 1_200),
        (1_742, OVER, OVER, 1_700),
        (1_760, CLOSE_TO, CLOSE_TO, 1_800),
        (1_742, CLOSE_TO, EXACTLY, 1_742),
        # a round number
        (70, MORE_THAN, EXACTLY, 70),
        (150, CLOSE_TO, EXACTLY, 150),
        (1_200, OVER, EXACTLY, 1_200),
        # exactly stays exactly, and a balance below zero is never rounded
        (88, EXACTLY, EXACTLY, 88),
        (-73, MORE_THAN, EXACTLY, -73),
        (-73, CLOSE_TO, EXACTLY, -73),
    ],
)
def test_a_count_is_stated_by_the_table(
    count: int, qualifier: Qualifier, stated: Qualifier, figure: int
) -> None:
    assert qualify(count, qualifier) == Statement(stated, figure)


@pytest.mark.parametrize(
    ("amount", "qualifier", "english", "russian"),
    [
        # below EUR 50,000
        (0, OVER, "EUR 0", "0 евро"),
        (41_250_40, OVER, "EUR 41,250.40", "41_250,40 евро"),
        (41_250_00, OVER, "EUR 41,250", "41_250 евро"),
        (49_999_00, CLOSE_TO, "EUR 49,999", "49_999 евро"),
        # EUR 50,000 to 999,999
        (50_000_01, OVER, "over EUR 50 thousand", "свыше 50 тыс. евро"),
        (957_400_00, OVER, "over EUR 950 thousand", "свыше 950 тыс. евро"),
        (957_400_00, CLOSE_TO, "EUR 957,400", "957_400 евро"),
        (980_000_00, CLOSE_TO, "close to EUR 1 million", "почти 1 млн евро"),
        # EUR 1,000,000 upwards
        (1_634_512_33, OVER, "over EUR 1.6 million", "свыше 1,6 млн евро"),
        (1_634_512_33, MORE_THAN, "more than EUR 1.6 million", "более 1,6 млн евро"),
        (1_634_512_33, EXACTLY, "EUR 1,634,512.33", "1_634_512,33 евро"),
        (1_634_512_33, CLOSE_TO, "EUR 1,634,512.33", "1_634_512,33 евро"),
        (1_560_000_00, CLOSE_TO, "close to EUR 1.6 million", "почти 1,6 млн евро"),
        (2_000_000_01, OVER, "over EUR 2 million", "свыше 2 млн евро"),
        (1_234_567_890_00, OVER, "over EUR 1,234.5 million", "свыше 1_234,5 млн евро"),
        # a round number, and a balance of corrections
        (1_600_000_00, OVER, "EUR 1,600,000", "1_600_000 евро"),
        (1_000_000_00, CLOSE_TO, "EUR 1,000,000", "1_000_000 евро"),
        (-1_250_05, OVER, "EUR −1,250.05", "−1_250,05 евро"),
    ],
)
def test_money_is_worded_by_the_table(amount: int, qualifier: Qualifier, english: str, russian: str) -> None:
    statement = qualify_money(amount, qualifier)
    assert money_sentence(statement, "en") == english
    assert money_sentence(statement, "ru") == russian.replace("_", "\N{NO-BREAK SPACE}")


@pytest.mark.parametrize(
    ("count", "qualifier", "noun", "english", "russian"),
    [
        (7, EXACTLY, COUNTRY_EVENTS, "7 country events", "7 страновых мероприятий"),
        (2, EXACTLY, COUNTRY_EVENTS, "2 country events", "2 страновых мероприятия"),
        (1, EXACTLY, COUNTRY_EVENTS, "1 country event", "1 страновое мероприятие"),
        (0, EXACTLY, COUNTRY_EVENTS, "0 country events", "0 страновых мероприятий"),
        (73, MORE_THAN, WORKSHOPS, "more than 70 workshops", "более 70 семинаров"),
        (1_234, MORE_THAN, SPECIALISTS, "more than 1,200 specialists", "более 1_200 специалистов"),
        (1_742, OVER, SPECIALISTS, "over 1,700 specialists", "свыше 1_700 специалистов"),
        (148, CLOSE_TO, WORKSHOPS, "close to 150 workshops", "почти 150 семинаров"),
        (70, MORE_THAN, WORKSHOPS, "70 workshops", "70 семинаров"),
        (1_021, EXACTLY, WORKSHOPS, "1,021 workshops", "1_021 семинар"),
    ],
)
def test_a_count_is_worded_in_english_and_russian(
    count: int, qualifier: Qualifier, noun: Noun, english: str, russian: str
) -> None:
    statement = qualify(count, qualifier)
    assert sentence(statement, noun, "en") == english
    assert sentence(statement, noun, "ru") == russian.replace("_", "\N{NO-BREAK SPACE}")


@pytest.mark.parametrize(
    ("count", "form"),
    [
        (0, PluralForm.MANY),
        (1, PluralForm.ONE),
        (2, PluralForm.FEW),
        (4, PluralForm.FEW),
        (5, PluralForm.MANY),
        (11, PluralForm.MANY),
        (12, PluralForm.MANY),
        (14, PluralForm.MANY),
        (20, PluralForm.MANY),
        (21, PluralForm.ONE),
        (22, PluralForm.FEW),
        (25, PluralForm.MANY),
        (101, PluralForm.ONE),
        (102, PluralForm.FEW),
        (111, PluralForm.MANY),
        (112, PluralForm.MANY),
        (121, PluralForm.ONE),
        (1_000, PluralForm.MANY),
        (1_011, PluralForm.MANY),
        (1_021, PluralForm.ONE),
        (1_022, PluralForm.FEW),
    ],
)
def test_a_russian_noun_follows_its_number(count: int, form: PluralForm) -> None:
    words = {PluralForm.ONE: "семинар", PluralForm.FEW: "семинара", PluralForm.MANY: "семинаров"}
    assert plural_form(count) is form
    assert sentence(Statement(EXACTLY, count), WORKSHOPS, "ru") == f"{number(count, 'ru')} {words[form]}"


@pytest.mark.parametrize(
    ("qualifier", "figure", "russian"),
    [
        (MORE_THAN, 21, "более 21 семинара"),
        (MORE_THAN, 22, "более 22 семинаров"),
        (OVER, 25, "свыше 25 семинаров"),
        (OVER, 111, "свыше 111 семинаров"),
        (CLOSE_TO, 21, "почти 21 семинар"),
        (CLOSE_TO, 22, "почти 22 семинара"),
    ],
)
def test_a_claim_finer_than_our_steps_keeps_its_grammar(
    qualifier: Qualifier, figure: int, russian: str
) -> None:
    assert sentence(Statement(qualifier, figure), WORKSHOPS, "ru") == russian


def test_an_amount_finer_than_our_steps_keeps_its_digits() -> None:
    assert money_sentence(Statement(OVER, 1_634_000_00), "en") == "over EUR 1.634 million"
    assert money_sentence(Statement(OVER, 957_400_00), "en") == "over EUR 957,400"
    assert money_sentence(Statement(OVER, 500_00), "en") == "over EUR 500"


@pytest.mark.parametrize("lang", ["en-gb", "kk", "fa-af", "mn", "", "rum"])
def test_another_language_gets_the_english_sentence(lang: str) -> None:
    assert sentence(qualify(73, MORE_THAN), WORKSHOPS, lang) == "more than 70 workshops"
    assert money_sentence(qualify_money(957_400_00, OVER), lang) == "over EUR 950 thousand"


@pytest.mark.parametrize("lang", ["ru", "ru-RU", "ru_KZ", "RU"])
def test_russian_is_russian_in_every_country(lang: str) -> None:
    assert sentence(qualify(73, MORE_THAN), WORKSHOPS, lang) == "более 70 семинаров"


@pytest.mark.parametrize(
    ("figure", "qualifier", "recorded", "holds"),
    [
        (88, EXACTLY, 88, True),
        (88, EXACTLY, 86, False),
        (70, MORE_THAN, 73, True),
        (70, MORE_THAN, 70, False),
        (1_700, OVER, 1_742, True),
        (1_700, OVER, 1_699, False),
        (150, CLOSE_TO, 148, True),
        (150, CLOSE_TO, 150, True),
        (150, CLOSE_TO, 151, False),
        (150, CLOSE_TO, 145, False),
    ],
)
def test_a_published_wording_holds_of_the_record_or_not(
    figure: int, qualifier: Qualifier, recorded: int, holds: bool
) -> None:
    assert agrees(Claim(figure, qualifier, None, "project page"), recorded) is holds


@thorough
@given(counts, qualifiers)
@example(70, MORE_THAN)
@example(150, CLOSE_TO)
def test_what_is_said_of_a_count_is_true(count: int, qualifier: Qualifier) -> None:
    assert_truth(qualify(count, qualifier), count, qualifier)


@thorough
@given(cents, qualifiers)
def test_what_is_said_of_an_amount_is_true(amount: int, qualifier: Qualifier) -> None:
    assert_truth(qualify_money(amount, qualifier), amount, qualifier)


def test_what_is_said_of_every_count_up_to_ten_thousand_is_true() -> None:
    for count in range(10_001):
        for qualifier in Qualifier:
            assert_truth(qualify(count, qualifier), count, qualifier)


def assert_truth(statement: Statement, value: int, asked: Qualifier) -> None:
    """Hold a statement against arithmetic written here anew."""
    assert statement.qualifier in (asked, EXACTLY)
    assert is_true(statement, value)
    if statement.qualifier is EXACTLY:
        assert statement.figure == value
    elif statement.qualifier is CLOSE_TO:
        assert 0 < statement.figure - value <= Fraction(3, 100) * value
    else:
        assert statement.figure < value


@thorough
@given(counts, qualifiers)
def test_a_rounded_count_is_readable_and_one_below_20_is_exact(count: int, qualifier: Qualifier) -> None:
    statement = qualify(count, qualifier)
    if count < 20:
        assert statement == Statement(EXACTLY, count)
    elif statement.qualifier is not EXACTLY:
        assert statement.figure % (100 if count >= 1_000 else 10) == 0


@thorough
@given(counts, counts, looking_down)
def test_a_greater_count_never_gets_a_smaller_figure(one: int, other: int, qualifier: Qualifier) -> None:
    smaller, greater = sorted([one, other])
    assert qualify(smaller, qualifier).figure <= qualify(greater, qualifier).figure


@thorough
@given(cents, cents)
def test_a_greater_amount_never_gets_a_smaller_figure(one: int, other: int) -> None:
    smaller, greater = sorted([one, other])
    assert qualify_money(smaller, OVER).figure <= qualify_money(greater, OVER).figure


@thorough
@given(counts, qualifiers)
def test_what_we_publish_agrees_with_what_we_recorded(count: int, qualifier: Qualifier) -> None:
    statement = qualify(count, qualifier)
    assert agrees(Claim(statement.figure, statement.qualifier, None, "edition"), count)


@thorough
@given(counts)
def test_a_russian_number_never_breaks_over_two_lines(count: int) -> None:
    assert " " not in number(count, "ru")
    assert number(count, "ru").replace("\N{NO-BREAK SPACE}", ",") == number(count, "en")
