"""`tumar law parse FILE`: the provisions of an act, as an outline, as JSON or as Akoma Ntoso."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from tumar.law.rules.akn import akn
from tumar.law.rules.lines import Document
from tumar.law.rules.reading import Unreadable, read, read_akn
from tumar.law.rules.structure import AUTO, UnknownTradition, recognise
from tumar.law.rules.traditions import by_language
from tumar.law.rules.units import Kind, Structure, Unit
from tumar.law.unreadable import notice, sentence

FORMATS = ("outline", "json", "akn")
# What the structure of an act in Akoma Ntoso calls its tradition.
STATED = "akn"
# The JSON has eleven kinds. What stands beside the provisions has no number either; `role` says what it is.
_BESIDE = frozenset({Kind.PREFACE, Kind.PREAMBLE, Kind.HEADING, Kind.CLOSING})


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `tumar law parse`."""
    parser.add_argument("file", metavar="FILE", type=Path, help="the act")
    parser.add_argument(
        "--tradition", default=AUTO, metavar="LANGUAGE", help="language code such as ru or kk (default: auto)"
    )
    parser.add_argument("--format", choices=FORMATS, default="outline", help="default: outline")


def run(options: argparse.Namespace) -> int:
    """Print the provisions of an act; 1 with one sentence when it cannot be read."""
    try:
        data = options.file.read_bytes()
        document = read(data, name=options.file.name)
        structure = structure_of(data, document, options.tradition)
    except OSError as error:
        return _refuse(f"The file cannot be read: {error.strerror or error}.")
    except Unreadable as refused:
        return _refuse(sentence(refused))
    except UnknownTradition as refused:
        return _refuse(str(refused))
    for noticed in document.warnings:
        print(f"tumar law parse: {notice(noticed)}", file=sys.stderr)
    if options.format == "akn":
        sys.stdout.buffer.write(akn(structure) + b"\n")
    elif options.format == "json":
        print(json.dumps(as_told(structure, document.warnings), ensure_ascii=False, indent=2))
    else:
        print(outline(structure))
    return 0


def structure_of(data: bytes, document: Document, tradition: str = AUTO) -> Structure:
    """Return the provisions of a file: those that it states itself, unless a tradition is named."""
    if document.format == "akn" and tradition == AUTO:
        return read_akn(data)
    return recognise(document, tradition)


def _refuse(said: str) -> int:
    print(f"tumar law parse: {said}", file=sys.stderr)
    return 1


def as_told(structure: Structure, noticed: Sequence[str] = ()) -> dict[str, object]:
    """Return a structure, and what was noticed in its file, as the JSON of the command has it."""
    return {
        "tradition": _tradition(structure),
        "language": structure.language,
        "warnings": [
            *({"code": code, "eid": "", "line": 0, "values": []} for code in noticed),
            *(
                {"code": one.code, "eid": one.eid, "line": one.line, "values": list(one.values)}
                for one in structure.warnings
            ),
        ],
        "units": [
            {
                "kind": (Kind.UNNUMBERED if one.kind in _BESIDE else one.kind).value,
                "role": one.kind.value,
                "eid": one.eid,
                "label": one.label,
                "heading": one.heading,
                "text": _text(one),
                "parent": one.parent,
                "line": one.line,
                "page": one.page,
                "repealed": one.repealed,
                "cells": [list(row) for row in one.cells],
            }
            for one in structure.units
        ],
    }


def _tradition(structure: Structure) -> str:
    """Return the code of a tradition; an act that states its own structure has that of its language."""
    known = by_language().get(structure.language.lower())
    return known[0].code if structure.tradition == STATED and known else structure.tradition


def _text(one: Unit) -> str:
    """Return the text of a unit; that of a table is its rows, so that no word of the act stands outside."""
    return "\n".join("\t".join(row) for row in one.cells) if one.cells else one.text


def outline(structure: Structure) -> str:
    """Return one line for each unit, deeper ones further in."""
    depth = {"": -1}
    lines = []
    for one in structure.units:
        depth[one.eid] = depth[one.parent] + 1
        said = " ".join(filter(None, [one.label, one.heading, " ".join(one.text.split())]))
        shown = said if len(said) <= 100 else said[:99] + "…"
        mark = " [repealed]" if one.repealed else ""
        lines.append(f"{'  ' * depth[one.eid]}{one.kind.value} {one.eid}{mark} {shown}".rstrip())
    return "\n".join(lines)
