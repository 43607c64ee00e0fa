"""Which encoding a text is in: told by its mark, by its form, or by the letters that each reading gives.

A wrong reading of Cyrillic gives letters, too, but the wrong ones: rare letters, capitals within words,
signs between letters. Each candidate is read and scored by how often letters occur in the languages of the
project; the one that reads best is taken. Frequencies are per thousand letters of running Russian text
(the national corpus gives about the same), rounded; letters of other Cyrillic alphabets count as uncommon.
"""

import codecs
import re
from math import log

_RUSSIAN = (
    "о 110 е 87 а 85 и 75 н 67 т 63 с 55 р 47 в 45 л 44 к 35 м 32 д 30 п 28 у 26 я 20 ы 19 ь 17 г 17 з 16 "
    "б 16 ч 14 й 12 х 10 ж 9 ш 7 ю 6 ц 5 щ 4 э 3 ф 3 ъ 1 ё 1"
)
_OTHER_CYRILLIC = "ўғҳҷӯӣјљњћђџ"
_UKRAINIAN = "іїєүһ"
_SELDOM = "ѓќѕґ"
_KAZAKH = "әңғұқө"
_LATIN = "äöüßéèêáàâíîóôúñåçëčćšžđşţăğıńłřøæ"
_ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهويىةئآگپچژ"
_ARABIC_COMMON = frozenset("انمیيهردتبلسوعحشق")
_SAME_AS_IN_TEXT = "«»“”„–—№…’‘•°"
_RARE, _SIGN, _BROKEN = -7.0, -8.0, -14.0

WORD = re.compile(r"\w*[^\x00-\x7f][\w\u0080-\uffff]*")
SAMPLE = 1 << 18
LONGEST_LOOK = 20_000

# In the order in which they are believed where two read equally well.
CANDIDATES = (
    *("cp1251", "koi8-r", "mac-cyrillic", "cp866", "kz1048", "koi8-u", "iso8859-5"),
    *("cp1252", "cp1250", "cp1254", "cp1256"),
)
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def _weights() -> dict[str, float]:
    listed = _RUSSIAN.split()
    weights = {
        letter: log(int(count) / 1000) for letter, count in zip(listed[::2], listed[1::2], strict=True)
    }
    weights |= dict.fromkeys(_OTHER_CYRILLIC, -5.5)
    weights |= dict.fromkeys(_SELDOM, -6.5) | dict.fromkeys(_KAZAKH + _UKRAINIAN, -4.5)
    weights |= dict.fromkeys(_LATIN, -3.4)
    weights |= {letter: -3.6 if letter in _ARABIC_COMMON else -5.0 for letter in _ARABIC}
    # Capitals are somewhat less common than small letters, but whole lists are typed in them.
    weights |= {
        letter.upper(): weight - 0.7 for letter, weight in weights.items() if letter.upper() != letter
    }
    return weights | dict.fromkeys(_SAME_AS_IN_TEXT, -3.5)


WEIGHTS = _weights()


def _script(letter: str) -> str:
    if letter < "\u0250":
        return "latin"
    return "cyrillic" if "\u0400" <= letter <= "\u052f" else "other"


def _score_of_word(word: str) -> float:
    score = 0.0
    before = ""
    scripts = set()
    for letter in word:
        if letter.isalpha():
            scripts.add(_script(letter))
            if before and before.islower() and letter.isupper():
                score -= 4.0
        elif letter > "\x7f" and before.isalpha() and letter not in _SAME_AS_IN_TEXT:
            score -= 3.0
        if letter > "\x7f":
            score += WEIGHTS.get(letter, _RARE if letter.isalpha() else _SIGN)
            if letter == "\ufffd" or not letter.isprintable():
                score += _BROKEN if letter != "\xa0" else 4.0
        before = letter
    return score - 5.0 * (len(scripts) > 1)


def _score(content: bytes, encoding: str) -> float:
    text = content.decode(encoding, errors="replace")
    high = sum(letter > "\x7f" for letter in text)
    return sum(map(_score_of_word, WORD.findall(text))) / max(high, 1)


