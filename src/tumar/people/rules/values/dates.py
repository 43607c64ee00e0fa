"""Days and years as people type them in lists: any order, month names, serials, years alone, solar."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cache, lru_cache

from tumar.kernel.folding import fold
from tumar.kernel.tables.grids import Value
from tumar.people.rules.values.remarks import Said
from tumar.places.spelling import KNOWN_LANGUAGES, locale


class Order(StrEnum):
    """Which comes first where a date is three numbers and the year stands last."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"


@dataclass(frozen=True)
class Day:
    """What a cell says of a day: the day itself, or the year alone; and what should be said of it."""

    day: date | None = None
    year: int | None = None
    said: Said | None = None


NOTHING = Day()
UNREADABLE = Day(said=Said.DATE_UNREADABLE)
# Day 0 of the spreadsheet calendar; 60 of its days were lost to a February that never was.
SERIAL_ZERO = date(1899, 12, 30)
SERIALS = range(3654, 73415)
YEARS = range(1900, 2101)
# Years of the solar calendar that people now alive can be born in, and that events happen in.
SOLAR_YEARS = range(1290, 1421)
SOLAR_BEGINS = 226_894
LONGEST = 60
# Two digits of a year of birth above this are of the last century.
LAST_OF_THIS_CENTURY = 25

NUMBERS = re.compile(r"\d+")
WORDS = re.compile(r"[^\W\d_]+")
ROMAN = {
    name: number
    for number, name in enumerate(
        ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"), 1
    )
}
DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
TIME = re.compile(r"[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?\s*$")
UNKNOWN_PART = re.compile(r"\b(?:0{1,2}|[?xхXХ_*-]{1,2})(?=[./-])|(?<=[./-])(?:00|[?xхXХ_*]{1,2})(?=[./-]|$)")
MONTH_LAST = re.compile(r"^\s*(\d{1,2})[./-](\d{4})\D*$")
MONTH_FIRST_YEAR = re.compile(r"^\s*(\d{4})[./-](\d{1,2})\D*$")
YEAR_ALONE = re.compile(r"^\D{0,12}(\d{4})\D{0,14}$")

# Months of the solar calendar, as Afghanistan and as Iran name them.
SOLAR_MONTHS = (
    ("حمل", "فروردین", "وری"),
    ("ثور", "اردیبهشت", "غویی"),
    ("جوزا", "خرداد", "غبرگولی"),
    ("سرطان", "تیر", "چنگاښ"),
    ("اسد", "مرداد", "زمری"),
    ("سنبله", "شهریور", "وږی"),
    ("میزان", "مهر", "تله"),
    ("عقرب", "آبان", "لړم"),
    ("قوس", "آذر", "لیندۍ"),
    ("جدی", "دی", "مرغومی"),
    ("دلو", "بهمن", "سلواغه"),
    ("حوت", "اسفند", "کب"),
)


@cache
def _months() -> dict[str, int]:
    """Return the month that each word names, in any project language; what names two months is left out."""
    found: dict[str, set[int]] = {}
    for language in (*KNOWN_LANGUAGES, "tk", "tr"):
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, word in locale(language).months[context][width].items():
                    letters = WORDS.findall(fold(word))
                    if letters and len(letters[0]) > 2:
                        found.setdefault(letters[0], set()).add(number)
    for number, words in enumerate(SOLAR_MONTHS, 1):
        for word in words:
            found.setdefault(fold(word), set()).add(-number)
    return {word: min(numbers) for word, numbers in found.items() if len(numbers) == 1}


@cache
def _month_stems() -> dict[str, int]:
    """Return the month that the first five letters of a word name, for cases that CLDR does not list."""
    found: dict[str, set[int]] = {}
    for word, number in _months().items():
        if len(word) >= 5 and number > 0:
            found.setdefault(word[:5], set()).add(number)
    return {stem: min(numbers) for stem, numbers in found.items() if len(numbers) == 1}


def _month_of(word: str) -> int | None:
    return _months().get(word) or (_month_stems().get(word[:5]) if len(word) >= 5 else None)


