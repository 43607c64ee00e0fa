"""Where the title of a division ends and its text begins."""

import re
from functools import cached_property

from tumar.law.rules.structure.endings import ends_item, ends_sentence, is_unfinished, opens_list
from tumar.law.rules.structure.furniture import is_note
from tumar.law.rules.structure.headings import has_case, is_capitals, is_title, starts_lower
from tumar.law.rules.structure.marks import DASH, Mark, marks
from tumar.law.rules.structure.planned import QUOTES, Plan
from tumar.law.rules.structure.stubs import says_repealed
from tumar.law.rules.units import Kind

LONGEST_TITLE = 400
LONGEST_LINE = 200
LONGEST_SENTENCE = 120
MOST_LINES = 4
# A shorter line was not broken because it was full.
SHORTEST_FULL_LINE = 30
# «Short title, extent and commencement.—(1) This Act …»
_RUN_IN = re.compile(
    r"^(?P<title>[^.;:]{3,160}\.?\s?[—–-]{1,2})\s*(?=[(\w«“\"])|^(?P<before>[^;:]{3,160}?(?:[.۔]|:۔?))\s*(?=\([1۱a]\))"
)
# «تعریفات۔ اس ایکٹ میں …», where others say «مختصر عنوان۔ (۱) …».
_SHORT_SENTENCE = re.compile(r"^[^.;:۔]{3,80}(?:[.۔]|:۔?)(?=\s+\S)")
_NOTE_FIRST = re.compile(r"\s*\([^()]{3,120}\)\s*")
_TWO_SENTENCES = re.compile(r"[.!?]\s+\S")


def _names_kind(before: str, text: str) -> bool:
    """Tell whether of two lines one says what an act is and one names it: «… тўғрисида», «НИЗОМ»."""
    is_kind = is_capitals(text) and not is_capitals(before)
    return is_kind or (text[0] in QUOTES and text[-1] in '»“”"' and is_capitals(before))


