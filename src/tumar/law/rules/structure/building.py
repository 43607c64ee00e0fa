"""Units are built from the rows of a plan, one row after the other, with the open ones on two stacks."""

from dataclasses import dataclass

from tumar.law.rules.structure.annexes import Opening
from tumar.law.rules.structure.drafts import PREFIXES, Draft, draft
from tumar.law.rules.structure.headings import Hit
from tumar.law.rules.structure.marks import DASH, Mark, marks, put_in
from tumar.law.rules.structure.numbering import Numbering
from tumar.law.rules.structure.planned import Plan
from tumar.law.rules.structure.rows import Row
from tumar.law.rules.structure.series import Entry, Series
from tumar.law.rules.structure.stubs import says_repealed
from tumar.law.rules.structure.titles import Titles
from tumar.law.rules.units import Kind


@dataclass(slots=True)
class _Level:
    rank: float
    index: int


class Builder:
    """Puts the units of one document together."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.rows = plan.rows
        self.tradition = plan.tradition
        self.drafts: list[Draft] = []
        self.levels: list[_Level] = []
        self.annexes: list[int] = []
        self.titles = Titles(plan)
        self.series = Series(plan, self.drafts)
        self.numbering = Numbering(self.drafts)

    def build(self) -> list[Draft]:
        """Return the units in order."""
        place = 0
        while place < len(self.rows):
            place = self._row(place)
        return self.drafts

    def _row(self, place: int) -> int:
        """Build from one row, and return the next that is still to be built from."""
        plan = self.plan
        if plan.contents and place == plan.contents[0]:
            return self._note(place, plan.contents[1])
        if place in plan.notes:
            return self._note(place, plan.notes[place])
        if place in plan.annexes:
            return self._annex(plan.annexes[place])
        if place in plan.closings:
            return self._closing(place, plan.closings[place])
        if self.rows[place].is_table:
            self._table(place)
            return place + 1
        if place < plan.begin:
            return self._before(place)
        if hit := plan.hits[place]:
            return self._division(place, hit)
        if place in plan.headings:
            return self._heading(place)
        return self._text(place)

    # What stands beside the provisions.

    def _add(self, one: Draft) -> int:
        self.drafts.append(one)
        return len(self.drafts) - 1

    def _holder(self) -> int | None:
        if self.levels:
            return self.levels[-1].index
        return self.annexes[-1] if self.annexes else None

    def _deepest(self, place: int) -> int | None:
        """Return the unit that is open at a row and lies furthest in; nothing before the provisions."""
        if place < self.plan.begin:
            return None
        return self.series.deepest() if self.series.entries else self._holder()

    def _before(self, place: int) -> int:
        row = self.rows[place]
        kind = Kind.PREAMBLE if place >= self.plan.preamble else Kind.PREFACE
        if not self.drafts or self.drafts[-1].kind is not kind:
            self._add(draft(kind, row, None))
        self.drafts[-1].text.append(row.text)
        return place + 1

    def _table(self, place: int) -> None:
        one = draft(Kind.TABLE, self.rows[place], self._deepest(place))
        one.cells = self.rows[place].cells
        self._add(one)

    def _note(self, start: int, end: int) -> int:
        if self._ends_article(end):
            self.series.clear()
        parent = self._deepest(start)
        above = next((one for one in reversed(self.drafts) if one.kind is not Kind.NOTE), None)
        if above is not None and parent is not None and above is self.drafts[parent]:
            told = " ".join(row.text for row in self.rows[start:end])
            above.repealed |= above.kind is Kind.ARTICLE and says_repealed(told, self.tradition)
        return self._lines(Kind.NOTE, start, end, parent)

    def _ends_article(self, end: int) -> bool:
        """Tell whether nothing of the same article comes after a note that ends here."""
        plan = self.plan
        while end in plan.notes:
            end = plan.notes[end]
        return end >= len(self.rows) or bool(plan.hits[end]) or end in plan.annexes or end in plan.closings

    def _lines(self, kind: Kind, start: int, end: int, parent: int | None) -> int:
        """Keep rows as one unit; where a table stands between them, what follows it is the next one."""
        one: Draft | None = None
        for place in range(start, end):
            row = self.rows[place]
            if row.is_table:
                table = draft(Kind.TABLE, row, parent)
                table.cells = row.cells
                self._add(table)
                one = None
                continue
            if one is None:
                one = draft(kind, row, parent)
                self._add(one)
            one.text.append(row.text)
        return end

    def _closing(self, start: int, end: int) -> int:
        self.series.clear()
        self.levels.clear()
        return self._lines(Kind.CLOSING, start, end, self.annexes[-1] if self.annexes else None)

    # Divisions.

    def _beside(self, row: Row, parent: int | None, text: str) -> None:
        """Keep the mark of a footnote that a publisher printed before a number."""
        one = draft(Kind.NOTE, row, parent)
        one.text.append(text)
        self._add(one)

    def _annex(self, opening: Opening) -> int:
        self.series.reset()
        self.levels.clear()
        self.numbering.begin_part()
        one = draft(Kind.ANNEX, self.rows[opening.start], None)
        one.number = opening.number
        one.segment = f"att_{opening.number.address}" if opening.number else ""
        one.form = "appr" if opening.approved else ""
        lines = [self.rows[place].text for place in range(opening.start, opening.end)]
        if opening.title is not None:
            one.heading = lines[-1][opening.title :]
            lines[-1] = lines[-1][: opening.title].strip()
        one.label = " ".join(lines)
        one.parent = self._holder_of_annex(one)
        self.annexes.append(self._add(one))
        if one.heading:
            return opening.end
        one.heading, place = self.titles.below(opening.end)
        return place

    def _holder_of_annex(self, one: Draft) -> int | None:
        """Return the annex to which an annex belongs: numbers that begin anew are of the annex above."""
        for depth in range(len(self.annexes) - 1, -1, -1):
            other = self.drafts[self.annexes[depth]]
            if one.number and other.number and _belonging(one) == _belonging(other):
                del self.annexes[depth:]
                return other.parent
        if one.number is None:
            self.annexes.clear()
            return None
        while self.annexes:
            other = self.drafts[self.annexes[-1]]
            if other.number and one.number.value > other.number.value:
                self.annexes.pop()
                return other.parent
            if one.number.base == 1:
                return self.annexes[-1]
            self.annexes.pop()
        return None

    def _division(self, place: int, hit: Hit) -> int:
        row = self.rows[place]
        self.series.clear()
        while self.levels and self.levels[-1].rank >= hit.rank:
            self.levels.pop()
        if hit.label_start:
            self._beside(row, self._holder(), row.text[: hit.label_start])
        one = draft(hit.kind, row, self._holder())
        one.number = hit.number
        one.segment = f"{PREFIXES[hit.kind]}_{hit.number.address}" if hit.number else ""
        one.label = row.text[hit.label_start : hit.label_end].strip()
        if hit.kind is Kind.ARTICLE:
            self.numbering.article(one)
        self.levels.append(_Level(hit.rank, self._add(one)))
        rest = row.text[hit.rest_start :]
        if hit.kind is Kind.ARTICLE:
            return self._article(one, place, rest, hit.rest_start)
        if hit.kind is Kind.POINT:
            return self._point_text(one, place + 1)
        one.repealed = says_repealed(rest, self.tradition)
        found = self.titles.wrapped(rest, place + 1) if rest else self.titles.below(place + 1)
        one.heading, after = found
        return after

    def _point_text(self, one: Draft, place: int) -> int:
        """Take the text of a point from the line below «II»."""
        if place >= len(self.rows) or not self.titles.is_free(place):
            return place
        if marks(self.rows[place], self.tradition):
            return place
        one.text.append(self.rows[place].text)
        return place + 1

    def _article(self, one: Draft, place: int, rest: str, start: int) -> int:
        if not rest:
            one.heading, after = self.titles.below_article(place + 1)
            one.repealed = says_repealed(one.heading, self.tradition)
            return after
        if self.titles.first_mark(place, start):
            return self._text(place, start)
        title, length = self.titles.run_in(rest)
        if title:
            one.heading = title
            return self._article_text(one, place, start + length)
        if self.titles.is_title_of_article(place, rest):
            one.repealed = says_repealed(rest, self.tradition)
            one.heading, after = self.titles.wrapped(rest, place + 1)
            return after
        return self._article_text(one, place, start)

    def _article_text(self, one: Draft, place: int, start: int) -> int:
        if self.titles.first_mark(place, start):
            return self._text(place, start)
        if inner := self.titles.after_note(place, start):
            one.text.append(self.rows[place].text[start:inner].strip())
            return self._text(place, inner)
        rest = self.rows[place].text[start:].strip()
        one.repealed = says_repealed(rest, self.tradition)
        one.text.append(rest)
        return self._rest_of_quotation(place)

    def _heading(self, place: int) -> int:
        self.series.clear()
        while self.levels and self.drafts[self.levels[-1].index].kind is Kind.ARTICLE:
            self.levels.pop()
        one = draft(Kind.HEADING, self.rows[place], self._holder())
        one.heading = self.rows[place].text
        self._add(one)
        return place + 1

    # What an article, or a decree, is made of.

    def _text(self, place: int, start: int = 0, *, nested: bool = False) -> int:
        row = self.rows[place]
        if start == 0 and place in self.plan.quotations and self.plan.is_quoted(place):
            return self._quotation(place, self.plan.quotations[place])
        chosen = self.series.choose(marks(row, self.tradition, start), place)
        if chosen is None:
            return self._plain(place, start)
        if chosen.form == DASH and self.tradition.dashes == "counted":
            return self._dash(place, chosen)
        return self._marked(place, chosen, start, nested=nested)

    def _marked(self, place: int, mark: Mark, start: int, *, nested: bool) -> int:
        row = self.rows[place]
        within = self.series.within if nested else self.series.place
        parent, kind = within(mark, self._holder())
        before_label = put_in(row, self.tradition) if start == 0 else ""
        if before_label:
            self._beside(row, parent, before_label)
        one = draft(kind, row, parent)
        one.number, one.form = mark.number, mark.form
        one.segment = f"{PREFIXES[kind]}_{mark.number.address}" if mark.form != DASH else ""
        one.label = row.text[start + len(before_label) : mark.end].strip()
        before = self.series.before(mark)
        if before and mark.form != DASH and not self.series.is_next(mark):
            self.numbering.compare(one, before)
        self.series.push(Entry(mark.form, mark.number, self._add(one), kind), one.label)
        rest = row.text[mark.end :].strip()
        if not rest and mark.form != DASH and self._goes_on_below(place):
            rest, place = self.rows[place + 1].text, place + 1
            one.text.append(rest)
            one.repealed = says_repealed(rest, self.tradition)
            return self._rest_of_quotation(place)
        inner = len(row.text) - len(rest)
        if rest and mark.form != DASH and self.titles.opens_inner(place, inner):
            return self._text(place, inner, nested=True)
        if rest:
            one.text.append(rest)
            one.repealed = says_repealed(rest, self.tradition)
            self._mark_stub(place, parent, rest, own=mark.form == DASH)
        return self._rest_of_quotation(place)

    def _goes_on_below(self, place: int) -> bool:
        """Tell whether a number stands alone on its line, with its words on the one below."""
        below = place + 1
        return (
            below < len(self.rows)
            and self.titles.is_free(below)
            and not marks(self.rows[below], self.tradition)
        )

    def _dash(self, place: int, mark: Mark) -> int:
        row = self.rows[place]
        one = draft(Kind.UNNUMBERED, row, self.series.owner_of_dash(self._holder()))
        one.label = row.text[: mark.end].strip()
        one.text.append(row.text[mark.end :].strip())
        self._add(one)
        self._mark_stub(place, one.parent, one.text[0], own=True)
        return self._rest_of_quotation(place)

    def _plain(self, place: int, start: int = 0) -> int:
        text = self.rows[place].text[start:]
        holder = self._holder()
        owner = self.series.owner_of_plain(place, holder)
        one = draft(Kind.UNNUMBERED, self.rows[place], owner)
        one.text.append(text)
        index = self._add(one)
        self._mark_stub(place, owner, text, own=True)
        if owner == holder and self.titles.leads(place):
            self.series.lead(index)
        return self._rest_of_quotation(place)

    def _mark_stub(self, place: int, owner: int | None, text: str, *, own: bool) -> None:
        """Mark an article as repealed that has only this line, and it says so."""
        article = self.drafts[owner] if own and owner is not None else None
        if article is None or article.kind is not Kind.ARTICLE or article is not self.drafts[-2]:
            return
        is_alone = place + 1 >= len(self.rows) or not self.titles.is_free(place + 1)
        article.repealed |= is_alone and says_repealed(text, self.tradition)

    def _rest_of_quotation(self, place: int) -> int:
        """Keep the lines below one in which new wording begins."""
        if place not in self.plan.quotations:
            return place + 1
        return self._quotation(place + 1, self.plan.quotations[place])

    def _quotation(self, start: int, end: int) -> int:
        """Keep new wording that an act quotes as one piece of the unit that quotes it."""
        return self._lines(Kind.UNNUMBERED, start, end, self._deepest(start))


def _belonging(one: Draft) -> str:
    """Return what the label of an annex says without its number: to which act it belongs."""
    number = one.number.address if one.number else ""
    words = [word for word in one.label.lower().split() if word.strip(".-№") != number]
    return " ".join(words).replace(f"{number}-", "", 1)
