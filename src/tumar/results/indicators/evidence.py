"""The evidence file behind a record: the first that was attached to it, by its hash."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from tumar.kernel.models import Attachment

T = TypeVar("T")

CHUNK = 500


def in_chunks(items: Iterable[T]) -> Iterator[Sequence[T]]:
    """Yield the items in pieces short enough for the values of one query."""
    rest = iter(items)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


def first_files(labels: Iterable[str]) -> dict[str, str]:
    """Return the SHA-256 of the first file attached to each of the records, where there is one."""
    found: dict[str, str] = {}
    for chunk in in_chunks(labels):
        rows = Attachment.objects.filter(about__in=chunk).order_by("pk")
        for about, sha256 in rows.values_list("about", "file__sha256"):
            found.setdefault(about, sha256)
    return found
