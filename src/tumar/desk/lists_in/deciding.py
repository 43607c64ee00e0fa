"""Rows that may be somebody on file: a person says who each is, and the row is written accordingly."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from tumar.desk.lists_in import persons, queueing
from tumar.desk.lists_in.committing import apply_decided
from tumar.desk.lists_in.context import ListRefused
from tumar.desk.lists_in.planned import Decision
from tumar.kernel.incoming import receiving, rows
from tumar.kernel.models import ListImport, ListRow
from tumar.kernel.retry import retrying
from tumar.kernel.scope import Scope
from tumar.people import queries as people

NEW, LEAVE = "new", "leave"
State, Outcome = ListImport.State, ListRow.Outcome


@retrying
def decide(one: ListImport, choices: Iterable[tuple[int, str]], *, by: Scope) -> int:
    """Settle rows that were to be reviewed, each as new, as left out, or as the person with a code.

    Before the commit that changes the plan; after it the rows are written at once. Returns how many
    were settled.
    """
    wanted = dict(choices)
    with transaction.atomic():
        found = receiving.locked(one.key, State.PREVIEWED, State.COMMITTED)
        waiting = rows.of(found, Decision.REVIEW, outcome=Outcome.WAITING)
        settled = list(waiting.filter(number__in=wanted))
        for row in settled:
            _settle(row, wanted[row.number], by)
        rows.keep_outcome(settled)
        queueing.settle(found, settled)
        if found.state == State.COMMITTED:
            apply_decided(found, [row.number for row in settled if row.decision != Decision.REFUSED], by=by)
        else:
            receiving.move(found, State.PREVIEWED, counts=rows.counted(found))
    return len(settled)


def adopt(one: ListImport, *, by: Scope) -> int:
    """Settle the rows of which somebody said among the possible duplicates who they are; return how many."""
    return decide(one, queueing.said(one), by=by)


def _settle(row: ListRow, choice: str, by: Scope) -> None:
    if choice == NEW:
        row.decision, row.why = Decision.NEW, _("%(who)s said that this is somebody new.") % {"who": by.label}
    elif choice == LEAVE:
        row.decision, row.outcome = Decision.REFUSED, Outcome.LEFT_OUT
        row.why = _("%(who)s left this row out.") % {"who": by.label}
    elif choice in {str(each["code"]) for each in row.candidates}:
        if not people.persons(by).filter(code=choice).exists():
            raise ListRefused(_("%(code)s is no longer on file.") % {"code": choice})
        row.decision, row.record = Decision.MATCHED, f"{persons.PREFIX}{choice}"
        row.why = _("%(who)s said that this is %(code)s.") % {"who": by.label, "code": choice}
    else:
        raise ListRefused(_("Choose one of the persons that are shown."))
