"""Reading signed sheets: how many rows are read right, and how many wrong ones would be ticked beforehand.

A row is one person in one session, as it is recorded. The reader's bounds were set on seeds from 10,000 on;
what is printed here comes from seeds that it never saw (from 500,000 on).
"""

import argparse
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from PIL import Image

from bench import handheld, paper
from tumar.kernel.scans.pictures import pictures
from tumar.kernel.scans.reading import read_picture
from tumar.kernel.scans.strokes import PRE_TICKED

LEAST_RIGHT = 0.995
PAGES = 60
REPORTED, TUNING = 500_000, 10_000
SHAPES = ((1, 18), (2, 16), (3, 18), (4, 18))


@dataclass(frozen=True)
class Way:
    """One way in which signed pages come: as the printer left them, with which pens, and how seen."""

    seen: Callable[[Image.Image, int], bytes]
    printed: Callable[[Image.Image, int], Image.Image] = lambda sheet, _seed: sheet
    inks: tuple[tuple[int, int, int], ...] = paper.INKS


WAYS = {
    "scans": Way(paper.scanned),
    "photographs": Way(paper.photographed),
    "by hand": Way(handheld.held, handheld.banded, handheld.COLOURED),
}


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=PAGES, help="pages of each kind")
    parser.add_argument("--way", choices=list(WAYS), help="one way alone")
    parser.add_argument("--tuning", action="store_true", help="the seeds that bounds may be set on")
    parser.add_argument("--keep", type=Path, help="a folder for the pages with rows that are not right")
    return parser.parse_args()


def cases(way: Way, pages: int, first: int) -> Iterator[tuple[int, paper.Page, Image.Image, paper.Truth]]:
    """Yield so many signed pages, each with its seed and what was drawn on it."""
    blank = {}
    for number in range(pages):
        columns, people = SHAPES[number % len(SHAPES)]
        page = paper.a_page(columns, people, seed=columns)
        if columns not in blank:
            blank[columns] = paper.printed(page)
        printed = way.printed(blank[columns], first + number)
        sheet, truth = paper.signed_page(page, printed, first + number, way.inks)
        yield first + number, page, sheet, truth


def judged(seed: int, page: paper.Page, content: bytes, truth: paper.Truth) -> Iterator[tuple[str, str]]:
    """Yield for each row what became of it, and where it is."""
    plan = paper.plan_of(page)
    read = read_picture(next(pictures(content)), lambda _code: plan)
    if not read.pages:
        why = read.faults[0].trouble if read.faults else "no code"
        yield from (("page not read", f"{seed}: {why}") for row in truth.signed for _box in row)
        return
    for number, (row, signed) in enumerate(zip(read.pages[0].rows, truth.signed, strict=True)):
        for column, (box, is_signed) in enumerate(zip(row.boxes, signed, strict=True)):
            what = "right" if box.is_signed == is_signed else "unsure" if box.is_signed is None else "wrong"
            if what == "wrong" and box.confidence >= PRE_TICKED:
                what = "wrong and sure"
            measures = (box.length, box.width, box.height, box.foreign, box.stamped, box.rough, box.chance)
            told = " ".join(f"{one:.2f}" for one in measures)
            where = f"{seed} row {number + 1} column {column + 1}: signed {is_signed}"
            struck = f"struck {truth.struck[number]}, read {row.is_struck}"
            yield what, f"{where}, {struck}, seen {told}"


def main() -> int:
    options = arguments()
    first = TUNING if options.tuning else REPORTED
    failed = False
    for name, way in WAYS.items():
        if options.way and name != options.way:
            continue
        counts: Counter[str] = Counter()
        spent = 0.0
        for seed, page, sheet, truth in cases(way, options.pages, first):
            content = way.seen(sheet, seed)
            began = time.perf_counter()
            found = list(judged(seed, page, content, truth))
            spent += time.perf_counter() - began
            counts.update(what for what, _where in found)
            for what, where in found:
                if options.tuning and what != "right":
                    print(f"  {what}: {where}", file=sys.stderr)
            if options.keep and any(what != "right" for what, _where in found):
                options.keep.mkdir(parents=True, exist_ok=True)
                (options.keep / f"{name}-{seed}.jpg").write_bytes(content)
        rows = counts.total()
        share = counts["right"] / rows
        failed |= share < LEAST_RIGHT or counts["wrong and sure"] > 0
        print(
            f"{name}: {rows} rows on {options.pages} pages, {share:.2%} right (aim {LEAST_RIGHT:.1%}), "
            f"{counts['unsure']} unsure, {counts['wrong']} wrong below the confidence of a tick, "
            f"{counts['wrong and sure']} wrong above it (aim 0), "
            f"{counts['page not read']} on pages not read; "
            f"{spent / options.pages:.2f} s a page (load {os.getloadavg()[0]:.1f})"
        )
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
