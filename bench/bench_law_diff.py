"""Two versions of an act by provision, beside `xmldiff` on the same act as XML in the same run.

One word is changed and one article inserted. The act is invented; a page is about 14 provisions, as in acts
of the region. xmldiff gets the units as nested elements with their text, without addresses to match by.
"""

import argparse
import os
import random
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace

from lxml import etree

from tumar.law.rules.comparing import compare
from tumar.law.rules.comparing.wording import words as known
from tumar.law.rules.lines import Document, Line
from tumar.law.rules.structure import recognise
from tumar.law.rules.units import Structure

PAGES = 32
LARGE = 300
LIMIT_MS = 100
WORDS = [
    "уполномоченный",
    "орган",
    "владелец",
    "лаборатория",
    "биологический",
    "агент",
    "журнал",
    "порядок",
    "срок",
    "проверка",
    "сведения",
    "учёт",
    "хранение",
    "перевозка",
    "разрешение",
    "работник",
    "здоровье",
    "население",
    "отходы",
    "ввоз",
    "вывоз",
    "реестр",
    "правила",
    "край",
]
PARAGRAPHS, POINTS = 3, 3
UNITS_A_PAGE = 14


def text_of(articles: int) -> list[str]:
    """Return the lines of an act with so many articles, thirteen units each."""
    chance = random.Random(53)

    def sentence(length: int) -> str:
        return " ".join(chance.choices(WORDS, k=length))

    lines = ["ЗАКОН СТЕПНОГО КРАЯ", "О работе с биологическими агентами"]
    for article in range(1, articles + 1):
        if article % 10 == 1:
            lines.append(f"Глава {article // 10 + 1}. {sentence(3).capitalize()}")
        lines.append(f"Статья {article}. {sentence(4).capitalize()}")
        for paragraph in range(1, PARAGRAPHS + 1):
            lines.append(f"{paragraph}. {sentence(18).capitalize()}:")
            lines += [f"{point}) {sentence(15)};" for point in range(1, POINTS)]
            lines.append(f"{POINTS}) {sentence(15)}.")
    return lines


def amended(lines: list[str]) -> list[str]:
    """Return the act with one word of a point changed and one article inserted after it."""
    new = list(lines)
    third = next(place for place, line in enumerate(new) if line.startswith("3) "))
    new[third] = new[third].replace(new[third].split()[5], "заменённое", 1)
    place = next(place for place, line in enumerate(new) if line.startswith("Статья 5."))
    new[place:place] = ["Статья 4-1. Проверки", "1. Проверки проводятся один раз в год по решению суда."]
    return new


def read(lines: list[str]) -> Structure:
    return recognise(Document(tuple(map(Line, lines)), "text"), "ru")


def as_xml(structure: Structure) -> etree._Element:
    """Return the act as nested elements."""
    root = etree.Element("act")
    made = {"": root}
    for unit in structure.units:
        element = made[unit.eid] = etree.SubElement(made[unit.parent], unit.kind.value)
        for name in ("label", "heading", "text"):
            if value := getattr(unit, name):
                etree.SubElement(element, name).text = value
    return root


def milliseconds(work: Callable[[], object], times: int) -> float:
    """Return the median time of some runs."""
    spent = []
    for _run in range(times):
        began = time.perf_counter()
        work()
        spent.append(1000 * (time.perf_counter() - began))
    return statistics.median(spent)


def measured(pages: int) -> tuple[Structure, Structure, float]:
    """Return both versions of an act, and how long a comparison takes."""
    lines = text_of(pages * UNITS_A_PAGE // (1 + PARAGRAPHS * (1 + POINTS)))
    old, new = read(lines), read(amended(lines))

    def run() -> object:
        # New objects, so that nothing is known from the run before but the words of equal texts.
        return compare(replace(old), replace(new))

    known.cache_clear()
    first = milliseconds(run, 1)
    found = [(change.status.value, change.eid) for change in compare(old, new).changes]
    print(
        f"{pages} pages, {len(old.units)} units: {first:.0f} ms the first time, "
        f"{milliseconds(run, 5):.0f} ms again; found {found} (load {os.getloadavg()[0]:.1f})"
    )
    return old, new, first


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--without-peer", action="store_true", help="leave xmldiff out; it takes a minute")
    options = parser.parse_args()
    old, new, ours = measured(PAGES)
    measured(LARGE)
    failed = ours > LIMIT_MS
    print(f"{PAGES} pages: {ours:.0f} ms, limit {LIMIT_MS} ms: {'over' if failed else 'within'}")
    if not options.without_peer:
        from xmldiff import main as xmldiff

        before, after = as_xml(old), as_xml(new)
        began = time.perf_counter()
        actions = xmldiff.diff_trees(before, after)
        theirs = 1000 * (time.perf_counter() - began)
        print(
            f"{PAGES} pages: xmldiff {theirs:.0f} ms, {len(actions)} actions; ratio {theirs / ours:.0f} : 1 "
            f"(load {os.getloadavg()[0]:.1f})"
        )
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
