"""Reads about programmes, responses and what programmes consist of."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from tumar.kernel import clock
from tumar.kernel.permissions import Permission
from tumar.kernel.scope import Scope
from tumar.places import names
from tumar.places import queries as places
from tumar.programmes.models import (
    ActivityLine,
    Claim,
    Objective,
    Participation,
    Programme,
    ProgrammeTag,
    Response,
)

VIEW = Permission.PROGRAMMES_PROGRAMME_VIEW

# The parts of a programme by the word that stands for them in addresses.
PARTS: dict[str, Any] = {
    "objectives": Objective,
    "activity-lines": ActivityLine,
    "participations": Participation,
    "tags": ProgrammeTag,
    "claims": Claim,
}


def programmes(scope: Scope) -> QuerySet[Programme]:
    """Return the programmes, with funder and implementer; who may see programmes sees all of them."""
    found = Programme.objects.select_related("funder", "implementer")
    return found if scope.allows_somewhere(VIEW) else found.none()


def responses(scope: Scope) -> QuerySet[Response]:
    """Return the crises to which programmes respond."""
    return Response.objects.all() if scope.allows_somewhere(VIEW) else Response.objects.none()


def parts(programme: Programme, kind: str) -> QuerySet[Any]:
    """Return one programme's parts of one kind, such as its `objectives`."""
    rows: QuerySet[Any] = PARTS[kind]._base_manager.filter(programme=programme)
    return rows


def claims_of(programme: Programme, as_of: date | None = None) -> QuerySet[Claim]:
    """Return what was published about a programme up to a day, newest first within each indicator."""
    found = programme.claims.order_by("indicator", "-as_of", "source")
    return found.filter(as_of__lte=as_of) if as_of else found


def participants(programme: Programme, day: date) -> list[str]:
    """Return the codes of the countries that take part in the programme on the day."""
    rows = Participation.objects.holding(day).filter(programme=programme)
    return sorted(set(rows.values_list("country_id", flat=True)))


def with_country(country: str) -> QuerySet[Any, Any]:
    """Return the keys of the programmes in which a country takes or took part."""
    return Participation.objects.filter(country_id=country).values("programme_id")


def partner_choices(_scope: Scope) -> list[tuple[str, str]]:
    """Return the countries that take or took part in any programme, by name."""
    codes = set(Participation.objects.values_list("country_id", flat=True))
    return sorted(((code, names.marked_name(code)) for code in codes), key=lambda pair: pair[1])


@dataclass(frozen=True)
class Partners:
    """The partner countries of one CoE region, with their dates."""

    region: str
    participations: tuple[Participation, ...]


def partners_by_region(programme: Programme) -> list[Partners]:
    """Return a programme's partner countries sorted into today's CoE regions."""
    rows = list(programme.participations.select_related("country").order_by("country", "since"))
    by_country: dict[str, list[Participation]] = {}
    for row in rows:
        by_country.setdefault(row.country_id, []).append(row)
    return [
        Partners(region.name, tuple(row for code in region.countries for row in by_country[code]))
        for region in places.by_region(by_country, clock.today())
    ]


def tags_by_scheme(programme: Programme) -> dict[str, list[ProgrammeTag]]:
    """Return the CBRN areas and categories under which a programme is filed, under the scheme's name."""
    found: dict[str, list[ProgrammeTag]] = {}
    for tag in programme.tags.all():
        found.setdefault(tag.get_scheme_display(), []).append(tag)
    return found
