"""Bringing an installation up: tables, static files, the folder's own checks."""

import shutil
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tumar.config.environment import SettingsFault

# WAL needs shared memory, which network drives do not give: SQLite there loses data.
NETWORK_DRIVES = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "fuse.sshfs"})


def file_system_of(folder: Path, mounts: Path = Path("/proc/mounts")) -> str:
    """Return the type of the file system on which the folder lies, or nothing where that cannot be told."""
    try:
        lines = [line.split() for line in mounts.read_text().splitlines()]
    except OSError:
        return ""
    holding = [fields for fields in lines if len(fields) > 2 and folder.is_relative_to(fields[1])]
    return max(holding, key=lambda fields: len(fields[1]))[2] if holding else ""


def refuse_network_drive() -> None:
    """Refuse to keep SQLite on a network drive."""
    kind = file_system_of(Path(settings.TUMAR_DATA).resolve())
    if connection.vendor == "sqlite" and kind in NETWORK_DRIVES:
        raise SettingsFault(
            f"{settings.TUMAR_DATA} lies on a network drive ({kind}), where SQLite loses data. "
            "Set TUMAR_DATA to a local folder, or TUMAR_DATABASE_URL to a PostgreSQL server."
        )


def has_old_tables() -> bool:
    """Tell whether tables are missing or older than the program."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def bring_up_tables() -> None:
    """Create or update the tables; at once when nothing changed."""
    Path(settings.TUMAR_DATA).mkdir(parents=True, exist_ok=True)
    refuse_network_drive()
    if has_old_tables():
        call_command("migrate", verbosity=0, interactive=False)


def bring_up() -> None:
    """Bring up all that a server needs: the tables and the static files."""
    bring_up_tables()
    lay_out_static()


def _sources_stamp() -> str:
    """Return what tells one build of the static files from another."""
    package = Path(settings.PACKAGE)
    newest = max(
        (file.stat().st_mtime_ns for file in package.glob("*/static/**/*") if file.is_file()), default=0
    )
    return f"{settings.TUMAR_VERSION} {newest}"


def lay_out_static() -> None:
    """Copy, hash and compress the static files, once per build of the package."""
    root = Path(settings.STATIC_ROOT)
    stamp, current = root / ".stamp", _sources_stamp()
    if stamp.exists() and stamp.read_text() == current:
        return
    shutil.rmtree(root, ignore_errors=True)
    call_command("collectstatic", verbosity=0, interactive=False)
    stamp.write_text(current)
