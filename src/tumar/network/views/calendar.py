"""The internal calendar, as a page and as a file; what of it the public sees."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tumar.events import queries as events
from tumar.events.models import Event
from tumar.kernel.calendars import MEDIA_TYPE
from tumar.kernel.doors import signed_in
from tumar.kernel.pages import Request
from tumar.kernel.permissions import Permission
from tumar.network.actions import calendar as actions
from tumar.network.exports import ical
from tumar.network.queries import calendar as queries
from tumar.network.queries.months import calendar_page

VIEW, PUBLISH = Permission.NETWORK_CALENDAR_VIEW, Permission.NETWORK_CALENDAR_PUBLISH


def page_of(record: Any) -> str:
    """Return the desk's page of an event, or of the group that meets."""
    if isinstance(record, Event):
        return reverse("events:event", args=[record.code])
    return reverse("network:group", args=[record.group.code])


@signed_in(VIEW)
@require_safe
def calendar(request: Request) -> HttpResponse:
    """Show a month, or half a year as a list."""
    page = calendar_page(request.GET, partial(queries.internal, request.scope, address=page_of))
    context = {
        "title": _("Calendar"),
        "page": page,
        "may_publish": request.scope.allows_somewhere(PUBLISH),
    }
    return render(request, "network/calendar.html", context)


@signed_in(VIEW)
@require_safe
def calendar_file(request: Request) -> HttpResponse:
    """Give everything from a year ago on as an iCalendar file."""

    def address(record: Any) -> str:
        return request.build_absolute_uri(page_of(record))

    shown = queries.internal(request.scope, queries.fed(), address)
    response = HttpResponse(ical.calendar(shown), content_type=MEDIA_TYPE)
    response.headers["Content-Disposition"] = 'attachment; filename="calendar.ics"'
    return response


@signed_in(VIEW)
@require_POST
def show(request: Request, code: str) -> HttpResponse:
    """Put an event on the public calendar."""
    event = get_object_or_404(events.events(request.scope), code=code)
    actions.list_event(event, by=request.scope)
    messages.success(request, _("%(event)s is on the public calendar.") % {"event": event})
    return HttpResponseRedirect(_list_at(event))


@signed_in(VIEW)
@require_POST
def hide(request: Request, code: str) -> HttpResponse:
    """Take an event off the public calendar."""
    event = get_object_or_404(events.events(request.scope), code=code)
    actions.unlist_event(event, by=request.scope)
    messages.success(request, _("%(event)s is off the public calendar.") % {"event": event})
    return HttpResponseRedirect(_list_at(event))


def _list_at(event: Event) -> str:
    return f"{reverse('network:calendar')}?month={event.starts:%Y-%m}&view=list"
