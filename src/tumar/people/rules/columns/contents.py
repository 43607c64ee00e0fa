"""What a column holds, told by what stands in it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from tumar.kernel.tables.grids import Value, shown
from tumar.people.rules.columns.fields import Field
from tumar.people.rules.name_words import is_patronymic, weight_as_family
from tumar.people.rules.occupations import OccupationGroup
from tumar.people.rules.values import contacts, dates, occupations, words
from tumar.places import spelling

COUNTED = re.compile(r"^\s*\d{1,5}\s*[.)]\s*")
ORGANISATION_STEMS = (
    *(
        "министерств",
        "ministr",
        "институт",
        "institut",
        "университет",
        "univers",
        "центр",
        "center",
        "centre",
        "больниц",
    ),
    *(
        "hospital",
        "лаборатори",
        "laborator",
        "академи",
        "academ",
        "госпиталь",
        "клиник",
        "clinic",
        "гу ",
        "ргп",
        "тоо",
    ),
    *(
        "гп ",
        "нии",
        "нпц",
        "ооо",
        "ао ",
        "агентств",
        "agency",
        "комитет",
        "committee",
        "служб",
        "service",
        "управлени",
    ),
    *(
        "департамент",
        "department",
        "орталығ",
        "markaz",
        "марказ",
        "борбор",
        "вазорат",
        "vazirlig",
        "вазирлиг",
        "яам",
    ),
    *("газар", "төв", "инспекц", "станци", "station", "ltd", "llc", "цсэн", "нпо", "кафедр"),
)


@dataclass(frozen=True)
class Content:
    """A column's values, as far down as was looked."""

    values: Sequence[Value]

    @cached_property
    def texts(self) -> list[str]:
        """Return the cells that hold something, as a person sees them."""
        return [shown(value) for value in self.values if value is not None]

    def share(self, holds: Callable[[str], bool]) -> float:
        """Return in what share of the filled cells the test holds."""
        return sum(map(holds, self.texts)) / len(self.texts) if self.texts else 0.0

    @cached_property
    def emails(self) -> float:
        """Share of cells with an e-mail address."""
        return self.share(contacts.has_email)

    @cached_property
    def with_telephone(self) -> float:
        """Share of cells that hold a telephone number, whatever stands beside it."""
        return self.share(lambda text: contacts.is_telephone(contacts.without_emails(text)))

    @cached_property
    def several_words(self) -> float:
        """Share of cells of two to five words without digits."""
        return self.share(is_several_words)

    @cached_property
    def latin(self) -> float:
        """Share of cells whose first letter is Latin."""
        return self.share(is_latin)

    @cached_property
    def marks(self) -> float:
        """Share of cells with an attendance mark."""
        return self.share(words.is_mark)


def is_latin(text: str) -> bool:
    """Tell whether the first letter of a text is Latin."""
    first = next((letter for letter in text if letter.isalpha()), "")
    return (bool(first) and first < "\u0250") or "\u1e00" <= first < "\u1f00"


def is_several_words(text: str) -> bool:
    """Tell whether a text is of two to five words without digits, as full names are."""
    return 2 <= len(text.replace(".", ". ").split()) <= 5 and not any(map(str.isdigit, text))


def is_full_name(text: str) -> bool:
    """Tell whether a text looks like a full name: some words, each with a capital, none of an office."""
    text = COUNTED.sub("", text)
    parts = text.replace(".", ". ").replace(",", " ").split()
    if not 2 <= len(parts) <= 5 or len(text) > 60 or any(map(str.isdigit, text)):
        return False
    if any(part in '|/;:«»"' for part in text):
        return False
    has_case = any(letter.lower() != letter.upper() for letter in text)
    small = {
        "оглы",
        "кызы",
        "угли",
        "qizi",
        "oʻgʻli",
        "o'g'li",
        "ўғли",
        "қизи",
        "ұлы",
        "қызы",
        "uulu",
        "уулу",
        "oglu",
        "oğlu",
        "qızı",
        "uly",
        "kyzy",
    }
    if has_case and not all(part[0].isupper() or part.lower() in small for part in parts):
        return False
    is_told = any(is_patronymic(part, "") or weight_as_family(part, "") == 2 for part in parts)
    if is_told:
        return True
    lowered = f"{text.lower()} "
    return not any(stem in lowered for stem in ORGANISATION_STEMS) and is_nobodys_office(text)


def is_nobodys_office(text: str) -> bool:
    """Tell whether a text names no occupation."""
    return occupations.group_of(text) == OccupationGroup.UNKNOWN


def is_organisation(text: str) -> bool:
    """Tell whether a text looks like the name of an organisation."""
    lowered = f"{text.lower()} "
    return any(stem in lowered for stem in ORGANISATION_STEMS) or (len(text) > 8 and text[:1] in '«"“')


def is_document(text: str) -> bool:
    """Tell whether a text looks like the number of an identity document."""
    bare = text.replace(" ", "").replace("№", "")
    letters = sum(sign.isalpha() for sign in bare)
    digits = sum(sign.isdigit() for sign in bare)
    return letters + digits == len(bare) and (
        (1 <= letters <= 3 and 6 <= digits <= 9) or digits in (12, 13, 14)
    )


def is_birth(value: Value) -> bool:
    """Tell whether a cell holds a day or a year at which a grown person may be born."""
    if dates.is_year(value):
        return True
    found = dates.day(value) if dates.is_day(value) else dates.NOTHING
    return found.day is not None and 1925 <= found.day.year <= 2012


TESTS: tuple[tuple[Field, Callable[[str], bool], float], ...] = (
    (Field.EMAIL, contacts.has_email, 0.6),
    (Field.PHONE, contacts.is_telephone, 0.7),
    (Field.SEX, words.is_sex, 0.9),
    (Field.COUNTRY, lambda text: spelling.find(text) is not None, 0.8),
    (Field.DOCUMENT, is_document, 0.8),
    (Field.FULL_NAME, is_full_name, 0.7),
    (Field.OCCUPATION, lambda text: not is_nobodys_office(text) and not is_organisation(text), 0.6),
    (Field.EMPLOYER, is_organisation, 0.5),
)


def is_counting(values: Sequence[Value]) -> bool:
    """Tell whether a column counts its rows."""
    numbers = [
        int(text) for value in values if (text := shown(value).rstrip(".)")).isdecimal() and len(text) < 7
    ]
    filled = sum(value is not None for value in values)
    if len(numbers) < max(2, 0.8 * filled):
        return False
    steps = sum(later - earlier == 1 for earlier, later in pairwise(numbers))
    return numbers[0] <= 1000 and steps >= 0.8 * (len(numbers) - 1)


def guess(values: Sequence[Value]) -> tuple[Field, float] | None:
    """Return what a column without a telling header most likely holds, and how surely from 0 to 1."""
    content = Content(values)
    if not content.texts:
        return None
    if is_counting(values):
        return Field.NUMBER, 0.9
    filled = [value for value in values if value is not None]
    born = sum(map(is_birth, filled)) / len(filled)
    if born >= 0.8:
        return Field.BIRTH, born * 0.7
    for field, test, least in TESTS:
        share = content.share(test)
        if share >= least:
            return field, share * 0.8
    return None
