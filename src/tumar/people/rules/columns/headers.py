"""What a header says that its column holds: looked up in any language, typing errors allowed."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files

from tumar.kernel.folding import fold
from tumar.people.rules.columns.fields import ASKED, IN_LATIN, Field, Kind
from tumar.people.rules.splitting import Order


class Why(StrEnum):
    """What makes a column be taken for what it is."""

    EXACT = "exact"
    PART = "part"
    CONTAINED = "contained"
    TYPO = "typo"
    CONTENT = "content"
    SESSION = "session"
    CONFIRMED = "confirmed"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Match:
    """What a header is taken for: the field, how surely from 0 to 1, by which words, in which language."""

    field: Field
    confidence: float
    why: Why
    words: str
    language: str = ""
    others: tuple[Field, ...] = ()
    order: Order | None = None


LONGEST = 120
MOST_WORDS = 7
LEAST_TYPO = 5
CLOSE = 0.84
PARTS = re.compile(r"[/\n|();:\[\]]+|\s[-–—]\s|,\s*(?=e-?mail|тел|phone|tel)", re.IGNORECASE)
LATIN = re.compile(
    r"(?:на\s+|in\s+|по-?|ба\s+|бо\s+|with\s+)?(?:латин\w*|latin\w*|лотин\w*|lotin\w*|лат\b|англ\w*|english|ingliz\w*|инглиз\w*|ағылшын\w*|"
    r"лат букв\w*)(?:\s+(?:букв\w*|letters|script|alphabet|характер\w*|жазу\w*|ёзув\w*|yozuv\w*|үсэг\w*))?"
    r"|(?:exactly\s+)?(?:as|like)\s+(?:in|per|on|shown in)\s+(?:the\s+)?passport|как в "
    r"(?:загран)?\s?паспорте|по загранпаспорту"
    r"|pasportdagidek|паспорттағыдай|mit latin\w*",
    re.IGNORECASE,
)
DAY = re.compile(
    r"\b(?:day|день|дня|күн|кун|kun|рӯз|руз|өдөр|одор|ziua|dan|дан|ден|dita|gün|gun|დღე|օր|روز|ورځ|دن|session|сессия|сессии|занятие|модуль|module|lecture|lesson"
    r"|morning|afternoon|утро|am|pm|до обеда|после обеда|attendance|мажилис|машғулот|mashg'ulot|"
    r"сабақ|сабак|sesiya|sesija|sesiunea)\b",
    re.IGNORECASE,
)
DATED = re.compile(r"^\s*\d{1,2}[./]\d{1,2}(?:[./]\d{2,4})?\s*(?:г\.?)?\s*$")
FAMILY_WORDS = (
    *(
        "фамил",
        "surname",
        "last",
        "family",
        "прізвищ",
        "тегі",
        "теги",
        "soyad",
        "familiy",
        "насаб",
        "გვარ",
        "ազգան",
    ),
    *("mbiem", "prezime", "презиме", "овог", "تخلص"),
)
GIVEN_WORDS = (
    *("имя", "name", "first", "given", "аты", "ism", "исм", "ном", "სახელ", "անուն", "emr", "ime", "име"),
    *("prenume", "нэр", "نام", "اسم", "імя", "ad", "ady", "adı"),
)


@lru_cache(maxsize=4096)
def cleaned(text: str) -> str:
    """Return a header's words: folded, without signs, letters with full stops between them joined."""
    folded = fold(text.replace("№", " no ").replace(".", ""))
    words = "".join(letter if letter.isalnum() else " " for letter in folded).split()
    joined: list[str] = []
    single = ""
    for word in words:
        if len(word) == 1 and word.isalpha():
            single += word
            continue
        if single:
            joined.append(single)
            single = ""
        joined.append(word)
    return " ".join([*joined, single] if single else joined)


@cache
def _listed() -> Mapping[str, Mapping[str, list[str]]]:
    found: Mapping[str, Mapping[str, list[str]]] = tomllib.loads(
        files(__package__).joinpath("headers.toml").read_text(encoding="utf-8")
    )
    return found


@cache
def lexicon(kind: Kind) -> Mapping[str, tuple[Field, str]]:
    """Return what each phrase heads in a list of the kind, and the language it is of."""
    found: dict[str, tuple[Field, str]] = {}
    for field in ASKED[kind]:
        for language, phrases in _listed().get(field.value, {}).items():
            for phrase in phrases:
                found.setdefault(cleaned(phrase), (field, language))
    return found


def _order(words: str) -> Order | None:
    """Return the order of the parts of a name that a header itself states."""
    places = {"family": -1, "given": -1}
    for place, word in enumerate(words.split()):
        if places["family"] < 0 and word.startswith(FAMILY_WORDS):
            places["family"] = place
        elif places["given"] < 0 and word.startswith(GIVEN_WORDS):
            places["given"] = place
    if min(places.values()) < 0:
        return None
    return Order.FAMILY_FIRST if places["family"] < places["given"] else Order.GIVEN_FIRST


