"""A territory that may not be named bare is found in any text, and printed with its note."""

import pytest

from tumar.places import designations
from tumar.places.names import marked_name


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Workshop in Prishtina, Kosovo", ["XK"]),
        ("KOSOVO", ["XK"]),
        ("семинар в Косове", ["XK"]),
        ("КОСОВО и Палестина", ["XK", "PS"]),
        ("კოსოვო", ["XK"]),
        ("فلسطین", ["PS"]),
        ("Almaty, Kazakhstan", []),
        ("", []),
    ],
)
def test_a_designated_territory_is_found_in_any_script_and_form(text, codes):
    assert [found.code for found in designations.named_in(text)] == codes


@pytest.mark.parametrize(
    ("language", "word"), [("en", "prejudice"), ("ru", "резолюции 1244"), ("fa-af", "UNSCR")]
)
def test_a_note_is_printed_in_the_page_s_language_or_in_english(language, word):
    lines = designations.note_lines(designations.of_countries(["XK", "KZ"]), language)
    assert len(lines) == 1
    assert lines[0].startswith("* ")
    assert word in lines[0]


def test_each_mark_leads_to_its_own_note():
    marks = [found.mark for found in designations.DESIGNATIONS]
    assert len(set(marks)) == len(marks)
    assert marked_name("XK", "ru") == "Косово*"
    assert marked_name("KZ", "ru") == "Казахстан"
