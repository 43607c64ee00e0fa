"""The desk's pages about lists of answers from paper, and about questions taken over from another event."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from tumar.events.actions import answer_lists as actions
from tumar.events.actions.evaluation import copy_evaluation_questions
from tumar.events.exports import evaluation as exports
from tumar.events.forms.evaluation import AnswerListForm, CopyQuestionsForm, WithdrawForm
from tumar.events.models import AnswerList
from tumar.events.queries import answer_lists as queries
from tumar.events.queries import evaluation as evaluations
from tumar.events.views.evaluation import Stage, edited_evaluation, page_of_evaluation
from tumar.events.views.events import VIEW
from tumar.kernel import pages, sheets
from tumar.kernel.doors import require_form, signed_in
from tumar.kernel.pages import Request
from tumar.kernel.refusals import Invalid


def _page_of(one: AnswerList) -> str:
    return reverse("events:answerlist", args=[one.code])


@signed_in(VIEW)
@require_form
def send(request: Request, code: str) -> HttpResponse:
    """Take a table of answers; it is looked at before it counts."""
    one = edited_evaluation(request, code)
    form = AnswerListForm(request.POST or None, request.FILES or None)
    return pages.form_page(
        request,
        form,
        lambda: actions.receive_list(one, by=request.scope, **form.told),
        template="events/answer_list_send.html",
        title=_("Answers from paper as a list, %(name)s") % {"name": one.event},
        done=_page_of,
        said=_("The list is here. Nothing of it counts before you have seen it and said so."),
        cancel=page_of_evaluation(one.event),
        event=one.event,
        save_label=_("Send and look at it"),
    )


@signed_in(VIEW)
@require_safe
def template(request: Request, code: str) -> HttpResponseBase:
    """Give an empty table with a column for each question that is asked now."""
    one = edited_evaluation(request, code)
    book = sheets.write_xlsx(_("Evaluation"), exports.list_headers(one), ())
    response = StreamingHttpResponse(book, content_type=sheets.XLSX_TYPE)
    response.headers["Content-Disposition"] = f'attachment; filename="answers-{one.event.code}.xlsx"'
    return response


@signed_in(VIEW)
@require_safe
def answer_list(request: Request, code: str) -> HttpResponse:
    """Show what a list says and what is wrong with it; once it is entered, which row got which code."""
    one = get_object_or_404(queries.answer_lists(request.scope), code=code)
    is_new = one.entered_at is None and one.withdrawn_at is None
    is_open = one.evaluation.stage == Stage.OPEN
    return pages.record_page(
        request,
        one,
        "events/answerlist.html",
        event=one.evaluation.event,
        evaluation_url=page_of_evaluation(one.evaluation.event),
        preview=queries.preview(one) if is_new and is_open else None,
        papers=one.papers.order_by("row") if one.entered_at else (),
        may_withdraw=one.withdrawn_at is None and not evaluations.is_closed(one.evaluation),
    )


@signed_in(VIEW)
@require_POST
def enter(request: Request, code: str) -> HttpResponse:
    """Enter a list that was looked at."""
    one = get_object_or_404(queries.answer_lists(request.scope), code=code)
    try:
        entered = actions.enter_list(one, by=request.scope)
    except Invalid as refusal:
        messages.error(request, refusal.faults[0].message)
    else:
        count = entered.papers.count()
        said = ngettext("%(count)d sheet is entered.", "%(count)d sheets are entered.", count)
        messages.success(request, said % {"count": count})
    return HttpResponseRedirect(_page_of(one))


@signed_in(VIEW)
@require_form
def withdraw(request: Request, code: str) -> HttpResponse:
    """Take a list back that was entered by mistake, with all its sheets."""
    one = get_object_or_404(queries.answer_lists(request.scope), code=code)
    return pages.reason_page(
        request,
        partial(actions.withdraw_list, one),
        asked=WithdrawForm,
        title=_("Withdraw list %(name)s") % {"name": one},
        done=_page_of,
        said=_("The list is withdrawn, and none of its sheets counts any more."),
        cancel=_page_of(one),
    )


@signed_in(VIEW)
@require_form
def copy_questions(request: Request, code: str) -> HttpResponse:
    """Take over the own questions of another event."""
    one = edited_evaluation(request, code)
    sources = evaluations.sources_of_questions(one, request.scope)
    form = CopyQuestionsForm(request.POST or None, sources=sources)

    def save() -> None:
        count = copy_evaluation_questions(one, form.evaluation, by=request.scope)
        said = ngettext("%(count)d question was added.", "%(count)d questions were added.", count)
        messages.info(request, said % {"count": count})

    return pages.form_page(
        request,
        form,
        save,
        template="events/copy_questions.html",
        title=_("Take over questions of an earlier event"),
        done=lambda _none: page_of_evaluation(one.event),
        cancel=page_of_evaluation(one.event),
        sources=sources,
        save_label=_("Take over"),
    )
