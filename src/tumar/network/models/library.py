"""The resource library: texts, films and slides per topic and language, each with its licence."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tumar.kernel.coded import CodesField
from tumar.kernel.languages import TextsField, said
from tumar.kernel.models import Record, StoredFile
from tumar.kernel.permissions import Permission
from tumar.kernel.scope import CountryScoped
from tumar.network import rules
from tumar.network.models.words import AUDIENCES, LANGUAGES, Topic
from tumar.people.models import Organisation
from tumar.places.models import Country


class Resource(Record):
    """One text, film or set of slides, as a file or as a reference to where it is."""

    class Licence(models.TextChoices):
        """Codes of the SPDX list; what it does not have begins with `LicenseRef-`, as SPDX asks."""

        CC0 = "CC0-1.0", "CC0 1.0"
        CC_BY = "CC-BY-4.0", "CC BY 4.0"
        CC_BY_SA = "CC-BY-SA-4.0", "CC BY-SA 4.0"
        CC_BY_ND = "CC-BY-ND-4.0", "CC BY-ND 4.0"
        CC_BY_NC = "CC-BY-NC-4.0", "CC BY-NC 4.0"
        CC_BY_NC_SA = "CC-BY-NC-SA-4.0", "CC BY-NC-SA 4.0"
        CC_BY_NC_ND = "CC-BY-NC-ND-4.0", "CC BY-NC-ND 4.0"
        CC_BY_NC_SA_IGO = "CC-BY-NC-SA-3.0-IGO", "CC BY-NC-SA 3.0 IGO"
        EUPL = "EUPL-1.2", "EUPL 1.2"
        PUBLIC_DOMAIN = "LicenseRef-public-domain", _("in the public domain")
        OFFICIAL = "LicenseRef-official-text", _("official text, free of copyright")
        PERMISSION = rules.PERMISSION, _("used by permission")
        RESERVED = rules.RESERVED, _("all rights reserved")
        UNKNOWN = rules.UNKNOWN_LICENCE, _("not known")

    LABEL: ClassVar[str] = "network.resource"
    VIEW: ClassVar[Permission] = Permission.NETWORK_RESOURCE_VIEW
    COUNTRY_PATH: ClassVar[str] = "country_id"

    title = TextsField(_("title"))
    description = TextsField(_("description"), rows=3, blank=True)
    authors = models.CharField(_("authors"), max_length=300, blank=True)
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="resources",
        verbose_name=_("organisation"),
    )
    country = models.ForeignKey(
        Country,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="resources",
        verbose_name=pgettext_lazy("a text", "country it is for"),
        help_text=_("Empty: for the region."),
    )
    topics = CodesField(_("topics"), choices=Topic.choices, blank=False)
    languages = CodesField(_("languages"), choices=LANGUAGES, blank=False)
    audience = CodesField(_("audience"), choices=AUDIENCES)
    licence = models.CharField(_("licence"), max_length=40, choices=Licence.choices)
    licence_text = models.CharField(
        _("words of the licence"),
        max_length=500,
        blank=True,
        help_text=_("For example who permitted the use, when, and to what end."),
    )
    edition = models.CharField(pgettext_lazy("of a text", "edition"), max_length=60, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("file")
    )
    reference = models.CharField(
        _("where it is"),
        max_length=500,
        blank=True,
        help_text=_("An address or a shelf mark, kept as text; nothing is fetched from there."),
    )
    is_public = models.BooleanField(_("open to the public"), default=False)
    search_text = models.CharField(max_length=900, editable=False, default="")

    objects = CountryScoped.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("resource")
        verbose_name_plural = _("resources")
        indexes = [
            models.Index(fields=["search_text", "id"], name="resource_by_text"),
            models.Index(fields=["is_public", "id"], name="resource_by_public"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(file__isnull=False) | ~Q(reference=""),
                name="a_resource_is_somewhere",
                violation_error_message=_("Bring a file, or say where the text is."),
            ),
            models.CheckConstraint(
                condition=~Q(licence=rules.PERMISSION) | ~Q(licence_text=""),
                name="a_permission_is_told",
                violation_error_message=_("Say who permitted the use."),
            ),
        ]

    def __str__(self) -> str:
        return said(self.title) or self.code
