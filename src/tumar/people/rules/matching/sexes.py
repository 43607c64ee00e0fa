"""What a name's endings tell of sex, where the list itself says nothing."""

import re
from functools import lru_cache

FEMALE, MALE = "F", "M"
_FATHER = (
    (re.compile(r"(вна|чна|қызы|кызы|қизи|кизи)$"), FEMALE),
    (re.compile(r"(вич|ьич|ұлы|улы|уулу|ўғли|угли|оглы)$"), MALE),
    (re.compile(r"(vna|chna|[kq][yiı]z[yiı])$"), FEMALE),
    (re.compile(r"(vich|vi[cč]|[uū]l[yiı]|uulu|o['ʻ‘’`]?[gğ]['ʻ‘’`]?l[iıu])$"), MALE),
)
# Surnames that bend; -ин and -ина do so, too, but end too many others.
_FAMILY = (
    (re.compile(r"(?<=..)([оеё]ва|ская|цкая)$"), FEMALE),
    (re.compile(r"(?<=..)([оеё]в|ский|цкий)$"), MALE),
    (re.compile(r"(?<=..)([oe]va|s[kc]aya|s[kc]aia|s[kc]aja)$"), FEMALE),
    (re.compile(r"(?<=..)([oe]v|sk[iy]y|skii|skij|sky)$"), MALE),
)


@lru_cache(maxsize=20_000)
def sex_by_name(family: str, patronymic: str) -> str:
    """Return F or M as the patronymic, or else the family name, ends; empty where neither tells."""
    for text, endings in ((patronymic.casefold().strip(), _FATHER), (family.casefold().strip(), _FAMILY)):
        for ending, sex in endings:
            if ending.search(text):
                return sex
    return ""
