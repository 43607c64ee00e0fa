"""The judged acts as pages, as word processors write them, printed, and broken into short lines.

Whatever the form, the same provisions must come out: the readers may not join two or part one.
"""

import html
import re
from io import BytesIO
from textwrap import fill

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.law import judging
from tests.law.judging import JUDGED, compare, expected, found
from tests.law.printed import printed
from tests.law.reading import letters_of
from tumar.law.rules.reading import read
from tumar.law.rules.reading.text import lines_of_text
from tumar.law.rules.reading.wrapped import Printed, ends, is_small, paragraphs
from tumar.law.rules.structure import recognise

# What is a text itself, with a paragraph on each line.
WRAPPED = {"en-t14", "uk-j1"}
NAMES = [one for one in judging.NAMES if (JUDGED / f"{one}.txt").exists() and one not in WRAPPED]
# Typst draws these letters in pieces that no reader puts together again.
UNPRINTABLE = ("fa", "ps", "ur")
PRINTED = [name for name in NAMES if name.endswith(("1", "f1")) and not name.startswith(UNPRINTABLE)]
RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def rows(name: str) -> list[str]:
    """Return the paragraphs of a judged act."""
    text = (JUDGED / f"{name}.txt").read_text(encoding="utf-8")
    return [" ".join(row.split()) for row in text.splitlines() if row.strip()]


def page(name: str, shape: str) -> bytes:
    """Return an act as one of the sites shows it."""
    written = []
    for number, row in enumerate(rows(name)):
        told = re.sub(r"[⁰¹²³⁴-⁹]+", lambda at: f"<sup>{at[0].translate(RAISED)}</sup>", html.escape(row))
        written.append(shape.format(number=number, told=told))
    body = "\n".join(written)
    return f"<!DOCTYPE html><html><body><div><div id='act'>{body}</div></div></body></html>".encode()


def written(name: str) -> bytes:
    """Return an act as a word processor writes it."""
    document = docx.Document()
    for row in rows(name):
        document.add_paragraph(row)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def print_of(name: str) -> bytes:
    """Return an act as a printed page."""
    quoted = ['#"' + row.replace("\\", "\\\\").replace('"', '\\"') + '"' for row in rows(name)]
    return printed("\n\n".join(quoted), page='numbering: "1"')


def shares(name: str, content: bytes) -> tuple[float, float]:
    """Return the shares of articles and items that come out of a file of the act."""
    wanted, got = expected(name), found(recognise(read(content)))
    return compare(wanted, got, {"art"}).share, compare(wanted, got, {"item"}).share


SHAPES = (
    '<p class="j"><span id="z{number}"><a name="z{number}"></a>{told}</span></p>',
    "<div><div class='text'>{told}</div></div>",
    "{told}<br>",
    "<p>{told}</p>",
)


@pytest.mark.parametrize("name", NAMES)
def test_a_page_of_an_act_has_its_provisions(name):
    assert shares(name, page(name, SHAPES[NAMES.index(name) % len(SHAPES)])) == (1, 1)


@pytest.mark.parametrize("name", NAMES[::3])
def test_a_document_of_an_act_has_its_provisions(name):
    assert shares(name, written(name)) == (1, 1)


@pytest.mark.parametrize("name", PRINTED)
def test_a_print_of_an_act_has_its_provisions(name):
    articles, items = shares(name, print_of(name))
    # One article of six: the last line of a sentence that fills its row says nothing of what comes next.
    assert articles >= 0.8
    assert items >= 0.95


@pytest.mark.parametrize("name", PRINTED)
def test_an_act_in_short_lines_with_blank_ones_between_has_its_items(name):
    text = "\n\n".join(fill(row, 72, break_on_hyphens=False) for row in rows(name))
    # A stub that is broken over two lines, in a text with no other such lines, is not always known as one.
    assert shares(name, text.encode())[1] >= 0.9


def test_prints_and_short_lines_together_lose_hardly_an_article():
    told = [shares(name, print_of(name))[0] for name in PRINTED]
    assert sum(told) / len(told) >= 0.98


def test_lines_below_full_ones_are_joined_where_blank_lines_part_the_paragraphs():
    text = "\n\n".join(
        [
            "Статья 1. Предмет",
            "Настоящий Закон регулирует отношения в области\nучета",
            "Статья 2. Сфера",
            "Закон действует на всей территории республики и\nвне ее",
            "Статья 3. Органы",
            "Учет ведет уполномоченный орган по правилам его\nтипового устава",
            "Статья 4. Срок",
        ]
    )
    told = [line.text for line in lines_of_text(text)]
    assert told[1] == "Настоящий Закон регулирует отношения в области учета"
    assert len(told) == 7


def test_short_lines_below_one_another_are_left_as_they_are():
    text = "Приложение\nк приказу\nМинистра\n\n" + "\n\n".join(
        f"{one}. Пункт приложения." for one in range(1, 9)
    )
    assert [line.text for line in lines_of_text(text)][:3] == ["Приложение", "к приказу", "Министра"]


def lines_set(texts: list[str], gap: float) -> list[Printed]:
    """Return printed lines, each as far below the last."""
    return [Printed(text, 0, 60, gap, size=10, margins=(0, 60)) for text in texts]


def test_lines_that_nothing_goes_on_from_are_each_a_paragraph():
    texts = [f"Абзац номер {one}, который полон" for one in range(12)]
    assert [len(block) for block in paragraphs(lines_set(texts, 20))] == [1] * 12


def test_a_nearer_line_goes_on_though_it_begins_with_a_capital():
    texts = [f"Pasus broj {one}, koji je pun" for one in range(12)]
    lines = lines_set(texts, 20)
    lines[5] = Printed("Federacije BiH", 0, 20, 12, size=10, margins=(0, 60))
    assert [len(block) for block in paragraphs(lines)] == [1, 1, 1, 1, 2, *[1] * 6]


@pytest.mark.parametrize(
    ("text", "told"), [("агент", True), ("Агент", False), ("აგენტი", False), ("1)", False)]
)
def test_a_small_letter_is_one_of_a_script_that_has_capitals(text, told):
    assert is_small(text) is told


@pytest.mark.parametrize(
    ("text", "told"), [("конец.", True), ("конец;»", True), ("не конец", False), ("ختم۔", True)]
)
def test_a_line_ends_with_a_sign_that_ends_something(text, told):
    assert ends(text) is told


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text("абв АБ.;:1)2-«»", min_size=1, max_size=90), min_size=1, max_size=30), st.booleans())
def test_a_text_keeps_its_letters_however_its_lines_are_broken(texts, blank):
    text = ("\n\n" if blank else "\n").join(fill(one, 40) for one in texts)
    told = "".join(line.text for line in lines_of_text(text))
    # A hyphen at the end of a line may be the printer's.
    assert letters_of(told).replace("-", "") == letters_of(text).replace("-", "")
