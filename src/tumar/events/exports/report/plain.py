"""The report of an event as structured facts: minor units, days as yyyy-mm-dd, null for unknown."""

import json
from collections.abc import Sequence
from typing import Any

from django.utils.translation import get_language

from tumar.events.exports import facts
from tumar.events.exports.report.evaluation import evaluation_facts
from tumar.events.queries.report import Cell, Held, Numbers, Report
from tumar.kernel.models import Attachment
from tumar.kernel.papers import Section

Facts = dict[str, Any]


def report_json(report: Report) -> str:
    """Return the report as JSON."""
    return json.dumps(report_facts(report), ensure_ascii=False, indent=2) + "\n"


def report_facts(report: Report) -> Facts:
    """Return the report as plain values; what whoever asks may not see is null."""
    event = report.event
    return {
        **facts.identity(event),
        **facts.frame(event, report.countries),
        "as_of": report.on.isoformat(),
        "report_language": get_language() or "en",
        "demonstration": event.programme.is_demonstration,
        "hosts": facts.codes_of(report.hosts),
        "co_organisers": facts.codes_of(report.co_organisers),
        "postponed_from": [facts.postponed(one) for one in report.postponements],
        "attendance_rule": _rule(report),
        "agenda": [facts.slot_facts(slot) for day in report.agenda for slot in day.slots],
        "participants": _numbers(report.numbers),
        "staff": [{"name": one.label, "role": one.role} for one in report.staff],
        "sessions": [_session(one) for one in report.sessions],
        "evaluation": evaluation_facts(report.evaluation),
        "chapters": {name: _chapter(one) for name, one in report.chapters.items()},
        "budget": None if report.budget is None else facts.budget_facts(report.budget),
        "checklist": None if report.tasks is None else [facts.task_facts(one) for one in report.tasks],
        "materials": [facts.material_facts(one) for one in report.materials],
        "evidence": [_evidence(one) for one in report.evidence],
        "photographs": [
            {"caption": one.caption, "agreed": one.agreed, "sha256": one.file.sha256}
            for one in report.photographs
        ],
        "signed_sheets": [{"page": str(one.page), "sha256": one.straight.sha256} for one in report.sheets],
    }


def _rule(report: Report) -> Facts:
    rule = report.event.attendance_rule
    is_share = rule.requirement == rule.requirement.SHARE
    return {
        "requirement": rule.requirement.value,
        "share_percent": rule.share if is_share else None,
        "counts_partly": rule.counts_partly,
    }


def _numbers(numbers: Numbers) -> Facts:
    return {
        "planned": numbers.planned,
        "registered": numbers.registered,
        "registrations_by_state": dict(numbers.by_state),
        "listed": numbers.listed,
        "attended": numbers.reached.persons,
        "strength": numbers.reached.strength.value,
        "absent": numbers.absent,
        "unknown": numbers.unknown,
        "head_count": numbers.head_count,
        "head_count_source": numbers.head_count_source,
        "by_country": _cells(numbers.by_country),
        "by_group": _cells(numbers.by_group),
        "by_sex": _cells(numbers.by_sex),
    }


def _cells(cells: Sequence[Cell]) -> dict[str, Facts]:
    return {
        one.key: {
            "planned": one.planned,
            "registered": one.registered,
            "listed": one.listed,
            "attended": one.attended,
        }
        for one in cells
    }


def _session(held: Held) -> Facts:
    session = held.session
    return {
        "number": session.number,
        "day": session.day.isoformat(),
        "title": session.title,
        "marks": dict(held.states),
        "not_marked": held.unmarked,
        "by_means": dict(held.means),
        "head_count": held.heads,
    }


def _chapter(section: Section) -> Facts:
    return {
        "title": section.title,
        "paragraphs": list(section.paragraphs),
        "items": list(section.items),
        "tables": [
            {"title": one.title, "headers": list(one.headers), "rows": [list(row) for row in one.rows]}
            for one in section.tables
        ],
    }


def _evidence(one: Attachment) -> Facts:
    return {
        "name": one.file.name,
        "sha256": one.file.sha256,
        "bytes": one.file.size,
        "added": one.added_at.date().isoformat(),
        "is_removed": one.file.removed_at is not None,
    }
