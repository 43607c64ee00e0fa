"""A listed person's names as the record has them, and by what two rows may be one person."""

import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from tumar.people.rules.keys import skeleton, words_of

PARTS = ("family", "given", "patronymic", "single")
# Countries whose own documents write names in another script: there a Latin name is the passport's.
OTHER_SCRIPT = frozenset(
    [
        "AF",
        "AM",
        "BG",
        "BY",
        "CN",
        "GE",
        "GR",
        "IN",
        "IR",
        "IQ",
        "JP",
        "KG",
        "KR",
        "KZ",
        "MK",
        "MN",
        "PK",
        "RS",
        "RU",
        "TJ",
        "UA",
    ]
)
FEWEST_WORDS = 2


@lru_cache(maxsize=2000)
def _is_latin_letter(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith("LATIN")


def _is_latin(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    latin = sum(map(_is_latin_letter, letters))
    return bool(letters) and latin * 2 > len(letters)


def written_names(listed: Mapping[str, Any], country: str) -> dict[str, str]:
    """Return a listed name as the record has it: in its own script, and in passport Latin.

    A name in Latin letters is the passport's where the country's own documents are in another script and the
    list gives no other Latin name beside it.
    """
    own = {part: str(listed.get(part) or "") for part in PARTS}
    latin = {part: str(listed.get(f"{part}_latin") or "") for part in PARTS}
    is_one = not any(latin.values()) or latin == own
    if is_one and _is_latin(" ".join(own.values())) and (not country or country in OTHER_SCRIPT):
        own, latin = dict.fromkeys(PARTS, ""), own
    return {**own, **{f"{part}_latin": value for part, value in latin.items()}}


def name_key(facts: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the words of a name as they sound, in any script and order; empty where it tells too little."""
    text = " ".join(str(facts[part] or "") for part in PARTS)
    if not text.strip():
        text = " ".join(str(facts[f"{part}_latin"] or "") for part in PARTS)
    words = [skeleton(word) for word in words_of(text) if not word.endswith(".")]
    words = sorted(word for word in words if len(word) > 1)
    return tuple(words) if len(words) >= FEWEST_WORDS else ()
