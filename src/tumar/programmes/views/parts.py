"""Adding, amending and removing what belongs to one programme."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from tumar.kernel.doors import require_form, signed_in
from tumar.kernel.pages import Request
from tumar.kernel.part_pages import PartPages
from tumar.kernel.permissions import Permission
from tumar.programmes import queries
from tumar.programmes.actions.parts import PARTS
from tumar.programmes.forms import PART_FORMS
from tumar.programmes.models import Programme

VIEW, EDIT = Permission.PROGRAMMES_PROGRAMME_VIEW, Permission.PROGRAMMES_PROGRAMME_EDIT


def _page_of(programme: Any) -> str:
    return reverse("programmes:programme", args=[programme.code])


def _editable(request: Request, code: str) -> Programme:
    programme = get_object_or_404(queries.programmes(request.scope), code=code)
    request.scope.require(EDIT)
    return programme


PAGES = PartPages(PARTS, PART_FORMS, record=_editable, rows=queries.parts, done=_page_of)
add_part, edit_part, remove_part = (
    signed_in(VIEW)(require_form(view)) for view in (PAGES.add, PAGES.edit, PAGES.remove)
)
