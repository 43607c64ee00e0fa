"""Sheets of boxes: what is printed is what is read, however badly it is photographed in between."""

import io
import math
from itertools import pairwise

import numpy as np
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from bench import handheld, paper
from tumar.kernel.scans import codes, layout, pictures
from tumar.kernel.scans.codes import PageCode
from tumar.kernel.scans.lines import find_drift
from tumar.kernel.scans.pieces import find_pieces
from tumar.kernel.scans.placing import projection
from tumar.kernel.scans.reading import COARSE, CROOKED, UNKNOWN, PictureRead, read_picture
from tumar.kernel.scans.stamps import find_stamps
from tumar.kernel.scans.straight import SCALE
from tumar.kernel.scans.strokes import PRE_TICKED, Seen

CODE = PageCode(1, "P53-KZ-2019-01", 2, 3, "7KQ4MZ")
shapes = st.tuples(st.integers(1, layout.MOST_COLUMNS), st.integers(1, layout.MOST_ROWS))


@pytest.fixture(scope="module")
def blank():
    return {columns: paper.printed(paper.a_page(columns, 18)) for columns in (2, 3)}


def read(picture: Image.Image, columns: int = 3) -> PictureRead:
    return read_picture(picture, lambda _code: layout.layout(columns, 22))


def opened(content: bytes) -> Image.Image:
    return next(pictures.pictures(content))


def signed(result: PictureRead) -> set[tuple[int, int]]:
    return {
        (number, column)
        for number, row in enumerate(result.pages[0].rows)
        for column, box in enumerate(row.boxes)
        if box.is_signed
    }


# Layout


@given(shapes)
def test_boxes_lie_side_by_side_within_their_row_and_never_on_a_mark(shape):
    plan = layout.layout(*shape)
    for row in range(plan.rows):
        left, right = plan.marks(row)
        boxes = [plan.number(row), plan.name(row), plan.gutter(row)]
        boxes += [plan.box(row, column) for column in range(plan.columns)]
        assert all(one.right == pytest.approx(other.x) for one, other in pairwise(boxes))
        assert left.right < boxes[0].x
        assert boxes[-1].right < right.x
        assert left.centre[1] == right.centre[1] == pytest.approx(plan.row(row).centre[1])


@given(shapes)
def test_the_table_leaves_room_for_codes_and_corner_squares_on_the_page(shape):
    plan = layout.layout(*shape)
    upper, lower = plan.codes
    assert upper.bottom < plan.head.y
    assert plan.table.bottom < lower.y
    for box in (*plan.corners, upper, lower, plan.table):
        assert box.x > 5
        assert box.y > 5
        assert box.right < layout.WIDTH - 5
        assert box.bottom < layout.HEIGHT - 5


@pytest.mark.parametrize(
    ("columns", "rows", "form"), [(0, 1, 1), (5, 1, 1), (1, 0, 1), (1, 23, 1), (1, 1, 9)]
)
def test_no_sheet_has_other_shapes(columns, rows, form):
    with pytest.raises(layout.NoSuchForm):
        layout.layout(columns, rows, form=form)


# Page codes


@given(
    st.from_regex(r"[A-Z0-9][A-Z0-9._/-]{0,39}", fullmatch=True),
    st.integers(1, 999_999),
    st.integers(1, 9_999),
    st.text(codes.MARK_LETTERS, min_size=6, max_size=6),
    st.integers(0, 1),
)
def test_a_page_code_reads_back(record, printing, page, mark, place):
    code = PageCode(1, record, printing, page, mark)
    assert codes.parse(f"{code}{codes.PLACES[place]}") == (code, place)


@given(st.integers(0, len(str(CODE)) - 1), st.sampled_from("0123456789ABCXYZ:"))
def test_a_page_code_with_one_wrong_letter_is_none(at, letter):
    text = f"{CODE}A"
    if text[at] != letter:
        assert codes.parse(text[:at] + letter + text[at + 1 :]) is None


@pytest.mark.parametrize("text", ["", "A", "https://example.org", f"{CODE}", f"{CODE}C", f"{CODE} A"])
def test_what_is_no_page_code_is_none(text):
    assert codes.parse(text) is None


# Arithmetic on pictures


