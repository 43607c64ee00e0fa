"""Carrying out a table on a text: the longest rule that fits, the case of the letters kept."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

from tumar.people.rules.transliteration.tables import Rule

# Part of a word though no letter: marks above letters, apostrophes, and the sign that keeps letters unjoined.
_WITHIN_WORDS = frozenset("'`ʻʼ‘’ʹʺ\u200c")


@cache
def _by_first(rules: tuple[Rule, ...]) -> Mapping[str, tuple[Rule, ...]]:
    """Return the rules by the first letter of what they read, in their order."""
    found: dict[str, list[Rule]] = defaultdict(list)
    for rule in rules:
        found[rule.letters[0]].append(rule)
    return {first: tuple(each) for first, each in found.items()}


def _is_in_word(sign: str) -> bool:
    return sign.isalpha() or sign in _WITHIN_WORDS or bool(unicodedata.combining(sign))


def _fits(rule: Rule, small: str, at: int) -> bool:
    if not small.startswith(rule.letters, at):
        return False
    end = at + len(rule.letters)
    before, after = small[at - 1 : at] if at else "", small[end : end + 1]
    if rule.at == "start" and before and _is_in_word(before):
        return False
    if rule.at == "end" and after and _is_in_word(after):
        return False
    if rule.after and (not before or before not in rule.after):
        return False
    return not rule.before or bool(after and after in rule.before)


def _in_small(text: str, *, has_dotted_i: bool) -> str:
    """Return the text in small letters, one for one, so that places in both are the same."""
    if has_dotted_i:
        text = text.replace("İ", "i").replace("I", "ı")
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)


def _in_large(text: str, *, has_dotted_i: bool) -> str:
    return (text.replace("i", "İ") if has_dotted_i else text).upper()


def _is_all_large(text: str, at: int, end: int) -> bool:
    """Tell whether the letters from `at` to `end` stand among large ones: Щ in ЩУКА, not in Щука."""
    if end - at > 1:
        return text[at:end].isupper() and not text[end : end + 1].islower()
    for beside in (text[end : end + 1], text[at - 1 : at] if at else ""):
        if beside and beside.isalpha() and (beside.isupper() or beside.islower()):
            return beside.isupper()
    return False


def _stands_among_large(text: str, at: int) -> bool:
    """Tell whether a sign without case, such as ʹ for ь, stands in a word of large letters."""
    begin, end = at, at
    while begin and _is_in_word(text[begin - 1]):
        begin -= 1
    while end < len(text) and _is_in_word(text[end]):
        end += 1
    cased = [letter.isupper() for letter in text[begin:end] if letter.isupper() or letter.islower()]
    return len(cased) > 1 and all(cased)


def _cased(becomes: str, text: str, at: int, end: int, *, has_dotted_i: bool) -> str:
    written = text[at:end]
    if not becomes:
        return ""
    if not any(letter.isupper() for letter in written):
        if any(letter.islower() for letter in written):
            return becomes
        return _in_large(becomes, has_dotted_i=has_dotted_i) if _stands_among_large(text, at) else becomes
    if len(becomes) == 1 or _is_all_large(text, at, end):
        return _in_large(becomes, has_dotted_i=has_dotted_i)
    return _in_large(becomes[0], has_dotted_i=has_dotted_i) + becomes[1:]


def written(
    text: str, rules: tuple[Rule, ...], *, reads_dotted_i: bool = False, writes_dotted_i: bool = False
) -> str:
    """Return the text as the rules write it; what no rule reads is kept as it stands."""
    text = unicodedata.normalize("NFC", text)
    small = _in_small(text, has_dotted_i=reads_dotted_i)
    by_first = _by_first(rules)
    pieces: list[str] = []
    at = 0
    while at < len(text):
        rule = next((rule for rule in by_first.get(small[at], ()) if _fits(rule, small, at)), None)
        if rule is None:
            pieces.append(text[at])
            at += 1
            continue
        end = at + len(rule.letters)
        pieces.append(_cased(rule.becomes, text, at, end, has_dotted_i=writes_dotted_i))
        at = end
    return unicodedata.normalize("NFC", "".join(pieces))


def with_large_beginnings(text: str) -> str:
    """Return the words as names: a script without large letters says nothing of them."""
    return "".join(_large_first(text, at) for at in range(len(text)))


def _large_first(text: str, at: int) -> str:
    begins = at == 0 or not _is_in_word(text[at - 1])
    return text[at].upper() if begins and len(text[at].upper()) == 1 else text[at]


def letters_of(rules: Iterable[Rule]) -> frozenset[str]:
    """Return every letter that the rules read."""
    return frozenset(letter for rule in rules for letter in rule.letters if letter.isalpha())
