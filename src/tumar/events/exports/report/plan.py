"""The sections of an event's report about how it was held: agenda, money, checklist, materials, evidence."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tumar.events.exports.report.words import amount, count, hours, listed
from tumar.events.models import Photograph, SheetScan, Task
from tumar.events.queries.report import Report
from tumar.kernel import files
from tumar.kernel.models import Attachment
from tumar.kernel.papers import Filed, Plate, Section, Table
from tumar.kernel.papers.plates import plate_of
from tumar.kernel.templatetags.parts import shown
from tumar.places.languages import language_name

# Pixels; a page of a sheet as wide as this is read well on paper, at a fifth of the bytes.
WIDTH_OF_A_SHEET = 1000
WIDTH_OF_A_PHOTOGRAPH = 1200


def agenda(report: Report) -> Section | None:
    """List the sessions day by day, as they were held."""
    if not report.agenda:
        return None
    tables = [
        Table(
            title=str(shown(day.day)),
            headers=(_("Time"), _("Session"), _("Speakers and trainers"), _("Room")),
            rows=tuple(
                (
                    hours(slot.session.begins_at, slot.session.ends_at) or "—",
                    slot.session.title or _("Session %(number)s") % {"number": slot.session.number},
                    listed(slot.speakers) or "—",
                    str(slot.session.room) if slot.session.room else "—",
                )
                for slot in day.slots
            ),
            numbers_from=4,
        )
        for day in report.agenda
    ]
    return Section(_("Agenda"), tables=tuple(tables))


def budget(report: Report) -> Section | None:
    """Set planned and actual cost side by side, and say what one person who attended cost."""
    money = report.budget
    if money is None or not money.lines:
        return None
    rows = tuple(
        (
            one.description,
            amount(one.planned_minor, one.currency),
            amount(one.actual_minor, one.currency),
        )
        for one in money.lines
    )
    totals = [
        (
            _("Together, %(currency)s") % {"currency": one.currency},
            amount(one.planned, one.currency),
            amount(one.actual, one.currency),
        )
        for one in money.totals
    ]
    persons = money.persons or 0
    per_person = ngettext(
        "Per person (%(persons)s attended)", "Per person (%(persons)s attended)", persons
    ) % {"persons": count(persons)}
    totals += [
        (per_person, "", amount(one.per_person, one.currency))
        for one in money.totals
        if one.per_person is not None
    ]
    table = Table(
        title="",
        headers=(_("What for"), _("Planned"), _("Actual cost")),
        rows=rows,
        totals=tuple(totals),
        note=_("A sum is unknown as soon as one of its lines is."),
    )
    return Section(_("Budget and cost"), tables=(table,))


def checklist(report: Report) -> Section | None:
    """Say which points of the checklist are done, and which are not."""
    if not report.tasks:
        return None
    done = sum(one.done_on is not None for one in report.tasks)
    told = _("%(done)s of %(all)s points are done.") % {"done": count(done), "all": count(len(report.tasks))}
    table = Table(
        title="",
        headers=(_("What is to be done"), _("Owner"), _("Due"), _("Done")),
        rows=tuple(_task(one) for one in report.tasks),
        numbers_from=4,
    )
    return Section(_("Checklist"), paragraphs=(told,), tables=(table,))


def _task(one: Task) -> tuple[str, str, str, str]:
    owner = str(one.owner) if one.owner else one.owner_name
    due, done = (str(shown(day)) if day else "—" for day in (one.due, one.done_on))
    return one.title, owner or "—", due, done if one.done_on else _("not yet")


def materials(report: Report) -> Section | None:
    """List the files that were handed out, with language, licence and hash."""
    if not report.materials:
        return None
    return Section(
        _("Materials"),
        files=tuple(
            Filed(one.title, listed((language_name(one.language), one.licence)), one.file.sha256)
            for one in report.materials
        ),
    )


def evidence(report: Report) -> Section | None:
    """List the files that stand as evidence by the hash of their bytes."""
    if not report.evidence:
        return None
    told = _("Whoever has a file can find out by its SHA-256 whether it is the one on record, unaltered.")
    return Section(_("Evidence"), paragraphs=(told,), files=tuple(_filed(one) for one in report.evidence))


def _filed(one: Attachment) -> Filed:
    if one.file.removed_at is not None:
        told = _("File removed %(day)s") % {"day": shown(one.file.removed_at.date())}
        return Filed(one.file.name, told, one.file.sha256)
    size = _("%(size)s bytes, added %(day)s")
    facts = {"size": count(one.file.size), "day": shown(one.added_at.date())}
    return Filed(one.file.name, size % facts, one.file.sha256)


def signed_sheets(report: Report) -> Section | None:
    """Show the signed pages that were confirmed, laid flat, as an annex."""
    if not report.sheets:
        return None
    return Section(_("Annex: signed sheets"), plates=tuple(_plate(one) for one in report.sheets))


def _plate(scan: SheetScan) -> Plate:
    page = scan.page
    words = _("Page %(page)s of printing %(printing)s, confirmed %(day)s") % {
        "page": page.number,
        "printing": page.printing,
        "day": shown(scan.confirmed_at.date()) if scan.confirmed_at else "—",
    }
    alt = _("Signed sign-in sheet. %(words)s") % {"words": words}
    content = files.content_of(scan.straight)
    return plate_of(content, caption=words, alt=alt, widest=WIDTH_OF_A_SHEET, is_grey=True)


def photographs(report: Report) -> Section | None:
    """Show the photographs, to whose showing those who can be recognised in them agreed."""
    if not report.photographs:
        return None
    return Section(_("Photographs"), plates=tuple(_photograph(one) for one in report.photographs))


def _photograph(one: Photograph) -> Plate:
    agreed = _("Consent: %(how)s") % {"how": one.agreed}
    content = files.content_of(one.file)
    return plate_of(
        content, caption=f"{one.caption}. {agreed}", alt=one.caption, widest=WIDTH_OF_A_PHOTOGRAPH
    )
