"""Organisations as lists write them: by which key two spellings are one name, and of which kind one is."""

import re
from functools import lru_cache

from tumar.kernel.folding import fold

# «На праве хозяйственного ведения» belongs to the legal form.
_AS_SUCH = re.compile(r"\bна пхв\b")
_NO_LETTERS = re.compile(r"[^\w]+")
# Legal forms come and go with whoever types the list; the name remains.
_FORMS = frozenset(
    [
        "гу",
        "ргу",
        "кгу",
        "ргп",
        "кгп",
        "гкп",
        "гп",
        "мп",
        "фгбу",
        "фгуп",
        "бу",
        "гбу",
        "оо",
        "ао",
        "зао",
        "оао",
        "ооо",
        "тоо",
        "ип",
        "нао",
        "пхв",
        "рк",
        "кр",
        "ру",
        "рт",
        "llp",
        "llc",
        "ltd",
        "inc",
        "jsc",
        "plc",
        "gmbh",
        "se",
        "soe",
        "mchj",
        "xk",
    ]
)

# The first that fits decides; stems, so that they fit every case and several languages.
_KINDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ministry", ("ministr", "министерств", "министрлі", "vazirlig", "вазирлиг", "вазорат", "яам", "وزارت")),
    (
        "border-service",
        ("border", "customs", "пограничн", "таможен", "погранслужб", "шекара", "божхона", "чегара"),
    ),
    ("veterinary-service", ("veterin", "ветеринар", "ветслужб", "мал дәрігер")),
    ("laboratory", ("laborator", "лаборатор", "зертхана", "reference centre", "референс")),
    (
        "hospital",
        (
            "hospital",
            "clinic",
            "больниц",
            "поликлиник",
            "клиник",
            "аурухана",
            "shifoxona",
            "беморхона",
            "эмнэлэг",
        ),
    ),
    (
        "public-health-institute",
        (
            "public health",
            "эпидемиолог",
            "санитар",
            "санэпид",
            "здравоохранени",
            "epidemiolog",
            "sanitar",
            "sanepid",
        ),
    ),
    (
        "university",
        (
            "universit",
            "academy",
            "университет",
            "академи",
            "institut",
            "институт",
            "donishgoh",
            "их сургууль",
        ),
    ),
    ("emergency-service", ("emergenc", "чрезвычайн", "fire service", "пожарн", "спасательн", "favqulodda")),
    ("association", ("association", "ассоциаци", "union of", "союз", "uyushma")),
    ("company", ("llp", "llc", "ltd", "тоо", "ооо", "company", "компани", "mchj")),
)
OTHER = "other"


# A list names few organisations, each of them often.
@lru_cache(maxsize=5000)
def employer_key(name: str) -> str:
    """Return the letters and figures by which two spellings of an organisation's name are the same."""
    words = [word for word in _NO_LETTERS.split(_AS_SUCH.sub(" ", fold(name.replace("№", " ")))) if word]
    return " ".join(word for word in words if word not in _FORMS) or " ".join(words)


def kind_by_name(name: str) -> str:
    """Return the kind of organisation that a name tells of, as the code list has it; `other` if none."""
    said = fold(name)
    words = set(_NO_LETTERS.split(said))
    for kind, stems in _KINDS:
        for stem in map(fold, stems):
            if stem in (words if len(stem) <= 4 and stem.isascii() else said):
                return kind
    return OTHER
