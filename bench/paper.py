"""Signed sheets that nobody signed: strokes, strikes, stamps and stray marks drawn on printed pages.

These are then scanned or photographed badly. The same seed gives the same sheet.
"""

import io
import math
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from tumar.kernel import documents
from tumar.kernel.scans.codes import PageCode
from tumar.kernel.scans.layout import FORM, HEIGHT, WIDTH, Box, Layout, layout
from tumar.kernel.scans.pictures import pictures
from tumar.kernel.scans.printing import Column, Line, Page, Words, page_values

FINE = 12.0  # pixels to a millimetre while people write on it
MOMENT = datetime(2026, 3, 2, tzinfo=UTC)
FAMILIES = ("Akhmetova", "Нурмагамбетова", "Yusupov", "Каримов", "Sydykova", "Ли", "Рахмонзода", "Batbayar")
GIVEN = ("Aizhan", "Айгуль Сериковна", "Bobur", "Дилноза", "Nurlan", "Мехринигор Абдурахмоновна", "Oyuun")
PLACES = ("", "Национальная лаборатория, Алматы", "Veterinary Committee", "Областная больница")
INKS = ((25, 35, 120), (20, 20, 25), (60, 40, 130), (30, 60, 160), (70, 70, 75))


@dataclass(frozen=True)
class Truth:
    """What was drawn: which boxes are signed, and which rows struck out."""

    signed: tuple[tuple[bool, ...], ...]
    struck: tuple[bool, ...]


def a_page(columns: int = 3, people: int = 18, open_rows: int = 4, page: int = 1, seed: int = 1) -> Page:
    """Return a page for so many invented persons."""
    chance = np.random.default_rng(seed)
    lines = [
        Line(
            str(row + 1),
            f"{chance.choice(FAMILIES)} {chance.choice(GIVEN)}",
            str(chance.choice(PLACES)),
        )
        for row in range(people)
    ]
    lines += [Line(str(people + row + 1), "Name, organisation", is_open=True) for row in range(open_rows)]
    words = Words(
        "Biosafety for laboratories", ["Almaty, 14 May 2019", "Page 1 of 1"], "No.", "Name", "Trainer"
    )
    heads = [Column(f"Session {one + 1}", "14 May 2019") for one in range(columns)]
    return Page(PageCode(FORM, "P53-KZ-2019-01", 1, page, "7KQ4MZ"), words, heads, lines)


def plan_of(page: Page) -> Layout:
    """Return where everything lies on the page."""
    return layout(len(page.columns), len(page.lines))


def printed(page: Page) -> Image.Image:
    """Return the page as it leaves the printer, FINE pixels to a millimetre."""
    values = {"lang": "en", "dir": "ltr", "title": "Sign-in sheet", "pages": [page_values(page)]}
    return on_paper(documents.render_pdf("sign_in_sheet", values, standard="a-2b", timestamp=MOMENT))[0]


def on_paper(pdf: bytes) -> list[Image.Image]:
    """Return the pages of a printed PDF, FINE pixels to a millimetre."""
    size = (round(WIDTH * FINE), round(HEIGHT * FINE))
    return [page.resize(size, Image.Resampling.BICUBIC) for page in pictures(pdf)]


class Pen:
    """One person's pen: how wide and dark its strokes are, and the page that they go to."""

    def __init__(
        self,
        paper: Image.Image,
        chance: np.random.Generator,
        *,
        is_light: bool = False,
        inks: tuple[tuple[int, int, int], ...] = INKS,
    ) -> None:
        self.paper, self.chance = paper, chance
        self.width = float(chance.uniform(0.22, 0.4) if is_light else chance.uniform(0.3, 0.9))
        self.strength = float(chance.uniform(0.28, 0.5) if is_light else chance.uniform(0.65, 1.0))
        self.colour = inks[int(chance.integers(len(inks)))]

    def draw(self, strokes: list[np.ndarray]) -> None:
        """Draw strokes, each a line of points in millimetres."""
        points = np.vstack(strokes)
        low = np.floor((points.min(axis=0) - 2) * FINE).astype(int)
        size = np.ceil((points.max(axis=0) + 2) * FINE).astype(int) - low
        mask = Image.new("L", (int(size[0]), int(size[1])))
        brush = ImageDraw.Draw(mask)
        for stroke in strokes:
            line = [tuple(point * FINE - low) for point in stroke]
            brush.line(
                line, fill=round(255 * self.strength), width=max(1, round(self.width * FINE)), joint="curve"
            )
        at = (int(low[0]), int(low[1]))
        under = self.paper.crop((at[0], at[1], at[0] + mask.width, at[1] + mask.height))
        ink = Image.composite(
            Image.new("RGB", mask.size, self.colour), Image.new("RGB", mask.size, "white"), mask
        )
        self.paper.paste(ImageChops.multiply(under, ink), at)