def _interesting(content: bytes) -> bytes:
    """Return the lines that have bytes above ASCII, as many as are needed to tell."""
    kept, size = [], 0
    for line in content[:SAMPLE].splitlines():
        if not line.isascii():
            kept.append(line[:2000])
            size += len(line)
            if size > LONGEST_LOOK:
                break
    return b"\n".join(kept)


def _wide(content: bytes) -> str:
    """Return which UTF-16 a text without a mark is in, by where its blanks and signs have their zeros."""
    even, odd = content[0:4000:2].count(0), content[1:4000:2].count(0)
    half = max(len(content[:4000]) // 2, 1)
    if odd > half * 0.1 and odd > 4 * even:
        return "utf-16-le"
    return "utf-16-be" if even > half * 0.1 and even > 4 * odd else ""


def _is_nearly_utf8(content: bytes) -> bool:
    """Tell whether the text is UTF-8 but for a few bytes, cut off or pasted in from elsewhere."""
    text = content.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    return broken <= 0.02 * sum(letter > "\x7f" for letter in text)


def encoding_of(content: bytes) -> str:
    """Return the name of the encoding in which the bytes read best as text."""
    for mark, name in MARKS:
        if content.startswith(mark):
            return name
    if b"\0" in content[:4000] and (wide := _wide(content)):
        return wide
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        if _is_nearly_utf8(content):
            return "utf-8"
        sample = _interesting(content)
        if not sample:  # only far below is there anything above ASCII
            sample = bytes(byte for byte in content if byte > 0x7F)[:LONGEST_LOOK]
        return max(CANDIDATES, key=lambda name: _score(sample, name))
    return "utf-8"


def as_text(content: bytes) -> tuple[str, str]:
    """Return the text and the encoding it was in; line ends are made one, NUL is left out."""
    encoding = encoding_of(content)
    text = content.decode(encoding, errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").lstrip("\ufeff"), encoding


# A reading in another Cyrillic encoding has nothing but capitals, or capitals or signs within words.
_MISREAD = re.compile(
    r"[А-ЯЁ]{4}|[а-яё][А-ЯЁ]{2}|[^\W\d_][¤¦§©«¬®°±µ¶·‡†‰‹›€\u0402-\u040f\u0452-\u045f─-▟][^\W\d_]"
)
_SURE_OF_A_LINE = 0.8


def as_text_by_line(content: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the text and all encodings that its lines are in: whole paragraphs are pasted from elsewhere.

    The first encoding is that of the text at large. A text in one encoding is read as `as_text` reads it.
    """
    main = encoding_of(content)
    if main.startswith(("utf-16", "utf-32")) or (main.startswith("utf-8") and _is_utf8(content)):
        return as_text(content)[0], (main,)
    lines = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    strange = [line for line in lines if not _is_utf8(line)]
    eight_bit = _eight_bit(b"\n".join(strange))
    used: dict[str, int] = {}
    read = [_line(line, eight_bit, used) for line in lines]
    by_use = sorted(used, key=lambda name: -used[name])
    return "\n".join(read).replace("\0", "").lstrip("\ufeff"), tuple(by_use or ["utf-8"])


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _eight_bit(content: bytes) -> str:
    sample = _interesting(content)
    return max(CANDIDATES, key=lambda name: _score(sample, name))


def _line(line: bytes, eight_bit: str, used: dict[str, int]) -> str:
    if line.isascii():
        return line.decode("ascii")
    if _is_utf8(line) or _is_nearly_utf8(line):
        encoding = "utf-8"
    else:
        encoding = eight_bit
        if _MISREAD.search(line.decode(eight_bit, errors="replace")):
            best = _eight_bit(line)
            if _score(line, best) > _score(line, eight_bit) + _SURE_OF_A_LINE:
                encoding = best
    used[encoding] = used.get(encoding, 0) + len(line)
    return line.decode(encoding, errors="replace")
