"""Numbers as word processors and browsers print them before the items of a list."""

from collections.abc import Callable
from string import ascii_lowercase

# As the standard of the format lists them: without ё, й, ъ and ь.
RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
ARABIC_ALPHA = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
ARABIC_ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضغظ"
HEBREW = "אבגדהוזחטיכלמנסעפצקרשת"
GEORGIAN = "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ"
ARMENIAN = "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփք"
GREEK = "αβγδεζηθικλμνξοπρστυφχψω"
_ROMAN = tuple(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        strict=True,
    )
)
# Word itself goes to 32,767 and shows nothing beyond what it can write in letters.
_LARGEST = 32_767


def roman(number: int) -> str:
    """Return a number in capital Roman numerals."""
    if not 0 < number <= _LARGEST:
        return str(number)
    written = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        written += letters * times
    return written


def repeated(number: int, alphabet: str) -> str:
    """Return a number in letters as Word counts: after «я» comes «аа», then «бб»."""
    if not 0 < number <= _LARGEST:
        return str(number)
    times, place = divmod(number - 1, len(alphabet))
    return alphabet[place] * (times + 1)


def positional(number: int, alphabet: str) -> str:
    """Return a number in letters as browsers count: after «z» comes «aa», then «ab»."""
    if not 0 < number <= _LARGEST:
        return str(number)
    written = ""
    while number:
        number, place = divmod(number - 1, len(alphabet))
        written = alphabet[place] + written
    return written


def _ordinal(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


def _circled(number: int) -> str:
    return chr(0x245F + number) if 0 < number <= 20 else str(number)


Written = Callable[[int], str]

# By the names that WordprocessingML gives them.
WORD: dict[str, Written] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02d}",
    "upperRoman": roman,
    "lowerRoman": lambda number: roman(number).lower(),
    "upperLetter": lambda number: repeated(number, ascii_lowercase).upper(),
    "lowerLetter": lambda number: repeated(number, ascii_lowercase),
    "russianUpper": lambda number: repeated(number, RUSSIAN).upper(),
    "russianLower": lambda number: repeated(number, RUSSIAN),
    "arabicAlpha": lambda number: repeated(number, ARABIC_ALPHA),
    "arabicAbjad": lambda number: repeated(number, ARABIC_ABJAD),
    "hebrew1": lambda number: repeated(number, HEBREW),
    "hebrew2": lambda number: repeated(number, HEBREW),
    "ordinal": _ordinal,
    "numberInDash": lambda number: f"- {number} -",
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedParen": lambda number: f"({number})",
    "decimalEnclosedFullstop": lambda number: f"{number}.",
    "none": lambda _number: "",
    "bullet": lambda _number: "",
}

# By the names of CSS, and by the `type` of a list.
WEB: dict[str, Written] = {
    "decimal": str,
    "1": str,
    "decimal-leading-zero": lambda number: f"{number:02d}",
    "upper-roman": roman,
    "I": roman,
    "lower-roman": lambda number: roman(number).lower(),
    "i": lambda number: roman(number).lower(),
    "upper-alpha": lambda number: positional(number, ascii_lowercase).upper(),
    "upper-latin": lambda number: positional(number, ascii_lowercase).upper(),
    "A": lambda number: positional(number, ascii_lowercase).upper(),
    "lower-alpha": lambda number: positional(number, ascii_lowercase),
    "lower-latin": lambda number: positional(number, ascii_lowercase),
    "a": lambda number: positional(number, ascii_lowercase),
    "lower-greek": lambda number: positional(number, GREEK),
    "georgian": lambda number: positional(number, GEORGIAN),
    "lower-armenian": lambda number: positional(number, ARMENIAN),
    "armenian": lambda number: positional(number, ARMENIAN).upper(),
    "cyrillic": lambda number: positional(number, RUSSIAN),
    "lower-russian": lambda number: positional(number, RUSSIAN),
    "upper-russian": lambda number: positional(number, RUSSIAN).upper(),
}
