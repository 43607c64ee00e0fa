"""Acts in the layout of a page: one notation for Word files (`.word`) and printed ones (`.paper`).

@header СОБРАНИЕ АКТОВ        what stands on top of every page; @footer below, # is its number
@columns 2                    a page of two columns
@list 1: Глава %1. decimal    a list of Word with its levels, parted by semicolons
@num 3 of 2 restart 1         another list of that kind, whose level 1 begins anew
= centred and bold            * bold       _ slanted       > at the right margin
[2.1] the text of an item     counted by list 2 at level 1
| cell | cell                 a row of a table
---                           a new page
12^{1}                        a raised digit
"""

import json
import re
from collections.abc import Iterator

from tests.law import documents, printed

_RAISED = re.compile(r"\^\{(.+?)\}")
_ITEM = re.compile(r"\[(\d+)\.(\d+)\] ?(.*)")


def word(text: str) -> bytes:
    """Return a Word file of a text in this notation."""
    told, lines = _settings(text)
    schemes, numbers = [], []
    for kind, value in told:
        if kind == "list":
            schemes.append(_scheme(value))
            numbers.append(documents.word_list(int(value.split(":")[0]), int(value.split(":")[0])))
        elif found := re.fullmatch(r"(\d+) of (\d+) restart (\d+)", value):
            key, of, level = map(int, found.groups())
            numbers.append(documents.word_list(key, of, documents.start_again(level)))
    return documents.docx(*_blocks(lines), numbering="".join([*schemes, *numbers]))


def _settings(text: str) -> tuple[list[tuple[str, str]], list[str]]:
    lines = [line for line in text.splitlines() if line.strip()]
    told = [line[1:].partition(" ") for line in lines if line.startswith("@")]
    return [(one, value) for one, _, value in told], [line for line in lines if not line.startswith("@")]


def _scheme(value: str) -> str:
    key, _, levels = value.partition(":")
    told = [one.strip().rpartition(" ") for one in levels.split(";")]
    return documents.scheme(
        *(documents.level(place, shape, form) for place, (shape, _, form) in enumerate(told)), key=int(key)
    )


def _runs(text: str, properties: str = "") -> list[str]:
    pieces = _RAISED.split(text)
    raised = '<w:vertAlign w:val="superscript"/>'
    return [
        documents.run(one, properties + (raised if place % 2 else ""))
        for place, one in enumerate(pieces)
        if one
    ]


def _blocks(lines: list[str]) -> Iterator[str]:
    looks = {"= ": ("<w:b/>", '<w:jc w:val="center"/>'), "* ": ("<w:b/>", ""), "_ ": ("<w:i/>", "")}
    rows: list[list[str]] = []
    for line in [*lines, ""]:
        if line.startswith("| "):
            rows.append([cell.strip() for cell in line[1:].split("|")])
            continue
        if rows:
            yield documents.table(*rows)
            rows = []
        letters, lines_of = looks.get(line[:2], ("", '<w:jc w:val="right"/>' if line[:2] == "> " else ""))
        if found := _ITEM.fullmatch(line):
            number = f'<w:numPr><w:ilvl w:val="{found[2]}"/><w:numId w:val="{found[1]}"/></w:numPr>'
            yield documents.paragraph(*_runs(found[3]), properties=number)
        elif line and line != "---":
            said = line[2:] if letters or lines_of else line
            yield documents.paragraph(*_runs(said, letters), properties=lines_of)


def paper(text: str) -> bytes:
    """Return a PDF of a text in this notation."""
    told, lines = _settings(text)
    by = dict(told)
    page = f"header: {_running(by.get('header', ''))}, footer: {_running(by.get('footer', ''))}"
    page += f", columns: {by['columns']}" if "columns" in by else ""
    is_from_right = sum("\u0600" <= letter <= "\u06ff" for letter in text) * 2 > len(text)
    direction = '#set text(dir: rtl, lang: "fa")\n' if is_from_right else ""
    body = direction + "\n".join(_printed(lines))
    return printed.printed(body, page=page, paragraphs="first-line-indent: 1cm")


def _running(said: str) -> str:
    pieces = said.split("#")
    return f"[#context [{'#counter(page).display()'.join(f'#{_string(one)}' for one in pieces)}]]"


def _string(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _set(text: str) -> str:
    pieces = _RAISED.split(text)
    return "".join(
        f"#super({_string(one)})" if place % 2 else f"#{_string(one)}" for place, one in enumerate(pieces)
    )


def _printed(lines: list[str]) -> Iterator[str]:
    for line in lines:
        if line == "---":
            yield "#pagebreak()"
        elif line.startswith("= "):
            yield f"#align(center)[#strong[{_set(line[2:])}]]\n"
        elif line.startswith("> "):
            yield f"#align(right)[#block(width: 40%)[#align(left)[{_set(line[2:])}]]]\n"
        elif line.startswith("* "):
            yield f"#strong[{_set(line[2:])}]\n"
        elif line.startswith("_ "):
            yield f"#emph[{_set(line[2:])}]\n"
        else:
            yield f"{_set(line)}\n"
