"""Who opens which page of the network, and what it says."""

from typing import Any

from django.urls import reverse

from tests.people import Client, signed_in
from tumar.people.models import Account
from tumar.people.rules import RoleKind


def at(name: str, *words: Any) -> str:
    """The address of a page of the network."""
    return reverse(f"network:{name}", args=words)


def page(client: Client, where: str, **asked: Any) -> str:
    """What a page says."""
    response = client.get(where, asked)
    assert response.status_code == 200
    return response.content.decode()


def entered(account: Account) -> Client:
    """A browser in which somebody has signed in."""
    client = Client()
    client.force_login(account)
    return client


def coordinator() -> Client:
    """A browser of the coordinator of Kazakhstan."""
    return signed_in(RoleKind.NATIONAL_COORDINATOR, "KZ")
