"""What becomes of this room's columns when a person is erased; and when a person was last met."""

from tumar.kernel.personal import Fate, Rows, Rule

RULES = (
    Rule(
        "training.qualification",
        Rows.KEPT,
        dict.fromkeys(("code", "version", "since", "until"), Fate.KEPT),
    ),
)

LAST_MET = ("qualifications__since",)
