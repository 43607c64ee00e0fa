"""Reads about the resource library."""

from django.db.models import Q, QuerySet

from tumar.kernel.coded import has
from tumar.kernel.folding import fold
from tumar.kernel.scope import Scope
from tumar.network.models import Resource

FOUND_AT_MOST = 6


def resources(scope: Scope) -> QuerySet[Resource]:
    """Return the resources that the scope may see: everybody who signs in sees the whole library."""
    return Resource.objects.visible_to(scope).select_related("organisation", "country", "file")


def public_resources() -> QuerySet[Resource]:
    """Return the resources that everybody may see."""
    return Resource.objects.filter(is_public=True).select_related("organisation", "country", "file")


def on_topic(rows: QuerySet[Resource], topic: str) -> QuerySet[Resource]:
    """Keep the resources on a topic."""
    return rows.filter(has("topics", topic))


def in_language(rows: QuerySet[Resource], language: str) -> QuerySet[Resource]:
    """Keep the resources that are in a language, alone or beside others."""
    return rows.filter(has("languages", language))


def for_audience(rows: QuerySet[Resource], audience: str) -> QuerySet[Resource]:
    """Keep the resources for an audience, and those for any."""
    return rows.filter(has("audience", audience) | Q(audience=""))


def find_resources(scope: Scope, text: str) -> list[Resource]:
    """Return the resources with this code or with these words in their titles; six at the most."""
    rows = resources(scope)
    if exact := rows.filter(code=text.upper()).first():
        return [exact]
    for word in fold(text).split():
        rows = rows.filter(search_text__contains=word)
    return list(rows.order_by("-pk")[:FOUND_AT_MOST])
