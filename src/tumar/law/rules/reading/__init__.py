"""Files of law to lines: told by what they are, not by what they are called; nothing in them is run."""

from tumar.law.rules.reading.akn import read_akn
from tumar.law.rules.reading.opening import read
from tumar.law.rules.reading.refusals import Code, Unreadable

__all__ = ["Code", "Unreadable", "read", "read_akn"]
