"""Pages about retention: the rules, and what the coming night would take away."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tumar.kernel import pages, schedule
from tumar.kernel.doors import require_form, signed_in
from tumar.kernel.pages import Request
from tumar.kernel.permissions import Permission
from tumar.people.actions import retention as actions
from tumar.people.forms.retention import RetentionForm
from tumar.people.models import RetentionRule
from tumar.people.queries import retention as reads

VIEW, EDIT = Permission.PEOPLE_RETENTION_VIEW, Permission.PEOPLE_RETENTION_EDIT


def _page(_rule: object = None) -> str:
    return reverse("people:retention")


@signed_in(VIEW)
@require_safe
def retention(request: Request) -> HttpResponse:
    tonight = reads.tonight(request.scope)
    kinds = dict(RetentionRule.Kept.choices)
    context = {
        "title": _("Retention"),
        "rules": reads.retention_rules(request.scope),
        "tonight": tonight,
        "counts": [(kinds[kind], count) for kind, count in sorted(tonight.counts.items())],
        "persons": [
            (one, tonight.names.get(one.pk, ""), [kinds[kind] for kind in sorted(one.kinds)])
            for one in tonight.first
        ],
        "last_run": schedule.last_run("people.retention"),
        "may_edit": request.scope.allows(EDIT, None),
    }
    return render(request, "people/retention.html", context)


@signed_in(EDIT)
@require_form
def add_rule(request: Request) -> HttpResponse:
    request.scope.require(EDIT, None)
    form = RetentionForm(request.POST or None)
    return pages.form_page(
        request,
        form,
        lambda: actions.add_rule(form.facts, by=request.scope),
        title=_("Add a rule of retention"),
        done=_page,
        cancel=_page(),
    )


@signed_in(VIEW)
@require_form
def edit_rule(request: Request, code: str) -> HttpResponse:
    rule = get_object_or_404(reads.retention_rules(request.scope), code=code)
    request.scope.require(EDIT, None)
    form = RetentionForm(request.POST or None, instance=rule)
    return pages.form_page(
        request,
        form,
        lambda: actions.amend_rule(rule, form.facts, by=request.scope, **form.version_and_reason),
        title=_("Change the rule %(name)s") % {"name": rule},
        done=_page,
        cancel=_page(),
    )
