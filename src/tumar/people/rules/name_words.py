"""The words and endings that tell what a part of a name is: titles, particles, patronymics, family names."""

import re
from functools import lru_cache

from tumar.people.rules.keys import consonants, skeleton


def _words(told: str) -> frozenset[str]:
    return frozenset(told.split())


# Degrees are dropped before initials are looked for: «к.м.н.» has stops as «К.М.» has.
DEGREES = re.compile(
    r"(?<!\w)(?:[кд]\.\s?(?:[а-я]{1,5}|геол\.-мин|физ\.-мат)\.\s?н\.?|[КД]\.[МБВТСХ]\.Н\.|[кд][мбвтсх]н)(?!\w)"
    # «Md» is a name.
    r"|(?<!\w)(?i:ph\.?\s?d|d\.?v\.?m|m\.?sc|b\.?sc|m\.?p\.?h|m\.?b\.?b\.?s|m\.?b\.?a|dr\.?p\.?h)\b\.?|(?<!\w)(?:MD|M\.D\.)(?!\w)"
)
TITLES = _words(
    "dr doctor prof professor mr mrs ms miss eng engr ing sir madam doc assoc asst acad д-р др "
    "доктор проф профессор доц доцент акад академик г-н г-жа господин госпожа гн гжа тов "
    "товарищ инж пан пані janob ўрт cənab prof-dr полковник подполковник майор капитан "
    "лейтенант полк подполк col colonel maj capt lt داکتر دکتور دکتر پروفیسور پروفیسر پوهاند "
    "پوهنوال پوهندوی پوهنمل پوهنیار انجنیر انجینیر استاد جناب آقای خانم محترم محترمه محترمہ "
    "ڈاکٹر ښاغلی ښاغلې اغلی ბ-ნი ქ-ნი ბატონი ქალბატონი დოქტორი პროფ պրն տկն պարոն տիկին դոկտոր"
)
# `Асан уулу`, `Anvar o‘g‘li`: the word before is the father's name.
SON_OR_DAUGHTER = re.compile(
    r"ўғли|угли|ўгли|o'g'li|og'li|o'gli|ogli|ugli|oʻgʻli|қизи|кизи|qizi|kizi"
    r"|ұлы|улы|uly|ulı|қызы|кызы|qyzy|kyzy|gyzy|гызы|oğlu|oglu|оғлу|оглы|оглу|oghlu|qızı|гизи|uulu|ulu|уулу|зода|zoda"
)
# These make family names as well: «Асан уулу Бакыт», «Карим зода Фаррух».
FAMILY_TOO = _words("уулу uulu зода zoda")
SON_OF_A_FAMILY = re.compile(r".{2,}(?:зода|zoda)$", re.IGNORECASE)
# `Najib s/o Karim`: the word after is the father's name.
CHILD_OF = _words("s/o d/o son-of daughter-of ولد بنت فرزند d/o. s/o.")
# Particles that belong to the word after them, and words that belong to the one before.
LEADING = _words("bin ibn bint ben abu abdul abdur abd абу ибн бин عبد ابو بن ابن بی ال")
# These only when written small: «Ван Ли» is somebody else than «ван дер Берг».
SMALL_LEADING = _words("van von der den de del della di da dos la le al el ван фон дер ден де ди аль эль")
TRAILING = _words("ullah ul ud uddin ud-din-ul al-din الدین الله الدین allah")
LINKING = _words("ul ud ur us")
JOINING = LINKING | TRAILING | CHILD_OF

_JOINED_PATRONYMIC = re.compile(
    r".{2,}(?:ұлы|улы|uly|ulı|úly|қызы|кызы|qyzy|kyzy|gyzy|гызы|қизи|qizi|қызи|qızı|oğlu|ўғли|угли|o'g'li|ogli|ugli"
    r"|оглы|уулу|uulu)$"
)
_SLAVIC_PATRONYMIC = re.compile(
    r"..(?:[oe]vic|[oe]vna|ivna|inicna|icna)$|^(?:ilic|kuzmic|lukic|nikitic|fomic)$"
)
_SOUTH_SLAVIC = frozenset({"AL", "BA", "HR", "ME", "MK", "RS", "XK", "SI"})
_ALBANIAN = frozenset({"AL", "XK"})  # where Etleva is a woman's name
_STRONG_FAMILY = re.compile(
    r"...?(?:[oe]v|ski|ska|cki|enko|cuk|iuk|xvili|[zd]dze|dze|uridze|iani|esku|evici?|[oe]vski|zoda|zade|zada|ovic)$"
)
_WEAK_FAMILY = re.compile(r"...(?:in|ian|ianc|ic|uk|ak|eanu|anu|aru|ava|ua|ia|ai|ii|oi|ari|ili|li|i|ko|o)$")
_CLANS = frozenset(
    map(
        skeleton,
        _words(
            "Khan خان Malik ملک Shah شاه شاہ Butt بٹ Baloch بلوچ Chaudhry چوہدری Sheikh Shaikh شیخ "
            "Mirza Rajput راجپوت مرزا Awan اعوان Syed Sayed سید Bhutto Memon Mughal مغل Hotak هوتک "
            "Afridi Nawaz Raja راجہ"
        ),
    )
)
_GIVEN_THOUGH = _words(
    "iakov lev prov eva valentin konstantin martin benhamin ihnatii dmitri iuri heorhi alehei "
    "serhei nikolai andrei iulian damian adrian sebastian kristian vahtanh xirin iasmin amin "
    "nasrin parvin marin alin irin ali hani rafi sami najib zaki hadi mehdi medi ia nia maia "
    "nino mario leo"
)
MONGOLIAN_GENITIVE = re.compile(r".{2,}(?:ын|ийн|ий|ы)")


def is_title(word: str) -> bool:
    """Tell whether the word is a form of address, a title or a rank."""
    return word.lower().strip(".,") in TITLES


def leads(word: str, small: str) -> bool:
    """Tell whether the word belongs to the one after it."""
    return small in LEADING or (small in SMALL_LEADING and word == word.lower())


# Given names and fathers' names come again and again in a list.
@lru_cache(maxsize=20_000)
def is_patronymic(word: str, country: str) -> bool:
    """Tell whether the word, in any script, is a patronymic by its ending; Serbian and Bosnian -ić is not."""
    small = word.lower()
    if _JOINED_PATRONYMIC.fullmatch(small) and country != "GE":
        return True
    if country in _SOUTH_SLAVIC or small.endswith(("ć", "ћ")):
        return False
    return bool(_SLAVIC_PATRONYMIC.search(skeleton(word)))


@lru_cache(maxsize=20_000)
def weight_as_family(word: str, country: str) -> int:
    """Return how much the ending speaks for a family name: 2 strongly, 1 weakly, 0 not."""
    bare = skeleton(word)
    if bare in _CLANS and country in {"AF", "PK"}:
        return 1
    if bare in _GIVEN_THOUGH or len(consonants(bare)) < 2:
        return 0
    if country in _ALBANIAN and bare.endswith("ev"):
        return 0
    if _STRONG_FAMILY.search(bare) or (country == "AM" and bare.endswith("ian")) or bare.endswith("ianc"):
        return 2
    if country in _SOUTH_SLAVIC and bare.endswith("ic"):
        return 2
    return 1 if _WEAK_FAMILY.search(bare) else 0
