"""What is told of a list's rows: as JSON in the words of the command's contract, or on one line each."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import ngettext

from tumar.desk.lists_in import fields
from tumar.desk.lists_in.context import NEEDS
from tumar.kernel.models import ListRow
from tumar.people import remarks
from tumar.supplies.models import ConsignmentLine

# Kept with a row for our own use; not part of what a list says.
INNER = frozenset({"country_guess", "document_digest", *(f"{name}_latin" for name in fields.NAMES)})


def as_json(row: ListRow, country: str = "") -> dict[str, Any]:
    """Return a row as the command's JSON has it: its place, what it says, what becomes of it and why.

    `country` is that of the whole list, for a row that does not say its own.
    """
    told = {
        name: value for name, value in row.facts.items() if name not in INNER and value not in (None, "", {})
    }
    found = {
        "sheet": row.sheet,
        "row": row.row,
        **told,
        "decision": str(row.decision),
        "findings": row.findings,
    }
    if "country" not in told and (meant := row.facts.get("country_guess") or country):
        found["country"] = meant
    if row.record:
        found["record"] = row.record.partition(":")[2]
    if row.why:
        found["why"] = row.why
    if row.candidates:
        found["candidates"] = row.candidates
    if row.changes:
        found["changes"] = row.changes
    return found


def in_one_line(told: Mapping[str, Any]) -> str:
    """Return a row for a terminal."""
    place = f"{told['sheet']} {told['row']}".strip()
    why = f" ({told['why']})" if told.get("why") else ""
    record = f" {told['record']}" if told.get("record") else ""
    found = "".join(f"\n    {one.get('cell') or ''} {one['message']}".rstrip() for one in told["findings"])
    return f"{place}: {fields.title(told)}: {told['decision']}{record}{why}{found}"


def passed_told(passed_over: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the first rows that were passed over, as they are kept, each with the reason in words."""
    return [
        {
            **{name: each[name] for name in ("sheet", "row", "content")},
            "why": remarks.passed_over(each["sort"]),
        }
        for each in passed_over.get("first", ())
    ]


def passed_in_one_line(told: Mapping[str, Any]) -> str:
    """Return a row that was passed over for a terminal."""
    shown = f" [{told['content']}]" if told["content"] else ""
    return f"{told['sheet']} {told['row']}".strip() + f"{shown}: {told['why']}"


def more_passed_over(number: int) -> str:
    """Return the sentence on rows that were passed over and are counted only."""
    told = ngettext("%(rows)s more row was passed over.", "%(rows)s more rows were passed over.", number)
    return told % {"rows": number}


def without_category(number: int, chosen: str) -> str:
    """Return the sentence on so many rows of goods that name no category; empty for none."""
    if not number:
        return ""
    category = str(dict(ConsignmentLine.Category.choices)[chosen.lower() or ConsignmentLine.Category.OTHER])
    told = ngettext(
        "%(number)s row names no category of goods and goes under “%(category)s”.",
        "%(number)s rows name no category of goods and go under “%(category)s”.",
        number,
    )
    return told % {"number": number, "category": category}


def needs_told(needs: Iterable[str]) -> list[str]:
    """Return, in sentences, what must be chosen for a whole list before it can be written."""
    return [str(NEEDS[need]()) for need in sorted(needs)]
