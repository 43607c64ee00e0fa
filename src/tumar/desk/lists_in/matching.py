"""Who on file a row may be: proposed by likeness, decided where there is no doubt, told with reasons."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from tumar.desk.lists_in.planned import Decision
from tumar.kernel.bulk import Facts
from tumar.kernel.scope import Scope
from tumar.people.explaining import explanation
from tumar.people.queries.matching import Proposal, candidates_for
from tumar.people.rules.matching import Decision as Proposed
from tumar.people.rules.matching import Subject

TOLD = 5


@dataclass(frozen=True)
class Candidates:
    """What matching says of one row; `code` is set where it is decided."""

    decision: str = Decision.NEW
    code: str = ""
    why: str = ""
    told: list[dict[str, Any]] = field(default_factory=list)


def subject_of(listed: Mapping[str, Any], said: Facts) -> Subject:
    """Return a row as matching sees it."""
    born = said["birth_date"]
    return Subject(
        family=said["family"],
        given=said["given"] or said["single"],
        patronymic=said["patronymic"],
        family_latin=said["family_latin"],
        given_latin=said["given_latin"] or said["single_latin"],
        patronymic_latin=said["patronymic_latin"],
        sex=said["sex"] if said["sex"] != "U" else "",
        birth=born.isoformat() if born else str(said["birth_year"] or ""),
        employer=str(listed.get("employer") or ""),
        country=said["country"] or "",
        email=said["email"],
        telephone=said["telephone"],
        document=str(listed.get("document_digest") or ""),
    )


def candidates_of(rows: Sequence[tuple[Mapping[str, Any], Facts]], by: Scope) -> list[Candidates]:
    """Return for each row, as listed and as meant, who on file it may be."""
    if not rows:
        return []
    found = candidates_for([subject_of(listed, said) for listed, said in rows], by)
    return [_decided(proposals) for proposals in found]


def _decided(proposals: Sequence[Proposal]) -> Candidates:
    """Return what follows: one match is taken, two matches or a doubtful one go to a person."""
    likely = [one for one in proposals if one.decision != Proposed.DIFFERENT]
    if not likely:
        return Candidates()
    told: list[dict[str, Any]] = [
        {"code": one.code, "score": round(one.score, 4), "explanation": explanation(one.reasons)}
        for one in likely[:TOLD]
    ]
    matches = [one for one in likely if one.decision == Proposed.MATCH]
    if len(matches) == 1:
        return Candidates(Decision.MATCHED, matches[0].code, told[0]["explanation"], told)
    if matches:
        return Candidates(Decision.REVIEW, why=_("Several persons on file fit."), told=told)
    return Candidates(Decision.REVIEW, why=_("This may be a person on file."), told=told)
