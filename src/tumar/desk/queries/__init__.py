"""Reads for the desk's own pages: they put together what the rooms' queries give."""

from tumar.kernel import files, labels
from tumar.kernel.models import StoredFile
from tumar.kernel.permissions import Permission
from tumar.kernel.scope import Scope
from tumar.programmes.models import Programme

BOOK = "kernel.file:"


def holds_demonstration() -> bool:
    """Tell whether a demonstration programme is on file, so that every page must say so."""
    return Programme.objects.filter(is_demonstration=True).exists()


def file_for(scope: Scope, sha256: str) -> StoredFile | None:
    """Return the file, if it stands as evidence for a record that the scope may see.

    A received workbook stands for no record; who may import may fetch it.
    """
    if not labels.HASH.fullmatch(sha256):
        return None
    found = StoredFile.objects.filter(sha256=sha256).prefetch_related("attachments").first()
    if found is None or not files.path_of(sha256).exists():
        return None
    abouts = [attachment.about for attachment in found.attachments.all()]
    if not abouts and scope.allows(Permission.KERNEL_BOOK_IMPORT, None):
        return found
    return found if any(labels.record_of(about, scope) for about in abouts) else None
