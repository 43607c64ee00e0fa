"""Name keys: what of a name stays the same in whatever script and spelling system it is written."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice, pairwise, product
from operator import itemgetter
from typing import Any

from tumar.people.rules.key_letters import (
    APOSTROPHES,
    CYRILLIC_LIKE_LATIN,
    GROUPS,
    INITIALS,
    LATIN_LIKE_CYRILLIC,
    LETTERS,
    SOUTH_SLAVIC,
    WITHOUT_MARKS,
    Readings,
)
from tumar.people.rules.naming import Name

# A word with more readings than this is rare and long; the likeliest ones are tried first.
READINGS_KEPT = 12
KEYS_KEPT = 36
# A letter alone is an initial; consonants fewer than these tell too little to compare by.
CONSONANTS_NEEDED, CONSONANTS_NEEDED_ALONE = 4, 3
LONGEST_GROUP = max(map(len, GROUPS))
GROUP_STARTS = frozenset(group[:2] for group in GROUPS)
VOWELS = frozenset("aeiou")
_DROP_VOWELS = dict.fromkeys(map(ord, VOWELS))
# What sounds one way wherever it stands but at the beginning.
_ELSEWHERE: dict[str, Readings] = {
    letter: readings
    for letter, readings in LETTERS.items()
    if len(letter) == 1 and readings and letter not in WITHOUT_MARKS and letter not in ("j", "c", "و")
}
_AFTER_LATIN = "\u0250"
_LATIN_VOWELS = frozenset("aeiouyəäöüıâûëèéý")

_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f'\-\u200c])*\.?")
_APOSTROPHE = re.compile(f"[{''.join(map(chr, APOSTROPHES))}]")
_TWICE = re.compile(r"(.)\1+")
# A function: a template is looked up anew at each call, which takes longer than the search.
_ONCE = itemgetter(1)
# What is replaced, in this order, and signs of which one stands wherever there is something to replace: to
# look for a sign takes a tenth of the time that the search takes.
_SETTLED: tuple[tuple[str, re.Pattern[str], Any], ...] = tuple(
    (sign, re.compile(pattern), becomes)
    for signs, pattern, becomes in (
        ([""], _TWICE.pattern, _ONCE),
        (["tc", "ts"], r"t[cs]", "c"),
        (["dj"], r"dj", "j"),
        (["ks"], r"ks", "h"),
        (["nb", "np"], r"n(?=[bp])", "m"),
        (["sc", "sx"], r"s[cx]", "x"),
        # A glide before e and o is written at will: Еремеев, Yeremeyev; Фёдор, Fyodor, Fedor.
        (["ie", "io"], r"i+[eo]", "e"),
        ([""], _TWICE.pattern, _ONCE),
        (["abd"], r"^abd[aeou]?l?(?=[dnrstxz])|^abd[aeou]l?(?!$)", "abdul"),
        (["mad", "med"], r"m[ou]h[ae]m[ae]d", "muhamad"),
        (["alehander"], r"(?<=alehand)er", "r"),
        (["va"], r"(?<=...[oe]v)a$", ""),
        (["ska", "ski", "cka", "cki"], r"(?<=[sc]k)(aia|a|ii?)$", "i"),
    )
    for sign in signs
)
_SINGLE = {ord(letter): readings[0] for letter, readings in _ELSEWHERE.items() if len(readings) == 1}
# A word without any of these is read letter by letter, in one way.
_MANIFOLD = re.compile(
    "|".join(
        (
            f"^[{''.join(map(re.escape, INITIALS))}]",
            f"[^{''.join(map(re.escape, map(chr, _SINGLE)))}]",
            *map(re.escape, GROUPS),
        )
    )
)
_FAMILY_ENDINGS = ((re.compile(r"(?<=..in)a$"), ""), (re.compile(r"(?<=...)(aia|oi)$"), "i"))
_FATHER_ENDINGS = re.compile(
    r"(?<=..)([oe]vic|[oe]vna|icna|inicna|ic|uli|ulu|[ou]hl[iu]|[kh][ie]zi|[zs][oa]d[aeo]|i?in)$"
)
_FATHER_WORDS = re.compile(r"ulu?i?|uli|[ou]hl[iu]|[kh][ie]zi|[zs][oa]d[aeo]|bin|bint|ibn")
_SLAVIC_J = re.compile(
    r"j(?:ur[aeiy]|ul[aieij]|ak[ou]|ele|ov[ao]|an[aeij]?|os[ie]|evg|ek[ae]|efi|aros|asn|el[ei])"
)


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a name as written, hyphens and apostrophes kept, an initial with its stop."""
    plain = unicodedata.normalize("NFC", text)
    # A single word is what most parts of names are.
    if plain.isalpha() and not _APOSTROPHE.search(plain):
        return (plain,)
    return tuple(_WORD.findall(plain.translate(APOSTROPHES)))


