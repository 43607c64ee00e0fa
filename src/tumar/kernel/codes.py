"""Public codes: what people say on the telephone and print on paper, apart from database ids."""

import re
from collections.abc import Iterable

CODE_PATTERN = re.compile(r"^[A-Z0-9][A-Z0-9._/-]{0,39}$")


def is_code(text: str) -> bool:
    """Tell whether the text can serve as a public code: capitals, digits and `._/-`, at most 40."""
    return bool(CODE_PATTERN.match(text))


def next_code(prefix: str, taken: Iterable[str], *, digits: int = 3) -> str:
    """Return the first code after the highest number already taken under the prefix."""
    pattern = re.compile(rf"^{re.escape(prefix)}-(\d+)$")
    numbers = [int(found.group(1)) for code in taken if (found := pattern.match(code))]
    return f"{prefix}-{max(numbers, default=0) + 1:0{digits}d}"
