"""Finds every translatable text of the project and keeps the catalogues in step with them.

`python -m tools.messages` rewrites the catalogues; tests/house/test_catalogues.py reads the same texts.
Works with Babel and Django alone: no gettext program is needed.
"""

import io
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "tumar"
LOCALES = PACKAGE / "locale"
# Complete at every commit; other languages fall back to English where they say nothing.
COMPLETE = ("ru",)
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
WHO = "The Tumar authors"
# They change with every run and tell a reader nothing that the history does not.
IDLE_HEADERS = re.compile(
    rb'^"(POT-Creation-Date|PO-Revision-Date|Report-Msgid-Bugs-To|Generated-By):.*\\n"\n', re.M
)
PLACEHOLDER = re.compile(r"%\(\w+\)[-#0-9.]*[sdf]|%[-#0-9.]*[sdf]|\{\w*(?::[^{}]*)?\}")


def sources() -> Iterator[tuple[Path, bytes]]:
    """Yield each Python file and template of the package, the templates as Python calls."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if "migrations" not in path.parts:
            yield path, path.read_bytes()
    for path in sorted(PACKAGE.rglob("templates/**/*")):
        if path.suffix in {".html", ".txt", ".svg", ".xml"}:
            calls = templatize(path.read_text(), origin=str(path))
            # Indentation says nothing in a template, but much to the reader of Python.
            yield path, "\n".join(line.lstrip() for line in calls.split("\n")).encode()


def texts() -> Catalog:
    """Return a catalogue of all texts that a person may see, with the files that say them."""
    catalogue = Catalog(charset="utf-8")
    for path, content in sources():
        name = path.relative_to(ROOT).as_posix()
        found = extract("python", io.BytesIO(content), keywords=KEYWORDS, comment_tags=["Translators:"])
        for line, message, comments, context in found:
            catalogue.add(message, None, [(name, line)], auto_comments=comments, context=context)
    return catalogue


def catalogue_path(locale: str) -> Path:
    """Return where the catalogue of a language is kept."""
    return LOCALES / locale / "LC_MESSAGES" / "django.po"


def catalogue_of(locale: str) -> Catalog:
    """Return the catalogue of a language, empty where there is none yet."""
    path = catalogue_path(locale)
    if not path.exists():
        return Catalog(
            locale=locale,
            header_comment=f"# Tumar\n# Copyright (c) 2026 {WHO}\n# SPDX-License-Identifier: EUPL-1.2\n#",
            project="Tumar",
            version="1",
            last_translator=WHO,
            language_team=WHO,
            charset="utf-8",
            fuzzy=False,
        )
    with path.open("rb") as content:
        return read_po(content, locale=locale)


def locales() -> list[str]:
    """Return the languages that have a catalogue or must have one, in order."""
    present = {path.name for path in LOCALES.iterdir() if path.is_dir()} if LOCALES.exists() else set()
    return sorted(present | set(COMPLETE))


def placeholders(text: str) -> list[str]:
    """Return the places that are filled in at run time, sorted."""
    return sorted(PLACEHOLDER.findall(text))


def forms(message: Message) -> list[str]:
    """Return the translations of a message: one, or one for each plural form."""
    return list(message.string) if isinstance(message.string, (tuple, list)) else [message.string or ""]


def label(message: Message) -> str:
    """Return the source text of a message, short enough for a line of a report."""
    text = message.id[0] if isinstance(message.id, (tuple, list)) else message.id
    return text if len(text) < 90 else f"{text[:87]}..."


def faults_of(message: Message) -> Iterator[str]:
    """Yield what is wrong with the translation of one message."""
    if message.fuzzy:
        yield f"is a guess: {label(message)!r}"
    if not all(forms(message)):
        yield f"is missing: {label(message)!r}"
        return
    source = message.id[-1] if isinstance(message.id, (tuple, list)) else message.id
    for form in forms(message):
        if placeholders(form) != placeholders(source):
            yield f"has other placeholders than {label(message)!r}: {form!r}"


def update(locale: str, template: Catalog) -> tuple[int, int]:
    """Rewrite one catalogue; return how many texts it has and how many of them say nothing yet."""
    catalogue = catalogue_of(locale)
    catalogue.update(template, no_fuzzy_matching=True, update_header_comment=False)
    catalogue.obsolete.clear()
    path = catalogue_path(locale)
    path.parent.mkdir(parents=True, exist_ok=True)
    content = io.BytesIO()
    write_po(content, catalogue, width=100, sort_output=True, include_lineno=False, ignore_obsolete=True)
    path.write_bytes(IDLE_HEADERS.sub(b"", content.getvalue()))
    said = [message for message in catalogue if message.id]
    return len(said), sum(not all(forms(message)) for message in said)


def main() -> int:
    """Update every catalogue and say how complete each one is."""
    if not settings.configured:
        settings.configure(USE_I18N=False)
    os.chdir(ROOT)
    template = texts()
    for locale in locales():
        total, missing = update(locale, template)
        print(f"{locale}: {total} texts, {missing} without a translation")
    return 0


if __name__ == "__main__":
    sys.exit(main())
