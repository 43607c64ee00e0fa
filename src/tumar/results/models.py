"""Frozen editions of a programme's figures, with every line behind them."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tumar.kernel.models import Record
from tumar.programmes.models import Programme


class Edition(Record):
    """The figures of one programme as of one day, frozen with their lines; it is never altered."""

    LABEL: ClassVar[str] = "results.edition"

    programme = models.ForeignKey(
        Programme, models.PROTECT, related_name="editions", verbose_name=_("programme")
    )
    as_of = models.DateField(_("as of"))
    frozen_at = models.DateTimeField(_("frozen"))
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("frozen by")
    )
    published_at = models.DateTimeField(_("published"), null=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("published by")
    )
    code_version = models.CharField(_("version of the code"), max_length=40)
    sha256 = models.CharField(_("SHA-256 of the lines"), max_length=64)
    note = models.TextField(_("what this edition restates, and why"), blank=True)

    class Meta:
        ordering = ["-as_of", "-pk"]
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        constraints = [
            models.CheckConstraint(
                condition=Q(published_by__isnull=True) | ~Q(published_by=F("frozen_by")),
                name="an_edition_takes_two_people",
            ),
            models.CheckConstraint(
                condition=Q(published_by__isnull=True, published_at__isnull=True)
                | Q(published_by__isnull=False, published_at__isnull=False),
                name="an_edition_is_published_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class EditionFigure(models.Model):
    """One figure of a frozen edition, with its sentence, its breakdowns and the claim beside it."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="figures")
    position = models.PositiveSmallIntegerField()
    indicator = models.CharField(max_length=60)
    definition_hash = models.CharField(max_length=64)
    value = models.BigIntegerField()
    # The figure as the factsheet's JSON has it, in every language, exactly as it was frozen.
    told = models.JSONField(default=dict)

    class Meta:
        ordering = ["edition", "position"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "indicator"], name="a_figure_once_per_edition")
        ]

    def __str__(self) -> str:
        return f"{self.edition_id} {self.indicator} {self.value}"


class EditionLine(models.Model):
    """One evidence line of a frozen edition, as it was."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="lines")
    indicator = models.CharField(max_length=60)
    record = models.CharField(max_length=120)
    country = models.CharField(max_length=2, blank=True)
    on = models.DateField(null=True)
    adds = models.BigIntegerField()
    counts_as = models.CharField(max_length=120)
    strength = models.CharField(max_length=10)
    sex = models.CharField(max_length=1, blank=True)
    group = models.CharField(max_length=30, blank=True)
    region = models.CharField(max_length=10, blank=True)
    category = models.CharField(max_length=30, blank=True)
    evidence = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["edition", "indicator", "record", "counts_as", "pk"]
        indexes = [
            models.Index(fields=["edition", "indicator", "record", "counts_as", "id"], name="line_in_order")
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.record}"
