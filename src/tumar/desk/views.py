"""The staff face's own pages."""

from typing import Any

from django.conf import settings
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
)
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tumar.desk import lists, queries
from tumar.desk.context import THEME_COOKIE, THEMES
from tumar.desk.queries import finding
from tumar.desk.queries.acts import acts
from tumar.desk.queries.home import home_of
from tumar.kernel import files, pages
from tumar.kernel.doors import signed_in
from tumar.kernel.pages import Request
from tumar.kernel.permissions import Permission

A_YEAR = 365 * 24 * 3600
# Anything else might be run by the browser as a page of ours.
SHOWN_IN_BROWSER = frozenset({"application/pdf", "image/jpeg", "image/png"})


@signed_in()
@require_safe
def home(request: Request) -> HttpResponse:
    """Show the state of things as far as this person's roles reach."""
    return render(request, "desk/home.html", {"title": _("Overview"), "home": home_of(request.scope)})


@signed_in()
@require_safe
def search(request: Request) -> HttpResponse:
    """Search everything that this person may see."""
    words = request.GET.get("q", "").strip()[:200]
    found = finding.find(words, request.scope)
    return render(request, "desk/search.html", {"title": _("Search"), "words": words, "found": found})


@signed_in(Permission.KERNEL_JOURNAL_VIEW)
@require_safe
def journal(request: Request) -> HttpResponseBase:
    """List what was done, by whom, to which record."""
    return pages.list_page(request, lists.JOURNAL, acts(request.scope), template="desk/journal.html")


@signed_in()
@require_safe
def file(request: Request, sha256: str) -> HttpResponseBase:
    """Give an evidence file to who may see a record that it stands for."""
    stored = queries.file_for(request.scope, sha256)
    if stored is None:
        raise Http404(sha256)
    return FileResponse(
        files.path_of(sha256).open("rb"),
        as_attachment=stored.media_type not in SHOWN_IN_BROWSER,
        filename=stored.name,
        content_type=stored.media_type,
    )


def _back(request: HttpRequest) -> HttpResponseRedirect:
    """Return to the page that the form stood on, if it is one of ours."""
    wanted = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
    return HttpResponseRedirect(wanted if is_ours else reverse("desk:home"))


@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Keep the language chosen and show the same page in it; for everybody, signed in or not."""
    response = _back(request)
    if (language := request.POST.get("language")) in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=A_YEAR,
            samesite="Lax",
            secure=request.is_secure(),
        )
    return response


@require_POST
def set_theme(request: HttpRequest) -> HttpResponse:
    """Keep the theme chosen and show the same page in it."""
    response = _back(request)
    if (theme := request.POST.get("theme")) in THEMES:
        response.set_cookie(
            THEME_COOKIE, theme, max_age=A_YEAR, samesite="Lax", secure=request.is_secure(), httponly=True
        )
    return response


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """Say that there is no such page, or none that this person may see."""
    return render(request, "404.html", status=404)


def failed(request: HttpRequest) -> HttpResponse:
    """Say that the fault is ours."""
    return render(request, "500.html", status=500)