def signature(chance: np.random.Generator, box: Box) -> list[np.ndarray]:
    """Return the strokes of a signature in a box: letters run together, initials, or a zigzag."""
    kind = chance.choice(["run", "run", "initials", "zigzag"])
    roomy = min(box.width, 45.0)
    width = chance.uniform(0.35, 0.95) * roomy if kind != "initials" else chance.uniform(5.0, 10.0)
    height = chance.uniform(3.2, 8.5) if kind != "initials" else chance.uniform(3.0, 6.0)
    left = box.x + max(0.5, chance.uniform(0.1, 0.9) * (box.width - width))
    middle = box.centre[1] + chance.normal(0, 0.7)
    if kind == "initials":
        return _initials(chance, left, middle, width, height)
    turns = max(3.0, width / chance.uniform(1.6, 3.2))
    t = np.linspace(0, 1, 160)
    swell = np.interp(t, np.linspace(0, 1, 5), chance.uniform(0.35, 1.0, 5))
    if kind == "run":
        x = left + width * t + chance.uniform(0.3, 0.9) * np.sin(2 * math.pi * turns * t + 1)
        y = middle + height / 2 * swell * np.sin(2 * math.pi * turns * t + chance.uniform(0, 6))
    else:
        x = left + width * t
        y = middle + height / 2 * swell * (2 / math.pi) * np.arcsin(np.sin(2 * math.pi * turns * t))
    strokes = [np.column_stack([x, y + chance.uniform(-1, 1) * t])]
    if chance.random() < 0.4:
        capital = np.linspace(0, 2 * math.pi * 1.2, 60)
        strokes.append(
            np.column_stack([left + 1.5 + 1.8 * np.cos(capital), middle + height * 0.5 * np.sin(capital)])
        )
    if chance.random() < 0.35:
        under = np.linspace(0, 1, 20)
        strokes.append(np.column_stack([left + width * under, middle + height * 0.45 - 1.2 * under]))
    return strokes


def _initials(chance, left: float, middle: float, width: float, height: float) -> list[np.ndarray]:
    count = int(chance.integers(2, 4))
    strokes = []
    for number in range(count):
        t = np.linspace(0, 1, 40)
        wide = width / count
        x = (
            left
            + number * wide
            + wide * (0.45 + 0.45 * np.sin(chance.uniform(4, 9) * t + chance.uniform(0, 6)))
        )
        y = (
            middle
            - height / 2
            + height * (0.5 + 0.5 * np.sin(chance.uniform(4, 9) * t + chance.uniform(0, 6)))
        )
        y = middle + (y - y.mean()) * height / max(float(np.ptp(y)), 0.5)
        strokes.append(np.column_stack([x, y]))
    return strokes


def stray(chance: np.random.Generator, box: Box) -> list[np.ndarray]:
    """Return what a pen leaves without meaning it: a dot, a short line, a little hook."""
    x, y = chance.uniform(box.x + 2, box.right - 2), chance.uniform(box.y + 1, box.bottom - 1)
    kind = chance.choice(["dot", "line", "hook"])
    if kind == "dot":
        return [np.array([[x, y], [x + 0.4, y + 0.2]])]
    reach = chance.uniform(0.8, 2.6)
    turn = chance.uniform(0, math.pi)
    end = np.array([x + reach * math.cos(turn), y + 0.6 * reach * math.sin(turn)])
    if kind == "line":
        return [np.array([[x, y], end])]
    return [np.array([[x, y], [x + 0.5, y + 0.7], end])]


