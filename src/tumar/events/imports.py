"""What a workbook says of events, their sessions, and the persons who took part."""

from django.utils.translation import gettext as _

from tumar.events import rules
from tumar.events.actions import bulk
from tumar.events.models import Event, Involvement
from tumar.events.rules.states import PAST, Need, find_move, state_by_days
from tumar.kernel import clock
from tumar.kernel.bulk import Facts
from tumar.kernel.permissions import Permission
from tumar.kernel.workbooks import parsing
from tumar.kernel.workbooks.declared import Column, Draft, Reference, Sheet
from tumar.people.imports import ORGANISATION, PERSON, its_country
from tumar.programmes.imports import (
    ACTIVITY_LINE,
    NUMBER,
    OF_PROGRAMME,
    PROGRAMME_COLUMN,
    RESPONSE,
    TITLE_EN,
    TITLE_RU,
    refuse_backwards,
)

EVENT, SESSION = Event.LABEL, "events.session"
OF_EVENT = Reference("event", EVENT)
EVENT_COLUMN = Column("event", "Event", "Мероприятие", parsing.code, is_required=True)
CODES = parsing.listed(parsing.code)


def _settle_event(draft: Draft) -> None:
    facts = draft.facts
    facts["ends"] = facts["ends"] or facts["starts"]
    refuse_backwards(draft, "starts", "ends")
    if facts["reach"] == Event.Reach.COUNTRY and not facts["country"]:
        draft.error("country", _("An event with the reach “country” is for one country. Name it."))
    if facts["reach"] != Event.Reach.COUNTRY and facts["country"]:
        draft.error(
            "country",
            _("A regional event is for no country in particular. Leave this empty and fill in “Countries”."),
        )
    if facts["head_count"] is not None and not facts["head_count_source"]:
        draft.error("head_count_source", _("Say where the head count comes from."))
    _settle_state(draft)


def _settle_state(draft: Draft) -> None:
    """Let a new event's state follow from its days where none is given; an old one moves by the table."""
    facts, today = draft.facts, clock.today()
    facts["state"] = facts["state"] or str(state_by_days(facts["ends"], today))
    if facts["state"] in PAST and facts["ends"] > today:
        draft.error("state", _("The last day has not come yet."))
    before = draft.filed["state"] if draft.filed else facts["state"]
    if before == facts["state"]:
        return
    move = find_move(before, facts["state"])
    if move is None or set(move.needs) - {Need.BEGUN, Need.OVER, Need.AHEAD}:
        label = dict(Event.State.choices)[before]
        said = _("On file the event is “%(state)s”. Make this change on the event's page.")
        draft.error("state", lambda: said % {"state": label})


def country_of_event(facts: Facts, draft: Draft) -> tuple[str | None]:
    """Return the country of the event that a row belongs to."""
    return (draft.of(EVENT, (facts["event"],), "country"),)


def _settle_session(draft: Draft) -> None:
    event = (draft.facts["event"],)
    first, last = draft.of(EVENT, event, "starts"), draft.of(EVENT, event, "ends")
    if not first <= draft.facts["day"] <= last:
        draft.error(
            "day",
            _("The event was held from %(first)s to %(last)s.")
            % {"first": first.isoformat(), "last": last.isoformat()},
        )


def _settle_involvement(draft: Draft) -> None:
    facts, listed = draft.facts, draft.given["attended"]
    if draft.given["present_at"] and listed is False:
        draft.error("attended", _("It says no here, and sessions are named. Correct one of them."))
        return
    states = [state for name, state in (("present_at", "present"), ("absent_at", "absent")) if facts[name]]
    facts["attended"] = rules.attended(states, facts["attended"])
    if listed is not None and facts["attended"] != listed:
        draft.warn("attended", _("The sessions on file say otherwise, and they decide."))


EVENTS = Sheet(
    name="Events",
    name_ru="Мероприятия",
    label=EVENT,
    table=bulk.EVENTS,
    columns=(
        Column("code", "Code", "Код", parsing.code, is_required=True),
        Column("kind", "Kind", "Вид", parsing.choice(Event.Kind.values), is_required=True),
        Column("reach", "Reach", "Охват", parsing.choice(Event.Reach.values), is_required=True),
        TITLE_EN,
        TITLE_RU,
        PROGRAMME_COLUMN,
        Column("activity_line", "Activity line", "Строка деятельности", parsing.text(20)),
        Column("response", "Response", "Кризис", parsing.code),
        Column("country", "Country", "Страна", parsing.country),
        Column("countries", "Countries", "Страны", parsing.listed(parsing.country)),
        Column("place", "Place", "Место", parsing.text(200)),
        Column("starts", "First day", "Первый день", parsing.day, is_required=True),
        Column("ends", "Last day", "Последний день", parsing.day),
        Column("languages", "Languages", "Языки", parsing.listed(parsing.language)),
        Column("hosts", "Hosts", "Принимающие организации", CODES),
        Column("co_organisers", "Co-organisers", "Соорганизаторы", CODES),
        Column("head_count", "Head count", "Число участников", parsing.integer()),
        Column("head_count_source", "Head count source", "Источник числа участников", parsing.text(300)),
        Column("state", "State", "Состояние", parsing.choice(Event.State.values)),
        Column("evidence", "Evidence", "Подтверждения", parsing.listed(parsing.text(300))),
    ),
    permission=Permission.EVENTS_EVENT_EDIT,
    bring=bulk.bring_events,
    countries=its_country,
    references=(
        OF_PROGRAMME,
        Reference("activity_line", ACTIVITY_LINE, within=("programme",)),
        Reference("response", RESPONSE),
        Reference("hosts", ORGANISATION),
        Reference("co_organisers", ORGANISATION),
    ),
    told=("country", "starts", "ends"),
    settle=_settle_event,
    evidence="evidence",
)
SESSIONS = Sheet(
    name="Sessions",
    name_ru="Занятия",
    label=SESSION,
    table=bulk.SESSIONS,
    columns=(
        EVENT_COLUMN,
        Column("number", "Number", "Номер", NUMBER, is_required=True),
        Column("day", "Day", "День", parsing.day, is_required=True),
        Column("title", "Title", "Название", parsing.text(200)),
    ),
    permission=Permission.EVENTS_EVENT_EDIT,
    bring=bulk.bring_sessions,
    countries=country_of_event,
    references=(OF_EVENT,),
    settle=_settle_session,
)
EVENT_PERSONS = Sheet(
    name="Event persons",
    name_ru="Лица на мероприятиях",
    label="events.involvement",
    table=bulk.INVOLVEMENTS,
    columns=(
        EVENT_COLUMN,
        Column("person", "Person", "Лицо", parsing.code, is_required=True),
        Column("role", "Role", "Роль", parsing.choice(Involvement.Role.values), is_required=True),
        Column("attended", "Attended", "Присутствовал", parsing.yes_no),
        Column("present_at", "Sessions present", "Посещённые занятия", parsing.listed(NUMBER)),
    ),
    permission=Permission.EVENTS_EVENT_EDIT,
    bring=bulk.bring_involvements,
    countries=country_of_event,
    references=(
        OF_EVENT,
        Reference("person", PERSON),
        Reference("present_at", SESSION, within=("event",)),
    ),
    settle=_settle_involvement,
)

SHEETS = (EVENTS, SESSIONS, EVENT_PERSONS)
