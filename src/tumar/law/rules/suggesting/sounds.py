"""How a word sounds at its beginning, whatever its letters: quarantine, карантин, კარანტინი, karantin.

Terms of law travel. A word that no term base knows is looked for by its sound before it is given up.
"""

from functools import lru_cache

from tumar.kernel.folding import fold

# Letters of the first five sounds that carry an international word; what is shorter says too little.
LEAST = 5
CYRILLIC = dict(
    zip(
        "абвгғдежзиікқлмнңоөпрстуүұўфхҳһцчшщыэюяәјљњџєӣӯҷќѓђћ",
        "abvggdejziikklmnnooprstuuuufhhhscssieuaajlnjeiujkgjc",
        strict=True,
    )
) | dict.fromkeys("ъь", "")
GEORGIAN = dict(zip("აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ", "abgdevztiklmnopjrstufkgkscszschjh", strict=True))
ARMENIAN = dict(
    zip("աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆ", "abgdezeetjilhskhzgcminsocpjrsvtrsupkof", strict=True)
)
LETTERS = str.maketrans(CYRILLIC | GEORGIAN | ARMENIAN)
# English and Romanian spellings of what the others write as they say it.
SPELLINGS = (
    ("tion", "sion"), ("ph", "f"), ("th", "t"), ("ch", "h"), ("quar", "kar"), ("qu", "kv"), ("ck", "k"),
    ("ce", "se"), ("ci", "si"), ("cy", "si"), ("x", "ks"), ("y", "i"), ("c", "k"), ("w", "v"), ("q", "k"),
    ("ə", "a"),
)  # fmt: skip


@lru_cache(maxsize=100_000)
def sound(word: str) -> str:
    """Return the first sounds of a word; empty where it is too short to be told by them."""
    heard = fold(word)
    if heard.isascii() or "ə" in heard:
        for letters, becomes in SPELLINGS:
            heard = heard.replace(letters, becomes)
    else:
        heard = heard.translate(LETTERS)
    once = "".join(letter for at, letter in enumerate(heard) if not at or letter != heard[at - 1])
    return once[:LEAST] if once.isascii() and len(once) >= LEAST else ""
