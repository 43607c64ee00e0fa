"""Trainers' qualifications."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tumar.events.models import Event
from tumar.kernel.models import Record
from tumar.kernel.permissions import Permission
from tumar.kernel.scope import CountryScoped
from tumar.people.models import Person
from tumar.programmes.models import Programme


class Qualification(Record):
    """One person's standing as a trainer: earned at which event, by which programme, from which day."""

    LABEL: ClassVar[str] = "training.qualification"
    VIEW: ClassVar[Permission] = Permission.TRAINING_QUALIFICATION_VIEW
    COUNTRY_PATH: ClassVar[str] = "person__country_id"

    person = models.ForeignKey(
        Person, models.PROTECT, related_name="qualifications", verbose_name=_("person")
    )
    programme = models.ForeignKey(
        Programme, models.PROTECT, related_name="qualifications", verbose_name=_("programme")
    )
    event = models.ForeignKey(
        Event,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="qualifications",
        verbose_name=_("earned at"),
        help_text=_("Empty where the event was held by another programme and is not on record here."),
    )
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)

    objects = CountryScoped.as_manager()

    class Meta:
        ordering = ["-since", "-pk"]
        verbose_name = _("trainer's qualification")
        verbose_name_plural = _("trainers' qualifications")
        indexes = [models.Index(fields=["programme", "person", "since"], name="qualified_by_programme")]
        constraints = [
            models.UniqueConstraint(fields=["person", "programme", "since"], name="qualified_once_a_day"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(since__lte=F("until")),
                name="a_qualification_ends_after_it_starts",
                violation_error_message=_("The end lies before the start."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} ({self.programme})"