def _bare(word: str) -> str:
    """Return the letters in small, apostrophes as one sign, look-alikes of another script as meant."""
    small = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", word).lower())
    if _APOSTROPHE.search(small):
        small = small.translate(APOSTROPHES)
    kept = small
    if not small.isalpha():
        kept = "".join(
            letter for letter in small if letter.isalpha() or letter == "'" or unicodedata.combining(letter)
        )
    if kept.isascii() or (kept and min(kept) >= _AFTER_LATIN):
        return kept
    cyrillic = [letter for letter in kept if "\u0400" <= letter <= "\u052f"]
    latin = [letter for letter in kept if letter < _AFTER_LATIN and letter.isalpha()]
    if not cyrillic or not latin:
        return kept
    if len(latin) >= len(cyrillic) and all(letter in CYRILLIC_LIKE_LATIN for letter in cyrillic):
        return "".join(CYRILLIC_LIKE_LATIN.get(letter, letter) for letter in kept)
    if len(latin) < len(cyrillic) and all(letter in LATIN_LIKE_CYRILLIC for letter in latin):
        return "".join(LATIN_LIKE_CYRILLIC.get(letter, letter) for letter in kept)
    return kept


def _sounds_of_j(word: str, at: int) -> Readings:
    """Return how a Latin j is read there: as й in some systems, as ж or дж in others."""
    before, after = word[at - 1 : at], word[at + 1 : at + 2]
    if not before:
        return ("i", "j") if _SLAVIC_J.match(word) else ("j", "i")
    if before in _LATIN_VOWELS and word.endswith("je") and at == len(word) - 2:
        # ISO 9984 writes the Georgian -ძე so.
        return ("i", "j", "dz")
    if before in _LATIN_VOWELS:
        return ("j", "i") if after in ("i", "y", "ı") and before != "i" else ("i", "j")
    if after in _LATIN_VOWELS:
        return ("j", "i") if word.startswith(("jon", "jan"), at) else ("i", "j")
    return ("", "i", "j")


def _sounds_of_c(word: str, at: int) -> Readings:
    """Return how a Latin c is read there: ц, ч, к, or the дж of Azerbaijani."""
    after = word[at + 1 : at + 2]
    if "ə" in word or "ı" in word:
        return ("j",)
    if after in ("e", "i", "y") or (not after and word[at - 1 : at] == "i"):
        return ("c", "j")
    return ("k", "c", "j") if after else ("c", "k", "j")


def _group_at(word: str, at: int) -> tuple[Readings, int] | None:
    for length in range(min(LONGEST_GROUP, len(word) - at), 1, -1):
        if readings := GROUPS.get(word[at : at + length]):
            return readings, length
    return None


def _sounds(word: str) -> Iterator[Readings]:
    at = 0
    while at < len(word):
        if word[at : at + 2] in GROUP_STARTS and (group := _group_at(word, at)):
            yield group[0]
            at += group[1]
            continue
        plain = _ELSEWHERE.get(word[at]) if at else None
        yield plain or _sounds_of_letter(word, at)
        at += 1


def _sounds_of_letter(word: str, at: int) -> Readings:
    letter = word[at]
    if at == 0 and letter in INITIALS:
        return INITIALS[letter]
    if letter in WITHOUT_MARKS and not SOUTH_SLAVIC.isdisjoint(word):
        return WITHOUT_MARKS[letter]
    if letter == "j":
        return _sounds_of_j(word, at)
    if letter == "c":
        return _sounds_of_c(word, at)
    # Between vowels و is a consonant.
    if letter == "و" and word[at + 1 : at + 2] in tuple("اآیيه"):
        return ("v", "u")
    if readings := LETTERS.get(letter):
        return readings
    base = "".join(mark for mark in unicodedata.normalize("NFKD", letter) if mark.isalpha())
    if base[:1] in LETTERS:
        return LETTERS[base[0]]
    # A letter of another script stays, visibly, as its number: a skeleton never loses one.
    return (f"{ord(letter):x}",) if letter.isalpha() else ("",)


def _settled(sounds: str) -> str:
    for sign, pattern, becomes in _SETTLED:
        if sign in sounds:
            sounds = pattern.sub(becomes, sounds)
    return sounds


@lru_cache(maxsize=40_000)
def readings_of(word: str) -> tuple[str, ...]:
    """Return the skeletons of every likely reading of a word, likeliest first; mostly one."""
    bare = _bare(word)
    if bare and not _MANIFOLD.search(bare):
        sounds = _settled(bare.translate(_SINGLE))
        return (sounds,) if sounds else ()
    choices = islice(product(*_sounds(bare)), READINGS_KEPT)
    return tuple(dict.fromkeys(filter(None, (_settled("".join(choice)) for choice in choices))))


def skeleton(word: str) -> str:
    """Return the script-independent skeleton of a word in small ASCII letters; empty without any."""
    readings = readings_of(word)
    return readings[0] if readings else ""


def skeletons(word: str) -> frozenset[str]:
    """Return the skeletons of all likely readings: two words may be one name when these meet."""
    return frozenset(readings_of(word))


