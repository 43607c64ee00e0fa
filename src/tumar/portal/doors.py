"""What every public page shares: its language, how long it may be kept, and that it asks for no session."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.translation import activate
from django.views.decorators.http import conditional_page, require_safe

A_YEAR = 365 * 24 * 3600
# A page is asked after on every visit and answered by "not modified"; what an edition froze stays as it is.
ASK_FIRST, FIVE_MINUTES = "no-cache", "public, max-age=300"

View = Callable[..., HttpResponseBase]


def public(cached: str) -> Callable[[View], View]:
    """Open a page to everybody, in the language that the address asks for or was last chosen."""

    def opened(view: View) -> View:
        @wraps(view)
        def shown(request: Any, *arguments: Any, **named: Any) -> HttpResponseBase:
            wanted = request.GET.get("lang", "")
            is_chosen = wanted in dict(settings.LANGUAGES)
            if is_chosen:
                activate(wanted)
            response = view(request, *arguments, **named)
            response.headers["Cache-Control"] = ASK_FIRST if is_chosen else cached
            patch_vary_headers(response, ["Accept-Language", "Cookie"])
            if is_chosen:
                _keep(response, wanted, is_secure=request.is_secure())
            return response

        return require_safe(conditional_page(shown))

    return opened


def _keep(response: Any, language: str, *, is_secure: bool) -> None:
    """Keep to the language on the pages that follow."""
    name = settings.LANGUAGE_COOKIE_NAME
    response.set_cookie(name, language, max_age=A_YEAR, samesite="Lax", secure=is_secure)
