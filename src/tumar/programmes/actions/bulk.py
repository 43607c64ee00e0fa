"""Many programmes, their parts and responses at once, from checked rows of a workbook."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tumar.kernel import bulk
from tumar.kernel.permissions import Permission
from tumar.kernel.scope import Scope
from tumar.people.models import Organisation
from tumar.programmes.models import (
    ActivityLine,
    Claim,
    Objective,
    Participation,
    Programme,
    ProgrammeTag,
    Response,
)

TO_PROGRAMME = bulk.Link(Programme)
TO_RESPONSE = bulk.Link(Response)
TO_OBJECTIVE = bulk.Link(Objective, ("programme__code", "number"), ("programme",))
TO_ACTIVITY_LINE = bulk.Link(ActivityLine, ("programme__code", "code"), ("programme",))
_TO_ORGANISATION = bulk.Link(Organisation)


def _tags(scheme: str) -> bulk.SetOf:
    return bulk.SetOf(ProgrammeTag, "programme_id", "tag", "tag", fixed={"scheme": scheme})


def _programme(facts: Mapping[str, Any]) -> str:
    return f"{Programme.LABEL}:{facts['programme']}"


PROGRAMMES = bulk.Table(
    model=Programme,
    verbs=("programmes.programme.added", "programmes.programme.amended"),
    key=("code",),
    paths={
        **bulk.as_named(
            "code", "title", "short_title", "contract_reference", "starts", "ends", "budget_cents"
        ),
        **bulk.as_named("context", "notes", "is_demonstration", "is_ours"),
        "funder": "funder__code",
        "implementer": "implementer__code",
    },
    defaults={
        **dict.fromkeys(("short_title", "contract_reference"), ""),
        "title": {},
        "context": {},
        "notes": {},
        **dict.fromkeys(("areas", "categories"), ()),
        "is_demonstration": False,
        "is_ours": True,
    },
    links={"funder": _TO_ORGANISATION, "implementer": _TO_ORGANISATION},
    sets={
        "areas": _tags(ProgrammeTag.Scheme.AREA.value),
        "categories": _tags(ProgrammeTag.Scheme.CATEGORY.value),
    },
)
OBJECTIVES = bulk.Table(
    model=Objective,
    verbs=("programmes.objective.added", "programmes.objective.amended"),
    key=("programme", "number"),
    paths={"programme": "programme__code", **bulk.as_named("number", "title")},
    defaults={"title": {}},
    links={"programme": TO_PROGRAMME},
    whole=_programme,
)
ACTIVITY_LINES = bulk.Table(
    model=ActivityLine,
    verbs=("programmes.activity_line.added", "programmes.activity_line.amended"),
    key=("programme", "code"),
    paths={
        "programme": "programme__code",
        **bulk.as_named("code", "title"),
        "objective": "objective__number",
    },
    defaults={"title": {}},
    links={"programme": TO_PROGRAMME, "objective": TO_OBJECTIVE},
    whole=_programme,
)
PARTICIPATIONS = bulk.Table(
    model=Participation,
    verbs=("programmes.participation.added", "programmes.participation.amended"),
    key=("programme", "country", "since"),
    paths={
        "programme": "programme__code",
        "country": "country_id",
        **bulk.as_named("since", "until", "source"),
    },
    defaults={"source": ""},
    links={"programme": TO_PROGRAMME},
    open_key=frozenset({"since"}),
    whole=_programme,
)
RESPONSES = bulk.Table(
    model=Response,
    verbs=("programmes.response.added", "programmes.response.amended"),
    key=("code",),
    paths=bulk.as_named("code", "name", "since", "until"),
    defaults={"name": {}},
)
CLAIMS = bulk.Table(
    model=Claim,
    verbs=("programmes.claim.added", "programmes.claim.amended"),
    key=("programme", "indicator", "as_of", "source"),
    paths={
        "programme": "programme__code",
        **bulk.as_named("indicator", "figure", "qualifier", "as_of", "source"),
    },
    links={"programme": TO_PROGRAMME},
    whole=_programme,
)


def _bring(table: bulk.Table, rows: Sequence[bulk.Row], by: Scope) -> Iterator[int]:
    by.require(Permission.PROGRAMMES_PROGRAMME_EDIT)
    return bulk.bring(table, rows, by=by)


def bring_programmes(rows: Sequence[bulk.Row], by: Scope) -> Iterator[int]:
    """Add and amend programmes with their tags; yields how many were written, batch by batch."""
    return _bring(PROGRAMMES, rows, by)


def bring_objectives(rows: Sequence[bulk.Row], by: Scope) -> Iterator[int]:
    """Add and amend objectives of programmes; yields how many were written, batch by batch."""
    return _bring(OBJECTIVES, rows, by)


def bring_activity_lines(rows: Sequence[bulk.Row], by: Scope) -> Iterator[int]:
    """Add and amend lines of plans of activities; yields how many were written, batch by batch."""
    return _bring(ACTIVITY_LINES, rows, by)


def bring_participations(rows: Sequence[bulk.Row], by: Scope) -> Iterator[int]:
    """Add and amend countries' parts in programmes; yields how many were written, batch by batch."""
    return _bring(PARTICIPATIONS, rows, by)


def bring_responses(rows: Sequence[bulk.Row], by: Scope) -> Iterator[int]:
    """Add and amend crises; yields how many were written, batch by batch."""
    return _bring(RESPONSES, rows, by)


def bring_claims(rows: Sequence[bulk.Row], by: Scope) -> Iterator[int]:
    """Add and amend published claims; yields how many were written, batch by batch."""
    return _bring(CLAIMS, rows, by)
