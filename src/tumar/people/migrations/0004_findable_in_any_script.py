from typing import Any

from django.db import migrations

from tumar.people import rules

BATCH = 2000


def _find_in_any_script(apps: Any, schema_editor: Any) -> None:
    """Give every person on file the skeletons of the name, by which a search in another script finds it."""
    persons = apps.get_model("people", "Person").objects.using(schema_editor.connection.alias)
    batch = []
    for person in persons.order_by("pk").iterator(chunk_size=BATCH):
        own = rules.Name(person.family, person.given, person.patronymic, person.single)
        latin = rules.Name(
            person.family_latin, person.given_latin, person.patronymic_latin, person.single_latin
        )
        person.search_text = rules.person_search_text(person.code, own, latin)
        batch.append(person)
        if len(batch) == BATCH:
            persons.bulk_update(batch, ["search_text"])
            batch = []
    persons.bulk_update(batch, ["search_text"])


class Migration(migrations.Migration):
    dependencies = [("people", "0003_person_by_text")]

    operations = [migrations.RunPython(_find_in_any_script, migrations.RunPython.noop)]