def strike(chance: np.random.Generator, plan: Layout, row: int) -> list[np.ndarray]:
    """Return a line, or two, through a row from its name to its last box."""
    band = plan.row(row)
    strokes = []
    for _line in range(int(chance.integers(1, 3))):
        begin = chance.uniform(plan.name(row).x - 6, plan.name(row).x + 14)
        end = chance.uniform(plan.box(row, plan.columns - 1).x + 10, band.right + 1)
        t = np.linspace(0, 1, 60)
        y = band.centre[1] + chance.uniform(-1.5, 1.5) + chance.uniform(-1.5, 1.5) * (t - 0.5)
        strokes.append(
            np.column_stack([begin + (end - begin) * t, y + 0.25 * np.sin(t * chance.uniform(2, 14))])
        )
    return strokes


def stamp(paper: Image.Image, chance: np.random.Generator, plan: Layout) -> None:
    """Put a round stamp at the foot of the table, where it may cover part of the last rows."""
    radius = chance.uniform(14, 19)
    x = chance.uniform(110, 175)
    y = chance.uniform(max(plan.table.bottom + 4, 250), 275)
    pen = Pen(paper, chance)
    pen.colour, pen.width, pen.strength = (50, 60, 170), 0.7, float(chance.uniform(0.35, 0.7))
    turn = np.linspace(0, 2 * math.pi, 120)
    rings = [radius, radius - 1.6, radius * 0.6]
    pen.draw([np.column_stack([x + r * np.cos(turn), y + r * np.sin(turn)]) for r in rings])
    pen.width = 0.35
    for angle in np.arange(0, 2 * math.pi, 0.22):
        middle = np.array([x + radius * 0.77 * math.cos(angle), y + radius * 0.77 * math.sin(angle)])
        pen.draw([middle + chance.uniform(-1, 1, (5, 2))])


def signed_page(
    page: Page, paper: Image.Image, seed: int, inks: tuple[tuple[int, int, int], ...] = INKS
) -> tuple[Image.Image, Truth]:
    """Let everybody of a page sign or not, some rows be struck out, and accidents happen."""
    chance = np.random.default_rng(seed)
    plan, sheet = plan_of(page), paper.copy()
    there = chance.uniform(0.3, 0.95)
    struck = tuple(bool(chance.random() < 0.05) for _row in page.lines)
    signed = []
    for row, line in enumerate(page.lines):
        pen = Pen(sheet, chance, is_light=chance.random() < 0.25, inks=inks)
        boxes = [bool(chance.random() < (0.25 if line.is_open else there)) for _column in page.columns]
        if struck[row] and chance.random() < 0.7:
            boxes = [False] * len(boxes)
        for column, is_signed in enumerate(boxes):
            box = plan.box(row, column)
            if is_signed:
                pen.draw(signature(chance, box))
            elif chance.random() < 0.04:
                pen.draw(stray(chance, box))
        if line.is_open and any(boxes):
            pen.draw(signature(chance, plan.name(row)))
        if struck[row]:
            Pen(sheet, chance, inks=inks).draw(strike(chance, plan, row))
        signed.append(tuple(one and not struck[row] for one in boxes))
    if chance.random() < 0.15:
        stamp(sheet, chance, plan)
    return sheet, Truth(tuple(signed), struck)


