"""A full name in one cell taken apart: family, given, patronymic, or a single name."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from tumar.people.rules import name_words as words_that_tell
from tumar.people.rules.keys import skeleton
from tumar.people.rules.name_units import Unit, cleaned, units_of
from tumar.people.rules.naming import GIVEN_NAME_FIRST, GIVEN_NAME_LAST, Name


class Order(StrEnum):
    """In which order a list writes the parts of a name."""

    FAMILY_FIRST = "family-first"
    GIVEN_FIRST = "given-first"
    FATHER_FIRST = "father-first"


class Doubt(StrEnum):
    """What of a split could also be otherwise."""

    ORDER = "order"
    PATRONYMIC = "patronymic"
    PARTS = "parts"
    SINGLE = "single"
    NO_NAME = "no-name"


class Split(NamedTuple):
    """What a full name was taken to be; `order` is the order that this text itself shows, if any."""

    name: Name
    doubts: tuple[Doubt, ...] = ()
    order: Order | None = None
    titles: tuple[str, ...] = ()
    aside: str = ""

    @property
    def is_sure(self) -> bool:
        """Tell whether nothing about the split is in doubt."""
        return not self.doubts


SINGLE_NAMES_IN = frozenset({"AF", "PK", "ID", "MN"})
# From so many rows on, weak endings are counted; so large a share of the rows must make the difference.
ROWS_TO_LEARN_FROM = 12
CLEAR_SHARE = 0.15
# One odd row is no order of a column.
EVIDENT_SHARE = 0.05


def _default_order(country: str, text: str) -> Order:
    if country in GIVEN_NAME_LAST:
        return Order.FATHER_FIRST
    if country in GIVEN_NAME_FIRST:
        return Order.GIVEN_FIRST
    first = next((letter for letter in text if letter.isalpha()), " ")
    if not country and unicodedata.name(first, "").startswith(("ARABIC", "GEORGIAN", "ARMENIAN")):
        return Order.GIVEN_FIRST
    return Order.FAMILY_FIRST


def _joined_text(units: Iterable[Unit]) -> str:
    return " ".join(unit.text for unit in units)


def _rest(units: Sequence[Unit], country: str) -> tuple[str, str]:
    """Return given name and patronymic of what remains when the family name is known."""
    fathers = [at for at, unit in enumerate(units) if at and _is_father(unit, country)]
    if fathers:
        at = fathers[-1]
        return _joined_text([*units[:at], *units[at + 1 :]]), units[at].text
    if len(units) == 2:
        # In Armenia the father's name stands in the genitive: «Գարեգին Տիգրանի».
        is_genitive = country == "AM" and units[1].text.lower().endswith(("ի", "i", "и"))
        if is_genitive or units[0].is_initial or country not in GIVEN_NAME_FIRST:
            return units[0].text, units[1].text
    return _joined_text(units), ""


def _is_father(unit: Unit, country: str) -> bool:
    return unit.is_father or words_that_tell.is_patronymic(unit.text, country)


def _with_family(family: Sequence[Unit], rest: Sequence[Unit], country: str) -> Name:
    given, patronymic = _rest(rest, country)
    return Name(_joined_text(family), given, patronymic)


def _by_comma(text: str, country: str, order: Order | None) -> Split | None:
    if "," not in text:
        return None
    family, _comma, rest = (part.strip() for part in text.partition(","))
    if not any(map(str.isalpha, family)) or not any(map(str.isalpha, rest)):
        return None
    before = units_of(family)
    if _is_whole(before, country):
        # «Иванов Иван Иванович, директор»
        return _split(family, country, order)._replace(aside=rest)
    units = units_of(rest.replace(",", " "))
    doubts = (Doubt.PARTS,) if len(before) > 1 or len(units) > 3 else ()
    return Split(_with_family(before, units, country), doubts, Order.FAMILY_FIRST)


def _is_whole(units: Sequence[Unit], country: str) -> bool:
    """Tell whether the words are a whole name and not a family name alone."""
    if len(units) == 1:
        return False
    weights = [words_that_tell.weight_as_family(unit.text, country) for unit in units]
    is_one_family = max(weights) == 2 and min(weights) < 2
    return is_one_family or any(unit.is_initial or _is_father(unit, country) for unit in units[1:])


def _by_capitals(units: Sequence[Unit], country: str) -> Split | None:
    """Take the words in capitals for the family name, when the others are not."""
    capitals = [unit.is_capital for unit in units]
    if not any(capitals):
        return None
    others = [unit for unit in units if not unit.is_capital]
    if not others or all(unit.is_initial for unit in others):
        return None
    # The capitals must stand together at one end.
    if sum(one != other for one, other in pairwise(capitals)) != 1:
        return None
    family = [unit for unit in units if unit.is_capital]
    order = Order.FAMILY_FIRST if capitals[0] else Order.GIVEN_FIRST
    return Split(_with_family(family, others, country), (), order)


def _by_initials(units: Sequence[Unit], country: str) -> Split | None:
    initials = [unit for unit in units if unit.is_initial]
    names = [unit for unit in units if not unit.is_initial]
    if not initials or not names:
        return None
    if country in GIVEN_NAME_LAST and units[0].is_initial:
        family = initials[0].text if len(initials) > 1 else ""
        return Split(Name(family, _joined_text(names), initials[-1].text), (), Order.FATHER_FIRST)
    order = Order.GIVEN_FIRST if units[0].is_initial else Order.FAMILY_FIRST
    if len(names) > 1:
        return _by_middle_initial(units)
    given, *fathers = initials
    doubts = (Doubt.PARTS,) if len(fathers) > 1 else ()
    return Split(Name(names[0].text, given.text, _joined_text(fathers)), doubts, order)


def _by_middle_initial(units: Sequence[Unit]) -> Split:
    """Read `John A. Smith` and `Петров Иван С.`: the initial is a patronymic or a second name."""
    if units[-1].is_initial:
        family, *givens, father = units
        return Split(Name(family.text, _joined_text(givens), father.text), (Doubt.ORDER,), Order.FAMILY_FIRST)
    *givens, family = units
    whole = [unit for unit in givens if not unit.is_initial]
    letters = [unit for unit in givens if unit.is_initial]
    return Split(
        Name(
            family.text,
            _joined_text(whole) or letters[0].text,
            _joined_text(letters if whole else letters[1:]),
        ),
        (Doubt.ORDER,),
        Order.GIVEN_FIRST,
    )


def _by_father(units: Sequence[Unit], country: str, order: Order) -> Split | None:
    """Take a patronymic for the landmark: what stands before and after it follows."""
    fathers = [at for at, unit in enumerate(units) if _is_father(unit, country)]
    if not fathers:
        return None
    # «Абрамович Роман Аркадьевич»: a family name may look like a patronymic, but does not stand last.
    at = fathers[-1]
    father, others = units[at], [unit for place, unit in enumerate(units) if place != at]
    if not others:
        return Split(Name(single=father.text), (Doubt.SINGLE,))
    if (father.is_family_too or (country == "KG" and father.is_father)) and len(others) == 1:
        shown = Order.FAMILY_FIRST if at == 0 else Order.GIVEN_FIRST
        return Split(Name(father.text, others[0].text), (), shown)
    if at == 0:
        given, patronymic = _rest(others, country)
        return Split(Name(father.text, given, patronymic), (Doubt.PATRONYMIC,), Order.FAMILY_FIRST)
    if len(others) == 1:
        return _given_and_father(others[0], father, order)
    if at == len(units) - 1:
        family, givens = _family_of_two(others, country)
        shown = Order.FAMILY_FIRST if family is others[0] else Order.GIVEN_FIRST
        doubts = (Doubt.PARTS,) if len(others) > 2 else ()
        return Split(Name(family.text, _joined_text(givens), father.text), doubts, shown)
    after = units[at + 1 :]
    doubts = (Doubt.PARTS,) if len(units) > 3 else ()
    return Split(Name(_joined_text(after), _joined_text(units[:at]), father.text), doubts, Order.GIVEN_FIRST)


def _family_of_two(others: Sequence[Unit], country: str) -> tuple[Unit, Sequence[Unit]]:
    """Return the family name of those before a patronymic: the first, unless only the last looks like one."""
    first, last = (words_that_tell.weight_as_family(unit.text, country) for unit in (others[0], others[-1]))
    return (others[-1], others[:-1]) if last == 2 and not first else (others[0], others[1:])


def _given_and_father(given: Unit, father: Unit, order: Order) -> Split:
    if order is Order.GIVEN_FIRST and not father.is_father and skeleton(father.text).endswith("ic"):
        return Split(Name(father.text, given.text), (Doubt.PATRONYMIC,))
    sure = father.is_father or not skeleton(father.text).endswith("ic")
    return Split(Name("", given.text, father.text), () if sure else (Doubt.PATRONYMIC,))


def _mongolian(units: Sequence[Unit], order: Order) -> Split:
    """Take the last for the given name, the one before for the father's, what comes first for the clan's."""
    if order is Order.FAMILY_FIRST and len(units) == 2:
        order = Order.FATHER_FIRST
    if order is Order.GIVEN_FIRST and not words_that_tell.MONGOLIAN_GENITIVE.fullmatch(units[0].text.lower()):
        given, *others = units
        return Split(Name(_joined_text(others[:-1]), given.text, others[-1].text))
    *clan, father, given = units
    shows = words_that_tell.MONGOLIAN_GENITIVE.fullmatch(father.text.lower())
    doubts = () if shows or order is Order.FATHER_FIRST else (Doubt.ORDER,)
    return Split(
        Name(_joined_text(clan), given.text, father.text), doubts, Order.FATHER_FIRST if shows else None
    )


def _by_tajik_father(units: Sequence[Unit], country: str) -> Split | None:
    """Read «Раҳимзода Фаррух Саидзода» and «Зарина Саидзода Раҷабзода»: -зода ends both kinds of names."""
    if len(units) != 3:
        return None
    first, middle, last = units
    if words_that_tell.weight_as_family(first.text, country) == 2:
        if words_that_tell.SON_OF_A_FAMILY.fullmatch(last.text):
            return Split(Name(first.text, middle.text, last.text), (), Order.FAMILY_FIRST)
    elif words_that_tell.SON_OF_A_FAMILY.fullmatch(middle.text):
        return Split(Name(last.text, first.text, middle.text), (), Order.GIVEN_FIRST)
    return None


def _by_endings(units: Sequence[Unit], country: str, order: Order, is_told: bool) -> Split:
    """Tell the family name by its ending, else by the order of the list."""
    first, last = units[0], units[-1]
    weights = [words_that_tell.weight_as_family(unit.text, country) for unit in (first, last)]
    shown = None
    if weights[0] != weights[1] and max(weights) == 2:
        shown = Order.FAMILY_FIRST if weights[0] > weights[1] else Order.GIVEN_FIRST
    taken = shown or order
    family, rest = (first, units[1:]) if taken is Order.FAMILY_FIRST else (last, units[:-1])
    doubts = []
    if (shown is None and not is_told) or (is_told and shown not in (None, order)):
        doubts.append(Doubt.ORDER)
    can_have_father = taken is Order.FAMILY_FIRST or country == "AM"
    if country in {"AF", "PK"} and max(weights) == 0:
        doubts.append(Doubt.SINGLE)
    given, patronymic = _rest(rest, country) if can_have_father else (_joined_text(rest), "")
    if patronymic or len(units) > 2:
        doubts.append(Doubt.PATRONYMIC if patronymic else Doubt.PARTS)
    return Split(Name(family.text, given, patronymic), tuple(doubts), shown)


def _split(text: str, country: str, order: Order | None) -> Split:
    if split := _by_comma(text, country, order):
        return split
    units = units_of(text.replace(",", " "))
    if not any(letter.isalpha() for letter in text):
        return Split(Name(), (Doubt.NO_NAME,))
    if len(units) == 1:
        sure = country in SINGLE_NAMES_IN
        return Split(Name(single=units[0].text), () if sure else (Doubt.SINGLE,))
    taken = order or _default_order(country, text)
    return (
        _by_initials(units, country)
        or _by_capitals(units, country)
        or _by_father(units, country, taken)
        or _by_tajik_father(units, country)
        or (
            _mongolian(units, taken)
            if country in GIVEN_NAME_LAST
            else _by_endings(units, country, taken, is_told=order is not None)
        )
    )


def split_full_name(text: str, *, country: str = "", order: Order | None = None) -> Split:
    """Take a full name apart; `order` is that of its column (see order_of_column), `country` an ISO code.

    No letter is lost: titles and what stood in brackets come back beside the name.
    """
    bare, titles, aside = cleaned(text)
    if not bare and titles:
        # Somebody may really be called so.
        bare, titles = " ".join(titles), ()
    split = _split(bare, country, order)
    if not titles and not aside:
        return split
    return split._replace(titles=titles, aside=" ".join(filter(None, (split.aside, aside))))


def order_of_column(texts: Iterable[str], country: str = "") -> Order:
    """Return the order of a whole column: as most rows show it, or family endings, or the country's."""
    texts = [text for text in texts if text and text.strip()]
    splits = (split_full_name(text, country=country) for text in texts)
    shown = Counter(split.order for split in splits if split.order)
    if shown:
        best, votes = max(shown.items(), key=lambda item: (item[1], item[0] is Order.FAMILY_FIRST))
        if votes * 2 > shown.total() and votes >= EVIDENT_SHARE * len(texts):
            return best
    default = _default_order(country, " ".join(texts[:5]))
    return default if default is Order.FATHER_FIRST else _order_by_weak_endings(texts, country) or default


def _order_by_weak_endings(texts: Sequence[str], country: str) -> Order | None:
    """Weak endings tell nothing of one name, but something of many: -i, -zai mostly end family names."""
    pairs = [words for words in (text.split() for text in texts) if len(words) >= 2]
    if len(pairs) < ROWS_TO_LEARN_FROM:
        return None
    first, last = (
        sum(words_that_tell.weight_as_family(words[at], country) > 0 for words in pairs) for at in (0, -1)
    )
    if abs(first - last) < CLEAR_SHARE * len(pairs):
        return None
    return Order.FAMILY_FIRST if first > last else Order.GIVEN_FIRST
