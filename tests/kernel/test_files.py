"""A file is kept as received, once, and a changed byte is found."""

import pytest

from tumar.kernel import files, journal
from tumar.kernel.scope import of_the_machine

BY = of_the_machine("a test")
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.TUMAR_DATA = tmp_path


def test_the_same_bytes_are_kept_once():
    first, second = files.keep(b"sheet", name="sheet.pdf"), files.keep(b"sheet", name="copy.pdf")
    assert first == second
    assert files.content_of(second) == b"sheet"
    assert (first.media_type, first.size) == ("application/pdf", 5)


def test_a_path_in_the_name_leads_nowhere():
    assert files.keep(b"x", name="../../etc/passwd").name == "passwd"


def test_attaching_twice_is_told_once():
    file = files.keep(b"sheet", name="sheet.pdf")
    for _ in range(2):
        files.attach(file, about="events.event:A", by=BY)
    assert [attachment.file for attachment in files.of("events.event:A")] == [file]
    assert journal.about("events.event:A").count() == 1


def test_a_missing_and_an_altered_file_are_found():
    lost, changed, whole = (
        files.keep(text, name=f"{text.decode()}.txt") for text in (b"lost", b"old", b"whole")
    )
    files.path_of(lost.sha256).unlink()
    files.path_of(changed.sha256).write_bytes(b"new")
    assert [sentence.split()[1] for sentence in files.faults()] == ["lost.txt", "old.txt"]
    assert files.content_of(whole) == b"whole"
