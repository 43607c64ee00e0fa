"""The sentence that states a number, derived by rule and always true.

Which qualifier an indicator uses is part of its definition. A qualified figure is rounded to a readable step
and kept only if the statement is then true; otherwise the number is stated exactly.

| counts          | step  | more than, over (down)   | close to (up, at most 3 %)            |
|-----------------|-------|--------------------------|---------------------------------------|
| below 20        | exact | 19 -> 19                 | 19 -> 19                              |
| 20 to 999       | 10    | 73 -> 70, 905 -> 900     | 148 -> 150, 145 -> 145 (3.4 %)        |
| 1,000 and above | 100   | 1,234 -> 1,200           | 1,760 -> 1,800, 1,742 -> 1,742        |
| a round number  |       | 70 -> 70, exactly        | 150 -> 150, exactly                   |

| money in EUR      | step    | more than, over (down)                | close to (up, at most 3 %)       |
|-------------------|---------|---------------------------------------|----------------------------------|
| below 50,000      | exact   | 41,250.40 -> 41,250.40                | 49,999 -> 49,999                 |
| 50,000 to 999,999 | 50,000  | 957,400 -> 950 thousand               | 980,000 -> 1 million             |
| 1,000,000 upwards | 100,000 | 1,634,512.33 -> 1.6 million           | 1,560,000 -> 1.6 million         |
| a round number    |         | 1,600,000 -> 1,600,000, exactly       | 1,000,000 -> 1,000,000, exactly  |

A number below zero, a balance of corrections, is stated exactly.

Russian: "close to" is «почти», which is true only from below, as our rounding is; «более» and «свыше» take
the genitive, «почти» leaves the noun as the number has it.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"


class Qualifier(StrEnum):
    """How a stated figure relates to the number behind it."""

    EXACTLY = "exactly"
    MORE_THAN = "more_than"
    OVER = "over"
    CLOSE_TO = "close_to"


@dataclass(frozen=True, slots=True)
class Statement:
    """What is said of a number: a figure, in units or in euro cents, and how the number relates to it."""

    qualifier: Qualifier
    figure: int


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure somebody published, in units or in euro cents, as they worded it."""

    figure: int
    qualifier: Qualifier
    as_of: date | None
    source: str


@dataclass(frozen=True, slots=True)
class Noun:
    """What an indicator counts, in the forms that numbers ask for: 1, 2 and 5 workshops."""

    en_one: str
    en_other: str
    ru_one: str
    ru_few: str
    ru_many: str


class PluralForm(StrEnum):
    """The three forms of a Russian noun after a whole number."""

    ONE = "one"
    FEW = "few"
    MANY = "many"


Steps = tuple[tuple[int, int], ...]

# (from this number on, round to this step), highest first; below the last row nothing is rounded
COUNT_STEPS: Steps = ((1_000, 100), (20, 10))
EURO_CENT_STEPS: Steps = ((1_000_000_00, 100_000_00), (50_000_00, 50_000_00))

CLOSE_PERCENT = 3

_WORDS = {
    "en": {Qualifier.MORE_THAN: "more than", Qualifier.OVER: "over", Qualifier.CLOSE_TO: "close to"},
    "ru": {Qualifier.MORE_THAN: "более", Qualifier.OVER: "свыше", Qualifier.CLOSE_TO: "почти"},
}
_THOUSANDS_MARK = {"en": ",", "ru": NO_BREAK_SPACE}
_DECIMAL_MARK = {"en": ".", "ru": ","}
_MILLION = {"en": "million", "ru": "млн"}
_THOUSAND = {"en": "thousand", "ru": "тыс."}


def is_true(statement: Statement, value: int) -> bool:
    """Tell whether the statement holds of the value; "close to" looks up, by at most 3 % of the value."""
    match statement.qualifier:
        case Qualifier.EXACTLY:
            return value == statement.figure
        case Qualifier.MORE_THAN | Qualifier.OVER:
            return value > statement.figure
        case Qualifier.CLOSE_TO:
            return value < statement.figure and 100 * statement.figure <= (100 + CLOSE_PERCENT) * value


def agrees(claim: Claim, recorded: int) -> bool:
    """Tell whether a published wording holds of the recorded value; "close to 150" also when it is 150."""
    if claim.qualifier is Qualifier.CLOSE_TO and recorded == claim.figure:
        return True
    return is_true(Statement(claim.qualifier, claim.figure), recorded)


