"""Takes a picture of every page that each way of looking shows: width, light or dark, language.

`python -m tools.screenshots [ADDRESS ...]` starts Tumar on a free port with the reference programme, signs in
and follows the links of each page, one page of a kind. Pictures go to var/screenshots.
"""

import argparse
import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "var" / "screenshots"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]


@contextmanager
def tumar(data: Path) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Give the address of a running Tumar, the password, and the sign-in of each role."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    server = subprocess.Popen(
        [sys.executable, "-m", "tumar.config.cli", "serve", "--demo"],
        env={**os.environ, "PORT": port, "TUMAR_DATA": str(data)},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        said = []
        for line in server.stdout:
            said.append(line)
            if line.startswith("Stop with"):
                break
        greeting = "".join(said)
        password = re.search(r"password for each: ([^)]+)\)", greeting)
        if password is None:
            raise SystemExit(f"Tumar did not start, or has no demonstration accounts:\n{greeting}")
        emails = {email.split("@")[0]: email for email in re.findall(r"\S+@\S+", greeting)}
        yield f"http://127.0.0.1:{port}", password[1], emails
    finally:
        server.terminate()
        server.wait(20)


def sign_in(page: Page, origin: str, email: str, password: str) -> None:
    """Sign in through the page that people use."""
    page.goto(f"{origin}/account/login/")
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", password)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url(lambda address: "/login" not in address)


def kind_of(path: str) -> str:
    """Return the address without what names one record, so that one page of a kind is enough."""
    parts = path.split("/")
    return "/".join("*" if re.search(r"[0-9A-Z]", part) else part for part in parts)


def links(page: Page, origin: str) -> list[str]:
    """Return the pages that this page leads to."""
    found = page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
    paths = [urlsplit(link).path for link in found if link.startswith(origin)]
    return [path for path in paths if "logout" not in path and not re.search(r"\.\w{2,5}$", path)]


def take(page: Page, origin: str, folder: Path, wanted: list[str], most: int) -> int:
    """Take the pictures and return how many there are."""
    folder.mkdir(parents=True, exist_ok=True)
    waiting, seen = list(wanted) or ["/", "/desk/"], set()
    while waiting and len(seen) < most:
        path = waiting.pop(0)
        if kind_of(path) in seen:
            continue
        seen.add(kind_of(path))
        answer = page.goto(origin + path)
        if answer is None or "html" not in answer.headers.get("content-type", ""):
            continue
        name = path.strip("/").replace("/", "-") or "home"
        page.screenshot(path=folder / f"{name}.png", full_page=True)
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        note = f", {wide} px too wide" if wide > 0 else ""
        print(f"  {answer.status} {path}{note}")
        if not wanted:
            waiting += links(page, origin)
    return len(seen)


def look(browser: Browser, origin: str, password: str, email: str | None, choice: argparse.Namespace) -> None:
    """Take the pictures of one role in every width, scheme and language asked for."""
    for language in choice.language:
        for scheme in choice.scheme:
            for width in choice.width:
                context = browser.new_context(
                    viewport={"width": width, "height": 900}, color_scheme=scheme, locale=language
                )
                page = context.new_page()
                if email:
                    sign_in(page, origin, email, password)
                context.add_cookies([{"name": "language", "value": language, "url": origin}])
                who = email.split("@")[0] if email else "public"
                name = f"{who}-{language}-{scheme}-{width}"
                print(name)
                take(page, origin, choice.into / name, choice.addresses, choice.most)
                context.close()


def main() -> int:
    """Read what to look at and take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("addresses", nargs="*", help="such as /desk/events/; all that can be reached without")
    parser.add_argument("--role", action="append", help="such as office or trainer.uz, or public")
    parser.add_argument("--language", action="append", help="en, ru, fa-af")
    parser.add_argument("--scheme", action="append", choices=["light", "dark"])
    parser.add_argument("--width", action="append", type=int)
    parser.add_argument("--most", type=int, default=80, help="pages for one way of looking")
    parser.add_argument("--into", type=Path, default=PICTURES)
    choice = parser.parse_args()
    choice.role = choice.role or ["public", "office"]
    choice.language = choice.language or ["en", "ru"]
    choice.scheme = choice.scheme or ["light", "dark"]
    choice.width = choice.width or [360, 1440]
    path = os.environ.get("TUMAR_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        raise SystemExit("There is no Chromium on this machine: install Debian's chromium.")
    with tumar(ROOT / "var" / "screenshots-data") as (origin, password, emails), sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=FLAGS)
        for role in choice.role:
            look(browser, origin, password, emails[role] if role != "public" else None, choice)
        browser.close()
    print(f"The pictures are in {choice.into}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
