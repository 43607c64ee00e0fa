"""Announcements: the list, a page, writing and publishing."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tumar.kernel import pages
from tumar.kernel.doors import require_form, signed_in
from tumar.kernel.models import Record
from tumar.kernel.pages import Request
from tumar.kernel.permissions import Permission
from tumar.kernel.refusals import Invalid, Stale
from tumar.network import lists
from tumar.network.actions import announcements as actions
from tumar.network.forms.announcements import AnnouncementForm, VersionForm
from tumar.network.models import Announcement
from tumar.network.queries import announcements as queries

VIEW, EDIT = Permission.NETWORK_ANNOUNCEMENT_VIEW, Permission.NETWORK_ANNOUNCEMENT_EDIT


def page_of(announcement: Record) -> str:
    return reverse("network:announcement", args=[announcement.code])


def found(request: Request, code: str) -> Announcement:
    return get_object_or_404(queries.announcements(request.scope), code=code)


@signed_in(VIEW)
@require_safe
def announcements(request: Request) -> HttpResponseBase:
    create = reverse("network:add-announcement") if request.scope.allows_somewhere(EDIT) else ""
    return pages.list_page(
        request,
        lists.announcements(request.scope),
        queries.announcements(request.scope),
        template="network/list.html",
        create_url=create,
        create_label=_("Write an announcement"),
    )


@signed_in(VIEW)
@require_safe
def announcement(request: Request, code: str) -> HttpResponse:
    one = found(request, code)
    may_edit = request.scope.allows(EDIT, one.country_id)
    return pages.record_page(
        request,
        one,
        "network/announcement.html",
        announcement=one,
        may_edit=may_edit,
        version_form=VersionForm(initial={"seen_version": one.version}),
        edit_url=reverse("network:edit-announcement", args=[code]) if may_edit else "",
    )


@signed_in(EDIT)
@require_form
def add(request: Request) -> HttpResponse:
    form = AnnouncementForm(request.POST or None, scope=request.scope)
    return pages.form_page(
        request,
        form,
        lambda: actions.write_announcement(form.facts, by=request.scope),
        title=_("Write an announcement"),
        done=page_of,
        said=_("Saved as a draft. Nobody else sees it before you publish it."),
        cancel=reverse("network:announcements"),
    )


@signed_in(VIEW)
@require_form
def edit(request: Request, code: str) -> HttpResponse:
    one = found(request, code)
    request.scope.require(EDIT, one.country_id)
    form = AnnouncementForm(request.POST or None, instance=one, scope=request.scope)

    def save() -> Announcement:
        return actions.amend_announcement(one, form.facts, by=request.scope, **form.version_and_reason)

    title = _("Edit %(name)s") % {"name": one}
    return pages.form_page(request, form, save, title=title, done=page_of, cancel=page_of(one))


@signed_in(VIEW)
@require_POST
def publish(request: Request, code: str) -> HttpResponse:
    return _done(request, code, actions.publish_announcement, _("Published."))


@signed_in(VIEW)
@require_POST
def withdraw(request: Request, code: str) -> HttpResponse:
    return _done(request, code, actions.withdraw_announcement, _("Taken back. It is a draft again."))


def _done(request: Request, code: str, act: Callable[..., Any], said: str) -> HttpResponse:
    one = found(request, code)
    request.scope.require(EDIT, one.country_id)
    form = VersionForm(request.POST)
    try:
        act(one, version=form.version if form.is_valid() else 0, by=request.scope)
    except Stale:
        messages.error(request, _("Somebody else changed it meanwhile. Look at it and try again."))
    except Invalid as refusal:
        messages.error(request, refusal.faults[0].message)
    else:
        messages.success(request, said)
    return HttpResponseRedirect(page_of(one))
