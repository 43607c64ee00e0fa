"""Requirement sets: their pages, their files in and out, how they stand to one another."""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tumar.kernel import pages
from tumar.kernel.doors import require_form, signed_in
from tumar.kernel.pages import Request
from tumar.kernel.permissions import Permission
from tumar.law import lists_rounds as lists
from tumar.law.actions import relating
from tumar.law.actions import requirements as actions
from tumar.law.exports.sets import FILES, offered
from tumar.law.forms.rounds import LinkForm, NoteForm, SetFileForm
from tumar.law.models import RequirementLink, RequirementSet, SetDraft, SetVersion
from tumar.law.queries import requirements as queries
from tumar.law.queries.relations import relations_preview
from tumar.law.views.told import acted, beside_the_form
from tumar.law.wording import fault_sentence

VIEW, EDIT = Permission.LAW_REQUIREMENT_VIEW, Permission.LAW_REQUIREMENT_EDIT


def found(request: Request, code: str) -> RequirementSet:
    return get_object_or_404(queries.sets(request.scope), code=code)


def version_asked(request: Request, one: RequirementSet) -> SetVersion:
    """Return the version that the address asks for, else the newest."""
    rows = queries.versions(request.scope).filter(set=one).order_by("-number")
    number = request.GET.get("version", "")
    version = rows.filter(number=number).first() if number.isdecimal() else rows.first()
    if version is None:
        raise Http404
    return version


@signed_in(VIEW)
@require_safe
def sets(request: Request) -> HttpResponseBase:
    """List the sets; who may edit them can install those of the package and send files."""
    may_edit = request.scope.allows(EDIT, None)
    return pages.list_page(
        request,
        lists.sets(),
        queries.sets(request.scope),
        template="law/sets.html",
        create_url=reverse("law:send-set") if may_edit else "",
        create_label=_("Send a file of requirements or relations"),
        may_edit=may_edit,
        drafts=queries.drafts(request.scope)[:5],
    )


@signed_in(EDIT)
@require_POST
def install(request: Request) -> HttpResponse:
    request.scope.require(EDIT)
    said = _("The sets of the package are on file.")
    back = reverse("law:sets")
    return acted(request, lambda: actions.install_shipped(by=request.scope), back=back, said=said)


@signed_in(EDIT)
@require_form
def send(request: Request) -> HttpResponse:
    request.scope.require(EDIT)
    form = SetFileForm(request.POST or None, request.FILES or None)

    def save() -> SetDraft:
        file = form.cleaned_data["file"]
        return actions.receive_set(content=file.read(), name=file.name, by=request.scope)

    return pages.form_page(
        request,
        form,
        save,
        title=_("Send a file of requirements or relations"),
        done=lambda draft: reverse("law:set-draft", args=[draft.pk]),
        said=_("Received. Nothing is taken yet."),
        cancel=reverse("law:sets"),
        save_label=_("Send"),
    )


@signed_in(EDIT)
@require_safe
def draft(request: Request, pk: int) -> HttpResponse:
    """Show what a file holds against the newest version, or what is wrong with it."""
    one = get_object_or_404(queries.drafts(request.scope), pk=pk)
    context = {
        "draft": one,
        "preview": queries.preview(one),
        "relations": relations_preview(one),
        "faults": [fault_sentence(fault) for fault in one.faults],
        "form": NoteForm(),
        "title": one.name,
    }
    return render(request, "law/set_draft.html", context)


@signed_in(EDIT)
@require_POST
def take(request: Request, pk: int) -> HttpResponse:
    one = get_object_or_404(queries.drafts(request.scope), pk=pk)
    form = NoteForm(request.POST)
    note = form.cleaned_data["note"] if form.is_valid() else ""
    back = reverse("law:set-draft", args=[pk])
    taking = relating.take_relations if one.holds_relations else actions.take_draft
    return acted(request, lambda: taking(one, by=request.scope, note=note), back=back)


@signed_in(EDIT)
@require_POST
def drop(request: Request, pk: int) -> HttpResponse:
    one = get_object_or_404(queries.drafts(request.scope), pk=pk)
    back = reverse("law:sets")
    return acted(request, lambda: actions.drop_draft(one, by=request.scope), back=back)


@signed_in(VIEW)
@require_safe
def requirement_set(request: Request, code: str) -> HttpResponse:
    one = found(request, code)
    version = version_asked(request, one)
    return pages.record_page(
        request,
        one,
        "law/set.html",
        one=one,
        version=version,
        versions=queries.versions(request.scope).filter(set=one).order_by("-number"),
        headings=queries.by_heading(version),
        others=queries.sets(request.scope).exclude(pk=one.pk).order_by("code"),
        files=offered(version),
    )


@signed_in(VIEW)
@require_safe
def file(request: Request, code: str, kind: str) -> HttpResponse:
    if kind not in FILES:
        raise Http404(kind)
    version = version_asked(request, found(request, code))
    kept = FILES[kind]
    content = kept.write(version)
    if not content:
        raise Http404(kind)
    response = HttpResponse(content, content_type=kept.media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{kept.name(version)}"'
    return response


@signed_in(VIEW)
@require_safe
def side_by_side(request: Request, code: str, other: str) -> HttpResponse:
    """Show what of one set answers what of another, and what of each stands alone."""
    if code == other:
        return HttpResponseRedirect(reverse("law:set", args=[code]))
    versions = [queries.current_version(found(request, each)) for each in (code, other)]
    if versions[0] is None or versions[1] is None:
        raise Http404
    beside = queries.side_by_side(versions[0], versions[1])
    title = _("%(first)s beside %(second)s") % {"first": versions[0].set, "second": versions[1].set}
    return render(request, "law/side_by_side.html", {"beside": beside, "title": title})


@signed_in(VIEW)
@require_safe
def requirement(request: Request, pk: int) -> HttpResponse:
    one = get_object_or_404(queries.requirements(request.scope), pk=pk)
    context: dict[str, Any] = {
        "one": one,
        "related": queries.related_to(one, request.scope),
        "links": queries.links_of(one, request.scope),
        "may_edit": request.scope.allows(EDIT, None),
        "title": str(one),
    }
    return render(request, "law/requirement.html", context)


@signed_in(EDIT)
@require_form
def relate(request: Request, pk: int) -> HttpResponse:
    request.scope.require(EDIT)
    one = get_object_or_404(queries.requirements(request.scope), pk=pk)
    form = LinkForm(request.POST or None, scope=request.scope)
    page = reverse("law:requirement", args=[pk])

    def save() -> RequirementLink:
        source = {"source_set": one.version.set, "source_code": one.code}
        return relating.relate({**source, **form.cleaned_data}, by=request.scope)

    title = _("Relate %(code)s to a requirement of another set") % {"code": one.code}
    return pages.form_page(request, form, save, title=title, done=lambda _link: page, cancel=page)


@signed_in(EDIT)
@require_form
def unrelate(request: Request, pk: int) -> HttpResponse:
    request.scope.require(EDIT)
    link = get_object_or_404(queries.links_seen(request.scope), pk=pk)
    page = reverse("law:set", args=[link.source_set.code])

    def remove(**named: Any) -> None:
        with beside_the_form():
            relating.unrelate(link, **named)

    title = _("Remove %(name)s") % {"name": link}
    return pages.remove_page(request, remove, title=title, done=lambda _none: page, cancel=page)
