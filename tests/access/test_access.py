"""Every address, for every role, in one's own country and in another: table.csv says who comes in.

in    sent to the entrance to sign in            yes   comes in
no    is told that it is not allowed (403)       gone  is told that there is no such page (404)
"""

import csv
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.access.addresses import ARGUMENTS
from tests.access.world import OTHER, OWN, ROLES, STRANGER, World, a_world

TABLE = Path(__file__).with_name("table.csv")
COLUMNS = (STRANGER, *ROLES)
COUNTRIES = {"own": OWN, "other": OTHER, "": OWN}
REFUSED = {"no", "gone", "in"}
CLOSED = "closed to this method"


def routes(patterns: list[URLPattern | URLResolver], within: str = "") -> Iterator[str]:
    """Yield the name of every address that the house answers to."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, f"{pattern.namespace}:" if pattern.namespace else within)
        else:
            yield f"{within}{pattern.name}"


def lines() -> list[dict[str, str]]:
    with TABLE.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def outcome(status: int, sent_to: str) -> str:
    """Return the table's word for an answer."""
    if status == HTTPStatus.FOUND and sent_to.startswith(reverse("account_login")):
        return "in"
    if status in {HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND}:
        return "no" if status == HTTPStatus.FORBIDDEN else "gone"
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        return CLOSED
    answers = {HTTPStatus.CONFLICT, HTTPStatus.UNPROCESSABLE_ENTITY}
    is_answer = status < HTTPStatus.BAD_REQUEST or status in answers
    return "yes" if is_answer else f"failed ({status})"


def knock(world: World, line: dict[str, str], role: str, method: str) -> str:
    """Return what becomes of a request by this role to the line's address."""
    arguments = ARGUMENTS.get(line["route"])
    words = arguments(world, COUNTRIES[line["country"]]) if arguments else None
    answer = getattr(world.client(role), method)(reverse(line["route"], kwargs=words))
    return outcome(answer.status_code, answer.headers.get("Location", ""))


def faults_of(world: World, line: dict[str, str]) -> Iterator[str]:
    """Yield one sentence per role that the line's address treats otherwise than the table says."""
    for role in COLUMNS:
        expected = line[role]
        # Whoever is refused a page is refused to write to it as well.
        methods = ["get", "post"] if line["method"] == "get" and expected in REFUSED else [line["method"]]
        for method in methods:
            found = knock(world, line, role, method)
            is_closed_to_all = method == "post" and line["method"] == "get" and found == CLOSED
            if found != expected and not is_closed_to_all:
                where = f"{line['route']} {line['country']}".strip()
                yield f"{where}: {method} by {role}: {found}, the table says {expected}"


def test_every_address_stands_in_the_table():
    known = {line["route"] for line in lines()}
    there = set(routes(get_resolver().url_patterns))
    assert there - known == set(), "these addresses say to nobody who may open them"
    assert known - there == set(), "these lines stand for no address"


def test_an_address_stands_for_both_countries_or_for_none():
    found: dict[str, set[str]] = {}
    for line in lines():
        found.setdefault(line["route"], set()).add(line["country"])
    assert {route: kinds for route, kinds in found.items() if kinds not in ({""}, {"own", "other"})} == {}


def test_another_country_s_record_is_not_there_for_anybody_but_the_office_of_all():
    rule = {STRANGER: "in", **dict.fromkeys(ROLES, "gone"), "office": "yes"}
    of_others = [line for line in lines() if line["country"] == "other"]
    assert of_others
    assert [line["route"] for line in of_others if {role: line[role] for role in COLUMNS} != rule] == []


@pytest.fixture(autouse=True)
def counters_of_this_test(settings, tmp_path):
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": str(tmp_path)}
    }


def room_of(line: dict[str, str]) -> str:
    return line["route"].split(":")[0].split("_")[0]


@pytest.mark.django_db
@pytest.mark.parametrize("room", sorted({room_of(line) for line in lines()}))
def test_who_comes_in(room):
    world = a_world()
    faults = [fault for line in lines() if room_of(line) == room for fault in faults_of(world, line)]
    assert not faults, "\n".join(["", *faults])
