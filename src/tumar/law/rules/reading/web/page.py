"""A page from bytes: its encoding, its tree, and its lines."""

import codecs
import re
from email import message_from_bytes, policy

from lxml import etree

from tumar.kernel.encodings import MARKS, as_text
from tumar.law.rules.lines import Document
from tumar.law.rules.reading.limits import LONGEST_TEXT, MOST_ELEMENTS
from tumar.law.rules.reading.markup import Element
from tumar.law.rules.reading.refusals import Code, Notice, Unreadable
from tumar.law.rules.reading.web.beside import with_notes, without_buttons
from tumar.law.rules.reading.web.walking import PageReader

DECLARED = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([-\w.:]+)", re.IGNORECASE)
LOOKS_LIKE_A_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*(?=<(?:!doctype\s+html|html|!--)))?(?:<!--(?:(?!-->).)*-->\s*)*"
    r"<(?:!doctype\s+html|html|head|body|meta|link|style|script|title|table|div|section|article|main|header|nav|center"
    r"|p|h[1-6]|span|font|b|strong|i|a|br|hr|ul|ol|pre|form|blockquote)\b[^:]",
    re.IGNORECASE | re.DOTALL,
)
# A piece of a page may begin with text.
MARKUP = re.compile(r"</(?:p|div|td|li|span|b|i|a|sup|h[1-6])>|<br\s*/?>|&nbsp;", re.IGNORECASE)
LEAST_MARKUP = 3
ARCHIVE_OF_A_PAGE = re.compile(
    rb"\s*(?:[-\w]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,20}?mime-version:", re.IGNORECASE
)
LOOK_AT = 4096


def is_page(text: str) -> bool:
    """Tell whether a text begins as web pages do."""
    start = text[:LOOK_AT]
    if LOOKS_LIKE_A_PAGE.match(start):
        return True
    return not start.lstrip().startswith("<?xml") and len(MARKUP.findall(start)) >= LEAST_MARKUP


def is_archive(content: bytes) -> bool:
    """Tell whether the bytes are a page with its pictures in one file (MHT), as Word saves them."""
    return bool(ARCHIVE_OF_A_PAGE.match(content[:LOOK_AT])) and b"text/html" in content[:20_000].lower()


def decoded(content: bytes) -> str:
    """Return the text of a page; the encoding that it declares is believed if its bytes can be in it."""
    is_wide = b"\0" in content[:LOOK_AT] or any(content.startswith(mark) for mark, _name in MARKS)
    if not is_wide:
        found = DECLARED.search(content[:LOOK_AT])
        for name in ("utf-8", found[1].decode("ascii", "replace") if found else "", "ascii"):
            try:
                # Bytes that are right UTF-8 are nothing else, whatever a page that was saved anew says.
                if name and codecs.lookup(name).name not in {"utf-16", "utf-32"}:
                    return content.decode(name)
            except (LookupError, ValueError):
                continue
    return as_text(content)[0]


def _tree(text: str) -> Element:
    if text.count("<") > 2 * MOST_ELEMENTS:
        raise Unreadable(Code.TOO_LONG)
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True)
    try:
        root: Element | None = etree.fromstring(text.replace("\0", "").encode(errors="replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable(Code.BROKEN) from error
    if any(fault.type_name == "ERR_RESOURCE_LIMIT" for fault in parser.error_log):
        raise Unreadable(Code.BOMB)  # what is nested deeper than 2,048 elements would be cut off
    if root is None:
        raise Unreadable(Code.EMPTY)
    return root


def read_page(content: bytes) -> Document:
    """Return the lines of a web page: its text without menus, scripts and what is hidden."""
    text = decoded(content)
    if len(text) > 2 * LONGEST_TEXT:
        raise Unreadable(Code.TOO_LONG)
    root = _tree(text)
    reader = PageReader()
    lines = reader.read(root)
    if not lines:
        # All of it stands where other pages have their menus.
        reader = PageReader(keeps_furniture=True)
        lines = reader.read(root)
    lines = without_buttons(with_notes(lines, reader.act_end))
    language = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    notices = (Notice.TRACKED_CHANGES,) if reader.has_deletions else ()
    return Document(tuple(lines), "html", language[:2].lower(), notices)


def read_archive_of_page(content: bytes) -> Document:
    """Return the lines of the page in an MHT."""
    message = message_from_bytes(content, policy=policy.compat32)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            inner = part.get_payload(decode=True)
            if isinstance(inner, bytes):
                return read_page(inner)
    raise Unreadable(Code.BROKEN)
