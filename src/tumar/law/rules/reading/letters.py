"""Letters as they are kept: superscripts as letters of their own, blanks single, nothing invisible."""

import re
import unicodedata

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
RAISED_DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹"

# Soft hyphens, zero-width blanks and marks of direction are instructions to a printer. The zero-width
# non-joiner (U+200C) is not among them: it is spelling in Dari.
_PRINTERS_MARKS = (0xAD, 0x200B, 0x200D, 0x200E, 0x200F, 0x2060, 0x2061, 0xFEFF)
_DIRECTIONS = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
_CONTROLS = (*range(0x09), 0x0E, 0x0F, *range(0x10, 0x1C), 0x7F)
_INVISIBLE = dict.fromkeys([*_PRINTERS_MARKS, *_DIRECTIONS, *_CONTROLS])
# A hyphen is a hyphen, whether a line may break at it or not.
_SAME = {0x2010: "-", 0x2011: "-", 0x1F: "", 0x1E: "-"}
_TABLE = _INVISIBLE | _SAME
# Presentation forms; ornamental brackets and the words that are one sign («ﷲ») stay what they are.
_SHAPES = re.compile("[\ufb50-\ufbff\ufe70-\ufefc]+")
_BLANKS = re.compile(r"\s{2,}|[^\S ]")
# «С т а т т я  1»: here the doubled blank is what parts words.
_SPACED_OUT = re.compile(r"(?:\b\w ){3}\w\b")
_RAISED_HYPHEN = re.compile(rf"(?<=[{RAISED_DIGITS}])[-‑–](?=[{RAISED_DIGITS}])")
_NUMBER_PUT_IN = re.compile(r"\s*-\d+\s*$")
_MARKER = re.compile(r"(?:[-–—•*]|\(?\w{1,4}[.)])(?:\s|$)")
# A line that was broken by hand within a sentence is a long one.
_BROKEN_AFTER = 60


def raised(text: str) -> str:
    """Return superscript text: its digits as superscript letters, other letters as they are."""
    if _NUMBER_PUT_IN.match(text):
        # «Стаття 2⁻¹» says by its dash what it is, and is cited as 2-1.
        return text
    return _RAISED_HYPHEN.sub("⁻", text.translate(_RAISED))


def lowered(text: str) -> str:
    """Return subscript text: its digits as subscript letters, other letters as they are."""
    return text.translate(_LOWERED)


def shaped_back(text: str) -> str:
    """Return Arabic letters for the shapes in which a font draws them: «ﻗﺎﻧﻮﻥ», and the sign «ﻻ» for two."""
    return _SHAPES.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)


def tidy(text: str) -> str:
    """Return the text of one line, composed, without invisible letters, with single blanks."""
    text = unicodedata.normalize("NFC", shaped_back(text).translate(_TABLE)).strip()
    if not _BLANKS.search(text):
        return text
    if _SPACED_OUT.search(text):
        return _BLANKS.sub(lambda found: "  " if len(found[0]) > 1 else " ", text)
    return _BLANKS.sub(" ", text)


def lines_of(text: str) -> list[str]:
    """Return the lines into which breaks by hand part a paragraph; a sentence broken in its middle is one."""
    lines: list[str] = []
    for piece in filter(None, map(tidy, text.split("\n"))):
        if lines and _goes_on(lines[-1], piece):
            lines[-1] += " " + piece
        else:
            lines.append(piece)
    return lines


def _goes_on(before: str, after: str) -> bool:
    # Georgian has no capitals: there nothing tells whether a sentence goes on.
    if (
        len(before) < _BROKEN_AFTER
        or not after[0].islower()
        or "ა" <= after[0] <= "ჿ"
        or _MARKER.match(after)
    ):
        return False
    return before[-1].isalnum() or before[-1] == ","
