"""The public side of the network: calendar, library, announcements, directory."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tumar.kernel import files
from tumar.kernel.calendars import MEDIA_TYPE
from tumar.kernel.lists import shown
from tumar.kernel.scope import NOBODY
from tumar.network import lists
from tumar.network.exports import atom, ical
from tumar.network.queries import announcements, calendar, directory, library
from tumar.network.queries.calendar import Asked
from tumar.network.queries.months import calendar_page
from tumar.places import names
from tumar.portal.doors import ASK_FIRST, FIVE_MINUTES, public

NEWS_SHOWN = 30


def _language() -> str:
    return get_language() or "en"


@public(ASK_FIRST)
def calendar_month(request: HttpRequest) -> HttpResponse:
    """Show what is on the public calendar, as a month or as a list."""
    page = calendar_page(request.GET, calendar.public)
    return render(request, "portal/calendar.html", {"title": _("Calendar"), "page": page})


@public(FIVE_MINUTES)
def calendar_file(request: HttpRequest) -> HttpResponse:
    """Give the public calendar as an iCalendar file, of all or of one country."""
    wanted = request.GET.get("country", "")
    country = names.find(wanted) if wanted else ""
    if country is None:
        raise Http404(wanted)
    content = ical.calendar(calendar.public(Asked(country, calendar.fed().since)), country=country)
    return HttpResponse(content, content_type=MEDIA_TYPE)


@public(ASK_FIRST)
def resources(request: HttpRequest) -> HttpResponse:
    """Show the part of the library that is open to the public."""
    found = shown(lists.public_resources(), library.public_resources(), request.GET, NOBODY)
    return render(request, "portal/library.html", {"title": _("Resource library"), "list": found})


@public(ASK_FIRST)
def resource(request: HttpRequest, code: str) -> HttpResponse:
    """Show one resource with its licence."""
    one = get_object_or_404(library.public_resources(), code=code)
    return render(request, "portal/resource.html", {"title": str(one), "resource": one})


@public(ASK_FIRST)
def resource_file(_request: HttpRequest, code: str) -> HttpResponseBase:
    """Give the file of a resource; always as a download, never shown as a page of ours."""
    one = get_object_or_404(library.public_resources(), code=code)
    if one.file is None or not (place := files.path_of(one.file.sha256)).exists():
        raise Http404(code)
    return FileResponse(
        place.open("rb"), as_attachment=True, filename=one.file.name, content_type=one.file.media_type
    )


@public(ASK_FIRST)
def news(request: HttpRequest) -> HttpResponse:
    """Show the announcements that are open to the public."""
    found = announcements.public_announcements(_language())[:NEWS_SHOWN]
    return render(request, "portal/news.html", {"title": _("Announcements"), "announcements": found})


@public(ASK_FIRST)
def announcement(request: HttpRequest, code: str) -> HttpResponse:
    """Show one announcement, whatever the language for whose readers it was written."""
    one = get_object_or_404(announcements.public_announcement(), code=code)
    return render(request, "portal/announcement.html", {"title": str(one), "announcement": one})


@public(FIVE_MINUTES)
def news_feed(request: HttpRequest) -> HttpResponse:
    """Give the public announcements as an Atom feed."""

    def address(one: Any) -> str:
        return request.build_absolute_uri(reverse("portal:announcement", args=[one.code]))

    content = atom.feed(
        list(announcements.public_announcements(_language())[: atom.SHOWN_AT_MOST]),
        title=_("Announcements"),
        own=request.build_absolute_uri(),
        page=request.build_absolute_uri(reverse("portal:news")),
        address=address,
    )
    return HttpResponse(content, content_type=atom.MEDIA_TYPE)


@public(ASK_FIRST)
def people(request: HttpRequest) -> HttpResponse:
    """Show those who agreed to be found by everybody."""
    page = lists.directory("portal:entry", NOBODY)
    found = shown(page, directory.public_entries(), request.GET, NOBODY)
    return render(request, "portal/directory.html", {"title": _("Directory"), "list": found})


@public(ASK_FIRST)
def entry(request: HttpRequest, code: str) -> HttpResponse:
    """Show one entry; it leads to the form for a message, not to an address."""
    one = get_object_or_404(directory.public_entries(), code=code)
    return render(request, "portal/entry.html", {"title": str(one), "entry": one})
