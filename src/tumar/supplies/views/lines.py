"""Adding, amending and removing the lines of a consignment."""

from typing import Any

from tumar.kernel.doors import require_form, signed_in
from tumar.kernel.pages import Request
from tumar.kernel.part_pages import PartPages
from tumar.supplies.actions.lines import LINES
from tumar.supplies.forms import LineForm
from tumar.supplies.models import Consignment
from tumar.supplies.views.consignments import EDIT, VIEW, found, page_of


def _editable(request: Request, code: str) -> Consignment:
    consignment = found(request, code)
    request.scope.require(EDIT, consignment.country_id)
    return consignment


def _lines(consignment: Consignment, _kind: str) -> Any:
    return consignment.lines


PAGES = PartPages(LINES, {"line": LineForm}, record=_editable, rows=_lines, done=page_of)
add, edit, remove = (signed_in(VIEW)(require_form(view)) for view in (PAGES.add, PAGES.edit, PAGES.remove))
