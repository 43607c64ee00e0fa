"""The way through the desk: the programme's own chain in its order, then what it stands on."""

from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from tumar.desk.imports import PERMISSIONS as BOOK_PERMISSIONS
from tumar.desk.lists_in.kinds import PERMISSIONS
from tumar.kernel.permissions import Permission
from tumar.kernel.scope import Scope


@dataclass(frozen=True)
class Stop:
    """One place that the navigation leads to; who holds none of its permissions does not see it."""

    label: Any
    url_name: str
    icon: str
    permissions: tuple[Permission, ...] = ()
    # Addresses whose pages belong here: a whole room, or single pages as `room:page`.
    holds: tuple[str, ...] = ()


@dataclass(frozen=True)
class Group:
    """Stops that belong together, under a heading or, for the chain itself, without one."""

    label: Any
    stops: tuple[Stop, ...]


@dataclass(frozen=True)
class Shown:
    """One stop as a page shows it."""

    label: Any
    url: str
    icon: str
    is_current: bool


PLACES_PAGES = (
    *("places:countries", "places:country", "places:groupings", "places:grouping"),
    *("places:add-membership", "places:end-membership"),
)

# Needs take their place between training and supplies when their room is built.
GROUPS = (
    Group(
        "",
        (
            Stop(_("Overview"), "desk:home", "home", holds=("desk:home",)),
            Stop(_("Events"), "events:events", "calendar", (Permission.EVENTS_EVENT_VIEW,), ("events",)),
            Stop(_("Field page"), "field:halls", "check", (Permission.EVENTS_ATTENDANCE_RECORD,), ("field",)),
            Stop(
                _("Training"),
                "training:trainers",
                "cascade",
                (Permission.TRAINING_QUALIFICATION_VIEW,),
                ("training",),
            ),
            Stop(_("Law"), "law:instruments", "book", holds=("law",)),
            Stop(_("Network"), "network:home", "network", holds=("network",)),
            Stop(
                _("Supplies"),
                "supplies:consignments",
                "box",
                (Permission.SUPPLIES_CONSIGNMENT_VIEW,),
                ("supplies",),
            ),
            Stop(
                _("Results"), "results:overview", "chart", (Permission.RESULTS_FACTSHEET_VIEW,), ("results",)
            ),
            Stop(
                _("People"),
                "people:persons",
                "people",
                (Permission.PEOPLE_PERSON_VIEW,),
                (
                    *("people:persons", "people:person", "people:add-person", "people:edit-person"),
                    *("people:record-consent", "people:add-document", "people:see-number"),
                    *("people:remove-document", "people:erase-person"),
                    "people:matching",
                    "people:merge-person",
                ),
            ),
        ),
    ),
    Group(
        _("Foundations"),
        (
            Stop(
                _("Programmes"),
                "programmes:programmes",
                "flag",
                (Permission.PROGRAMMES_PROGRAMME_VIEW,),
                ("programmes",),
            ),
            Stop(
                _("Organisations"),
                "people:organisations",
                "building",
                (Permission.PEOPLE_ORGANISATION_VIEW,),
                (
                    *("people:organisations", "people:organisation"),
                    *("people:add-organisation", "people:edit-organisation", "people:merge-organisation"),
                ),
            ),
            Stop(
                _("Possible duplicates"),
                "people:duplicates",
                "people",
                (Permission.PEOPLE_PERSON_MERGE, Permission.PEOPLE_ORGANISATION_MERGE),
                (
                    *("people:duplicates", "people:duplicate", "people:kept-apart", "people:take-back"),
                    *("people:merges", "people:merge", "people:undo-merge"),
                ),
            ),
            Stop(_("Places"), "places:countries", "globe", (Permission.PLACES_PLACE_VIEW,), PLACES_PAGES),
            Stop(
                _("Exchange rates"),
                "places:rates",
                "coins",
                (Permission.PLACES_PLACE_VIEW,),
                ("places:rates", "places:add-rate"),
            ),
        ),
    ),
    Group(
        _("Administration"),
        (
            Stop(
                _("Lists"),
                "desk:lists",
                "upload",
                PERMISSIONS,
                ("desk:lists", "desk:send-list", "desk:list", "desk:list-columns"),
            ),
            Stop(
                _("Import"),
                "desk:import",
                "upload",
                BOOK_PERMISSIONS,
                ("desk:import", "desk:import-report", "desk:job"),
            ),
            Stop(
                _("Texts of consent"),
                "people:consent-texts",
                "file",
                (Permission.PEOPLE_CONSENT_VIEW,),
                ("people:consent-texts", "people:consent-text", "people:add-consent-text"),
            ),
            Stop(
                _("Retention"),
                "people:retention",
                "clock",
                (Permission.PEOPLE_RETENTION_VIEW,),
                ("people:retention", "people:retention-rule", "people:add-retention-rule"),
            ),
            Stop(_("Journal"), "desk:journal", "book", (Permission.KERNEL_JOURNAL_VIEW,), ("desk:journal",)),
            Stop(
                _("Accounts"),
                "people:accounts",
                "key",
                (Permission.PEOPLE_ACCOUNT_VIEW,),
                (
                    *("people:accounts", "people:account", "people:add-account", "people:grant-role"),
                    *("people:end-role", "people:deactivate-account", "people:reactivate-account"),
                    "people:make-sign-in-link",
                ),
            ),
        ),
    ),
)


def shown_to(scope: Scope, *, room: str, page: str) -> list[tuple[Any, list[Shown]]]:
    """Return the groups of stops that the scope may go to; the one that holds the page is marked."""
    groups = []
    for group in GROUPS:
        stops = [
            Shown(stop.label, url, stop.icon, page in stop.holds or room in stop.holds)
            for stop in group.stops
            if _is_open(stop, scope) and (url := _address(stop.url_name))
        ]
        if stops:
            groups.append((group.label, stops))
    return groups


def _is_open(stop: Stop, scope: Scope) -> bool:
    return not stop.permissions or any(scope.allows_somewhere(one) for one in stop.permissions)


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
