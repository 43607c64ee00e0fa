"""A law of 300 pages, from lines to provisions, Akoma Ntoso and search, against a limit and a plain pass."""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

from tumar.law.rules.akn import akn
from tumar.law.rules.lines import Document, Line
from tumar.law.rules.searching import TextIndex, index_of
from tumar.law.rules.structure import recognise
from tumar.law.rules.units import Structure

LIMIT = 5.0  # seconds for 300 pages
PAGES = 300
LETTERS_ON_A_PAGE = 2500
TEXT = (
    "Уполномоченный орган в пределах своей компетенции ведет учет лабораторий, осуществляющих обращение "
    "с патогенными биологическими агентами, и устанавливает порядок их хранения, перевозки и уничтожения"
)


def lines() -> list[Line]:
    """Return the lines of a law of so many pages, with every level that a law has."""
    made: list[str] = ["ЗАКОН РЕСПУБЛИКИ ПРИМЕРИЯ", "О биологической безопасности"]
    article = 0
    while sum(map(len, made)) < PAGES * LETTERS_ON_A_PAGE:
        if article % 10 == 0:
            made.append(f"Глава {article // 10 + 1}. Общие положения")
        article += 1
        made.append(f"Статья {article}. Полномочия органа")
        for paragraph in range(1, 4):
            made.append(f"{paragraph}. {TEXT}:")
            made += [f"{point}) {TEXT};" for point in range(1, 4)]
            made += [f"{letter}) {TEXT};" for letter in "абв"]
            made.append(f"4) {TEXT}.")
        made.append(f"Сноска. Статья {article} с изменениями, внесенными Законом РП от 01.06.2024 № 5.")
    return [Line(one) for one in made]


def indexed_text(structure: Structure) -> TextIndex:
    """Return what the index of the search holds of the act, made as when it is confirmed."""
    return index_of(structure.units, structure.language)


def seconds(act: Callable[[], Any]) -> tuple[float, Any]:
    """Return the least of three times, and what came out."""
    times = []
    for _ in range(3):
        start = time.perf_counter()
        found = act()
        times.append(time.perf_counter() - start)
    return min(times), found


def main() -> int:
    """Measure, print, and return 1 when the limit is passed."""
    document = Document(tuple(lines()), "text")
    plain, _ = seconds(lambda: [line.text.lower().split() for line in document.lines])
    recognised, structure = seconds(lambda: recognise(document))
    written, _ = seconds(lambda: akn(structure))
    indexed, _ = seconds(lambda: indexed_text(structure))
    whole = recognised + written + indexed
    print(
        f"law parse: {PAGES} pages, {len(document.lines)} lines, {len(structure.units)} units; "
        f"load {os.getloadavg()[0]:.1f}"
    )
    print(
        f"  recognise {recognised:.2f} s, Akoma Ntoso {written:.2f} s, index of the search {indexed:.2f} s, "
        f"together {whole:.2f} s of {LIMIT:.0f} s"
    )
    print(f"  {PAGES / whole:.0f} pages a second; {whole / plain:.0f} times one pass that splits the words")
    return 0 if whole <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
