"""What is compared: what one row of a list, or one record on file, says about a person."""

from dataclasses import dataclass

# Two shapes in which a year, a month and a day are written without marks between them.
_DAY_DIGITS = 8
_YEAR_DIGITS = 4
_YEARS = range(1900, 2100)
# What a telephone number is known by: the last digits are the same with or without the country's code.
TELEPHONE_DIGITS = 9
_FEWEST_DIGITS = 5


@dataclass(frozen=True, slots=True)
class Subject:
    """One person as one source describes them; what a source does not say is empty.

    `birth` is "1974", "1974-05-02" or digits as received; `document` is a number or its keyed digest;
    `others` holds the fields that the program does not know, in an order that both sides share.
    """

    family: str = ""
    given: str = ""
    patronymic: str = ""
    family_latin: str = ""
    given_latin: str = ""
    patronymic_latin: str = ""
    sex: str = ""
    birth: str = ""
    employer: str = ""
    country: str = ""
    email: str = ""
    telephone: str = ""
    document: str = ""
    others: tuple[str, ...] = ()


def digits_of(text: str) -> str:
    """Return the digits of a text, in whatever script they are written."""
    if text.isascii():
        return "".join(filter(str.isdecimal, text))
    return "".join(str(int(letter)) for letter in text if letter.isdecimal())


def birth_digits(text: str) -> str:
    """Return a birth as yyyymmdd, or as yyyy when only the year is known; empty when it is neither."""
    digits = digits_of(text)
    if len(digits) == _YEAR_DIGITS:
        return digits if int(digits) in _YEARS else ""
    if len(digits) != _DAY_DIGITS:
        return ""
    is_day_first = int(digits[:_YEAR_DIGITS]) not in _YEARS and int(digits[_YEAR_DIGITS:]) in _YEARS
    return digits[4:] + digits[2:4] + digits[:2] if is_day_first else digits


def telephone_key(text: str) -> str:
    """Return the digits by which a telephone number is compared; empty when there are too few."""
    digits = digits_of(text)
    return digits[-TELEPHONE_DIGITS:] if len(digits) >= _FEWEST_DIGITS else ""


def email_key(text: str) -> str:
    """Return an e-mail address as it is compared; empty when the text is none."""
    address = "".join(text.split()).casefold()
    mailbox, at, host = address.partition("@")
    return address if mailbox and at and "." in host else ""


def document_key(text: str) -> str:
    """Return a document's number, or its digest, as it is compared: letters and digits in lower case."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())
