"""Files kept as received, addressed by the SHA-256 of their bytes; the same bytes are kept once."""

import hashlib
import mimetypes
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from tumar.kernel import clock, journal
from tumar.kernel.bulk import batches
from tumar.kernel.models import Attachment, StoredFile
from tumar.kernel.scope import Scope

CHUNK = 1 << 20


def path_of(sha256: str) -> Path:
    """Return where the bytes with this hash are kept."""
    return Path(settings.TUMAR_DATA) / "files" / sha256[:2] / sha256


def keep(content: bytes, *, name: str) -> StoredFile:
    """Keep the bytes and return their row; bytes that are already here are not kept twice."""
    sha256 = hashlib.sha256(content).hexdigest()
    place = path_of(sha256)
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        # Written aside and renamed, so that a process killed half-way leaves no half file under a whole hash.
        aside = place.with_suffix(f".{clock.now().timestamp()}.part")
        aside.write_bytes(content)
        aside.replace(place)
    media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
    # Received anew after it was removed: it is kept again, under the name it has now.
    StoredFile.objects.filter(sha256=sha256, removed_at__isnull=False).update(
        name=Path(name).name[:255], removed_at=None
    )
    stored, _is_new = StoredFile.objects.get_or_create(
        sha256=sha256,
        defaults={
            "name": Path(name).name[:255],
            "media_type": media_type,
            "size": len(content),
            "received_at": clock.now(),
        },
    )
    return stored


def attach(file: StoredFile, *, about: str, by: Scope) -> Attachment:
    """Let a stored file stand as evidence for a record; twice changes nothing."""
    with transaction.atomic():
        attachment, is_new = Attachment.objects.get_or_create(
            about=about, file=file, defaults={"added_at": clock.now()}
        )
        if is_new:
            journal.write("kernel.file.attached", by=by, about=about, file=file.sha256, name=file.name)
    return attachment


def attach_many(pairs: Iterable[tuple[str, StoredFile]], *, by: Scope) -> int:
    """Let files stand as evidence for records, inside the action's transaction; return how many are new."""
    added = 0
    for batch in batches(dict.fromkeys(pairs)):
        labels, files = {label for label, _file in batch}, {file.pk for _label, file in batch}
        known = set(
            Attachment.objects.filter(about__in=labels, file_id__in=files).values_list("about", "file_id")
        )
        new = [(label, file) for label, file in batch if (label, file.pk) not in known]
        Attachment.objects.bulk_create(
            [Attachment(about=label, file=file, added_at=clock.now()) for label, file in new]
        )
        journal.write_many(
            (
                journal.Act("kernel.file.attached", label, {"file": file.sha256, "name": file.name})
                for label, file in new
            ),
            by=by,
        )
        added += len(new)
    return added


def of(label: str) -> QuerySet[Attachment]:
    """Return the evidence files of one record, oldest first."""
    return Attachment.objects.filter(about=label).select_related("file").order_by("pk")


def of_file(file: StoredFile) -> QuerySet[Attachment]:
    """Return everything that one file stands for."""
    return Attachment.objects.filter(file=file)


def content_of(file: StoredFile) -> bytes:
    """Return the bytes of a stored file."""
    return path_of(file.sha256).read_bytes()


def remove(file: StoredFile, *, by: Scope, reason: str) -> bool:
    """Delete the bytes of a file and forget its name; row, hash and attachments stay, as does the chain.

    Inside the action's transaction; the bytes go once it is committed. Returns False where they are gone.
    """
    if file.removed_at is not None:
        return False
    suffix = Path(file.name).suffix.lower()[:10]
    StoredFile.objects.filter(pk=file.pk).update(name=f"removed{suffix}", removed_at=clock.now())
    abouts = list(Attachment.objects.filter(file=file).values_list("about", flat=True))
    acts = [journal.Act("kernel.file.removed", about, {"file": file.sha256}, reason) for about in abouts]
    journal.write_many(
        acts or [journal.Act("kernel.file.removed", f"kernel.file:{file.sha256}", {}, reason)], by=by
    )
    transaction.on_commit(lambda: path_of(file.sha256).unlink(missing_ok=True))
    return True


def faults() -> Iterator[str]:
    """Yield one sentence per stored file that is missing or no longer has its hash."""
    for file in StoredFile.objects.filter(removed_at=None).order_by("pk").iterator():
        place = path_of(file.sha256)
        if not place.exists():
            yield f"File {file.name} ({file.sha256[:12]}) is missing."
            continue
        digest = hashlib.sha256()
        with place.open("rb") as content:
            while chunk := content.read(CHUNK):
                digest.update(chunk)
        if digest.hexdigest() != file.sha256:
            yield f"File {file.name} ({file.sha256[:12]}) was altered."
