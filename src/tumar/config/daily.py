"""What is done every night, by the worker."""

import logging
import threading
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import close_old_connections

from tumar.events.actions.letters import remind
from tumar.events.actions.registrations import forget_past, forget_unconfirmed
from tumar.kernel import mail, schedule
from tumar.kernel.schedule import Daily
from tumar.kernel.scope import of_the_machine
from tumar.law.actions.indexing import index_missing
from tumar.law.actions.measuring import make_ready, measure_changed
from tumar.network.actions import digests
from tumar.people.actions.retention import apply_retention

# When offices from Tirana to Ulaanbaatar are closed.
NIGHT = 20  # UTC
# When they open in Central Asia.
MORNING = 3
LOOKED_AT_EVERY = 60.0  # seconds
MAIL_EVERY = 5.0
LOG = logging.getLogger(__name__)


def _retention() -> Mapping[str, Any]:
    return apply_retention(by=of_the_machine("tumar worker"))


def _forget_letters() -> Mapping[str, Any]:
    return {"letters": mail.forget_old()}


def _digests() -> Mapping[str, Any]:
    return {"digests": digests.send_due(origin=settings.TUMAR_ADDRESS)}


def _ready_suggestions() -> Mapping[str, Any]:
    machine = of_the_machine("tumar worker")
    return {**make_ready(by=machine), **measure_changed(by=machine)}


DAILY = (
    Daily("people.retention", NIGHT, _retention),
    Daily("events.reminders", MORNING, remind),
    Daily("network.digests", MORNING, _digests),
    Daily("events.unconfirmed-registrations", NIGHT, forget_unconfirmed),
    Daily("events.past-registrations", NIGHT, forget_past),
    Daily("law.index", NIGHT, index_missing),
    Daily("law.suggestions", NIGHT, _ready_suggestions),
    Daily("kernel.letters-forgotten", NIGHT, _forget_letters),
)


def keep_running(stopped: threading.Event) -> None:
    """Look every minute whether something of the day is due, until stopped; in a thread of the worker."""
    while not stopped.is_set():
        close_old_connections()
        schedule.run_due(DAILY)
        close_old_connections()
        stopped.wait(LOOKED_AT_EVERY)


def keep_sending(stopped: threading.Event) -> None:
    """Send letters as they come due, until stopped; in a thread of the worker."""
    while not stopped.is_set():
        close_old_connections()
        try:
            mail.send_due()
        except Exception:  # a database that is away for a moment must not end the sending for good
            LOG.exception("letters could not be sent")
        close_old_connections()
        stopped.wait(MAIL_EVERY)
