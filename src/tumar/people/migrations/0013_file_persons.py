"""Every person on file gets the keys by which matching finds it."""

from typing import Any

from django.db import migrations

from tumar.people.rules.matching.filing import birth_year, filing_keys
from tumar.people.rules.matching.subjects import Subject

NAMES = ("family", "given", "patronymic", "family_latin", "given_latin", "patronymic_latin", "email", "telephone")


def file_persons(apps: Any, _schema_editor: Any) -> None:
    person_model, key_model = (apps.get_model("people", name) for name in ("Person", "PersonKey"))
    rows = []
    for person in person_model._base_manager.filter(merged_into=None).iterator(chunk_size=1000):
        said = {name: getattr(person, name) for name in NAMES}
        said["given"] = said["given"] or person.single
        said["given_latin"] = said["given_latin"] or person.single_latin
        born = person.birth_date.isoformat() if person.birth_date else str(person.birth_year or "")
        subject = Subject(**said, birth=born)
        year = birth_year(subject)
        rows += [key_model(person_id=person.pk, key=key, year=year) for key in sorted(filing_keys(subject))]
        if len(rows) > 5000:
            key_model.objects.bulk_create(rows, batch_size=2000)
            rows = []
    key_model.objects.bulk_create(rows, batch_size=2000)


class Migration(migrations.Migration):

    dependencies = [
        ("people", "0012_keys_of_persons"),
    ]

    operations = [
        migrations.RunPython(file_persons, migrations.RunPython.noop),
    ]
