"""Tasks of a working group for a recommendation or a bill: made by the group's own action, tied here."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tumar.kernel import journal
from tumar.kernel.permissions import Permission
from tumar.kernel.refusals import Fault, Invalid
from tumar.kernel.retry import retrying
from tumar.kernel.scope import Scope
from tumar.law.models import Bill, Recommendation, ReformTask
from tumar.network.actions import groups
from tumar.network.models import Task


@retrying
def add_task(about: Recommendation | Bill, facts: Mapping[str, Any], *, by: Scope) -> ReformTask:
    """Give the working group of a recommendation or bill a task; who may, is for the group to say."""
    by.require(Permission.LAW_REFORM_VIEW, about.country_id)
    if about.group is None:
        raise Invalid([Fault("", _("Name the working group first; a task belongs to one."))])
    with transaction.atomic():
        task = groups.add_part(Task, about.group, facts, by=by)
        is_bill = isinstance(about, Bill)
        tied = ReformTask(
            task=task,
            bill=about if isinstance(about, Bill) else None,
            recommendation=None if isinstance(about, Bill) else about,
        )
        tied.save(force_insert=True)
        verb = "law.bill.task-added" if is_bill else "law.recommendation.task-added"
        journal.write(verb, by=by, about=about.label, group=about.group.label, task=task.text)
    return tied
