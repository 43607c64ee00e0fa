"""`tumar transliterate --lang kk "Әлия Қасымова"`: a name in Latin letters, or back, by a named table."""

import argparse
import io
import json
import sys
from collections.abc import Iterator
from typing import Any

from tumar.people.rules.transliteration import (
    LANGUAGES,
    LATIN,
    System,
    language_of,
    system_for,
    systems,
    transliterate,
)

SCRIPTS = ("latin", "cyrillic", "original")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `tumar transliterate`."""
    parser.add_argument(
        "text", nargs="*", metavar="TEXT", help="what to write (default: the lines of standard input)"
    )
    parser.add_argument("--lang", metavar="LANGUAGE", help=f"one of {', '.join(LANGUAGES)}")
    parser.add_argument("--system", metavar="CODE", help="one of --systems (default: the passport's)")
    parser.add_argument("--to", choices=SCRIPTS, default=LATIN, help="default: latin")
    parser.add_argument(
        "--systems", action="store_true", help="list the systems, of --lang or of all languages"
    )
    parser.add_argument("--format", choices=["text", "json"], default="text", help="default: text")


def _as_told(system: System) -> dict[str, Any]:
    return {
        "language": system.language,
        "system": system.code,
        "title": system.title,
        "source": system.source,
        "default": system.is_default,
        "reversible": system.is_reversible,
        "back_to": system.goes_back_to or None,
        "dropped": list(system.dropped),
        "note": system.note,
    }


def _list_systems(language: str | None, form: str) -> int:
    codes = [language_of(language).code] if language else list(LANGUAGES)
    found = [system for code in codes for system in systems(code)]
    if form == "json":
        print(json.dumps([_as_told(system) for system in found], ensure_ascii=False, indent=2))
        return 0
    for system in found:
        print("\t".join([system.language, system.code, system.title, _way_back(system), system.source]))
    return 0


def _way_back(system: System) -> str:
    if system.is_reversible:
        return "reversible"
    return f"back to {system.goes_back_to}" if system.goes_back_to else "one way"


def _lines(words: list[str]) -> Iterator[str]:
    if words:
        yield " ".join(words)
        return
    for line in io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8-sig"):
        yield line.rstrip("\r\n")


def _refuse(sentence: str) -> int:
    print(f"tumar transliterate: {sentence}", file=sys.stderr)
    return 1


def run(options: argparse.Namespace) -> int:
    """Print each line as it is written in the other letters; 1 with one sentence when no table does it."""
    try:
        if options.systems:
            return _list_systems(options.lang, options.format)
        if not options.lang:
            return _refuse(f"Give --lang, one of {', '.join(LANGUAGES)}.")
        for line in _lines(options.text):
            found = transliterate(line, options.lang, system=options.system, to=options.to)
            print(_as_json(line, found, options) if options.format == "json" else found)
    except UnicodeDecodeError:
        return _refuse("Standard input is not UTF-8 text.")
    except ValueError as refusal:
        return _refuse(str(refusal))
    return 0


def _as_json(line: str, found: str, options: argparse.Namespace) -> str:
    system = system_for(options.lang, options.system, options.to)
    told = {
        "text": line,
        "result": found,
        "language": system.language,
        "system": system.code,
        "to": options.to,
    }
    return json.dumps(told, ensure_ascii=False)
