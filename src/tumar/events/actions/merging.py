"""What becomes of events' rows when two persons, or two organisations, turn out to be one."""

from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext_lazy as _

from tumar.events import rules
from tumar.events.actions import standing
from tumar.events.models import Event, Mark
from tumar.events.rules.attending import THERE
from tumar.kernel.bulk import batches
from tumar.kernel.merging import Merging, Moves, declare


def fold_marks(kept: Any, gone: Any, merging: Merging) -> None:
    """Make one mark of two in the same session: whoever was seen there once was there."""
    merging.change(kept, state=min(kept.state, gone.state, key=Mark.State.values.index))
    merging.absorb(kept, gone)


def fold_involvements(kept: Any, gone: Any, merging: Merging) -> None:
    """Make one of two entries on the same event's list: the sessions of both, there if either was there."""
    attended = rules.attended_as_either(kept.attended, gone.attended)
    merging.absorb(kept, gone)
    marks = list(kept.marks.all())
    if attended and not any(mark.state in THERE for mark in marks):
        # One entry was listed as there without a session; the absences of the other are of no weight.
        for mark in marks:
            merging.remove(mark)
    merging.change(kept, attended=attended)


def follow_marks(pks: Collection[Any]) -> None:
    """Let `attended` follow from the marks again, where there are marks."""
    for batch in batches(pks):
        marked: dict[int, set[int]] = {}
        rows = Mark.objects.filter(involvement__in=batch).order_by()
        for event, pk in rows.values_list("involvement__event_id", "involvement_id").distinct():
            marked.setdefault(event, set()).add(pk)
        for one in Event.objects.filter(pk__in=marked):
            standing.derive_attended(one, marked[one.pk])


def declare_rules() -> None:
    """Say what becomes of the columns of this room."""
    declare(
        Moves(
            "events.Involvement.person",
            _("events taken part in"),
            alike=("event", "role"),
            fold=fold_involvements,
            settle=follow_marks,
        ),
        Moves("events.Mark.involvement", _("attendance by session"), alike=("session",), fold=fold_marks),
        Moves("events.Speaking.involvement", _("sessions spoken at"), alike=("session",)),
        Moves("events.Statement.involvement", _("statements about attendance")),
        Moves("events.WalkIn.involvement", _("persons who came without registration")),
        Moves("events.Registration.person", _("registrations")),
        Moves("events.Invitation.organisation", _("invitation links")),
        Moves("events.EventOrganisation.organisation", _("events organised"), alike=("event", "role")),
    )
