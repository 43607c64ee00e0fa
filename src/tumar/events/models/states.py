"""The days on which events were to be held before they were postponed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tumar.events.models.events import Event


class Postponement(models.Model):
    """The days that were given up when an event was postponed, and why."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="postponements")
    starts = models.DateField(_("first day"))
    ends = models.DateField(_("last day"))
    reason = models.CharField(_("reason"), max_length=500)
    on = models.DateField(_("day of the decision"))

    class Meta:
        ordering = ["event", "pk"]
        verbose_name = _("postponement")
        verbose_name_plural = _("postponements")

    def __str__(self) -> str:
        return f"{self.starts} – {self.ends}"
