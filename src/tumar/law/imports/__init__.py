"""What a workbook says of law; one module a group of sheets, what is referred to before what refers to it.

The same sheets are given out as a workbook (`law/exports/records.py`), to be edited and sent back.
"""

from tumar.law.imports.instruments import INSTRUMENTS
from tumar.law.imports.parts import EXPRESSIONS, PROVISIONS, PUBLICATIONS, RELATIONS, VERSIONS
from tumar.law.imports.reforms import BILLS, RECOMMENDATIONS
from tumar.law.imports.stages import PLANS, STAGES, TASKS
from tumar.law.imports.treaties import SEARCHES, TREATY_ACTS

SHEETS = (
    *(INSTRUMENTS, EXPRESSIONS, VERSIONS, PROVISIONS, PUBLICATIONS, RELATIONS),
    *(TREATY_ACTS, SEARCHES),
    *(RECOMMENDATIONS, BILLS, STAGES, PLANS, TASKS),
)

__all__ = [
    "BILLS",
    "EXPRESSIONS",
    "INSTRUMENTS",
    "PLANS",
    "PROVISIONS",
    "PUBLICATIONS",
    "RECOMMENDATIONS",
    "RELATIONS",
    "SEARCHES",
    "SHEETS",
    "STAGES",
    "TASKS",
    "TREATY_ACTS",
    "VERSIONS",
]
