"""Words that only the public pages use."""

from datetime import date

from django import template
from django.conf import settings

from tumar.results import labels

register = template.Library()


@register.filter
def day(value: date) -> str:
    """Return a day in the words of the page's language, as factsheets write it."""
    return labels.day(value)


@register.simple_tag
def languages() -> list[tuple[str, str]]:
    """Return the languages to choose from, each under its own name whatever the language of the page."""
    return list(settings.LANGUAGES)
