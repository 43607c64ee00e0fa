"""The recurring cast, and small builders that name only what matters.

Scopes are values; whoever needs somebody who can sign in asks `an_account(...)`. Builders write through the
rooms' own actions, as the machine.
"""

import itertools
from datetime import date
from typing import Any

from django.test import Client

from tumar.kernel.scope import NOBODY, Scope, of_the_machine
from tumar.people.actions import accounts, organisations, persons
from tumar.people.models import Account, Organisation, Person, Role
from tumar.people.queries import scope_with
from tumar.people.rules import RoleKind
from tumar.places.models import Country
from tumar.programmes.actions import programmes
from tumar.programmes.models import Programme

MACHINE = of_the_machine("tests")
PASSWORD = "a long enough secret"

_numbers = itertools.count(1)


def a_scope(kind: RoleKind, country: str | None = None, organisation: Organisation | None = None) -> Scope:
    """What somebody with one role may see and do."""
    role = Role(kind=kind.value, country_id=country, organisation=organisation)
    where = f" {country}" if country else ""
    return scope_with([role], account_id=None, label=f"{kind.value}{where}")


OFFICE = a_scope(RoleKind.PROGRAMME_OFFICE)
KZ_COORDINATOR = a_scope(RoleKind.NATIONAL_COORDINATOR, "KZ")
UZ_COORDINATOR = a_scope(RoleKind.NATIONAL_COORDINATOR, "UZ")
KZ_TRAINER = a_scope(RoleKind.TRAINER, "KZ")
UZ_TRAINER = a_scope(RoleKind.TRAINER, "UZ")
TJ_LEGAL_EXPERT = a_scope(RoleKind.LEGAL_EXPERT, "TJ")
LOGISTICS = a_scope(RoleKind.LOGISTICS_OFFICER)
DONOR = a_scope(RoleKind.DONOR_READER)
STRANGER = NOBODY


def a_country(code: str = "KZ") -> Country:
    """A country of the world; they are all there from the first migration on."""
    return Country.objects.get(pk=code)


def an_organisation(
    name: str = "National Laboratory", country: str | None = "KZ", **facts: Any
) -> Organisation:
    """An organisation, a laboratory in Kazakhstan unless said otherwise."""
    facts.setdefault("kind", Organisation.Kind.LABORATORY)
    where = a_country(country) if country else None
    return organisations.create_organisation({"name": name, "country": where, **facts}, by=MACHINE)


def a_person(
    family_latin: str = "Akhmetova", given_latin: str = "Aizhan", country: str = "KZ", **facts: Any
) -> Person:
    """A person who works in Kazakhstan unless said otherwise."""
    names = {"family_latin": family_latin, "given_latin": given_latin}
    return persons.create_person({**names, "country": a_country(country), **facts}, by=MACHINE)


def a_programme(code: str = "P53", **facts: Any) -> Programme:
    """A programme run from here."""
    facts.setdefault("title", {"en": f"Programme {code}"})
    facts.setdefault("starts", date(2017, 1, 1))
    return programmes.create_programme({"code": code, **facts}, by=MACHINE)


def an_account(
    kind: RoleKind | None = RoleKind.PROGRAMME_OFFICE,
    country: str | None = None,
    *,
    organisation: Organisation | None = None,
    email: str = "",
    **facts: Any,
) -> Account:
    """Somebody who can sign in with PASSWORD and holds one role, or none."""
    email = email or f"somebody.{next(_numbers)}@example.org"
    facts.setdefault("name", f"{kind.value if kind else 'Nobody'} {country or ''}".strip())
    account = accounts.create_account(email=email, password=PASSWORD, by=MACHINE, **facts)
    if kind:
        where = a_country(country) if country else None
        accounts.grant_role(account, kind=kind, country=where, organisation=organisation, by=MACHINE)
    return account


def signed_in(
    kind: RoleKind | None = RoleKind.PROGRAMME_OFFICE, country: str | None = None, **facts: Any
) -> Client:
    """A browser in which somebody with this role has signed in; `client.account` says who."""
    client = Client()
    client.account = an_account(kind, country, **facts)
    client.force_login(client.account)
    return client
