"""Organisations that people work for and that events and consignments name."""

from typing import ClassVar

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tumar.kernel.permissions import Permission
from tumar.kernel.standing import Mergeable, StandingInCountries
from tumar.people import rules
from tumar.places.models import Country


class Organisation(Mergeable):
    """A ministry, institute, laboratory, service or international body."""

    class Kind(models.TextChoices):
        MINISTRY = "ministry", _("ministry or agency")
        LABORATORY = "laboratory", _("laboratory")
        HOSPITAL = "hospital", _("hospital or clinic")
        PUBLIC_HEALTH = "public-health-institute", _("public health institute")
        VETERINARY = "veterinary-service", _("veterinary service")
        UNIVERSITY = "university", _("university or academy")
        BORDER = "border-service", _("border or customs service")
        EMERGENCY = "emergency-service", _("emergency service")
        INTERNATIONAL = "international", _("international organisation")
        ASSOCIATION = "association", _("association")
        COMPANY = "company", _("company")
        OTHER = "other", _("other")

    LABEL: ClassVar[str] = "people.organisation"
    VIEW: ClassVar[Permission] = Permission.PEOPLE_ORGANISATION_VIEW
    COUNTRY_PATH: ClassVar[str] = "country_id"

    name = models.CharField(_("name"), max_length=300)
    name_latin = models.CharField(_("name in English"), max_length=300, blank=True)
    kind = models.CharField(_("kind"), max_length=30, choices=Kind.choices)
    country = models.ForeignKey(
        Country,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="organisations",
        verbose_name=_("country"),
        help_text=_("Empty for an international organisation."),
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts", verbose_name=_("part of")
    )
    search_text = models.CharField(max_length=700, editable=False, default="", db_index=True)

    objects = StandingInCountries()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        indexes = [models.Index(fields=["country", "name", "merged_into"])]

    def __str__(self) -> str:
        return rules.readable_name(self.name, self.name_latin, language=get_language() or "en")
