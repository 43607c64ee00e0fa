"""Evidence of events: scanned registers, agendas, reports."""

from django.db import transaction

from tumar.events.models import Event
from tumar.kernel import files
from tumar.kernel.models import Attachment
from tumar.kernel.permissions import Permission
from tumar.kernel.retry import retrying
from tumar.kernel.scope import Scope


@retrying
def add_evidence(event: Event, *, content: bytes, name: str, by: Scope) -> Attachment:
    """Keep a file as evidence of an event; whoever takes attendance may add the sheet that was signed."""
    if not by.allows(Permission.EVENTS_ATTENDANCE_RECORD, event.country_id):
        by.require(Permission.EVENTS_EVENT_EDIT, event.country_id)
    with transaction.atomic():
        return files.attach(files.keep(content, name=name), about=event.label, by=by)
