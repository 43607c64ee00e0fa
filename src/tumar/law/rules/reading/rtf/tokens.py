"""RTF to what its letters are in: control words and groups, in order."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

TOKEN = re.compile(
    r"\\([a-zA-Z]{1,32})(-?\d{1,9})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|([^\\{}\r\n]+)|[\r\n]+|\\"
)
CODE_PAGES = {
    0: "",
    1: "",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    238: "cp1250",
    255: "cp437",
}
LETTERS = {
    "tab": " ",
    "line": "\n",
    "emdash": "—",
    "endash": "–",
    "lquote": "‘",
    "rquote": "’",
    "bullet": "•",
    "ldblquote": "“",
    "rdblquote": "”",
    "emspace": " ",
    "enspace": " ",
    "qmspace": " ",
    "zwnj": "\u200c",
}
SIGNS = {
    "~": " ",
    "_": "-",
    "-": "",
    "\n": "\n",
    "\r": "\n",
    "{": "{",
    "}": "}",
    "\\": "\\",
    "|": "",
    ":": "",
}


@dataclass(frozen=True, slots=True)
class Token:
    """A control word with its number, the begin or end of a group, or bytes of letters."""

    word: str = ""
    number: int | None = None
    group: str = ""
    text: str = ""
    letters: bytes = b""


def tokens(content: bytes) -> Iterator[Token]:
    """Yield the tokens of a file; pictures in binary form are passed over."""
    text = content.decode("latin-1")
    place = 0
    while found := TOKEN.match(text, place):
        place = found.end()
        word, number, code, sign, group, letters = found.groups()
        if word:
            if word == "bin":
                place += max(int(number or 0), 0)
            else:
                yield Token(word, int(number) if number else None)
        elif code:
            yield Token(letters=bytes([int(code, 16)]))
        elif group:
            yield Token(group=group)
        elif letters:
            yield Token(letters=letters.encode("latin-1"))
        elif sign == "*":
            yield Token("*")
        elif sign in SIGNS:
            yield Token("par") if SIGNS[sign] == "\n" else Token(text=SIGNS[sign])
        if place >= len(text):
            break
