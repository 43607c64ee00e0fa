"""Lines of a page that are the site's and not the act's: buttons at every paragraph, the foot of the page."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from tumar.law.rules.lines import Line

# A button stands at each paragraph, so it is a good part of all lines; no line of an act comes so often.
FEWEST_BUTTONS = 8
SHORTEST_PAGE = 30
SHARE_OF_BUTTONS = 0.1
LONGEST_BUTTON = 90
# In letters; what is longer below the article of a page may be an annex of the act.
LONGEST_FOOT = 1500
SHARE_OF_FOOT = 0.1
MOST_NOTES = 0.9
_ENDS = (".", ";", ":", ",", "!", "?")
# What a form says below each of its blanks: «(фамилия, инициалы)», «Дата ______».
_OF_A_FORM = re.compile(r"^\(|_{2}|\.{2}|…")


def without_buttons(lines: Sequence[Line]) -> list[Line]:
    """Return the lines without those that the site repeats beside every paragraph."""
    if len(lines) < SHORTEST_PAGE:
        return list(lines)
    counted = Counter(line.text for line in lines if _may_be_button(line))
    least = max(FEWEST_BUTTONS, SHARE_OF_BUTTONS * len(lines))
    buttons = {text for text, count in counted.items() if count >= least}
    return [line for line in lines if line.text not in buttons] if buttons else list(lines)


def _may_be_button(line: Line) -> bool:
    text = line.text.strip()
    is_short = len(text) <= LONGEST_BUTTON and " " in text and not text.endswith(_ENDS)
    is_plain = not (line.label or line.cells or _OF_A_FORM.search(text))
    return is_short and is_plain and any(letter.isalpha() for letter in text)


def with_notes(lines: Sequence[Line], act_end: int | None) -> list[Line]:
    """Return the lines with what stands below the article of the page as notes.

    Where nearly all would be notes, the names of the page say nothing and none is one.
    """
    below = lines[act_end:] if act_end is not None else []
    whole = _length(lines)
    foot = _length(below)
    told = list(lines)
    if act_end is not None and 0 < foot <= min(LONGEST_FOOT, SHARE_OF_FOOT * whole):
        told[act_end:] = [replace(line, note=True) for line in below]
    notes = _length([line for line in told if line.note])
    return told if notes <= MOST_NOTES * whole else [replace(line, note=False) for line in lines]


def _length(lines: Sequence[Line]) -> int:
    return sum(len(line.text) + sum(map(len, (cell for row in line.cells for cell in row))) for line in lines)
