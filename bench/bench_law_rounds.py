"""Rounds of 1,200 requirements: opened, seen as a matrix, coded, ten countries at once; against limits."""

import gc
import os
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from typing import Any

import world

REQUIREMENTS = 1200
COUNTRIES = ("KZ", "KG", "TJ", "UZ", "MN", "GE", "MD", "RS", "AL", "AM")
AS_OF = date(2026, 1, 1)
TIMES = 7
AREAS = ("authority", "security", "trade", "personnel", "transport", "penalties")

# Milliseconds, of the processor: other programs on the machine do not count.
LIMITS = {
    "open a round": 150,
    "matrix page": 250,
    "round page": 250,
    "save a finding": 40,
    "matrix of 10 countries": 500,
}


def start() -> None:
    """Start Django on an empty database, with assets by their plain names."""
    world.start_empty()
    from django.test.utils import override_settings

    storages = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    override_settings(STORAGES=storages, ALLOWED_HOSTS=["*"]).enable()


def a_large_set() -> Any:
    """Return a set of 1,200 requirements with texts of the usual length."""
    from tests.law import rounds

    items = [
        {
            "code": f"R-{number:04}",
            "title": {"en": f"Duty number {number} of the treaty", "ru": f"Обязанность {number} по договору"},
            "source": f"Treaty, Article {number}",
            "area": AREAS[number % len(AREAS)],
            "look_for": {"en": "What the article asks of national law. " * 4, "ru": "О чем статья. " * 8},
            "terms": {"en": [f"word {number}", "law"], "ru": [f"слово {number}", "закон"]},
        }
        for number in range(1, REQUIREMENTS + 1)
    ]
    return rounds.a_set("large", requirements=items)


def fill(one: Any, version: Any) -> None:
    """Let three quarters of the requirements of a round be decided and confirmed."""
    from tumar.kernel import clock
    from tumar.law.models import Finding

    marks = ("found", "partly", "not-found", "not-applicable")
    rows = [
        Finding(
            round=one,
            requirement_id=key,
            seat="final",
            on_paper=marks[number % 4],
            in_force=marks[number % 2],
            by=one.first_coder,
            changed_at=clock.now(),
            confirmed_by=one.second_coder,
            confirmed_at=clock.now(),
        )
        for number, key in enumerate(version.requirements.values_list("pk", flat=True))
        if number % 4
    ]
    Finding.objects.bulk_create(rows, batch_size=500)


def took(act: Callable[[int], Any]) -> float:
    """Return the median milliseconds of the processor that an act takes, after once to warm up."""
    act(0)
    found = []
    for number in range(1, TIMES + 1):
        gc.collect()
        began = time.process_time()
        act(number)
        found.append(1000 * (time.process_time() - began))
    return statistics.median(found)


def opened(client: Any, where: str, **asked: Any) -> None:
    """Open a page, whole."""
    response = client.get(where, asked)
    if response.status_code != 200 or len(response.content) < 10_000:
        raise SystemExit(f"{where} answered {response.status_code} with {len(response.content)} bytes.")


def measured() -> dict[str, float]:
    """Return what each act took."""
    from django.urls import reverse

    from tests.law import rounds
    from tests.people import MACHINE, a_country, signed_in
    from tumar.law.actions import findings
    from tumar.law.actions.rounds import open_round

    version = a_large_set()
    by_country = {code: rounds.a_round(code, versions=[version], as_of=AS_OF) for code in COUNTRIES}
    for one in by_country.values():
        fill(one, version)
    kazakh, office = by_country["KZ"], signed_in()
    coder, _second = rounds.coders(kazakh)
    keys = list(version.requirements.order_by("position")[: 4 * (TIMES + 1)])[::4]
    facts = {"country": a_country("KZ"), "as_of": AS_OF}
    facts |= {"first_coder": kazakh.first_coder, "second_coder": kazakh.second_coder}
    matrix = reverse("law:matrix")
    marks = {"on_paper": "partly", "note": {"en": "The act says less than the treaty asks for."}}
    return {
        "open a round": took(
            lambda number: open_round(
                {**facts, "title": {"en": f"Round {number}"}}, versions=[version], by=MACHINE
            )
        ),
        "matrix page": took(
            lambda _n: opened(office, matrix, country="KG", set="LARGE", on=AS_OF.isoformat())
        ),
        "round page": took(lambda _n: opened(office, reverse("law:round", args=[kazakh.code]))),
        "save a finding": took(lambda number: findings.save_finding(kazakh, keys[number], marks, by=coder)),
        "matrix of 10 countries": took(
            lambda _n: opened(
                office, matrix, country=[code for code in COUNTRIES if code != "KZ"] + ["KZ"], set="LARGE"
            )
        ),
    }


def main() -> int:
    """Print what was measured beside its limit; 1 where one is passed."""
    start()
    load = os.getloadavg()[0]
    found = measured()
    print(f"Rounds of {REQUIREMENTS} requirements; load {load:.1f} before, {os.getloadavg()[0]:.1f} after")
    for name, taken in found.items():
        limit = LIMITS[name]
        verdict = "ok" if taken <= limit else "TOO SLOW"
        print(f"  {name:<24} {taken:8.1f} ms   limit {limit} ms   ratio {taken / limit:.2f}   {verdict}")
    return int(any(taken > LIMITS[name] for name, taken in found.items()))


if __name__ == "__main__":
    sys.exit(main())
