"""Registration by its rules: moves, places, the waiting line, limits as they are typed, files."""

import io
import zipfile
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumar.events.rules import received
from tumar.events.rules.registration import (
    LIVE,
    MOVES,
    Places,
    Seeker,
    Standing,
    Taken,
    can_move,
    limits_typed,
    moved_in_line,
    name_parts,
    promoted,
)

KZ_LAB, UZ_LAB, KZ_VET = Seeker("KZ", "human-lab"), Seeker("UZ", "human-lab"), Seeker("KZ", "vet-lab")
seekers = st.lists(st.sampled_from([KZ_LAB, UZ_LAB, KZ_VET]), max_size=20)
places = st.builds(
    Places,
    st.none() | st.integers(0, 10),
    st.dictionaries(st.sampled_from(["KZ", "UZ"]), st.integers(0, 5)),
    st.dictionaries(st.sampled_from(["human-lab", "vet-lab"]), st.integers(0, 5)),
)


def test_every_state_says_where_it_leads():
    assert set(MOVES) == set(Standing)


@pytest.mark.parametrize(("current", "wanted"), list(product(Standing, Standing)))
def test_nobody_comes_back_from_withdrawn_and_nothing_goes_back_to_unconfirmed(current, wanted):
    if current == Standing.WITHDRAWN or wanted in (Standing.UNCONFIRMED, current):
        assert not can_move(current, wanted)
    if current in LIVE:
        assert can_move(current, Standing.WITHDRAWN)


def test_a_place_is_given_while_every_limit_allows():
    taken = Taken(Places(total=3, by_country={"KZ": 1}), [KZ_LAB])
    assert not taken.has_room_for(KZ_VET)
    assert taken.has_room_for(UZ_LAB)
    taken.add(UZ_LAB)
    taken.add(UZ_LAB)
    assert not taken.has_room_for(UZ_LAB)


def test_the_first_in_line_who_fits_gets_the_place():
    limits = Places(total=3, by_country={"KZ": 1})
    assert promoted(limits, [KZ_LAB], [KZ_VET, UZ_LAB, UZ_LAB, UZ_LAB]) == [1, 2]


@given(places, seekers, seekers)
def test_promotion_never_exceeds_a_limit_and_leaves_nobody_who_fits(limits, holders, line):
    kept = []
    taken = Taken(limits)
    for holder in holders:
        if taken.has_room_for(holder):
            taken.add(holder)
            kept.append(holder)
    found = promoted(limits, kept, line)
    after = [*kept, *(line[position] for position in found)]
    assert limits.total is None or len(after) <= limits.total
    for country, limit in limits.by_country.items():
        assert sum(one.country == country for one in after) <= limit
    for group, limit in limits.by_group.items():
        assert sum(one.group == group for one in after) <= limit
    left = [one for position, one in enumerate(line) if position not in found]
    assert not any(Taken(limits, after).has_room_for(one) for one in left)


@given(st.lists(st.integers(1, 50), min_size=1, max_size=15, unique=True), st.data(), st.integers(-2, 20))
def test_moving_in_line_loses_nobody_and_keeps_the_others_in_order(line, data, place):
    one = data.draw(st.sampled_from(line))
    after = moved_in_line(line, one, place)
    assert sorted(after) == sorted(line)
    assert [x for x in after if x != one] == [x for x in line if x != one]
    assert after.index(one) == min(max(place, 1), len(line)) - 1


@pytest.mark.parametrize(
    ("typed", "limits", "faults"),
    [
        ("KZ: 20\nuzbekistan: 5\n", {"KZ": 20, "UZ": 5}, []),
        ("KZ 20", {}, ["KZ 20"]),
        ("XX: 3\nKZ: many\nKZ: -1", {}, ["XX: 3", "KZ: many", "KZ: -1"]),
        ("KZ: 1\nKZ: 2", {"KZ": 1}, ["KZ: 2"]),
        ("", {}, []),
    ],
)
def test_limits_are_typed_one_a_line(typed, limits, faults):
    known = {"kz": "KZ", "uz": "UZ", "uzbekistan": "UZ"}
    assert limits_typed(typed, known) == (limits, faults)


@pytest.mark.parametrize(
    ("family", "given", "parts"),
    [
        ("Akhmetova", "Aizhan", ("Akhmetova", "Aizhan", "")),
        ("", " Zahra ", ("", "", "Zahra")),
        ("Suharto", "", ("", "", "Suharto")),
    ],
)
def test_one_name_alone_is_a_single_name(family, given, parts):
    assert name_parts(family, given) == parts


def a_docx(*more: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name in ("[Content_Types].xml", "word/document.xml", *more):
            archive.writestr(name, "<x/>")
    return content.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "is_fine"),
    [
        (b"%PDF-1.7 letter", "letter.pdf", True),
        (b"%PDF-1.7 letter", "LETTER.PDF", True),
        (b"\xff\xd8\xff\xe0 photo", "photo.jpg", True),
        (b"\x89PNG\r\n\x1a\n", "scan.png", True),
        (a_docx(), "letter.docx", True),
        (a_docx("word/vbaProject.bin"), "letter.docx", False),
        (b"MZ\x90\x00", "letter.pdf", False),
        (b"<html><script>", "letter.pdf", False),
        (b"%PDF-1.7 /OpenAction /JavaScript", "letter.pdf", False),
        (b"%PDF-1.7", "letter.docx", False),
        (b"%PDF-1.7", "letter.pdf.exe", False),
        (b"PK\x03\x04 broken", "letter.docx", False),
        (b"", "letter.pdf", False),
        (b"%PDF-" + b"0" * received.LARGEST, "letter.pdf", False),
    ],
)
def test_a_file_is_what_its_bytes_are(content, name, is_fine):
    assert received.is_acceptable(content, name) is is_fine
