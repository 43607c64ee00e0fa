"""Let the database refuse every change of a journal entry but one: what it tells goes, its digest stays."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

FIXED = ("id", "sequence", "at", "by_id", "verb", "about", "previous_hash", "hash")
WHO = ("by_label", "who_salt", "who_digest")
TOLD = ("reason", "changes", "told_salt", "told_digest")
GONE_WHO = "NEW.by_label = '' AND NEW.who_salt = '' AND OLD.who_digest = '' AND length(NEW.who_digest) = 64"
GONE_TOLD = (
    "NEW.reason = '' AND NEW.told_salt = '' AND OLD.told_digest = '' AND length(NEW.told_digest) = 64 "
    "AND NEW.changes = {nothing}"
)


def same(columns: tuple[str, ...], operator: str) -> str:
    return " AND ".join(f"NEW.{name} {operator} OLD.{name}" for name in columns)


def allowed(operator: str, nothing: str) -> str:
    """Return the condition that nothing changed but what may be emptied, and that it was emptied whole."""
    who, told = same(WHO, operator), same(TOLD, operator)
    return (
        f"{same(FIXED, operator)} AND (({who}) OR ({GONE_WHO})) "
        f"AND (({told}) OR ({GONE_TOLD.format(nothing=nothing)}))"
    )


SQLITE = (
    (
        "CREATE TRIGGER journal_no_UPDATE BEFORE UPDATE ON kernel_journalentry "
        f"WHEN NOT ({allowed('IS', chr(39) + '{}' + chr(39))}) "
        "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"
    ),
    (
        "CREATE TRIGGER journal_no_DELETE BEFORE DELETE ON kernel_journalentry "
        "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"
    ),
)
POSTGRESQL = (
    (
        "CREATE FUNCTION refuse_journal_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "IF TG_OP = 'UPDATE' THEN "
        f"IF {allowed('IS NOT DISTINCT FROM', chr(39) + '{}' + chr(39) + '::jsonb')} THEN RETURN NEW; END IF; "
        "END IF; "
        "RAISE EXCEPTION 'the journal is append-only'; END $$"
    ),
    (
        "CREATE TRIGGER journal_no_change BEFORE UPDATE OR DELETE ON kernel_journalentry "
        "FOR EACH ROW EXECUTE FUNCTION refuse_journal_change()"
    ),
)


def close(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}.get(editor.connection.vendor, ()):
        editor.execute(statement)


def open_again(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "sqlite":
        for act in ("UPDATE", "DELETE"):
            editor.execute(f"DROP TRIGGER journal_no_{act}")
    elif editor.connection.vendor == "postgresql":
        editor.execute("DROP TRIGGER journal_no_change ON kernel_journalentry")
        editor.execute("DROP FUNCTION refuse_journal_change()")


class Migration(migrations.Migration):
    dependencies = [("kernel", "0004_chain_the_journal_by_digests")]

    operations = [migrations.RunPython(close, open_again)]
