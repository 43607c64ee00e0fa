"""What each indicator must come to: a plain fold over the rows of the book, apart from the system's own."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

from tumar.reference.book import CODE

Rows = Mapping[str, Sequence[Mapping[str, Any]]]
# Values stand in major units, so that it does not matter what a currency's smallest unit is.
CENTS = Decimal(100)


def figures(rows: Rows, programme: str = CODE) -> dict[str, int]:
    """Return every indicator of the programme; money in euro cents."""
    events = [event for event in rows["Events"] if event["Programme"] == programme]
    cascade = _given(rows, events, programme, None)
    responses = [row["Code"] for row in rows["Responses"]]
    under = _given(rows, events, "", responses[0])
    trained = [event for event in events if event["Kind"] == "train-the-trainers"]
    courses = {event["Code"] for event in trained}
    return {
        "country_awareness_events": _of_reach(events, {"awareness"}, "country"),
        "regional_events": _of_reach(events, {"awareness", "conference"}, "regional"),
        "inter_regional_conferences": _of_reach(events, {"conference"}, "inter-regional"),
        "trainers_trained": len(
            {
                row["Person"]
                for row in rows["Qualifications"]
                if row["Programme"] == programme and row["Event"] in courses
            }
        ),
        "tot_workshops": len(trained),
        "cascade_workshops": len(cascade),
        "experts_reached": len(set(attendances(rows, cascade))),
        "equipment_value": _value(rows, programme, None),
        "response_supplies_value": _value(rows, programme, responses[0]),
        "response_specialists": len(set(attendances(rows, under))),
        "response_workshops": len(under),
    }


def cascade_of(rows: Rows, programme: str = CODE) -> set[str]:
    """Return the codes of the workshops that the programme's own trainers gave."""
    return _given(rows, rows["Events"], programme, None)


def response_of(rows: Rows) -> set[str]:
    """Return the codes of the workshops that qualified trainers gave under the response."""
    return _given(rows, rows["Events"], "", rows["Responses"][0]["Code"])


def attendances(rows: Rows, events: set[str]) -> list[str]:
    """Return the person of each attendance at the events; who came twice stands twice."""
    return [
        row["Person"]
        for row in rows["Event persons"]
        if row["Event"] in events and row["Role"] == "participant" and row["Attended"] == "yes"
    ]


def attendances_by_event(rows: Rows) -> list[str]:
    """Return the event of each attendance, whatever its kind."""
    return [
        row["Event"]
        for row in rows["Event persons"]
        if row["Role"] == "participant" and row["Attended"] == "yes"
    ]


def _of_reach(events: Sequence[Mapping[str, Any]], kinds: set[str], reach: str) -> int:
    return sum(event["Kind"] in kinds and event["Reach"] == reach for event in events)


def _given(rows: Rows, events: Sequence[Mapping[str, Any]], programme: str, response: str | None) -> set[str]:
    """Return the training workshops with a trainer qualified on the first day, by one or any programme."""
    held: dict[str, list[tuple[date, date | None]]] = {}
    for row in rows["Qualifications"]:
        if programme in ("", row["Programme"]):
            held.setdefault(row["Person"], []).append((row["From"], row["Until"]))
    days = {
        event["Code"]: event["First day"]
        for event in events
        if event["Kind"] == "training" and event["Response"] == response
    }
    return {
        row["Event"]
        for row in rows["Event persons"]
        if row["Role"] == "trainer"
        and row["Event"] in days
        and any(
            since <= days[row["Event"]] and (until is None or days[row["Event"]] <= until)
            for since, until in held.get(row["Person"], ())
        )
    }


def _value(rows: Rows, programme: str, response: str | None) -> int:
    """Return the euro cents of what was handed over; each line is rounded once, half to even."""
    rates = {
        (row["Currency"], row["Month"]): Decimal(str(row["Units per euro"])) for row in rows["Exchange rates"]
    }
    months = {
        row["Code"]: row["Handed over"].strftime("%Y-%m")
        for row in rows["Consignments"]
        if row["Programme"] == programme and row["Response"] == response and row["Handed over"]
    }
    total = 0
    for line in rows["Consignment lines"]:
        if line["Consignment"] in months:
            month = line["Rate month"] or months[line["Consignment"]]
            rate = Decimal(1) if line["Currency"] == "EUR" else rates[(line["Currency"], month)]
            value = Decimal(str(line["Unit value"])) * Decimal(str(line["Quantity"])) / rate * CENTS
            total += int(value.quantize(Decimal(1), ROUND_HALF_EVEN))
    return total