def consonants(reading: str) -> str:
    """Return a skeleton without vowels and a last h: what Arabic script, which omits short vowels, keeps."""
    return _TWICE.sub(_ONCE, reading.translate(_DROP_VOWELS).removesuffix("h"))


def _as_a_man_bears_it(reading: str) -> str:
    for pattern, becomes in _FAMILY_ENDINGS:
        reading = pattern.sub(becomes, reading)
    return reading


def family_skeletons(word: str) -> frozenset[str]:
    """Return the skeletons of a family name as a man bears it: -ova, -ina and -aya are folded as well."""
    return frozenset(map(_as_a_man_bears_it, readings_of(word)))


def father_skeletons(patronymic: str) -> frozenset[str]:
    """Return the skeletons of the father's name in a patronymic: Серикович, «Serik uly» agree."""
    words = [word for word in words_of(patronymic) if not _FATHER_WORDS.fullmatch(skeleton(word))]
    found = set()
    for reading in readings_of("".join(words) or patronymic):
        found.add(_FATHER_ENDINGS.sub("", reading, count=1))
        if reading.endswith("hin"):
            # Mongolian «Даваагийн»: the г belongs to the ending.
            found.add(re.sub(r"hi?i?n$", "", reading))
        if reading.endswith("in"):
            # A genitive, or a name that ends so.
            found.add(reading)
        if len(reading) > 5 and reading.endswith("ni"):
            # «Дамдины» is the genitive of Дамдин.
            found.add(reading[:-1])
        if reading.endswith(("kizi", "hizi")):
            # «Серікқызы» has one к in its skeleton, which is the name's as well as the ending's.
            found.add(reading[:-3])
    return frozenset(found)


def _parts(text: str) -> list[str]:
    """Return the whole of a name and, of a double one, its halves."""
    halves = [
        half
        for half in re.split(r"[\s\-‐‑–—]+", text)
        if sum(map(str.isalpha, half)) > 2 and not _FATHER_WORDS.fullmatch(skeleton(half))
    ]
    return [text, *halves] if len(halves) > 1 else [text]


def _all(texts: Iterable[str]) -> list[str]:
    """Return the readings of the texts as keys have them, likeliest first."""
    readings = (reading for text in texts if text for reading in readings_of(text))
    return list(dict.fromkeys(map(_as_a_man_bears_it, readings)))


def _pairs(ones: Iterable[str], others: Iterable[str]) -> Iterator[str]:
    """Yield the keys of the pairs, those of the likeliest readings before the others."""
    pairs = product(enumerate(ones), enumerate(others))
    likeliest = sorted(pairs, key=lambda pair: pair[0][0] + pair[1][0])
    for (_place, one), (_other_place, other) in likeliest[:KEYS_KEPT]:
        yield "|".join(sorted((one, other)))


def _bones(pairs: Iterable[str], needed: int = CONSONANTS_NEEDED) -> Iterator[str]:
    for pair in pairs:
        bones = sorted(map(consonants, pair.split("|")))
        if len("".join(bones)) >= needed:
            yield "~" + "|".join(bones)


def _is_initial(text: str) -> bool:
    return sum(map(str.isalpha, text)) == 1


def _keys_of_words(words: list[str]) -> Iterator[str]:
    """Yield the keys of names whose parts nobody has told apart."""
    joined = _all(["".join(words)])
    yield from joined
    yield from _bones(joined, CONSONANTS_NEEDED_ALONE)
    if len(words) > 1:
        both = pairwise(words)
        pairs = [key for one, other in both for key in _pairs(_all([one]), _all([other]))]
        yield from pairs
        yield from _bones(pairs)


def _keys_in_one_script(name: Name) -> Iterator[str]:
    if name.single or not (name.given and (name.family or name.patronymic)):
        yield from _keys_of_words(list(words_of(name.single or name.family or name.given or name.patronymic)))
        return
    families, fathers = _all(_parts(name.family)), father_skeletons(name.patronymic)
    if _is_initial(name.given):
        yield from (f"{family}|{given}." for family in families for given in _all([name.given]))
        return
    givens = _all(_parts(name.given))
    whole = [*_pairs(families, givens)]
    yield from whole
    yield from _bones(whole)
    yield from (f"{family}|{given[0]}." for family in families for given in givens)
    after_father = [*_pairs(givens, fathers)]
    yield from after_father
    if not families:
        # A Mongolian genitive may drop the last vowel of the father's name: Гомбо, Гомбын.
        yield from _bones(after_father)


def name_keys(name: Name, latin: Name) -> frozenset[str]:
    """Return the keys of a person for blocking: two spellings of one name share at least one.

    They hold in any script and order of the parts and without the patronymic. A key is `one|other` of two
    skeletons, `family|g.` with the initial of the given name, or `~` and the consonants alone.
    """
    return frozenset(key for each in (name, latin) if each for key in _keys_in_one_script(each))
