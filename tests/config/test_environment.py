"""The environment is read once, and nonsense in it is refused in one sentence."""

from pathlib import Path

import pytest

from tumar.config import cli, environment, installation
from tumar.config.environment import SettingsFault


def test_a_secret_is_made_once_and_kept_for_its_owner_alone(tmp_path):
    first = environment.secret(tmp_path, "django")
    assert environment.secret(tmp_path, "django") == first
    assert len(first) >= 50
    assert (tmp_path / "secrets" / "django").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("port", ["http", "0", "65536", "-1"])
def test_a_port_that_is_none_is_refused(monkeypatch, port):
    monkeypatch.setenv("PORT", port)
    with pytest.raises(SettingsFault, match="PORT must be a number"):
        environment.read()


def test_the_data_folder_and_the_port_are_taken_from_the_environment(monkeypatch, tmp_path):
    monkeypatch.setenv("PORT", "8123")
    monkeypatch.setenv("TUMAR_DATA", str(tmp_path))
    read = environment.read()
    assert (read.port, read.data, read.is_loopback) == (8123, tmp_path, True)


def test_a_server_that_others_can_reach_is_not_on_loopback(monkeypatch):
    monkeypatch.setenv("TUMAR_LISTEN", "0.0.0.0")
    assert not environment.read().is_loopback


def test_sqlite_waits_for_its_turn_to_write():
    options = environment.database("", Path("data"))["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in options["init_command"]


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (
            "postgresql://office:s%20x@db.example.org:5433/tumar",
            ("tumar", "office", "s x", "db.example.org", "5433"),
        ),
        ("postgresql:///tumar?host=%2Frun%2Fpg&user=postgres", ("tumar", "postgres", "", "/run/pg", "")),
    ],
)
def test_a_postgresql_address_is_read(url, expected):
    read = environment.database(url, Path())
    assert (read["NAME"], read["USER"], read["PASSWORD"], read["HOST"], read["PORT"]) == expected


def test_an_address_of_another_database_is_refused():
    with pytest.raises(SettingsFault, match="'mysql:'"):
        environment.database("mysql://localhost/tumar", Path())


def test_the_file_system_of_a_folder_is_that_of_its_nearest_mount(tmp_path):
    mounts = tmp_path / "mounts"
    mounts.write_text("/dev/a / ext4 rw 0 0\nserver:/x /srv nfs4 rw 0 0\n")
    assert installation.file_system_of(Path("/srv/tumar"), mounts) == "nfs4"
    assert installation.file_system_of(Path("/home"), mounts) == "ext4"
    assert installation.file_system_of(Path("/home"), tmp_path / "none") == ""


def test_an_unknown_command_is_one_sentence(capsys):
    assert cli.main(["dance"]) == 2
    assert capsys.readouterr().err == "tumar: there is no command 'dance'. Try 'tumar --help'.\n"


def test_the_overview_names_every_command(capsys):
    assert cli.main(["--help"]) == 0
    told = capsys.readouterr().out
    assert all(name in told for name in cli.COMMANDS)
