"""What the lists of the room show, and how they can be narrowed."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from tumar.events.queries import offered
from tumar.kernel.coded import named
from tumar.kernel.lists import Column, Filter, ListPage
from tumar.kernel.permissions import Permission
from tumar.kernel.scope import Scope
from tumar.network.models import Resource
from tumar.network.models.words import AUDIENCES, LANGUAGES, Topic
from tumar.network.queries import campaigns as campaign_reads
from tumar.network.queries import directory as directory_reads
from tumar.network.queries import library as library_reads
from tumar.places import names


def _where(one: Any) -> str:
    return names.marked_name(one.country_id) if one.country_id else gettext("the region")


def _topics(codes: Iterable[str]) -> str:
    return ", ".join(named(codes, Topic.choices))


def languages(codes: Iterable[str]) -> str:
    """Return languages by their names, in one line."""
    return ", ".join(named(codes, LANGUAGES))


def _countries(scope: Scope, permission: Permission) -> Filter:
    choices = [*offered(scope, permission).countries, ("REG", _("the region"))]
    return Filter(
        "country",
        _("country"),
        lambda _scope: choices,
        lambda rows, code: rows.filter(country=None if code == "REG" else code),
    )


def groups(scope: Scope) -> ListPage:
    """Return the list of working groups as the scope can narrow it."""
    return ListPage(
        name="working-groups",
        title=_("Working groups"),
        columns=(
            Column("name", _("name"), str, sort="search_text", importance=1),
            Column("country", _("country"), _where, sort="country", importance=1),
            Column("topic", _("topic"), lambda one: one.get_topic_display(), sort="topic"),
            Column("seats", _("members"), lambda one: one.seats, is_number=True),
            Column("overdue", _("overdue tasks"), lambda one: one.overdue, is_number=True, importance=1),
            Column("closed", _("closed on"), lambda one: one.closed or gettext("at work"), importance=3),
            Column("code", _("code"), lambda one: one.code, sort="code"),
        ),
        link=lambda one: reverse("network:group", args=[one.code]),
        sort="name",
        search_field="search_text",
        empty=_("No working group is on file yet."),
        filters=(
            _countries(scope, Permission.NETWORK_GROUP_VIEW),
            Filter("topic", _("topic"), lambda _s: Topic.choices, lambda rows, one: rows.filter(topic=one)),
            Filter(
                "state",
                _("state"),
                lambda _s: (("open", _("at work")), ("closed", _("closed"))),
                lambda rows, state: rows.filter(closed__isnull=state == "open"),
            ),
        ),
    )


RESOURCE_COLUMNS = (
    Column("title", _("title"), str, sort="search_text", importance=1),
    Column("topics", _("topics"), lambda one: _topics(one.topics)),
    Column("languages", _("languages"), lambda one: languages(one.languages), importance=1),
    Column("licence", _("licence"), lambda one: one.get_licence_display(), sort="licence"),
    Column("organisation", _("organisation"), lambda one: one.organisation, importance=3),
    Column("year", _("year"), lambda one: one.year, sort="year", importance=3),
)
_RESOURCE_FILTERS = (
    Filter("topic", _("topic"), lambda _s: Topic.choices, library_reads.on_topic),
    Filter("language", _("language"), lambda _s: LANGUAGES, library_reads.in_language),
    Filter("audience", _("audience"), lambda _s: AUDIENCES, library_reads.for_audience),
    Filter(
        "licence",
        _("licence"),
        lambda _s: Resource.Licence.choices,
        lambda rows, licence: rows.filter(licence=licence),
    ),
)


def resources(scope: Scope) -> ListPage:
    """Return the resource library as those who sign in see it."""
    return ListPage(
        name="library",
        title=_("Resource library"),
        columns=(
            *RESOURCE_COLUMNS,
            Column("public", _("open to the public"), lambda one: one.is_public, sort="is_public"),
            Column("code", _("code"), lambda one: one.code, sort="code", importance=3),
        ),
        link=lambda one: reverse("network:resource", args=[one.code]),
        sort="title",
        search_field="search_text",
        empty=_("The library is empty yet."),
        filters=(*_RESOURCE_FILTERS, _countries(scope, Permission.NETWORK_RESOURCE_VIEW)),
    )


def public_resources() -> ListPage:
    """Return the resource library as everybody sees it."""
    return ListPage(
        name="library",
        title=_("Resource library"),
        columns=RESOURCE_COLUMNS,
        link=lambda one: reverse("portal:resource", args=[one.code]),
        sort="title",
        search_field="search_text",
        filters=_RESOURCE_FILTERS,
    )


def campaigns(scope: Scope) -> ListPage:
    """Return the list of campaigns as the scope can narrow it."""
    return ListPage(
        name="campaigns",
        title=_("Campaigns"),
        columns=(
            Column("title", _("title"), str, sort="search_text", importance=1),
            Column("country", _("country"), _where, sort="country", importance=1),
            Column("starts", _("first day"), lambda one: one.starts, sort="starts", importance=1),
            Column("ends", _("last day"), lambda one: one.ends, sort="ends"),
            Column(
                "audience", _("audience"), lambda one: ", ".join(named(one.audience, AUDIENCES)), importance=3
            ),
            Column("code", _("code"), lambda one: one.code, sort="code"),
        ),
        link=lambda one: reverse("network:campaign", args=[one.code]),
        sort="-starts",
        search_field="search_text",
        empty=_("No campaign is on file yet."),
        filters=(
            _countries(scope, Permission.NETWORK_CAMPAIGN_VIEW),
            Filter("audience", _("audience"), lambda _s: AUDIENCES, campaign_reads.for_audience),
        ),
    )


def _state(one: Any) -> str:
    if one.published_at is None:
        return gettext("draft")
    return gettext("shown") if one.is_current else gettext("over")


def announcements(scope: Scope) -> ListPage:
    """Return the list of announcements as the scope can narrow it."""
    return ListPage(
        name="announcements",
        title=_("Announcements"),
        columns=(
            Column("title", _("title"), str, sort="search_text", importance=1),
            Column(
                "published", _("published"), lambda one: one.published_at, sort="published_at", importance=1
            ),
            Column("country", _("country"), _where, sort="country"),
            Column("state", _("state"), _state),
            Column("public", _("open to the public"), lambda one: one.is_public, importance=3),
            Column("code", _("code"), lambda one: one.code, sort="code", importance=3),
        ),
        link=lambda one: reverse("network:announcement", args=[one.code]),
        sort="-published",
        search_field="search_text",
        empty=_("There is no announcement yet."),
        filters=(_countries(scope, Permission.NETWORK_ANNOUNCEMENT_VIEW),),
    )


ENTRY_COLUMNS = (
    Column("name", pgettext_lazy("a person", "name"), str, sort="name", importance=1),
    Column("expertise", _("expertise"), lambda one: _topics(one.expertise), importance=1),
    Column(
        "country", _("country"), lambda one: names.marked_name(one.country_id), sort="country", importance=1
    ),
    Column("languages", _("languages"), lambda one: languages(one.languages)),
    Column("organisation", _("organisation"), lambda one: one.organisation, importance=3),
)


def directory(url_name: str, scope: Scope) -> ListPage:
    """Return the directory as the scope can narrow it; entries open at the address with this name."""
    countries = directory_reads.country_choices(scope)
    return ListPage(
        name="directory",
        title=_("Directory"),
        columns=ENTRY_COLUMNS,
        link=lambda one: reverse(url_name, args=[one.code]),
        sort="name",
        search_field="search_text",
        empty=_("Nobody has entered the directory yet."),
        filters=(
            Filter("expertise", _("expertise"), lambda _s: Topic.choices, directory_reads.with_expertise),
            Filter("language", _("language"), lambda _s: LANGUAGES, directory_reads.in_language),
            Filter(
                "country",
                _("country"),
                lambda _s: countries,
                lambda rows, code: rows.filter(country=code),
            ),
        ),
    )
