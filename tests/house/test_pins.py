"""What is fetched is pinned by hash, and no pin names the place that it came from."""

import json
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = ("run", "build", "dev", "bench")


def pins(name: str) -> dict[str, str]:
    """Return package and version of one lock."""
    text = (ROOT / "requirements" / f"{name}.lock").read_text()
    return dict(re.findall(r"^([a-z0-9][\w.-]*)==([^\s;\\]+)", text, re.M))


@pytest.mark.parametrize("name", LOCKS)
def test_a_python_lock_holds_hashes_and_no_address(name):
    text = (ROOT / "requirements" / f"{name}.lock").read_text()
    assert "://" not in text
    entries = [entry for entry in re.split(r"\n(?=\S)", text) if not entry.startswith("#")]
    assert entries
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize("name", ["run", "build"])
def test_the_development_lock_agrees_with_the_others(name):
    development = pins("dev")
    assert {package: development.get(package) for package in pins(name)} == pins(name)


def test_the_package_needs_nothing_that_is_not_pinned():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    needed = project["project"]["dependencies"], project["build-system"]["requires"]
    for requirements, lock in zip(needed, ("run", "build"), strict=True):
        names = {re.match(r"[\w-]+", requirement)[0] for requirement in requirements}
        assert names <= set(pins(lock))


def test_the_npm_lock_holds_hashes_and_no_address():
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    fetched = {name: entry for name, entry in packages.items() if name}
    assert [name for name, entry in fetched.items() if "resolved" in entry] == []
    assert [name for name, entry in fetched.items() if not entry["integrity"].startswith("sha512-")] == []
