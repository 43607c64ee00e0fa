"""Registration for events: on which terms, by whose invitation, what is asked, and who registered."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tumar.events.models.events import Event
from tumar.events.rules.registration import LIVE, Places, Seeker, Standing, name_parts
from tumar.kernel.languages import TextsField, said
from tumar.kernel.models import Record
from tumar.kernel.permissions import Permission
from tumar.kernel.scope import CountryScoped
from tumar.people.models import Consent, ConsentText, Organisation, Person
from tumar.places.models import Country


class Registering(models.Model):
    """On which terms people can register for one event."""

    class Door(models.TextChoices):
        CLOSED = "closed", pgettext_lazy("registration", "closed")
        OPEN = "open", pgettext_lazy("registration", "open to everybody")
        INVITED = "invited", pgettext_lazy("registration", "by invitation link only")

    event = models.OneToOneField(Event, models.CASCADE, related_name="registering")
    door = models.CharField(_("registration"), max_length=10, choices=Door.choices, default=Door.CLOSED)
    last_day = models.DateField(_("last day to register"), null=True, blank=True)
    is_moderated = models.BooleanField(
        _("each registration is looked at first"),
        default=False,
        help_text=_("Nobody has a place until somebody at the desk accepts."),
    )
    places = models.PositiveIntegerField(
        _("places in all"), null=True, blank=True, help_text=_("Empty: no limit.")
    )
    places_by_country = models.JSONField(_("places by country"), default=dict, blank=True)
    places_by_group = models.JSONField(_("places by occupation group"), default=dict, blank=True)
    # Which columns of the person's record are asked for, and whether they must be filled in.
    asked = models.JSONField(_("asked for"), default=dict, blank=True)
    words = TextsField(_("who it is for, and what to know"), rows=5, blank=True)
    reminder_days = models.PositiveSmallIntegerField(
        _("days before the event on which people are reminded"),
        default=3,
        help_text=_("0: no reminder."),
    )
    # How often people were told of changes; the entries in their calendars are updated by it.
    sequence = models.PositiveIntegerField(default=0, editable=False)
    # Days and place as those registered know them.
    told = models.JSONField(default=dict, editable=False)

    class Meta:
        verbose_name = _("registration for an event")
        verbose_name_plural = _("registrations for events")

    def __str__(self) -> str:
        return str(self.event)

    @property
    def limits(self) -> Places:
        """The places, as rules count them."""
        return Places(self.places, self.places_by_country, self.places_by_group)


class Question(models.Model):
    """One question of an event's own, asked when people register."""

    class Kind(models.TextChoices):
        LINE = "line", _("one line of text")
        TEXT = "text", _("longer text")
        NUMBER = "number", _("number")
        DAY = "day", _("date")
        YES_NO = "yes-no", _("yes or no")
        ONE = "one", _("one of several choices")
        SOME = "some", _("any of several choices")
        FILE = "file", _("a file: PDF, JPEG, PNG or DOCX")

    event = models.ForeignKey(Event, models.CASCADE, related_name="registration_questions")
    number = models.PositiveSmallIntegerField(_("number"))
    kind = models.CharField(_("kind of answer"), max_length=10, choices=Kind.choices)
    text = TextsField(_("question"))
    is_required = models.BooleanField(_("must be answered"), default=False)
    # Each choice by the value that answers keep: [["a", {"en": "Yes", "ru": "Да"}], ...]
    choices = models.JSONField(_("choices"), default=list, blank=True)
    # Asked no more; the answers that there are stay readable.
    is_retired = models.BooleanField(default=False, editable=False)

    class Meta:
        ordering = ["event", "number"]
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        constraints = [models.UniqueConstraint(fields=["event", "number"], name="a_question_number_once")]

    def __str__(self) -> str:
        return said(self.text)

    @property
    def key(self) -> str:
        """Under what name answers are kept."""
        return f"q{self.number}"


