"""Shapes of columns that several tables of the room share."""

from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from tumar.kernel.days import PartialDayField
from tumar.law.rules import findings
from tumar.network.models import Group
from tumar.people.models import Account
from tumar.places.models import Country

# A day, or as much of it as a source says: 2022-05-21, 2022-05, 2022.
partial_day = RegexValidator(
    r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$", _("Write a day as 2022-05-21, 2022-05 or 2022.")
)


def day_as_known(name: Any, **options: Any) -> "models.CharField[str, str]":
    """Return the column of a day that may be known in part."""
    return PartialDayField(name, max_length=10, validators=[partial_day], **options)


def findable() -> "models.CharField[str, str]":
    """Return the column of the folded words by which a record is found."""
    return models.CharField(max_length=900, editable=False, default="")


def of_country(related_name: str) -> "models.ForeignKey[Country, Country]":
    """Return the column of the country to which a record belongs."""
    return models.ForeignKey(Country, models.PROTECT, related_name=related_name, verbose_name=_("country"))


def working_group(related_name: str) -> "models.ForeignKey[Group | None, Group | None]":
    """Return the column of the working group that sees to a record, if one does."""
    return models.ForeignKey(
        Group,
        models.PROTECT,
        null=True,
        blank=True,
        related_name=related_name,
        verbose_name=_("working group"),
    )


def done_by(name: Any) -> "models.ForeignKey[Account | None, Account | None]":
    """Return the column of who took a step that an action keeps; empty until it is taken."""
    return models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, editable=False, related_name="+", verbose_name=name
    )


class Mark(models.TextChoices):
    """What was found on one of the three axes; nothing here is a score, and nothing says "gap"."""

    FOUND = findings.Mark.FOUND.value, _("found")
    PARTLY = findings.Mark.PARTLY.value, _("found in part")
    NOT_FOUND = findings.Mark.NOT_FOUND.value, _("not found, confirm")
    CONTRADICTS = findings.Mark.CONTRADICTS.value, _("contradicts")
    NOT_APPLICABLE = findings.Mark.NOT_APPLICABLE.value, _("not applicable")
    NOT_ASSESSED = findings.Mark.NOT_ASSESSED.value, _("not assessed")


def mark(name: Any, **options: Any) -> "models.CharField[str, str]":
    """Return the column of a mark on one of the three axes."""
    return models.CharField(name, max_length=15, choices=Mark.choices, **options)
