"""An event with a sign-in sheet, what was signed on it, and what is marked."""

from datetime import timedelta

import numpy as np

from bench import paper
from tests.events.builders import DAY, a_session, an_event, on_the_list
from tests.people import MACHINE, a_person
from tumar.events.actions import sheets
from tumar.events.exports import sheets as exports
from tumar.events.models import Event, Involvement, Mark


def to_sign_for() -> Event:
    """An event of two sessions with two participants."""
    event = an_event(ends=DAY + timedelta(days=1))
    for number in range(2):
        a_session(event, day=DAY + timedelta(days=number))
    for name in ("Akhmetova", "Yusupov"):
        on_the_list(event, a_person(name, "A"))
    return event


def participants(event: Event) -> list[Involvement]:
    """Those on the list, as they stand on the sheet."""
    return list(event.involvements.order_by("person__sort_name"))


def signed_sheet(event: Event, boxes: set[tuple[int, int]], seed: int = 1) -> bytes:
    """A scan of the event's sheet on which these boxes (row, column, from 1) were signed."""
    pages = sheets.print_sheet(event, by=MACHINE)
    sheet = paper.on_paper(exports.sheet_pdf(event, pages, MACHINE))[0]
    chance = np.random.default_rng(seed)
    for row, column in sorted(boxes):
        box = pages[0].layout.box(row - 1, column - 1)
        paper.Pen(sheet, chance).draw(paper.signature(chance, box))
    return paper.scanned(sheet, seed)


def states(event: Event) -> dict[tuple[int, str], str]:
    """What is marked, by the number of the session and the family name."""
    rows = Mark.objects.filter(session__event=event)
    return {
        (session, person): state
        for session, person, state in rows.values_list(
            "session__number", "involvement__person__family_latin", "state"
        )
    }
