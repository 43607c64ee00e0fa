"""Strangers who fill in the public form of registration."""

import re
from datetime import timedelta
from typing import Any

from django.test import Client
from django.urls import reverse

from tumar.events.models import Event
from tumar.kernel import clock


def page_of(event: Event) -> str:
    """The address of the public page on which one registers."""
    return reverse("registration:event", args=[event.code])


def typed(client: Client, address: str, **facts: object) -> dict[str, object]:
    """What a browser sends back: the form as the page gave it, filled in."""
    page = client.get(address).content.decode()
    stamp = re.search(r'name="opened" value="([^"]+)"', page)
    assert stamp
    given = {"given": "Айжан", "family": "Ахметова", "country": "KZ", "email": "a@example.kz"}
    return {**given, "language": "ru", "agrees": "on", "website": "", "opened": stamp.group(1), **facts}


def sent(client: Client, address: str, *, after: int = 30, **facts: object) -> Any:
    """The answer to a form that somebody took half a minute to fill in."""
    given = typed(client, address, **facts)
    with clock.stopped(clock.now() + timedelta(seconds=after)):
        return client.post(address, given)
