"""What becomes of this room's columns when a person is erased."""

from tumar.kernel.personal import Fate, Rows, Rule

RULES = (
    # What is recommended to a country stays, under the code of whoever saw to it; its words name offices.
    Rule(
        "law.recommendation",
        Rows.KEPT,
        dict.fromkeys(
            (
                *("code", "version", "title", "text", "wording", "priority", "priority_reason"),
                *("currency", "cost_minor", "cost_includes", "due", "state", "state_reason", "search_text"),
            ),
            Fate.KEPT,
        ),
    ),
    # Which findings, bills and tasks belong to it: links, and nothing else.
    *(
        Rule(table, Rows.KEPT)
        for table in ("law.recommendation_findings", "law.bill_recommendations", "law.reformtask")
    ),
)
