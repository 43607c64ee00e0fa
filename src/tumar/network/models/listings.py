"""Which events the public calendar shows."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tumar.events.models import Event
from tumar.people.models import Account


class Listing(models.Model):
    """One event that somebody put on the public calendar; an event without a listing stays inside.

    Where and when people of a ministry meet is not for everybody, so nothing is public by itself.
    """

    event = models.OneToOneField(Event, models.CASCADE, related_name="listing", verbose_name=_("event"))
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", verbose_name=_("who"))
    at = models.DateTimeField(_("when"))

    class Meta:
        ordering = ["pk"]
        verbose_name = _("listing on the public calendar")
        verbose_name_plural = _("listings on the public calendar")

    def __str__(self) -> str:
        return f"{self.event_id}"
