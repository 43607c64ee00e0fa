"""How people write the names of countries, in every project language; no Django, so that rules can ask.

The overrides follow the usage of the programme's own publications and of the EU's Interinstitutional
Style Guide (section 7.1, annexes A5 and A6); CLDR has older or longer forms in these places.
"""

from difflib import get_close_matches
from functools import cache

from babel import Locale, UnknownLocaleError

from tumar.kernel.folding import fold
from tumar.places import reference

# Babel knows some of our languages under another name (stack.md: `prs` is unknown, `cnr` is an alias).
LOCALES = {"prs": "fa_AF", "fa-af": "fa_AF", "cnr": "sr_Latn_ME", "uz-cyrl": "uz_Cyrl", "sr-latn": "sr_Latn"}

OVERRIDES: dict[str, dict[str, str]] = {
    "en": {
        "BA": "Bosnia and Herzegovina",
        "CZ": "Czechia",
        "MM": "Myanmar",
        "PS": "Palestine",
        "XK": "Kosovo",
    },
    "ru": {
        "BA": "Босния и Герцеговина",
        "BY": "Беларусь",
        "KG": "Кыргызстан",
        "MD": "Республика Молдова",
        "PS": "Палестина",
        "TM": "Туркменистан",
        "XK": "Косово",
    },
}

# The languages in which lists and workbooks name countries: those of the project's regions.
KNOWN_LANGUAGES = (
    *("en", "ru", "kk", "ky", "uz", "uz_Cyrl", "tg", "mn", "fa_AF", "fa", "ps", "ur", "sq", "hy", "az"),
    *("bs", "sr", "sr_Latn", "ka", "ro", "mk", "uk"),
)

# What people write that CLDR does not have: former names, short forms, official long forms, other letters.
ALSO_WRITTEN: dict[str, tuple[str, ...]] = {
    "AF": ("Islamic Republic of Afghanistan", "ИРА"),
    "BA": ("Bosnia", "Bosnia-Herzegovina", "BiH", "Босния"),
    "BY": ("Belorussia", "Белоруссия"),
    "CZ": ("Czech Republic", "Чехия"),
    "DE": ("ФРГ",),
    "GB": ("UK", "Great Britain", "Великобритания"),
    "KG": ("Kyrgyz Republic", "Киргизия", "Кыргызская Республика", "Кыргыз Республикасы", "КР"),
    "KR": ("Republic of Korea",),
    "KZ": ("Republic of Kazakhstan", "Республика Казахстан", "Қазақстан Республикасы", "РК"),
    "MD": ("Moldova", "Republic of Moldova", "Молдова", "Молдавия"),
    "ME": ("Crna Gora",),
    "MK": ("Macedonia", "Republic of North Macedonia", "FYROM", "Македония"),
    "NL": ("Holland", "The Netherlands"),
    "PK": ("Islamic Republic of Pakistan",),
    "PS": ("State of Palestine", "Palestinian Territories"),
    "RS": ("Republic of Serbia",),
    "RU": ("Russian Federation", "Российская Федерация", "РФ"),
    "TJ": ("Republic of Tajikistan", "Республика Таджикистан"),
    "TM": ("Туркмения",),
    "UA": ("The Ukraine",),
    "US": ("USA", "U.S.A.", "United States of America", "США"),
    "UZ": ("Republic of Uzbekistan", "Республика Узбекистан", "РУз", "O'zbekiston"),
    "XK": ("XKK", "UNK", "Косова", "Kosova"),
}


@cache
def locale(language: str) -> Locale:
    """Return what CLDR knows of the language; English where it knows none."""
    try:
        return Locale.parse(LOCALES.get(language.lower(), language.replace("-", "_")))
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en")


def _spoken(text: str) -> str:
    """Return the text folded, without designation marks and full stops."""
    return fold(text.replace("*", " ").replace(".", "").replace("’", "'"))


@cache
def _by_spelling() -> dict[str, str]:
    """Return every spelling of every country, folded; a spelling that two countries share is left out."""
    spellings: dict[str, set[str]] = {}
    for code, alpha3, _numeric in reference.COUNTRIES:
        written = [*ALSO_WRITTEN.get(code, ()), alpha3]
        written += [locale(language).territories.get(code, "") for language in KNOWN_LANGUAGES]
        written += [texts[code] for texts in OVERRIDES.values() if code in texts]
        for text in filter(None, written):
            spellings.setdefault(_spoken(text), set()).add(code)
    return {spelling: min(codes) for spelling, codes in spellings.items() if len(codes) == 1}


_CODES = frozenset(code for code, _alpha3, _numeric in reference.COUNTRIES)


def find(text: str) -> str | None:
    """Return the code of the country that the text names, by code or by name in any project language."""
    bare = text.strip().strip("*").strip()
    if len(bare) == 2 and bare.isascii() and bare.upper() in _CODES:
        return bare.upper()
    return _by_spelling().get(_spoken(bare))


def nearest(text: str) -> str | None:
    """Return the code of the country whose name looks most like the text, or None when none comes near."""
    close = get_close_matches(_spoken(text), _by_spelling(), n=1, cutoff=0.75)
    return _by_spelling()[close[0]] if close else None
