"""What persons are found by when somebody asks who is who, and the weights that decide it."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from tumar.people.models.persons import Person


class PersonKey(models.Model):
    """One key under which a person is filed; it follows from the person's facts and is made anew with them.

    The year of birth stands beside the key, because it narrows a key that very many share.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="keys", verbose_name=_("person"))
    key = models.BigIntegerField(_("key"))
    year = models.PositiveSmallIntegerField(_("year of birth"), null=True)

    class Meta:
        verbose_name = _("key of a person")
        verbose_name_plural = _("keys of persons")
        indexes = [models.Index(fields=["key", "year", "person"], name="person_key")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.key}"


class MatchingWeights(models.Model):
    """One version of the weights by which persons are matched; the newest is in force, older ones stay."""

    LABEL: ClassVar[str] = "people.matching-weights"

    learned_at = models.DateTimeField(_("learned"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("who")
    )
    by_label = models.CharField(max_length=200)
    decisions = models.PositiveIntegerField(_("decisions learned from"))
    model: Any = models.JSONField(_("weights"))

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("weights of matching")
        verbose_name_plural = _("weights of matching")

    def __str__(self) -> str:
        return f"{self.pk} ({self.decisions})"

    @property
    def label(self) -> str:
        """The name by which the journal points to this version."""
        return f"{self.LABEL}:{self.pk}"
