"""Units and lines as they are kept between reading and confirmation, and what tells two texts apart."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from tumar.law.rules.amending import Part, Proposal, Step, Verb
from tumar.law.rules.lines import Line
from tumar.law.rules.units import Doubt, Kind, Unit


def _bare(facts: dict[str, Any]) -> dict[str, Any]:
    """Leave out what a value has anyway."""
    return {name: value for name, value in facts.items() if value not in ("", None, False, 0, 0.0, (), [])}


def unit_facts(unit: Unit) -> dict[str, Any]:
    """Return a unit as JSON keeps it."""
    return _bare({**asdict(unit), "kind": unit.kind.value, "cells": [list(row) for row in unit.cells]})


def unit_from(facts: Mapping[str, Any]) -> Unit:
    """Return the unit that was kept."""
    cells = tuple(tuple(row) for row in facts.get("cells", ()))
    return Unit(**{"eid": "", **facts, "kind": Kind(facts["kind"]), "cells": cells})


def line_facts(line: Line) -> dict[str, Any]:
    """Return what the correction page needs of a line."""
    cells = [list(row) for row in line.cells]
    return _bare({"text": line.text, "label": line.label, "page": line.page, "cells": cells})


def doubt_facts(doubt: Doubt) -> dict[str, Any]:
    """Return a doubt as JSON keeps it."""
    return _bare({**asdict(doubt), "values": list(doubt.values)})


def hash_of(unit: Unit) -> str:
    """Return the SHA-256 over what a unit says: label, heading, text and cells."""
    said = json.dumps([unit.label, unit.heading, unit.text, unit.cells], ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()


def proposal_facts(one: Proposal) -> dict[str, Any]:
    """Return a proposed change as JSON keeps it."""
    return _bare(json.loads(json.dumps(asdict(one))))


def _path(told: Sequence[Mapping[str, Any]]) -> tuple[Step, ...]:
    return tuple(
        Step(tuple(Kind(kind) for kind in step["kinds"]), step["rank"], step["number"]) for step in told
    )


def proposal_from(facts: Mapping[str, Any]) -> Proposal:
    """Return the proposed change that was kept."""
    bare = {"eid": "", "part": Part.ANYWHERE, "order": 0, **facts}
    given = {
        **bare,
        "verb": Verb(bare["verb"]),
        "part": Part(bare["part"]),
        **{name: _path(bare.get(name, ())) for name in ("path", "added", "after")},
        **{name: tuple(bare.get(name, ())) for name in ("doubts", "lines")},
    }
    return Proposal(**given)
