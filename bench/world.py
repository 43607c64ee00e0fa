"""A programme of any size in a SQLite database of its own, made once and kept: 1,000,000 attendances of
300,000 persons in 40,000 events, or a part of that in the same proportions."""

import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
FULL, TENTH = 1_000_000, 100_000
CA = ("AF", "KZ", "KG", "MN", "PK", "TJ", "UZ")
SEEE = ("AL", "AM", "AZ", "BA", "GE", "MD", "ME", "MK", "RS", "UA")
COUNTRIES = (*CA, *SEEE)
CENTRAL_ASIA = frozenset(CA)
GROUPS = ("human-lab", "vet-lab", "public-health", "border-guard", "policy-maker", "unknown")
CATEGORIES = ["rt-pcr", "genome-sequencer", "bsc-testing", "basic-laboratory", "ppe", "diagnostic-kits"]
AS_OF = date(2024, 12, 31)
SEED = 53


def start_on(name: str) -> Path:
    """Start Django on the database that is kept under this name, and return its folder."""
    place = Path(os.environ.get("TUMAR_BENCH", ROOT / "var" / "bench")) / name
    place.mkdir(parents=True, exist_ok=True)
    os.environ.update({"TUMAR_DATA": str(place), "DJANGO_SETTINGS_MODULE": "tumar.config.settings"})
    os.environ.pop("TUMAR_DATABASE_URL", None)
    import django

    django.setup()
    return place


def start_empty() -> None:
    """Start Django on an empty database of its own; records are built as in the tests."""
    os.environ.update({"TUMAR_DATA": tempfile.mkdtemp(), "DJANGO_SETTINGS_MODULE": "tumar.config.settings"})
    os.environ.pop("TUMAR_DATABASE_URL", None)
    sys.path.insert(0, str(ROOT))
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)


@contextmanager
def a_copy(place: Path, name: str) -> Iterator[Path]:
    """Yield a folder with a copy of a kept database, which stays as it is; the copy goes afterwards."""
    copy = place.parent / name
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(place, copy / place.name)
    try:
        yield copy
    finally:
        shutil.rmtree(copy)


def run_on(copy: Path, *words: str, **options: Any) -> subprocess.CompletedProcess[str]:
    """Run a script of this folder on a copy, in a process of its own."""
    environment = {**os.environ, "TUMAR_BENCH": str(copy)}
    return subprocess.run([sys.executable, *words], env=environment, text=True, check=False, **options)


def start(attendances: int) -> None:
    """Start Django on the database of this size, and fill it when it is not there yet."""
    place = start_on(str(attendances))
    if not (place / "whole").exists():
        for part in place.glob("tumar.sqlite3*"):
            part.unlink()
        began = time.perf_counter()
        print(f"Making {attendances:,} attendances ...", file=sys.stderr)
        fill(attendances)
        (place / "whole").touch()
        print(f"... made in {time.perf_counter() - began:.0f} s.", file=sys.stderr)


