"""How a line ends, in any script: as a sentence, as an item of a list, or as the beginning of one."""

import re

_STOPS = frozenset(".!?։۔؟")
_SEMICOLONS = frozenset(";,؛،")
_COLONS = frozenset(":՝`—–")
# The number of a footnote behind a sentence: «protection.1».
_REFERENCE = re.compile(r"(?<=[^\W\d_][.;:!?])[\d⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}$")
_AFTER = "»”“\"'’ )]◄"


def _last(text: str) -> str:
    """Return the last sign that is no quotation mark; the Armenian full stop is often typed as a colon."""
    sign = _REFERENCE.sub("", text).rstrip(_AFTER)[-1:]
    if sign in ":.․" and any("ա" <= letter <= "և" for letter in text[-40:]):
        # In Armenian «.» parts items as a semicolon does elsewhere.
        return "։" if sign == ":" else sign
    return sign


def ends_sentence(text: str) -> bool:
    """Tell whether the line ends with a full stop."""
    return _last(text) in _STOPS


def ends_item(text: str) -> bool:
    """Tell whether the line ends as an item after which others come."""
    return _last(text) in _SEMICOLONS


def opens_list(text: str) -> bool:
    """Tell whether the line ends with a colon or a dash."""
    return _last(text) in _COLONS or text.rstrip().endswith((":-", " -"))


def is_unfinished(text: str) -> bool:
    """Tell whether the line ends with no sign at all."""
    return not (ends_sentence(text) or ends_item(text) or _last(text) in ":՝`")
