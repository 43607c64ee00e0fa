"""Stubs that say that a provision was repealed."""

import re
from functools import cache

from tumar.law.rules.structure.rows import key_of
from tumar.law.rules.traditions import Tradition

LONGEST_STUB = 260
# The words stand at the beginning: «Утратила силу …», «Пункт 3 исключен …», not in a sentence on other acts.
FURTHEST = 60
# «3 . . . . .», «[7. * * * * *]»: what an English act leaves of a section.
_OMITTED = re.compile(r"(?:\d{1,2}|[⁰¹²³⁴⁵⁶⁷⁸⁹]+)?[\[(]?(?:[.*…]\s*){4,}[\])]?")


@cache
def _repealed(code: str, tradition: Tradition) -> re.Pattern[str]:
    told = "|".join(map(key_of, tradition.repealed)) or "(?!)"
    return re.compile(rf"(?<!\w)(?:{told})", re.IGNORECASE)


@cache
def _provision(code: str, tradition: Tradition) -> re.Pattern[str]:
    words = [key_of(word) for one in tradition.headings for word in one.words]
    return re.compile(rf"\d|(?<!\w)(?:{'|'.join(map(re.escape, words))})", re.IGNORECASE)


def begins_repealed(text: str, tradition: Tradition) -> bool:
    """Tell whether the first word says so: «6-бап алып тасталды»."""
    return bool(_repealed(tradition.code, tradition).match(key_of(text).translate(tradition.typed)))


def says_repealed(text: str, tradition: Tradition) -> bool:
    """Tell whether a provision with this text is the stub of a repealed one."""
    if _OMITTED.fullmatch(text):
        return True
    if len(text) > LONGEST_STUB:
        return False
    key = key_of(text).translate(tradition.typed)
    found = _repealed(tradition.code, tradition).search(key)
    is_bracketed = text[:1] in "([{/" and text.rstrip(" .;,*")[-1:] in ")]}/"
    if found is None or (found.start() > FURTHEST and not is_bracketed):
        return False
    before = key[: found.start()].strip(' *([{/-–—."«„“')
    is_said_of_it = is_bracketed or (before.isalpha() and key[: found.start()].endswith(f"{before} "))
    if before and " " not in before and is_said_of_it and re.search(r"\d", key[found.end() :]):
        # «(կետն ուժը կորցրել է …)», «Подпункт исключен Законом … № 5».
        return True
    return not before or bool(_provision(tradition.code, tradition).search(before))
