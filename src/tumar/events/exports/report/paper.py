"""The report of an event in words: what it is and when it was held, then section by section."""

from collections.abc import Iterable
from dataclasses import replace

from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _

from tumar.events.exports.report import evaluation, plan, reach
from tumar.events.exports.report.words import days, listed, upper
from tumar.events.models import EventOrganisation, Postponement
from tumar.events.queries.report import Report
from tumar.events.reporting import TEST_GAIN
from tumar.kernel.papers import Paper, Section, notes_of
from tumar.kernel.templatetags.parts import shown
from tumar.places import names
from tumar.places.languages import language_name


def report_paper(report: Report) -> Paper:
    """Return the report as a paper in the language that is active; its notes print themselves."""
    event, is_demonstration = report.event, report.event.programme.is_demonstration
    paper = Paper(
        language=get_language() or "en",
        is_rtl=get_language_bidi(),
        kicker=_("Report on an event"),
        title=str(event),
        subtitle=_("As of %(date)s") % {"date": shown(report.on)},
        code=event.code,
        on=report.on,
        demonstration=_("Demonstration data: persons and records are invented.") if is_demonstration else "",
        facts=tuple((upper(label), value) for label, value in _facts(report) if value),
        sections=tuple(_sections(report)),
        page_of=_("Page {page} of {pages}"),
        notes_title=_("Notes"),
    )
    return replace(paper, notes=notes_of(paper))


def _facts(report: Report) -> list[tuple[str, str]]:
    event = report.event
    line = event.activity_line
    return [
        (_("kind"), str(event.get_kind_display())),
        (_("state"), str(event.get_state_display())),
        (_("Programme"), str(event.programme)),
        (_("Objective"), str(line.objective) if line and line.objective else ""),
        (_("Activity line"), str(line) if line else ""),
        (_("Response to a crisis"), str(event.response) if event.response else ""),
        (_("Reach"), str(event.get_reach_display())),
        (_("Country"), names.marked_name(event.country_id) if event.country_id else ""),
        (_("Countries taking part"), listed(names.marked_name(code) for code in report.countries)),
        (_("Days"), days(event.starts, event.ends)),
        *((_("Postponed from"), _postponed(one)) for one in report.postponements),
        (_("Place"), event.place),
        (_("Languages"), listed(map(language_name, event.languages))),
        (_("Languages of interpretation"), listed(map(language_name, event.interpretation_languages))),
        (_("Hosts"), _organisations(report.hosts)),
        (_("Co-organisers"), _organisations(report.co_organisers)),
        (_("Who counts as having attended"), _attendance_rule(report)),
    ]


def _postponed(one: Postponement) -> str:
    return f"{days(one.starts, one.ends)} ({one.reason})"


def _organisations(parts: Iterable[EventOrganisation]) -> str:
    return listed(_organisation(one) for one in parts)


def _organisation(one: EventOrganisation) -> str:
    country = one.organisation.country_id
    return f"{one.organisation} ({names.marked_name(country)})" if country else str(one.organisation)


def _attendance_rule(report: Report) -> str:
    event = report.event
    words = str(event.get_attendance_requirement_display())
    if event.attendance_requirement == event.Requirement.SHARE:
        words = _("was there for %(share)d percent of the sessions") % {"share": event.attendance_share}
    partly = _("late and left early count as present") if event.counts_partly else ""
    return "; ".join(filter(None, (words, partly)))


def _sections(report: Report) -> list[Section]:
    chapters = dict(report.chapters)
    found = [
        reach.attendance(report),
        plan.agenda(report),
        reach.staff(report),
        reach.sessions(report),
        chapters.pop(TEST_GAIN),
        evaluation.evaluation(report),
        *chapters.values(),
        plan.budget(report),
        plan.checklist(report),
        plan.materials(report),
        plan.evidence(report),
        plan.photographs(report),
        plan.signed_sheets(report),
    ]
    return [one for one in found if one is not None]
