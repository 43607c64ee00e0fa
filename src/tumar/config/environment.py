"""What the environment says, read once: where data live, which database, which address."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

SQLITE_START = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA mmap_size=134217728; "
    "PRAGMA journal_size_limit=27103364; PRAGMA cache_size=-20000; PRAGMA secure_delete=ON;"
)
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


class SettingsFault(Exception):
    """Something in the environment cannot be used; the message says what to do."""


@dataclass(frozen=True)
class Environment:
    """The settings that an operator may give, with their defaults."""

    data: Path
    database_url: str
    listen: str
    port: int
    hosts: tuple[str, ...]
    mail_url: str
    mail_from: str
    address: str
    is_https: bool

    @property
    def is_loopback(self) -> bool:
        """Tell whether the server can be reached from this machine only."""
        return self.listen in LOOPBACK


def read() -> Environment:
    """Return what the environment says; raise SettingsFault where it says nonsense."""
    data = Path(os.environ.get("TUMAR_DATA") or Path.home() / ".local" / "share" / "tumar").absolute()
    port = os.environ.get("PORT") or os.environ.get("TUMAR_PORT") or "8000"
    if not port.isdigit() or not 0 < int(port) < 65536:
        raise SettingsFault(f"PORT must be a number from 1 to 65535, not '{port}'.")
    listen = os.environ.get("TUMAR_LISTEN", "127.0.0.1")
    hosts = tuple(host for host in os.environ.get("TUMAR_HOSTS", "").split(",") if host)
    listen_name = f"[{listen}]" if ":" in listen else listen
    address = os.environ.get("TUMAR_ADDRESS") or f"http://{listen_name}:{port}"
    if urlsplit(address).scheme not in {"http", "https"} or not urlsplit(address).netloc:
        raise SettingsFault(f"TUMAR_ADDRESS must be like https://tumar.example.org, not '{address}'.")
    return Environment(
        data=data,
        database_url=os.environ.get("TUMAR_DATABASE_URL", ""),
        listen=listen,
        port=int(port),
        hosts=hosts or ("127.0.0.1", "localhost", "[::1]", "testserver"),
        mail_url=os.environ.get("TUMAR_MAIL_URL", ""),
        mail_from=os.environ.get("TUMAR_MAIL_FROM", "") or f"tumar@{urlsplit(address).hostname}",
        address=address.rstrip("/"),
        is_https=os.environ.get("TUMAR_HTTPS", "") == "1",
    )


def secret(data: Path, name: str) -> str:
    """Return a secret of this installation, made on the first start and readable by its owner alone."""
    place = data / "secrets" / name
    try:
        return place.read_text().strip()
    except FileNotFoundError:
        pass
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:  # another process was faster
        return place.read_text().strip()
    value = secrets.token_urlsafe(48)
    with os.fdopen(handle, "w") as file:
        file.write(value)
    return value


def database(url: str, data: Path) -> dict[str, Any]:
    """Return Django's database settings: SQLite in the data folder, or what the address names."""
    if not url:
        return _sqlite(str(data / "tumar.sqlite3"))
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(unquote(parts.path)[1:] or ":memory:")
    if parts.scheme in {"postgresql", "postgres"}:
        query = dict(parse_qsl(parts.query))
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path[1:]) or "postgres",
            "USER": unquote(parts.username or query.get("user", "")),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or query.get("host", "")),
            "PORT": str(parts.port or query.get("port", "")),
            "CONN_MAX_AGE": None,
            "CONN_HEALTH_CHECKS": True,
            "DISABLE_SERVER_SIDE_CURSORS": True,
        }
    raise SettingsFault(
        f"TUMAR_DATABASE_URL begins with '{parts.scheme}:'; it must begin with 'postgresql:' or 'sqlite:'."
    )


def mail(url: str, data: Path) -> dict[str, Any]:
    """Return Django's mail settings: files in the data folder, or the server that the address names."""
    if not url:
        backend = "django.core.mail.backends.filebased.EmailBackend"
        return {"EMAIL_BACKEND": backend, "EMAIL_FILE_PATH": str(data / "mail")}
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError:
        port = -1
    if parts.scheme not in {"smtp", "smtps", "smtp+tls"} or not parts.hostname or port == -1:
        raise SettingsFault(
            "TUMAR_MAIL_URL must be like smtp+tls://user:password@mail.example.org:587."
            " It may begin with smtps:// or smtp:// as well."
        )
    usual = {"smtp": 25, "smtp+tls": 587, "smtps": 465}
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port or usual[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        # A dead server must not hold the worker.
        "EMAIL_TIMEOUT": 20,
    }


def _sqlite(name: str) -> dict[str, Any]:
    # IMMEDIATE takes the write lock at BEGIN: without it, waiting for a busy file does not work at all.
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": name,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": SQLITE_START},
    }
