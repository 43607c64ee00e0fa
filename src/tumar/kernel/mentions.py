"""Finding where somebody is mentioned in what people typed, in tables and in files as received."""

import html
import io
import json
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from tumar.kernel import personal
from tumar.kernel.folding import fold

# Shorter words stand in other words; alone they would find half of the records.
SHORTEST = 4
# Of a sheet or document that was zipped, so much is looked through at the most.
LARGEST_UNZIPPED = 200 * 1024 * 1024
# No archive, a broken one, or one that is locked by a password.
UNREADABLE = (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, zlib.error)
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "windows-1251", "koi8-r")


@dataclass(frozen=True)
class Named:
    """The words by which somebody is named: any one of `alone`, or all the words of one of `together`."""

    alone: frozenset[str] = frozenset()
    together: frozenset[tuple[str, ...]] = frozenset()

    @property
    def groups(self) -> list[tuple[str, ...]]:
        """Every group of words that names somebody when all of it is there."""
        alone = [(word,) for word in sorted(self.alone) if len(word) >= SHORTEST]
        return alone + [words for words in sorted(self.together) if all(words)]

    def __bool__(self) -> bool:
        return bool(self.groups)


def variants(word: str) -> set[str]:
    """Return a word as people and programs write it: as it is, in capitals, folded for search."""
    return {word, word.upper(), word.casefold(), fold(word)} - {""}


def _forms(word: str) -> set[str]:
    """Return the variants and how JSON may escape them, which SQLite's tables keep as they are."""
    plain = variants(word)
    return plain | {json.dumps(one)[1:-1] for one in plain}


def mentioning(rows: QuerySet[Any], columns: Iterable[str], named: Named) -> QuerySet[Any]:
    """Keep the rows that mention somebody in one of the columns."""
    condition = Q(pk__in=[])
    for column in columns:
        rows = rows.annotate(**{f"{column}_said": Cast(column, TextField())})
        for words in named.groups:
            whole = Q()
            for word in words:
                whole &= Q(
                    *[Q(**{f"{column}_said__contains": form}) for form in sorted(_forms(word))],
                    _connector=Q.OR,
                )
            condition |= whole
    return rows.filter(condition) if named else rows.none()


def free_texts(named: Named, *, without: Iterable[type[models.Model]]) -> Iterator[QuerySet[Any]]:
    """Yield of every table the rows in which somebody is mentioned; tables without any are left out."""
    left_out = set(without)
    for model, columns in personal.free_texts():
        if model not in left_out:
            found = mentioning(model._base_manager.all(), columns, named)
            if found.exists():
                yield found


def in_content(content: bytes, named: Named) -> bool:
    """Tell whether a file as received names somebody: a text, a workbook, an office document."""
    parts = [content, *_unzipped(content)]
    return any(_holds(part, words) for part in parts for words in named.groups)


def _holds(part: bytes, words: tuple[str, ...]) -> bool:
    return all(any(form in part for form in _encoded(word)) for word in words)


def _encoded(word: str) -> Iterator[bytes]:
    for one in variants(word):
        for encoding in ENCODINGS:
            try:
                yield one.encode(encoding)
            except UnicodeEncodeError:
                continue


def _unzipped(content: bytes) -> Iterator[bytes]:
    left = LARGEST_UNZIPPED
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for entry in archive.infolist():
                if entry.filename.endswith((".xml", ".csv", ".txt")) and left > 0:
                    with archive.open(entry) as part:
                        read = part.read(left)
                    left -= len(read)
                    # Letters can be written as numbers there, such as &#1057;.
                    yield html.unescape(read.decode(errors="replace")).encode()
    except UNREADABLE:
        return
