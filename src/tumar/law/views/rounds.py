"""Assessment rounds: opened, looked at, closed under a seal, published, taken home as files."""

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tumar.kernel import pages
from tumar.kernel.doors import require_form, signed_in
from tumar.kernel.models import Record
from tumar.kernel.pages import Request
from tumar.kernel.permissions import Permission
from tumar.law import lists_rounds as lists
from tumar.law.actions import rounds as actions
from tumar.law.exports.rounds import FILES
from tumar.law.forms.rounds import CloseForm, RoundForm
from tumar.law.models import Round
from tumar.law.queries import rounds as queries
from tumar.law.queries.seals import seal_holds
from tumar.law.views.told import acted, beside_the_form

VIEW, EDIT, PUBLISH = Permission.LAW_ROUND_VIEW, Permission.LAW_ROUND_EDIT, Permission.LAW_ROUND_PUBLISH
READ = Permission.LAW_REQUIREMENT_VIEW


def page_of(one: Record) -> str:
    return reverse("law:round", args=[one.code])


def found(request: Request, code: str) -> Round:
    return get_object_or_404(queries.rounds(request.scope), code=code)


@signed_in(READ)
@require_safe
def rounds(request: Request) -> HttpResponseBase:
    """List the rounds of one's countries, and those that were published."""
    create = reverse("law:add-round") if request.scope.allows_somewhere(EDIT) else ""
    return pages.list_page(
        request,
        lists.rounds(request.scope),
        queries.rounds(request.scope),
        template="law/list.html",
        create_url=create,
        create_label=_("Open a round"),
    )


@signed_in(READ)
@require_safe
def round_page(request: Request, code: str) -> HttpResponse:
    """Show where every requirement stands, how far the coders agree, and what is to be done."""
    one = found(request, code)
    scope, standing = request.scope, queries.standings(one, request.scope)
    step = request.GET.get("step", "")
    may_edit = one.is_open and scope.allows(EDIT, one.country_id)
    return pages.record_page(
        request,
        one,
        "law/round.html",
        one=one,
        step=step,
        steps=queries.steps_of(standing),
        standings=[each for each in standing if not step or each.step == step],
        agreements=queries.agreements(one) if one.is_double else [],
        is_inside=queries.is_inside(one, scope),
        may_close=may_edit,
        may_publish=queries.may_publish(one, scope),
        is_whole=None if one.is_open else seal_holds(one),
        edit_url=reverse("law:edit-round", args=[code]) if may_edit else "",
        files=list(FILES),
    )


@signed_in(EDIT)
@require_form
def add(request: Request) -> HttpResponse:
    form = RoundForm(request.POST or None, scope=request.scope)
    return pages.form_page(
        request,
        form,
        lambda: actions.open_round(form.columns, versions=form.chosen, by=request.scope),
        title=_("Open a round"),
        done=page_of,
        cancel=reverse("law:rounds"),
    )


@signed_in(VIEW)
@require_form
def edit(request: Request, code: str) -> HttpResponse:
    one = found(request, code)
    request.scope.require(EDIT, one.country_id)
    form = RoundForm(request.POST or None, instance=one, scope=request.scope)

    def save() -> Round:
        with beside_the_form():
            return actions.amend_round(one, form.columns, by=request.scope, **form.version_and_reason)

    title = _("Edit %(name)s") % {"name": one}
    return pages.form_page(request, form, save, title=title, done=page_of, cancel=page_of(one))


@signed_in(VIEW)
@require_form
def close(request: Request, code: str) -> HttpResponse:
    one = found(request, code)
    request.scope.require(EDIT, one.country_id)
    form = CloseForm(pages.posted(request))

    def save() -> Round:
        with beside_the_form():
            return actions.close_round(one, by=request.scope, reason=form.cleaned_data["reason"])

    return pages.form_page(
        request,
        form,
        save,
        title=_("Close and seal %(name)s") % {"name": one},
        done=page_of,
        said=_("Closed and sealed."),
        cancel=page_of(one),
        save_label=_("Close and seal"),
    )


@signed_in(VIEW)
@require_POST
def publish(request: Request, code: str) -> HttpResponse:
    one = found(request, code)
    request.scope.require(PUBLISH, one.country_id)
    said = _("Published: everybody who signs in may read what was found.")
    return acted(request, lambda: actions.publish_round(one, by=request.scope), back=page_of(one), said=said)


@signed_in(READ)
@require_safe
def file(request: Request, code: str, kind: str) -> HttpResponse:
    if kind not in FILES:
        raise Http404(kind)
    one, kept = found(request, code), FILES[kind]
    response = HttpResponse(kept.write(one, request.scope), content_type=kept.media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{one.code}{kept.suffix}"'
    return response
