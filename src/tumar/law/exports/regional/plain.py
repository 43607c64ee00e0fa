"""The regional report as plain values in codes, whatever the language."""

import json
from collections.abc import Mapping
from typing import Any

from tumar.law.exports.matrix import as_json as matrix_json
from tumar.law.queries.places import places
from tumar.law.queries.regional import Regional
from tumar.law.rules.findings import Axis, Mark


def regional_json(told: Regional) -> str:
    """Return everything that the report counts, as JSON."""
    return json.dumps(values(told), ensure_ascii=False, indent=2)


def _counts(given: Mapping[Mark, int]) -> dict[str, int]:
    return {mark.value: number for mark, number in given.items()}


def values(told: Regional) -> dict[str, Any]:
    """Return the report as values that JSON can hold."""
    return {
        "as_of": told.asked.as_of.isoformat(),
        "told_on": told.on.isoformat(),
        "countries": list(told.asked.countries),
        "sets": list(told.asked.set_codes),
        "map": _map(told),
        "coverage": [
            {
                "country": one.country,
                "requirements": one.requirements,
                "assessed": one.assessed,
                "confirmed": one.confirmed,
                "looked_for": dict(one.searches) if one.is_seen else None,
            }
            for one in told.coverage
        ],
        "areas": {
            area: {code: _counts(given) for code, given in by_country.items()}
            for area, by_country in told.areas.items()
        },
        "changes": [
            {
                "country": one.country,
                "set": one.row.set_code,
                "code": one.row.code,
                "change": one.change.value,
                "on_paper": one.cell.marks.on_paper.value if one.cell.marks else None,
            }
            for one in told.changes
        ],
        "treaties": [
            {"country": code, "treaty": one.code, "act": act.act, "day": act.day}
            for one in told.treaties
            for code in told.asked.countries
            for act in told.acts.get((code, one.pk), ())
        ],
        "reforms": [
            {
                "country": one.country,
                "recommendations": dict(one.states),
                "bills": dict(one.columns),
                "overdue": one.overdue,
                "to_recheck": one.to_recheck,
            }
            for one in told.reforms
        ],
        "rechecks": len(told.rechecks) + told.rechecks_left,
        "matrix": matrix_json(told.matrix),
    }


def _map(told: Regional) -> dict[str, Any]:
    return {
        "about": told.about.key,
        "marks": {
            axis.value: {
                one.country: {"mark": one.kind, "counts": _counts(one.counts)}
                for one in places(told.matrix, told.about, axis)
            }
            for axis in Axis
        },
    }
