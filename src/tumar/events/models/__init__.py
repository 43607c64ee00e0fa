"""Events with their sessions, persons and marks; planning, registration, sheets, statements, evaluation."""

from tumar.events.models.evaluation import (
    AnswerList,
    AnswerSheet,
    Evaluation,
    EvaluationLink,
    EvaluationQuestion,
    FreeAnswer,
    PaperSheet,
)
from tumar.events.models.events import (
    Event,
    EventOrganisation,
    EventQuerySet,
    Involvement,
    Mark,
    Session,
)
from tumar.events.models.planning import BudgetLine, Material, Photograph, Room, Speaking, TargetGroup, Task
from tumar.events.models.registration import Invitation, Question, Registering, Registration
from tumar.events.models.sheets import SheetPage, SheetScan
from tumar.events.models.statements import HeadCount, Statement, Unplaced, WalkIn
from tumar.events.models.states import Postponement

__all__ = [
    "AnswerList",
    "AnswerSheet",
    "BudgetLine",
    "Evaluation",
    "EvaluationLink",
    "EvaluationQuestion",
    "Event",
    "EventOrganisation",
    "EventQuerySet",
    "FreeAnswer",
    "HeadCount",
    "Invitation",
    "Involvement",
    "Mark",
    "Material",
    "PaperSheet",
    "Photograph",
    "Postponement",
    "Question",
    "Registering",
    "Registration",
    "Room",
    "Session",
    "SheetPage",
    "SheetScan",
    "Speaking",
    "Statement",
    "TargetGroup",
    "Task",
    "Unplaced",
    "WalkIn",
]
