"""The lines behind a published figure as files for anybody: every line, and nobody in them.

A person's lines carry no code, not even an invented one, since lines that hang together tell who somebody
is. So that a figure of persons can still be counted again, `counts` is 1 on the first line of each person
and 0 on all others: the sum of the column is the figure.
"""

import json
from collections.abc import Iterator
from typing import Any

from tumar.kernel import sheets
from tumar.places import names
from tumar.portal import queries
from tumar.results import queries as results
from tumar.results.figures import Figure, amount
from tumar.results.labels import plain
from tumar.results.lists import somebody
from tumar.results.models import Edition
from tumar.results.queries.rows import PERSON
from tumar.results.rules import HEADLINE_STRENGTHS, Fold

COLUMNS = ("record", "country", "country_name", "region", "on", "person", "category", "strength", "evidence")
NUMBERS = ("adds", "counts")


def public_lines(one: Edition, figure: Figure) -> Iterator[dict[str, Any]]:
    """Yield each line of a published figure without a trace of the person in it; money in euro cents."""
    is_distinct = queries.fold_of(figure.indicator) is Fold.DISTINCT
    met: set[str] = set()
    rows = results.public_rows(one, figure.indicator).order_by("pk")
    for row in rows.iterator(chunk_size=2000):
        counts = row.adds if row.strength in HEADLINE_STRENGTHS else 0
        if is_distinct:
            counts = int(bool(counts and row.counts_as) and row.counts_as not in met)
            met.add(row.counts_as)
        yield {
            "record": row.record.partition(":")[2],
            "country": row.country,
            "country_name": names.marked_name(row.country) if row.country else "",
            "region": row.region,
            "on": row.on,
            "person": somebody(row.country) if row.counts_as.startswith(PERSON) else "",
            "category": row.category,
            "strength": row.strength,
            "evidence": bool(row.evidence),
            "adds": row.adds,
            "counts": counts,
        }


def lines_csv(one: Edition, figure: Figure) -> Iterator[str]:
    """Yield the lines as those of a CSV file; money in euro."""

    def rows() -> Iterator[list[Any]]:
        for line in public_lines(one, figure):
            told = [line[name] for name in COLUMNS]
            yield [*told, *(plain(line[name], is_money=figure.is_money) for name in NUMBERS)]

    return sheets.csv_lines([*COLUMNS, *NUMBERS], rows())


def lines_json(one: Edition, figure: Figure) -> Iterator[str]:
    """Yield the pieces of a JSON object: which figure of which edition, and its lines; money in euro."""
    head = {
        "edition": one.code,
        "as_of": one.as_of.isoformat(),
        "sha256": one.sha256,
        "demonstration": one.programme.is_demonstration,
        "indicator": figure.indicator,
        "value": amount(figure.value, is_money=figure.is_money),
        "unit": figure.unit,
    }
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "lines": ['
    before = "\n"
    for line in public_lines(one, figure):
        told = line | {name: amount(line[name], is_money=figure.is_money) for name in NUMBERS}
        yield before + json.dumps(told, ensure_ascii=False, default=str)
        before = ",\n"
    yield "\n]}\n"
