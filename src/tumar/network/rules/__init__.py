"""Decisions of the room from values alone; no Django."""

from tumar.network.rules.groups import GroupPart, TaskState, is_overdue, leads
from tumar.network.rules.licences import PERMISSION, RESERVED, UNKNOWN_LICENCE, may_be_handed_on
from tumar.network.rules.months import Month, Week, first_weekday, month_of, weeks_of
from tumar.network.rules.sending import is_due

__all__ = [
    "PERMISSION",
    "RESERVED",
    "UNKNOWN_LICENCE",
    "GroupPart",
    "Month",
    "TaskState",
    "Week",
    "first_weekday",
    "is_due",
    "is_overdue",
    "leads",
    "may_be_handed_on",
    "month_of",
    "weeks_of",
]
