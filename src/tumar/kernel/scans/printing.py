"""A sheet as its template takes it (kernel/typst/sign_in_sheet.typ), from its layout and its words."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from tumar.kernel.scans.codes import PageCode, qr_svg
from tumar.kernel.scans.layout import Box, layout


@dataclass(frozen=True)
class Column:
    """What stands above a column of boxes."""

    text: str
    small: str = ""


@dataclass(frozen=True)
class Line:
    """What is printed in one row; `is_open` where somebody writes his own name."""

    number: str
    name: str
    small: str = ""
    is_open: bool = False


@dataclass(frozen=True)
class Words:
    """What a page says beside its table."""

    heading: str
    lines: Sequence[str]
    number: str
    name: str
    signed_by: str


@dataclass(frozen=True)
class Page:
    """One page to be printed."""

    code: PageCode
    words: Words
    columns: Sequence[Column]
    lines: Sequence[Line]


def page_values(page: Page) -> dict[str, Any]:
    """Return one page's values for the template, every measure in millimetres."""
    plan = layout(len(page.columns), len(page.lines), form=page.code.form)
    head = plan.head
    columns = [
        Box(box.x, head.y, box.width, head.height)
        for box in (plan.box(0, column) for column in range(plan.columns))
    ]
    return {
        "heading": page.words.heading,
        "lines": list(page.words.lines),
        "code": str(page.code),
        "corners": [asdict(box) for box in plan.corners],
        "qr": [
            {"svg": qr_svg(page.code, place), "alt": str(page.code), **asdict(box)}
            for place, box in enumerate(plan.codes)
        ],
        "head": asdict(head),
        "number_word": page.words.number,
        "name_word": page.words.name,
        "columns": [
            {**asdict(box), "text": column.text, "small": column.small}
            for box, column in zip(columns, page.columns, strict=True)
        ],
        "rows": [
            {
                **asdict(line),
                "number_box": asdict(plan.number(row)),
                "name_box": asdict(plan.name(row)),
                "marks": [asdict(box) for box in plan.marks(row)],
            }
            for row, line in enumerate(page.lines)
        ],
        "upright": list(plan.upright_lines),
        "level": list(plan.level_lines),
        "table": asdict(plan.table),
        "foot": [{**asdict(Box(48.0, 272.0, 100.0, 12.0)), "text": page.words.signed_by, "ruled": True}],
    }
