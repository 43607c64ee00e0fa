"""Feeds for programs that cannot sign in: the secret in the address says whose they are."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import conditional_page, require_safe

from tumar.kernel.calendars import MEDIA_TYPE
from tumar.network.exports import atom, ical
from tumar.network.models import Announcement
from tumar.network.queries import announcements
from tumar.network.queries import calendar as calendars
from tumar.network.views.calendar import page_of
from tumar.people.models import Account
from tumar.people.queries import scope_of
from tumar.people.sign_in import may_sign_in

PRIVATE = "private, no-cache"


def _reader(secret: str) -> Account:
    account = announcements.reader_with(secret)
    if account is None or not may_sign_in(account):
        raise Http404
    return account


def _private(content: str | bytes, media_type: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response.headers["Cache-Control"] = PRIVATE
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@require_safe
@conditional_page
def calendar(request: HttpRequest, secret: str) -> HttpResponse:
    """Give somebody's own calendar in their language."""
    account = _reader(secret)

    def address(record: Any) -> str:
        return request.build_absolute_uri(page_of(record))

    with override(announcements.language_of(account)):
        shown = calendars.internal(scope_of(account), calendars.fed(), address)
        return _private(ical.calendar(shown), MEDIA_TYPE)


@require_safe
@conditional_page
def news(request: HttpRequest, secret: str) -> HttpResponse:
    """Give the announcements that are meant for somebody, in their language."""
    account = _reader(secret)

    def address(one: Announcement) -> str:
        return request.build_absolute_uri(reverse("network:announcement", args=[one.code]))

    language = announcements.language_of(account)
    with override(language):
        content = atom.feed(
            list(announcements.for_reader(scope_of(account), language)[: atom.SHOWN_AT_MOST]),
            title=_("Announcements for %(name)s") % {"name": account},
            own=request.build_absolute_uri(),
            page=request.build_absolute_uri(reverse("network:announcements")),
            address=address,
        )
    return _private(content, atom.MEDIA_TYPE)
