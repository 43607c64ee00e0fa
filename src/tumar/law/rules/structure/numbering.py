"""Whether numbers go on: gaps, repeats and steps back are doubts for an editor, never a failure."""

from collections.abc import Sequence
from dataclasses import replace

from tumar.law.rules.structure.drafts import Draft
from tumar.law.rules.structure.numbers import Number
from tumar.law.rules.units import Doubt

GAP, REPEAT, BACK = "numbering_gap", "numbering_repeat", "numbering_back"
# 121 between 12 and 13 was 12¹ before somebody copied it.
LOST = "superscript_lost"
# Raised numbers that may stand between two others.
MOST_RAISED = 12


class Numbering:
    """Keeps the last numbers of a part of the document, and the doubts about them."""

    def __init__(self, drafts: list[Draft]) -> None:
        self.drafts = drafts
        self.doubts: list[Doubt] = []
        self.articles: list[tuple[Number, str]] = []

    def begin_part(self) -> None:
        """Begin an annex: its articles have their own numbers."""
        self.articles.clear()

    def article(self, one: Draft) -> None:
        """Weigh the number of an article against those before it; call before the draft is added."""
        if one.number is None:
            return
        if self.articles and not self.goes_on_below(one.number, self.articles):
            self.compare(one, self.articles[-1])
        self.articles.append((one.number, one.label))

    def compare(self, one: Draft, before: tuple[Number, str]) -> None:
        """Weigh a number against the one before it."""
        number, last = one.number, before[0]
        if number is None or number.follows(last):
            return
        is_back = number.value < last.value
        code = REPEAT if number.value == last.value else BACK if is_back else GAP
        if code == GAP and number.is_raised(last) and number.value[-1] % 10 == 1:
            code = LOST
        self.doubts.append(Doubt(code, f"@{len(self.drafts)}", one.line, (before[1], one.label)))

    def goes_on_below(self, number: Number, before: Sequence[tuple[Number, str]]) -> bool:
        """Tell whether a number goes on after that which stood below raised ones: 13 after 12 and 121.

        The raised ones are said to have lost their place instead of a gap.
        """
        raised = [one for one in before[-2:-MOST_RAISED:-1] if before[-1][0].is_raised(one[0])][:1]
        if not raised or not number.follows(raised[0][0]):
            return False
        for place, doubt in enumerate(self.doubts):
            if doubt.code == GAP and doubt.values[1] == before[-1][1]:
                self.doubts[place] = replace(doubt, code=LOST)
        return True
