"""Names in passport Latin: small tables per language, plain capitals and small letters out."""

import unicodedata
from collections.abc import Mapping


def _pairs(told: str) -> dict[str, str]:
    """Read letters and what they become, two by two; a hyphen is nothing."""
    words = told.split()
    return {
        letter: "" if becomes == "-" else becomes
        for letter, becomes in zip(words[::2], words[1::2], strict=True)
    }


CYRILLIC = _pairs(
    "а a б b в v г g д d е e ё yo ж zh з z и i й i к k л l м m н n о o п p р r с s т t у u ф f "
    "х kh ц ts ч ch ш sh щ shch ъ - ы y ь - э e ю yu я ya"
)
KAZAKH = CYRILLIC | _pairs("ә a ғ g қ k ң n ө o ұ u ү u һ h і i")
KYRGYZ = CYRILLIC | _pairs("ң n ө o ү u")
TAJIK = CYRILLIC | _pairs("ғ gh ӣ i қ q ӯ u ҳ h ҷ j й y")
UZBEK = CYRILLIC | _pairs("ў oʻ қ q ғ gʻ ҳ h ж j й y х x ъ ʼ")
MONGOLIAN = CYRILLIC | _pairs("ө u ү u ж j ь i")
UKRAINIAN = CYRILLIC | _pairs("г h ґ g и y і i є ie ї i й i ю iu я ia зг zgh ’ -")
SERBIAN = CYRILLIC | _pairs("ђ dj ж z ј j љ lj њ nj ћ c х h ц c ч c џ dz ш s")
MACEDONIAN = SERBIAN | _pairs("ѓ gj ќ kj ѕ dz ж zh ч ch џ dj ш sh")
GEORGIAN = _pairs(
    "ა a ბ b გ g დ d ე e ვ v ზ z თ t ი i კ k ლ l მ m ნ n ო o პ p ჟ zh რ r ს s ტ t უ u ფ p ქ k "
    "ღ gh ყ q შ sh ჩ ch ც ts ძ dz წ ts ჭ ch ხ kh ჯ j ჰ h"
)
ARMENIAN = _pairs(
    "ա a բ b գ g դ d ե e զ z է e ը y թ t ժ zh ի i լ l խ kh ծ ts կ k հ h ձ dz ղ gh ճ ch մ m յ y ն n "
    "շ sh ո o չ ch պ p ջ j ռ r ս s վ v տ t ր r ց ts ւ v փ p ք k օ o ֆ f ու u և ev"
)
# Letters that lose more than an accent.
LATIN = _pairs("ə a ı i đ dj ß ss ʻ - ʼ - ’ -")

TABLES: dict[str, Mapping[str, str]] = {
    "kk": KAZAKH,
    "ru": CYRILLIC,
    "ky": KYRGYZ,
    "tg": TAJIK,
    "uz": UZBEK,
    "mn": MONGOLIAN,
    "uk": UKRAINIAN,
    "sr": SERBIAN,
    "mk": MACEDONIAN,
    "ka": GEORGIAN,
    "hy": ARMENIAN,
}
# What begins a word is written otherwise in some languages.
INITIALS: dict[str, Mapping[str, str]] = {
    "uk": {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"},
    "uz": {"е": "ye"},
    "ru": {"е": "ye"},
    "hy": {"ե": "ye", "ո": "vo"},
}
HAS_NO_CAPITALS = {"ka"}


def romanised(text: str, language: str) -> str:
    """Return the text in Latin letters, word by word; Uzbek keeps the apostrophes of its own alphabet."""
    return " ".join("-".join(_part(part, language) for part in word.split("-")) for word in text.split())


def _part(word: str, language: str) -> str:
    table, initials = TABLES[language], INITIALS.get(language, {})
    small = unicodedata.normalize("NFC", word.lower())
    letters = []
    place = 0
    while place < len(small):
        width = 2 if small[place : place + 2] in table else 1
        letter = small[place : place + width]
        known = initials if place == 0 and letter in initials else table
        letters.append(known.get(letter, letter))
        place += width
    written = "".join(letters)
    is_capital = word[:1].isupper() or language in HAS_NO_CAPITALS
    return written[:1].upper() + written[1:] if is_capital else written


def plain(text: str) -> str:
    """Return Latin text as a passport's machine-read line has it: no accents, no apostrophes."""
    spelled = "".join(_spelled(letter) for letter in unicodedata.normalize("NFC", text))
    bare = unicodedata.normalize("NFKD", spelled)
    return "".join(letter for letter in bare if not unicodedata.combining(letter))


def _spelled(letter: str) -> str:
    plainer = LATIN.get(letter.lower())
    if plainer is None:
        return letter
    return plainer.capitalize() if letter.isupper() else plainer
