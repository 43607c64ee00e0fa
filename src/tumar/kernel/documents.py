"""Documents as PDF: a Typst template of this package and plain values make the bytes.

Values go in as one JSON input and templates only read its fields, so that no name or text can
become Typst code. The same template, values, standard and timestamp give the same bytes; keep
their hash and make the file again instead of keeping the file. Fonts come from the package
(`fonts/`, or the folder named by TUMAR_FONTS), never from the machine.

What a template reads is written at its head: see `typst/factsheet.typ`.
"""

import json
import os
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any, Literal

import typst

Standard = Literal["a-2b", "ua-1"]

TEMPLATES = Path(__file__).parent / "typst"
FONTS = Path(__file__).parent / "fonts"


class NoSuchTemplate(LookupError):
    """No template of that name is in the package."""

    def __init__(self, template: str) -> None:
        super().__init__(template)
        self.template = template


class NotPrintable(RuntimeError):
    """A template refused the values it was given: one is missing or of another kind."""

    def __init__(self, template: str, reason: str) -> None:
        super().__init__(f"{template}: {reason}")
        self.template = template
        self.reason = reason


class Press:
    """One template with its compiler, kept because fonts take longer to read than pages to set."""

    def __init__(self, template: str, fonts: Path) -> None:
        source = TEMPLATES / f"{template}.typ"
        if source.parent != TEMPLATES or not source.is_file():
            raise NoSuchTemplate(template)
        self.template = template
        self._lock = Lock()
        self._compiler = typst.Compiler(
            input=str(source),
            root=str(TEMPLATES),
            font_paths=[str(fonts)],
            ignore_system_fonts=True,
        )

    def print(self, values: Mapping[str, Any], standard: Standard, timestamp: datetime) -> bytes:
        """Set one document; threads wait for each other, since inputs belong to the compiler."""
        written = json.dumps(values, ensure_ascii=False, sort_keys=True)
        with self._lock:
            try:
                pdf = self._compiler.compile(
                    format="pdf",
                    sys_inputs={"values": written},
                    pdf_standards=standard,
                    timestamp=int(timestamp.timestamp()),
                )
            except typst.TypstError as fault:
                raise NotPrintable(self.template, str(fault)) from fault
        if not isinstance(pdf, bytes):
            raise NotPrintable(self.template, "no document came out")
        return pdf

    def paint(self, values: Mapping[str, Any], dots: int) -> bytes:
        """Make a picture of a page, so many dots an inch."""
        written = json.dumps(values, ensure_ascii=False, sort_keys=True)
        with self._lock:
            try:
                png = self._compiler.compile(format="png", ppi=dots, sys_inputs={"values": written})
            except typst.TypstError as fault:
                raise NotPrintable(self.template, str(fault)) from fault
        if not isinstance(png, bytes):
            raise NotPrintable(self.template, "no single page came out")
        return png


@lru_cache(maxsize=16)
def _press(template: str, fonts: Path) -> Press:
    return Press(template, fonts)


def fonts_folder() -> Path:
    """Return the folder of the fonts to set in."""
    return Path(os.environ.get("TUMAR_FONTS") or FONTS)


def render_pdf(
    template: str,
    values: Mapping[str, Any],
    *,
    standard: Standard = "ua-1",
    timestamp: datetime,
) -> bytes:
    """Make a PDF: "ua-1" for reading by anyone, "a-2b" for keeping; one file cannot be both."""
    if timestamp.tzinfo is None:
        raise ValueError("the timestamp of a document needs its time zone")
    return _press(template, fonts_folder()).print(values, standard, timestamp)


def render_png(svg: str, alt: str, *, dots: int = 170) -> bytes:
    """Make a PNG picture of one drawing of the house, with the house's fonts: 170 mm wide."""
    return _press("picture", fonts_folder()).paint({"svg": svg, "alt": alt}, dots)


def marked_note(text: str) -> dict[str, str]:
    """Return a note as templates print it: its mark (one or more asterisks) apart from its words."""
    mark, _blank, rest = text.partition(" ")
    return {"mark": mark, "text": rest} if mark.strip("*") == "" else {"mark": "", "text": text}
