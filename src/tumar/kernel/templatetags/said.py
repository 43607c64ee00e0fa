"""Words that every template may use."""

from collections.abc import Mapping

from django import template

from tumar.kernel import languages

register = template.Library()


@register.filter
def said(texts: Mapping[str, str] | None) -> str:
    """Return a text kept in several languages in the language of the page."""
    return languages.said(texts)
