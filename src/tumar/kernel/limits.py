"""How often something may be asked for from one address, or for one thing: counted in the shared cache."""

import hashlib
import hmac

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from tumar.kernel import clock


def address_of(request: HttpRequest) -> str:
    """Return from where a request comes; behind our own proxy the last one that it names."""
    if settings.SECURE_PROXY_SSL_HEADER:
        forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
        if forwarded:
            return str(forwarded)
    return str(request.META.get("REMOTE_ADDR", ""))


def is_within(what: str, who: str, *, times: int, seconds: int) -> bool:
    """Count one more attempt; tell whether there were no more than `times` in this stretch of time.

    Who it was cannot be read from the count: it is kept under a keyed digest, for one stretch.
    """
    stretch = int(clock.now().timestamp()) // seconds
    told = f"{what}\n{who}\n{stretch}".encode()
    key = "limit:" + hmac.new(settings.SECRET_KEY.encode(), told, hashlib.sha256).hexdigest()
    if cache.add(key, 1, seconds):
        return times >= 1
    try:
        return bool(cache.incr(key) <= times)
    except ValueError:  # it ended between the two
        cache.add(key, 1, seconds)
        return times >= 1