def fill(attendances: int) -> None:
    """Write the records straight into the tables; only the measuring matters here."""
    from django.core.management import call_command
    from django.db import connection, transaction

    call_command("migrate", verbosity=0, interactive=False)
    chance = random.Random(SEED)
    with transaction.atomic():
        frame()
        _persons(attendances * 3 // 10, chance)
        _events(attendances // 25, chance)
        _qualifications(attendances * 3 // 10)
        _consignments(attendances // 1000, chance)
        _involvements(attendances, chance)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def frame() -> None:
    """Write the programme, the countries and the accounts that everything else refers to."""
    from tumar.kernel import clock
    from tumar.people.models import Account, Role
    from tumar.places.models import Country, Grouping, Membership
    from tumar.programmes.models import Programme, Response

    Programme.objects.create(pk=1, code="P53", title={"en": "Bench"})
    Response.objects.create(pk=1, code="COVID-19", name={"en": "COVID-19"})
    for code in COUNTRIES:
        Country.objects.get_or_create(code=code, defaults={"alpha3": f"{code}X"})
        region = "CA" if code in CENTRAL_ASIA else "SEEE"
        grouping, _is_new = Grouping.objects.get_or_create(
            code=region, defaults={"kind": Grouping.Kind.COE_REGION, "name": {"en": region}}
        )
        if not Membership.objects.filter(country_id=code, grouping=grouping).exists():
            Membership.objects.create(country_id=code, grouping=grouping)
    for name in ("office", "director"):
        account = Account.objects.create(email=f"{name}@example.org", created_at=clock.now())
        Role.objects.create(account=account, kind="programme-office")


def _persons(count: int, chance: random.Random) -> None:
    from tumar.people.models import Person

    Person.objects.bulk_create(
        (
            Person(
                pk=number,
                code=f"PER-{number:07d}",
                family_latin=f"Family {number:07d}",
                given_latin="Given",
                sex=chance.choice("FMU"),
                group=chance.choice(GROUPS),
                country_id=COUNTRIES[number % len(COUNTRIES)],
                sort_name=f"family {chance.randrange(10**9):09d}",
                search_text=f"family {number:07d} given",
            )
            for number in range(1, count + 1)
        ),
        batch_size=2000,
    )


def _events(count: int, chance: random.Random) -> None:
    from tumar.events.models import Event

    def one(number: int) -> Event:
        day = date(2017, 1, 1) + timedelta(days=chance.randrange(2900))
        return Event(
            pk=number,
            code=f"P53-E{number:06d}",
            kind="training",
            reach="country",
            title={"en": f"Workshop {number}"},
            programme_id=1,
            response_id=1 if number % 2 else None,
            country_id=chance.choice(COUNTRIES),
            starts=day,
            ends=day + timedelta(days=chance.randrange(3)),
            search_text=f"workshop {number}",
        )

    Event.objects.bulk_create((one(number) for number in range(1, count + 1)), batch_size=2000)
    Event.objects.create(
        pk=count + 1,
        code="P53-TOT",
        kind="train-the-trainers",
        programme_id=1,
        country_id="KZ",
        starts=date(2016, 1, 1),
        ends=date(2016, 1, 5),
        title={"en": "ToT"},
    )


def _qualifications(persons: int) -> None:
    from tumar.events.models import Event
    from tumar.training.models import Qualification

    tot = Event.objects.get(code="P53-TOT")
    Qualification.objects.bulk_create(
        (
            Qualification(
                code=f"Q-{number:06d}", person_id=number, programme_id=1, event=tot, since=date(2016, 1, 5)
            )
            for number in range(1, persons // 100 + 1)
        ),
        batch_size=2000,
    )


def _consignments(count: int, chance: random.Random) -> None:
    from tumar.people.models import Organisation
    from tumar.supplies.models import Consignment, ConsignmentLine

    laboratory = Organisation.objects.create(
        code="ORG-1", name="Laboratory", kind="laboratory", country_id="KZ"
    )
    for number in range(1, count + 1):
        consignment = Consignment.objects.create(
            code=f"P53-C{number:05d}",
            programme_id=1,
            response_id=1 if number % 2 else None,
            country_id=chance.choice(COUNTRIES),
            recipient=laboratory,
            handed_over=date(2018, 1, 1) + timedelta(days=chance.randrange(2000)),
        )
        ConsignmentLine.objects.bulk_create(
            ConsignmentLine(
                consignment=consignment,
                number=line,
                category=chance.choice(CATEGORIES),
                description="Item",
                quantity=1,
                unit_value_minor=cents,
                rate_per_euro=1,
                rate_month="2020-01",
                euro_cents=cents,
            )
            for line, cents in enumerate((chance.randrange(100, 2_000_000) for _ in range(5)), 1)
        )


def _involvements(attendances: int, chance: random.Random) -> None:
    from django.db import connection

    persons, events = attendances * 3 // 10, attendances // 25
    trainers = persons // 100
    insert = "INSERT INTO events_involvement (event_id, person_id, role, attended) VALUES (%s, %s, %s, %s)"
    with connection.cursor() as cursor:
        for first in range(1, events + 1, 1000):
            rows = []
            for event in range(first, min(first + 1000, events + 1)):
                rows += [
                    (event, person, "participant", True)
                    for person in chance.sample(range(trainers + 1, persons + 1), 25)
                ]
                rows += [(event, chance.randrange(1, trainers + 1), "trainer", None)]
            cursor.executemany(insert, rows)


def load() -> str:
    """How busy the machine is, beside every number measured on it."""
    return f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
