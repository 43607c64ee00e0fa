"""Takes the pictures of README and tutorial from the reference programme, so that they stay true.

`make pictures` starts Tumar on a free port with fresh data and writes docs/pictures/*.png.
"""

import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import sync_playwright

from tools.screenshots import BROWSERS, FLAGS, ROOT, sign_in, tumar

FOLDER = ROOT / "docs" / "pictures"
OFFICE = "office"


@dataclass(frozen=True)
class Picture:
    """One picture: which page, seen by whom, in a window of which size, from how far down."""

    name: str
    address: str
    role: str = OFFICE
    width: int = 1280
    height: int = 800
    scrolled_to: str = ""


PICTURES = (
    Picture("factsheet", "/programmes/P53/", role="", height=900, scrolled_to="main h2"),
    Picture("desk", "/desk/"),
    Picture("results", "/desk/results/programmes/P53/"),
    Picture("figure", "/desk/results/programmes/P53/figures/experts_reached/"),
    Picture("events", "/desk/events/?kind=train-the-trainers"),
    Picture("event", "/desk/events/P53-KZ-TOT/"),
    Picture("import", "/desk/import/"),
    Picture("law", "/desk/law/instruments/LAW-QM-1/text/"),
    Picture("matrix", "/desk/law/matrix/"),
    Picture("telephone", "/desk/events/", width=360, height=720),
)


def main() -> None:
    """Take every picture."""
    path = os.environ.get("TUMAR_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        tumar(Path(folder)) as (origin, password, emails),
        sync_playwright() as driver,
    ):
        browser = driver.chromium.launch(executable_path=path, args=FLAGS)
        for one in PICTURES:
            context = browser.new_context(viewport={"width": one.width, "height": one.height})
            page = context.new_page()
            if one.role:
                sign_in(page, origin, emails[one.role], password)
            answer = page.goto(origin + one.address)
            if answer is None or answer.status != 200:
                raise SystemExit(f"{one.address} answers {answer and answer.status}")
            if one.scrolled_to:
                page.locator(one.scrolled_to).first.evaluate("element => element.scrollIntoView()")
            page.screenshot(path=FOLDER / f"{one.name}.png")
            context.close()
        browser.close()


if __name__ == "__main__":
    main()
