"""Why two descriptions are, or are not, taken for one person, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import floor, log10

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from tumar.people.rules.matching.model import Field, Level, LevelWeight, Model
from tumar.people.rules.matching.scoring import Reason

FIELDS = {
    Field.FAMILY: gettext_lazy("family name"),
    Field.GIVEN: gettext_lazy("given name"),
    Field.PATRONYMIC: gettext_lazy("patronymic"),
    Field.ORDER: gettext_lazy("order of the names"),
    Field.SEX: gettext_lazy("sex"),
    Field.BIRTH: gettext_lazy("birth"),
    Field.EMPLOYER: gettext_lazy("employer"),
    Field.COUNTRY: gettext_lazy("country"),
    Field.EMAIL: gettext_lazy("e-mail"),
    Field.TELEPHONE: gettext_lazy("telephone"),
    Field.DOCUMENT: gettext_lazy("document number"),
}
LEVELS = {
    Level.EQUAL: pgettext_lazy("how two values agree", "equal"),
    Level.SOUND: pgettext_lazy("how two values agree", "equal after transliteration"),
    Level.FORM: pgettext_lazy("how two values agree", "another form of one name"),
    Level.NEAR: pgettext_lazy("how two values agree", "one letter apart"),
    Level.SIMILAR: pgettext_lazy("how two values agree", "similar"),
    Level.PART: pgettext_lazy("how two values agree", "one part equal"),
    Level.INITIAL: pgettext_lazy("how two values agree", "initial equal"),
    Level.YEAR: pgettext_lazy("how two values agree", "year equal"),
    Level.CLOSE: pgettext_lazy("how two values agree", "a year apart, or digits turned round"),
    Level.DIFFERENT: pgettext_lazy("how two values agree", "different"),
    Level.STRAIGHT: pgettext_lazy("how two values agree", "in one order"),
    Level.SWAPPED: pgettext_lazy("how two values agree", "swapped"),
}
KNOWN = frozenset(Field)
# Where a language must bend its words, the whole is one text.
_WHOLE = {
    (Field.EMAIL, Level.EQUAL): gettext_lazy("same e-mail"),
    (Field.EMAIL, Level.PART): gettext_lazy("same mailbox name in the e-mail, another domain"),
    (Field.EMAIL, Level.NEAR): gettext_lazy("e-mail one letter apart"),
    (Field.EMAIL, Level.DIFFERENT): gettext_lazy("different e-mails"),
    (Field.TELEPHONE, Level.EQUAL): gettext_lazy("same telephone"),
    (Field.TELEPHONE, Level.NEAR): gettext_lazy("telephone one digit apart"),
    (Field.TELEPHONE, Level.DIFFERENT): gettext_lazy("different telephones"),
    (Field.DOCUMENT, Level.EQUAL): gettext_lazy("same document number"),
    (Field.DOCUMENT, Level.NEAR): gettext_lazy("document number one sign apart"),
    (Field.DOCUMENT, Level.DIFFERENT): gettext_lazy("different document numbers"),
    (Field.BIRTH, Level.EQUAL): gettext_lazy("same date or year of birth"),
    (Field.BIRTH, Level.NEAR): gettext_lazy("date of birth one slip apart"),
    (Field.BIRTH, Level.YEAR): gettext_lazy("same year of birth"),
    (Field.BIRTH, Level.CLOSE): gettext_lazy("year of birth one off, or its digits turned round"),
    (Field.BIRTH, Level.DIFFERENT): gettext_lazy("different years of birth"),
    (Field.SEX, Level.EQUAL): gettext_lazy("same sex"),
    (Field.SEX, Level.DIFFERENT): gettext_lazy("different sex"),
    (Field.COUNTRY, Level.EQUAL): gettext_lazy("same country"),
    (Field.COUNTRY, Level.DIFFERENT): gettext_lazy("different countries"),
    (Field.EMPLOYER, Level.EQUAL): gettext_lazy("same employer"),
    (Field.EMPLOYER, Level.SIMILAR): gettext_lazy("similar employer"),
    (Field.EMPLOYER, Level.DIFFERENT): gettext_lazy("different employers"),
    (Field.ORDER, Level.SWAPPED): gettext_lazy("names in swapped order"),
    (Field.FAMILY, Level.EQUAL): gettext_lazy("family name equal"),
    (Field.FAMILY, Level.SOUND): gettext_lazy("family name equal after transliteration"),
    (Field.FAMILY, Level.FORM): gettext_lazy("family names are forms of one name"),
    (Field.FAMILY, Level.NEAR): gettext_lazy("family name one letter apart"),
    (Field.FAMILY, Level.SIMILAR): gettext_lazy("family name similar"),
    (Field.FAMILY, Level.PART): gettext_lazy("one part of the family name equal"),
    (Field.FAMILY, Level.INITIAL): gettext_lazy("initial of the family name equal"),
    (Field.FAMILY, Level.DIFFERENT): gettext_lazy("family name different"),
    (Field.GIVEN, Level.EQUAL): gettext_lazy("given name equal"),
    (Field.GIVEN, Level.SOUND): gettext_lazy("given name equal after transliteration"),
    (Field.GIVEN, Level.FORM): gettext_lazy("given names are forms of one name"),
    (Field.GIVEN, Level.NEAR): gettext_lazy("given name one letter apart"),
    (Field.GIVEN, Level.SIMILAR): gettext_lazy("given name similar"),
    (Field.GIVEN, Level.PART): gettext_lazy("one part of the given name equal"),
    (Field.GIVEN, Level.INITIAL): gettext_lazy("initial of the given name equal"),
    (Field.GIVEN, Level.DIFFERENT): gettext_lazy("given name different"),
    (Field.PATRONYMIC, Level.EQUAL): gettext_lazy("patronymic equal"),
    (Field.PATRONYMIC, Level.SOUND): gettext_lazy("patronymic equal after transliteration"),
    (Field.PATRONYMIC, Level.FORM): gettext_lazy("patronymics are forms of one name"),
    (Field.PATRONYMIC, Level.NEAR): gettext_lazy("patronymic one letter apart"),
    (Field.PATRONYMIC, Level.SIMILAR): gettext_lazy("patronymic similar"),
    (Field.PATRONYMIC, Level.PART): gettext_lazy("one part of the patronymic equal"),
    (Field.PATRONYMIC, Level.INITIAL): gettext_lazy("initial of the patronymic equal"),
    (Field.PATRONYMIC, Level.DIFFERENT): gettext_lazy("patronymic different"),
}


@dataclass(frozen=True)
class LevelTold:
    """One level of a field in words, its weight in bits and its two shares, as texts."""

    name: str
    weight: str
    same: str
    different: str


@dataclass(frozen=True)
class FieldTold:
    """One field in words, with its levels."""

    name: str
    levels: tuple[LevelTold, ...]


def weights_told(model: Model) -> list[FieldTold]:
    """Return the weights of every field in words, for people to look at."""
    return [FieldTold(field_name(one.field), tuple(map(_level_told, one.levels))) for one in model.fields]


def _level_told(one: LevelWeight) -> LevelTold:
    shares = (_share_told(share) for share in (one.m, one.u))
    weight = number_format(one.weight, 1)
    return LevelTold(level_name(one.level), f"+{weight}" if one.weight > 0 else weight, *shares)


def _share_told(share: float) -> str:
    """Return a share in percent: one decimal, or for a rare thing as many as show its first digit."""
    percent = share * 100
    decimals = 1 if percent >= 0.1 or percent <= 0 else min(6, 1 - floor(log10(percent)))
    return f"{number_format(percent, decimals)} %"


def field_name(field: str) -> str:
    """Return what a field is called; one that the program does not know keeps its column's name."""
    return str(FIELDS.get(field, field))  # type: ignore[call-overload]


def level_name(level: Level) -> str:
    """Return what a level of agreement is called."""
    return str(LEVELS[level])


def sentence(reason: Reason) -> str:
    """Return one reason in words: "family name equal after transliteration"."""
    whole = _WHOLE.get((Field(reason.field), reason.level)) if reason.field in KNOWN else None
    if whole is not None:
        return str(whole)
    return pgettext("field: how two values agree", "%(field)s: %(level)s") % {
        "field": field_name(reason.field),
        "level": level_name(reason.level),
    }


def explanation(reasons: Iterable[Reason]) -> str:
    """Return all reasons in words, the weightiest first, parted by semicolons."""
    return "; ".join(map(sentence, reasons)) or _("nothing in common that could be compared")
