"""Messages of the directory go through the queue of letters, and are counted in the cache alone."""

from typing import Any

from django.db import migrations


def queue_waiting(apps: Any, _editor: Any) -> None:
    """Put into the queue what the mail server had not taken; it goes out in plain words of the message."""
    letters = apps.get_model("kernel", "OutgoingLetter")
    rows = apps.get_model("network", "ContactMessage").objects.filter(sent_at=None, entry__isnull=False)
    for message in rows.select_related("entry__owner").order_by("pk"):
        letters.objects.get_or_create(
            key=f"network.message:{message.pk}",
            defaults={
                "kind": "network.message",
                "about": f"network.entry:{message.entry_code}",
                "within": f"network.entry:{message.entry_code}",
                "language": "en",
                "recipient": message.entry.owner.email,
                "reply_to": message.email,
                "subject": message.subject,
                "text": f"{message.name} <{message.email}>\n\n{message.text}\n",
                "queued_at": message.received_at,
                "due_at": message.received_at,
            },
        )


class Migration(migrations.Migration):

    dependencies = [
        ('kernel', '0009_answers_to_letters'),
        ('network', '0001_initial'),
    ]

    operations = [
        migrations.RunPython(queue_waiting, migrations.RunPython.noop),
        migrations.RemoveIndex(
            model_name='contactmessage',
            name='message_by_sending',
        ),
        migrations.RemoveField(
            model_name='contactmessage',
            name='sender_hash',
        ),
        migrations.RemoveField(
            model_name='contactmessage',
            name='sent_at',
        ),
    ]
