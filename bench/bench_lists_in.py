"""A list of 10,000 rows with 8 columns beside 300,000 persons on file: preview in 5 s, commit in 10 s of CPU;
and one of 200,000 rows within 500 MB of memory. Each is measured in a process of its own.

`python bench/bench_lists_in.py [--rows 10000] [--long 200000] [--small]`
"""

import argparse
import csv
import io
import json
import random
import resource
import subprocess
import sys
import time
from pathlib import Path
from uuid import uuid4

import world

PREVIEW, COMMIT, MEMORY = 5.0, 10.0, 500.0  # seconds, seconds, megabytes
ROWS, LONG, PERSONS = 10_000, 200_000, 300_000
HEADINGS = ("ФИО", "Пол", "Год рождения", "Страна", "Место работы", "Должность", "E-mail", "Телефон")
FAMILIES = (
    *("Ахметов", "Каримов", "Асанов", "Рахимов", "Бекмуратов", "Нурланов", "Исмаилов", "Сулейманов"),
    *("Жумабеков", "Турдалиев", "Садыков", "Оспанов", "Абдуллаев", "Мирзоев", "Назаров", "Юсупов"),
)
MIDDLES = ("бай", "ходжа", "гали", "жан", "мурат", "берди", "кул", "али", "бек", "хан", "дин", "нур")
GIVEN = ("Айдар", "Бахтияр", "Данияр", "Ержан", "Фарход", "Ильдар", "Камал", "Марат", "Рустам", "Тимур")
FATHERS = ("Аскар", "Болат", "Дамир", "Ерлан", "Карим", "Мурат", "Нурлан", "Санжар", "Талгат", "Улан")
COUNTRIES = ("Казахстан", "Узбекистан", "Кыргызстан", "Таджикистан")
CODES = ("KZ", "UZ", "KG", "TJ")
KNOWN_KEPT = 6_000
KNOWN_SHARE = 0.3


def a_name(chance: random.Random) -> tuple[str, str, str]:
    family = chance.choice(FAMILIES)
    return (
        family[:-2] + "".join(chance.choice(MIDDLES) for _part in range(3)) + "ов",
        chance.choice(GIVEN) + chance.choice(("", "жан", "бек", "али")),
        chance.choice(FATHERS) + "ович",
    )


def a_list(rows: int, known: list[tuple[str, str, str, int]], seed: int) -> bytes:
    """A list in CSV; three rows of ten are persons on file."""
    chance = random.Random(seed)
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow(HEADINGS)
    for number in range(rows):
        if known and chance.random() < KNOWN_SHARE:
            family, given, father, year = known[chance.randrange(len(known))]
        else:
            (family, given, father), year = a_name(chance), chance.randrange(1950, 2000)
        writer.writerow(
            [
                f"{family} {given} {father}",
                "м",
                year,
                chance.choice(COUNTRIES),
                f"Районная лаборатория № {chance.randrange(300)}",
                "врач-лаборант",
                f"p{seed}.{number}@example.org",
                f"+7701{chance.randrange(10**7):07d}",
            ]
        )
    return text.getvalue().encode()


def start(persons: int) -> Path:
    """Start Django on a database of so many persons, made once and kept, and return its folder."""
    place = world.start_on(f"persons-{persons}")
    if not (place / "whole").exists():
        began = time.process_time()
        print(f"Making {persons:,} persons ...", file=sys.stderr)
        fill(persons)
        (place / "whole").touch()
        print(f"... in {time.process_time() - began:.0f} s of CPU.", file=sys.stderr)
    return place


def fill(persons: int) -> None:
    """Write persons with names of the region, filed under their keys as the program itself does it."""
    from django.core.management import call_command
    from django.db import connection, transaction

    from tumar.people.actions.filing import file_persons
    from tumar.people.actions.findable import keep_person_findable
    from tumar.people.models import Person

    call_command("migrate", verbosity=0, interactive=False)
    chance = random.Random(world.SEED)
    with connection.cursor() as cursor:
        # Made at the end they cost a fraction: keys are scattered all over an index.
        cursor.execute(
            "SELECT name, sql FROM sqlite_master WHERE tbl_name = 'people_personkey' AND type = 'index'"
        )
        indexes = [(name, sql) for name, sql in cursor.fetchall() if sql]
        for name, _sql in indexes:
            cursor.execute(f"DROP INDEX {name}")
    with transaction.atomic():
        world.frame()
        for first in range(1, persons + 1, 5000):
            made = []
            for number in range(first, min(first + 5000, persons + 1)):
                family, given, father = a_name(chance)
                one = Person(
                    pk=number,
                    code=f"PER-{number:07d}",
                    family=family,
                    given=given,
                    patronymic=father,
                    sex="M",
                    birth_year=chance.randrange(1950, 2000),
                    country_id=CODES[number % len(CODES)],
                )
                keep_person_findable(one)
                made.append(one)
            Person.objects.bulk_create(made, batch_size=1000)
            file_persons(made, are_new=True)
    with connection.cursor() as cursor:
        for _name, sql in indexes:
            cursor.execute(sql)
        cursor.execute("ANALYZE")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def known_persons() -> list[tuple[str, str, str, int]]:
    """Return some persons on file, from the whole width of the file."""
    from tumar.people.models import Person

    rows = Person.objects.order_by("birth_year", "pk").values_list(
        "family", "given", "patronymic", "birth_year"
    )
    return list(rows[: 50 * KNOWN_KEPT : 50]) or list(rows)


def measured(path: Path) -> dict:
    """Preview and commit one list, and return what that took."""
    from tumar.desk.lists_in import committing, sending
    from tumar.kernel.scope import of_the_machine

    by = of_the_machine("bench")
    one = sending.receive(path.read_bytes(), name=path.name, kind="persons", options={}, key=uuid4(), by=by)
    began = time.process_time()
    sending.recognise(one.key, by=by)
    sending.preview(one.key, by=by)
    preview = time.process_time() - began
    began = time.process_time()
    done = committing.commit(one.key, by=by)
    commit = time.process_time() - began
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"preview": preview, "commit": commit, "memory": memory, "counts": done.counts}


def told(label: str, found: float, limit: float, unit: str) -> None:
    print(f"  {label:<28}{found:9.2f} {unit} of {limit:.0f} {unit}   {found / limit:5.2f} of the limit")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--long", type=int, default=LONG)
    parser.add_argument("--small", action="store_true", help="a tenth of the persons")
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    whole = start(PERSONS // 10 if options.small else PERSONS)
    if options.measure:
        print(json.dumps(measured(options.measure)))
        return
    known = known_persons()
    # The kept database stays as it is: every list is imported into a copy of it.
    for rows, seed in ((options.rows, 1), (options.long, 2)):
        if not rows:
            continue
        with world.a_copy(whole, "lists-in") as copy:
            path = copy / "list.csv"
            path.write_bytes(a_list(rows, known, seed))
            words = [__file__, "--measure", str(path), *(["--small"] if options.small else [])]
            done = world.run_on(copy, *words, stdout=subprocess.PIPE)
            done.check_returncode()
        found = json.loads(done.stdout)
        scale = rows / ROWS
        print(f"{rows:,} rows, 8 columns, {whole.name.partition('-')[2]} persons on file {found['counts']}")
        told("preview, CPU", found["preview"], PREVIEW * scale, "s")
        told("commit, CPU", found["commit"], COMMIT * scale, "s")
        told("memory at most", found["memory"], MEMORY, "MB")
        print(f"  {world.load()}", flush=True)


if __name__ == "__main__":
    main()
