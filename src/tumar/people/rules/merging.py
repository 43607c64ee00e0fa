"""Which of two values a merged record keeps; values alone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

LEFT, RIGHT = "left", "right"

# Fields that say one thing together, and are chosen together.
UNITS = (("birth_year", "birth_date"),)

# What stands for "nobody knows".
UNKNOWN: Mapping[str, str] = {"sex": "U", "group": "unknown"}


@dataclass(frozen=True)
class Choice:
    """One thing that two records say: the fields that say it, both sides, and which side is proposed."""

    fields: tuple[str, ...]
    left: tuple[Any, ...]
    right: tuple[Any, ...]
    proposed: str

    @property
    def name(self) -> str:
        """The name of the choice in a form: that of its first field."""
        return self.fields[0]

    @property
    def is_open(self) -> bool:
        """Whether the two sides differ, so that there is something to choose."""
        return self.left != self.right

    def side(self, side: str) -> dict[str, Any]:
        """Return the values of one side by field."""
        return dict(zip(self.fields, self.right if side == RIGHT else self.left, strict=True))


def is_known(field: str, value: Any) -> bool:
    """Tell whether a field says anything."""
    return value not in (None, "", UNKNOWN.get(field))


def units(fields: Iterable[str]) -> list[tuple[str, ...]]:
    """Return the fields in their order, those that say one thing together as one."""
    fields = list(fields)
    found: list[tuple[str, ...]] = []
    for field in fields:
        unit = next((one for one in UNITS if field in one), (field,))
        whole = tuple(one for one in unit if one in fields)
        if whole not in found:
            found.append(whole)
    return found


def _proposed(fields: Sequence[str], left: Sequence[Any], right: Sequence[Any]) -> str:
    """Propose the kept record's own values, unless the other one says more."""
    told = [
        sum(is_known(field, value) for field, value in zip(fields, side, strict=True))
        for side in (left, right)
    ]
    return RIGHT if told[1] > told[0] else LEFT


def choices(left: Mapping[str, Any], right: Mapping[str, Any]) -> list[Choice]:
    """Return what is to be chosen between two records: one for each thing that they say."""
    found = []
    for fields in units(left):
        ours, theirs = tuple(left[one] for one in fields), tuple(right[one] for one in fields)
        found.append(Choice(fields, ours, theirs, _proposed(fields, ours, theirs)))
    return found


def chosen(offered: Iterable[Choice], sides: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return, thing by thing, the values that the merged record is to have; unnamed ones as proposed."""
    return [one.side(sides.get(one.name, one.proposed)) for one in offered]
