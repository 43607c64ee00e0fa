"""The list of events, an event's page, and its forms."""

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tumar.events import lists, queries
from tumar.events.actions import events as actions
from tumar.events.actions import evidence
from tumar.events.actions.copying import create_event_like
from tumar.events.forms import EventForm, copied
from tumar.events.models import Event
from tumar.events.queries import planning, states
from tumar.events.queries.leaves import Leaf, leaf
from tumar.kernel import pages
from tumar.kernel.doors import require_form, signed_in
from tumar.kernel.inputs import EvidenceForm
from tumar.kernel.models import Record
from tumar.kernel.pages import Request
from tumar.kernel.permissions import Permission
from tumar.places.languages import language_name

VIEW, EDIT = Permission.EVENTS_EVENT_VIEW, Permission.EVENTS_EVENT_EDIT
RECORD = Permission.EVENTS_ATTENDANCE_RECORD
LONGEST_SEARCH = 200


def page_of(event: Record) -> str:
    return reverse("events:event", args=[event.code])


def found(request: Request, code: str) -> Event:
    return get_object_or_404(queries.events(request.scope), code=code)


@signed_in(VIEW)
@require_safe
def events(request: Request) -> HttpResponseBase:
    rows = queries.with_counts(queries.events(request.scope))
    if person := request.GET.get("person"):
        rows = queries.of_person(rows, person, request.scope)
    create = reverse("events:add") if request.scope.allows_somewhere(EDIT) else ""
    return pages.list_page(
        request, lists.events(request.scope), rows, create_url=create, create_label=_("Add an event")
    )


@signed_in(VIEW)
@require_safe
def event(request: Request, code: str) -> HttpResponse:
    one = found(request, code)
    may_edit = request.scope.allows(EDIT, one.country_id)
    return pages.record_page(
        request,
        one,
        "events/event.html",
        event=one,
        register=_leaf(request, one),
        organisations=queries.organisations(one),
        countries=one.countries.all(),
        languages=[language_name(language) for language in one.languages],
        interpretation=[language_name(language) for language in one.interpretation_languages],
        postponements=states.postponements(one),
        moves=states.offered_moves(one) if may_edit else (),
        evidence_form=EvidenceForm(),
        may_edit=may_edit,
        may_record=request.scope.allows(RECORD, one.country_id),
        may_create=request.scope.allows_somewhere(EDIT),
        edit_url=reverse("events:edit", args=[code]) if may_edit else "",
    )


def _leaf(request: Request, event: Event) -> Leaf:
    words, number = (request.GET.get(name, "")[:LONGEST_SEARCH] for name in ("q", "page"))
    return leaf(event, request.scope, words=words, number=number)


@signed_in(EDIT)
@require_form
def add(request: Request) -> HttpResponse:
    """Add an event; `?like=CODE` begins with what another one was like, and copies its plan."""
    like = request.GET.get("like")
    source = found(request, like) if like else None
    initial = copied(source) if source else None
    form = EventForm(request.POST or None, initial=initial, scope=request.scope)

    def save() -> Event:
        if source:
            return create_event_like(source, form.columns, by=request.scope, **form.given)
        return actions.create_event(form.columns, by=request.scope, **form.given)

    return pages.form_page(
        request,
        form,
        save,
        template="events/add.html",
        source=source,
        templates=planning.templates(request.scope),
        title=_("Add an event"),
        done=page_of,
        cancel=reverse("events:events"),
    )


@signed_in(VIEW)
@require_form
def edit(request: Request, code: str) -> HttpResponse:
    one = found(request, code)
    request.scope.require(EDIT, one.country_id)
    form = EventForm(request.POST or None, instance=one, scope=request.scope)
    return pages.form_page(
        request,
        form,
        lambda: actions.amend_event(
            one, form.columns, by=request.scope, **form.given, **form.version_and_reason
        ),
        title=_("Edit %(name)s") % {"name": one},
        done=page_of,
        cancel=page_of(one),
    )


@signed_in(VIEW)
@require_form
def add_evidence(request: Request, code: str) -> HttpResponse:
    one = found(request, code)
    if not request.scope.allows(RECORD, one.country_id):
        request.scope.require(EDIT, one.country_id)
    form = EvidenceForm(request.POST or None, request.FILES or None)

    def save() -> Event:
        evidence.add_evidence(one, content=form.content, name=form.name, by=request.scope)
        return one

    return pages.form_page(
        request,
        form,
        save,
        title=_("Add evidence of %(name)s") % {"name": one},
        done=page_of,
        said=_("The file is kept."),
        cancel=page_of(one),
    )
