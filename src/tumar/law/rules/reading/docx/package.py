"""A DOCX as a package of parts, found by their relations and not by their usual names."""

import posixpath
from collections.abc import Callable

from tumar.law.rules.lines import Document, Line
from tumar.law.rules.reading.docx.body import BodyReader
from tumar.law.rules.reading.docx.numbering import read_numbering
from tumar.law.rules.reading.docx.styles import read_styles
from tumar.law.rules.reading.markup import Archive, Element, attribute, child, children
from tumar.law.rules.reading.refusals import Code, Notice, Unreadable

USUAL_MAIN = "word/document.xml"


def main_part(archive: Archive) -> str:
    """Return the name of the part that holds the text; empty where the archive is no document of Word."""
    for relation in children(archive.tree("_rels/.rels"), "Relationship"):
        if attribute(relation, "Type").endswith("/officeDocument"):
            return attribute(relation, "Target").lstrip("/")
    return USUAL_MAIN if archive.has(USUAL_MAIN) else ""


def _related(archive: Archive, main: str) -> dict[str, tuple[str, str]]:
    """Return kind and name of each part that the main part relates to, by the id of the relation."""
    folder, name = posixpath.split(main)
    relations = archive.tree(posixpath.join(folder, "_rels", f"{name}.rels"))
    found = {}
    for relation in children(relations, "Relationship"):
        if attribute(relation, "TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, attribute(relation, "Target")))
            kind = attribute(relation, "Type").rpartition("/")[2]
            found[attribute(relation, "Id")] = (kind, target.lstrip("/"))
    return found


def _notes(root: Element | None, kind: str) -> dict[tuple[str, str], Element]:
    return {
        (kind, attribute(each, "id")): each
        for each in children(root, kind)
        if attribute(each, "type", "normal") == "normal"
    }


def read_docx(content: bytes, embedded: Callable[[bytes], list[Line]]) -> Document:
    """Return the lines of a DOCX or DOCM. `embedded` reads files of other formats that are laid into it.

    Macros are not run, not read and not kept from the text: the document is read and they are noticed.
    """
    with Archive(content) as archive:
        main = main_part(archive)
        related = _related(archive, main)

        def part(kind: str) -> Element | None:
            named = next((name for found, name in related.values() if found == kind), None)
            return archive.tree(named or posixpath.join(posixpath.dirname(main), f"{kind}.xml"))

        def laid_in(key: str) -> list[Line]:
            inner = archive.part(related.get(key, ("", ""))[1])
            return embedded(inner) if inner else []

        root = archive.tree(main)
        body = child(root, "body")
        if body is None:
            raise Unreadable(Code.BROKEN)
        styles = read_styles(part("styles"))
        numbering = read_numbering(part("numbering"), styles)
        notes = _notes(part("footnotes"), "footnote") | _notes(part("endnotes"), "endnote")
        reader = BodyReader(styles, numbering, notes, laid_in)
        lines = reader.read(body)
        if any(name.endswith("vbaproject.bin") for name in archive.names):
            reader.notices.add(Notice.MACROS)
        if numbering.unknown_formats:
            reader.notices.add(Notice.NUMBER_FORMAT)
        language = child(archive.tree("docProps/core.xml"), "language")
    claimed = (language.text or "") if language is not None else ""
    return Document(tuple(lines), "docx", claimed[:2].lower(), tuple(sorted(reader.notices)))
