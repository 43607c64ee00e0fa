"""The report on the law of several countries: on the screen, and as a file in a language and a form."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tumar.kernel.doors import signed_in
from tumar.kernel.pages import Request
from tumar.kernel.permissions import Permission
from tumar.law.exports.regional.forms import FORMS, file_name
from tumar.law.exports.regional.paper import regional_paper
from tumar.law.forms.overview import OverviewForm
from tumar.law.queries.places import about_of
from tumar.law.queries.regional import Asked, Regional, regional

READ = Permission.LAW_REQUIREMENT_VIEW


def _told(request: Request) -> tuple[OverviewForm, Regional]:
    form = OverviewForm(request.GET or None, scope=request.scope)
    given = form.asked
    about = about_of(request.GET.get("about", ""))
    asked = Asked(tuple(given["countries"]), tuple(given["set_codes"]), given["as_of"], about)
    return form, regional(asked, request.scope)


@signed_in(READ)
@require_safe
def report(request: Request) -> HttpResponse:
    """Show what the report says, with the files to fetch."""
    form, told = _told(request)
    context = {
        "title": _("Regional report"),
        "form": form,
        "paper": regional_paper(told) if told.asked.countries else None,
        "languages": settings.LANGUAGES,
        "forms": [(name, name.upper()) for name in FORMS],
        "kept": [(name, value) for name, given in request.GET.lists() for value in given if name != "lang"],
    }
    return render(request, "law/regional_report.html", context)


@signed_in(READ)
@require_safe
def report_file(request: Request, form: str) -> HttpResponse:
    """Give the report as a file; `?lang=` says in which language, else in that of the page."""
    kind = FORMS.get(form)
    if kind is None:
        raise Http404(form)
    asked = request.GET.get("lang", "")
    language = asked if asked in dict(settings.LANGUAGES) else get_language() or settings.LANGUAGE_CODE
    with override(language):
        _form, told = _told(request)
        content = kind.make(told)
    response = HttpResponse(content, content_type=kind.media_type)
    name = file_name(told, language, kind.name)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