class Titles:
    """Reads titles from the rows of a plan; each answer is the title and the row after it."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.rows = plan.rows
        self.tradition = plan.tradition

    def is_free(self, place: int) -> bool:
        """Tell whether a row is plain: nothing that the plan knows of begins with it."""
        plan = self.plan
        in_contents = plan.contents is not None and plan.contents[0] <= place < plan.contents[1]
        return not (
            in_contents
            or self.rows[place].is_table
            or place in plan.notes
            or place in plan.quotations
            or plan.hits[place]
            or place in plan.headings
            or place in plan.annexes
            or place in plan.closings
        )

    def below(self, place: int) -> tuple[str, int]:
        """Take the title of an annex or chapter from the lines below its number."""
        lines: list[str] = []
        while place < len(self.rows) and len(lines) < MOST_LINES and self.is_free(place):
            row = self.rows[place]
            goes_on = self._is_more(lines[-1], place) if lines else is_title(row.text)
            if not goes_on or (marks(row, self.tradition) and not starts_lower(self.rows[place - 1].text)):
                break
            lines.append(row.text)
            place += 1
        return " ".join(lines), place

    def _is_more(self, before: str, place: int) -> bool:
        row, above = self.rows[place], self.rows[place - 1]
        if len(row.text) > LONGEST_LINE or ends_item(row.text) or opens_list(row.text):
            return False
        if starts_lower(row.text):
            return not ends_sentence(row.text)
        alike = is_capitals(before) and is_capitals(row.text)
        if is_title(row.text) and len(row.text) <= SHORTEST_FULL_LINE * 2 and _names_kind(before, row.text):
            return True
        styled = (row.bold and above.bold) or (row.centred and above.centred)
        return is_title(row.text) and (alike or styled)

    def wrapped(self, title: str, place: int) -> tuple[str, int]:
        """Take into a title the lines over which it was broken."""
        first = place
        while place < min(first + 2, len(self.rows)) and self.is_free(place):
            if not title or not is_unfinished(title) or not self._continues(title, place):
                break
            title = f"{title} {self.rows[place].text}"
            place += 1
        return title, place

    def _continues(self, title: str, place: int) -> bool:
        row = self.rows[place]
        if len(row.text) > LONGEST_LINE or ends_item(row.text) or opens_list(row.text):
            return False
        if marks(row, self.tradition):
            return False
        if is_capitals(title) and is_capitals(row.text) and has_case(title):
            return is_title(row.text)
        return starts_lower(row.text) and not ends_sentence(row.text)

    def below_article(self, place: int) -> tuple[str, int]:
        """Take a title from the line below «Neni 5», when it reads as one."""
        if place >= len(self.rows):
            return "", place
        if note := self._below_note(place):
            return note
        if not self.is_free(place):
            return "", place
        row = self.rows[place]
        if not is_title(row.text) or marks(row, self.tradition) or row.text[0] in QUOTES:
            return "", place
        if len(row.text) > SHORTEST_FULL_LINE and self._ends_below(place + 1):
            return "", place
        return self.wrapped(row.text, place + 1)

    def _below_note(self, place: int) -> tuple[str, int] | None:
        """Take a title that stands below a publisher's note, and the note with it: «Neni 5 (Ndryshuar …)»."""
        end = self.plan.notes.get(place)
        if end != place + 1 or end >= len(self.rows) or not self.tradition.titles_below_notes:
            return None
        title, after = self.below_article(end)
        is_title_of_it = title and after < len(self.rows) and self.is_free(after)
        return (f"{self.rows[place].text} {title}", after) if is_title_of_it else None

    def _ends_below(self, place: int) -> bool:
        """Tell whether the line only goes on with a sentence that was broken, and ends it."""
        if place >= len(self.rows) or not self.is_free(place):
            return False
        text = self.rows[place].text
        return starts_lower(text) and ends_sentence(text) and not marks(self.rows[place], self.tradition)

    def is_title_of_article(self, place: int, rest: str) -> bool:
        """Tell whether what follows the number of an article is its title rather than its text."""
        if ends_item(rest) or place in self.plan.quotations:
            return False
        if opens_list(rest):
            is_short = rest.endswith(":") and len(rest) <= LONGEST_SENTENCE
            return is_short and self.tradition.bare_articles and self._titles_have_colons
        if rest[0] in "([{" and rest[-1] in ")]}":
            return not (is_note(rest, self.tradition) and self._has_text_below(place + 1))
        if is_unfinished(rest):
            return len(rest) <= LONGEST_TITLE
        if _NOTE_FIRST.match(rest):
            # «Чл. 3. (Изм. - ДВ, бр. 8) Министърът …»: a sentence behind a note is no title.
            return False
        if len(rest) > LONGEST_SENTENCE or _TWO_SENTENCES.search(rest):
            return False
        after = place + 1
        if after >= len(self.rows) or not self.is_free(after) or self._heads_others(after):
            return False
        return len(rest.split()) <= 15 and not says_repealed(rest, self.tradition)

    def _has_text_below(self, place: int) -> bool:
        return place < len(self.rows) and self.is_free(place) and not is_unfinished(self.rows[place].text)

    def _heads_others(self, place: int) -> bool:
        """Tell whether a row is no text below a title but the heading of what follows."""
        text = self.rows[place].text
        if marks(self.rows[place], self.tradition) or ends_sentence(text):
            return False
        # «Kapsam:» right above the next article.
        after = self.plan.hits[place + 1] if place + 1 < len(self.rows) else None
        return is_title(text) or (
            after is not None and after.kind is Kind.ARTICLE and len(text) < SHORTEST_FULL_LINE
        )

    @cached_property
    def _titles_run_in(self) -> bool:
        """Tell whether the titles of most articles stand on one line with their text."""
        rests = [
            row.text[hit.rest_start :]
            for row, hit in zip(self.rows, self.plan.hits, strict=True)
            if hit and hit.kind is Kind.ARTICLE and hit.rest_start < len(row.text)
        ]
        run_in = sum(bool(_RUN_IN.match(rest)) for rest in rests)
        short = sum(bool(_RUN_IN.match(rest) or _SHORT_SENTENCE.match(rest)) for rest in rests)
        return run_in * 2 >= max(len(rests), 4) or (run_in > 0 and short >= 0.8 * len(rests))

    @cached_property
    def _titles_have_colons(self) -> bool:
        """Tell whether nearly all articles have a colon after their titles: «دفعہ ۳۔ انسپکٹر کا تقرر:»."""
        rests = [
            row.text[hit.rest_start :]
            for row, hit in zip(self.rows, self.plan.hits, strict=True)
            if hit and hit.kind is Kind.ARTICLE and hit.rest_start < len(row.text)
        ]
        ending = sum(rest.endswith(":") for rest in rests)
        return ending > 2 and ending >= 0.8 * len(rests)

    def run_in(self, rest: str) -> tuple[str, int]:
        """Return a title that stands before the text on one line with it, and where that text begins."""
        found = _RUN_IN.match(rest) if self.tradition.bare_articles else None
        if not found:
            short = _SHORT_SENTENCE.match(rest) if self.tradition.bare_articles else None
            return (short[0], short.end()) if short and self._titles_run_in else ("", 0)
        return (found["title"] or found["before"]).strip(), found.end()

    def first_mark(self, place: int, start: int) -> Mark | None:
        """Return the mark of a first paragraph that stands in the middle of a line."""
        found = marks(self.rows[place], self.tradition, start)
        return next((one for one in found if one.is_first and one.form != DASH), None)

    def after_note(self, place: int, start: int) -> int:
        """Return where the first paragraph begins behind a note in brackets: «(Нов - ДВ, бр. 17) (1) …»."""
        found = _NOTE_FIRST.match(self.rows[place].text, start)
        return found.end() if found and self.first_mark(place, found.end()) else 0

    def opens_inner(self, place: int, start: int) -> bool:
        """Tell whether a first item stands right after a number, and its second one follows below."""
        first = self.first_mark(place, start)
        if first is None:
            return False
        return any(
            one.form == first.form and one.number.follows(first.number)
            for after in range(place + 1, min(place + 8, len(self.rows)))
            for one in marks(self.rows[after], self.tradition)
        )

    def leads(self, place: int) -> bool:
        """Tell whether a list comes below: a colon ends the line, or the first item follows its comma."""
        text = self.rows[place].text
        if opens_list(text) or place + 1 >= len(self.rows) or not ends_item(text):
            return opens_list(text)
        return any(one.is_first for one in marks(self.rows[place + 1], self.tradition))
