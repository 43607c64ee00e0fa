"""What the desk's search goes through: every kind of record, as far as the scope may see it."""

from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tumar.events.models import Event
from tumar.kernel import search
from tumar.kernel.permissions import Permission
from tumar.kernel.scope import Scope
from tumar.kernel.search import Found, Searchable
from tumar.law.queries.instruments import instruments
from tumar.network.models import Announcement, Campaign, DirectoryEntry, Group, Resource
from tumar.people.models import Organisation, Person
from tumar.people.rules import spellings
from tumar.places import names, reference
from tumar.places.models import Country
from tumar.programmes.models import Programme
from tumar.supplies.models import Consignment

LANGUAGES = ("en", "ru")


def _programmes(scope: Scope) -> QuerySet[Programme]:
    may = scope.allows_somewhere(Permission.PROGRAMMES_PROGRAMME_VIEW)
    return Programme.objects.all() if may else Programme.objects.none()


def _countries(scope: Scope) -> list[Country]:
    if not scope.allows_somewhere(Permission.PLACES_PLACE_VIEW):
        return []
    # All names come with the program: no table need be read to search among them.
    return [Country(code=code, alpha3=alpha3) for code, alpha3, _numeric in reference.COUNTRIES]


def _country_words(country: Country) -> str:
    return " ".join(
        [country.code, country.alpha3, country.name, *(names.name(country.code, x) for x in LANGUAGES)]
    )


def _programme_words(programme: Programme) -> str:
    return " ".join([programme.code, programme.short_title, *programme.title.values()])


def _list(url_name: str) -> Any:
    return lambda text: f"{reverse(url_name)}?{urlencode({'q': text})}"


def _page(url_name: str) -> Any:
    return lambda row: reverse(url_name, args=[row.code])


def _joined(*parts: Any) -> str:
    return " · ".join(str(part) for part in parts if part)


KINDS = (
    Searchable(
        "programmes",
        _("Programmes"),
        _programmes,
        _page("programmes:programme"),
        lambda row: row.full_title,
        lambda row: row.code,
        words=_programme_words,
    ),
    Searchable(
        "events",
        _("Events"),
        lambda scope: Event.objects.visible_to(scope).select_related("country"),
        _page("events:event"),
        str,
        lambda row: _joined(
            row.code, row.get_kind_display(), row.country and row.country.name, row.starts.year
        ),
        list_url=_list("events:events"),
    ),
    Searchable(
        "consignments",
        _("Supplies"),
        lambda scope: Consignment.objects.visible_to(scope).select_related("country", "recipient"),
        _page("supplies:consignment"),
        lambda row: row.code,
        lambda row: _joined(row.recipient, row.country.name),
        list_url=_list("supplies:consignments"),
    ),
    Searchable(
        "instruments",
        _("Law"),
        instruments,
        _page("law:instrument"),
        str,
        lambda row: _joined(row.code, row.get_kind_display(), row.country and row.country.name, row.day),
        list_url=_list("law:instruments"),
    ),
    Searchable(
        "working-groups",
        _("Working groups"),
        lambda scope: Group.objects.visible_to(scope).select_related("country"),
        _page("network:group"),
        str,
        lambda row: _joined(row.code, row.get_topic_display(), row.country and row.country.name),
        list_url=_list("network:groups"),
    ),
    Searchable(
        "library",
        _("Library"),
        lambda scope: Resource.objects.visible_to(scope).select_related("organisation"),
        _page("network:resource"),
        str,
        lambda row: _joined(row.code, row.organisation, row.year),
        list_url=_list("network:library"),
    ),
    Searchable(
        "announcements",
        _("Announcements"),
        lambda scope: Announcement.objects.visible_to(scope).select_related("country"),
        _page("network:announcement"),
        str,
        lambda row: _joined(row.code, row.country and row.country.name),
        list_url=_list("network:announcements"),
    ),
    Searchable(
        "campaigns",
        _("Campaigns"),
        lambda scope: Campaign.objects.visible_to(scope).select_related("country"),
        _page("network:campaign"),
        str,
        lambda row: _joined(row.code, row.country and row.country.name, row.starts.year),
        list_url=_list("network:campaigns"),
    ),
    Searchable(
        "directory",
        _("Directory"),
        lambda scope: DirectoryEntry.objects.visible_to(scope).select_related("country", "organisation"),
        _page("network:entry"),
        str,
        lambda row: _joined(row.country.name, row.organisation),
        list_url=_list("network:directory"),
    ),
    Searchable(
        "people",
        _("People"),
        lambda scope: (
            Person.objects.visible_to(scope).filter(erased_at=None).select_related("country", "employer")
        ),
        _page("people:person"),
        str,
        lambda row: _joined(row.code, row.country.name, row.employer),
        spellings=spellings,
        list_url=_list("people:persons"),
    ),
    Searchable(
        "organisations",
        _("Organisations"),
        lambda scope: Organisation.objects.visible_to(scope).select_related("country"),
        _page("people:organisation"),
        str,
        lambda row: _joined(row.code, row.get_kind_display(), row.country and row.country.name),
        list_url=_list("people:organisations"),
    ),
    Searchable(
        "countries",
        _("Places"),
        _countries,
        _page("places:country"),
        lambda row: row.name,
        lambda row: row.code,
        words=_country_words,
    ),
)


def find(text: str, scope: Scope) -> list[Found]:
    """Return everything that the scope may see and the words fit, kind by kind."""
    return search.find(KINDS, text, scope)
