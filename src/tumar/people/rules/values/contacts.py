"""E-mail addresses and telephone numbers as people type them, and in one form."""

import re
from dataclasses import dataclass

from tumar.people.rules.values.dates import DIGITS
from tumar.people.rules.values.remarks import Said

EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9](?:[A-Za-z0-9-]*\.)+[A-Za-z]{2,24}")
AROUND_AT = re.compile(r"\s*(?:@|\(at\)|\[at\])\s*", re.IGNORECASE)
# What remains of a number where a cell holds several, or words beside it.
NUMBER = re.compile(r"(?:\+|00)?\(?\+?\d[\d\s().\-–—‒/]{4,}\d")
ONE_NUMBER = re.compile(r"\+?\d{7,15}")
EXTENSION = re.compile(r"(?:доб|вн|ext|внутр|ички|ич)\.?\s*:?\s*\d{1,6}\s*$", re.IGNORECASE)
SEVERAL = re.compile(r"[;,\n|]|\s/\s|(?<=\d)/(?=\+|\d{5,})|\s{2,}|\bи\b|\band\b")

# ITU-T E.164: calling code, and how many digits a number has within the country.
NUMBERING: dict[str, tuple[str, tuple[int, ...], str]] = {
    "AF": ("93", (9,), "0"),
    "AL": ("355", (9, 8), "0"),
    "AM": ("374", (8,), "0"),
    "AZ": ("994", (9,), "0"),
    "BA": ("387", (8, 9), "0"),
    "BY": ("375", (9,), "80"),
    "DE": ("49", (10, 11), "0"),
    "GE": ("995", (9,), "0"),
    "IR": ("98", (10,), "0"),
    "KG": ("996", (9,), "0"),
    "KZ": ("7", (10,), "8"),
    "MD": ("373", (8,), "0"),
    "ME": ("382", (8, 9), "0"),
    "MK": ("389", (8,), "0"),
    "MN": ("976", (8,), "0"),
    "PK": ("92", (10,), "0"),
    "RS": ("381", (8, 9), "0"),
    "RU": ("7", (10,), "8"),
    "TJ": ("992", (9,), "0"),
    "TM": ("993", (8,), "8"),
    "TR": ("90", (10,), "0"),
    "UA": ("380", (9,), "0"),
    "UZ": ("998", (9,), "0"),
    "XK": ("383", (8, 9), "0"),
}
LEAST_DIGITS, MOST_DIGITS = 7, 15


@dataclass(frozen=True)
class Contact:
    """An e-mail address or a telephone number in one form, and what should be said of it."""

    value: str = ""
    said: Said | None = None


def email(text: str) -> Contact:
    """Return the first e-mail address of a cell in small letters; said when there are several or none."""
    if EMAIL.fullmatch(text):
        return Contact(text.lower().strip(".'`"))
    found = EMAIL.findall(AROUND_AT.sub("@", text))
    addresses = list(dict.fromkeys(each.lower().strip(".'`") for each in found))
    if not addresses:
        return Contact("", Said.EMAIL_WRONG) if "@" in text or text.strip() else Contact()
    return Contact(addresses[0], Said.EMAIL_SEVERAL if len(addresses) > 1 else None)


def has_email(text: str) -> bool:
    """Tell whether a cell holds an e-mail address."""
    return "@" in text and bool(EMAIL.search(AROUND_AT.sub("@", text)))


def without_emails(text: str) -> str:
    """Return what a cell holds beside its e-mail addresses."""
    return EMAIL.sub(" ", AROUND_AT.sub("@", text)).strip(" ;,/|\n") if "@" in text else text


def _international(digits: str, *, has_plus: bool, country: str) -> str | None:
    """Return the number with + and its country's code, or None where the country cannot be told."""
    if has_plus:
        return f"+{digits}"
    plan = NUMBERING.get(country)
    if plan:
        code, lengths, trunk = plan
        if len(digits) in lengths and not (digits.startswith(trunk) and len(digits) - 1 in lengths):
            return f"+{code}{digits}"
        if digits.startswith(code) and len(digits) - len(code) in lengths:
            return f"+{digits}"
        if digits.startswith(trunk) and len(digits) - len(trunk) in lengths:
            return f"+{code}{digits.removeprefix(trunk)}"
    if len(digits) == 11 and digits[0] in "78":
        return f"+7{digits[1:]}"
    for code, lengths, _trunk in NUMBERING.values():
        if len(code) == 3 and digits.startswith(code) and len(digits) - 3 in lengths:
            return f"+{digits}"
    return None


def _parts(text: str) -> list[str]:
    """Return what may be numbers in a cell that holds several, or words beside one."""
    return [part for part in SEVERAL.split(EXTENSION.sub("", text)) if sum(map(str.isdigit, part)) >= 5]


def telephone(text: str, country: str = "") -> Contact:
    """Return the first telephone number of a cell as + and digits, or as written without a country."""
    written = text if text.isascii() else text.translate(DIGITS)
    parts = [written] if ONE_NUMBER.fullmatch(written) else _parts(written)
    numbers = [found[0] for part in parts if (found := NUMBER.search(part))]
    if not numbers:
        return Contact(text.strip() if any(map(str.isdigit, text)) else "", Said.PHONE_WRONG)
    number = numbers[0]
    digits = "".join(filter(str.isdigit, number))
    has_plus = number.lstrip("( ").startswith(("+", "00"))
    if has_plus and not number.lstrip("( ").startswith("+"):
        digits = digits.removeprefix("00")
    # +7 (8-701)...: the trunk digit typed after the country's code.
    if has_plus and len(digits) == 12 and digits.startswith("78"):
        digits = "7" + digits[2:]
    if not LEAST_DIGITS - 2 <= len(digits) <= MOST_DIGITS:
        return Contact(number.strip(), Said.PHONE_WRONG)
    whole = _international(digits, has_plus=has_plus, country=country)
    if whole is None:
        return Contact(number.strip(), Said.PHONE_LOCAL)
    return Contact(whole, Said.PHONE_SEVERAL if len(numbers) > 1 else None)


def is_telephone(text: str) -> bool:
    """Tell whether a cell looks like a telephone number."""
    digits = sum(map(str.isdigit, text))
    if not 7 <= digits <= 28 or "@" in text:
        return False
    others = sum(sign.isalpha() for sign in text)
    return others <= 4 and (digits >= 9 or text.lstrip().startswith(("+", "(", "8", "0")))
