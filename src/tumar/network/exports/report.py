"""What this room adds to the report of an event: the decisions that working groups took there."""

from django.utils.translation import gettext as _

from tumar.events.models import Event
from tumar.kernel.papers import Section
from tumar.kernel.scope import Scope
from tumar.kernel.templatetags.parts import shown
from tumar.network.queries.groups import decisions_at


def decisions_chapter(event: Event, scope: Scope) -> Section | None:
    """Say which decisions were taken at an event, group by group; None where the scope may see none."""
    items = tuple(
        _("%(group)s, decision %(number)s of %(day)s: %(text)s")
        % {"group": one.group, "number": one.number, "day": shown(one.day), "text": one.text}
        for one in decisions_at(event, scope)
    )
    return Section(_("Decisions"), items=items) if items else None
