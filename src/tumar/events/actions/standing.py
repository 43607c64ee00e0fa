"""Statements are kept and marks follow: inside the transaction of an action that locked the event."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from uuid import uuid4

from tumar.events.models import Event, Involvement, Mark, Session, Statement
from tumar.events.rules import attending
from tumar.events.rules import statements as rules
from tumar.events.rules.batches import latest
from tumar.kernel.bulk import batches
from tumar.kernel.scope import Scope

# A session and an involvement: whatever is said about the two becomes one mark.
Pair = tuple[int, int]
Changes = dict[Pair, tuple[str, str]]

BATCH = 500
COLUMNS = ("session_id", "involvement_id", "key", "state", "device", "by_id", "means", "held_at")


def keep_statements(event: Event, statements: Collection[Statement]) -> Changes:
    """Keep what was said, and return for each mark that changed its state before and after."""
    Statement.objects.bulk_create(statements, batch_size=BATCH)
    return let_marks_follow(event, {(one.session_id, one.involvement_id) for one in statements})


def spoken_now(
    session: Session, states: Mapping[int, str], *, means: str, by: Scope, now: datetime, settles: bool
) -> list[Statement]:
    """Return statements of here and now (involvement: state or nothing), said after all others."""
    held: dict[int, list[datetime]] = defaultdict(list)
    rows = Statement.objects.filter(session=session, involvement__in=list(states))
    for involvement, at in rows.values_list("involvement_id", "held_at"):
        held[involvement].append(at)
    return [
        Statement(
            key=uuid4(),
            by_id=by.account_id,
            by_label=by.label,
            said_at=now,
            received_at=now,
            held_at=latest(held[pk], now),
            session=session,
            involvement_id=pk,
            state=state or Statement.State.WITHDRAWN,
            means=means,
            settles=settles,
        )
        for pk, state in states.items()
    ]


def said_about(pairs: Collection[Pair]) -> dict[Pair, list[rules.Said]]:
    """Return everything that was said about each session and involvement."""
    found: dict[Pair, list[rules.Said]] = {pair: [] for pair in pairs}
    sessions = {session for session, _involvement in pairs}
    for some in batches({involvement for _session, involvement in pairs}):
        rows = Statement.objects.filter(session__in=sessions, involvement__in=some)
        for session, involvement, key, state, device, by, means, held, received, settles in rows.values_list(
            *COLUMNS, "received_at", "settles"
        ):
            if (session, involvement) in found:
                source = device or f"{means}:{by}"
                one = rules.Said(str(key), state, source, means, held, received, settles)
                found[session, involvement].append(one)
    return found


def let_marks_follow(event: Event, pairs: Collection[Pair]) -> Changes:
    """Make each mark what the statement that stands says, and derive from the marks who attended."""
    marks = _marks(pairs)
    new, other, gone, changes = [], [], [], {}
    for pair, told in said_about(pairs).items():
        stands, mark = rules.standing(told), marks.get(pair)
        before, after = mark.state if mark else "", stands.state if stands else ""
        if before == after:
            continue
        changes[pair] = before, after
        if mark is None:
            new.append(Mark(session_id=pair[0], involvement_id=pair[1], state=after))
        elif after:
            mark.state = after
            other.append(mark)
        else:
            gone.append(mark.pk)
    for some in batches(gone):
        Mark.objects.filter(pk__in=some).delete()
    Mark.objects.bulk_update(other, ["state"], batch_size=BATCH)
    Mark.objects.bulk_create(new, batch_size=BATCH)
    derive_attended(event, {involvement for _session, involvement in changes})
    return changes


def _marks(pairs: Collection[Pair]) -> dict[Pair, Mark]:
    sessions = {session for session, _involvement in pairs}
    return {
        (mark.session_id, mark.involvement_id): mark
        for some in batches({involvement for _session, involvement in pairs})
        for mark in Mark.objects.filter(session__in=sessions, involvement__in=some)
    }


def derive_attended(event: Event, pks: Iterable[int]) -> int:
    """Let `attended` follow from the marks by the event's rule; whose last mark went, nobody knows of.

    Returns how many of the involvements changed.
    """
    sessions = dict(Session.objects.filter(event=event).values_list("pk", "day"))
    changed = []
    for some in batches(pks):
        marks: dict[int, dict[int, str]] = defaultdict(dict)
        rows = Mark.objects.filter(involvement__in=some)
        for involvement, session, state in rows.values_list("involvement_id", "session_id", "state"):
            marks[involvement][session] = state
        for one in Involvement.objects.filter(pk__in=some):
            attended = attending.attends(event.attendance_rule, marks[one.pk], sessions)
            if attended != one.attended:
                one.attended = attended
                changed.append(one)
    Involvement.objects.bulk_update(changed, ["attended"], batch_size=BATCH)
    return len(changed)


def derive_all(event: Event) -> int:
    """Let `attended` follow again for everybody with marks; return how many changed."""
    marked = Mark.objects.filter(session__event=event).order_by().values_list("involvement_id", flat=True)
    return derive_attended(event, set(marked))
