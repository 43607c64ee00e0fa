"""Let the database itself refuse to change or remove a journal entry."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SQLITE = [
    (
        "CREATE TRIGGER journal_no_{0} BEFORE {0} ON kernel_journalentry "
        "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"
    ),
]
POSTGRESQL = [
    (
        "CREATE FUNCTION refuse_journal_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the journal is append-only'; END $$"
    ),
    (
        "CREATE TRIGGER journal_no_change BEFORE UPDATE OR DELETE ON kernel_journalentry "
        "FOR EACH ROW EXECUTE FUNCTION refuse_journal_change()"
    ),
]


def close(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "sqlite":
        for act in ("UPDATE", "DELETE"):
            editor.execute(SQLITE[0].format(act))
    elif editor.connection.vendor == "postgresql":
        for statement in POSTGRESQL:
            editor.execute(statement)


def open_again(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "sqlite":
        for act in ("UPDATE", "DELETE"):
            editor.execute(f"DROP TRIGGER journal_no_{act}")
    elif editor.connection.vendor == "postgresql":
        editor.execute("DROP TRIGGER journal_no_change ON kernel_journalentry")
        editor.execute("DROP FUNCTION refuse_journal_change()")


class Migration(migrations.Migration):
    dependencies = [("kernel", "0001_initial")]

    operations = [migrations.RunPython(close, open_again)]
