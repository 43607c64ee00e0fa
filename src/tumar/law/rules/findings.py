"""What a finding says: three marks, never a score; how each scale tells it; the seal of a round."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from tumar.law.rules.requirements.sets import Scale


class Mark(StrEnum):
    """What was found about a requirement on one of the three axes."""

    FOUND = "found"
    PARTLY = "partly"
    # Never "gap": a by-law may not be on file, so somebody who knows the country confirms.
    NOT_FOUND = "not-found"
    CONTRADICTS = "contradicts"
    NOT_APPLICABLE = "not-applicable"
    NOT_ASSESSED = "not-assessed"


class Axis(StrEnum):
    """Law on the books, in force, and in practice are three questions."""

    ON_PAPER = "on_paper"
    IN_FORCE = "in_force"
    APPLIED = "applied"


class Confidence(StrEnum):
    """How sure a coder is."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


LEVELS = (1, 2, 3, 4, 5)
CITED = frozenset({Mark.FOUND, Mark.PARTLY, Mark.CONTRADICTS})


@dataclass(frozen=True)
class Marks:
    """What one coder, or both in the end, say about one requirement."""

    on_paper: Mark = Mark.NOT_ASSESSED
    in_force: Mark = Mark.NOT_ASSESSED
    applied: Mark = Mark.NOT_ASSESSED
    level: int | None = None
    confidence: Confidence = Confidence.MEDIUM

    @property
    def judged(self) -> tuple[str, str, str, int | None]:
        """What two coders must agree on; how sure each is, is each one's own."""
        return (self.on_paper.value, self.in_force.value, self.applied.value, self.level)


class Flaw(StrEnum):
    """What makes marks unfit to be given; the face words it."""

    NOT_ASSESSED = "not-assessed"
    FORCE_WITHOUT_PAPER = "force-without-paper"
    NO_CITATION = "no-citation"
    NO_LEVEL = "no-level"
    LEVEL_ELSEWHERE = "level-elsewhere"


def flaws(marks: Marks, scale: Scale, *, supports: int, contradicts: int) -> tuple[Flaw, ...]:
    """Return what keeps marks from being given; what is found must be shown in the words of a provision."""
    found = []
    if marks.on_paper is Mark.NOT_ASSESSED:
        found.append(Flaw.NOT_ASSESSED)
    has_paper = marks.on_paper in {Mark.FOUND, Mark.PARTLY, Mark.CONTRADICTS}
    if marks.in_force in {Mark.FOUND, Mark.PARTLY} and not has_paper:
        found.append(Flaw.FORCE_WITHOUT_PAPER)
    needs = {Mark.FOUND: supports, Mark.PARTLY: supports, Mark.CONTRADICTS: contradicts}
    if marks.on_paper in needs and not needs[marks.on_paper]:
        found.append(Flaw.NO_CITATION)
    if scale is Scale.LEVEL:
        if marks.level not in LEVELS and marks.on_paper not in {Mark.NOT_APPLICABLE, Mark.NOT_ASSESSED}:
            found.append(Flaw.NO_LEVEL)
    elif marks.level is not None:
        found.append(Flaw.LEVEL_ELSEWHERE)
    return tuple(found)


class Word(StrEnum):
    """The words of the scales."""

    X = "X"
    UNCLEAR = "?"
    NA = "NA"
    BLANK = ""
    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    CONFORM = "conform"
    MINOR = "minor"
    MAJOR = "major"
    NOT_FOUND = "not-found-confirm"


_YES_NO = {
    Mark.FOUND: Word.YES,
    Mark.PARTLY: Word.PARTLY,
    Mark.CONTRADICTS: Word.NO,
    Mark.NOT_FOUND: Word.NOT_FOUND,
    Mark.NOT_APPLICABLE: Word.NA,
    Mark.NOT_ASSESSED: Word.BLANK,
}
_CONFORMITY = {
    Mark.FOUND: Word.CONFORM,
    Mark.PARTLY: Word.MINOR,
    Mark.CONTRADICTS: Word.MAJOR,
    Mark.NOT_FOUND: Word.NOT_FOUND,
    Mark.NOT_APPLICABLE: Word.NA,
    Mark.NOT_ASSESSED: Word.BLANK,
}


def on_matrix(marks: Marks) -> Word:
    """Return the entry of a 1540 matrix.

    X says that steps were taken and a legal basis is cited, not that an obligation is fulfilled; what is
    doubtful is `?`; where nothing was found the cell stays blank, as the matrix does not say "no".
    """
    if marks.on_paper is Mark.NOT_APPLICABLE:
        return Word.NA
    if marks.on_paper in {Mark.FOUND, Mark.PARTLY}:
        return Word.UNCLEAR if marks.confidence is Confidence.LOW else Word.X
    return Word.UNCLEAR if marks.on_paper is Mark.CONTRADICTS else Word.BLANK


def rendered(marks: Marks, scale: Scale) -> str:
    """Return what a scale says for the marks; a level is what coders gave, never computed."""
    if scale is Scale.MATRIX:
        return on_matrix(marks).value
    if scale is Scale.LEVEL:
        if marks.on_paper is Mark.NOT_APPLICABLE:
            return Word.NA.value
        return str(marks.level) if marks.level in LEVELS else Word.BLANK.value
    words = _YES_NO if scale is Scale.YES_NO else _CONFORMITY
    return words[marks.on_paper].value


def seal_of(head: str, lines: Iterable[Mapping[str, Any]]) -> tuple[str, str]:
    """Return the SHA-256 of a round and the text it is of: a head, then its findings sorted, one a line.

    Whoever may see the round can download the text, and `sha256sum` gives the same.
    """
    told = sorted(
        json.dumps(line, ensure_ascii=False, sort_keys=True, separators=(",", ":")) for line in lines
    )
    text = "".join(f"{line}\n" for line in (head, *told))
    return hashlib.sha256(text.encode()).hexdigest(), text


class Settled(StrEnum):
    """What follows once a coder has given a finding."""

    WAITS = "waits"
    AGREED = "agreed"
    DIFFERS = "differs"
    # One coder only: somebody else confirms.
    ALONE = "alone"


def settled(first: Marks | None, second: Marks | None, *, is_double: bool) -> Settled:
    """Tell what the given findings of a requirement come to."""
    if not is_double:
        return Settled.ALONE if first else Settled.WAITS
    if first is None or second is None:
        return Settled.WAITS
    return Settled.AGREED if first.judged == second.judged else Settled.DIFFERS


class Change(StrEnum):
    """How a finding stands to that of the round before."""

    NEW = "new"
    SAME = "same"
    MORE = "more"
    LESS = "less"
    OTHER = "other"
    GONE = "gone"


_ORDER = {Mark.CONTRADICTS: 0, Mark.NOT_FOUND: 1, Mark.PARTLY: 2, Mark.FOUND: 3}


def change(before: Marks | None, now: Marks | None) -> Change | None:
    """Return what changed on paper since the round before; None where neither says anything."""
    is_old = before is not None and before.on_paper is not Mark.NOT_ASSESSED
    is_new = now is not None and now.on_paper is not Mark.NOT_ASSESSED
    if not is_old or not is_new or before is None or now is None:
        return Change.GONE if is_old else Change.NEW if is_new else None
    if before.judged == now.judged:
        return Change.SAME
    old, new = _ORDER.get(before.on_paper), _ORDER.get(now.on_paper)
    if old is None or new is None or old == new:
        return Change.OTHER
    return Change.MORE if new > old else Change.LESS
