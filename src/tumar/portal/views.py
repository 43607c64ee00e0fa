"""The public face: programmes, factsheets of published editions, the lines behind each figure."""

import hashlib
from collections.abc import Callable, Iterable

from django.conf import settings
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tumar.kernel import sheets
from tumar.kernel.pages import Request
from tumar.portal import exports, pages, queries
from tumar.portal.addresses import LINE_FILES, Address
from tumar.portal.doors import ASK_FIRST, FIVE_MINUTES, public
from tumar.results import exports as results_exports
from tumar.results import queries as results
from tumar.results.figures import Factsheet, Figure
from tumar.results.models import Edition

A_DAY = 24 * 3600
PROGRAMMES_SHOWN = 50
FILES: dict[str, tuple[str, Callable[[Factsheet], Iterable[str] | Iterable[bytes]]]] = {
    "json": ("application/json", lambda sheet: [results_exports.factsheet_json(sheet)]),
    "csv": ("text/csv; charset=utf-8", results_exports.factsheet_csv),
    "xlsx": (sheets.XLSX_TYPE, results_exports.factsheet_xlsx),
    "pdf": ("application/pdf", lambda sheet: [_pdf(sheet)]),
}
LINES: dict[str, tuple[str, Callable[[Edition, Figure], Iterable[str]]]] = {
    "csv": ("text/csv; charset=utf-8", exports.lines_csv),
    "json": ("application/json", exports.lines_json),
}


def _pdf(sheet: Factsheet) -> bytes:
    """Return the factsheet as PDF, kept for a day: it is the only file that takes long to make."""
    # All that stands in it: titles and notes may change after an edition was frozen.
    told = f"{settings.TUMAR_VERSION} {sheet!r}"
    key = f"portal:pdf:{hashlib.sha256(told.encode()).hexdigest()}"
    made: bytes | None = cache.get(key)
    if made is None:
        made = results_exports.factsheet_pdf(sheet)
        cache.set(key, made, A_DAY)
    return made


def _edition(code: str, wanted: str) -> Edition:
    if (one := queries.edition(code, wanted)) is None:
        raise Http404(code)
    return one


def _named(response: HttpResponse | StreamingHttpResponse, *parts: str, kind: str) -> None:
    name = "-".join(part.replace("/", "-") for part in parts)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'


@public(ASK_FIRST)
def home(request: HttpRequest) -> HttpResponse:
    """Show the only programme's factsheet at once, or which programmes there are, or that there is none."""
    programmes = list(queries.programmes()[:PROGRAMMES_SHOWN])
    if len(programmes) == 1:
        return _factsheet(request, programmes[0].code, "")
    teasers = [pages.teaser(_edition(one.code, "")) for one in programmes]
    title = _("Programmes") if teasers else _("Nothing has been published yet")
    return render(request, "portal/home.html", {"title": title, "teasers": teasers})


@public(ASK_FIRST)
def factsheet(request: HttpRequest, code: str, wanted: str = "") -> HttpResponse:
    return _factsheet(request, code, wanted)


def _factsheet(request: HttpRequest, code: str, wanted: str) -> HttpResponse:
    page = pages.factsheet_page(_edition(code, wanted), Address(code, wanted))
    return render(request, "portal/factsheet.html", {"title": page.sheet.title, "page": page})


@public(ASK_FIRST)
def figure(request: Request, code: str, indicator: str, wanted: str = "") -> HttpResponse:
    """Show a figure with every breakdown and the lines behind it, naming nobody."""
    one = _edition(code, wanted)
    page = pages.figure_page(one, indicator, Address(code, wanted), request.GET, request.scope)
    if page is None:
        raise Http404(indicator)
    return render(request, "portal/figure.html", {"title": page.told.card.figure.title, "page": page})


@public(FIVE_MINUTES)
def file(request: HttpRequest, code: str, kind: str, wanted: str = "") -> HttpResponse:
    """Give the factsheet as a file."""
    if kind not in FILES:
        raise Http404(kind)
    one, (media_type, make) = _edition(code, wanted), FILES[kind]
    response = HttpResponse(make(results.sheet_of(one, pages.language())), content_type=media_type)
    _named(response, one.code, pages.language(), kind=kind)
    return response


@public(FIVE_MINUTES)
def lines(
    request: HttpRequest, code: str, indicator: str, kind: str, wanted: str = ""
) -> StreamingHttpResponse:
    """Give every line behind a figure as a file, naming nobody."""
    one = _edition(code, wanted)
    told = results.frozen_figure(one, indicator, pages.language())
    if told is None or kind not in LINE_FILES:
        raise Http404(indicator)
    media_type, make = LINES[kind]
    response = StreamingHttpResponse(make(one, told), content_type=media_type)
    _named(response, one.code, indicator, kind=kind)
    return response
