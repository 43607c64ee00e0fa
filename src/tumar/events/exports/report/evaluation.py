"""The section of an event's report about its evaluation: answers, never of fewer than five people."""

from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tumar.events.exports.report.words import count
from tumar.events.models import EvaluationQuestion
from tumar.events.queries.evaluation import Cell, QuestionResult, Results, said_fewer
from tumar.events.queries.report import Report
from tumar.kernel.papers import Section, Table


def evaluation(report: Report) -> Section | None:
    """Say how many answered, and question by question what they said."""
    results = report.evaluation
    if results is None:
        return None
    paragraphs = [_answered(results)]
    if not results.is_closed:
        paragraphs.append(_("What they said is told once the evaluation is closed."))
    told = [one for one in results.questions if one.kind != EvaluationQuestion.Kind.TEXT]
    return Section(
        _("Evaluation"), paragraphs=tuple(paragraphs), tables=tuple(_question(one) for one in told)
    )


def _answered(results: Results) -> str:
    answered = said_fewer() if results.sheets is None else count(results.sheets)
    return _("People who answered: %(answered)s; known to have attended: %(attended)s.") % {
        "answered": answered,
        "attended": count(results.attended),
    }


def _question(one: QuestionResult) -> Table:
    heading = f"{one.dimension_label}: {one.text}" if one.dimension_label else one.text
    notes = [_("Fewer than five people answered: nothing is told.")] if one.is_suppressed else []
    if one.mean is not None:
        notes.append(_mean(one))
    if one.has_hidden:
        notes.append(_("Answers of fewer than five people are told together with others, or left out."))
    return Table(
        title=heading[:1].upper() + heading[1:],
        headers=(_("Answer"), _("Answers"), pgettext("of a number", "Share")),
        rows=tuple(_row(cell) for cell in one.cells),
        totals=() if one.n is None else ((_("People who answered"), count(one.n), ""),),
        note=" ".join(notes),
    )


def _row(cell: Cell) -> tuple[str, str, str]:
    if cell.count is None or cell.share is None:
        return cell.label, said_fewer(), "—"
    return cell.label, count(cell.count), f"{count(round(100 * cell.share))}\N{NO-BREAK SPACE}%"


def _mean(one: QuestionResult) -> str:
    mean = one.mean
    if mean is None:
        return ""
    lowest, highest = (_decimal(value) for value in (mean.lowest, mean.highest))
    if mean.is_exact or lowest == highest:
        return _("Mean: %(value)s.") % {"value": lowest}
    return _("Mean: between %(lowest)s and %(highest)s.") % {"lowest": lowest, "highest": highest}


def _decimal(value: float) -> str:
    return str(formats.number_format(value, decimal_pos=1, use_l10n=True))


def evaluation_facts(results: Results | None) -> dict[str, Any] | None:
    """Return the evaluation as plain values; null stands for fewer than five."""
    if results is None:
        return None
    return {
        "is_closed": results.is_closed,
        "answered": results.sheets,
        "attended": results.attended,
        "questions": [_question_facts(one) for one in results.questions],
    }


def _question_facts(one: QuestionResult) -> dict[str, Any]:
    return {
        "key": one.key,
        "dimension": one.dimension or None,
        "text": one.text,
        "kind": one.kind,
        "answered": one.n,
        "answers": [{"label": cell.label, "count": cell.count} for cell in one.cells],
        "mean": [one.mean.lowest, one.mean.highest] if one.mean else None,
    }
