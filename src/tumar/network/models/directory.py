"""The directory: people and institutions who agreed to be found, and the messages that reach them."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tumar.kernel.coded import CodesField
from tumar.kernel.languages import TextsField, said
from tumar.kernel.models import Record
from tumar.kernel.permissions import Permission
from tumar.kernel.scope import CountryScoped
from tumar.network.models.words import LANGUAGES, Topic
from tumar.people.models import Account, Organisation
from tumar.places.models import Country


class EntryQuerySet(CountryScoped["DirectoryEntry"]):
    """Entries of the directory."""

    def public(self) -> Self:
        """Keep those that everybody may find."""
        return self.filter(visibility=DirectoryEntry.Visibility.PUBLIC)


class DirectoryEntry(Record):
    """One person or institution who agreed to be found; withdrawn means gone."""

    class Visibility(models.TextChoices):
        MEMBERS = "members", _("those who sign in here")
        PUBLIC = "public", _("everybody")

    LABEL: ClassVar[str] = "network.entry"
    VIEW: ClassVar[Permission] = Permission.NETWORK_DIRECTORY_VIEW
    COUNTRY_PATH: ClassVar[str] = "country_id"

    # Messages go to this account's e-mail, which no page shows.
    owner = models.ForeignKey(Account, models.CASCADE, related_name="directory_entries", editable=False)
    organisation = models.OneToOneField(
        Organisation,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="directory_entry",
        verbose_name=_("organisation"),
    )
    name = models.CharField(_("name to be found by"), max_length=200)
    country = models.ForeignKey(
        Country, models.PROTECT, related_name="directory_entries", verbose_name=_("country")
    )
    expertise = CodesField(_("expertise"), choices=Topic.choices, blank=False)
    languages = CodesField(_("languages"), choices=LANGUAGES, blank=False)
    text = TextsField(_("about"), rows=3, blank=True)
    visibility = models.CharField(
        _("who may find it"), max_length=10, choices=Visibility.choices, default=Visibility.MEMBERS
    )
    agreed_at = models.DateTimeField(_("agreed"), editable=False)
    search_text = models.CharField(max_length=900, editable=False, default="")

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("directory entry")
        verbose_name_plural = _("directory entries")
        indexes = [models.Index(fields=["search_text", "id"], name="entry_by_text")]
        constraints = [
            models.UniqueConstraint(
                fields=["owner"],
                condition=Q(organisation__isnull=True),
                name="a_person_is_found_once",
                violation_error_message=_("You have an entry already."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def about(self) -> str:
        return said(self.text)


class ContactMessage(models.Model):
    """One message written to an entry of the directory; it goes out as a letter, addresses stay hidden."""

    entry = models.ForeignKey(DirectoryEntry, models.SET_NULL, null=True, related_name="messages")
    entry_code = models.CharField(max_length=40)
    name = models.CharField(_("your name"), max_length=120)
    email = models.EmailField(_("your e-mail"), max_length=200)
    subject = models.CharField(_("subject"), max_length=150)
    text = models.TextField(_("message"), max_length=5000)
    received_at = models.DateTimeField(_("received"))

    class Meta:
        ordering = ["-received_at", "-pk"]
        verbose_name = _("message to a directory entry")
        verbose_name_plural = _("messages to directory entries")

    def __str__(self) -> str:
        return f"{self.entry_code} {self.received_at:%Y-%m-%d}"
