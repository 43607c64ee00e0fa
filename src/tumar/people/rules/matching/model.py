"""The weights in force: how probable each agreement is among the same person and among different ones."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any


class Level(StrEnum):
    """How well two values agree."""

    MISSING = "missing"
    EQUAL = "equal"
    SOUND = "equal-after-transliteration"
    FORM = "form-of-one-name"
    NEAR = "one-letter-apart"
    SIMILAR = "similar"
    PART = "one-part-equal"
    INITIAL = "initial-equal"
    YEAR = "year-equal"
    CLOSE = "a-year-apart"
    DIFFERENT = "different"
    STRAIGHT = "in-order"
    SWAPPED = "swapped"


class Field(StrEnum):
    """What is compared; a field that the program does not know goes by the name its column has."""

    FAMILY = "family"
    GIVEN = "given"
    PATRONYMIC = "patronymic"
    ORDER = "order"
    SEX = "sex"
    BIRTH = "birth"
    EMPLOYER = "employer"
    COUNTRY = "country"
    EMAIL = "email"
    TELEPHONE = "telephone"
    DOCUMENT = "document"


class Origin(StrEnum):
    """Where weights come from."""

    STARTING = "starting"  # ours, learned on the synthetic regional set
    LIST = "list"  # estimated by EM on the list itself
    DECISIONS = "decisions"  # counted from what people decided


@dataclass(frozen=True, slots=True)
class LevelWeight:
    """One level of a field: its share among pairs of the same person (m) and of different persons (u)."""

    level: Level
    m: float
    u: float

    @property
    def weight(self) -> float:
        """How much the level says, in bits: above 0 for the same person, below 0 against."""
        return math.log2(self.m / self.u)


@dataclass(frozen=True, slots=True)
class FieldWeights:
    """The levels of one field; `is_rarer_stronger`: a rare value that agrees says more than a common one."""

    field: str
    levels: tuple[LevelWeight, ...]
    is_rarer_stronger: bool = False

    def of(self, level: Level) -> LevelWeight:
        """Return the weight of one level."""
        return next(one for one in self.levels if one.level == level)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From which posterior probability a pair is proposed as the same, and from which it is reviewed."""

    same: float
    review: float


# On file nothing is taken for the same below .999; a list compared with a list merges nothing, so there
# the likelier answer is said.
ON_FILE = Thresholds(same=0.999, review=0.1)
IN_LISTS = Thresholds(same=0.5, review=0.1)


@dataclass(frozen=True)
class Model:
    """All that decides: weights by field, the share of same pairs among ALL pairs, and thresholds."""

    fields: tuple[FieldWeights, ...]
    prior: float
    thresholds: Thresholds
    origin: Origin = Origin.STARTING
    pairs: int = 0  # how many pairs, or decisions, it was learned from

    def of(self, field: str) -> FieldWeights:
        """Return the weights of one field."""
        return next(one for one in self.fields if one.field == field)

    @property
    def names(self) -> tuple[str, ...]:
        """The fields, in order."""
        return tuple(one.field for one in self.fields)

    def with_prior(self, prior: float) -> "Model":
        """Return the same weights for a place in which same pairs are more, or less, frequent."""
        return replace(self, prior=prior)

    def with_swaps(self, share: float) -> "Model":
        """Return the same weights for lists in which names stand in swapped order so often."""
        levels = (LevelWeight(Level.STRAIGHT, 1.0, 1.0), LevelWeight(Level.SWAPPED, share, 1.0))
        order = FieldWeights(Field.ORDER, levels)
        return replace(self, fields=tuple(order if one.field == Field.ORDER else one for one in self.fields))

    def as_json(self) -> dict[str, Any]:
        """Return the model as JSON can hold it."""
        return asdict(self)


def model_from_json(told: Mapping[str, Any]) -> Model:
    """Return the model that `Model.as_json` wrote."""
    fields = tuple(
        FieldWeights(one["field"], _levels(one["levels"]), one["is_rarer_stronger"]) for one in told["fields"]
    )
    thresholds = Thresholds(**told["thresholds"])
    return Model(fields, told["prior"], thresholds, Origin(told["origin"]), told["pairs"])


def _levels(told: Sequence[Mapping[str, Any]]) -> tuple[LevelWeight, ...]:
    return tuple(LevelWeight(Level(one["level"]), one["m"], one["u"]) for one in told)
