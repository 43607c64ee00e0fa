"""Adding, amending and removing the lines of a consignment."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from tumar.kernel import pages
from tumar.kernel.doors import signed_in
from tumar.kernel.pages import Request
from tumar.kernel.part_pages import RemoveForm
from tumar.supplies.actions import lines as actions
from tumar.supplies.forms import LineForm
from tumar.supplies.models import Consignment, ConsignmentLine
from tumar.supplies.views.consignments import EDIT, VIEW, found, page_of, require_form


def _editable(request: Request, code: str) -> Consignment:
    consignment = found(request, code)
    request.scope.require(EDIT, consignment.country_id)
    return consignment


@signed_in(VIEW)
@require_form
def add_line(request: Request, code: str) -> HttpResponse:
    consignment = _editable(request, code)
    form = LineForm(request.POST or None)
    return pages.form_page(
        request,
        form,
        lambda: actions.add_line(consignment, form.facts, by=request.scope).consignment,
        title=_("Add a line to %(name)s") % {"name": consignment},
        done=page_of,
        cancel=page_of(consignment),
    )


def _line(request: Request, code: str, number: int) -> ConsignmentLine:
    consignment = _editable(request, code)
    line: ConsignmentLine = get_object_or_404(consignment.lines, number=number)
    return line


@signed_in(VIEW)
@require_form
def edit_line(request: Request, code: str, number: int) -> HttpResponse:
    line = _line(request, code, number)
    form = LineForm(request.POST or None, instance=line)

    def save() -> Consignment:
        return actions.amend_line(line, form.facts, by=request.scope, **form.version_and_reason).consignment

    title = _("Edit %(name)s") % {"name": line}
    return pages.form_page(request, form, save, title=title, done=page_of, cancel=page_of(line.consignment))


@signed_in(VIEW)
@require_form
def remove_line(request: Request, code: str, number: int) -> HttpResponse:
    line = _line(request, code, number)
    initial = {"seen_version": line.consignment.version}
    form = RemoveForm(request.POST if request.method == "POST" else None, initial=initial)
    return pages.form_page(
        request,
        form,
        lambda: actions.remove_line(line, by=request.scope, **form.version_and_reason),
        title=_("Remove %(name)s") % {"name": line},
        done=page_of,
        said=_("Removed. The journal keeps what it said."),
        cancel=page_of(line.consignment),
        save_label=_("Remove"),
    )
