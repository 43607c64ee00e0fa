"""The page of one hall, what it keeps for when there is no line, and what it sends when there is one."""

import json
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from tumar.events import queries as events
from tumar.events.actions.receiving import receive_statements
from tumar.events.models import Event
from tumar.field import assets, queries, texts
from tumar.kernel import clock
from tumar.kernel.doors import signed_in
from tumar.kernel.pages import Request
from tumar.kernel.permissions import Permission

VIEW, RECORD = Permission.EVENTS_EVENT_VIEW, Permission.EVENTS_ATTENDANCE_RECORD


def _event(request: Request, code: str) -> Event:
    event = get_object_or_404(events.events(request.scope), code=code)
    request.scope.require(RECORD, event.country_id)
    return event


@signed_in(RECORD)
@require_safe
def halls(request: Request) -> HttpResponse:
    """Choose an event; afterwards its page works without a line."""
    context = {"title": _("Field page"), "events": queries.near_events(request.scope)}
    return render(request, "field/halls.html", context)


@signed_in(VIEW)
@never_cache
@require_safe
def hall(request: Request, code: str) -> HttpResponse:
    event = _event(request, code)
    context = {"title": str(event), "event": event, "texts": texts.texts(), "states": texts.states()}
    response = render(request, "field/hall.html", context)
    response.headers["Permissions-Policy"] = "camera=(self), geolocation=(), microphone=()"
    return response


@signed_in(VIEW)
@never_cache
@require_safe
def roster(request: Request, code: str) -> HttpResponse:
    return JsonResponse(queries.roster(_event(request, code), request.scope))


@signed_in(RECORD)
@never_cache
@require_safe
def token(request: Request) -> HttpResponse:
    """Give a fresh token to send with, whose session this is, and what the time is here."""
    told = {"token": get_token(request), "account": request.scope.account_id, "now": clock.now().isoformat()}
    return JsonResponse(told)


@signed_in(VIEW)
@require_POST
def batch(request: Request, code: str) -> HttpResponse:
    """Enter what a device kept; every key that the answer names may leave the device."""
    event = _event(request, code)
    try:
        told: Any = json.loads(request.body)
        receipt = receive_statements(event, told, by=request.scope)
    except (ValueError, RecursionError):
        fault = _("This is no list of marks. Nothing was entered; the device keeps what it has.")
        return JsonResponse({"fault": fault}, status=422)
    return JsonResponse(vars(receipt))


@require_safe
def worker(request: Request) -> HttpResponse:
    """Give the script that keeps the page; it names nobody, and a browser asks for it without signing in."""
    response = HttpResponse(assets.worker_script(), content_type="text/javascript")
    response.headers["Cache-Control"] = "no-cache"
    return response


@require_safe
def manifest(request: Request) -> HttpResponse:
    """Say how the page looks among the programs of a telephone."""
    told = {
        "name": f"Tumar: {_('Field page')}",
        "short_name": "Tumar",
        "start_url": reverse("field:halls"),
        "scope": reverse("field:halls"),
        "display": "standalone",
        "icons": [{"src": assets.address("tumar/icon.svg"), "sizes": "any", "type": "image/svg+xml"}],
    }
    return JsonResponse(told, content_type="application/manifest+json")
