"""Numbers of identity documents: how two spellings of one number become the same."""

import re
import unicodedata

# ICAO 9303 gives a passport nine characters; national identifiers of the region have up to fourteen.
_NUMBER = re.compile(r"[^\W_]{4,30}")

# Typed in Cyrillic on a ministry's keyboard, printed in Latin in the passport: the shapes are the same.
_LATIN_SHAPES = str.maketrans("АВЕКМНОРСТУХІЅЈ", "ABEKMHOPCTYXISJ")


def fold_document_number(number: str) -> str:
    """Return the number in capital letters without blanks, hyphens or other signs between them.

    Cyrillic letters that look like Latin ones become these, as the document prints them.
    """
    letters = unicodedata.normalize("NFKC", number.replace("№", "")).upper().translate(_LATIN_SHAPES)
    return "".join(letter for letter in letters if letter.isalnum())


def is_document_number(number: str) -> bool:
    """Tell whether the text can be a document's number: 4 to 30 letters and digits, at least one a digit."""
    folded = fold_document_number(number)
    return bool(_NUMBER.fullmatch(folded)) and any(letter.isdigit() for letter in folded)
