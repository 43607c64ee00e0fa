"""Rooms look down only, and inside a room each file knows its place; pyproject.toml says which."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


LINT = "import importlinter.cli as c; raise SystemExit(c.lint_imports(no_cache=True, no_logo=True))"


def test_imports_keep_to_the_layers():
    checked = subprocess.run(
        [sys.executable, "-c", LINT],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "NO_COLOR": "1"},
        capture_output=True,
        text=True,
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr
