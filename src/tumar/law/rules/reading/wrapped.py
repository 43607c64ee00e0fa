"""Printed lines to paragraphs: a paragraph is set in several lines, and only their look tells where it ends.

Used for pages of a PDF (in points) and for plain text (in letters).
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

# What begins an item: a number, a letter or a dash, or a word of law with its number on either side.
MARKER = re.compile(
    r"[-–—•*●▪]\s|\(?\d{1,4}[⁰¹²³⁴-⁹]*(?:[.-]\d{1,3}[⁰¹²³⁴-⁹]*)*[.)](?:\s|$)|\(?\w{1,2}[⁰¹²³⁴-⁹]*\)\s|[IVXLCІХ]{1,7}[.)]?\s"
    # Mongolian numbers and words stand without a blank between them: «5.5.Байцаагч», «5 дугаар зүйл.Эрх».
    r"|\d{1,4}[⁰¹²³⁴-⁹]*(?:\.\d{1,3}[⁰¹²³⁴-⁹]*)+\.?(?=[^\W\d_]|[\"“«/])|\d{1,4}[⁰¹²³⁴-⁹]*\s(?:дугаар|дүгээр)\s"
    r"|\d{1,4}[⁰¹²³⁴-⁹]*-[^\W\d_]{2,}|[^\W\d_]{2,12}\s+(?:\d{1,4}|[IVXLCІХ]{1,7})[⁰¹²³⁴-⁹]*(?:-\d+)?(?:[.:]|$)"
    r"|(?:[۰-۹]{1,3}|الف|[آ-ۓ])\s?[-–ـ]\s?(?=[^\W\d_])|[۰-۹]{1,3}۔"
)
# «ماده دوم», «دوه يمه ماده»: short, after a sentence.
HEADED_FROM_THE_RIGHT = re.compile(
    r"(?:ماد[هةۀې]|مادہ|فصل|باب|دفعہ)\s\S.{0,30}$|(?:\S+\s){1,4}(?:ماد[هةۀ]|فصل|باب|څپرک[یي])\s?:?$"
)
# «Статья 5.» at the top of a page begins one, whatever stood at the end of the page before.
HEADED = re.compile(
    r"(?=[^\W\d_])[A-ZÀ-ÞА-ЯЁҐІЇЄӘҒҚҢӨҰҮҺЎҲҶӢӮ][^\W\d_]{2,12}\s+(?:\d{1,4}|[IVXLCІХ]{1,7})[⁰¹²³⁴-⁹]*(?:-\d+|\(\d+\))?(?:[.:]|$)"
)
# «Capitolul II Obligațiile operatorului»
DIVIDED = re.compile(r"[^\W\d_a-zа-яёіїє]\w{3,11}\s+[IVXLCІХ]{1,7}[.]?\s+[^\W\d_]")
# What an Armenian line that ends with its own sign of a pause introduces.
LETTERED = re.compile(r"(?:\d{1,3}|[^\W\d_])[.)]\s")
SENTENCE_ENDS = frozenset(".:;!?։؟۔؛。…")
CLOSING = '»”")]'
HYPHENATED = re.compile(r"[^\W\d_]{2,}-$")
# In letters: further from the margin than any first line of a paragraph.
FAR = 12
# With fewer lines nobody can tell how they are set.
FEWEST_LINES = 8
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def ends(text: str) -> bool:
    """Tell whether a sentence or an item of a list ends with the line."""
    return text.rstrip(CLOSING)[-1:] in SENTENCE_ENDS


def is_small(text: str) -> bool:
    """Tell whether a text begins with a small letter; Georgian has no others."""
    return text[0].islower() and not "ა" <= text[0] <= "ჿ"


def has_cases(text: str) -> bool:
    """Tell whether the script of a text has small letters and capitals; Georgian has no capitals in use."""
    return any(sign.isalpha() and sign.lower() != sign.upper() and not "ა" <= sign <= "ჿ" for sign in text)


def is_hyphenated(text: str) -> bool:
    """Tell whether a line ends within a word."""
    return text.endswith("-") and bool(HYPHENATED.search(text[-40:]))


@dataclass(frozen=True, slots=True)
class Printed:
    """One printed line: where it stands and how it looks. `gap` is the way down from the line before it."""

    text: str
    left: float
    right: float
    gap: float | None = None
    size: float = 1.0
    bold: bool = False
    centred: bool = False
    page: int | None = None
    # The last line of its page or column, after which nothing is known of the gap.
    apart: bool = False
    # There are wide gaps in it, as between the cells of a table.
    parted: bool = False
    # The borders of the column that it stands in.
    margins: tuple[float, float] = (0.0, 0.0)
    # What stands between the tabs of a line that has several, as copied rows of a table have them.
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Set:
    """What is usual in the text: the way from line to line, and the width of a letter."""

    pitch: float
    letter: float
    # The commonest way from line to line.
    between: float = 0.0
    # Some paragraphs have more than one line.
    is_wrapped: bool = True
    # Indents that only first lines of paragraphs have, in whole letters.
    first_lines: frozenset[int] = frozenset()

    def indent(self, line: Printed) -> int:
        """Return how far a line stands from its margin, in whole letters."""
        return round(_indent(line) / self.letter)


def usual(lines: Sequence[Printed]) -> Set:
    """Return what is usual in these lines."""
    gaps = [line.gap for line in lines if line.gap is not None and line.gap > 0]
    rounded = Counter(round(gap, 1) for gap in gaps)
    # Of the common ways the smallest: what is wider parts paragraphs.
    often = [gap for gap, count in rounded.items() if count >= 0.08 * len(gaps)]
    widths = [
        (line.right - line.left) / len(line.text) for line in lines if len(line.text) > 10 and line.right
    ]
    letter = (median(widths) if widths else 1.0) or 1.0
    pitch = min(often, default=0.0)
    # Where nearly every paragraph has one line only, the few that go on say what the way between lines is.
    within = list(_gaps_within(lines, letter))
    common = Set(
        min([pitch, *within]),
        letter,
        max(rounded, key=lambda gap: rounded[gap], default=0.0),
        is_wrapped=bool(within) or not _would_show(lines),
    )
    return replace(common, first_lines=_first_lines(lines, common))


def _gaps_within(lines: Sequence[Printed], letter: float) -> Iterator[float]:
    """Yield the ways from a full line down to one that surely goes on with its sentence."""
    for before, line in pairwise(lines):
        is_alike = abs(line.size - before.size) <= 0.12 * max(line.size, before.size)
        if line.gap is None or line.gap < line.size or not is_alike or before.centred or line.centred:
            continue
        if ends(before.text) or MARKER.match(line.text) or _room(line, before, letter) > letter:
            continue
        if is_small(line.text) or not (has_cases(line.text) or has_cases(before.text)):
            yield round(line.gap, 1)


def _would_show(lines: Sequence[Printed]) -> bool:
    """Tell whether lines that go on would be seen: enough lines, in a script with small letters."""
    placed = [line for line in lines if line.gap is not None and any(map(str.isalpha, line.text))]
    cased = sum(any(is_small(sign) for sign in line.text) for line in placed)
    return len(placed) >= FEWEST_LINES and cased > 0.8 * len(placed)


def _first_lines(lines: Sequence[Printed], common: Set) -> frozenset[int]:
    """Return the indents after which a line mostly goes back to the left."""
    back: Counter[int] = Counter()
    hangs = False
    for one, after in pairwise(lines):
        indent = common.indent(one)
        if 2 <= indent <= FAR and not one.centred and not hangs:
            back[indent] += 1 if common.indent(after) < indent else -1
        # What follows the first line of an item and stands further in hangs on it.
        is_further = common.indent(after) > indent
        hangs = is_further and (hangs or (bool(MARKER.match(one.text)) and not ends(one.text)))
    return frozenset(indent for indent, count in back.items() if count >= 0) | _sure_first_lines(
        lines, common
    )


def _sure_first_lines(lines: Sequence[Printed], common: Set) -> set[int]:
    """Return the indents from which nearly every line that surely goes on goes back to the left."""
    goes: Counter[int] = Counter()
    stays: Counter[int] = Counter()
    for one, after in pairwise(lines):
        indent = common.indent(one)
        if not 2 <= indent <= FAR or one.centred or ends(one.text) or MARKER.match(after.text):
            continue
        if is_small(after.text):
            (goes if common.indent(after) < indent else stays)[indent] += 1
    return {indent for indent, count in goes.items() if count > 1 and count >= 9 * stays[indent]}


def _room(line: Printed, before: Printed, letter: float) -> float:
    """Return what room the line before would have had beside the first word of this one."""
    word = len(line.text.split(None, 1)[0]) + 1
    if before.centred:
        return before.margins[1] - before.margins[0] - (before.right - before.left) - word * letter
    return before.margins[1] - before.right - word * letter


def _begins(line: Printed, before: Printed, common: Set, indent_before: float) -> bool:
    """Tell whether a line begins a paragraph."""
    letter, starts_small = common.letter, is_small(line.text)
    has_marker, ended = bool(MARKER.match(line.text)), ends(before.text)
    if is_hyphenated(before.text) and starts_small:
        return False
    if not common.is_wrapped and not (line.gap and line.gap < 0.8 * common.between):
        return True
    if before.parted and (line.parted or has_marker):
        return True
    if not before.apart and line.gap is not None and common.pitch and line.gap > 1.35 * common.pitch:
        return True
    if abs(line.size - before.size) > 0.12 * max(line.size, before.size):
        return True
    room = _room(line, before, letter)
    is_full = room <= letter
    if is_full and starts_small and not ended and not has_marker:
        return False
    if line.bold != before.bold or line.centred != before.centred:
        # The first line of a long title fills its row, so that only the last is seen to be centred.
        return not (is_full and line.bold and before.bold and line.centred and not ended)
    if line.centred:
        return not is_full or bool(HEADED.match(line.text))
    if _is_set_apart(line, before, common, indent_before, may_hang=ended or has_marker):
        return True
    if has_marker and (ended or (before.apart and HEADED.match(line.text))):
        return True
    if ended and HEADED_FROM_THE_RIGHT.match(line.text):
        return True
    if (before.text[-1] in ")]}/" and has_marker) or (ended and line.text[0] in "[{/("):
        return True
    if before.text[-1] in "՝`" and LETTERED.match(line.text):
        return True
    if ended and (DIVIDED.match(line.text) or (line.text.isupper() and not before.text.isupper())):
        return True
    if room > letter and line.text[0].isupper() and HEADED.match(before.text):
        # A title goes on with a small letter.
        return True
    if ended:
        return room > -0.5 * letter
    return room > 6 * letter and not starts_small


def _is_set_apart(
    line: Printed, before: Printed, common: Set, indent_before: float, *, may_hang: bool
) -> bool:
    """Tell whether a line stands where only the first lines of paragraphs do."""
    letter, indent = common.letter, _indent(line)
    if common.indent(line) in common.first_lines or indent_before - indent > FAR * letter:
        return True
    if indent > FAR * letter and _indent(before) > FAR * letter:
        # At the right margin («Приложение 1 / к Закону») every line is set by hand.
        return abs(line.left - before.left) > 1.5 * letter
    return indent > indent_before + 1.5 * letter and (may_hang or indent < FAR * letter)


def paragraphs(lines: Sequence[Printed]) -> Iterator[list[Printed]]:
    """Yield the lines of each paragraph."""
    common = usual(lines)
    block: list[Printed] = []
    for line in lines:
        if block:
            # The first line may be indented, or hang; those after it say where the paragraph stands.
            stands = _indent(block[-1]) if len(block) > 1 else _first(block[0], line)
            if _begins(line, block[-1], common, stands):
                yield block
                block = []
        block.append(line)
    if block:
        yield block


def _indent(line: Printed) -> float:
    return line.left - line.margins[0]


def _first(first: Printed, line: Printed) -> float:
    return max(_indent(first), _indent(line) if MARKER.match(first.text) else 0.0)


class Hyphens:
    """Says what a hyphen at the end of a line is: one of the word, or of the printer."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.words: Counter[str] = Counter()
        ends = lines = 0
        for text in texts:
            lines += 1
            is_open = is_hyphenated(text)
            ends += is_open
            found = WORD.findall(text.lower())
            self.words.update(found[:-1] if is_open else found)
        # Where the printer parts no words at all, a hyphen is one of the word.
        self.are_printed = ends >= 0.02 * max(lines, 1)

    def joined(self, first: str, second: str) -> str:
        """Return a line as it goes on into the next: with a blank, with its hyphen or without."""
        if not is_hyphenated(first) or not second[0].isalpha():
            return f"{first} "
        before, after = WORD.findall(first)[-1], WORD.findall(second)[0]
        whole, hyphened = f"{before}{after}".lower(), f"{before}-{after}".lower()
        keeps = second[0].isupper() or self.words[hyphened] > self.words[whole]
        if not keeps and self.words[whole] == 0:
            keeps = not self.are_printed
        return first if keeps else first[:-1]

    def paragraph(self, lines: Sequence[str]) -> str:
        """Return the lines of a paragraph as one text."""
        return "".join([*(self.joined(one, after) for one, after in pairwise(lines)), lines[-1]])
