"""The matrix of countries and requirements, with the way down to the words of the law."""

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tumar.kernel import sheets
from tumar.kernel.doors import signed_in
from tumar.kernel.pages import Request
from tumar.kernel.permissions import Permission
from tumar.law import pictures
from tumar.law.exports import matrix as exports
from tumar.law.forms.overview import MapForm
from tumar.law.forms.rounds import MatrixForm
from tumar.law.queries import matrix as queries
from tumar.law.queries.places import places


@signed_in(Permission.LAW_REQUIREMENT_VIEW)
@require_safe
def matrix(request: Request) -> HttpResponseBase:
    """Show what was found, country by country; a cell leads to the finding with the words of the law."""
    form = MatrixForm(request.GET or None, scope=request.scope)
    found = queries.matrix(request.scope, **form.asked)
    if request.GET.get("format") == "xlsx":
        return _book(found)
    context = {"form": form, "matrix": found, "titles": queries.titles_of(found.rows), "title": _("Matrix")}
    return render(request, "law/matrix.html", context)


@signed_in(Permission.LAW_REQUIREMENT_VIEW)
@require_safe
def matrix_map(request: Request) -> HttpResponse:
    """Show a requirement or an area on a map, with a table that says the same and leads to findings."""
    form = MapForm(request.GET or None, scope=request.scope)
    found = queries.matrix(request.scope, **form.asked)
    form.offer(found)
    about, axis = form.subject(found), form.axis
    shown = places(found, about, axis)
    titles = queries.titles_of([row for row in found.rows if about.covers(row)])
    title = next(iter(titles.values()), "") if about.code else ""
    context = {
        "form": form,
        "matrix": found,
        "drawn": pictures.drawn(shown, about, axis, title),
        "not_drawn": pictures.not_drawn(shown),
        "source": pictures.source_line(shown),
        "headers": pictures.headers(axis),
        "places": shown,
        "axis": axis,
        "about": pictures.map_title(about, axis, title) if found.rows else "",
        "titles": titles,
        "title": _("Map of findings"),
    }
    return render(request, "law/map.html", context)


def _book(found: queries.Matrix) -> HttpResponse | StreamingHttpResponse:
    rows = sheets.write_xlsx(_("Matrix"), exports.headers(found), exports.table(found))
    response = StreamingHttpResponse(rows, content_type=sheets.XLSX_TYPE)
    response.headers["Content-Disposition"] = 'attachment; filename="matrix.xlsx"'
    return response
