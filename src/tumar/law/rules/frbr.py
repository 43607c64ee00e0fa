"""Addresses of works as Akoma Ntoso writes them: ASCII, lower case, made from what identifies the act."""

import re
import unicodedata

# Letters as they stand in numbers of acts: «122-VII ЗРК», «№ 178», «ЗРУ-569».
_LETTERS = {
    "а": "a",
    "б": "b",
    "в": "v",
    "г": "g",
    "д": "d",
    "е": "e",
    "ж": "zh",
    "з": "z",
    "и": "i",
    "й": "y",
    "к": "k",
    "л": "l",
    "м": "m",
    "н": "n",
    "о": "o",
    "п": "p",
    "р": "r",
    "с": "s",
    "т": "t",
    "у": "u",
    "ф": "f",
    "х": "kh",
    "ц": "ts",
    "ы": "y",
    "э": "e",
    "ә": "a",
    "ғ": "gh",
    "қ": "q",
    "ң": "ng",
    "ө": "o",
    "ұ": "u",
    "ү": "u",
    "һ": "h",
    "і": "i",
    "ў": "u",
    "ҳ": "h",
    "ҷ": "j",
    "ӯ": "u",
    "ӣ": "i",
    "ч": "ch",
    "ш": "sh",
    "щ": "shch",
    "ю": "yu",
    "я": "ya",
    "ё": "e",
    "ь": "",
    "ъ": "",
    "№": "",
}
UNDATED = "undated"


def slug(text: str) -> str:
    """Return a text in the letters of an address: ASCII, words joined by hyphens."""
    plain = "".join(_LETTERS.get(letter, letter) for letter in text.lower())
    bare = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9.]+", "-", bare).strip("-.")


def work_address(author: str, *, day: str, number: str, otherwise: str) -> str:
    """Return the address of a work: /akn/kz/act/2022-05-21/122-vii; `otherwise` stands for no number.

    `author` is the country's code or the international body's.
    """
    return f"/akn/{author.lower()}/act/{day or UNDATED}/{slug(number) or slug(otherwise)}"
