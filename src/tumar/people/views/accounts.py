"""Pages about accounts and the roles that they hold."""

from datetime import timedelta
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tumar.kernel import clock, journal, pages
from tumar.kernel.doors import require_form, signed_in
from tumar.kernel.pages import JOURNAL_SHOWN, Request
from tumar.kernel.permissions import Permission
from tumar.kernel.refusals import Denied
from tumar.people import lists, queries, sign_in
from tumar.people.actions import accounts as actions
from tumar.people.forms import AccountForm, EndForm, RoleForm
from tumar.people.models import Account

VIEW, EDIT = Permission.PEOPLE_ACCOUNT_VIEW, Permission.PEOPLE_ACCOUNT_EDIT


def _page_of(account: Any) -> str:
    return reverse("people:account", args=[account.pk])


def _found(request: Request, pk: int) -> Account:
    return get_object_or_404(queries.accounts(request.scope), pk=pk)


def _found_to_edit(request: Request, pk: int) -> Account:
    found = _found(request, pk)
    if not request.scope.allows_somewhere(EDIT):
        raise Denied(EDIT)
    return found


@signed_in(VIEW)
@require_safe
def accounts(request: Request) -> HttpResponseBase:
    create = reverse("people:add-account") if request.scope.allows_somewhere(EDIT) else ""
    return pages.list_page(request, lists.ACCOUNTS, queries.accounts(request.scope), create_url=create)


@signed_in(VIEW)
@require_safe
def account(request: Request, pk: int) -> HttpResponse:
    found = _found(request, pk)
    context = {
        "title": str(found),
        "account": found,
        "today": clock.today(),
        "may_edit": request.scope.allows_somewhere(EDIT),
        "is_own": found.pk == request.scope.account_id,
        "sign_in_methods": queries.sign_in_methods(found),
        "journal": journal.about(found.label)[:JOURNAL_SHOWN],
    }
    return render(request, "people/account.html", context)


@signed_in(EDIT)
@require_form
def add_account(request: Request) -> HttpResponse:
    form = AccountForm(request.POST or None)
    return pages.form_page(
        request,
        form,
        lambda: actions.create_account(by=request.scope, **form.cleaned_data),
        title=_("Add an account"),
        done=lambda record: reverse("people:grant-role", args=[record.pk]),
        said=_("The account is there. Now give it a role."),
        cancel=reverse("people:accounts"),
    )


@signed_in(VIEW)
@require_form
def grant_role(request: Request, pk: int) -> HttpResponse:
    found = _found_to_edit(request, pk)
    form = RoleForm(request.POST or None, scope=request.scope)
    return pages.form_page(
        request,
        form,
        lambda: actions.grant_role(found, by=request.scope, **form.cleaned_data).account,
        title=_("Give %(name)s a role") % {"name": found},
        done=_page_of,
        cancel=_page_of(found),
    )


@signed_in(VIEW)
@require_form
def end_role(request: Request, pk: int, role: int) -> HttpResponse:
    found = _found_to_edit(request, pk)
    held = get_object_or_404(found.roles, pk=role)
    yesterday = clock.today() - timedelta(days=1)
    form = EndForm(request.POST or None, initial={"until": yesterday})
    return pages.form_page(
        request,
        form,
        lambda: actions.end_role(held, by=request.scope, **form.cleaned_data).account,
        title=_("End a role of %(name)s") % {"name": found},
        done=_page_of,
        cancel=_page_of(found),
    )


def _change(request: Request, pk: int, act: Any, title: str) -> HttpResponse:
    found = _found_to_edit(request, pk)
    actions.require_over(found, request.scope)
    title = title % {"name": found}
    return pages.reason_page(request, partial(act, found), title=title, done=_page_of, cancel=_page_of(found))


@signed_in(VIEW)
@require_form
def deactivate(request: Request, pk: int) -> HttpResponse:
    return _change(request, pk, actions.deactivate, _("Close the account of %(name)s"))


@signed_in(VIEW)
@require_form
def reactivate(request: Request, pk: int) -> HttpResponse:
    return _change(request, pk, actions.reactivate, _("Open the account of %(name)s again"))


@signed_in(VIEW)
@require_POST
def make_sign_in_link(request: Request, pk: int) -> HttpResponse:
    """Show, once, a link with which the account's owner sets a password."""
    found = _found_to_edit(request, pk)
    actions.note_sign_in_link(found, by=request.scope)
    if not found.is_active:
        messages.error(request, _("The account is closed."))
        return HttpResponseRedirect(_page_of(found))
    link = request.build_absolute_uri(sign_in.password_link(found))
    context = {"title": _("Sign-in link for %(name)s") % {"name": found}, "account": found, "link": link}
    return render(request, "people/sign_in_link.html", context)
