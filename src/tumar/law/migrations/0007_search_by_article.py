from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("law", "0006_citations_of_requirements"),
    ]

    operations = [
        migrations.AddField(
            model_name="textindex",
            name="holders",
            field=models.BinaryField(default=bytes),
        ),
    ]