def _in_parts(text: str, known: Mapping[str, tuple[Field, str]]) -> Match | None:
    """Read each of several names of one column, such as the same in two languages."""
    found: dict[Field, tuple[str, str]] = {}
    for part in PARTS.split(text):
        words = cleaned(part)
        if words in known:
            field, language = known[words]
            found.setdefault(field, (words, language))
    if not found:
        return None
    (field, (words, language)), *rest = found.items()
    others = tuple(other for other, _words in rest)
    surely = 0.97 if not others or {field, *others} <= {Field.PHONE, Field.EMAIL} else 0.7
    if Field.FULL_NAME in others and field in (Field.NUMBER, Field.NAME, Field.FAMILY, Field.GIVEN):
        return Match(Field.FULL_NAME, 0.9, Why.PART, words, language, order=_order(cleaned(text)))
    return Match(field, surely, Why.PART, words, language, others, _order(cleaned(text)))


def _contained(words: list[str], known: Mapping[str, tuple[Field, str]]) -> Match | None:
    """Find the longest phrases that stand within a header."""
    found: list[tuple[int, int, str]] = []
    taken: set[int] = set()
    for length in range(min(MOST_WORDS, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            phrase = " ".join(words[start : start + length])
            if len(phrase) > 2 and phrase in known and not taken & set(range(start, start + length)):
                taken |= set(range(start, start + length))
                found.append((length, -start, phrase))
    found = [each for each in found if known[each[2]][0] is not Field.NUMBER or len(found) == 1]
    if not found:
        return None
    length, _start, phrase = max(found)
    field, language = known[phrase]
    others = tuple({known[other][0]: None for _l, _s, other in sorted(found, reverse=True)}.keys() - {field})
    surely = 0.5 + 0.4 * length / len(words) - 0.1 * bool(others)
    return Match(field, surely, Why.CONTAINED, phrase, language, others, _order(" ".join(words)))


@cache
def _long_phrases(kind: Kind) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for phrase in lexicon(kind):
        if len(phrase) >= LEAST_TYPO:
            found.setdefault(phrase[0], []).append(phrase)
    return found


def _mistyped(words: str, kind: Kind) -> Match | None:
    """Find the phrase that was probably meant; its first letter is taken to be right."""
    if len(words) < LEAST_TYPO:
        return None
    near = [phrase for phrase in _long_phrases(kind).get(words[0], ()) if abs(len(phrase) - len(words)) < 4]
    close = get_close_matches(words, near, n=1, cutoff=CLOSE)
    if not close:
        return None
    field, language = lexicon(kind)[close[0]]
    return Match(field, 0.7, Why.TYPO, close[0], language, order=_order(close[0]))


def _plain_match(text: str, kind: Kind, *, typos: bool) -> Match | None:
    known = lexicon(kind)
    words = cleaned(text)
    if words in known:
        field, language = known[words]
        return Match(field, 1.0, Why.EXACT, words, language, order=_order(words))
    if not words:
        return Match(Field.NUMBER, 0.9, Why.EXACT, text) if text.strip() in {"#", "№"} else None
    found = _in_parts(text, known) or _contained(words.split(), known)
    return found or (_mistyped(words, kind) if typos else None)


@lru_cache(maxsize=8192)
def match(text: str, kind: Kind, *, typos: bool = True) -> Match | None:
    """Return what a header says that its column holds, or None where it says nothing that is known."""
    if not text or len(text) > LONGEST:
        return None
    if LATIN.search(text):
        rest = LATIN.sub(" ", text)
        found = _plain_match(rest, kind, typos=typos)
        if found and found.field in IN_LATIN:
            return Match(
                IN_LATIN[found.field],
                found.confidence * 0.98,
                found.why,
                found.words,
                found.language,
                (),
                found.order,
            )
    return _plain_match(text, kind, typos=typos)


@cache
def _first_words(kind: Kind) -> frozenset[str]:
    return frozenset(phrase.split(" ", 1)[0] for phrase in lexicon(kind))


def may_head(text: str, kind: Kind) -> bool:
    """Tell whether a cell begins with a word with which a header may begin; quick, for most cells do not."""
    first = text.lower().split(None, 1)[0].strip('.,:;()*"«') if text.strip() else ""
    return _may_begin(first, kind) or text[:1] in "№#"


# Most rows begin with a name, and most names come again.
@lru_cache(maxsize=20_000)
def _may_begin(first: str, kind: Kind) -> bool:
    known = _first_words(kind)
    return first in known or (not first.isascii() and fold(first.replace(".", "")) in known)


def names_a_session(text: str) -> bool:
    """Tell whether a header names a day or a session that people attend."""
    return len(text) < 60 and bool(DAY.search(fold(text)) or DATED.match(text))
