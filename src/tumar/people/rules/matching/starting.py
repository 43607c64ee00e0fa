"""The weights to start from, before a list or decisions teach better ones."""

from collections.abc import Sequence

from tumar.people.rules.matching.model import (
    ON_FILE,
    Field,
    FieldWeights,
    Level,
    LevelWeight,
    Model,
    Thresholds,
)


def _levels(**shares: tuple[float, float]) -> tuple[LevelWeight, ...]:
    return tuple(LevelWeight(Level[name], m, u) for name, (m, u) in shares.items())


# Shares among the same person and among different ones. A wrong given name, patronymic or birth year is rare
# for one person, yet the rule among namesakes and within families: the people most often confused.
STARTING: dict[str, tuple[LevelWeight, ...]] = {
    Field.FAMILY: _levels(
        EQUAL=(0.515, 0.0020),
        SOUND=(0.34, 0.0020),
        FORM=(0.005, 0.0005),
        NEAR=(0.075, 0.0030),
        SIMILAR=(0.02, 0.006),
        PART=(0.015, 0.0010),
        INITIAL=(0.005, 0.004),
        DIFFERENT=(0.025, 0.982),
    ),
    Field.GIVEN: _levels(
        EQUAL=(0.511, 0.0090),
        SOUND=(0.34, 0.0090),
        FORM=(0.01, 0.0009),
        NEAR=(0.075, 0.008),
        SIMILAR=(0.02, 0.013),
        PART=(0.01, 0.002),
        INITIAL=(0.032, 0.030),
        DIFFERENT=(0.002, 0.929),
    ),
    Field.PATRONYMIC: _levels(
        EQUAL=(0.4947, 0.010),
        SOUND=(0.33, 0.010),
        FORM=(0.01, 0.001),
        NEAR=(0.085, 0.008),
        SIMILAR=(0.03, 0.02),
        PART=(0.01, 0.002),
        INITIAL=(0.04, 0.04),
        DIFFERENT=(0.0003, 0.91),
    ),
    # Names that agree in swapped order agree already; what remains to say is how rarely one swaps them.
    Field.ORDER: _levels(STRAIGHT=(1.0, 1.0), SWAPPED=(0.08, 1.0)),
    Field.SEX: _levels(EQUAL=(0.995, 0.8), DIFFERENT=(0.005, 0.2)),
    Field.BIRTH: _levels(
        EQUAL=(0.80, 0.0001),
        NEAR=(0.08, 0.002),
        YEAR=(0.10, 0.025),
        CLOSE=(0.0195, 0.05),
        DIFFERENT=(0.00008, 0.923),
    ),
    Field.EMPLOYER: _levels(EQUAL=(0.6, 0.01), SIMILAR=(0.15, 0.02), DIFFERENT=(0.25, 0.97)),
    Field.COUNTRY: _levels(EQUAL=(0.97, 0.6), DIFFERENT=(0.03, 0.4)),
    Field.EMAIL: _levels(
        EQUAL=(0.80, 0.00001), PART=(0.05, 0.0005), NEAR=(0.05, 0.0001), DIFFERENT=(0.10, 0.9994)
    ),
    Field.TELEPHONE: _levels(EQUAL=(0.75, 0.00005), NEAR=(0.05, 0.0001), DIFFERENT=(0.20, 0.9999)),
    Field.DOCUMENT: _levels(EQUAL=(0.93, 0.00000001), NEAR=(0.04, 0.00001), DIFFERENT=(0.03, 0.99999)),
}
# A column that both lists have and the program does not know.
OTHER = _levels(EQUAL=(0.75, 0.01), NEAR=(0.10, 0.01), SIMILAR=(0.05, 0.03), DIFFERENT=(0.10, 0.95))
RARER_STRONGER = frozenset({Field.FAMILY, Field.GIVEN, Field.PATRONYMIC, Field.EMPLOYER})


def starting_model(
    others: Sequence[str] = (), *, prior: float = 1e-6, thresholds: Thresholds = ON_FILE
) -> Model:
    """Return the weights to start from, with those for `others`: columns that the program does not know."""
    known = [FieldWeights(name, levels, name in RARER_STRONGER) for name, levels in STARTING.items()]
    more = [FieldWeights(name, OTHER, is_rarer_stronger=True) for name in others]
    return Model((*known, *more), prior, thresholds)
