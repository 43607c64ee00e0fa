"""Addresses of an evaluation, and those who answer at them."""

import re
from typing import Any

from django.test import Client
from django.urls import reverse

from tumar.events.models import Evaluation


def address(name: str, evaluation: Evaluation, *words: Any) -> str:
    """The address of a page of an evaluation at the desk."""
    return reverse(f"events:{name}", args=[evaluation.event.code, *words])


def hall(evaluation: Evaluation) -> str:
    """The address that everybody in the hall is shown."""
    return reverse("evaluation:hall", args=[evaluation.token])


def hidden_of(text: str) -> dict[str, str]:
    """What the page itself sends along with the answers."""
    found = dict(re.findall(r'<input type="hidden" name="(sheet|opened)" value="([^"]+)"', text))
    return {"sheet": found["sheet"], "opened": found["opened"]}


def sent(client: Client, url: str, **answers: Any) -> Any:
    """Open the page, take some time, and send what was answered."""
    page = client.get(url).content.decode()
    hidden = hidden_of(page)
    return client.post(url, {**hidden, **answers})
