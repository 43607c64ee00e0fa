"""A wheel is complete: whoever installs it needs neither Node nor a network to see a page."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def packed(tmp_path_factory) -> set[str]:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = folder.glob("*.whl")
    return set(zipfile.ZipFile(wheel).namelist())


@pytest.mark.parametrize(
    "name",
    [
        "tumar/desk/static/tumar/desk.css",
        "tumar/desk/static/tumar/desk.rtl.css",
        "tumar/desk/static/tumar/desk.js",
        "tumar/desk/static/tumar/portal.css",
        "tumar/kernel/fonts/NotoSans_400Regular.ttf",
        "tumar/kernel/fonts/NotoNaskhArabic_400Regular.ttf",
        "tumar/kernel/shapes.json",
        "tumar/locale/ru/LC_MESSAGES/django.mo",
    ],
)
def test_the_wheel_holds_what_the_build_made(packed, name):
    assert name in packed


def test_the_wheel_holds_every_file_of_the_package(packed):
    source = ROOT / "src"
    kept = {
        path.relative_to(source).as_posix()
        for path in (source / "tumar").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert kept - packed == set()
