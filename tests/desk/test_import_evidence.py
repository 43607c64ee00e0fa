"""Evidence that came with a workbook, or stands in the folder beside it, hangs on its records."""

from pathlib import Path

import pytest

from tests.desk.books import WORKSHOP, a_book, a_whole_programme, bring, check, office_of, only
from tests.people import MACHINE
from tumar.desk import imports
from tumar.desk.imports import Folder, Kept
from tumar.kernel import files, journal
from tumar.kernel.models import Attachment

pytestmark = pytest.mark.django_db


@pytest.fixture
def evidence_folder(tmp_path: Path) -> Path:
    (tmp_path / "evidence").mkdir()
    (tmp_path / "evidence" / "sheet.pdf").write_bytes(b"%PDF signed")
    (tmp_path.parent / "outside.pdf").write_bytes(b"%PDF secret")
    return tmp_path


def test_evidence_files_beside_the_book_are_kept_and_attached(evidence_folder):
    sheets = a_whole_programme(Events=[{**WORKSHOP, "Evidence": "evidence/sheet.pdf; missing.pdf"}])
    (evidence_folder / "book.xlsx").write_bytes(a_book(sheets))
    for _time in range(2):
        plan = imports.read_book(evidence_folder / "book.xlsx", by=MACHINE)
        assert "missing.pdf" in only(plan).message
        assert not plan.has_errors
        imports.apply(plan, by=MACHINE)
    attachment = Attachment.objects.get(about="events.event:P53-KZ-2018-01")
    assert files.content_of(attachment.file) == b"%PDF signed"
    assert journal.about("events.event:P53-KZ-2018-01").filter(verb="kernel.file.attached").count() == 1


@pytest.mark.parametrize("name", ["../outside.pdf", "/etc/hostname", "evidence", "a\0b"])
def test_no_file_outside_the_folder_is_evidence(evidence_folder, name):
    folder = Folder(evidence_folder)
    assert not folder.has(name)
    assert folder.keep(name) is None


def test_files_that_came_with_the_book_are_found_by_their_names():
    kept = files.keep(b"%PDF", name="sheet.pdf")
    evidence = Kept({"sheet.pdf": kept.sha256})
    assert evidence.keep("evidence/sheet.pdf") == kept
    assert not evidence.has("other.pdf")


def test_evidence_for_another_country_needs_the_right_there():
    sheets = a_whole_programme(Events=[WORKSHOP])
    bring(sheets)
    evidence = Kept({"x.pdf": files.keep(b"%PDF", name="x.pdf").sha256})
    plan = check({"Events": [{**WORKSHOP, "Evidence": "x.pdf"}]}, by=office_of("UZ"), evidence=evidence)
    assert plan.has_errors
