"""The desk's pages on which registration is prepared: terms, questions, invitation links."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tumar.events.actions import registering as actions
from tumar.events.forms.registering import InvitationForm, QuestionForm, TermsForm
from tumar.events.models import Event
from tumar.events.queries import registrations as queries
from tumar.events.views.events import VIEW
from tumar.events.views.registrations import edited, list_of
from tumar.kernel import pages
from tumar.kernel.doors import require_form, signed_in
from tumar.kernel.pages import Request


@signed_in(VIEW)
@require_form
def terms(request: Request, code: str) -> HttpResponse:
    """Lay down on which terms people register."""
    event = edited(request, code)
    form = TermsForm(request.POST or None, instance=queries.settings_of(event))

    def save() -> Event:
        return actions.set_terms(event, form.facts, by=request.scope).event

    return pages.form_page(
        request,
        form,
        save,
        title=_("Registration for %(name)s") % {"name": event},
        done=list_of,
        cancel=list_of(event),
    )


@signed_in(VIEW)
@require_form
def add_question(request: Request, code: str) -> HttpResponse:
    event = edited(request, code)
    form = QuestionForm(request.POST or None)
    return pages.form_page(
        request,
        form,
        lambda: actions.add_question(event, form.cleaned_data, by=request.scope).event,
        title=_("Add a question to the registration for %(name)s") % {"name": event},
        done=list_of,
        cancel=list_of(event),
    )


@signed_in(VIEW)
@require_POST
def retire_question(request: Request, code: str, number: int) -> HttpResponse:
    event = edited(request, code)
    question = get_object_or_404(event.registration_questions, number=number)
    actions.retire_question(question, by=request.scope)
    messages.success(request, _("The question is asked no more; its answers stay."))
    return HttpResponseRedirect(list_of(event))


@signed_in(VIEW)
@require_form
def invite(request: Request, code: str) -> HttpResponse:
    event = edited(request, code)
    form = InvitationForm(request.POST or None, scope=request.scope)
    return pages.form_page(
        request,
        form,
        lambda: actions.invite(event, form.cleaned_data, by=request.scope).event,
        title=_("Make an invitation link for %(name)s") % {"name": event},
        done=list_of,
        said=_("The link stands below; send it to whom it is for."),
        cancel=list_of(event),
    )


@signed_in(VIEW)
@require_POST
def close_invitation(request: Request, code: str, pk: int) -> HttpResponse:
    event = edited(request, code)
    actions.close_invitation(get_object_or_404(event.invitations, pk=pk), by=request.scope)
    messages.success(request, _("The link is closed; registrations made by it stay."))
    return HttpResponseRedirect(list_of(event))