def qualify(value: int, qualifier: Qualifier) -> Statement:
    """State a count under the indicator's qualifier, or exactly where that would be false or unreadable."""
    return _state(value, qualifier, COUNT_STEPS)


def qualify_money(cents: int, qualifier: Qualifier) -> Statement:
    """State an amount in euro cents under the indicator's qualifier, or exactly as `qualify` does."""
    return _state(cents, qualifier, EURO_CENT_STEPS)


def sentence(statement: Statement, noun: Noun, lang: str) -> str:
    """Word a count in English or Russian, "more than 70 workshops"; other languages get English."""
    language = _language(lang)
    word = _WORDS[language].get(statement.qualifier, "")
    form = _russian(statement, noun) if language == "ru" else _english(statement, noun)
    return f"{word} {number(statement.figure, lang)} {form}".lstrip()


def money_sentence(statement: Statement, lang: str) -> str:
    """Word an amount in euro cents, "over EUR 1.6 million"; an exact amount in full, its cents if any."""
    language = _language(lang)
    word = _WORDS[language].get(statement.qualifier, "")
    is_exact = statement.qualifier is Qualifier.EXACTLY
    amount = _in_full(statement.figure, language) if is_exact else _in_words(statement.figure, language)
    return (f"{word} {amount} евро" if language == "ru" else f"{word} EUR {amount}").lstrip()


def number(value: int, lang: str) -> str:
    """Write a whole number with the thousands marks of the language; the Russian mark does not break."""
    text = f"{abs(value):,}".replace(",", _THOUSANDS_MARK[_language(lang)])
    return f"\N{MINUS SIGN}{text}" if value < 0 else text


def plural_form(figure: int) -> PluralForm:
    """Return the form of a Russian noun after this number: 1 and 21, 2 to 4 and 22, the rest and 11 to 14."""
    ones, tens = abs(figure) % 10, abs(figure) % 100
    if ones == 1 and tens != 11:
        return PluralForm.ONE
    if ones in (2, 3, 4) and tens not in (12, 13, 14):
        return PluralForm.FEW
    return PluralForm.MANY


def _state(value: int, qualifier: Qualifier, steps: Steps) -> Statement:
    step = next((step for start, step in steps if value >= start), 1)
    figure = -(-value // step) * step if qualifier is Qualifier.CLOSE_TO else value // step * step
    rounded = Statement(qualifier, figure)
    return rounded if is_true(rounded, value) else Statement(Qualifier.EXACTLY, value)


def _language(lang: str) -> str:
    return "ru" if lang.replace("_", "-").split("-")[0].lower() == "ru" else "en"


def _english(statement: Statement, noun: Noun) -> str:
    return noun.en_one if abs(statement.figure) == 1 else noun.en_other


def _russian(statement: Statement, noun: Noun) -> str:
    form = plural_form(statement.figure)
    if statement.qualifier in (Qualifier.MORE_THAN, Qualifier.OVER):
        # Our own figures end in zero here; a claim may not. The genitive after "21" is the form after "2".
        return noun.ru_few if form is PluralForm.ONE else noun.ru_many
    return {PluralForm.ONE: noun.ru_one, PluralForm.FEW: noun.ru_few, PluralForm.MANY: noun.ru_many}[form]


def _in_full(cents: int, language: str) -> str:
    euros, rest = divmod(abs(cents), 100)
    sign = "\N{MINUS SIGN}" if cents < 0 else ""
    fraction = f"{_DECIMAL_MARK[language]}{rest:02d}" if rest else ""
    return f"{sign}{number(euros, language)}{fraction}"


def _in_words(cents: int, language: str) -> str:
    thousands, rest = divmod(cents, 1_000_00)
    if rest or thousands < 1:
        return _in_full(cents, language)
    if thousands < 1_000:
        return f"{thousands} {_THOUSAND[language]}"
    millions, part = divmod(thousands, 1_000)
    # A claim may be finer than our steps; its digits are kept, without idle zeros.
    fraction = f"{_DECIMAL_MARK[language]}{part:03d}".rstrip("0") if part else ""
    return f"{number(millions, language)}{fraction} {_MILLION[language]}"
