from typing import Any

from django.db import migrations

from tumar.kernel import clock


def call_held(apps: Any, _schema: Any) -> None:
    """Of the events already on file only the days are known: held where the last day is over."""
    apps.get_model('events', 'Event').objects.filter(ends__lt=clock.today()).update(state='held')


class Migration(migrations.Migration):

    dependencies = [
        ("events", "0004_give_events_a_state"),
    ]

    operations = [migrations.RunPython(call_held, migrations.RunPython.noop)]
