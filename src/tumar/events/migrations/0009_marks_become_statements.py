"""What was on record before statements were kept was said by a list or at the desk; who and when is not known."""

from datetime import UTC, datetime, time
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from django.db import migrations


def keep(apps: Any, _schema: Any) -> None:
    mark, statement = apps.get_model("events", "Mark"), apps.get_model("events", "Statement")
    rows = mark.objects.order_by("pk").values_list("pk", "session_id", "involvement_id", "state", "session__day")
    waiting = []
    for pk, session, involvement, state, day in rows.iterator(chunk_size=2000):
        at = datetime.combine(day, time(), UTC)
        waiting.append(
            statement(
                key=uuid5(NAMESPACE_OID, f"tumar.mark:{pk}"),
                session_id=session,
                involvement_id=involvement,
                state=state,
                means="list",
                said_at=at,
                held_at=at,
                received_at=at,
            )
        )
        if len(waiting) == 2000:
            statement.objects.bulk_create(waiting, batch_size=500)
            waiting = []
    statement.objects.bulk_create(waiting, batch_size=500)


class Migration(migrations.Migration):

    dependencies = [("events", "0008_keep_statements_about_attendance")]

    operations = [migrations.RunPython(keep, migrations.RunPython.noop)]
