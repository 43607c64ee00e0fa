"""Members, meetings, decisions, tasks and documents of a working group."""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tumar.kernel import pages
from tumar.kernel.doors import signed_in
from tumar.kernel.pages import Request
from tumar.network.actions import documents
from tumar.network.actions import groups as actions
from tumar.network.forms.announcements import VersionForm
from tumar.network.forms.groups import PART_FORMS, DocumentForm, FileForm, MinutesForm, RemoveForm
from tumar.network.models import Group
from tumar.network.queries import groups as queries
from tumar.network.views.groups import found, page_of, require_form


def _editable(request: Request, code: str, kind: str = "members") -> Group:
    if kind not in PART_FORMS:
        raise Http404(kind)
    group = found(request, code)
    actions.require_edit(group, request.scope)
    return group


def _part(group: Group, kind: str, number: int) -> Any:
    return get_object_or_404(queries.parts(group, kind), number=number)


@signed_in()
@require_form
def add_part(request: Request, code: str, kind: str) -> HttpResponse:
    group = _editable(request, code, kind)
    form = PART_FORMS[kind](request.POST or None, group=group, scope=request.scope)

    def save() -> Group:
        return actions.add_part(queries.PARTS[kind], group, form.facts, by=request.scope).group

    return pages.form_page(request, form, save, title=form.ADD, done=page_of, cancel=page_of(group))


@signed_in()
@require_form
def edit_part(request: Request, code: str, kind: str, number: int) -> HttpResponse:
    group = _editable(request, code, kind)
    part = _part(group, kind, number)
    form = PART_FORMS[kind](request.POST or None, instance=part, group=group, scope=request.scope)

    def save() -> Group:
        return actions.amend_part(part, form.facts, by=request.scope, **form.version_and_reason).group

    title = _("Edit %(name)s") % {"name": part}
    return pages.form_page(request, form, save, title=title, done=page_of, cancel=page_of(group))


@signed_in()
@require_form
def remove_part(request: Request, code: str, kind: str, number: int) -> HttpResponse:
    group = _editable(request, code, kind)
    part = _part(group, kind, number)
    posted = request.POST if request.method == "POST" else None
    form = RemoveForm(posted, initial={"seen_version": group.version})
    return pages.form_page(
        request,
        form,
        lambda: actions.remove_part(part, by=request.scope, **form.version_and_reason),
        title=_("Remove %(name)s") % {"name": part},
        done=page_of,
        said=_("Removed. The journal keeps what it said."),
        cancel=page_of(group),
        save_label=_("Remove"),
    )


@signed_in()
@require_POST
def finish_task(request: Request, code: str, number: int) -> HttpResponse:
    """Say that a task is done: a button beside it."""
    group = found(request, code)
    task = get_object_or_404(queries.parts(group, "tasks"), number=number)
    form = VersionForm(request.POST)
    version = form.version if form.is_valid() else group.version
    actions.finish_task(task, version=version, by=request.scope)
    return HttpResponseRedirect(page_of(group) + "#tasks-title")


@signed_in()
@require_form
def keep_minutes(request: Request, code: str, number: int) -> HttpResponse:
    group = _editable(request, code)
    meeting = _part(group, "meetings", number)
    initial = {"seen_version": group.version}
    form = MinutesForm(request.POST or None, request.FILES or None, initial=initial)

    def save() -> Group:
        file, version = form.cleaned_data["file"], form.cleaned_data["seen_version"]
        return actions.keep_minutes(
            meeting, content=file.read(), name=file.name, version=version, by=request.scope
        ).group

    title = _("Minutes of %(name)s") % {"name": meeting}
    return pages.form_page(request, form, save, title=title, done=page_of, cancel=page_of(group))


@signed_in()
@require_form
def add_document(request: Request, code: str) -> HttpResponse:
    group = _editable(request, code)
    form = DocumentForm(request.POST or None, request.FILES or None)

    def save() -> Group:
        title, note = form.cleaned_data["title"], form.cleaned_data["note"]
        return documents.add_document(
            group, title=title, content=form.content, name=form.name, note=note, by=request.scope
        ).document.group

    title = _("Add a document to %(name)s") % {"name": group}
    return pages.form_page(request, form, save, title=title, done=page_of, cancel=page_of(group))


@signed_in()
@require_form
def add_version(request: Request, code: str, number: int) -> HttpResponse:
    group = _editable(request, code)
    document = get_object_or_404(group.documents, number=number)
    form = FileForm(request.POST or None, request.FILES or None)

    def save() -> Group:
        note = form.cleaned_data["note"]
        documents.add_version(document, content=form.content, name=form.name, note=note, by=request.scope)
        return group

    title = _("New version of %(name)s") % {"name": document}
    return pages.form_page(request, form, save, title=title, done=page_of, cancel=page_of(group))