@given(st.lists(st.floats(-0.05, 0.05), min_size=8, max_size=8))
def test_a_projection_is_found_from_its_points(bends):
    page = np.array([[0.0, 0], [200, 0], [200, 290], [0, 290], [100, 150]])
    matrix = np.array(
        [[5 + bends[0], bends[1], 40], [bends[2], 5 + bends[3], 60], [bends[4] / 100, bends[5] / 100, 1]]
    )
    ends = np.column_stack([page, np.ones(5)]) @ matrix.T
    picture = ends[:, :2] / ends[:, 2:]
    assert projection(page, picture, np.ones(5)) == pytest.approx(matrix, abs=1e-4)


@given(st.lists(st.lists(st.booleans(), min_size=7, max_size=7), min_size=1, max_size=7))
@examples(max_examples=200)
def test_pieces_are_what_a_flood_finds(rows):
    mask = np.array(rows)
    runs = find_pieces(mask)
    named = np.full(mask.shape, -1)
    for line, first, last, piece in zip(runs.lines, runs.firsts, runs.lasts, runs.pieces, strict=True):
        named[line, first:last] = piece
    assert (named >= 0).tolist() == mask.tolist()
    flooded = _flooded(mask)
    pairs = {(int(one), int(other)) for one, other in zip(named[mask], flooded[mask], strict=True)}
    assert (
        len(pairs)
        == len({one for one, _other in pairs})
        == len({other for _one, other in pairs})
        == runs.count
    )


def _flooded(mask: np.ndarray) -> np.ndarray:
    found = np.full(mask.shape, -1)
    for start in zip(*np.nonzero(mask), strict=True):
        waiting = [start] if found[start] < 0 else []
        while waiting:
            y, x = waiting.pop()
            if 0 <= y < mask.shape[0] and 0 <= x < mask.shape[1] and mask[y, x] and found[y, x] < 0:
                found[y, x] = start[0] * 100 + start[1]
                waiting += [(y + down, x + right) for down in (-1, 0, 1) for right in (-1, 0, 1)]
    return found


def test_a_round_stamp_is_taken_out_and_a_zigzag_stays():
    sheet = Image.new("L", (700, 500), 255)
    brush = ImageDraw.Draw(sheet)
    for radius in (90, 100):
        brush.ellipse((480 - radius, 300 - radius, 480 + radius, 300 + radius), outline=60, width=4)
    zigzag = [(60 + 6 * step, 60 if step % 2 else 95) for step in range(22)]
    brush.line(zigzag, fill=30, width=3)
    contrast = (255 - np.asarray(sheet, dtype=np.float32)) / 255
    mask = contrast > 0.1
    stamped = find_stamps(mask, contrast)
    assert stamped[mask & (np.arange(700) > 300)[None, :]].mean() > 0.95
    assert not stamped[:, :300].any()


# Whether a box is signed


@pytest.mark.parametrize(
    ("seen", "is_signed"),
    [
        (Seen(0, 0, 0, 0, 0, 1.0, False), False),
        (Seen(40, 18, 6, 0, 0, 1.0, False), True),
        (Seen(3, 1.5, 1.2, 0, 0, 1.0, False), False),
        (Seen(7, 4, 3, 0, 0, 1.0, False), None),
        (Seen(40, 18, 6, 0, 0, 1.0, True), False),
        (Seen(0, 0, 0, 80, 0, 1.0, False), None),
        (Seen(0, 0, 0, 0, 80, 1.0, False), False),
        (Seen(0, 0, 0, 0, 0, 3.0, False), None),
    ],
    ids=["empty", "signature", "dot", "in between", "struck out", "hidden", "stamp only", "too faint"],
)
def test_what_lies_in_a_box_decides(seen, is_signed):
    assert seen.is_signed is is_signed


@given(*(st.floats(0, 80) for _measure in range(4)))
def test_a_longer_stroke_never_speaks_against_a_signature(length, width, height, more):
    shorter, longer = (Seen(one, width, height, 0, 0, 1.0, False) for one in (length, length + more))
    assert shorter.chance <= longer.chance
    assert 0.5 <= shorter.confidence <= 1


# From paper to paper


@pytest.mark.parametrize("way", [paper.scanned, paper.photographed, handheld.held])
@pytest.mark.parametrize("seed", range(2))
def test_signatures_drawn_on_a_printed_page_are_read_back(blank, way, seed):
    page = paper.a_page(3, 18)
    sheet, truth = paper.signed_page(page, blank[3], 900_000 + seed)
    rows = read(opened(way(sheet, seed))).pages[0].rows
    pairs = [
        (box, is_signed)
        for row, of_row in zip(rows, truth.signed, strict=True)
        for box, is_signed in zip(row.boxes, of_row, strict=True)
    ]
    assert not [
        box for box, is_signed in pairs if box.is_signed and not is_signed and box.confidence >= PRE_TICKED
    ]
    assert sum(box.is_signed is is_signed for box, is_signed in pairs) >= len(pairs) - 1
    assert tuple(row.is_struck for row in rows) == truth.struck


