"""Pages on which a file is read, its structure corrected and confirmed."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.law.builders import (
    a_correction,
    a_draft,
    an_expression,
)
from tests.law.pages import LATER, RUSSIAN, a_file, at, expert, of, page
from tumar.law.models import Version
from tumar.law.rules.correcting import Operation
from tumar.law.rules.units import Doubt

pytestmark = pytest.mark.django_db


def test_a_small_file_is_read_at_once_and_its_structure_checked_and_confirmed():
    client, expression = expert(), an_expression(language="ru")
    law = expression.instrument
    typed = {"file": a_file(), "valid_from": "2022-05-21", "tradition": "auto"}
    answer = client.post(at("receive", law.code, 1), typed)
    version = Version.objects.select_related("expression__instrument").get()
    assert answer.headers["Location"] == of("version", version)
    assert version.tradition == "ru"
    assert "Check the structure" in page(client, of("version", version))
    structure = page(client, of("structure", version))
    assert "2) объект – помещение" in structure
    assert client.post(of("confirm-version", version)).headers["Location"] == of("version", version)
    text = page(client, of("version", version))
    assert 'id="chp_1__art_1__para_1__point_2"' in text
    assert "Check the structure" not in text


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The submitted file is empty"),
        (b"\x89PNG\r\n\x1a\n" + b"0" * 40, "This is a picture, whatever its name says."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, "This is a document of Word 97-2003 (.doc)."),
        (b"PK\x03\x04 broken", "The file is damaged or incomplete."),
    ],
)
def test_a_file_that_gives_no_text_says_why_and_is_kept(content, sentence):
    client, expression = expert(), an_expression(language="ru")
    typed = {"file": SimpleUploadedFile("act.bin", content), "valid_from": "2022-05-21", "tradition": "auto"}
    answer = client.post(at("receive", expression.instrument.code, 1), typed, follow=True)
    assert sentence in answer.content.decode()
    if content:
        version = Version.objects.get()
        assert version.state == Version.State.REFUSED
        assert version.file.size == len(content)


def test_a_large_file_is_read_by_a_job_that_the_page_follows(settings, django_capture_on_commit_callbacks):
    client, expression = expert(), an_expression(language="ru")
    law = expression.instrument
    typed = {"file": a_file(RUSSIAN + "слово " * 80_000), "valid_from": "2022-05-21", "tradition": "auto"}
    client.post(at("receive", law.code, 1), typed)
    version = Version.objects.select_related("expression__instrument").get()
    shown = page(client, of("version", version))
    assert version.state in (Version.State.RECEIVED, Version.State.DRAFT)
    assert "act.txt" in shown or "Check the structure" in shown


def test_a_refused_file_can_be_read_again_or_withdrawn():
    client, expression = expert(), an_expression(language="ru")
    picture = SimpleUploadedFile("act.png", b"\x89PNG\r\n\x1a\n" + b"0" * 40)
    typed = {"file": picture, "valid_from": "2022-05-21", "tradition": "auto"}
    client.post(at("receive", expression.instrument.code, 1), typed)
    version = Version.objects.select_related("expression__instrument").get()
    assert "Read the file again" in page(client, of("version", version))
    assert client.post(of("read-again", version)).status_code == 302
    seen = {"seen_version": version.edition, "reason": "Wrong file"}
    client.post(of("withdraw-version", version), seen)
    assert Version.objects.get().state == Version.State.WITHDRAWN


def test_source_and_structure_stand_side_by_side_with_the_doubts():
    doubt = Doubt("numbering_gap", "chp_1__art_2", 6, ("Article 1.", "Article 3."))
    version = a_draft(doubts=(doubt,))
    shown = page(expert(), of("structure", version))
    assert "A number may be missing: Article 1., Article 3.." in shown
    assert "1 place to look at" in shown
    assert shown.count("The ministry keeps the register of facilities.") == 2


def test_a_unit_is_corrected_on_the_page_and_the_correction_undone():
    client, version = expert(), a_draft()
    opened = page(client, of("structure", version), unit="7.0")
    assert "Split before these words" in opened
    typed = {"unit": "7.0", "edition": 1, "operation": "split", "at": "keeps the", "kind": "unnumbered"}
    client.post(of("correct", version), typed)
    shown = page(client, of("structure", version))
    assert "9 provisions were recognised" in shown
    assert "1 correction stands" in shown
    client.post(at("undo-correction", version.expression.instrument.code, 1, 1, 1), {"edition": 2})
    assert "8 provisions were recognised" in page(client, of("structure", version))


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"unit": "0.0", "edition": 1, "operation": "raise"}, "This correction does not fit here."),
        ({"unit": "7.0", "edition": 5, "operation": "raise"}, "Somebody else changed it meanwhile."),
        ({"unit": "7.0", "edition": 1, "operation": "burn"}, "This correction does not fit here."),
        ({"unit": "7.0", "edition": 1, "operation": "split", "at": "no such"}, "does not fit here"),
    ],
)
def test_a_correction_that_is_refused_says_why(typed, sentence):
    client, version = expert(), a_draft()
    answer = client.post(of("correct", version), typed, follow=True)
    assert sentence in answer.content.decode()
    assert not version.corrections.exists()


def test_a_long_structure_is_shown_in_stretches_and_a_unit_opens_its_own():
    long_act = "\n".join(f"Article {number}. Heading {number}" for number in range(1, 151))
    client, version = expert(), a_draft(text=long_act)
    assert "1 of 3" in page(client, of("structure", version))
    assert "Heading 150" in page(client, of("structure", version), page=3)
    last = page(client, of("structure", version), unit="149.0")
    assert "3 of 3" in last
    assert 'id="unit"' in last
    assert "1 of 3" in page(client, of("structure", version), page="many")


def test_corrections_that_were_remembered_are_marked():
    expression = an_expression()
    a_correction(a_draft(expression), Operation.RAISE, "7.0")
    again = a_draft(expression, valid_from=LATER)
    assert "remembered" in page(expert(), of("structure", again))
