"""Tumar runs a regional biosafety and biosecurity capacity-building programme."""

__version__ = "0.1.0"
