"""1,200 persons put on an event's list by a spreadsheet, beside 30,000 on file: seconds of the processor.

`python bench/bench_participants.py [--persons 30000]`
"""

import argparse
import csv
import io
import os
import random
import sys
import time
from datetime import date
from uuid import uuid4

import bench_lists_in
import world

LIMIT = 5.0  # seconds of the processor, from the file as it came to the last row written
ROWS, PERSONS, SEED = 1200, 30_000, 7
DAY = date(2024, 3, 11)


def a_list() -> bytes:
    """A list of participants who are not on file, with their attendance on two days."""
    rows = list(csv.reader(io.StringIO(bench_lists_in.a_list(ROWS, [], SEED).decode()), delimiter=";"))
    chance, text = random.Random(SEED), io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow([*rows[0], "День 1", "День 2"])
    for row in rows[1:]:
        writer.writerow([*row, "да", "да" if chance.random() < 0.9 else "нет"])
    return text.getvalue().encode()


def an_event() -> str:
    """An event of two days in the database, and its code."""
    from tumar.events.actions.events import create_event
    from tumar.kernel.scope import of_the_machine
    from tumar.places.models import Country
    from tumar.programmes.models import Programme

    facts = {
        "kind": "training",
        "reach": "country",
        "title": {"en": "Bench"},
        "place": "Almaty",
        "starts": DAY,
        "ends": DAY.replace(day=12),
        "programme": Programme.objects.get(code="P53"),
        "country": Country.objects.get(pk="KZ"),
    }
    return create_event(facts, by=of_the_machine("bench")).code


def measured() -> None:
    """Read, preview and write the list, and print what that took."""
    from tumar.desk.lists_in import committing, sending
    from tumar.events.models import Involvement
    from tumar.kernel.scope import of_the_machine

    by, content, code = of_the_machine("bench"), a_list(), an_event()
    began = time.process_time()
    one = sending.receive(
        content, name="list.csv", kind="participants", options={"event": code}, key=uuid4(), by=by
    )
    sending.recognise(one.key, by=by)
    sending.preview(one.key, by=by)
    previewed = time.process_time()
    done = committing.commit(one.key, by=by)
    ended = time.process_time()
    listed = Involvement.objects.filter(event__code=code).count()
    print(
        f"{ROWS:,} rows: preview {previewed - began:.2f} s, written {ended - previewed:.2f} s, together "
        f"{ended - began:.2f} s of the processor, {(ended - began) / LIMIT:.2f} of the limit; "
        f"{listed:,} on the list, {done.counts}; load {os.getloadavg()[0]:.1f}"
    )
    assert listed > 0.98 * ROWS, listed
    sys.exit(int(ended - began > LIMIT))


def main() -> int:
    """Measure in a copy of the kept database, in a process of its own; 1 where the limit is passed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--persons", type=int, default=PERSONS)
    parser.add_argument("--measure", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    whole = bench_lists_in.start(options.persons)
    if options.measure:
        measured()
    with world.a_copy(whole, "participants") as copy:
        words = [__file__, "--measure", "--persons", str(options.persons)]
        return world.run_on(copy, *words).returncode


if __name__ == "__main__":
    sys.exit(main())
