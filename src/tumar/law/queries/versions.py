"""Reads about versions: their structure, which one holds on a day, what was asked of a draft."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from tumar.kernel.scope import Scope
from tumar.law.models import Correction, Expression, Instrument, ProvisionText, SourceLines, Version
from tumar.law.rules import correcting, storing
from tumar.law.rules.correcting import Operation
from tumar.law.rules.units import Kind, Structure, Unit


def versions(scope: Scope) -> QuerySet[Version]:
    """Return the versions that the scope may see."""
    rows = Version.objects.visible_to(scope)
    return rows.select_related("expression__instrument__country", "file", "based_on", "amended_by")


def in_force(day: date) -> Q:
    """Return the condition that the act of a version is in force on the day.

    An act of which nobody wrote down since when it is in force is among them; one that ended is not.
    """
    act = "expression__instrument__"
    has_begun = Q(**{f"{act}in_force_from": None}) | Q(**{f"{act}in_force_from__lte": day})
    has_not_ended = Q(**{f"{act}in_force_until": None}) | Q(**{f"{act}in_force_until__gte": day})
    return has_begun & has_not_ended


def confirmed(instrument: Instrument, scope: Scope) -> QuerySet[Version]:
    """Return the confirmed versions of an instrument in all its languages, the oldest first."""
    rows = versions(scope).filter(expression__instrument=instrument, state=Version.State.CONFIRMED)
    return rows.order_by("expression__number", "valid_from")


def until(version: Version) -> date | None:
    """Return the last day on which a confirmed version holds; None while no later one is on file."""
    later = Version.objects.filter(
        expression=version.expression_id, state=Version.State.CONFIRMED, valid_from__gt=version.valid_from
    )
    first = later.order_by("valid_from").values_list("valid_from", flat=True).first()
    return first - timedelta(days=1) if first else None


def holding(rows: QuerySet[Version], day: date) -> list[Version]:
    """Return of each text the confirmed version that holds on the day, of the rows given."""
    found: dict[int, Version] = {}
    past = rows.filter(state=Version.State.CONFIRMED, valid_from__lte=day)
    for version in past.order_by("expression_id", "valid_from", "number"):
        found[version.expression_id] = version
    return list(found.values())


def at(expression: Expression, day: date) -> Version | None:
    """Return the confirmed version of a text that holds on a day: the consolidated text of that day."""
    rows = expression.versions.filter(state=Version.State.CONFIRMED, valid_from__lte=day)
    return rows.order_by("-valid_from", "-number").first()


@dataclass(frozen=True)
class Draft:
    """A recognised structure as corrections have it now."""

    units: Sequence[Unit]
    names: Sequence[str]
    corrections: Sequence[Correction]
    left_out: frozenset[int]  # numbers of corrections that no longer fit


def draft_of(version: Version) -> Draft:
    """Return the structure of a version that is not confirmed yet: as recognised, then as corrected."""
    source = SourceLines.objects.filter(version=version).first()
    units = [storing.unit_from(facts) for facts in (source.units if source else ())]
    standing = list(version.corrections.filter(undone_at=None).order_by("number"))
    asked = [correcting.Correction(Operation(one.operation), one.unit, one.values) for one in standing]
    found, left_out = correcting.corrected(units, asked)
    numbers = frozenset(standing[place].number for place in left_out)
    return Draft(found, correcting.keys(found), standing, numbers)


def unit_of(row: ProvisionText, eid: str) -> Unit:
    """Return the unit that a row keeps."""
    return Unit(
        kind=Kind(row.kind),
        eid=eid,
        label=row.label,
        heading=row.heading,
        text=row.text,
        parent=row.parent,
        line=row.line,
        page=row.page,
        repealed=row.is_repealed,
        cells=tuple(tuple(cells) for cells in row.cells),
    )


def is_kept(version: Version) -> bool:
    """Tell whether a version stands row by row; before that it is a draft."""
    return version.state in (Version.State.CONFIRMED, Version.State.WITHDRAWN)


def structure_of(version: Version) -> Structure:
    """Return the structure of a version: of its rows once it is confirmed, else of its draft."""
    language = version.expression.language
    if is_kept(version):
        rows = version.texts.select_related("provision").order_by("order")
        units = tuple(unit_of(row, row.provision.eid) for row in rows)
    else:
        units = tuple(draft_of(version).units)
    return Structure(version.tradition, language, units)


def siblings(version: Version, scope: Scope) -> list[Version]:
    """Return the confirmed versions of the same instrument, in all its languages, without this one."""
    rows = confirmed(version.expression.instrument, scope).exclude(pk=version.pk)
    return list(rows)


def comparable(rows: QuerySet[Version]) -> bool:
    """Tell whether at least two of the versions can be held against each other."""
    return rows.order_by().values("pk")[:2].count() > 1
