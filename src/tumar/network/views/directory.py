"""The directory of people and institutions who agreed to be found, and one's own entries."""

from functools import partial

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tumar.kernel import pages
from tumar.kernel.doors import require_form, signed_in
from tumar.kernel.pages import Request
from tumar.kernel.permissions import Permission
from tumar.kernel.refusals import Denied
from tumar.network import lists
from tumar.network.actions import directory as actions
from tumar.network.forms.directory import EntryForm
from tumar.network.models import DirectoryEntry
from tumar.network.models.words import LANGUAGES, Topic
from tumar.network.queries import directory as queries

VIEW, EDIT = Permission.NETWORK_DIRECTORY_VIEW, Permission.NETWORK_DIRECTORY_EDIT


def page_of(entry: DirectoryEntry) -> str:
    return reverse("network:entry", args=[entry.code])


def found(request: Request, code: str) -> DirectoryEntry:
    return get_object_or_404(queries.entries(request.scope), code=code)


@signed_in(VIEW)
@require_safe
def directory(request: Request) -> HttpResponseBase:
    return pages.list_page(
        request,
        lists.directory("network:entry", request.scope),
        queries.entries(request.scope),
        template="network/directory.html",
        create_url=reverse("network:enter"),
        create_label=_("Enter the directory"),
        own=queries.own_entries(request.scope),
    )


@signed_in(VIEW)
@require_safe
def entry(request: Request, code: str) -> HttpResponse:
    one = found(request, code)
    may_change = queries.may_change(one, request.scope)
    return pages.record_page(
        request,
        one,
        "network/entry.html",
        entry=one,
        topics=dict(Topic.choices),
        languages=dict(LANGUAGES),
        may_withdraw=queries.may_withdraw(one, request.scope),
        edit_url=reverse("network:edit-entry", args=[code]) if may_change else "",
    )


@signed_in(VIEW)
@require_form
def enter(request: Request) -> HttpResponse:
    initial = {"name": request.scope.label, "languages": ["en"]}
    form = EntryForm(request.POST or None, initial=initial, scope=request.scope)
    return pages.form_page(
        request,
        form,
        lambda: actions.enter(form.columns, by=request.scope, **form.agreement),
        title=_("Enter the directory"),
        done=page_of,
        cancel=reverse("network:directory"),
    )


@signed_in(VIEW)
@require_form
def edit(request: Request, code: str) -> HttpResponse:
    one = found(request, code)
    if not queries.may_change(one, request.scope):
        raise Denied(EDIT, one.country_id)
    form = EntryForm(request.POST or None, instance=one, scope=request.scope)

    def save() -> DirectoryEntry:
        version = form.cleaned_data["seen_version"] or 0
        return actions.amend_entry(one, form.columns, version=version, by=request.scope)

    title = _("Edit %(name)s") % {"name": one}
    return pages.form_page(request, form, save, title=title, done=page_of, cancel=page_of(one))


@signed_in(VIEW)
@require_form
def withdraw(request: Request, code: str) -> HttpResponse:
    one = found(request, code)
    if not queries.may_withdraw(one, request.scope):
        raise Denied(EDIT, one.country_id)
    return pages.reason_page(
        request,
        partial(actions.withdraw_entry, one),
        title=_("Take %(name)s out of the directory") % {"name": one},
        done=lambda _none: reverse("network:directory"),
        said=_("Withdrawn. Nothing of the entry is kept."),
        cancel=page_of(one),
        save_label=_("Withdraw"),
    )
