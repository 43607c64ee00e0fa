"""Accounts and the roles that they hold: given, ended, closed and opened again."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from tumar.kernel import clock, journal
from tumar.kernel.permissions import Permission
from tumar.kernel.records import faults_of
from tumar.kernel.refusals import Denied, Fault, Invalid
from tumar.kernel.retry import retrying
from tumar.kernel.scope import Scope
from tumar.people.models import Account, Organisation, Person, Role
from tumar.people.rules import RoleKind
from tumar.places.models import Country


def _check(row: models.Model, exclude: set[str] | None = None) -> None:
    try:
        row.full_clean(exclude=exclude)
    except ValidationError as error:
        raise Invalid(faults_of(error)) from error


def require_over(account: Account, by: Scope) -> None:
    """Refuse unless the scope may edit accounts in every country in which this one holds a role."""
    countries = {role.country_id for role in account.roles.all()}
    if not countries and not by.allows_somewhere(Permission.PEOPLE_ACCOUNT_EDIT):
        raise Denied(Permission.PEOPLE_ACCOUNT_EDIT)
    if countries:
        by.require(Permission.PEOPLE_ACCOUNT_EDIT, *countries)


@retrying
def create_account(
    *,
    email: str,
    name: str,
    by: Scope,
    password: str | None = None,
    language: str = "en",
    person: Person | None = None,
    is_demonstration: bool = False,
) -> Account:
    """Add an account without a role; without a password its owner sets one through a sign-in link."""
    if not by.allows_somewhere(Permission.PEOPLE_ACCOUNT_EDIT):
        raise Denied(Permission.PEOPLE_ACCOUNT_EDIT)
    account = Account(
        email=email.strip().lower(),
        name=name,
        language=language,
        person=person,
        is_demonstration=is_demonstration,
        created_at=clock.now(),
    )
    account.set_password(password)
    _check(account, exclude={"password"})
    with transaction.atomic():
        account.save(force_insert=True)
        facts: dict[str, Any] = {"email": account.email, "name": name, "language": language}
        journal.write("people.account.created", by=by, about=account.label, **facts)
    return account


@retrying
def grant_role(
    account: Account,
    *,
    kind: RoleKind | str,
    by: Scope,
    country: Country | None = None,
    organisation: Organisation | None = None,
    since: date | None = None,
    until: date | None = None,
) -> Role:
    """Give an account a role in one country, or everywhere; nobody gives more than what is his to give."""
    by.require(Permission.PEOPLE_ACCOUNT_EDIT, country.pk if country else None)
    role = Role(
        account=account,
        kind=str(RoleKind(kind)),
        country=country,
        organisation=organisation,
        since=since,
        until=until,
    )
    _check(role)
    with transaction.atomic():
        role.save(force_insert=True)
        facts: dict[str, Any] = {
            "role": role.kind,
            "country": role.country_id,
            "since": since,
            "until": until,
        }
        journal.write("people.role.granted", by=by, about=account.label, **facts)
    return role


@retrying
def end_role(role: Role, *, until: date, by: Scope, reason: str = "") -> Role:
    """End a role; the day given is the last on which it holds."""
    by.require(Permission.PEOPLE_ACCOUNT_EDIT, role.country_id)
    with transaction.atomic():
        current = Role.objects.select_for_update().get(pk=role.pk)
        before = current.until
        if current.since and until < current.since:
            raise Invalid([Fault("until", _("The role begins after this day."))])
        current.until = until
        current.save(update_fields=["until"])
        facts = {"role": current.kind, "country": current.country_id, "until": [before, until]}
        journal.write("people.role.ended", by=by, about=role.account.label, reason=reason, **facts)
    return current


def _set_active(account: Account, *, is_active: bool, verb: str, by: Scope, reason: str) -> Account:
    require_over(account, by)
    with transaction.atomic():
        current = Account.objects.select_for_update().get(pk=account.pk)
        if current.is_active != is_active:
            current.is_active = is_active
            current.save(update_fields=["is_active"])
            journal.write(verb, by=by, about=account.label, reason=reason)
    return current


@retrying
def deactivate(account: Account, *, by: Scope, reason: str = "") -> Account:
    """Let nobody sign in with the account any more; whoever is signed in is out at once."""
    if account.pk == by.account_id:
        raise Invalid([Fault("", _("You cannot close your own account."))])
    return _set_active(account, is_active=False, verb="people.account.deactivated", by=by, reason=reason)


@retrying
def reactivate(account: Account, *, by: Scope, reason: str = "") -> Account:
    """Let the account's owner sign in again."""
    return _set_active(account, is_active=True, verb="people.account.reactivated", by=by, reason=reason)


@retrying
def note_sign_in_link(account: Account, *, by: Scope) -> None:
    """Write down that somebody made a link with which the account's password can be set."""
    require_over(account, by)
    with transaction.atomic():
        journal.write("people.account.link_made", by=by, about=account.label)


@retrying
def amend_profile(account: Account, *, name: str, language: str, by: Scope) -> Account:
    """Change how an account's owner is called and addressed; everybody does this for himself only."""
    if account.pk != by.account_id:
        raise Denied(Permission.PEOPLE_ACCOUNT_EDIT)
    with transaction.atomic():
        current = Account.objects.select_for_update().get(pk=account.pk)
        changes: dict[str, Any] = {
            field: [getattr(current, field), value]
            for field, value in {"name": name, "language": language}.items()
            if getattr(current, field) != value
        }
        if changes:
            current.name, current.language = name, language
            _check(current, exclude={"password"})
            current.save(update_fields=["name", "language"])
            journal.write("people.account.profile_amended", by=by, about=current.label, **changes)
    return current
