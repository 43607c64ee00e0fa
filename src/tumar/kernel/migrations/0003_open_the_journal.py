"""Take the lock off the journal, so that its entries can be chained anew by digests."""

from importlib import import_module

from django.db import migrations, models

closing = import_module("tumar.kernel.migrations.0002_journal_is_append_only")


class Migration(migrations.Migration):
    dependencies = [("kernel", "0002_journal_is_append_only")]

    operations = [
        migrations.RunPython(closing.open_again, closing.close),
        *(
            migrations.AddField("journalentry", name, models.CharField(default="", max_length=length))
            for name, length in {"who_salt": 32, "who_digest": 64, "told_salt": 32, "told_digest": 64}.items()
        ),
    ]