def _warped(sheet: Image.Image, corners: np.ndarray, size: tuple[int, int], ground: int) -> Image.Image:
    """Return the sheet with its four corners where they are wanted, in pixels."""
    wide, high = sheet.size
    flat = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], dtype=float)
    rows, ends = [], []
    for (x, y), (u, v) in zip(corners, flat, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        ends += [u, v]
    solved = np.linalg.solve(np.array(rows), np.array(ends))
    return sheet.transform(
        size, Image.Transform.PERSPECTIVE, tuple(solved), Image.Resampling.BICUBIC, fillcolor=(ground,) * 3
    )


def _noisy(
    picture: Image.Image, chance: np.random.Generator, noise: float, shade: np.ndarray | None
) -> Image.Image:
    values = np.asarray(picture, dtype=np.float32)
    if shade is not None:
        values = values * shade[:, :, None]
    grain = chance.normal(0, noise, values.shape[:2])[:, :, None] + chance.normal(0, noise / 2, values.shape)
    return Image.fromarray(np.clip(values + grain, 0, 255).astype(np.uint8))


def _jpeg(picture: Image.Image, quality: int) -> bytes:
    kept = io.BytesIO()
    picture.save(kept, "JPEG", quality=quality)
    return kept.getvalue()


def scanned(sheet: Image.Image, seed: int) -> bytes:
    """Return the sheet as an office scanner gives it: 150 to 300 dpi, up to 5 degrees askew, JPEG 60."""
    chance = np.random.default_rng(seed + 1_000_003)
    dots = float(chance.uniform(150, 300)) / 25.4
    size = (round(216 * dots), round(303 * dots))
    turn = math.radians(chance.uniform(-5, 5)) + (math.pi if chance.random() < 0.15 else 0)
    middle = np.array([size[0] / 2, size[1] / 2]) + chance.uniform(-1, 1, 2) * dots
    ends = (np.array([[0, 0], [WIDTH, 0], [WIDTH, HEIGHT], [0, HEIGHT]]) - [WIDTH / 2, HEIGHT / 2]) * dots
    spin = np.array([[math.cos(turn), math.sin(turn)], [-math.sin(turn), math.cos(turn)]])
    reduced = sheet.filter(ImageFilter.GaussianBlur(FINE / dots * 0.35))
    picture = _warped(reduced, ends @ spin + middle, size, 250)
    if chance.random() < 0.3:
        picture = picture.convert("L").convert("RGB")
    return _jpeg(_noisy(picture, chance, chance.uniform(1, 5), None), 60)


def photographed(sheet: Image.Image, seed: int) -> bytes:
    """Return the sheet as a phone sees it: crooked, unevenly lit, a little blurred, grainy, JPEG 60 to 85."""
    chance = np.random.default_rng(seed + 2_000_003)
    dots = float(chance.uniform(6.2, 11))
    size = (round(250 * dots), round(340 * dots))
    ends = (np.array([[0, 0], [WIDTH, 0], [WIDTH, HEIGHT], [0, HEIGHT]]) - [WIDTH / 2, HEIGHT / 2]) * dots
    turn = math.radians(chance.uniform(-6, 6))
    spin = np.array([[math.cos(turn), math.sin(turn)], [-math.sin(turn), math.cos(turn)]])
    ends = ends @ spin + np.array(size) / 2 + chance.uniform(-0.035, 0.035, (4, 2)) * size[0]
    picture = _warped(sheet.filter(ImageFilter.GaussianBlur(FINE / dots * 0.4)), ends, size, 90)
    picture = picture.filter(ImageFilter.GaussianBlur(float(chance.uniform(0.3, 0.16 * dots))))
    picture = _noisy(picture, chance, chance.uniform(3, 9), _shade(size, chance))
    if chance.random() < 0.5:
        quarter = chance.choice(
            [Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_270]
        )
        picture = picture.transpose(Image.Transpose(int(quarter)))
    return _jpeg(picture, int(chance.integers(60, 86)))


def _shade(size: tuple[int, int], chance: np.random.Generator) -> np.ndarray:
    """Return how bright each pixel is lit: a slope, and the shadow of a hand or a phone with a soft edge."""
    x, y = np.meshgrid(np.linspace(-1, 1, size[0]), np.linspace(-1, 1, size[1]))
    turn = chance.uniform(0, 2 * math.pi)
    slope = 0.85 + chance.uniform(0.02, 0.15) * (x * math.cos(turn) + y * math.sin(turn))
    edge = chance.uniform(-0.5, 0.5) - (x * math.sin(turn) + y * math.cos(turn))
    shadow = 1 - chance.uniform(0, 0.4) / (1 + np.exp(edge * chance.uniform(12, 120)))
    return (slope * shadow).astype(np.float32)
