"""Each reason and each notice has its sentence, in English and in any other language."""

import pytest

from tumar.law import unreadable
from tumar.law.rules.reading import Code, Unreadable
from tumar.law.rules.reading.refusals import Notice

VALUES = {Code.SCANNED: {"pages": "12"}}


@pytest.mark.parametrize("code", Code)
def test_each_reason_has_a_sentence_with_its_values(code):
    said = unreadable.sentence(Unreadable(code, **VALUES.get(code, {})))
    assert said.endswith(".")
    assert "%(" not in said


def test_the_number_of_scanned_pages_is_told():
    assert "12 pages" in unreadable.sentence(Unreadable(Code.SCANNED, pages="12"))


@pytest.mark.parametrize("code", Notice)
def test_each_notice_has_a_sentence(code):
    assert unreadable.notice(code.value).endswith(".")
