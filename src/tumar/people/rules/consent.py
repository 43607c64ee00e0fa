"""What persons are asked to agree to, and which of their answers stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ConsentPurpose(StrEnum):
    """What personal data are used for; every purpose is asked about on its own."""

    TRAINING_RECORD = "training-record"
    CERTIFICATE = "certificate"
    DIRECTORY = "directory"
    PHOTOGRAPH = "photograph"
    NEWSLETTER = "newsletter"
    RESEARCH = "research"


class ConsentAnswer(StrEnum):
    """What a person answered; whoever withdraws had agreed before."""

    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Answer:
    """One answer to one version of a purpose's text."""

    purpose: str
    number: int
    answer: str
    on: date
    order: int  # of two answers of one day the one that was recorded later stands


def standing(answers: Iterable[Answer]) -> dict[str, Answer]:
    """Return for each purpose the answer that stands: the latest one."""
    found: dict[str, Answer] = {}
    for one in sorted(answers, key=lambda one: (one.on, one.order)):
        found[one.purpose] = one
    return found


def agrees(answer: Answer | None, *, since_number: int = 1) -> bool:
    """Tell whether the answer that stands is a consent, and one to a version that still counts."""
    return answer is not None and answer.answer == ConsentAnswer.GIVEN and answer.number >= since_number


def is_withdrawn(answer: Answer | None) -> bool:
    """Tell whether there was a consent that stands no more."""
    return answer is not None and answer.answer == ConsentAnswer.WITHDRAWN


def can_withdraw(before: Answer | None) -> bool:
    """Tell whether there is a consent to withdraw."""
    return before is not None and before.answer == ConsentAnswer.GIVEN
