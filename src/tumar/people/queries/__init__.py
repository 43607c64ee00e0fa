"""Reads about persons, organisations, accounts; and the scope of whoever asks."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from tumar.kernel import clock, sensitive
from tumar.kernel.permissions import Permission
from tumar.kernel.scope import EVERYWHERE, NOBODY, Reach, Scope
from tumar.kernel.search import Spellings, with_words
from tumar.people import rules
from tumar.people.models import Account, Organisation, Person, Role
from tumar.places import names
from tumar.places.models import Country

FOUND_AT_MOST = 6


def scope_of(account: Any) -> Scope:
    """Return what the account may see and do today; one query."""
    if not isinstance(account, Account) and not getattr(account, "is_authenticated", False):
        return NOBODY
    roles = Role.objects.filter(account_id=account.pk).holding(clock.today())
    return scope_with(roles, account_id=account.pk, label=str(account))


def scope_with(roles: Iterable[Role], *, account_id: int | None, label: str) -> Scope:
    """Return what somebody with these roles may see and do."""
    grants: dict[Permission, set[Reach]] = {}
    for role in roles:
        kind = rules.RoleKind(role.kind)
        countries = EVERYWHERE if role.country_id is None else frozenset({role.country_id})
        is_recipient = kind == rules.RoleKind.RECIPIENT_LABORATORY
        organisations = frozenset({role.organisation_id}) if is_recipient and role.organisation_id else None
        for permission in rules.ALLOWS[kind]:
            reach = Reach(EVERYWHERE) if permission in rules.UNBOUND else Reach(countries, organisations)
            grants.setdefault(permission, set()).add(reach)
    return Scope(account_id, label, {permission: tuple(reaches) for permission, reaches in grants.items()})


def persons(scope: Scope) -> QuerySet[Person]:
    """Return the persons that the scope may see, with country and employer."""
    return Person.objects.visible_to(scope).select_related("country", "employer")


def hidden_of(person: Person, scope: Scope) -> frozenset[str]:
    """Return the columns of a person that the scope may not see; of a new one those that it never may."""
    if person.pk:
        return sensitive.hidden_of(person, scope)
    return frozenset(
        name for name, needs in sensitive.declared(Person).items() if not scope.allows_somewhere(needs)
    )


def organisations(scope: Scope) -> QuerySet[Organisation]:
    """Return the organisations that the scope may see, with country and parent."""
    return Organisation.objects.visible_to(scope).select_related("country", "parent")


def accounts(scope: Scope) -> QuerySet[Account]:
    """Return the accounts that the scope may see, with their roles: all, or those of its countries alone."""
    found = Account.objects.select_related("person").prefetch_related(
        Prefetch("roles", Role.objects.select_related("country", "organisation"))
    )
    countries = scope.countries(Permission.PEOPLE_ACCOUNT_VIEW)
    if countries is EVERYWHERE:
        return found
    within = Q(country_id__in=countries)
    roles = Role.objects.filter(account=OuterRef("pk"))
    # `within` is unknown, not false, for a role that holds everywhere.
    return found.filter(Exists(roles.filter(within)), ~Exists(roles.filter(~within | Q(country=None))))


def account_of(account_id: int) -> Account:
    """Return one account with its roles; for its owner's own page."""
    roles = Prefetch("roles", Role.objects.select_related("country", "organisation"))
    return Account.objects.select_related("person").prefetch_related(roles).get(pk=account_id)


def staff_of(organisation: Organisation, scope: Scope) -> QuerySet[Person]:
    """Return the persons who work for an organisation, as far as the scope may see them."""
    return Person.objects.visible_to(scope).filter(employer=organisation).order_by("sort_name", "pk")


def employers(scope: Scope, code: str) -> list[tuple[str, str]]:
    """Return the one employer that a list was narrowed to, as a choice; all of them would be too many."""
    rows = Organisation.objects.visible_to(scope).filter(code=code) if code else Organisation.objects.none()
    return [(one.code, str(one)) for one in rows]


def find_persons(scope: Scope, text: str) -> list[Person]:
    """Return the persons with this code or with these words in their names; six at the most."""
    return _found(persons(scope).filter(erased_at=None), text, "sort_name", rules.spellings)


def find_organisations(scope: Scope, text: str) -> list[Organisation]:
    """Return the organisations with this code or with these words in their names; six at the most.

    Organisations of no country (funders, implementers) are everybody's to name.
    """
    rows = Organisation.objects.visible_to(scope) | Organisation.objects.filter(country=None)
    return _found(rows, text, "name")


def _found(rows: QuerySet[Any], text: str, order: str, spellings: Spellings | None = None) -> list[Any]:
    exact = rows.filter(code=text.upper()).first() or rows.filter(merged_from__code=text.upper()).first()
    if exact:
        return [exact]
    rows = with_words(rows, "search_text", text, spellings)
    return list(rows.order_by(order, "pk")[:FOUND_AT_MOST])


def person_labels(codes: Iterable[str], scope: Scope) -> dict[str, str]:
    """Return for each person's code the name, or "a person in Country" where the scope may not see it."""
    wanted = set(codes)
    labels = _names(wanted, scope)
    if hidden := wanted - labels.keys():
        rows = Person._base_manager.filter(code__in=hidden).values_list(
            "code", "country_id", "merged_into__code"
        )
        found = {code: (country, standing) for code, country, standing in rows}
        # A code that was merged into another has the name of whoever stands for it.
        merged = {standing for _country, standing in found.values() if standing}
        known = _names(merged, scope) if merged else {}
        for code, (country, standing) in found.items():
            unknown = _("a person in %(country)s") % {"country": names.marked_name(country)}
            labels[code] = known.get(standing or "", unknown)
    return labels


def _names(codes: set[str], scope: Scope) -> dict[str, str]:
    return {person.code: str(person) for person in Person.objects.visible_to(scope).filter(code__in=codes)}


def countries_with(kind: type[Person] | type[Organisation], scope: Scope) -> list[tuple[str, str]]:
    """Return the countries, by name, in which the scope may see persons or organisations."""
    rows = kind.objects.visible_to(scope).filter(country=OuterRef("pk"))
    codes = Country.objects.filter(Exists(rows)).values_list("pk", flat=True)
    return sorted(((code, names.marked_name(code)) for code in codes), key=lambda pair: pair[1].casefold())


@dataclass(frozen=True)
class SignInMethods:
    """Which ways of signing in an account has set up."""

    has_password: bool
    has_totp: bool
    passkeys: int
    recovery_codes_left: int

    @property
    def has_second_factor(self) -> bool:
        return self.has_totp or self.passkeys > 0


def sign_in_methods(account: Account) -> SignInMethods:
    """Return which ways of signing in the account has set up; one query, and no secret leaves it."""
    found = list(Authenticator.objects.filter(user_id=account.pk))
    kinds = [one.type for one in found]
    codes = [one.wrap() for one in found if one.type == Authenticator.Type.RECOVERY_CODES]
    return SignInMethods(
        has_password=account.has_usable_password(),
        has_totp=Authenticator.Type.TOTP in kinds,
        passkeys=kinds.count(Authenticator.Type.WEBAUTHN),
        recovery_codes_left=sum(len(one.get_unused_codes()) for one in codes),
    )
