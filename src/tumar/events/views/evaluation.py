"""The desk's pages about what people thought of an event: questions, addresses, results."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tumar.events import letters_evaluation as letters
from tumar.events import pictures
from tumar.events.actions import answering
from tumar.events.actions import evaluation as actions
from tumar.events.badges import qr_svg
from tumar.events.exports import evaluation as exports
from tumar.events.forms.evaluation import EvaluationForm, EvaluationQuestionForm
from tumar.events.models import Evaluation, EvaluationQuestion, Event
from tumar.events.queries import evaluation as queries
from tumar.events.queries.answer_lists import lists_of
from tumar.events.views.events import EDIT, VIEW, found, page_of
from tumar.events.views.registrations import edited
from tumar.kernel import pages, sheets
from tumar.kernel.doors import require_form, signed_in
from tumar.kernel.pages import Request
from tumar.kernel.refusals import Invalid

Stage = Evaluation.Stage


def page_of_evaluation(event: Event) -> str:
    """Return where the evaluation of an event is."""
    return reverse("events:evaluation", args=[event.code])


def edited_evaluation(request: Request, code: str) -> Evaluation:
    """Return an evaluation that this person looks after."""
    evaluation = queries.evaluation_of(edited(request, code))
    if evaluation is None:
        raise Http404(code)
    return evaluation


@signed_in(VIEW)
@require_safe
def evaluation(request: Request, code: str) -> HttpResponse:
    """Show what people thought of an event; to whoever looks after it, how they are asked as well."""
    event = found(request, code)
    one = queries.evaluation_of(event)
    may_edit = request.scope.allows(EDIT, event.country_id)
    context: dict[str, Any] = {
        "title": _("Evaluation"),
        "event": event,
        "evaluation": one,
        "may_edit": may_edit,
        "few": pictures.said_few(),
        "event_url": page_of(event),
    }
    if one is not None:
        context |= _results(request, one)
    if one is not None and may_edit:
        context |= _asking(request, one)
    return render(request, "events/evaluation.html", context)


def _results(request: Request, one: Evaluation) -> dict[str, Any]:
    results = queries.results_of(one.event, request.scope)
    told = results.questions if results else ()
    return {
        "results": results,
        "response_rate": pictures.said_share(results.response_rate) if results else "",
        "drawn": [pictures.drawn(result) for result in told if result.kind != EvaluationQuestion.Kind.TEXT],
    }


def _asking(request: Request, one: Evaluation) -> dict[str, Any]:
    is_open, address = one.stage == Stage.OPEN, letters.hall_address(one)
    return {
        "texts": queries.texts_of(one.event, request.scope),
        "questions": queries.questions(one),
        "why_closed": queries.why_closed(one),
        "coming": queries.coming_in(one) if is_open else None,
        "addressees": len(queries.to_be_written_to(one)) if is_open else 0,
        "papers": queries.paper_sheets(one, request.scope),
        "answer_lists": lists_of(one, request.scope),
        "address": address,
        "qr": qr_svg(address),
        "page_code": queries.page_code(one),
        "languages": settings.LANGUAGES,
    }


@signed_in(VIEW)
@require_POST
def prepare(request: Request, code: str) -> HttpResponse:
    event = edited(request, code)
    actions.prepare_evaluation(event, by=request.scope)
    messages.success(request, _("The standard questions are there. Change them, or open the evaluation."))
    return HttpResponseRedirect(page_of_evaluation(event))


@signed_in(VIEW)
@require_form
def set_days(request: Request, code: str) -> HttpResponse:
    """Lay down from when to when people answer, and what stands above the questions."""
    one = edited_evaluation(request, code)
    form = EvaluationForm(request.POST or None, instance=one)
    return pages.form_page(
        request,
        form,
        lambda: actions.set_evaluation(one, form.cleaned_data, by=request.scope).event,
        title=_("Evaluation of %(name)s") % {"name": one.event},
        done=page_of_evaluation,
        cancel=page_of_evaluation(one.event),
    )


@signed_in(VIEW)
@require_form
def add_question(request: Request, code: str) -> HttpResponse:
    one = edited_evaluation(request, code)
    form = EvaluationQuestionForm(request.POST or None)
    return pages.form_page(
        request,
        form,
        lambda: actions.add_evaluation_question(one, form.cleaned_data, by=request.scope),
        title=_("Add a question to the evaluation of %(name)s") % {"name": one.event},
        done=lambda _question: page_of_evaluation(one.event),
        cancel=page_of_evaluation(one.event),
    )


@signed_in(VIEW)
@require_form
def edit_question(request: Request, code: str, number: int) -> HttpResponse:
    one = edited_evaluation(request, code)
    question = get_object_or_404(one.questions, number=number)
    form = EvaluationQuestionForm(request.POST or None, instance=question)
    return pages.form_page(
        request,
        form,
        lambda: actions.amend_evaluation_question(question, form.cleaned_data, by=request.scope),
        title=_("Edit %(name)s") % {"name": question},
        done=lambda _question: page_of_evaluation(one.event),
        cancel=page_of_evaluation(one.event),
    )


def _acted(request: Request, one: Evaluation, act: Callable[[], Any], said: str) -> HttpResponse:
    try:
        act()
    except Invalid as refusal:
        messages.error(request, refusal.faults[0].message)
    else:
        messages.success(request, said)
    return HttpResponseRedirect(page_of_evaluation(one.event))


@signed_in(VIEW)
@require_POST
def remove_question(request: Request, code: str, number: int) -> HttpResponse:
    one = edited_evaluation(request, code)
    question = get_object_or_404(one.questions, number=number)
    said = _("The question is asked no more; answers to it stay.")
    return _acted(request, one, lambda: actions.remove_evaluation_question(question, by=request.scope), said)


@signed_in(VIEW)
@require_POST
def open_up(request: Request, code: str) -> HttpResponse:
    one = edited_evaluation(request, code)
    said = _("People can answer now, within the days that are laid down.")
    return _acted(request, one, lambda: actions.open_evaluation(one, by=request.scope), said)


@signed_in(VIEW)
@require_form
def close(request: Request, code: str) -> HttpResponse:
    """Ask once more, then close for good."""
    one = edited_evaluation(request, code)
    if request.method == "POST":
        said = _("The evaluation is closed. These are its results.")
        return _acted(request, one, lambda: actions.close_evaluation(one, by=request.scope), said)
    title = _("Close the evaluation of %(name)s") % {"name": one.event}
    context = {"title": title, "event": one.event, "cancel": page_of_evaluation(one.event)}
    return render(request, "events/evaluation_close.html", context)


@signed_in(VIEW)
@require_POST
def send(request: Request, code: str) -> HttpResponse:
    """Write to everybody who attended."""
    one = edited_evaluation(request, code)
    try:
        count = answering.send_links(one, by=request.scope)
    except Invalid as refusal:
        messages.error(request, refusal.faults[0].message)
    else:
        said = ngettext("%(count)d letter is on its way.", "%(count)d letters are on their way.", count)
        messages.success(request, said % {"count": count})
    return HttpResponseRedirect(page_of_evaluation(one.event))


@signed_in(VIEW)
@require_safe
def paper(request: Request, code: str) -> HttpResponse:
    """Give the questions to print, in the language of the page or in the one asked for with `?in=`."""
    one = edited_evaluation(request, code)
    wanted = request.GET.get("in", "")
    with override(wanted if wanted in dict(settings.LANGUAGES) else get_language()):
        content = exports.paper_pdf(one)
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="evaluation-{one.event.code}.pdf"'
    return response


@signed_in(VIEW)
@require_safe
def results(request: Request, code: str, kind: str) -> HttpResponseBase:
    """Give the results as a sheet, once there are any."""
    event = found(request, code)
    told = queries.results_of(event, request.scope)
    if told is None or not told.is_closed or kind not in ("xlsx", "csv"):
        raise Http404(code)
    headers, rows = exports.headers(), exports.rows(told)
    if kind == "csv":
        content, media_type = sheets.csv_lines(headers, rows), "text/csv; charset=utf-8"
        response = StreamingHttpResponse(content, content_type=media_type)
    else:
        book = sheets.write_xlsx(_("Evaluation"), headers, rows)
        response = StreamingHttpResponse(book, content_type=sheets.XLSX_TYPE)
    response.headers["Content-Disposition"] = f'attachment; filename="evaluation-{event.code}.{kind}"'
    return response
