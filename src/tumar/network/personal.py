"""What becomes of this room's columns when a person is erased."""

from tumar.kernel.personal import Fate, Rows, Rule

RULES = (
    # The seat stays under the code, so that a group's tasks keep their owner; a mandate may name persons.
    Rule(
        "network.member",
        Rows.KEPT,
        {**dict.fromkeys(("number", "part", "since", "until"), Fate.KEPT), "mandate": Fate.CLEARED},
    ),
    Rule("network.directoryentry", Rows.DELETED),
    Rule("network.digestsending", Rows.DELETED),
    Rule("network.feedkey", Rows.DELETED),
    Rule("network.subscription", Rows.DELETED),
)
