"""What becomes of this room's columns when a person is erased: nothing, they hold figures and codes."""

from tumar.kernel.personal import Rows, Rule

RULES = (
    Rule("results.editionfigure", Rows.OF_OTHERS, is_computed=True),
    Rule("results.editionline", Rows.OF_OTHERS, is_computed=True),
)
