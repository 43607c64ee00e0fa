"""Keys in the attributes of a page are plain digits: past a thousand rows `seen-1,204` would name nothing."""

import re
from pathlib import Path

TEMPLATES = Path(__file__).parents[2] / "src" / "tumar"
KEY_IN_ATTRIBUTE = re.compile(r"=\"[^\"]*\{\{ [a-z_.]*\.(?:pk|version) \}\}")


def test_no_key_is_written_with_separators_of_thousands():
    faults = [
        f"{path.relative_to(TEMPLATES)}: {found[0]}"
        for path in sorted(TEMPLATES.rglob("templates/**/*.html"))
        for found in KEY_IN_ATTRIBUTE.finditer(path.read_text())
    ]
    assert not faults, "\n".join(["", *faults])
