"""Published figures as templates show them."""

from django import template

from tumar.kernel.templatetags import money, parts
from tumar.programmes import rules
from tumar.programmes.models import Claim

register = template.Library()


@register.filter
def figure(claim: Claim) -> str:
    """Return a claim's figure with its unit: money as money, anything else as a number."""
    return money.euro(claim.figure) if rules.is_money(claim.indicator) else parts.number(claim.figure)
