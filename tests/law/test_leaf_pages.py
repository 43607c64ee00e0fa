"""Pages of an act of 300 pages: none is heavier than a page of the desk may be, and nothing is lost."""

import gzip
import random
import re
from datetime import date
from itertools import count

import pytest
from django.urls import reverse

from tests.law.builders import a_version, an_expression, an_instrument
from tests.people import MACHINE, signed_in
from tumar.law.actions import reading, versions
from tumar.law.models import ProvisionText, Version
from tumar.law.queries import reader
from tumar.law.queries.reader import Asked
from tumar.law.rules.leaves import LEAF
from tumar.law.rules.lines import Document, Line
from tumar.law.rules.units import Doubt, Kind, Structure, Unit
from tumar.people.rules import RoleKind

pytestmark = pytest.mark.django_db

HEAVIEST = 25_000  # bytes, compressed
DAY, LATER = date(2022, 1, 1), date(2024, 1, 1)
LETTERS, FEWER = 750_000, 150_000
# Syllables of which no text of law repeats as little: it compresses worse than any act.
SYLLABLES = [
    a + b + c for a in "бвгджзклмнпрстфхцчшщ" for b in "аеиоуыэюя" for c in ("", "н", "р", "ст", "й")
]


class Words:
    """Words that are made up, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)

    def __call__(self, letters: int) -> str:
        said: list[str] = []
        size = 0
        while size < letters:
            said.append("".join(self._chance.choices(SYLLABLES, k=self._chance.randint(2, 4))))
            size += len(said[-1]) + 1
        return " ".join(said)[:letters].strip()


def units(seed: int = 1, letters: int = LETTERS) -> list[Unit]:
    """Chapters of several lengths, the last very long, and annexes with a table and an endless text."""
    words, made, number = Words(seed), [], count(1)
    chapter, size = 0, 0

    def add(kind, eid, label="", heading="", text="", parent="", **facts):
        made.append(Unit(kind, eid, label, heading, text, parent, line=len(made), **facts))

    while size < letters:
        chapter += 1
        top = f"chp_{chapter}"
        add(Kind.CHAPTER, top, f"Глава {chapter}.", words(60))
        for _ in range(200 if size > letters / 2 else chapter % 7 + 3):
            article = f"{top}__art_{next(number)}"
            add(Kind.ARTICLE, article, f"Статья {article.split('_')[-1]}.", words(50), parent=top)
            for paragraph in range(1, 5):
                add(
                    Kind.PARAGRAPH,
                    f"{article}__para_{paragraph}",
                    f"{paragraph}.",
                    text=words(380),
                    parent=article,
                )
            size += 1700
    cells = tuple((str(row), words(120), words(40)) for row in range(400))
    add(Kind.ANNEX, "annex_1", "Приложение 1", "Перечень")
    add(Kind.TABLE, "annex_1__table_1", parent="annex_1", cells=cells)
    add(Kind.ANNEX, "annex_2", "Приложение 2", "Текст", text=words(4 * LEAF))
    return made


def a_long_draft(expression, found, day=DAY) -> Version:
    version = reading.receive_version(
        expression, {"valid_from": day}, content=f"{len(found)} {day}".encode(), name="act.txt", by=MACHINE
    )
    lines = tuple(Line(" ".join(filter(None, (one.label, one.heading, one.text)))) for one in found)
    doubts = tuple(
        Doubt("numbering_gap", one.eid, one.line, (one.label,)) for one in found if one.kind is Kind.ARTICLE
    )
    structure = Structure("ru", expression.language, tuple(found), doubts)
    return reading.keep_structure(version, Document(lines, "text"), structure, by=MACHINE)


def a_long_version(expression, found, day=DAY) -> Version:
    return versions.confirm_version(a_long_draft(expression, found, day), by=MACHINE)


def address(name: str, version: Version) -> str:
    expression = version.expression
    return reverse(f"law:{name}", args=[expression.instrument.code, expression.number, version.number])


def page(client, where: str, **asked) -> str:
    response = client.get(where, asked)
    assert response.status_code == 200
    weight = len(gzip.compress(response.content))
    assert weight <= HEAVIEST, f"{where} {asked} weighs {weight} bytes"
    return response.content.decode()


def expert():
    return signed_in(RoleKind.LEGAL_EXPERT, "KZ")


def test_an_act_of_300_pages_is_read_leaf_by_leaf():
    found = units()
    version = a_long_version(an_expression(an_instrument(), "ru"), found)
    client, where = expert(), address("version", version)
    first = page(client, where)
    leaves = int(re.search(r">1 of (\d+)<", first)[1])
    assert 35 < leaves < 100
    assert 'rel="next"' in first
    assert 'rel="prev"' not in first
    for leaf in (2, leaves // 2, leaves - 6, leaves - 3, leaves):
        page(client, where, leaf=leaf)
    # All leaves together are the text, each provision once.
    texts = [reader.text_of(version, Asked(leaf=leaf)) for leaf in range(1, leaves + 1)]
    assert [row.unit.eid for text in texts for row in text.rows if not row.goes_on] == [
        one.eid for one in found
    ]
    said = {row.unit.eid: "" for text in texts for row in text.rows}
    for text in texts:
        for row in text.rows:
            said[row.unit.eid] += row.unit.text
    assert said == {one.eid: one.text for one in found}
    cells = [cells for text in texts for row in text.rows for cells in row.unit.cells]
    assert tuple(cells) == next(one.cells for one in found if one.cells)
    # Out of the range of leaves, and what is no number.
    assert f"{leaves} of {leaves}" in page(client, where, leaf=leaves + 5)
    assert f"1 of {leaves}" in page(client, where, leaf="x")


def test_an_address_leads_to_its_leaf_and_marks_the_provision():
    version = a_long_version(an_expression(an_instrument(), "ru"), units(letters=100_000))
    client, where = expert(), address("version", version)
    last = ProvisionText.objects.filter(kind="article").order_by("-order").first().provision.eid
    shown = page(client, where, at=f"{last}__para_3")
    assert f'is-asked-for" id="{last}__para_3"' in shown
    assert shown.count("is-asked-for") == 1
    assert f'id="{last}__para_9"' not in page(client, where, at=f"{last}__para_9")
    assert f'id="{last}"' in page(client, where, at=f"{last}__para_9")
    # What is open of the contents is told in full, and what is asked for near is not marked.
    assert f'href="#{last}" class="is-here"' in shown
    assert "is-asked-for" not in page(client, where, near=f"{last}__para_3")
    code = version.expression.instrument.code
    led = client.get(reverse("law:text", args=[code]), {"at": last, "on": "2023-01-01"})
    assert led.headers["Location"] == f"{where}?at={last}"
    assert "This provision began on the leaf before." in page(client, where, leaf=10_000)


def test_the_contents_of_a_long_act_are_folded_and_paged():
    found = units(letters=FEWER)
    version = a_long_version(an_expression(an_instrument(), "ru"), found)
    chapters = [one.eid for one in found if one.kind in (Kind.CHAPTER, Kind.ANNEX)]
    begin = reader.text_of(version, Asked()).contents
    assert [one.eid for one in begin.rows if one.depth == 0] == chapters
    unfolded = {one.eid.split("__")[0] for one in begin.rows if one.depth}
    assert {chapters[0]} <= unfolded <= set(chapters[:3])
    long = max(chapters, key=lambda eid: sum(one.eid.startswith(f"{eid}__art") for one in found))
    middle = [one.eid for one in found if one.parent == long][150]
    text = reader.text_of(version, Asked(at=middle))
    assert text.contents.pages > 1
    assert middle in {one.eid for one in text.contents.rows if one.is_here}
    pages = [
        reader.text_of(version, Asked(at=middle, contents=number + 1)).contents.rows for number in range(9)
    ]
    told = {one.eid for rows in pages for one in rows}
    assert set(chapters) <= told
    assert {one.eid for one in found if one.parent == long} <= told
    client = expert()
    shown = page(client, address("version", version), at=middle)
    assert f"at={middle}&amp;contents={text.contents.page - 1}" in shown


def test_the_whole_text_is_one_page_for_paper_and_one_file():
    found = units(letters=60_000)
    version = a_long_version(an_expression(an_instrument(), "ru"), found)
    client = expert()
    assert "?whole=yes" in page(client, address("version", version))
    whole = client.get(address("version", version), {"whole": "yes"}).content.decode()
    assert all(f'id="{one.eid}"' in whole for one in found)
    assert 'rel="next"' not in whole
    akn = client.get(address("akn", version)).content.decode()
    assert all(f'eId="{one.eid}"' in akn for one in found)


def test_a_short_act_has_neither_leaves_nor_a_page_for_paper():
    version = a_version()
    shown = page(expert(), address("version", version))
    assert "whole=yes" not in shown
    assert "law-leaves" not in shown
    assert 'href="#chp_1__art_2"' in shown


def test_a_long_draft_is_read_and_corrected_page_by_page():
    version = a_long_draft(an_expression(an_instrument(), "ru"), units(letters=FEWER))
    client = expert()
    page(client, address("version", version), leaf=12)
    where = address("structure", version)
    first = page(client, where)
    pages = int(re.search(r">1 of (\d+)<", first)[1])
    for number in (2, pages // 2, pages - 4, pages):
        page(client, where, page=number, doubts=3)
    assert "The words of this unit are too many to be edited here." in page(
        client, where, unit=f"{len(units(letters=FEWER)) - 1}.0"
    )


def test_two_long_versions_are_compared_page_by_page():
    expression = an_expression(an_instrument(), "ru")
    old = a_long_version(expression, units(1, FEWER))
    new = a_long_version(expression, units(2, FEWER), LATER)
    client = expert()
    where = reverse("law:compare", args=[expression.instrument.code])
    first = page(client, where, old=old.pk, new=new.pk)
    pages = int(re.search(r">1 of (\d+)<", first)[1])
    assert pages > 20
    assert f"old={old.pk}&amp;new={new.pk}&amp;page=2" in first
    for number in (2, pages // 2, pages):
        page(client, where, old=old.pk, new=new.pk, page=number)


def test_two_long_languages_stand_side_by_side_page_by_page():
    law = an_instrument()
    left = a_long_version(an_expression(law, "ru"), units(1, FEWER))
    right = a_long_version(an_expression(law, "kk"), units(2, FEWER))
    client, where = expert(), reverse("law:aligned", args=[law.code])
    first = page(client, where, left=left.pk, right=right.pk)
    pages = int(re.search(r">1 of (\d+)<", first)[1])
    for number in (2, pages // 2, pages - 1, pages):
        shown = page(client, where, left=left.pk, right=right.pk, page=number)
    assert "Read on" in shown
    near = (
        ProvisionText.objects.filter(version=right, kind="article").order_by("-order").first().provision.eid
    )
    assert f"at={near}#" in page(client, where, left=left.pk, right=right.pk, near=near)


def test_a_page_of_search_is_light():
    a_long_version(an_expression(an_instrument(), "ru"), units(letters=100_000))
    assert page(expert(), reverse("law:search"), q="статья").count("law-hit-head") == 20
