"""Amendments worked into a text: read into proposals, decided on one by one."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tumar.kernel import pages
from tumar.kernel.doors import require_form, signed_in
from tumar.kernel.pages import Request
from tumar.kernel.permissions import Permission
from tumar.kernel.refusals import Invalid, Stale
from tumar.law.actions import amending as actions
from tumar.law.forms.versions import AmendForm, DecisionForm
from tumar.law.models import Proposal, Version
from tumar.law.queries import amending as queries
from tumar.law.views.versions import address_of, version_of

EDIT = Permission.LAW_INSTRUMENT_EDIT


def _editable(request: Request, code: str, language: int, number: int) -> Version:
    one = version_of(request, code, language, number)
    request.scope.require(EDIT, one.expression.instrument.country_id)
    return one


@signed_in()
@require_form
def amend(request: Request, code: str, language: int, number: int) -> HttpResponse:
    """Read an amending text into proposals for a new version."""
    one = _editable(request, code, language, number)
    form = AmendForm(request.POST or None, scope=request.scope)
    return pages.form_page(
        request,
        form,
        lambda: actions.propose_amendments(one, form.facts, text=form.cleaned_data["text"], by=request.scope),
        title=_("Work an amendment into %(name)s") % {"name": one.expression.instrument},
        said=_("The amendment was read."),
        done=lambda version: address_of("proposals", version),
        cancel=address_of("version", one),
        save_label=_("Read the amendment"),
    )


@signed_in()
@require_safe
def proposals(request: Request, code: str, language: int, number: int) -> HttpResponse:
    """Show the proposed changes, to be accepted or rejected one by one."""
    one = _editable(request, code, language, number)
    context = {
        "title": _("Proposed changes"),
        "instrument": one.expression.instrument,
        "version": one,
        "proposals": queries.proposals_of(one),
    }
    return render(request, "law/proposals.html", context)


@signed_in()
@require_POST
def decide(request: Request, code: str, language: int, number: int, proposal: int) -> HttpResponse:
    """Accept or reject one proposed change, or leave it open again."""
    one = _editable(request, code, language, number)
    asked = get_object_or_404(one.proposals, number=proposal)
    form = DecisionForm(request.POST)
    back = HttpResponseRedirect(f"{address_of('proposals', one)}#proposal-{proposal}")
    if not form.is_valid():
        messages.error(request, _("Choose what becomes of the change."))
        return back
    given = form.cleaned_data
    state = Proposal.State(given["state"])
    try:
        actions.decide_proposal(
            asked, state=state, edition=given["edition"], eid=given["eid"], by=request.scope
        )
    except Stale:
        messages.error(request, _("Somebody else changed it meanwhile. Look at it and try again."))
    except Invalid as refusal:
        messages.error(request, refusal.faults[0].message)
    return back
