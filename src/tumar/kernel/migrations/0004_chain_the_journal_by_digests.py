"""Chain all entries anew, by salted digests of who acted and of what was told.

The old chain is checked first: where it is broken nothing is done, since chaining anew would hide the break.
The last hash of the old chain is told in a new last entry, for whoever kept a copy of it.
"""

import hashlib
import json
import secrets
from typing import Any

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.utils import timezone

BATCH = 1000
START = "0" * 64
COLUMNS = ["about", "who_salt", "told_salt", "previous_hash", "hash"]


class ChainIsBroken(Exception):
    """The journal was altered before; `tumar check` of the version before this one tells where."""


def sha256(*told: Any) -> str:
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def old_link(previous: str, entry: Any) -> str:
    at = entry.at.isoformat(timespec="microseconds")
    return sha256(
        previous, entry.sequence, at, entry.by_label, entry.verb, entry.about, entry.reason, entry.changes
    )


def new_link(previous: str, entry: Any) -> str:
    entry.who_salt, entry.told_salt = secrets.token_hex(16), secrets.token_hex(16)
    at = entry.at.isoformat(timespec="microseconds")
    who = sha256(entry.who_salt, entry.by_label)
    told = sha256(entry.told_salt, entry.reason, entry.changes)
    return sha256(previous, entry.sequence, at, entry.verb, entry.about, who, told)


def accounts_by_label(apps: Apps) -> dict[str, str]:
    """Return the labels that accounts had, which held their e-mail, with those that they have from now on."""
    try:
        account = apps.get_model("people", "Account")
    except LookupError:  # a new installation, which has no accounts yet
        return {}
    rows = account.objects.values_list("email", "pk")
    return {f"people.account:{email}": f"people.account:{pk}" for email, pk in rows}


def rechain(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    entries, heads = apps.get_model("kernel", "JournalEntry"), apps.get_model("kernel", "JournalHead")
    head = heads.objects.filter(pk=1).first()
    if head is None or head.sequence == 0:
        return
    labels = accounts_by_label(apps)
    old, new, sequence = START, START, 0
    while batch := list(entries.objects.filter(sequence__gt=sequence).order_by("sequence")[:BATCH]):
        for entry in batch:
            sequence += 1
            if (entry.sequence, entry.previous_hash) != (sequence, old) or entry.hash != old_link(old, entry):
                raise ChainIsBroken(f"The journal's chain is broken at entry {entry.sequence}.")
            old = entry.hash
            entry.about = labels.get(entry.about, entry.about)
            entry.previous_hash, new = new, new_link(new, entry)
            entry.hash = new
        entries.objects.bulk_update(batch, COLUMNS, batch_size=100)
    if (head.sequence, head.hash) != (sequence, old):
        raise ChainIsBroken(f"The journal should end at entry {head.sequence}; it ends at {sequence}.")
    last = entries(
        sequence=sequence + 1,
        at=timezone.now(),
        by_label="tumar",
        verb="kernel.journal.rechained",
        about="kernel.journal:1",
        changes={"last_hash": old, "last_entry": sequence},
        previous_hash=new,
    )
    last.hash = new_link(new, last)
    last.save(force_insert=True)
    heads.objects.filter(pk=1).update(sequence=last.sequence, hash=last.hash)


class Migration(migrations.Migration):
    dependencies = [("kernel", "0003_open_the_journal"), ("people", "0001_initial")]

    operations = [migrations.RunPython(rechain, migrations.RunPython.noop)]
