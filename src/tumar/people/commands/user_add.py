"""`tumar user add EMAIL --role KIND [--country CC]`: add an account with its first role."""

import argparse
import getpass
import sys

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import override

from tumar.kernel.refusals import Invalid
from tumar.kernel.scope import of_the_machine
from tumar.people.actions import accounts
from tumar.people.models import Account, Organisation
from tumar.people.rules import RoleKind
from tumar.places import names
from tumar.places.models import Country

EVERYWHERE = {RoleKind.PROGRAMME_OFFICE, RoleKind.LOGISTICS_OFFICER, RoleKind.DONOR_READER}


class CannotAdd(Exception):
    """The account cannot be added; the message is the sentence to say."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `tumar user add`."""
    parser.add_argument("act", choices=["add"], help="what to do with the account")
    parser.add_argument("email", help="the e-mail address to sign in with")
    parser.add_argument("--role", required=True, metavar="KIND", help=", ".join(RoleKind))
    parser.add_argument("--country", metavar="CC", help="two-letter code; roles of one country need it")
    parser.add_argument("--organisation", metavar="CODE", help="for a recipient laboratory")
    parser.add_argument("--name", default="", help="what the person is called")
    parser.add_argument("--language", default="en", help="en, ru or fa-af")
    parser.add_argument("--password-stdin", action="store_true", help="read the password from standard input")


def _role(text: str) -> RoleKind:
    try:
        return RoleKind(text)
    except ValueError:
        raise CannotAdd(f"There is no role '{text}'; the roles are {', '.join(RoleKind)}.") from None


def _country(text: str | None, role: RoleKind) -> Country | None:
    if text is None:
        if role not in EVERYWHERE:
            raise CannotAdd(f"The role '{role}' is held in one country: give --country.")
        return None
    code = names.find(text)
    if code is None:
        near = names.nearest(text)
        hint = f"; did you mean {near} ({names.name(near, 'en')})?" if near else "."
        raise CannotAdd(f"There is no country '{text}'{hint}")
    return Country.objects.get(pk=code)


def _organisation(code: str | None, role: RoleKind) -> Organisation | None:
    if code is None:
        if role == RoleKind.RECIPIENT_LABORATORY:
            raise CannotAdd("A recipient laboratory needs its organisation: give --organisation.")
        return None
    found = Organisation.objects.filter(code=code.upper()).first()
    if found is None:
        raise CannotAdd(f"There is no organisation with the code '{code}'.")
    return found


def _password(options: argparse.Namespace) -> str:
    if options.password_stdin:
        password = sys.stdin.readline().rstrip("\r\n")
    elif sys.stdin.isatty():
        password = getpass.getpass(f"Password for {options.email}: ")
        if password != getpass.getpass("Once more: "):
            raise CannotAdd("The two passwords differ.")
    else:
        raise CannotAdd("There is no terminal to ask for a password; use --password-stdin.")
    try:
        validate_password(password, Account(email=options.email, name=options.name))
    except ValidationError as error:
        raise CannotAdd(" ".join(error.messages)) from error
    return password


def add(options: argparse.Namespace) -> Account:
    """Add the account and its role, or raise CannotAdd with the sentence to say."""
    role = _role(options.role)
    country = _country(options.country, role)
    organisation = _organisation(options.organisation, role)
    password = _password(options)
    by = of_the_machine("tumar user add")
    try:
        with transaction.atomic():
            account = accounts.create_account(
                email=options.email, name=options.name, language=options.language, password=password, by=by
            )
            accounts.grant_role(account, kind=role, country=country, organisation=organisation, by=by)
    except Invalid as refusal:
        raise CannotAdd(" ".join(fault.message for fault in refusal.faults)) from refusal
    return account


def run(options: argparse.Namespace) -> int:
    """Add the account; one sentence says what was done, or why it was not."""
    with override("en"):
        try:
            account = add(options)
        except CannotAdd as error:
            print(f"tumar user add: {error}", file=sys.stderr)
            return 1
    role = account.roles.select_related("country").get()
    where = f" in {names.name(role.country_id, 'en')}" if role.country_id else ""
    print(f"{account.email} may sign in as {role.kind}{where}.")
    return 0
