"""XML from outside: parsed without entities, network or surprise, and asked by local names."""

import re
import zipfile
from functools import lru_cache
from io import BytesIO
from typing import Self

from lxml import etree

from tumar.kernel.tables.archives import measure_directory
from tumar.kernel.tables.refusals import Reason, UnreadableTable
from tumar.law.rules.reading.limits import LARGEST_PART, MOST_ELEMENTS
from tumar.law.rules.reading.refusals import Code, Unreadable

Element = etree._Element

_ENTITY = re.compile(rb"<\0?!\0?E\0?N\0?T\0?I\0?T\0?Y")
# What the directory of an archive says (`kernel.tables`), in our codes.
_OF_ARCHIVES = {
    Reason.LOCKED: Code.ENCRYPTED,
    Reason.UNPACKS_TOO_LARGE: Code.BOMB,
    Reason.ODDLY_BUILT: Code.BOMB,
}


def parsed(content: bytes) -> Element:
    """Return the root of an XML document; refuse what is broken, endless or defines entities."""
    if _ENTITY.search(content):
        raise Unreadable(Code.BOMB)
    if content.count(b"<") > 2 * MOST_ELEMENTS:
        raise Unreadable(Code.TOO_LONG)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=len(content) > 9_000_000,  # a text node of 10 MB is refused otherwise
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root: Element | None = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable(Code.BROKEN) from error
    if root is None:
        raise Unreadable(Code.BROKEN)
    return root


@lru_cache(maxsize=4096)
def local(name: str) -> str:
    """Return a name without its namespace, for the transitional and the strict format have different ones."""
    return name.rpartition("}")[2]


def name_of(element: Element) -> str:
    """Return the local name of an element; empty for what is no element."""
    return local(element.tag) if isinstance(element.tag, str) else ""


def attribute(element: Element | None, name: str, default: str = "") -> str:
    """Return an attribute by its local name."""
    if element is not None:
        for key, value in element.attrib.items():
            if local(str(key)) == name:
                return str(value)
    return default


def child(element: Element | None, *path: str) -> Element | None:
    """Return the first child of this local name, or the child of a child."""
    for name in path:
        if element is None:
            return None
        element = next((each for each in element if name_of(each) == name), None)
    return element


def children(element: Element | None, name: str) -> list[Element]:
    """Return all children of this local name."""
    return [] if element is None else [each for each in element if name_of(each) == name]


def whole(text: str, default: int = 0) -> int:
    """Return a whole number as attributes state it, also as «12.0» or «240twips»; the default otherwise."""
    found = re.match(r"\s*([-+]?\d{1,9})", text)
    return int(found[1]) if found else default


class Archive:
    """The parts of an OOXML or OpenDocument file, each read only as far as it is sane."""

    def __init__(self, content: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(BytesIO(content))
            measure_directory(self._zip)
        except UnreadableTable as error:
            raise Unreadable(_OF_ARCHIVES.get(error.reason, Code.BROKEN)) from error
        except Exception as error:  # zipfile raises whatever the malformed directory led it to
            raise Unreadable(Code.BROKEN) from error
        # Some writers begin names with a stroke, some differ in capitals from what refers to them.
        self.names = {name.lstrip("/").lower(): name for name in self._zip.namelist()}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_facts: object) -> None:
        self._zip.close()

    def has(self, name: str) -> bool:
        """Tell whether there is such a part."""
        return name.lstrip("/").lower() in self.names

    def part(self, name: str) -> bytes:
        """Return the bytes of a part; empty where there is none."""
        stored = self.names.get(name.lstrip("/").lower())
        if stored is None:
            return b""
        try:
            with self._zip.open(stored) as stream:
                content = stream.read(LARGEST_PART + 1)
        except Exception as error:  # zlib, struct and zipfile have errors of their own
            raise Unreadable(Code.BROKEN) from error
        if len(content) > LARGEST_PART:
            raise Unreadable(Code.BOMB)
        return content

    def tree(self, name: str) -> Element | None:
        """Return the root of a part that is XML; None where there is no such part."""
        content = self.part(name)
        return parsed(content) if content.strip() else None
