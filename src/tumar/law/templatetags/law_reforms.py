"""Words of reform in templates, and the rows of the overview."""

from collections.abc import Mapping
from typing import Any

from django import template

from tumar.law.models import Recommendation
from tumar.law.rules import reforms as rules
from tumar.law.wording_reforms import COLUMNS, NEXT_STEPS, STANDINGS, stage_words

register = template.Library()

TAGS = {
    rules.Standing.DONE: "tag tag-good",
    rules.Standing.HERE: "tag tag-good",
    rules.Standing.OVERDUE: "tag tag-bad",
    rules.Standing.SKIPPED: "tag tag-warn",
}
PRIORITY_TAGS = {1: "tag tag-bad", 2: "tag tag-warn"}


@register.filter
def column_words(column: str) -> Any:
    """Return a column of the board in words."""
    return COLUMNS[rules.Column(column)]


@register.filter
def stage_name(stage: str) -> str:
    """Return a stage in words."""
    return stage_words(rules.Stage(stage))


@register.filter
def standing_words(standing: str) -> Any:
    """Return how a stage stands, in words."""
    return STANDINGS[rules.Standing(standing)]


@register.filter
def standing_tag(standing: str) -> str:
    """Return the classes of the tag of a stage."""
    return TAGS.get(rules.Standing(standing), "tag")


@register.filter
def next_step(step: str) -> Any:
    """Return what comes next, in words."""
    return NEXT_STEPS[rules.NextStep(step)]


@register.filter
def priority_tag(priority: int) -> str:
    """Return the classes of a priority's tag."""
    return PRIORITY_TAGS.get(priority, "tag")


@register.filter
def late_of(late: Mapping[int, Any], key: int) -> Any:
    """Return the overdue stages of one bill."""
    return late.get(key, ())


@register.simple_tag
def board_columns() -> list[rules.Column]:
    """Return the columns of the board, in order."""
    return list(rules.Column)


@register.simple_tag
def recommendation_states() -> list[tuple[str, Any]]:
    """Return the states of recommendations with their words, in order."""
    return [(state, label) for state, label in Recommendation.State.choices]


@register.filter
def count_of(counts: Mapping[str, int], key: str) -> int:
    """Return how many there are of one sort."""
    return counts.get(str(key), 0)
