"""Indicators: each yields evidence lines, and its number is their fold."""

from tumar.results.indicators.base import Definition, Indicator, Measure, Reading, Tally, Unit
from tumar.results.indicators.registry import NoSuchIndicator, find, indicators_of, read

__all__ = [
    "Definition",
    "Indicator",
    "Measure",
    "NoSuchIndicator",
    "Reading",
    "Tally",
    "Unit",
    "find",
    "indicators_of",
    "read",
]