@given(st.sets(st.tuples(st.integers(0, 21), st.integers(0, 1)), max_size=12), st.integers(0, 10_000))
@examples(max_examples=8)
def test_whichever_boxes_are_signed_those_and_no_others_are_read(blank, boxes, seed):
    chance = np.random.default_rng(seed)
    sheet, plan = blank[2].copy(), layout.layout(2, 22)
    for row, column in sorted(boxes):
        paper.Pen(sheet, chance).draw(paper.signature(chance, plan.box(row, column)))
    assert signed(read(opened(paper.scanned(sheet, seed)), 2)) == boxes


@pytest.mark.parametrize("turn", [-5, 90, 180, 272.5])
def test_a_page_may_lie_in_any_direction(blank, turn):
    sheet = blank[3].copy()
    chance = np.random.default_rng(5)
    paper.Pen(sheet, chance).draw(paper.signature(chance, layout.layout(3, 22).box(20, 2)))
    small = sheet.reduce(2).rotate(turn, expand=True, fillcolor="white", resample=Image.Resampling.BICUBIC)
    assert signed(read(small)) == {(20, 2)}


def test_paper_that_is_not_flat_is_flattened_row_by_row(blank):
    sheet = blank[3].reduce(2)
    values = np.asarray(sheet)
    down = np.arange(values.shape[0])
    bent = np.clip(down + np.rint(14 * np.sin(down / values.shape[0] * math.pi * 2)).astype(int), 0, down[-1])
    rows = read(Image.fromarray(values[bent])).pages[0].rows
    assert not [box for row in rows for box in row.boxes if box.is_signed is not False]


def test_a_fold_through_a_row_is_no_stroke_and_a_row_struck_out_is_still_struck_out(blank):
    sheet, plan = blank[3].copy(), layout.layout(3, 22)
    chance = np.random.default_rng(4)
    for row, column in ((9, 1), (4, 0)):
        paper.Pen(sheet, chance).draw(paper.signature(chance, plan.box(row, column)))
    paper.Pen(sheet, chance).draw(paper.strike(chance, plan, 15))
    values = np.asarray(sheet.reduce(2), dtype=np.float32)
    y = np.arange(values.shape[0]) / paper.FINE * 2
    x = np.arange(values.shape[1]) / paper.FINE * 2
    level, upright = plan.row(9).centre[1] + 1.2, plan.box(0, 1).centre[0]
    values *= (1 - 0.2 * np.exp(-(((y - level) / 0.5) ** 2)))[:, None, None]
    values *= (1 - 0.2 * np.exp(-(((x - upright) / 0.5) ** 2)))[None, :, None]
    rows = read(Image.fromarray(values.astype(np.uint8))).pages[0].rows
    assert [number for number, row in enumerate(rows) if row.is_struck] == [15]
    found = {(r, c) for r, row in enumerate(rows) for c, box in enumerate(row.boxes) if box.is_signed}
    assert found == {(9, 1), (4, 0)}
    assert not [box for row in rows for box in row.boxes if box.is_signed is None]


@pytest.mark.parametrize("bow", [-1.2, 1.2])
def test_lines_that_a_lens_bends_are_not_taken_for_ink(blank, bow):
    values = np.asarray(blank[3].reduce(2))
    high, wide = values.shape[:2]
    x, y = np.meshgrid(np.linspace(-1, 1, wide), np.arange(high))
    # As far up or down in the middle as at the edges the other way; rows keep their ends and their order.
    from_middle = (y - high / 2) / (high / 2)
    moved = y + bow * paper.FINE / 2 * from_middle * (1 - x**2)
    bent = values[np.clip(moved.round().astype(int), 0, high - 1), np.arange(wide)[None, :]]
    page = read(Image.fromarray(bent)).pages[0]
    assert not [box for row in page.rows for box in row.boxes if box.is_signed is not False]
    assert not any(row.is_struck for row in page.rows)
    drift = find_drift(page.straight, layout.layout(3, 22), SCALE)
    assert np.abs(drift.down[1:-1]).max() < 0.15


