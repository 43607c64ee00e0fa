"""Members, meetings, decisions, tasks and documents of a working group."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tumar.kernel import pages
from tumar.kernel.doors import require_form, signed_in
from tumar.kernel.pages import Request
from tumar.kernel.part_pages import PartPages
from tumar.kernel.parts import version_of
from tumar.network.actions import documents
from tumar.network.actions import groups as actions
from tumar.network.forms.announcements import VersionForm
from tumar.network.forms.groups import PART_FORMS, DocumentForm, FileForm, MinutesForm
from tumar.network.models import Group
from tumar.network.queries import groups as queries
from tumar.network.views.groups import found, page_of


def _editable(request: Request, code: str) -> Group:
    group = found(request, code)
    actions.require_edit(group, request.scope)
    return group


PAGES = PartPages(actions.PARTS, PART_FORMS, record=_editable, rows=queries.parts, done=page_of)
add_part, edit_part, remove_part = (
    signed_in()(require_form(view)) for view in (PAGES.add, PAGES.edit, PAGES.remove)
)


@signed_in()
@require_POST
def finish_task(request: Request, code: str, number: int) -> HttpResponse:
    """Say that a task is done: a button beside it."""
    group = found(request, code)
    task = get_object_or_404(queries.parts(group, "tasks"), number=number)
    form = VersionForm(request.POST)
    version = form.version if form.is_valid() else version_of(task)
    actions.finish_task(task, version=version, by=request.scope)
    return HttpResponseRedirect(page_of(group) + "#tasks-title")


@signed_in()
@require_form
def keep_minutes(request: Request, code: str, number: int) -> HttpResponse:
    group = _editable(request, code)
    meeting = get_object_or_404(queries.parts(group, "meetings"), number=number)
    initial = {"seen_version": version_of(meeting)}
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
