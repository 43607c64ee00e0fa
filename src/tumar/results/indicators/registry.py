"""Which indicators a programme has, and the reading of all of them at once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef

from tumar.events.models import Event
from tumar.programmes.models import Programme, Response
from tumar.results.indicators.base import Definition, Indicator, Measure, Reading, Tally
from tumar.results.indicators.counting import ConsignmentValue, EventCount
from tumar.results.indicators.definitions import DEFINITIONS
from tumar.results.indicators.events import EventSet, GivenBy
from tumar.results.indicators.passes import tally_attendance
from tumar.results.indicators.persons import Attendance, Qualified
from tumar.supplies.models import Consignment

Kind = Event.Kind
MeasureOf = Callable[[int, int | None], Measure]


def _cascade(programme: int) -> EventSet:
    return EventSet(programme, (Kind.TRAINING,), with_responses=False, given_by=GivenBy.THIS_PROGRAMME)


def _under(programme: int, response: int | None) -> EventSet:
    return EventSet(programme, (Kind.TRAINING,), response_id=response, given_by=GivenBy.ANY_PROGRAMME)


MEASURES: dict[str, MeasureOf] = {
    "country_awareness_events": lambda programme, _response: EventCount(
        EventSet(programme, (Kind.AWARENESS,), reach=Event.Reach.COUNTRY)
    ),
    "regional_events": lambda programme, _response: EventCount(
        EventSet(programme, (Kind.AWARENESS, Kind.CONFERENCE), reach=Event.Reach.REGIONAL)
    ),
    "inter_regional_conferences": lambda programme, _response: EventCount(
        EventSet(programme, (Kind.CONFERENCE,), reach=Event.Reach.INTER_REGIONAL)
    ),
    "trainers_trained": lambda programme, _response: Qualified(programme),
    "tot_workshops": lambda programme, _response: EventCount(EventSet(programme, (Kind.TRAIN_THE_TRAINERS,))),
    "cascade_workshops": lambda programme, _response: EventCount(_cascade(programme)),
    "experts_reached": lambda programme, _response: Attendance(_cascade(programme)),
    "equipment_value": lambda programme, _response: ConsignmentValue(programme, None),
    "response_supplies_value": ConsignmentValue,
    "response_specialists": lambda programme, response: Attendance(_under(programme, response)),
    "response_workshops": lambda programme, response: EventCount(_under(programme, response)),
}


@dataclass(frozen=True)
class NoSuchIndicator(LookupError):
    """The programme has no indicator of this code; `codes` are those that it has."""

    code: str
    codes: tuple[str, ...]


def responses_of(programme: Programme) -> Sequence[Response]:
    """Return the responses under which the programme has events or consignments."""
    events = Event.objects.filter(programme=programme, response=OuterRef("pk")).order_by()
    consignments = Consignment.objects.filter(programme=programme, response=OuterRef("pk")).order_by()
    return list(Response.objects.filter(Exists(events) | Exists(consignments)).order_by("code"))


def _one(definition: Definition, programme: Programme, response: Response | None, code: str) -> Indicator:
    measure = MEASURES[definition.code](programme.pk, response.pk if response else None)
    return Indicator(code, definition, measure, response)


def indicators_of(programme: Programme) -> list[Indicator]:
    """Return the programme's indicators in the order of its factsheet.

    An indicator of a response bears the plain code while there is one, else that of the response, too.
    """
    responses = responses_of(programme)
    plain = [_one(each, programme, None, each.code) for each in DEFINITIONS if not each.is_of_a_response]
    of_responses = [
        _one(each, programme, response, each.code if len(responses) == 1 else f"{each.code}.{response.code}")
        for response in responses
        for each in DEFINITIONS
        if each.is_of_a_response
    ]
    return plain + of_responses


def find(programme: Programme, code: str) -> Indicator:
    """Return one indicator by its code, with or without the code of its only response."""
    indicators = indicators_of(programme)
    for one in indicators:
        full = f"{one.definition.code}.{one.response.code}" if one.response else one.code
        if code in (one.code, full):
            return one
    raise NoSuchIndicator(code, tuple(one.code for one in indicators))


def read(indicators: Sequence[Indicator], as_of: date) -> list[Tally]:
    """Fold all the indicators as of one day; those that count participants share one pass over them."""
    reading = Reading(as_of)
    attendance = [one.measure.events for one in indicators if isinstance(one.measure, Attendance)]
    counted = tally_attendance(attendance, reading)
    return [
        counted[one.measure.events] if isinstance(one.measure, Attendance) else one.measure.tally(reading)
        for one in indicators
    ]
