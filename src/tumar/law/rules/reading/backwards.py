"""Arabic writing that was copied as it is seen: every line from its end to its beginning."""

import re
from functools import cache

from tumar.law.rules.traditions import traditions

_WORD = re.compile(r"[\u0620-\u064a\u066e-\u06d5\u06fa-\u06ff]{3,}")
# Figures and words of other scripts run from left to right within a line.
_OTHER_WAY = re.compile(
    r"[^\W_\u0590-\u08ff](?:[\w.,:/-]*[^\W_\u0590-\u08ff])?|[\d\u0660-\u0669\u06f0-\u06f9]+"
)
_MIRRORED = str.maketrans("()[]{}«»", ")(][}{»«")
_FEWEST_WORDS = 5


@cache
def _common() -> frozenset[str]:
    told = (language.common for one in traditions().values() for language in one.languages)
    return frozenset(word for words in told for word in words if _WORD.fullmatch(word))


def is_backwards(text: str) -> bool:
    """Tell whether the common words of a text are there from their last letter to their first."""
    words = _WORD.findall(text)
    known = sum(word in _common() for word in words)
    turned = sum(word[::-1] in _common() for word in words)
    return turned >= _FEWEST_WORDS and turned > 4 * known


def turned(line: str) -> str:
    """Return a line as it is read, of which the letters were kept as they are seen."""
    return _OTHER_WAY.sub(lambda found: found[0][::-1], line[::-1]).translate(_MIRRORED)
