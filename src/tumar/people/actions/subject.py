"""A person's own copy of all that is held about it, as one archive."""

import io
import json
import zipfile

from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import override

from tumar.kernel import clock, files, journal
from tumar.kernel.permissions import Permission
from tumar.kernel.retry import retrying
from tumar.kernel.scope import Scope
from tumar.people.models import Account, Person
from tumar.people.queries import subject as reads


def language_of(person: Person, otherwise: str) -> str:
    """Return the language in which a person is addressed: that of its account, where it has one."""
    account = Account.objects.filter(person=person).first()
    return account.language if account else otherwise


@retrying
def export_person(person: Person, *, by: Scope, language: str, reason: str = "") -> bytes:
    """Return a ZIP with all that is held about a person: pages to read, JSON, and its own files.

    That it was made is written down; where document numbers are in it, each of these was seen.
    """
    by.require(Permission.PEOPLE_PERSON_EXPORT, person.country_id)
    with override(language), transaction.atomic():
        held = reads.held_about(person, by)
        page = render_to_string("people/subject_access.html", _context(held, language))
        archive = _archive(held, page)
        acts = [journal.Act("people.person.exported", person.label, {"language": language}, reason)]
        if held.shows_numbers and reads.holds_documents(person):
            why = reason or "subject access"
            acts.append(journal.Act("people.document.seen", person.label, {}, why))
        journal.write_many(acts, by=by)
    return archive


def _context(held: reads.Held, language: str) -> dict[str, object]:
    return {
        "held": held,
        "language": language,
        "is_rtl": language.startswith(("fa", "ar", "ur")),
        "made_on": clock.today(),
        "entries": [(entry, reads.entry_told(entry)) for entry in held.entries],
    }


def _archive(held: reads.Held, page: str) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("index.html", page)
        archive.writestr("data.json", json.dumps(held.as_json(), ensure_ascii=False, indent=2))
        for one in held.files:
            if files.path_of(one.file.sha256).exists():
                name = one.file.name.replace("/", "_").replace("\\", "_")
                archive.writestr(f"files/{one.file.sha256[:8]}-{name}", files.content_of(one.file))
    return written.getvalue()
