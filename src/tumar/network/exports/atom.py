"""Announcements as an Atom feed (RFC 4287)."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tumar.kernel.languages import said
from tumar.network.models import Announcement
from tumar.network.queries.calendar import changed as changed_at

MEDIA_TYPE = "application/atom+xml; charset=utf-8"
NAMESPACE = "http://www.w3.org/2005/Atom"
XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
SHOWN_AT_MOST = 50
BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)


def _time(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _name(label: str) -> str:
    """Return a name for ever: the same record has the same in every feed, wherever the server stands."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'tumar:{label}')}"


def _add(parent: ElementTree.Element, tag: str, text: str = "", **attributes: str) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, tag, attributes)
    # XML 1.0 has no way to write control signs.
    element.text = "".join(sign for sign in text if sign >= " " or sign in "\n\t") or None
    return element


def feed(
    announcements: Sequence[Announcement],
    *,
    title: str,
    own: str,
    page: str,
    address: Callable[[Announcement], str],
) -> bytes:
    """Return announcements as a feed; `own` is its address, `page` the page it stands for."""
    shown = list(announcements)[:SHOWN_AT_MOST]
    changed = {**{one.label: one.published_at or BEGINNING for one in shown}, **_changed(shown)}
    root = ElementTree.Element("feed", {"xmlns": NAMESPACE, XML_LANGUAGE: get_language() or "en"})
    _add(root, "id", _name(f"network.feed:{title}"))
    _add(root, "title", title)
    _add(root, "updated", _time(max(changed.values(), default=BEGINNING)))
    _add(root, "link", rel="self", type="application/atom+xml", href=own)
    _add(root, "link", rel="alternate", type="text/html", href=page)
    _add(_add(root, "author"), "name", _("The programme"))
    for one in shown:
        entry = _add(root, "entry")
        _add(entry, "id", _name(one.label))
        _add(entry, "title", said(one.title))
        _add(entry, "published", _time(one.published_at or BEGINNING))
        _add(entry, "updated", _time(changed[one.label]))
        _add(entry, "link", rel="alternate", type="text/html", href=address(one))
        if one.country_id:
            _add(entry, "category", term=one.country_id)
        _add(entry, "content", said(one.body), type="text")
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)


def _changed(announcements: Sequence[Announcement]) -> dict[str, datetime]:
    return changed_at([one.label for one in announcements])
