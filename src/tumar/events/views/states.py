"""The page on which an event moves to its next state."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from tumar.events.actions.states import move_event
from tumar.events.forms.states import MoveForm
from tumar.events.models import Event
from tumar.events.rules.states import Move, find_move
from tumar.events.views.events import EDIT, VIEW, found, page_of
from tumar.kernel import pages
from tumar.kernel.doors import require_form, signed_in
from tumar.kernel.pages import Request


@signed_in(VIEW)
@require_form
def move(request: Request, code: str, to: str) -> HttpResponse:
    """Ask for what the move needs, and make it; what is no move is refused."""
    event = found(request, code)
    request.scope.require(EDIT, event.country_id)
    step = find_move(event.state, to) or Move(event.state, to)  # type: ignore[arg-type]
    form = MoveForm(pages.posted(request), move=step, event=event)

    def save() -> Event:
        given: dict[str, Any] = form.given
        return move_event(event, to, by=request.scope, **given)

    return pages.form_page(
        request,
        form,
        save,
        title=_("%(name)s: %(state)s") % {"name": event, "state": dict(Event.State.choices).get(to, to)},
        done=page_of,
        save_label=_("Confirm"),
        cancel=page_of(event),
    )
