"""Accounts that people sign in with, and the roles that accounts hold per country."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tumar.kernel.intervals import Dated, DatedQuerySet
from tumar.people import rules
from tumar.people.models.organisations import Organisation
from tumar.people.models.persons import Person
from tumar.places.models import Country

# A name that no mail can ever be sent to (RFC 2606).
ERASED_ADDRESS = "@erased.invalid"


class AccountManager(BaseUserManager["Account"]):
    """Finds an account by its e-mail, whatever the case in which it was typed."""

    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(email__iexact=username)


class Account(AbstractBaseUser):
    """Somebody's right to sign in, by e-mail."""

    email = models.EmailField(_("e-mail"), unique=True)
    person = models.OneToOneField(
        Person, models.PROTECT, null=True, blank=True, related_name="account", verbose_name=_("person")
    )
    name = models.CharField(pgettext_lazy("a person", "name"), max_length=200, blank=True)
    language = models.CharField(_("language"), max_length=10, default="en")
    is_active = models.BooleanField(_("may sign in"), default=True)
    is_demonstration = models.BooleanField(_("demonstration account"), default=False)
    created_at = models.DateTimeField(_("created"))

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = AccountManager()

    class Meta:
        ordering = ["email"]
        verbose_name = _("account")
        verbose_name_plural = _("accounts")

    def __str__(self) -> str:
        if self.is_erased:
            return str(_("erased person"))
        return self.name or self.email

    @property
    def is_erased(self) -> bool:
        return self.email.endswith(ERASED_ADDRESS)

    @property
    def label(self) -> str:
        return f"people.account:{self.pk}"

    def clean(self) -> None:
        self.email = type(self).objects.normalize_email(self.email).lower()

    def get_full_name(self) -> str:
        return str(self)

    def has_perm(self, _permission: str, _subject: Any = None) -> bool:
        """Django's own permissions are not used; `Scope` answers what may be done."""
        return False


class Role(Dated):
    """One kind of role that an account holds in one country, or everywhere, from a day until a day."""

    class Kind(models.TextChoices):
        PROGRAMME_OFFICE = rules.RoleKind.PROGRAMME_OFFICE.value, _("programme office")
        NATIONAL_COORDINATOR = rules.RoleKind.NATIONAL_COORDINATOR.value, _("national coordinator")
        TRAINER = rules.RoleKind.TRAINER.value, _("trainer")
        LEGAL_EXPERT = rules.RoleKind.LEGAL_EXPERT.value, _("legal expert")
        LOGISTICS_OFFICER = rules.RoleKind.LOGISTICS_OFFICER.value, _("logistics officer")
        RECIPIENT_LABORATORY = rules.RoleKind.RECIPIENT_LABORATORY.value, _("recipient laboratory")
        DONOR_READER = rules.RoleKind.DONOR_READER.value, _("donor reader")

    account = models.ForeignKey(Account, models.PROTECT, related_name="roles", verbose_name=_("account"))
    kind = models.CharField(_("role"), max_length=30, choices=Kind.choices)
    country = models.ForeignKey(
        Country,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("country"),
        help_text=_("Empty: everywhere."),
    )
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("organisation"),
        help_text=_("For a recipient laboratory: the organisation whose consignments it sees."),
    )

    objects = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        ordering = ["account", "kind", "country"]
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(kind="recipient-laboratory") | Q(organisation__isnull=False),
                name="a_recipient_is_an_organisation",
                violation_error_message=_("A recipient laboratory needs its organisation."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.country_id or '*'}"
