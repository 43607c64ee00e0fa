"""Campaigns: events and materials that belong together, whom they address, how many they may have reached."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tumar.events.models import Event
from tumar.kernel.coded import CodesField
from tumar.kernel.languages import TextsField, said
from tumar.kernel.models import Record
from tumar.kernel.permissions import Permission
from tumar.kernel.scope import CountryScoped
from tumar.network.models.library import Resource
from tumar.network.models.words import AUDIENCES
from tumar.places.models import Country
from tumar.programmes.models import Programme


class Campaign(Record):
    """One campaign of a country or of the region."""

    LABEL: ClassVar[str] = "network.campaign"
    VIEW: ClassVar[Permission] = Permission.NETWORK_CAMPAIGN_VIEW
    COUNTRY_PATH: ClassVar[str] = "country_id"

    title = TextsField(_("title"))
    summary = TextsField(_("what it is about"), rows=3, blank=True)
    country = models.ForeignKey(
        Country,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="campaigns",
        verbose_name=_("country"),
        help_text=_("Empty for a regional campaign."),
    )
    programme = models.ForeignKey(
        Programme,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="campaigns",
        verbose_name=_("programme"),
    )
    starts = models.DateField(_("first day"))
    ends = models.DateField(_("last day"), null=True, blank=True)
    audience = CodesField(_("audience"), choices=AUDIENCES)
    events = models.ManyToManyField(
        Event, related_name="campaigns", blank=True, verbose_name=_("events of the campaign")
    )
    resources = models.ManyToManyField(
        Resource, related_name="campaigns", blank=True, verbose_name=_("materials of the campaign")
    )
    search_text = models.CharField(max_length=900, editable=False, default="")

    objects = CountryScoped.as_manager()

    class Meta:
        ordering = ["-starts", "-pk"]
        verbose_name = _("campaign")
        verbose_name_plural = _("campaigns")
        indexes = [models.Index(fields=["starts", "id"], name="campaign_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(starts__lte=F("ends")),
                name="a_campaign_ends_after_it_starts",
                violation_error_message=_("The last day lies before the first."),
            )
        ]

    def __str__(self) -> str:
        return said(self.title) or self.code


class ReachEstimate(models.Model):
    """How many people one channel of a campaign may have reached: an estimate, with how and by whom.

    Estimates are no records of persons. They stand beside what was counted and are never added to it, nor
    to one another: who saw the film may have read the leaflet.
    """

    class Channel(models.TextChoices):
        PRESS = "press", _("press")
        RADIO = "radio", _("radio")
        TELEVISION = "television", _("television")
        WEB = "web", _("web pages")
        SOCIAL = "social-media", _("social media")
        MAILING = "mailing", _("mailing")
        PRINT = "print", _("leaflets and posters")
        OUTDOOR = "outdoor", _("public places")
        SPEECH = "speech", _("talks and visits")
        OTHER = "other", _("other")

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="estimates")
    number = models.PositiveIntegerField(_("number"), editable=False)
    channel = models.CharField(_("channel"), max_length=15, choices=Channel.choices)
    audience = models.CharField(_("who"), max_length=300, blank=True)
    estimate = models.PositiveIntegerField(_("estimated reach"))
    method = models.CharField(
        _("how it was estimated"),
        max_length=300,
        help_text=_("For example: circulation, views, leaflets given."),
    )
    source = models.CharField(_("source"), max_length=300)
    as_of = models.DateField(_("as of"))

    class Meta:
        ordering = ["campaign", "number"]
        verbose_name = _("estimate of reach")
        verbose_name_plural = _("estimates of reach")
        constraints = [
            models.UniqueConstraint(fields=["campaign", "number"], name="an_estimate_number_once"),
            models.CheckConstraint(condition=~Q(method=""), name="an_estimate_has_a_method"),
            models.CheckConstraint(condition=~Q(source=""), name="an_estimate_has_a_source"),
        ]

    def __str__(self) -> str:
        return f"{self.get_channel_display()}: {self.estimate}"
