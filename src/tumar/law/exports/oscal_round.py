"""A round as OSCAL assessment results: an observation for each requirement, with the words of the law.

There are observations and no findings: a finding of OSCAL is "satisfied" or "not-satisfied", and nobody here
says that. The three marks stand as properties under our own namespace.
"""

import json
from base64 import b64encode
from collections.abc import Iterator
from typing import Any

from tumar.kernel.languages import said
from tumar.kernel.scope import Scope
from tumar.law.exports.sets import moment
from tumar.law.models import Citation, Finding, Requirement, Round
from tumar.law.queries.rounds import cited, finals, requirements_of
from tumar.law.rules.requirements.oscal import OSCAL_VERSION, href_of, key_of, prop, token


def as_oscal(one: Round, scope: Scope) -> bytes:
    """Return what holds in the round, as far as the scope may see it."""
    return json.dumps(assessment_results(one, scope), ensure_ascii=False, indent=2).encode()


def assessment_results(one: Round, scope: Scope) -> dict[str, Any]:
    """Return the round as an OSCAL assessment results document."""
    held = {each.requirement_id: each for each in cited(finals(one, scope))}
    requirements = list(requirements_of(one))
    plan = key_of("plan", one.code)
    touched = [each.changed_at for each in held.values()]
    modified = max([one.opened_at, *touched, *filter(None, (one.closed_at, one.published_at))])
    result: dict[str, Any] = {
        "uuid": key_of("result", one.code),
        "title": str(one),
        "description": one.scope or f"Law as of {one.as_of.isoformat()}",
        "start": moment(one.opened_at),
        "props": [prop(*each) for each in _facts(one)],
        "reviewed-controls": {"control-selections": [{"include-controls": _controls(requirements)}]},
    }
    if one.closed_at:
        result["end"] = moment(one.closed_at)
    observations = [_observation(one, each, held[each.pk]) for each in requirements if each.pk in held]
    if observations:
        result["observations"] = observations
    return {
        "assessment-results": {
            "uuid": key_of("results", one.code, moment(modified)),
            "metadata": {
                "title": str(one),
                "last-modified": moment(modified),
                "version": str(one.version),
                "oscal-version": OSCAL_VERSION,
            },
            "import-ap": {"href": f"#{plan}"},
            "results": [result],
            "back-matter": {"resources": list(_resources(one, plan))},
        }
    }


def _facts(one: Round) -> Iterator[tuple[str, str]]:
    yield "round", one.code
    yield "country", one.country_id
    yield "as-of", one.as_of.isoformat()
    if one.sha256:
        yield "sha256", one.sha256


def _resources(one: Round, key: str) -> Iterator[dict[str, Any]]:
    """Yield what the results were planned by, a text that names the sets, and where the catalogue of each is.

    Several links of one resource of OSCAL lead to the same thing, so each set is a resource of its own.
    """
    versions = [each.version for each in one.sets.select_related("version__set").order_by("position")]
    text = "\n".join(f"{each.set.code} {each.label} sha256:{each.sha256}" for each in versions)
    yield {
        "uuid": key,
        "title": ", ".join(str(each) for each in versions),
        "description": "The sets of the round, in the versions with which it began; there is no other plan.",
        "base64": {"media-type": "text/plain", "value": b64encode(text.encode()).decode()},
    }
    for each in versions:
        yield {
            "uuid": key_of("catalog", each.set.code.lower(), each.label, "of", one.code),
            "title": str(each),
            "props": [prop("set", each.set.code.lower()), prop("version", each.label)],
            "rlinks": [{"href": href_of(each.set.code.lower())}],
        }


def _controls(requirements: list[Requirement]) -> list[dict[str, str]]:
    return [{"control-id": _name(each)} for each in requirements]


def _name(one: Requirement) -> str:
    return token(one.version.set.code.lower(), one.code)


def _observation(one: Round, requirement: Requirement, finding: Finding) -> dict[str, Any]:
    marks = [("on-paper", finding.on_paper), ("in-force", finding.in_force), ("applied", finding.applied)]
    marks += [("control-id", _name(requirement)), ("confidence", finding.confidence)]
    marks += [("confirmed", "yes" if finding.confirmed_at else "no")]
    if finding.level is not None:
        marks.append(("level", str(finding.level)))
    told: dict[str, Any] = {
        "uuid": key_of("observation", one.code, _name(requirement)),
        "title": f"{requirement.code} {said(requirement.title)}",
        "description": said(finding.note) or said(requirement.title) or requirement.code,
        "props": [prop(*each) for each in marks],
        "methods": ["EXAMINE"],
        "collected": moment(finding.confirmed_at or finding.changed_at),
    }
    evidence = [_evidence(each) for each in finding.citations.all()]
    return told | ({"relevant-evidence": evidence} if evidence else {})


def _evidence(each: Citation) -> dict[str, Any]:
    text = each.text
    instrument = text.provision.instrument
    facts = [("instrument", instrument.code), ("provision", text.provision.eid), ("relation", each.relation)]
    facts += [("text-of", text.version.valid_from.isoformat()), ("start", str(each.start))]
    facts += [("end", str(each.end)), ("language", text.version.expression.language)]
    return {
        "description": each.quote,
        "props": [prop(*fact) for fact in facts],
        "remarks": " ".join(filter(None, (str(instrument), text.label))),
    }
