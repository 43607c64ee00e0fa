"""Retention: how long which data of a person are kept, and for what."""

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from tumar.kernel.models import Record
from tumar.kernel.permissions import Permission
from tumar.people import rules
from tumar.people.models.consent import Purpose


class RetentionRule(Record):
    """For one purpose, one kind of data is kept for so many months after a day; applied every night."""

    class Kept(models.TextChoices):
        DOCUMENTS = rules.Kept.DOCUMENTS.value, _("identity documents")
        CONTACT = rules.Kept.CONTACT.value, _("e-mail, telephone and date of birth")
        PERSON = rules.Kept.PERSON.value, _("the person: all that names it")

    class Since(models.TextChoices):
        LAST_MET = rules.Since.LAST_MET.value, _("the last event or qualification")
        ADDED = rules.Since.ADDED.value, _("the day the person was put on file")

    LABEL: ClassVar[str] = "people.retention-rule"
    VIEW: ClassVar[Permission] = Permission.PEOPLE_RETENTION_VIEW

    purpose = models.CharField(_("purpose"), max_length=30, choices=Purpose.choices)
    kept = models.CharField(_("what is kept"), max_length=20, choices=Kept.choices)
    months = models.PositiveSmallIntegerField(
        _("months"), validators=[MinValueValidator(1), MaxValueValidator(1200)]
    )
    since = models.CharField(_("counted from"), max_length=20, choices=Since.choices)
    is_in_force = models.BooleanField(
        _("in force"), default=False, help_text=_("Only a rule in force erases anything.")
    )

    class Meta:
        ordering = ["kept", "purpose"]
        verbose_name = _("rule of retention")
        verbose_name_plural = _("rules of retention")
        constraints = [
            models.UniqueConstraint(
                fields=["purpose", "kept"],
                name="a_kind_of_data_once_per_purpose",
                violation_error_message=_("There is a rule for this purpose and this kind of data."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kept_display()}: {self.get_purpose_display()}"
