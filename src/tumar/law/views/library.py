"""The library of law and one instrument's page."""

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tumar.kernel import clock, pages
from tumar.kernel.doors import require_form, signed_in
from tumar.kernel.models import Record
from tumar.kernel.pages import Request
from tumar.kernel.part_pages import RemoveForm
from tumar.kernel.permissions import Permission
from tumar.kernel.sheets import XLSX_TYPE
from tumar.law import lists
from tumar.law.actions import instruments as actions
from tumar.law.exports.records import records_book
from tumar.law.forms.parts import InstrumentForm
from tumar.law.models import Instrument
from tumar.law.queries import instruments as queries
from tumar.law.queries import versions

EDIT, CONFIRM = Permission.LAW_INSTRUMENT_EDIT, Permission.LAW_INSTRUMENT_CONFIRM


def page_of(instrument: Record) -> str:
    return reverse("law:instrument", args=[instrument.code])


def found(request: Request, code: str) -> Instrument:
    return get_object_or_404(queries.all_instruments(request.scope), code=code)


def editable(request: Request, code: str) -> Instrument:
    """Return an instrument that this person may change."""
    one = found(request, code)
    request.scope.require(EDIT, one.country_id)
    return one


@signed_in()
@require_safe
def instruments(request: Request) -> HttpResponseBase:
    """List the instruments of one's countries, and the international ones for whoever signs in."""
    create = reverse("law:add-instrument") if request.scope.allows_somewhere(EDIT) else ""
    return pages.list_page(
        request,
        lists.instruments(request.scope),
        queries.instruments(request.scope),
        template="law/list.html",
        create_url=create,
        create_label=_("Register an instrument"),
        may_take_records=bool(create),
    )


@signed_in(Permission.LAW_INSTRUMENT_VIEW)
@require_safe
def records(request: Request) -> HttpResponse:
    """Give what one may see of law as a workbook that can be edited and sent back."""
    known = {code for code, _name in lists.countries_with(request.scope)}
    asked = [code for code in request.GET.getlist("country") if code in known]
    response = HttpResponse(records_book(request.scope, asked), content_type=XLSX_TYPE)
    name = "-".join(["law-records", *asked[:6]])
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response


@signed_in()
@require_safe
def instrument(request: Request, code: str) -> HttpResponse:
    one = found(request, code)
    may_edit = request.scope.allows(EDIT, one.country_id)
    rows = versions.confirmed(one, request.scope)
    return pages.record_page(
        request,
        one,
        "law/instrument.html",
        instrument=one,
        detail=queries.detail(one, request.scope),
        areas=lists.areas(one.areas),
        in_force=queries.is_in_force(one, clock.today()),
        holding=versions.holding(rows, clock.today()),
        comparable=versions.comparable(rows),
        may_edit=may_edit,
        may_confirm=request.scope.allows(CONFIRM, one.country_id),
        edit_url=reverse("law:edit-instrument", args=[code]) if may_edit else "",
    )


@signed_in(EDIT)
@require_form
def add(request: Request) -> HttpResponse:
    form = InstrumentForm(request.POST or None, scope=request.scope)
    return pages.form_page(
        request,
        form,
        lambda: actions.register_instrument(form.facts, by=request.scope),
        title=_("Register an instrument"),
        done=page_of,
        cancel=reverse("law:instruments"),
    )


@signed_in()
@require_form
def edit(request: Request, code: str) -> HttpResponse:
    one = editable(request, code)
    form = InstrumentForm(request.POST or None, instance=one, scope=request.scope)
    return pages.form_page(
        request,
        form,
        lambda: actions.amend_instrument(one, form.facts, by=request.scope, **form.version_and_reason),
        title=_("Edit %(name)s") % {"name": one},
        done=page_of,
        cancel=page_of(one),
    )


@signed_in()
@require_form
def withdraw(request: Request, code: str) -> HttpResponse:
    one = editable(request, code)
    form = RemoveForm(pages.posted(request), initial={"seen_version": one.version})
    return pages.form_page(
        request,
        form,
        lambda: actions.withdraw_instrument(one, by=request.scope, **form.version_and_reason),
        title=_("Withdraw %(name)s") % {"name": one},
        done=lambda _one: reverse("law:instruments"),
        said=_("Withdrawn. The journal keeps what it said."),
        cancel=page_of(one),
        save_label=_("Withdraw"),
    )
