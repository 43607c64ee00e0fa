"""Money as templates show it."""

from django import template
from django.utils import formats
from django.utils.translation import gettext as _

from tumar.kernel.money import exponent, major_units

register = template.Library()


@register.filter
def euro(cents: int | None) -> str:
    """Return euro cents as an amount in the language of the page; nothing for an unknown amount."""
    return "" if cents is None else money(cents, "EUR")


@register.filter
def money(minor: int, currency: str) -> str:
    """Return minor units of a currency as an amount in the language of the page."""
    amount = formats.number_format(
        major_units(minor, currency), decimal_pos=exponent(currency), use_l10n=True, force_grouping=True
    )
    return _("%(currency)s %(amount)s") % {"currency": currency, "amount": amount}
