"""What the lists of the room show, and how they can be narrowed."""

from dataclasses import replace
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tumar.kernel.lists import Column, Filter, ListPage
from tumar.kernel.permissions import Permission
from tumar.kernel.scope import Scope
from tumar.people import queries, rules
from tumar.people.models import Account, Organisation, Person, Purpose, Role
from tumar.people.queries import consent as consents
from tumar.places import names


def _country_name(one: Any) -> str:
    return names.marked_name(one.country_id) if one.country_id else ""


def persons(employer: str, scope: Scope) -> ListPage:
    """Return the list of persons, with a filter for the one employer that was asked for.

    Whoever may see consents can ask who has not agreed to a purpose.
    """
    filters = list(PERSONS.filters)
    if scope.allows_somewhere(Permission.PEOPLE_CONSENT_VIEW):
        filters.append(
            Filter(
                "no-consent",
                _("consent is missing for"),
                lambda _scope: Purpose.choices,
                lambda rows, purpose: consents.missing(rows, purpose, scope),
            )
        )
    if employer:
        filters.append(
            Filter(
                "employer",
                _("employer"),
                lambda scope: queries.employers(scope, employer),
                lambda rows, code: rows.filter(employer__code=code),
            )
        )
    return replace(PERSONS, filters=tuple(filters))


FOR_CONTACT: dict[str, Any] = {"needs": Permission.PEOPLE_CONTACT_VIEW, "is_for_download": True}

PARTS_OF_NAMES = (
    *("family", "given", "patronymic", "single"),
    *("family_latin", "given_latin", "patronymic_latin", "single_latin"),
)


def _own(name: str) -> Column:
    """Return a column of downloads that holds one fact of a person as it is on file."""
    label: Any = getattr(Person._meta.get_field(name), "verbose_name", name)
    return Column(name, label, lambda one: getattr(one, name) or None, is_for_download=True)


PERSONS = ListPage(
    name="persons",
    title=_("Persons"),
    columns=(
        Column("name", pgettext_lazy("a person", "name"), str, sort="sort_name", importance=1),
        Column("latin", _("name, passport Latin"), lambda one: str(one.name_latin), importance=3),
        Column("country", _("country of work"), _country_name, sort="country", importance=1),
        Column("group", _("occupation group"), lambda one: one.get_group_display()),
        Column("sex", _("sex"), lambda one: one.get_sex_display(), importance=3),
        Column("employer", _("employer"), lambda one: one.employer, importance=3),
        Column("code", _("code"), lambda one: one.code, sort="code"),
        *(_own(name) for name in PARTS_OF_NAMES),
        _own("position"),
        Column(
            "birth", _("date or year of birth"), lambda one: one.birth_date or one.birth_year, **FOR_CONTACT
        ),
        Column("email", _("e-mail"), lambda one: one.email, **FOR_CONTACT),
        Column("telephone", _("telephone"), lambda one: one.telephone, **FOR_CONTACT),
    ),
    link=lambda one: reverse("people:person", args=[one.code]),
    sort="name",
    search_field="search_text",
    spellings=rules.spellings,
    filters=(
        Filter(
            "country",
            _("country of work"),
            partial(queries.countries_with, Person),
            lambda rows, code: rows.filter(country=code),
        ),
        Filter(
            "group",
            _("occupation group"),
            lambda _scope: Person.Group.choices,
            lambda rows, group: rows.filter(group=group),
        ),
        Filter("sex", _("sex"), lambda _scope: Person.Sex.choices, lambda rows, sex: rows.filter(sex=sex)),
    ),
    empty=_("No person is on file yet."),
)

ORGANISATIONS = ListPage(
    name="organisations",
    title=_("Organisations"),
    columns=(
        Column("name", _("name"), lambda one: one.name, sort="name", importance=1),
        Column("name_latin", _("name in English"), lambda one: one.name_latin, sort="name_latin"),
        Column("kind", _("kind"), lambda one: one.get_kind_display(), sort="kind"),
        Column("country", _("country"), _country_name, sort="country", importance=1),
        Column("parent", _("part of"), lambda one: one.parent, importance=3),
        Column("code", _("code"), lambda one: one.code, sort="code"),
    ),
    link=lambda one: reverse("people:organisation", args=[one.code]),
    sort="name",
    search_field="search_text",
    filters=(
        Filter(
            "country",
            _("country"),
            partial(queries.countries_with, Organisation),
            lambda rows, code: rows.filter(country=code),
        ),
        Filter(
            "kind",
            _("kind"),
            lambda _scope: Organisation.Kind.choices,
            lambda rows, kind: rows.filter(kind=kind),
        ),
    ),
    empty=_("No organisation is on file yet."),
)


def _roles(account: Account) -> str:
    return ", ".join(
        " ".join(filter(None, [role.get_kind_display(), _country_name(role)])) for role in account.roles.all()
    )


ACCOUNTS = ListPage(
    name="accounts",
    title=_("Accounts"),
    columns=(
        Column("email", _("e-mail"), lambda one: one.email, sort="email", importance=1),
        Column("name", pgettext_lazy("a person", "name"), lambda one: one.name, sort="name", importance=1),
        Column("roles", _("roles"), _roles),
        Column(
            "is_active",
            _("may sign in"),
            lambda one: str(_("yes") if one.is_active else _("no")),
            sort="is_active",
        ),
        Column(
            "last_login",
            _("last sign-in"),
            lambda one: one.last_login and one.last_login.date(),
            sort="last_login",
            importance=3,
        ),
    ),
    link=lambda one: reverse("people:account", args=[one.pk]),
    sort="email",
    filters=(
        Filter(
            "role",
            _("role"),
            lambda _scope: Role.Kind.choices,
            lambda rows, kind: rows.filter(roles__kind=kind).distinct(),
        ),
    ),
)
