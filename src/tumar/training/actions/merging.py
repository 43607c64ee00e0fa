"""What becomes of qualifications when two persons turn out to be one."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from tumar.kernel.merging import Merging, Moves, declare


def fold_qualifications(kept: Any, gone: Any, merging: Merging) -> None:
    """Make one of two qualifications from the same programme and day: it lasts as long as the longer one."""
    ends = (kept.until, gone.until)
    merging.change(
        kept,
        event_id=kept.event_id or gone.event_id,
        until=None if None in ends else max(ends),
    )
    merging.absorb(kept, gone)


def declare_rules() -> None:
    """Say what becomes of the columns of this room."""
    declare(
        Moves(
            "training.Qualification.person",
            _("trainers' qualifications"),
            alike=("programme", "since"),
            fold=fold_qualifications,
        )
    )
