"""Public pages on which people say what they thought of an event; whoever has the address may open them."""

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tumar.events import letters
from tumar.events.actions import answering as actions
from tumar.events.forms.answering import KEY, PublicAnswerForm
from tumar.events.models import Evaluation, EvaluationLink
from tumar.events.queries import evaluation as queries
from tumar.events.views.registration import DONE, HOUR, TOO_MANY, to_everybody
from tumar.kernel import limits
from tumar.kernel.doors import require_form
from tumar.kernel.languages import said
from tumar.kernel.pages import Request
from tumar.kernel.refusals import Invalid

# Sheets in an hour: a whole hall shares one address of the network.
FROM_ONE_PLACE, FOR_ONE_EVENT = 400, 3000


@to_everybody
@require_form
def hall(request: Request, token: str) -> HttpResponse:
    """Take a sheet at the address that stands on the wall of the hall."""
    evaluation = queries.by_hall(token)
    if evaluation is None:
        raise Http404(token)
    return _answering(request, evaluation)


@to_everybody
@require_form
def link(request: Request, token: str) -> HttpResponse:
    """Take one sheet by a link that was sent to one person."""
    found = queries.by_link(token)
    if found is None:
        raise Http404(token)
    return _answering(request, found.evaluation, found)


def _answering(request: Request, evaluation: Evaluation, link: EvaluationLink | None = None) -> HttpResponse:
    event, status = evaluation.event, 200
    closed = queries.why_closed(evaluation)
    if not closed and link is not None and link.is_used:
        closed = _("Your answers are here already. Thank you.")
    form = PublicAnswerForm(queries.questions(evaluation), request.POST or None)
    if request.method == "POST" and not closed:
        try:
            status = _receive(request, form, evaluation, link)
        except actions.NotOpen as refusal:
            status, closed = 422, str(refusal)
        if status == DONE:
            return HttpResponseRedirect(reverse("evaluation:thanks"))
    context = {
        "title": said(event.title) or event.code,
        "event": event,
        "days": letters.days_of(event),
        "place": letters.place_of(event),
        "words": said(evaluation.words),
        "form": form,
        "closed": closed,
    }
    return render(request, "evaluation/questions.html", context, status=status)


def _receive(
    request: Request, form: PublicAnswerForm, evaluation: Evaluation, link: EvaluationLink | None
) -> int:
    """Take what was sent, and return the status of the answer."""
    if not _is_within_limits(request, evaluation):
        form.errors.clear()
        form.add_error(None, _("Too many answers came from here. Please try again in an hour."))
        return TOO_MANY
    if not form.is_valid():
        return 422
    try:
        if link is not None:
            actions.receive_by_link(link, form.answers)
        else:
            actions.receive_answers(evaluation, form.answers, key=form.cleaned_data[KEY])
    except Invalid as refusal:
        for fault in refusal.faults:
            form.add_error(fault.field or None, fault.message)
        return 422
    return DONE


def _is_within_limits(request: Request, evaluation: Evaluation) -> bool:
    place = limits.address_of(request)
    return all(
        [
            limits.is_within("answers-place", place, times=FROM_ONE_PLACE, seconds=HOUR),
            limits.is_within("answers-event", str(evaluation.pk), times=FOR_ONE_EVENT, seconds=HOUR),
        ]
    )


@to_everybody
@require_safe
def thanks(request: Request) -> HttpResponse:
    """Say the same to everybody who answered."""
    return render(request, "evaluation/thanks.html", {"title": _("Thank you")})
