"""Validity intervals: from a day until a day, either end open; the end day is included."""

from dataclasses import dataclass
from datetime import date
from typing import Self, TypeVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

M = TypeVar("M", bound=models.Model)


@dataclass(frozen=True)
class Interval:
    """A stretch of days, both ends included; `None` is an open end."""

    since: date | None
    until: date | None

    def holds(self, day: date) -> bool:
        """Tell whether the day lies within."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)

    def meets(self, other: "Interval") -> bool:
        """Tell whether the two share at least one day."""
        starts_in_time = self.since is None or other.until is None or self.since <= other.until
        ends_in_time = self.until is None or other.since is None or other.since <= self.until
        return starts_in_time and ends_in_time


class DatedQuerySet(models.QuerySet[M]):
    """Rows that hold from a day until a day."""

    def holding(self, day: date) -> Self:
        """Keep the rows that hold on the day."""
        return self.filter(
            Q(since__isnull=True) | Q(since__lte=day), Q(until__isnull=True) | Q(until__gte=day)
        )


class Dated(models.Model):
    """A fact that holds from a day until a day; an empty end is open or not known."""

    since = models.DateField(_("from"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(since__isnull=True) | Q(until__isnull=True) | Q(since__lte=F("until")),
                name="%(app_label)s_%(class)s_ends_after_it_starts",
            ),
        ]

    @property
    def interval(self) -> Interval:
        return Interval(self.since, self.until)
