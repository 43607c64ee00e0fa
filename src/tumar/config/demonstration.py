"""The demonstration accounts: one per role, with one password that is made on the first start."""

from dataclasses import dataclass

from django.conf import settings

from tumar.config import environment
from tumar.kernel.scope import Scope
from tumar.people.actions import accounts
from tumar.people.models import Account, Organisation
from tumar.people.rules import RoleKind
from tumar.places.models import Country


@dataclass(frozen=True)
class Part:
    """One demonstration account: who, in which role, for which country."""

    email: str
    name: str
    kind: RoleKind
    country: str | None
    language: str = "en"


CAST = (
    Part("office@example.org", "Regional Secretariat", RoleKind.PROGRAMME_OFFICE, None),
    Part("director@example.org", "Programme Director", RoleKind.PROGRAMME_OFFICE, None),
    Part(
        "coordinator.kz@example.org",
        "National Coordinator, Kazakhstan",
        RoleKind.NATIONAL_COORDINATOR,
        "KZ",
        "ru",
    ),
    Part("trainer.uz@example.org", "Trainer, Uzbekistan", RoleKind.TRAINER, "UZ", "ru"),
    Part("legal.tj@example.org", "Legal Expert, Tajikistan", RoleKind.LEGAL_EXPERT, "TJ", "ru"),
    Part("logistics@example.org", "Logistics Officer", RoleKind.LOGISTICS_OFFICER, None),
    Part("laboratory.mn@example.org", "Recipient Laboratory, Mongolia", RoleKind.RECIPIENT_LABORATORY, "MN"),
    Part("donor@example.org", "Donor", RoleKind.DONOR_READER, None),
)


def password() -> str:
    """Return the demonstration accounts' password, made on the first start of this installation."""
    return environment.secret(settings.TUMAR_DATA, "demonstration")[:16]


def create_accounts(*, by: Scope) -> list[Account]:
    """Create the demonstration accounts that are not there yet, with their roles."""
    made = []
    for part in CAST:
        laboratory = _laboratory(part)
        has_no_laboratory = part.kind == RoleKind.RECIPIENT_LABORATORY and laboratory is None
        if has_no_laboratory or Account.objects.filter(email=part.email).exists():
            continue
        account = accounts.create_account(
            email=part.email,
            name=part.name,
            password=password(),
            language=part.language,
            is_demonstration=True,
            by=by,
        )
        accounts.grant_role(
            account,
            kind=part.kind,
            country=Country.objects.get(pk=part.country) if part.country else None,
            organisation=laboratory,
            by=by,
        )
        made.append(account)
    return made


def coders() -> tuple[Account, Account]:
    """Return the two who code the round about the invented country, where nobody else has a role."""
    first, second = (Account.objects.get(email=part.email) for part in CAST[:2])
    return first, second


def _laboratory(part: Part) -> Organisation | None:
    """Return the organisation of the recipient: one of its country that has received something."""
    if part.kind != RoleKind.RECIPIENT_LABORATORY:
        return None
    return (
        Organisation.objects.filter(country_id=part.country, consignments__isnull=False)
        .order_by("code")
        .first()
    )
