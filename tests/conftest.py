"""What every test stands on: a data folder of its own, a database, a clock that can be stopped.

Which database: SQLite in memory, or the one that TUMAR_DATABASE_URL names (tests/databases/postgres.py).
"""

import importlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

# Settings are read from the environment once, so it is made ready before Django is.
IS_WORKER = "PYTEST_XDIST_WORKER" in os.environ
if not IS_WORKER:
    os.environ["TUMAR_DATA"] = tempfile.mkdtemp(prefix="tumar-tests-")
    for name in ("PORT", "TUMAR_PORT", "TUMAR_LISTEN", "TUMAR_HOSTS", "TUMAR_MAIL_URL", "TUMAR_HTTPS"):
        os.environ.pop(name, None)
os.environ["DJANGO_SETTINGS_MODULE"] = "tumar.config.settings"
# Playwright keeps an event loop running, in which Django would refuse to ask the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

import hypothesis  # noqa: E402
from django.conf import settings as loaded_settings  # noqa: E402
from django.test import override_settings  # noqa: E402
from django.utils import translation  # noqa: E402

from tumar.kernel import clock  # noqa: E402

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
NO_BROWSER = "no Chromium on this machine"

# The same examples on every run: a test never depends on chance or on how busy the machine is.
hypothesis.settings.register_profile("house", derandomize=True, deadline=None, database=None)
hypothesis.settings.load_profile("house")


def find_chromium() -> str | None:
    """Return the browser that journeys are made with: TUMAR_CHROMIUM, or one on the PATH."""
    named = os.environ.get("TUMAR_CHROMIUM")
    return named or next(filter(None, map(shutil.which, BROWSERS)), None)


def pytest_configure() -> None:
    # pytest-django starts Django after this, and only where the settings were read already.
    assert loaded_settings.DATABASES


def pytest_sessionstart() -> None:
    # The cast in tests/people.py and the tests in tests/people/ share a name: one module is made both,
    # before pytest meets the folder and takes that alone.
    cast = importlib.import_module("tests.people")
    cast.__path__ = [str(Path(__file__).parent / "people")]


def pytest_addoption(parser: pytest.Parser) -> None:
    told = "run only the tests that touch the database: the others give the same on every one"
    parser.addoption("--of-the-database", action="store_true", help=told)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if "/tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)
    if config.getoption("--of-the-database"):
        left = [item for item in items if not touches_database(item)]
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if touches_database(item)]


def touches_database(item: pytest.Item) -> bool:
    """Tell whether a test is lent the database; without that, Django refuses to ask it."""
    lent = {"db", "transactional_db"}
    return item.get_closest_marker("django_db") is not None or not lent.isdisjoint(item.fixturenames)


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("browser") is None or find_chromium():
        return
    if os.environ.get("TUMAR_REQUIRE_BROWSER") == "1":
        pytest.fail(f"journeys must run here, but there is {NO_BROWSER}", pytrace=False)
    pytest.skip(NO_BROWSER)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = sum(NO_BROWSER in str(report.longrepr) for report in terminalreporter.stats.get("skipped", []))
    if skipped:
        terminalreporter.section("BROWSER JOURNEYS SKIPPED", sep="!", red=True, bold=True)
        terminalreporter.line(
            f"{skipped} journeys did not run: {NO_BROWSER}. "
            "Install Debian's chromium or name one in TUMAR_CHROMIUM.",
            red=True,
        )


def pytest_unconfigure() -> None:
    if not IS_WORKER:
        shutil.rmtree(os.environ["TUMAR_DATA"], ignore_errors=True)


@pytest.fixture(scope="session", autouse=True)
def _settings_for_tests() -> Iterator[None]:
    """Serve assets by their plain names, and hash passwords fast: neither is what tests are about."""
    plain = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    fast = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with override_settings(STORAGES=plain, PASSWORD_HASHERS=fast):
        yield


@pytest.fixture(autouse=True)
def _language_of_the_house() -> Iterator[None]:
    """Begin each test in English: a page asked for in Russian leaves its language behind in the process."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def data_folder(settings, tmp_path: Path) -> Path:
    """A data folder that this test alone writes to."""
    settings.TUMAR_DATA = tmp_path / "data"
    settings.TUMAR_DATA.mkdir()
    return settings.TUMAR_DATA


@pytest.fixture
def stopped_clock() -> Iterator[datetime]:
    """The clock, held at one moment."""
    moment = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
    with clock.stopped(moment):
        yield moment


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of the browser for journeys."""
    return find_chromium() or pytest.fail(NO_BROWSER)


@pytest.fixture
def counters_of_this_test(settings: Any, tmp_path: Path) -> None:
    """Count attempts (kernel.limits) for this test alone."""
    backend = "django.core.cache.backends.locmem.LocMemCache"
    settings.CACHES = {"default": {"BACKEND": backend, "LOCATION": str(tmp_path)}}
