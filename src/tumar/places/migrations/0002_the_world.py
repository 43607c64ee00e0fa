"""Lay out the countries, the CoE regions and the memberships that sources state."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from tumar.places.actions import world


def fill(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    world.fill(*(apps.get_model("places", name) for name in ("Country", "Grouping", "Membership")))


class Migration(migrations.Migration):
    dependencies = [("places", "0001_initial")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
