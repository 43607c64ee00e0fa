"""Records that were found to be the same as another: they stay as tombstones and lead to the survivor."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, TypeVar

from django.db import models
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from tumar.kernel.models import Record
from tumar.kernel.scope import CountryScoped, Scope

M = TypeVar("M", bound="Mergeable")
View = Callable[..., HttpResponseBase]


class Standing(models.Manager[M]):
    """Rows that were not merged into another; the base manager has the tombstones, too."""

    def get_queryset(self) -> models.QuerySet[M]:
        return super().get_queryset().filter(merged_into=None)


# No list, search or count meets a tombstone, unless it asks the base manager for it.
StandingInCountries = Standing.from_queryset(CountryScoped)


class Mergeable(Record):
    """A record that may be merged into another of its table; then it leads there and is shown no more."""

    # Without an index of its own: SQLite would read every row that was not merged by it, and sort them.
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="merged_from",
        db_index=False,
        verbose_name=_("merged into"),
    )

    class Meta:
        abstract = True


def successors(model: type[models.Model], codes: Iterable[str]) -> dict[str, str]:
    """Return, for those codes whose record was merged, the code of the one that stands for it now."""
    if not issubclass(model, Mergeable):
        return {}
    rows = model._base_manager.filter(code__in=set(codes), merged_into__isnull=False)
    return dict(rows.values_list("code", "merged_into__code"))


def successor(model: type[M], code: str, scope: Scope) -> M | None:
    """Return the record that stands for a merged one, as far as the scope may see it."""
    rows: Any = model._default_manager.all()
    found: M | None = rows.visible_to(scope).filter(merged_from__code=code).first()
    return found


def merged_labels(record: Record) -> list[str]:
    """Return the labels of the records that were merged into one: its journal tells of them as well."""
    if not isinstance(record, Mergeable):
        return []
    rows: Any = type(record)._base_manager
    codes = rows.filter(merged_into=record).values_list("code", flat=True)
    return [f"{record.LABEL}:{code}" for code in codes]


def leads_on(model: type[Mergeable]) -> Callable[[View], View]:
    """Send whoever opens the page of a merged record to the same page of the one that stands for it."""

    def lead(view: View) -> View:
        @wraps(view)
        def led(request: Any, code: str, **named: Any) -> HttpResponseBase:
            try:
                return view(request, code=code, **named)
            except Http404:
                found = successor(model, code, request.scope)
                if found is None:
                    raise
                name: str = request.resolver_match.view_name
                led_to: HttpResponseBase = redirect(name, code=found.code, **named)
                return led_to

        return led

    return lead
