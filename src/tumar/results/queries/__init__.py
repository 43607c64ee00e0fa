"""Reads of results: live factsheets, frozen editions, their lines, and why two of them differ."""

from tumar.results.queries.comparing import compare_with_edition, compare_with_records
from tumar.results.queries.editions import (
    bears_its_seal,
    cites,
    edition_faults,
    editions,
    editions_seen,
    frozen_figure,
    frozen_lines,
    latest_edition,
    published_edition,
    published_editions,
    published_programmes,
    recomputed,
    sealed_texts,
    sheet_of,
)
from tumar.results.queries.live import factsheet, figure, lines, our_programmes, programme_by_code
from tumar.results.queries.rows import frozen_rows, keys_of, live_rows, public_rows

__all__ = [
    "bears_its_seal",
    "cites",
    "compare_with_edition",
    "compare_with_records",
    "edition_faults",
    "editions",
    "editions_seen",
    "factsheet",
    "figure",
    "frozen_figure",
    "frozen_lines",
    "frozen_rows",
    "keys_of",
    "latest_edition",
    "lines",
    "live_rows",
    "our_programmes",
    "programme_by_code",
    "public_rows",
    "published_edition",
    "published_editions",
    "published_programmes",
    "recomputed",
    "sealed_texts",
    "sheet_of",
]
