"""Acts of States towards treaties, and what was looked for in a country's law."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from tumar.kernel import pages
from tumar.kernel.doors import require_form, signed_in
from tumar.kernel.pages import Request
from tumar.kernel.permissions import Permission
from tumar.kernel.scope import Scope
from tumar.law import lists
from tumar.law.actions import treaties as actions
from tumar.law.forms.facts import CoverageForm, FactForm, TreatyActForm
from tumar.law.queries import instruments as queries
from tumar.law.queries import treaties as matrix

VIEW, EDIT = Permission.LAW_INSTRUMENT_VIEW, Permission.LAW_INSTRUMENT_EDIT


@dataclass(frozen=True)
class FactPages:
    """The three pages on which facts of one kind are recorded, amended and removed.

    `rows` gives the facts that a scope may see, `listed` is the name of the page that shows them.
    """

    rows: Callable[[Scope], QuerySet[Any]]
    form: type[FactForm]
    listed: str
    added: Any
    add: Callable[..., Any]
    amend: Callable[..., Any]
    remove: Callable[..., Any]
    template: str = "kernel/form.html"

    def done(self, _row: object = None) -> str:
        """Return the address of the page that shows the facts."""
        return reverse(self.listed)

    def add_page(self, request: Request) -> HttpResponse:
        """Show the form of a new fact, or record it."""
        form = self.form(request.POST or None, scope=request.scope)
        return pages.form_page(
            request,
            form,
            lambda: self.add(form.facts, by=request.scope),
            title=self.added,
            done=self.done,
            cancel=self.done(),
        )

    def edit_page(self, request: Request, pk: int) -> HttpResponse:
        """Show the form of a fact, or amend it."""
        one = self._editable(request, pk)
        form = self.form(request.POST or None, instance=one, scope=request.scope)
        return pages.form_page(
            request,
            form,
            lambda: self.amend(one, form.facts, by=request.scope, reason=form.why),
            title=_("Edit %(name)s") % {"name": one},
            template=self.template,
            done=self.done,
            cancel=self.done(),
            fact=one,
        )

    def remove_page(self, request: Request, pk: int) -> HttpResponse:
        """Ask why a fact is removed, or remove it."""
        one = self._editable(request, pk)
        title, remove = _("Remove %(name)s") % {"name": one}, partial(self.remove, one)
        return pages.remove_page(request, remove, title=title, done=self.done, cancel=self.done())

    def _editable(self, request: Request, pk: int) -> Any:
        one = get_object_or_404(self.rows(request.scope), pk=pk)
        request.scope.require(EDIT, one.country_id)
        return one


TREATY_ACTS = FactPages(
    queries.treaty_acts,
    TreatyActForm,
    listed="law:treaties",
    added=gettext_lazy("Record an act towards a treaty"),
    add=actions.record_treaty_act,
    amend=actions.amend_treaty_act,
    remove=actions.remove_treaty_act,
)
COVERAGE = FactPages(
    queries.coverage,
    CoverageForm,
    listed="law:coverage",
    added=gettext_lazy("Record what was looked for"),
    add=actions.record_coverage,
    amend=actions.amend_coverage,
    remove=actions.remove_coverage,
    template="law/edit_coverage.html",
)
record_treaty_act, record_coverage = (
    signed_in(EDIT)(require_form(one.add_page)) for one in (TREATY_ACTS, COVERAGE)
)
edit_treaty_act, edit_coverage = (signed_in()(require_form(one.edit_page)) for one in (TREATY_ACTS, COVERAGE))
remove_treaty_act, remove_coverage = (
    signed_in()(require_form(one.remove_page)) for one in (TREATY_ACTS, COVERAGE)
)


@signed_in()
@require_safe
def treaties(request: Request) -> HttpResponse:
    """Show which State did what towards which treaty, and when."""
    return render(
        request,
        "law/treaties.html",
        {
            "title": _("Treaties by country"),
            "matrix": matrix.matrix(request.scope),
            "may_edit": request.scope.allows_somewhere(EDIT),
        },
    )


@signed_in()
@require_safe
def treaty_acts(request: Request) -> HttpResponseBase:
    """List what States did towards treaties, to be narrowed and downloaded."""
    rows, page = queries.treaty_acts(request.scope), lists.treaty_acts(request.scope)
    return pages.list_page(request, page, rows, template="law/list.html")


@signed_in(VIEW)
@require_safe
def coverage(request: Request) -> HttpResponseBase:
    """List what was looked for in the law of one's countries."""
    create = reverse("law:record-coverage") if request.scope.allows_somewhere(EDIT) else ""
    return pages.list_page(
        request,
        lists.coverage(request.scope),
        queries.coverage(request.scope),
        template="law/coverage.html",
        create_url=create,
        create_label=_("Record what was looked for"),
    )
