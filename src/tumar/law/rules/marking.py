"""Words marked in a text that people read: in the law's own letters, so that nothing of it is lost."""

import re
from collections.abc import Callable
from dataclasses import dataclass

WORD = re.compile(r"\w+(?:[’'ʻʼ‘`]\w+)*")
SHOWN_AROUND = 120

IsHit = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Run:
    """A run of a text, which was looked for or stands around it."""

    text: str
    is_hit: bool


def marked(text: str, is_hit: IsHit) -> list[Run]:
    """Return the text in runs; put together they are the text."""
    runs: list[Run] = []
    reached = 0
    for word in WORD.finditer(text):
        if is_hit(word.group()):
            if word.start() > reached:
                runs.append(Run(text[reached : word.start()], is_hit=False))
            runs.append(Run(word.group(), is_hit=True))
            reached = word.end()
    if reached < len(text):
        runs.append(Run(text[reached:], is_hit=False))
    return runs


def has_hit(text: str, is_hit: IsHit) -> bool:
    """Tell whether any word of the text was looked for."""
    return any(is_hit(word.group()) for word in WORD.finditer(text))


def excerpt(text: str, is_hit: IsHit) -> list[Run]:
    """Return what stands around the first hit, in runs, cut at words; the whole text where it is short."""
    first = next((word.start() for word in WORD.finditer(text) if is_hit(word.group())), 0)
    start = max(0, first - SHOWN_AROUND)
    end = min(len(text), first + 2 * SHOWN_AROUND)
    start = text.find(" ", start) + 1 if start and text.find(" ", start, first) >= 0 else start
    end = text.rfind(" ", first, end) if end < len(text) and text.rfind(" ", first, end) > first else end
    before, after = "… " if start else "", " …" if end < len(text) else ""
    return marked(f"{before}{text[start:end]}{after}", is_hit)
