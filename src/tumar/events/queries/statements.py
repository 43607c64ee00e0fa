"""Reads of what was said about attendance: who disagrees, what waits, and who is on a hall's list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Count

from tumar.events.models import Event, HeadCount, Involvement, Mark, Session, Statement, Unplaced, WalkIn
from tumar.events.queries import PARTICIPANT, register
from tumar.events.rules import statements as rules
from tumar.events.rules.badges import badge_code
from tumar.kernel.scope import Scope


@dataclass(frozen=True)
class Word:
    """What one source said last about a person in a session."""

    state: str
    said: str
    means: str
    who: str
    held: datetime


@dataclass(frozen=True)
class Disagreement:
    """One person in one session about whom the sources differ; `stands` is what is on record meanwhile."""

    session: Session
    involvement: Involvement
    label: str
    stands: str
    words: Sequence[Word]


def disagreements(event: Event, scope: Scope) -> list[Disagreement]:
    """Return about whom, and in which session, what was said differs and nobody settled it."""
    rows = Statement.objects.filter(session__event=event).order_by()
    several = rows.values("session_id", "involvement_id").annotate(said=Count("pk")).filter(said__gt=1)
    pairs = {(one["session_id"], one["involvement_id"]) for one in several}
    if not pairs:
        return []
    told: dict[tuple[int, int], dict[str, Statement]] = {pair: {} for pair in pairs}
    for one in rows.filter(involvement__in={pk for _session, pk in pairs}):
        if (one.session_id, one.involvement_id) in told:
            told[one.session_id, one.involvement_id][str(one.key)] = one
    differing = {
        pair: rules.disagreement([_said(one) for one in said.values()]) for pair, said in told.items()
    }
    return _shown(event, scope, {pair: words for pair, words in differing.items() if words}, told)


def _said(one: Statement) -> rules.Said:
    source = one.device or f"{one.means}:{one.by_id}"
    return rules.Said(str(one.key), one.state, source, one.means, one.held_at, one.received_at, one.settles)


def _shown(
    event: Event,
    scope: Scope,
    differing: Mapping[tuple[int, int], list[rules.Said]],
    told: Mapping[tuple[int, int], Mapping[str, Statement]],
) -> list[Disagreement]:
    if not differing:
        return []
    listed = register(event, scope)
    sessions = {one.pk: one for one in listed.sessions}
    entries = {one.involvement.pk: one for one in listed.participants}
    return [
        Disagreement(
            session=sessions[session],
            involvement=entries[pk].involvement,
            label=entries[pk].label,
            stands=entries[pk].marks.get(sessions[session].number, ""),
            words=[_word(told[session, pk][one.key]) for one in words],
        )
        for (session, pk), words in sorted(differing.items())
        if pk in entries
    ]


def _word(one: Statement) -> Word:
    return Word(one.state, one.get_state_display(), one.get_means_display(), one.by_label, one.held_at)


def unplaced(scope: Scope) -> Any:
    """Return the marks that wait, or waited, of the events in which the scope may record attendance."""
    return Unplaced.objects.visible_to(scope).select_related("event")


def waiting(event: Event, scope: Scope) -> list[Unplaced]:
    """Return what was said and could not be entered, and waits for somebody's decision."""
    return list(unplaced(scope).filter(event=event, outcome=Unplaced.Outcome.OPEN))


def head_counts(event: Event) -> list[HeadCount]:
    """Return the heads counted in the rooms of an event, session by session."""
    return list(HeadCount.objects.filter(session__event=event).select_related("session"))


def badge_of(involvement: Involvement) -> str:
    """Return the code on a participant's badge."""
    return badge_code(involvement.pk, involvement.event_id, settings.SECRET_KEY)


@dataclass(frozen=True)
class Line:
    """One participant on the list of a hall, as the scope may see him, with the code of the badge."""

    entry: int
    name: str
    words: str
    badge: str
    walk_in: str  # the key that a device gave to somebody who came without registration
    marks: Mapping[int, str]  # by session


def hall(event: Event, scope: Scope) -> list[Line]:
    """Return the participants by name, with the state of each session's mark."""
    marks: dict[int, dict[int, str]] = {}
    rows = Mark.objects.filter(session__event=event, involvement__role=PARTICIPANT)
    for involvement, session, state in rows.values_list("involvement_id", "session_id", "state"):
        marks.setdefault(involvement, {})[session] = state
    walk_ins = WalkIn.objects.filter(event=event).values_list("involvement_id", "key")
    walked = {pk: str(key) for pk, key in walk_ins}
    return [
        Line(
            entry=one.involvement.pk,
            name=one.label,
            words=one.person.search_text if one.is_visible else "",
            badge=badge_of(one.involvement),
            walk_in=walked.get(one.involvement.pk, ""),
            marks=marks.get(one.involvement.pk, {}),
        )
        for one in register(event, scope).participants
    ]
