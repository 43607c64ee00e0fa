"""Documents of groups: every version is a file with its hash, and stays when a newer one comes."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from tumar.kernel import clock, files, journal
from tumar.kernel.parts import next_number
from tumar.kernel.records import faults_of
from tumar.kernel.refusals import Fault, Invalid
from tumar.kernel.retry import retrying
from tumar.kernel.scope import Scope
from tumar.network.actions.groups import require_edit
from tumar.network.models import DocumentVersion, Group, GroupDocument


@retrying
def add_document(
    group: Group, *, title: str, content: bytes, name: str, note: str = "", by: Scope
) -> DocumentVersion:
    """Add a document to a group with its first version."""
    require_edit(group, by)
    with transaction.atomic():
        locked = Group.objects.select_for_update().get(pk=group.pk)
        document = GroupDocument(group=locked, number=next_number(locked.documents), title=title)
        try:
            document.full_clean()
        except ValidationError as error:
            raise Invalid(faults_of(error)) from error
        document.save(force_insert=True)
        return _kept(document, number=1, content=content, name=name, note=note, by=by)


@retrying
def add_version(
    document: GroupDocument, *, content: bytes, name: str, note: str = "", by: Scope
) -> DocumentVersion:
    """Add a newer version of a document; refused where it is the newest one already, byte for byte."""
    require_edit(document.group, by)
    with transaction.atomic():
        Group.objects.select_for_update().get(pk=document.group_id)
        newest = document.versions.select_related("file").order_by("-number").first()
        number = newest.number + 1 if newest else 1
        added = _kept(document, number=number, content=content, name=name, note=note, by=by)
        if newest and newest.file_id == added.file_id:
            raise Invalid([Fault("file", _("This file is the newest version already."))])
    return added


def _kept(
    document: GroupDocument, *, number: int, content: bytes, name: str, note: str, by: Scope
) -> DocumentVersion:
    stored = files.keep(content, name=name)
    files.attach(stored, about=document.group.label, by=by)
    version = DocumentVersion.objects.create(
        document=document,
        number=number,
        file=stored,
        name=name[-255:],
        by_id=by.account_id,
        by_label=by.label,
        at=clock.now(),
        note=note,
    )
    Group.objects.filter(pk=document.group_id).update(version=F("version") + 1)
    facts: dict[str, Any] = {"title": document.title, "number": number, "file": stored.sha256, "note": note}
    told = {key: value for key, value in facts.items() if value}
    journal.write("network.documentversion.added", by=by, about=document.group.label, **told)
    return version
