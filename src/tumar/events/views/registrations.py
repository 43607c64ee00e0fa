"""The desk's pages about registration: who registered, on which terms, what was decided."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tumar.events import lists_registration as lists
from tumar.events.actions import enlisting, places, registrations
from tumar.events.forms.registering import AcceptAllForm, DecisionForm, LineForm, LinkForm
from tumar.events.models import Event, Registration
from tumar.events.queries import registrations as queries
from tumar.events.rules.registration import MOVES, Standing
from tumar.events.views.events import EDIT, VIEW, page_of
from tumar.events.views.events import found as event_found
from tumar.kernel import pages, sensitive
from tumar.kernel.doors import require_form, signed_in
from tumar.kernel.pages import Request
from tumar.kernel.refusals import Invalid

State = Registration.State
DECIDED_IN_PLACE = 30


def edited(request: Request, code: str) -> Event:
    """Return an event whose registration this person looks after."""
    event = event_found(request, code)
    request.scope.require(EDIT, event.country_id)
    return event


def list_of(event: Event) -> str:
    """Return where the registrations of an event are."""
    return reverse("events:registrations", args=[event.code])


def _one(request: Request, code: str) -> Registration:
    return get_object_or_404(queries.registrations(request.scope), code=code)


def _page_of(one: Registration) -> str:
    return reverse("events:registration", args=[one.code])


@signed_in(VIEW)
@require_safe
def listed(request: Request, code: str) -> HttpResponseBase:
    """Show who registered, numbers against places, and what is to be decided, with the buttons for it."""
    event = edited(request, code)
    rows = queries.registrations(request.scope).filter(event=event)
    terms = queries.settings_of(event)
    return pages.list_page(
        request,
        lists.registrations(event),
        rows,
        template="events/registrations.html",
        event=event,
        terms=terms,
        closed=queries.why_closed(event, terms),
        counts=queries.counts(event, terms) if terms else None,
        pending=rows.filter(state=State.PENDING)[:DECIDED_IN_PLACE],
        questions=queries.questions(event),
        invitations=queries.invitations_of(event),
        unlisted=rows.filter(state=State.CONFIRMED, person=None).count(),
        is_change_untold=terms is not None and queries.is_change_untold(event, terms),
        address=request.build_absolute_uri(reverse("registration:event", args=[event.code])),
    )


@signed_in(VIEW)
@require_safe
def registration(request: Request, code: str) -> HttpResponse:
    one = _one(request, code)
    is_open = one.state == State.CONFIRMED and one.person is None
    return pages.record_page(
        request,
        one,
        "events/registration.html",
        registration=one,
        hidden=sensitive.hidden_of(one, request.scope),
        answers=queries.answers_of(one),
        letters=queries.letters_about(one),
        candidates=queries.candidates(one, request.scope) if is_open else None,
        may_decide=bool(MOVES[Standing(one.state)]),
        states=State,
        event_url=page_of(one.event),
    )


@signed_in(VIEW)
@require_form
def decide(request: Request, code: str) -> HttpResponse:
    """Accept, refuse, put on the waiting list, or withdraw for somebody who asked for it."""
    one = _one(request, code)
    form = DecisionForm(request.POST or None, registration=one)

    def save() -> Registration:
        told = form.cleaned_data
        if told["decision"] == State.WITHDRAWN:
            return registrations.withdraw(one, by=request.scope, reason=told["reason"])
        return registrations.decide(
            one, told["decision"], by=request.scope, version=told["version"], reason=told["reason"]
        )

    return pages.form_page(
        request,
        form,
        save,
        title=_("Decide on the registration of %(name)s") % {"name": one},
        done=lambda decided: list_of(decided.event),
        said=_("Decided. The letter is on its way."),
        cancel=_page_of(one),
    )


@signed_in(VIEW)
@require_form
def accept_all(request: Request, code: str) -> HttpResponse:
    """Ask once more, then accept everybody who is to be decided."""
    event = edited(request, code)
    pending = queries.pending(event)
    form = AcceptAllForm(request.POST or None, initial={"seen": pending.newest})

    def save() -> None:
        given, waiting = places.accept_all(event, seen=form.cleaned_data["seen"], by=request.scope)
        told = _("Given a place: %(given)d. On the waiting list: %(waiting)d.")
        messages.info(request, told % {"given": given, "waiting": waiting})

    return pages.form_page(
        request,
        form,
        save,
        title=_("Accept everybody who is to be decided?"),
        done=lambda _none: list_of(event),
        template="events/accept_all.html",
        said=_("Decided. The letters are on their way."),
        number=pending.number,
        save_label=_("Accept all"),
        cancel=list_of(event),
    )


@signed_in(VIEW)
@require_form
def line(request: Request, code: str) -> HttpResponse:
    """Give somebody another place in the waiting list."""
    one = _one(request, code)
    form = LineForm(request.POST or None, initial={"place": one.line})
    return pages.form_page(
        request,
        form,
        lambda: registrations.move_in_line(one, by=request.scope, **form.cleaned_data),
        title=_("Move %(name)s in the waiting list") % {"name": one},
        done=lambda _moved: _page_of(one),
        cancel=_page_of(one),
    )


@signed_in(VIEW)
@require_form
def link(request: Request, code: str) -> HttpResponse:
    """Say who on file it is that registered."""
    one = _one(request, code)
    form = LinkForm(request.POST or None, scope=request.scope)
    return pages.form_page(
        request,
        form,
        lambda: enlisting.link_person(one, form.cleaned_data["person"], by=request.scope),
        title=_("Who on file is %(name)s?") % {"name": one},
        done=_page_of,
        said=_("The person is on the list of participants."),
        cancel=_page_of(one),
    )


@signed_in(VIEW)
@require_POST
def add_person(request: Request, code: str) -> HttpResponse:
    """Add whoever registered to the persons on file."""
    one = _one(request, code)
    try:
        enlisting.add_as_person(one, by=request.scope)
    except Invalid as refusal:
        messages.error(request, refusal.faults[0].message)
    else:
        messages.success(request, _("The person is on file and on the list of participants."))
    return HttpResponseRedirect(_page_of(one))


@signed_in(VIEW)
@require_POST
def enlist(request: Request, code: str) -> HttpResponse:
    """Put on the list of participants whoever has a place and is certainly one person."""
    event = edited(request, code)
    done = enlisting.enlist(event, by=request.scope)
    told = _("Found on file: %(found)d. Added: %(added)d. Left for you to decide: %(left)d.")
    messages.success(request, told % vars(done))
    return HttpResponseRedirect(list_of(event))
