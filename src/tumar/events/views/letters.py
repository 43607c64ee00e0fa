"""The desk's pages about letters: what was written, what the mail server said, what is to be sent to all."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from tumar.events import letters as words
from tumar.events import letters_words as kinds
from tumar.events import lists_registration as lists
from tumar.events.actions import letters as actions
from tumar.events.models import Event
from tumar.events.queries import registrations as queries
from tumar.events.views.events import VIEW
from tumar.events.views.registrations import edited, list_of
from tumar.kernel import pages
from tumar.kernel.doors import require_form, signed_in
from tumar.kernel.pages import Request
from tumar.kernel.permissions import Permission
from tumar.kernel.refusals import Invalid

TO_ALL = (kinds.CHANGE, kinds.CANCELLED)
CONTACT = Permission.PEOPLE_CONTACT_VIEW


@signed_in(VIEW)
@require_safe
def listed(request: Request, code: str) -> HttpResponseBase:
    event = edited(request, code)
    request.scope.require(CONTACT, event.country_id)
    return pages.list_page(
        request, lists.letters(event), queries.letters_of(event), template="events/letters.html", event=event
    )


@signed_in(VIEW)
@require_safe
def letter(request: Request, code: str, pk: int) -> HttpResponse:
    """Show a letter as it went out, or will."""
    event = edited(request, code)
    request.scope.require(CONTACT, event.country_id)
    one = get_object_or_404(queries.letters_of(event), pk=pk)
    context = {"title": one.subject or _("Letter"), "event": event, "letter": one, "cancel": list_of(event)}
    return render(request, "events/letter.html", context)


@signed_in(VIEW)
@require_POST
def again(request: Request, code: str, pk: int) -> HttpResponse:
    """Send a letter once more."""
    event = edited(request, code)
    one = get_object_or_404(queries.letters_of(event), pk=pk)
    try:
        actions.send_again(event, one, by=request.scope)
    except Invalid as refusal:
        messages.error(request, refusal.faults[0].message)
    else:
        messages.success(request, _("The letter is in the queue again."))
    return HttpResponseRedirect(reverse("events:letter", args=[code, pk]))


class ToAllForm(pages.ReasonForm):
    """What was seen in the preview, and why, as people are told."""

    starts = forms.CharField(widget=forms.HiddenInput)
    ends = forms.CharField(widget=forms.HiddenInput)
    place = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["reason"].help_text = _("Everybody reads it in the letter; it is kept in the journal.")


@signed_in(VIEW)
@require_form
def to_all(request: Request, code: str, kind: str) -> HttpResponse:
    """Preview a letter to everybody registered in each language, and send it."""
    event = edited(request, code)
    terms = queries.settings_of(event)
    if kind not in TO_ALL or terms is None:
        raise Http404(kind)
    form = ToAllForm(request.POST or None, initial=words.told_of(event))
    return pages.form_page(
        request,
        form,
        lambda: _send(event, kind, form, request),
        title=_("Letter to everybody registered: %(name)s") % {"name": event},
        done=lambda _count: reverse("events:letters", args=[code]),
        said=_("The letters are in the queue."),
        template="events/letter_to_all.html",
        previews=[
            (name, words.compose(kind, words.example(event, language), terms))
            for language, name in settings.LANGUAGES
        ],
        number=queries.told_number(event),
        save_label=_("Send"),
        cancel=list_of(event),
    )


def _send(event: Event, kind: str, form: ToAllForm, request: Request) -> int:
    told = dict(form.cleaned_data)
    reason = told.pop("reason")
    if kind == kinds.CANCELLED:
        count = actions.tell_of_cancellation(event, by=request.scope, reason=reason)
    else:
        count = actions.tell_of_change(event, by=request.scope, seen=told, reason=reason)
    written = ngettext("%(count)d letter was written.", "%(count)d letters were written.", count)
    messages.info(request, written % {"count": count})
    return count
