"""Pages about an event's plan: its agenda, and what it is planned with."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tumar.events import queries
from tumar.events.actions import agenda as agenda_actions
from tumar.events.actions import planning as actions
from tumar.events.forms.planning import PLAN_FORMS, SlotForm
from tumar.events.models import Event
from tumar.events.queries import planning
from tumar.events.views.events import EDIT, RECORD, VIEW, found
from tumar.kernel import clock, files, pages
from tumar.kernel.doors import require_form, signed_in
from tumar.kernel.pages import Request
from tumar.kernel.part_pages import PartPages
from tumar.kernel.scope import Scope
from tumar.places.languages import language_name

# The parts that are files, with what keeps them.
FILED: dict[str, Callable[..., Any]] = {
    "materials": actions.add_material,
    "photographs": actions.add_photograph,
}


def _plan_of(event: Event) -> str:
    return reverse("events:plan", args=[event.code])


def _agenda_of(event: Event) -> str:
    return reverse("events:agenda", args=[event.code])


@signed_in(VIEW)
@require_safe
def agenda(request: Request, code: str) -> HttpResponse:
    """The sessions day by day, as they are printed for the door."""
    event = found(request, code)
    context = {
        "title": _("Agenda"),
        "event": event,
        "days": planning.agenda(event, request.scope),
        "languages": [language_name(one) for one in event.languages],
        "interpretation": [language_name(one) for one in event.interpretation_languages],
        "organisations": queries.organisations(event),
        "may_edit": request.scope.allows(EDIT, event.country_id),
    }
    return render(request, "events/agenda.html", context)


@signed_in(VIEW)
@require_safe
def plan(request: Request, code: str) -> HttpResponse:
    """What the event is planned with; checklist and money are for those who work on it."""
    event = found(request, code)
    may_edit = request.scope.allows(EDIT, event.country_id)
    works_on_it = may_edit or request.scope.allows(RECORD, event.country_id)
    context = {
        "title": _("Plan of %(name)s") % {"name": event},
        "event": event,
        "today": clock.today(),
        "rooms": event.rooms.all(),
        "target_groups": planning.target_groups(event),
        "budget": planning.budget(event) if may_edit else None,
        "tasks": event.tasks.select_related("owner") if works_on_it else None,
        "photographs": planning.photographs(event),
        "materials": [(one, language_name(one.language)) for one in planning.materials(event)],
        "may_edit": may_edit,
    }
    return render(request, "events/plan.html", context)


def _editable(request: Request, code: str) -> Event:
    event = found(request, code)
    request.scope.require(EDIT, event.country_id)
    return event


class PlanPages(PartPages):
    """The pages of a plan's parts, some of which are files."""

    def save_new(self, kind: str, record: Event, form: Any, *, by: Scope) -> None:
        """Add what the form gave; a file is kept first."""
        if kind in FILED:
            FILED[kind](record, form.facts, by=by, **form.content)
        else:
            super().save_new(kind, record, form, by=by)


PAGES = PlanPages(actions.PARTS, PLAN_FORMS, record=_editable, rows=planning.parts, done=_plan_of)
add_part, edit_part, remove_part = (
    signed_in(VIEW)(require_form(view)) for view in (PAGES.add, PAGES.edit, PAGES.remove)
)


@signed_in(VIEW)
@require_form
def edit_session(request: Request, code: str, number: int) -> HttpResponse:
    event = found(request, code)
    request.scope.require(EDIT, event.country_id)
    session = get_object_or_404(event.sessions.select_related("event"), number=number)
    form = SlotForm(request.POST or None, instance=session, record=event, scope=request.scope)

    def save() -> Event:
        given = {"speakers": form.cleaned_data["speakers"], **form.version_and_reason}
        return agenda_actions.amend_session(session, form.facts, by=request.scope, **given).event

    title = _("Edit session %(number)d") % {"number": number}
    return pages.form_page(request, form, save, title=title, done=_agenda_of, cancel=_agenda_of(event))


@signed_in(VIEW)
@require_form
def remove_session(request: Request, code: str, number: int) -> HttpResponse:
    event = found(request, code)
    request.scope.require(EDIT, event.country_id)
    session = get_object_or_404(event.sessions.select_related("event"), number=number)
    return pages.reason_page(
        request,
        partial(agenda_actions.remove_session, session),
        title=_("Remove session %(number)d") % {"number": number},
        done=_agenda_of,
        cancel=_agenda_of(event),
    )


@signed_in(VIEW)
@require_safe
def material(request: Request, code: str, pk: int) -> HttpResponseBase:
    """Give a material's file to who may see the event; it is saved, never run by the browser."""
    return _sent(get_object_or_404(found(request, code).materials.select_related("file"), pk=pk))


@signed_in(VIEW)
@require_safe
def photograph(request: Request, code: str, pk: int) -> HttpResponseBase:
    """Give a photograph as it was received to who may see the event."""
    return _sent(get_object_or_404(found(request, code).photographs.select_related("file"), pk=pk))


def _sent(one: Any) -> FileResponse:
    if one.file.removed_at is not None:
        raise Http404
    content = files.path_of(one.file.sha256).open("rb")
    return FileResponse(content, as_attachment=True, filename=one.file.name, content_type=one.file.media_type)
