"""The report of an event: on the screen, and as a file in the language and form chosen."""

from dataclasses import replace

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tumar.events.exports.report.forms import FORMS
from tumar.events.exports.report.paper import report_paper
from tumar.events.queries import report as queries
from tumar.events.views.events import VIEW, found
from tumar.kernel.doors import signed_in
from tumar.kernel.pages import Request


@signed_in(VIEW)
@require_safe
def report(request: Request, code: str) -> HttpResponse:
    """What the report says, with the files to fetch; the annex of scans is in the files alone."""
    event = found(request, code)
    told = replace(queries.report(event, request.scope), sheets=())
    context = {
        "title": _("Report on %(name)s") % {"name": event},
        "event": event,
        "paper": report_paper(told),
        "languages": settings.LANGUAGES,
        "forms": [(name, name.upper()) for name in FORMS],
    }
    return render(request, "events/report.html", context)


@signed_in(VIEW)
@require_safe
def report_file(request: Request, code: str, form: str) -> HttpResponse:
    """Give the report as a file; `?lang=` says in which language, else in that of the page."""
    event, kind = found(request, code), FORMS.get(form)
    if kind is None:
        raise Http404
    asked = request.GET.get("lang", "")
    language = asked if asked in dict(settings.LANGUAGES) else get_language() or settings.LANGUAGE_CODE
    with override(language):
        content = kind.make(queries.report(event, request.scope))
    response = HttpResponse(content, content_type=kind.media_type)
    name = f"report-{event.code}-{language}.{kind.name}".replace("/", "-")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
