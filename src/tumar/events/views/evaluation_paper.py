"""The desk's pages about sheets that were filled in on paper: entered, looked up, taken back."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tumar.events.actions import answering
from tumar.events.forms.answering import KEY, PaperForm
from tumar.events.forms.evaluation import WithdrawForm
from tumar.events.models import PaperSheet
from tumar.events.queries import evaluation as queries
from tumar.events.views.evaluation import edited_evaluation, page_of_evaluation
from tumar.events.views.events import VIEW
from tumar.kernel import pages
from tumar.kernel.doors import require_form, signed_in
from tumar.kernel.pages import Request


def _page_of(paper: PaperSheet) -> str:
    return reverse("events:papersheet", args=[paper.code])


@signed_in(VIEW)
@require_form
def enter(request: Request, code: str) -> HttpResponse:
    """Enter one sheet after the other; each gets a code to be written onto the paper."""
    one = edited_evaluation(request, code)
    form = PaperForm(queries.questions(one), request.POST or None, request.FILES or None)

    def save() -> PaperSheet:
        return answering.enter_paper(
            one, form.answers, key=form.cleaned_data[KEY], scan=form.scan, by=request.scope
        )

    return pages.form_page(
        request,
        form,
        save,
        template="events/evaluation_paper.html",
        title=_("Enter a sheet for %(name)s") % {"name": one.event},
        done=lambda paper: f"{request.path}?entered={paper.code}",
        said=_("The sheet is entered."),
        cancel=page_of_evaluation(one.event),
        is_multipart=True,
        event=one.event,
        page_code=queries.page_code(one),
        entered=queries.papers(request.scope).filter(code=request.GET.get("entered", "")).first(),
        save_label=_("Enter, and go on to the next one"),
    )


@signed_in(VIEW)
@require_safe
def paper_sheet(request: Request, code: str) -> HttpResponse:
    paper = get_object_or_404(queries.papers(request.scope), code=code)
    event = paper.sheet.evaluation.event
    return pages.record_page(
        request,
        paper,
        "events/papersheet.html",
        event=event,
        evaluation_url=page_of_evaluation(event),
        may_withdraw=paper.withdrawn_at is None and not queries.is_closed(paper.sheet.evaluation),
    )


@signed_in(VIEW)
@require_form
def withdraw(request: Request, code: str) -> HttpResponse:
    """Take a sheet back that was entered by mistake."""
    paper = get_object_or_404(queries.papers(request.scope), code=code)
    return pages.reason_page(
        request,
        partial(answering.withdraw_paper, paper),
        asked=WithdrawForm,
        title=_("Withdraw sheet %(name)s") % {"name": paper},
        done=_page_of,
        said=_("The sheet is withdrawn and counts no more."),
        cancel=_page_of(paper),
    )
