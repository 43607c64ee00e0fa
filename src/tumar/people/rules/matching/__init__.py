"""Who is who: two descriptions of a person weighed field by field, in whatever script and order they come."""

from tumar.people.rules.matching.learning import learn_by_em, learn_from_decisions
from tumar.people.rules.matching.linking import Linked, link
from tumar.people.rules.matching.model import (
    IN_LISTS,
    ON_FILE,
    Field,
    FieldWeights,
    Level,
    LevelWeight,
    Model,
    Origin,
    Thresholds,
    model_from_json,
)
from tumar.people.rules.matching.scoring import Decision, Reason, decide, reasons
from tumar.people.rules.matching.starting import starting_model
from tumar.people.rules.matching.subjects import Subject

__all__ = [
    "IN_LISTS",
    "ON_FILE",
    "Decision",
    "Field",
    "FieldWeights",
    "Level",
    "LevelWeight",
    "Linked",
    "Model",
    "Origin",
    "Reason",
    "Subject",
    "Thresholds",
    "decide",
    "learn_by_em",
    "learn_from_decisions",
    "link",
    "model_from_json",
    "reasons",
    "starting_model",
]
