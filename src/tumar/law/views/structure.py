"""The correction page: the source beside the structure that was recognised in it."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tumar.kernel.doors import signed_in
from tumar.kernel.pages import Request, number_asked
from tumar.kernel.permissions import Permission
from tumar.kernel.refusals import Invalid, Stale
from tumar.law.actions import correcting as actions
from tumar.law.forms.versions import CorrectionForm, EditionForm
from tumar.law.models import UnitKind, Version
from tumar.law.queries import structure as queries
from tumar.law.queries.versions import draft_of
from tumar.law.views.versions import address_of, version_of

EDIT, CONFIRM = Permission.LAW_INSTRUMENT_EDIT, Permission.LAW_INSTRUMENT_CONFIRM


def _editable(request: Request, code: str, language: int, number: int) -> Version:
    one = version_of(request, code, language, number)
    request.scope.require(EDIT, one.expression.instrument.country_id)
    return one


@signed_in()
@require_safe
def structure(request: Request, code: str, language: int, number: int) -> HttpResponse:
    """Show source and structure side by side, one stretch of the text at a time."""
    one = _editable(request, code, language, number)
    if not one.is_open:
        return HttpResponseRedirect(address_of("version", one))
    pages = {name: number_asked(request.GET.get(name, "")) for name in ("page", "doubts", "corrections")}
    sheet = queries.sheet(one, queries.Asked(unit=request.GET.get("unit", ""), **pages))
    return render(
        request,
        "law/structure.html",
        {
            "title": _("Structure of %(name)s") % {"name": one.expression.instrument},
            "instrument": one.expression.instrument,
            "version": one,
            "sheet": sheet,
            "kinds": UnitKind.choices,
            "may_confirm": request.scope.allows(CONFIRM, one.expression.instrument.country_id),
        },
    )


def _back(version: Version, unit: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{address_of('structure', version)}?{urlencode({'unit': unit})}#unit")


@signed_in()
@require_POST
def correct(request: Request, code: str, language: int, number: int) -> HttpResponse:
    """Correct one unit, and come back to it."""
    one = _editable(request, code, language, number)
    form = CorrectionForm(request.POST)
    unit = request.POST.get("unit", "")
    if not form.is_valid():
        messages.error(request, _("This correction does not fit here."))
        return _back(one, unit)
    draft = draft_of(one)
    text = next((each.text for name, each in zip(draft.names, draft.units, strict=True) if name == unit), "")
    try:
        actions.correct(
            one,
            operation=form.operation_asked,
            unit=unit,
            values=form.values(text),
            edition=form.cleaned_data["edition"],
            by=request.scope,
        )
    except Stale:
        messages.error(request, _("Somebody else changed it meanwhile. Look at it and try again."))
    except Invalid as refusal:
        messages.error(request, refusal.faults[0].message)
    return _back(one, unit)


@signed_in()
@require_POST
def undo(request: Request, code: str, language: int, number: int, correction: int) -> HttpResponse:
    """Take one correction back."""
    one = _editable(request, code, language, number)
    made = get_object_or_404(one.corrections, number=correction, undone_at=None)
    form = EditionForm(request.POST)
    try:
        edition = form.cleaned_data["edition"] if form.is_valid() else 0
        actions.undo_correction(made, edition=edition, by=request.scope)
    except Stale:
        messages.error(request, _("Somebody else changed it meanwhile. Look at it and try again."))
    except Invalid as refusal:
        messages.error(request, refusal.faults[0].message)
    return _back(one, made.unit)
