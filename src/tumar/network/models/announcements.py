"""Announcements by role, country and language; who gets them by e-mail, and what was sent to whom."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tumar.kernel import clock
from tumar.kernel.coded import CodesField, has
from tumar.kernel.languages import TextsField, said
from tumar.kernel.models import Record
from tumar.kernel.permissions import Permission
from tumar.kernel.scope import EVERYWHERE, CountryScoped, Scope
from tumar.network.models.words import ROLES
from tumar.people.models import Account, Role
from tumar.places.models import Country


class AnnouncementQuerySet(CountryScoped["Announcement"]):
    """Announcements: those meant for somebody, and all of the countries in which one may write them."""

    def current(self) -> Self:
        """Keep those that are published and not over."""
        today = clock.today()
        return self.filter(
            Q(until__isnull=True) | Q(until__gte=today),
            published_at__isnull=False,
            published_at__lte=clock.now(),
        )

    def public(self) -> Self:
        """Keep those that everybody may read."""
        return self.current().filter(is_public=True)

    def meant_for(self, account_id: int | None) -> Self:
        """Keep those that reach one of the account's roles of today, or everybody who signs in."""
        condition = Q(roles="", country__isnull=True)
        for role in Role.objects.filter(account=account_id).holding(clock.today()):
            where = Q() if role.country_id is None else Q(country__isnull=True) | Q(country=role.country_id)
            condition |= where & (Q(roles="") | has("roles", role.kind))
        return self.filter(condition)

    def in_language(self, language: str) -> Self:
        """Keep those for readers of the language, or of any."""
        return self.filter(Q(languages="") | has("languages", language))

    def visible_to(self, scope: Scope) -> Self:
        writes = scope.countries(Permission.NETWORK_ANNOUNCEMENT_EDIT)
        if writes is EVERYWHERE:
            return self
        if not scope.allows_somewhere(Announcement.VIEW):
            return self.none()
        reached = Announcement.objects.current().meant_for(scope.account_id).values("pk")
        return self.filter(Q(country__in=writes) | Q(pk__in=reached))


class Announcement(Record):
    """One announcement in the languages in which it was written, for roles, a country, a language, or all."""

    LABEL: ClassVar[str] = "network.announcement"
    VIEW: ClassVar[Permission] = Permission.NETWORK_ANNOUNCEMENT_VIEW
    COUNTRY_PATH: ClassVar[str] = "country_id"

    title = TextsField(_("title"))
    body = TextsField(_("text"), rows=6)
    country = models.ForeignKey(
        Country,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="announcements",
        verbose_name=pgettext_lazy("a text", "country it is for"),
        help_text=_("Empty: for every country."),
    )
    roles = CodesField(_("roles it is for"), choices=ROLES, help_text=_("None ticked: for every role."))
    languages = CodesField(
        _("languages it is for"),
        choices=settings.LANGUAGES,
        help_text=_("None ticked: for readers of every language."),
    )
    is_public = models.BooleanField(
        _("open to the public"), default=False, help_text=_("Then it also stands on the public pages.")
    )
    published_at = models.DateTimeField(_("published"), null=True, blank=True, editable=False)
    until = models.DateField(_("shown until"), null=True, blank=True)
    search_text = models.CharField(max_length=900, editable=False, default="")

    objects = AnnouncementQuerySet.as_manager()

    class Meta:
        ordering = [F("published_at").desc(nulls_first=True), "-pk"]
        verbose_name = _("announcement")
        verbose_name_plural = _("announcements")
        indexes = [models.Index(fields=["published_at", "id"], name="announcement_by_time")]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_public=False) | Q(roles=""),
                name="a_public_announcement_is_for_all_roles",
                violation_error_message=_(
                    "What is open to the public is for every role: take the roles away."
                ),
            )
        ]

    def __str__(self) -> str:
        return said(self.title) or self.code

    @property
    def is_current(self) -> bool:
        """Tell whether it is published and not over."""
        is_over = self.until is not None and self.until < clock.today()
        return self.published_at is not None and self.published_at <= clock.now() and not is_over


class Subscription(models.Model):
    """How often one account gets announcements by e-mail; without a row: once a week."""

    class Frequency(models.TextChoices):
        DAILY = "daily", _("every day")
        WEEKLY = "weekly", _("once a week")
        NEVER = "never", pgettext_lazy("how often", "never")

    account = models.OneToOneField(Account, models.CASCADE, related_name="subscription")
    frequency = models.CharField(
        _("announcements by e-mail"), max_length=10, choices=Frequency.choices, default=Frequency.WEEKLY
    )

    class Meta:
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")

    def __str__(self) -> str:
        return f"{self.account_id} {self.frequency}"


class DigestSending(models.Model):
    """One announcement that one account was sent in a digest; because of it, it is not sent again."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="digest_sendings")
    announcement = models.ForeignKey(Announcement, models.CASCADE, related_name="sendings")
    at = models.DateTimeField(_("sent"))
    language = models.CharField(_("language"), max_length=10)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("announcement sent")
        verbose_name_plural = _("announcements sent")
        constraints = [
            models.UniqueConstraint(fields=["account", "announcement"], name="an_announcement_is_sent_once")
        ]

    def __str__(self) -> str:
        return f"{self.announcement_id} to {self.account_id}"


class FeedKey(models.Model):
    """The secret in the addresses of one account's own feeds; only its hash is kept."""

    account = models.OneToOneField(Account, models.CASCADE, related_name="feed_key")
    hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(_("made"))

    class Meta:
        verbose_name = _("key of feeds")
        verbose_name_plural = _("keys of feeds")

    def __str__(self) -> str:
        return f"{self.account_id}"
