"""What becomes of consignments when two organisations turn out to be one."""

from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext_lazy as _

from tumar.kernel.bulk import batches
from tumar.kernel.merging import Moves, declare
from tumar.supplies.actions.consignments import findable
from tumar.supplies.models import Consignment


def keep_findable(pks: Collection[Any]) -> None:
    """Let consignments be found by the name of the organisation that holds them now."""
    for batch in batches(pks):
        found = list(Consignment.objects.filter(pk__in=batch).select_related("recipient"))
        for one in found:
            one.search_text = findable(one)
        Consignment.objects.bulk_update(found, ["search_text"], batch_size=500)


def declare_rules() -> None:
    """Say what becomes of the columns of this room."""
    declare(Moves("supplies.Consignment.recipient", _("consignments received"), settle=keep_findable))
