"""Many trainers' qualifications at once, from checked rows of a workbook."""

from collections.abc import Iterator, Sequence

from tumar.events.actions.bulk import TO_EVENT
from tumar.kernel import bulk
from tumar.kernel.permissions import Permission
from tumar.kernel.scope import Scope
from tumar.people.models import Person
from tumar.programmes.actions.bulk import TO_PROGRAMME
from tumar.training.models import Qualification

QUALIFICATIONS = bulk.Table(
    model=Qualification,
    verbs=("training.qualification.added", "training.qualification.amended"),
    key=("code",),
    paths={
        "code": "code",
        "person": "person__code",
        "programme": "programme__code",
        "event": "event__code",
        **bulk.as_named("since", "until"),
    },
    links={"person": bulk.Link(Person), "programme": TO_PROGRAMME, "event": TO_EVENT},
)


def bring_qualifications(rows: Sequence[bulk.Row], by: Scope) -> Iterator[int]:
    """Add and amend qualifications; yields how many were written, batch by batch."""
    for batch in bulk.batches(QUALIFICATIONS.said("person", rows)):
        countries = set(Person.objects.filter(code__in=batch).values_list("country_id", flat=True))
        by.require(Permission.TRAINING_QUALIFICATION_EDIT, *countries)
    yield from bulk.bring(QUALIFICATIONS, rows, by=by)
