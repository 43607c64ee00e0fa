"""Journeys in Chromium: a server inside the test, one browser for the session, a new window for each test.

The server's threads use the test's own database connection, so what a test builds is seen by the browser and
rolled back afterwards, on SQLite and on PostgreSQL alike; pages that need the database are served one by one.
"""

from collections.abc import Callable, Iterator
from threading import Lock
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer
from django.db import connections
from django.test import Client
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tumar.people.rules import RoleKind

# A busy machine is no fault of a page.
PATIENCE = 60_000
expect.set_options(timeout=PATIENCE)

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
# The tags name rules that a machine can decide; `best-practice` holds landmarks and headings.
AXE = {
    "resultTypes": ["violations"],
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
}


class OneByOne(StaticFilesHandler):
    """Gives assets at once, and pages one after the other: they share one database connection."""

    turn = Lock()

    def __call__(self, environ: Any, start_response: Any) -> Any:
        if self._should_handle(environ["PATH_INFO"]):
            return super().__call__(environ, start_response)
        with self.turn:
            return super().__call__(environ, start_response)


class KeepingServer(ThreadedWSGIServer):
    """Leaves the connection open that it was lent."""

    def _close_connections(self) -> None:
        pass


class KeepingThread(LiveServerThread):
    server_class = KeepingServer

    def run(self) -> None:
        for alias, connection in self.connections_override.items():
            connections[alias] = connection
        self.httpd = self._create_server(connections_override=self.connections_override)
        self.port = self.httpd.server_address[1]
        self.httpd.set_app(self.static_handler(WSGIHandler()))
        self.is_ready.set()
        self.httpd.serve_forever()


@pytest.fixture
def origin(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of Tumar on a free port, with this test's database."""
    lent = {alias: connections[alias] for alias in connections}
    for connection in lent.values():
        connection.inc_thread_sharing()
        # At each request Django drops a connection that it finds inside a transaction, as a test's always is.
        monkeypatch.setattr(connection, "close_if_unusable_or_obsolete", lambda: None)
    thread = KeepingThread("127.0.0.1", OneByOne, connections_override=lent)
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    yield f"http://127.0.0.1:{thread.port}"
    thread.terminate()
    for connection in lent.values():
        connection.dec_thread_sharing()


@pytest.fixture(scope="session")
def browser(chromium: str, django_db_setup: None) -> Iterator[Browser]:
    """One Chromium for the whole session, gone before its database is."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()
        # While Playwright's loop runs in this thread, Django keeps other connections for it than before and
        # after; nobody else would close them, and PostgreSQL drops no database that somebody is connected to.
        connections.close_all()


Enter = Callable[..., Page]


@pytest.fixture
def enter(browser: Browser, origin: str) -> Iterator[Enter]:
    """A new window: `enter()` for a stranger, `enter(account)` or `enter(RoleKind.TRAINER, "KZ")` signed in.

    `width`, `scheme` and `language` say how it looks; a page's faults in the console fail the test.
    """
    opened: list[BrowserContext] = []
    faults: list[str] = []

    def open_window(
        who: Any = None,
        country: str | None = None,
        *,
        width: int = 1440,
        scheme: str = "light",
        language: str = "en",
        **more: Any,
    ) -> Page:
        from tests.people import an_account  # tables can be imported only after Django has started

        window = browser.new_context(
            base_url=origin, viewport={"width": width, "height": 900}, color_scheme=scheme, **more
        )
        opened.append(window)
        window.set_default_timeout(PATIENCE)
        cookies = [{"name": "language", "value": language, "url": origin}]
        account = an_account(who, country) if isinstance(who, RoleKind) else who
        if account is not None:
            client = Client()
            client.force_login(account)
            cookies.append({"name": "sessionid", "value": client.cookies["sessionid"].value, "url": origin})
        window.add_cookies(cookies)
        page = window.new_page()
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        page.on("console", lambda said: faults.append(said.text) if is_fault(said) else None)
        return page

    yield open_window
    for window in opened:
        window.close()
    assert not faults, "\n".join(faults)


def is_fault(said: Any) -> bool:
    """Tell whether the browser complains of a page; an answer such as 422 to a form is not a fault."""
    return said.type == "error" and "Failed to load resource" not in said.text


@pytest.fixture(scope="session")
def axe_findings() -> Callable[[Page], list[str]]:
    """What axe finds on a page, one line for each finding."""
    axe = Axe()

    def find(page: Page) -> list[str]:
        found = axe.run(page, options=AXE).response["violations"]
        return [
            f"{rule['id']}: {node['html'][:160]} — {(node.get('failureSummary') or '')[:300]}"
            for rule in found
            for node in rule["nodes"]
        ]

    return find
