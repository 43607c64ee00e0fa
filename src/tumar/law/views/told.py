"""Refusals about sets, rounds and findings, said beside the form or at the head of the page."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from tumar.kernel.pages import Request
from tumar.kernel.refusals import Fault, Invalid
from tumar.law.wording import TOLD, refusal_sentence


@contextmanager
def beside_the_form() -> Iterator[None]:
    """Turn a refusal into a fault that a form page shows."""
    try:
        yield
    except TOLD as refusal:
        raise Invalid([Fault("", refusal_sentence(refusal))]) from refusal


def acted(request: Request, act: Callable[[], Any], *, back: str, said: str = "") -> HttpResponse:
    """Carry out what a button does and go back; a refusal is said at the head of that page."""
    try:
        act()
    except TOLD as refusal:
        messages.error(request, refusal_sentence(refusal))
    except Invalid as refusal:
        messages.error(request, " ".join(fault.message for fault in refusal.faults))
    else:
        messages.success(request, said or _("Saved."))
    return HttpResponseRedirect(back)