def from_solar(year: int, month: int, day: int) -> date:
    """Return the day of the solar Hijri calendar in ours (33-year cycle; right from 1178 to 1633)."""
    before = 31 * (month - 1) if month <= 7 else 30 * (month - 1) + 6
    is_leap = (8 * (year + 1) + 21) // 33 != (8 * year + 21) // 33
    longest = 31 if month <= 6 else 30 if month < 12 or is_leap else 29
    if not (1 <= month <= 12 and 1 <= day <= longest):
        raise ValueError("no such day")
    return date.fromordinal(SOLAR_BEGINS + 365 * (year - 1) + (8 * year + 21) // 33 + before + day)


def _year(text: str) -> int:
    number = int(text)
    if len(text) > 2:
        return number
    return number + (2000 if number <= LAST_OF_THIS_CENTURY else 1900)


def _made(year: int, month: int, day: int, said: Said | None = None) -> Day:
    try:
        if year in SOLAR_YEARS:
            made = from_solar(year, month, day)
            return Day(made, made.year, Said.SOLAR_CONVERTED)
        if year not in YEARS:
            return Day(said=Said.DATE_OUT_OF_REASON)
        made = date(year, month, day)
    except ValueError:
        return UNREADABLE
    return Day(made, made.year, said)


def _only_year(year: int, said: Said | None = None) -> Day:
    if year in SOLAR_YEARS:
        return Day(None, year + 621, Said.SOLAR_CONVERTED)
    return Day(None, year, said) if year in YEARS else Day(said=Said.DATE_OUT_OF_REASON)


def _three(numbers: list[str], order: Order | None) -> Day:
    first, second, third = numbers
    if len(first) == 4:
        return _made(int(first), int(second), int(third))
    if len(first) > 2 or len(second) > 2 or len(third) not in (2, 4):
        return UNREADABLE
    day, month, year = int(first), int(second), _year(third)
    if (order == Order.MONTH_FIRST and day <= 12) or month > 12 >= day:
        day, month = month, day
    is_open = order is None and day <= 12 and month <= 12 and day != month
    return _made(year, month, day, Said.DATE_AMBIGUOUS if is_open else None)


def _with_word(numbers: list[str], month: int) -> Day:
    years = [number for number in numbers if len(number) == 4]
    others = [number for number in numbers if len(number) <= 2]
    if not years and len(others) == 2:
        years, others = [others[1]], [others[0]]
    if len(years) != 1 or len(others) > 1:
        return UNREADABLE
    year = _year(years[0])
    if not others:
        return _only_year(year, Said.DATE_PARTIAL)
    if month < 0 and year not in SOLAR_YEARS:
        return UNREADABLE
    return _made(year, abs(month), int(others[0]))


def _eight_digits(text: str) -> Day:
    year_first = _made(int(text[:4]), int(text[4:6]), int(text[6:]))
    if year_first.day:
        return year_first
    return _made(int(text[4:]), int(text[2:4]), int(text[:2]))


@lru_cache(maxsize=50_000)
def _from_text(written: str, order: Order | None) -> Day:
    text = TIME.sub("", written.translate(DIGITS).strip())
    if len(text) > LONGEST:
        return UNREADABLE
    if found := YEAR_ALONE.match(text):
        words = [fold(word) for word in WORDS.findall(text)]
        if not any(len(word) > 2 and _month_of(word) for word in words) and not UNKNOWN_PART.search(text):
            return _only_year(int(found[1]))
    if found := MONTH_LAST.match(text):
        return _only_year(int(found[2]), Said.DATE_PARTIAL)
    if found := MONTH_FIRST_YEAR.match(text):
        return _only_year(int(found[1]), Said.DATE_PARTIAL)
    numbers = NUMBERS.findall(text)
    if UNKNOWN_PART.search(text) and (years := [number for number in numbers if len(number) == 4]):
        return _only_year(int(years[0]), Said.DATE_PARTIAL)
    words = [fold(word) for word in WORDS.findall(text)]
    if len(numbers) == 3:
        return _three(numbers, order)
    months = [month for word in words if (month := _month_of(word) or ROMAN.get(word))]
    if months and 1 <= len(numbers) <= 2:
        return _with_word(numbers, months[0])
    if len(numbers) == 1 and not words:
        only = numbers[0]
        if len(only) == 8:
            return _eight_digits(only)
        if len(only) == 5 and int(only) in SERIALS:
            return _from_serial(int(only))
    return UNREADABLE


def _from_serial(number: int) -> Day:
    made = SERIAL_ZERO + timedelta(days=number)
    return Day(made, made.year)


def _from_number(number: float) -> Day:
    whole = int(number)
    if whole in YEARS or whole in SOLAR_YEARS:
        return _only_year(whole)
    if whole in SERIALS:
        return _from_serial(whole)
    if whole == number and 10_000_000 <= whole <= 99_999_999:
        return _eight_digits(str(whole))
    if whole == number and 1_010_000 <= whole <= 9_999_999:
        return _eight_digits(f"0{whole}")
    # 12.1985 typed without a text format is a number: the month before the year.
    after = f"{number:.4f}".partition(".")[2]
    if 1 <= whole <= 12 and int(after) in YEARS:
        return _only_year(int(after), Said.DATE_PARTIAL)
    return UNREADABLE


def day(value: Value, order: Order | None = Order.DAY_FIRST) -> Day:
    """Return the day or the year that a cell states; without an order, say what may be swapped."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, bool):
        return UNREADABLE
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        if value.year in SOLAR_YEARS:
            return _made(value.year, value.month, value.day)
        return Day(value, value.year) if value.year in YEARS else Day(said=Said.DATE_OUT_OF_REASON)
    if isinstance(value, int | float):
        return _from_number(value)
    return _from_text(value, order) if isinstance(value, str) else UNREADABLE


POINTED = re.compile(r"^\s*(\d{1,2})([./-])(\d{1,2})\2(\d{2}|\d{4})\b")


def order_of(column: Iterable[Value]) -> Order | None:
    """Return which comes first in a column of dates, day or month; None where nothing in it tells.

    A point between the numbers is never typed where the month comes first.
    """
    day_first = month_first = pointed = 0
    for value in column:
        found = POINTED.match(value.translate(DIGITS)) if isinstance(value, str) else None
        if found:
            first, second = int(found[1]), int(found[3])
            day_first += first > 12 >= second
            month_first += second > 12 >= first
            pointed += found[2] == "."
    if day_first or month_first:
        return Order.DAY_FIRST if day_first >= month_first else Order.MONTH_FIRST
    return Order.DAY_FIRST if pointed else None


def is_day(value: Value) -> bool:
    """Tell whether a cell holds a day, not merely a number."""
    if isinstance(value, date):
        return True
    if not isinstance(value, str) or len(value) > 40 or not any(map(str.isdigit, value)):
        return False
    return day(value).day is not None


def is_year(value: Value) -> bool:
    """Tell whether a cell holds a year in which a person may be born."""
    if isinstance(value, str):
        value = int(value) if value.isdecimal() and len(value) == 4 else None
    return isinstance(value, int) and not isinstance(value, bool) and 1925 <= value <= 2012