def test_two_pages_in_one_photograph_are_both_read(blank):
    other = paper.printed(paper.a_page(3, 18, page=2)).reduce(2)
    both = Image.new("RGB", (other.width * 2 + 100, other.height + 100), (120, 120, 120))
    both.paste(blank[3].reduce(2), (20, 50))
    both.paste(other, (other.width + 80, 50))
    assert sorted(page.code.page for page in read(both).pages) == [1, 2]


def test_writing_in_an_open_row_is_seen(blank):
    sheet, plan = blank[3].copy(), layout.layout(3, 22)
    chance = np.random.default_rng(3)
    paper.Pen(sheet, chance).draw(paper.signature(chance, plan.name(19)))
    rows = read(sheet.reduce(2)).pages[0].rows
    assert [row for row in range(18, 22) if rows[row].written] == [19]


def test_a_page_that_nobody_knows_is_told_by_its_code(blank):
    result = read_picture(blank[3].reduce(2), lambda _code: None)
    assert [(fault.code.page, fault.trouble) for fault in result.faults] == [(1, UNKNOWN)]


def test_a_page_of_which_a_part_is_missing_is_refused(blank):
    half = blank[3].reduce(2).crop((0, 0, 1260, 900))
    assert [fault.trouble for fault in read(half).faults] == [CROOKED]


def test_a_page_that_is_too_small_is_refused(blank):
    tiny = Image.new("RGB", (1400, 1800), "white")
    tiny.paste(blank[3].resize((525, 742), Image.Resampling.LANCZOS), (300, 300))
    result = read(tiny)
    assert [fault.trouble for fault in result.faults] == [COARSE] or not (result.pages or result.faults)


def test_a_picture_of_something_else_holds_no_page():
    assert read(Image.new("RGB", (800, 1000), "white")) == PictureRead([], [], 0)


# Files


def encoded(image: Image.Image, kind: str, **options) -> bytes:
    kept = io.BytesIO()
    image.save(kept, kind, **options)
    return kept.getvalue()


SMALL = Image.new("RGB", (60, 80), (10, 200, 30))


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_pictures_of_every_kind_of_colour_are_opened(mode):
    [picture] = pictures.pictures(encoded(SMALL.convert("L").convert(mode), "PNG"))
    assert (picture.mode, picture.size) == ("RGB", (60, 80))


def test_every_page_of_a_tiff_and_of_a_pdf_is_a_picture():
    more = {"save_all": True, "append_images": [SMALL, SMALL]}
    for kind in ("TIFF", "PDF"):
        assert len(list(pictures.pictures(encoded(SMALL, kind, **more)))) == 3


def test_what_a_phone_says_about_its_turn_is_heeded():
    exif = Image.Exif()
    exif[0x0112] = 6
    assert opened(encoded(SMALL, "JPEG", exif=exif)).size == (80, 60)


def _locked() -> bytes:
    pikepdf = pytest.importorskip("pikepdf")
    kept = io.BytesIO()
    with pikepdf.open(io.BytesIO(encoded(SMALL, "PDF"))) as document:
        document.save(kept, encryption=pikepdf.Encryption(owner="a", user="b"))
    return kept.getvalue()


@pytest.mark.parametrize(
    ("content", "trouble"),
    [
        (lambda: b"", "empty"),
        (lambda: b"\0\0\0\x18ftypheic" + b"\0" * 40, "heic"),
        (lambda: b"words, not a picture", "no picture"),
        (lambda: encoded(SMALL, "JPEG")[:300], "broken"),
        (lambda: b"%PDF-1.7 and then nothing", "broken"),
        (_locked, "locked"),
    ],
)
def test_what_cannot_be_opened_is_told_in_one_word(content, trouble):
    with pytest.raises(pictures.Unreadable) as refusal:
        list(pictures.pictures(content()))
    assert refusal.value.trouble == trouble


def test_a_huge_picture_is_refused_before_it_is_unpacked(monkeypatch):
    monkeypatch.setattr(pictures, "MOST_PIXELS", 1000)
    with pytest.raises(pictures.Unreadable, match="too large"):
        list(pictures.pictures(encoded(SMALL, "PNG")))


def test_a_pdf_with_too_many_pages_is_refused(monkeypatch):
    monkeypatch.setattr(pictures, "MOST_PAGES", 1)
    document = pypdfium2.PdfDocument.new()
    for _page in range(2):
        document.new_page(200, 300)
    kept = io.BytesIO()
    document.save(kept)
    with pytest.raises(pictures.Unreadable, match="too many pages"):
        list(pictures.pictures(kept.getvalue()))
