"""How long what is kept about a person, and for what."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tumar.people.rules.consent import Answer, ConsentPurpose, agrees, is_withdrawn

# The programme's own task, accounted for with the record of training: it rests on nobody's consent.
WITHOUT_CONSENT = frozenset({ConsentPurpose.TRAINING_RECORD.value})


class Kept(StrEnum):
    """What is kept, from what is needed for the shortest time to what is needed for the longest."""

    DOCUMENTS = "documents"
    CONTACT = "contact"
    PERSON = "person"


class Since(StrEnum):
    """From which day the months are counted."""

    LAST_MET = "last-met"
    ADDED = "added"


@dataclass(frozen=True)
class Term:
    """For one purpose, one kind of data is kept for so many months after a day."""

    purpose: str
    kept: str
    months: int
    since: str


@dataclass(frozen=True)
class Known:
    """What must be known of a person to say what is due: when it was met and added, what it agreed to."""

    last_met: date | None
    added: date
    answers: Mapping[str, Answer]


def months_after(day: date, months: int) -> date:
    """Return the same day so many months later, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise ValueError(day)


def ends(term: Term, known: Known) -> date:
    """Return the last day on which the term keeps data of the person; never met counts from being added."""
    met = known.last_met or known.added
    return months_after(met if term.since == Since.LAST_MET else known.added, term.months)


def concerns(term: Term, known: Known) -> bool:
    """Tell whether data of the person were ever kept for the term's purpose: of itself, or by consent."""
    answer = known.answers.get(term.purpose)
    return term.purpose in WITHOUT_CONSENT or agrees(answer) or is_withdrawn(answer)


def needs(term: Term, known: Known, today: date) -> bool:
    """Tell whether the purpose still needs the data; a consent withdrawn ends it at once."""
    if term.purpose not in WITHOUT_CONSENT and not agrees(known.answers.get(term.purpose)):
        return False
    return ends(term, known) >= today


def due(terms: Iterable[Term], known: Known, today: date) -> frozenset[str]:
    """Return the kinds of data that no purpose needs any more.

    A kind about which no term concerns the person is kept: nobody decided for how long. Of whoever is erased
    whole nothing else is due.
    """
    found, terms = set(), list(terms)
    for kept in Kept:
        concerned = [term for term in terms if term.kept == kept and concerns(term, known)]
        if concerned and not any(needs(term, known, today) for term in concerned):
            found.add(kept.value)
    return frozenset({Kept.PERSON.value}) if Kept.PERSON in found else frozenset(found)
