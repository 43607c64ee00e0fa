"""Public pages: registering for an event, and the own page of whoever registered. Anybody may open them.

They stand here and not in the public face, since that writes nothing.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import activate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tumar.events import letters
from tumar.events.actions import registrations as actions
from tumar.events.actions.places import NotOpen
from tumar.events.forms.registration import RegistrationForm
from tumar.events.models import Event, Invitation, Registering, Registration
from tumar.events.queries import registrations as queries
from tumar.kernel import limits
from tumar.kernel.doors import require_form
from tumar.kernel.languages import said
from tumar.kernel.pages import Request
from tumar.kernel.refusals import Invalid

HOUR = 3600
A_YEAR = 365 * 24 * HOUR
# Attempts in an hour from one address of the network (often a whole ministry), to one mailbox, for one event.
FROM_ONE_PLACE, TO_ONE_MAILBOX, FOR_ONE_EVENT = 40, 4, 600
TOO_MANY, DONE = 429, 302

View = Callable[..., HttpResponse]


def to_everybody(view: View) -> View:
    """Open a page to everybody, in the language asked for; it is kept nowhere, its address told to nobody."""

    @wraps(view)
    def shown(request: Any, **named: Any) -> HttpResponse:
        wanted = request.GET.get("lang", "")
        is_chosen = wanted in dict(settings.LANGUAGES)
        if is_chosen:
            activate(wanted)
        response = view(request, **named)
        response.headers["Cache-Control"] = "private, no-store"
        # Not "no-referrer": browsers then send forms with an origin of "null", and these are refused.
        response.headers["Referrer-Policy"] = "same-origin"
        if "token" in named:
            response.headers["X-Robots-Tag"] = "noindex"
        if is_chosen:
            name, is_secure = settings.LANGUAGE_COOKIE_NAME, request.is_secure()
            response.set_cookie(name, wanted, max_age=A_YEAR, samesite="Lax", secure=is_secure)
        return response

    return shown


@to_everybody
@require_form
def event(request: Request, code: str) -> HttpResponse:
    """Show what an event is and take registrations for it."""
    found = queries.public_event(code)
    if found is None:
        raise Http404(code)
    return _registering(request, *found)


@to_everybody
@require_form
def invited(request: Request, token: str) -> HttpResponse:
    """Take a registration by an invitation link; an organisation's link nominates."""
    invitation = queries.invited(token)
    if invitation is None:
        raise Http404(token)
    return _registering(request, invitation.event, invitation.event.registering, invitation)


def _registering(
    request: Request, event: Event, registering: Registering, invitation: Invitation | None = None
) -> HttpResponse:
    closed = queries.why_closed(event, registering, invitation)
    nominates = invitation is not None and invitation.organisation_id is not None
    consent = None if nominates else queries.consent_asked()
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = RegistrationForm(registering, queries.questions(event), consent, *posted)
    status = 200
    if request.method == "POST" and not closed:
        try:
            status = _receive(request, form, event, invitation)
        except NotOpen as refusal:
            status, closed = 422, str(refusal)
        if status == DONE:
            return HttpResponseRedirect(reverse("registration:received"))
    context = _told(event, registering) | {"form": form, "closed": closed, "consent": consent}
    context["invitation"] = invitation if nominates else None
    return render(request, "registration/event.html", context, status=status)


def _receive(request: Request, form: RegistrationForm, event: Event, invitation: Invitation | None) -> int:
    """Take what was sent, and return the status of the answer."""
    if not _is_within_limits(request, event, str(request.POST.get("email", ""))):
        form.errors.clear()
        form.add_error(None, _("Too many registrations came from here. Please try again in an hour."))
        return TOO_MANY
    if not form.is_valid():
        return 422
    consent = queries.consent_asked() if form.asks_consent else None
    actions.register(event, form.facts, invitation=invitation, consent_text=consent, received=form.received)
    return DONE


def _is_within_limits(request: Request, event: Event, email: str) -> bool:
    """Count an attempt; the answer is the same whether an address is known or not."""
    place = limits.address_of(request)
    mailbox = f"{event.pk} {email.strip().lower()[:254]}"
    return all(
        [
            limits.is_within("registration-place", place, times=FROM_ONE_PLACE, seconds=HOUR),
            limits.is_within("registration-mailbox", mailbox, times=TO_ONE_MAILBOX, seconds=HOUR),
            limits.is_within("registration-event", str(event.pk), times=FOR_ONE_EVENT, seconds=HOUR),
        ]
    )


def _told(event: Event, registering: Registering) -> dict[str, Any]:
    return {
        "title": said(event.title) or event.code,
        "event": event,
        "registering": registering,
        "words": said(registering.words),
        "days": letters.days_of(event),
        "place": letters.place_of(event),
    }


@to_everybody
@require_safe
def received(request: Request) -> HttpResponse:
    """Say the same to everybody who registered."""
    return render(request, "registration/received.html", {"title": _("One more step")})


def _owned(token: str) -> Registration:
    found = queries.owned(token)
    if found is None:
        raise Http404(token)
    return found


@to_everybody
@require_form
def own(request: Request, token: str) -> HttpResponse:
    """Show how a registration stands to whoever holds its link, and take the confirmation of the address.

    Opening the page confirms nothing: programs that check mail open every link.
    """
    one, fault = _owned(token), ""
    consent = queries.consent_asked() if one.consented_at is None else None
    if request.method == "POST":
        agreed = consent if request.POST.get("agrees") else None
        try:
            actions.confirm_address(one, consent_text=agreed)
        except Invalid as refusal:
            fault = refusal.faults[0].message
        except NotOpen as refusal:
            fault = str(refusal)
        else:
            return HttpResponseRedirect(request.path)
    context = _told(one.event, one.event.registering) | {"registration": one, "consent": consent}
    context |= {"fault": fault, "answers": queries.answers_of(one), "states": Registration.State}
    return render(request, "registration/own.html", context, status=422 if fault else 200)


@to_everybody
@require_form
def give_back(request: Request, token: str) -> HttpResponse:
    """Ask once more, then withdraw."""
    one, fault = _owned(token), ""
    page = reverse("registration:own", args=[token])
    if request.method == "POST":
        try:
            actions.withdraw(one)
        except Invalid as refusal:
            fault = refusal.faults[0].message
        else:
            return HttpResponseRedirect(page)
    context = _told(one.event, one.event.registering) | {"registration": one, "page": page, "fault": fault}
    return render(request, "registration/withdraw.html", context, status=422 if fault else 200)


@to_everybody
@require_safe
def calendar(request: Request, token: str) -> HttpResponse:
    """Give the event as an entry for the calendar to whoever has a place."""
    one = _owned(token)
    if one.state != Registration.State.CONFIRMED:
        raise Http404(token)
    file = letters.calendar_file(letters.entry_for(one, one.event.registering), one.language)
    response = HttpResponse(file.content, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{file.name}"'
    return response
