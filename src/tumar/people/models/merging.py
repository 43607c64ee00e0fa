"""Merges: what was made one, by whom, and each step of it, so that it can be undone."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tumar.people.models.decisions import Kind


class MergeQuerySet(models.QuerySet["Merge"]):
    """Merges, done and undone."""

    def standing(self) -> "MergeQuerySet":
        """Keep those that were not undone."""
        return self.filter(undone_at=None)

    def of(self, kind: str, *codes: str) -> "MergeQuerySet":
        """Keep those that one of the codes took part in, on either side."""
        return self.filter(Q(kept__in=codes) | Q(gone__in=codes), kind=kind)


class Merge(models.Model):
    """One record merged into another of its kind; `steps` holds what was done to every row, in order."""

    kind = models.CharField(_("kind"), max_length=30, choices=Kind.choices)
    kept = models.CharField(_("kept"), max_length=40, db_index=True)
    gone = models.CharField(_("merged into it"), max_length=40, db_index=True)
    # The names as they were, for the list of merges.
    kept_name = models.CharField(max_length=400, blank=True)
    gone_name = models.CharField(max_length=400, blank=True)
    at = models.DateTimeField(pgettext_lazy("a merge", "merged on"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("who")
    )
    by_label = models.CharField(max_length=200)
    reason = models.TextField(_("reason"), blank=True)
    steps = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    # The verdict that stood about the two before, restored when the merge is undone.
    earlier_verdict = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    undone_at = models.DateTimeField(_("undone"), null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("undone by")
    )
    undone_by_label = models.CharField(max_length=200, blank=True)
    # Set when what the steps hold had to be forgotten, as after an erasure: then nothing can be undone.
    is_sealed = models.BooleanField(default=False)

    objects = MergeQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("merge")
        verbose_name_plural = _("merges")

    def __str__(self) -> str:
        return f"{self.gone} → {self.kept}"
