"""Writing SVG: escaped elements, short numbers, and a stage that mirrors itself."""

import re
from dataclasses import dataclass
from typing import Literal, Self
from xml.sax.saxutils import escape

from tumar.kernel.drawing import palette

Direction = Literal["ltr", "rtl"]
Anchor = Literal["start", "middle", "end"]

IDENTIFIER = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
# What XML 1.0 cannot carry even when escaped.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
ISOLATE, POP = "\u2067", "\u2069"


class Svg(str):
    """A finished piece of SVG, which templates print as it is."""

    __slots__ = ()

    def __html__(self) -> Self:
        return self


def clean(text: str) -> str:
    """Escape a text for use between tags."""
    return escape(FORBIDDEN.sub("", text))


def px(value: float) -> str:
    """Write a length with one decimal at most."""
    text = f"{value:.1f}"
    text = text.removesuffix(".0")
    return "0" if text == "-0" else text


def element(tag: str, *children: str, **attributes: str | float | None) -> str:
    """Write one element; `class_` and `stroke_width` become `class` and `stroke-width`."""
    written = "".join(
        f' {_attribute(name)}="{_value(value)}"' for name, value in attributes.items() if value is not None
    )
    inside = "".join(children)
    return f"<{tag}{written}>{inside}</{tag}>" if inside else f"<{tag}{written}/>"


def _attribute(name: str) -> str:
    return name.rstrip("_").replace("_", "-")


def _value(value: str | float) -> str:
    if isinstance(value, str):
        return escape(FORBIDDEN.sub("", value), {'"': "&quot;"})
    return px(value)


def title(text: str) -> str:
    """Write the words that a pointer resting on a mark brings up."""
    return element("title", clean(text)) if text else ""


@dataclass(frozen=True)
class Stage:
    """The sheet a picture is drawn on, measured from the side where reading starts."""

    prefix: str
    title: str
    description: str
    width: float
    direction: Direction = "ltr"

    def __post_init__(self) -> None:
        if not IDENTIFIER.fullmatch(self.prefix):
            raise ValueError(f"not usable as an id: {self.prefix!r}")
        if self.width < 200:
            raise ValueError("a picture is at least 200 wide")

    @property
    def is_mirrored(self) -> bool:
        return self.direction == "rtl"

    @property
    def hatch(self) -> str:
        return f"url(#{self.prefix}-hatch)"

    def x(self, x: float, extent: float = 0) -> float:
        """Turn a distance from the reading side into one from the left."""
        return self.width - x - extent if self.is_mirrored else x

    def rect(self, x: float, y: float, width: float, height: float, **more: str | float) -> str:
        """Draw a rectangle; `tip` is its title."""
        tip = str(more.pop("tip", ""))
        return element("rect", title(tip), x=self.x(x, width), y=y, width=width, height=height, **more)

    def line(self, x1: float, y1: float, x2: float, y2: float) -> str:
        """Draw a piece of the axis."""
        return element(
            "line",
            class_="chart-axis",
            x1=self.x(x1),
            y1=y1,
            x2=self.x(x2),
            y2=y2,
            stroke=palette.AXIS,
            stroke_width="1",
        )

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float = 13,
        anchor: Anchor = "start",
        kind: str = "chart-text",
        fill: str = palette.TEXT,
        weight: str | None = None,
        tip: str = "",
    ) -> str:
        """Write one line of text standing on the base line y."""
        return element(
            "text",
            title(tip),
            clean(self._ordered(text)),
            class_=kind,
            x=self.x(x),
            y=y,
            font_size=px(size),
            text_anchor=self._side(anchor),
            fill=fill,
            font_weight=weight,
        )

    def _side(self, anchor: Anchor) -> Anchor:
        if not self.is_mirrored or anchor == "middle":
            return anchor
        return "end" if anchor == "start" else "start"

    def _ordered(self, text: str) -> str:
        """Isolate right-to-left text, since the drawing itself is always laid out left to right."""
        is_mixed = self.is_mirrored and RIGHT_TO_LEFT.search(text)
        return f"{ISOLATE}{text}{POP}" if is_mixed else text

    def finished(self, height: float, *content: str) -> Svg:
        """Close the picture: its names first, then what it shows."""
        return Svg(
            element(
                "svg",
                element("title", clean(self.title), id=f"{self.prefix}-title"),
                element("desc", clean(self.description), id=f"{self.prefix}-desc"),
                self._definitions(),
                *content,
                xmlns="http://www.w3.org/2000/svg",
                class_="chart",
                role="img",
                aria_labelledby=f"{self.prefix}-title {self.prefix}-desc",
                viewBox=f"0 0 {px(self.width)} {px(height)}",
                width=self.width,
                height=height,
                direction="ltr",
                font_family=palette.FONTS,
            )
        )

    def _definitions(self) -> str:
        pattern = element(
            "pattern",
            element("rect", class_="chart-hatch-ground", width="6", height="6", fill=palette.PAPER),
            element(
                "path",
                class_="chart-hatch-line",
                d="M-1 1l2-2M0 6l6-6M5 7l2-2",
                stroke=palette.HATCH,
                stroke_width="1.2",
                fill="none",
            ),
            id=f"{self.prefix}-hatch",
            width="6",
            height="6",
            patternUnits="userSpaceOnUse",
        )
        return element("defs", pattern)