class Invitation(models.Model):
    """A link with which people can register; an organisation's link nominates within its places."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="invitations")
    whom = models.CharField(_("who is invited"), max_length=200)
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="invitations",
        verbose_name=_("organisation that nominates"),
        help_text=_("Whoever it names is asked by e-mail to agree."),
    )
    places = models.PositiveIntegerField(
        _("registrations at the most"), null=True, blank=True, help_text=_("Empty: no limit.")
    )
    last_day = models.DateField(_("works until"), null=True, blank=True)
    token = models.CharField(max_length=43, unique=True, editable=False)
    is_closed = models.BooleanField(default=False, editable=False)

    class Meta:
        ordering = ["event", "pk"]
        verbose_name = _("invitation link")
        verbose_name_plural = _("invitation links")

    def __str__(self) -> str:
        return self.whom


class Registration(Record):
    """One person's registration for one event, as the person gave it."""

    class State(models.TextChoices):
        UNCONFIRMED = Standing.UNCONFIRMED.value, pgettext_lazy("registration", "address not confirmed")
        PENDING = Standing.PENDING.value, pgettext_lazy("registration", "to be decided")
        CONFIRMED = Standing.CONFIRMED.value, pgettext_lazy("registration", "has a place")
        WAITING = Standing.WAITING.value, pgettext_lazy("registration", "on the waiting list")
        REFUSED = Standing.REFUSED.value, pgettext_lazy("registration", "refused")
        WITHDRAWN = Standing.WITHDRAWN.value, pgettext_lazy("registration", "withdrawn")

    LABEL: ClassVar[str] = "events.registration"
    # Who registered is of no concern to those who only look at events.
    VIEW: ClassVar[Permission] = Permission.EVENTS_EVENT_EDIT
    COUNTRY_PATH: ClassVar[str] = "event__country_id"
    SENSITIVE: ClassVar[dict[str, Permission]] = dict.fromkeys(
        ("birth_year", "email", "telephone"), Permission.PEOPLE_CONTACT_VIEW
    )

    event = models.ForeignKey(Event, models.PROTECT, related_name="registrations", verbose_name=_("event"))
    invitation = models.ForeignKey(
        Invitation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="registrations",
        verbose_name=_("invitation link"),
    )
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.UNCONFIRMED)
    family = models.CharField(_("family name"), max_length=100, blank=True)
    given = models.CharField(_("given name"), max_length=100, blank=True)
    patronymic = models.CharField(_("patronymic or father's name"), max_length=100, blank=True)
    family_latin = models.CharField(_("family name, passport Latin"), max_length=100, blank=True)
    given_latin = models.CharField(_("given name, passport Latin"), max_length=100, blank=True)
    sex = models.CharField(_("sex"), max_length=1, choices=Person.Sex.choices, default=Person.Sex.UNKNOWN)
    birth_year = models.PositiveSmallIntegerField(_("year of birth"), null=True, blank=True)
    group = models.CharField(
        _("occupation group"), max_length=30, choices=Person.Group.choices, default=Person.Group.UNKNOWN
    )
    country = models.ForeignKey(Country, models.PROTECT, related_name="+", verbose_name=_("country of work"))
    employer = models.CharField(_("employer"), max_length=200, blank=True)
    position = models.CharField(_("position"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    telephone = models.CharField(_("telephone"), max_length=40, blank=True)
    language = models.CharField(_("language of letters"), max_length=10, default=settings.LANGUAGE_CODE)
    answers = models.JSONField(_("answers"), default=dict, blank=True)
    # What the person's own link holds; it opens this registration and nothing else.
    token = models.CharField(max_length=43, unique=True, editable=False)
    received_at = models.DateTimeField(_("received"))
    address_confirmed_at = models.DateTimeField(_("address confirmed"), null=True, blank=True)
    line = models.PositiveIntegerField(_("place in the waiting list"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    consent_text = models.ForeignKey(
        ConsentText,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("text of consent"),
    )
    consented_at = models.DateTimeField(_("agreed"), null=True, blank=True)
    consent = models.ForeignKey(
        Consent, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("consent")
    )
    # Empty until it is certain who on file this is.
    person = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="registrations",
        verbose_name=_("person on file"),
    )

    objects = CountryScoped.as_manager()

    class Meta:
        ordering = ["received_at", "pk"]
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        indexes = [
            models.Index(fields=["event", "state", "line", "id"], name="registration_by_state"),
            models.Index(fields=["event", "received_at", "id"], name="registration_by_time"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "email"],
                condition=Q(state__in=sorted(LIVE)) & ~Q(email=""),
                name="an_address_once_per_event",
            ),
            models.CheckConstraint(
                condition=Q(state=Standing.WAITING.value, line__isnull=False)
                | (~Q(state=Standing.WAITING.value) & Q(line__isnull=True)),
                name="who_waits_has_a_place_in_line",
            ),
        ]

    def __str__(self) -> str:
        return " ".join(filter(None, (self.family, self.given, self.patronymic))) or self.code

    @property
    def seeker(self) -> Seeker:
        """What decides whether there is a place."""
        return Seeker(self.country_id, self.group)

    @property
    def person_facts(self) -> dict[str, object]:
        """What a new record of the person begins with."""
        family, given, single = name_parts(self.family, self.given)
        family_latin, given_latin, single_latin = name_parts(self.family_latin, self.given_latin)
        return {
            "family": family,
            "given": given,
            "single": single,
            "patronymic": self.patronymic,
            "family_latin": family_latin,
            "given_latin": given_latin,
            "single_latin": single_latin,
            "sex": self.sex,
            "birth_year": self.birth_year,
            "group": self.group,
            "country": self.country,
            "position": self.position,
            "email": self.email,
            "telephone": self.telephone,
        }
