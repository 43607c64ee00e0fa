"""Awareness events, conferences, workshops and meetings; who took part and in which role."""

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tumar.events.rules import attending as rules
from tumar.events.rules.states import OFF
from tumar.kernel.languages import TextsField, said
from tumar.kernel.models import Record
from tumar.kernel.permissions import Permission
from tumar.kernel.scope import CountryScoped
from tumar.people.models import Organisation, Person
from tumar.places.models import Country
from tumar.programmes.models import ActivityLine, Programme, Response


class EventQuerySet(CountryScoped["Event"]):
    """Events; one that takes several countries in is seen from each of them."""

    def in_countries(self, countries: frozenset[str]) -> Q:
        linked = Event.countries.through.objects.filter(event_id=OuterRef("pk"), country_id__in=countries)
        return Q(country_id__in=countries) | Q(Exists(linked))

    def taking_place(self) -> "EventQuerySet":
        """Leave out what is cancelled, or postponed without a new date being confirmed."""
        return self.exclude(state__in=OFF)


class Event(Record):
    """One awareness event, conference, train-the-trainers workshop, training workshop or meeting."""

    class Kind(models.TextChoices):
        AWARENESS = "awareness", _("awareness event")
        CONFERENCE = "conference", _("conference")
        TRAIN_THE_TRAINERS = "train-the-trainers", _("train-the-trainers workshop")
        TRAINING = "training", _("training workshop")
        MEETING = "meeting", _("meeting")

    class Reach(models.TextChoices):
        COUNTRY = "country", pgettext_lazy("reach of an event", "country")
        REGIONAL = "regional", _("regional")
        INTER_REGIONAL = "inter-regional", _("inter-regional")

    class State(models.TextChoices):
        IDEA = "idea", pgettext_lazy("state of an event", "idea")
        PLANNED = "planned", pgettext_lazy("state of an event", "planned")
        REGISTRATION = "registration-open", pgettext_lazy("state of an event", "registration open")
        RUNNING = "running", pgettext_lazy("state of an event", "running")
        HELD = "held", pgettext_lazy("state of an event", "held")
        REPORTED = "reported", pgettext_lazy("state of an event", "reported")
        CLOSED = "closed", pgettext_lazy("state of an event", "closed")
        CANCELLED = "cancelled", pgettext_lazy("state of an event", "cancelled")
        POSTPONED = "postponed", pgettext_lazy("state of an event", "postponed")

    class Requirement(models.TextChoices):
        ONE_SESSION = rules.Requirement.ONE_SESSION.value, _("was there for at least one session")
        SHARE = rules.Requirement.SHARE.value, _("was there for a share of the sessions")
        EVERY_DAY = rules.Requirement.EVERY_DAY.value, _("was there on every day")

    LABEL: ClassVar[str] = "events.event"
    VIEW: ClassVar[Permission] = Permission.EVENTS_EVENT_VIEW
    COUNTRY_PATH: ClassVar[str] = "country_id"

    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    reach = models.CharField(_("reach"), max_length=15, choices=Reach.choices, default=Reach.COUNTRY)
    # What may follow what stands in rules/states.py; the act is actions/states.py.
    state = models.CharField(_("state"), max_length=20, choices=State.choices, default=State.PLANNED)
    title = TextsField(_("title"))
    programme = models.ForeignKey(
        Programme, models.PROTECT, related_name="events", verbose_name=_("programme")
    )
    activity_line = models.ForeignKey(
        ActivityLine,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="events",
        verbose_name=_("activity line"),
    )
    response = models.ForeignKey(
        Response,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="events",
        verbose_name=_("response to a crisis"),
    )
    country = models.ForeignKey(
        Country,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="events_for",
        verbose_name=_("country it is for"),
        help_text=_("Empty for a regional or inter-regional event."),
    )
    countries = models.ManyToManyField(
        Country, related_name="events", blank=True, verbose_name=_("countries taking part")
    )
    place = models.CharField(_("place"), max_length=200, blank=True)
    starts = models.DateField(_("first day"))
    ends = models.DateField(_("last day"))
    languages = models.JSONField(_("languages"), default=list, blank=True)
    interpretation_languages = models.JSONField(_("languages of interpretation"), default=list, blank=True)
    template_name = models.CharField(
        _("offered as a template under the name"),
        max_length=100,
        blank=True,
        help_text=_("New events can begin with this one's facts, agenda, checklist and budget."),
    )
    attendance_requirement = models.CharField(
        _("who counts as having attended"),
        max_length=15,
        choices=Requirement.choices,
        default=Requirement.ONE_SESSION,
    )
    attendance_share = models.PositiveSmallIntegerField(
        _("share of the sessions, in percent"),
        default=80,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )
    counts_partly = models.BooleanField(_("late and left early count as present"), default=True)
    head_count = models.PositiveIntegerField(
        _("head count"),
        null=True,
        blank=True,
        help_text=_("Only where no list of persons exists. It is reported, not counted."),
    )
    head_count_source = models.CharField(_("source of the head count"), max_length=300, blank=True)
    search_text = models.CharField(max_length=900, editable=False, default="")

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["-starts", "-pk"]
        verbose_name = _("event")
        verbose_name_plural = _("events")
        indexes = [
            models.Index(fields=["starts", "id"], name="event_by_day"),
            models.Index(fields=["search_text", "id"], name="event_by_title"),
            models.Index(fields=["programme", "kind", "starts"], name="event_by_programme_kind"),
            models.Index(fields=["country", "starts", "id"], name="event_by_country_day"),
            models.Index(fields=["response", "kind", "starts"], name="event_by_response_kind"),
            models.Index(fields=["state", "starts", "id"], name="event_by_state_day"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts__lte=F("ends")),
                name="an_event_ends_after_it_starts",
                violation_error_message=_("The last day lies before the first."),
            ),
            models.CheckConstraint(
                condition=Q(reach="country", country__isnull=False)
                | (~Q(reach="country") & Q(country__isnull=True)),
                name="a_country_event_is_for_one_country",
                violation_error_message=_(
                    "A country event is for one country; a regional event is for none in particular."
                ),
            ),
            models.CheckConstraint(
                condition=Q(head_count__isnull=True) | ~Q(head_count_source=""),
                name="a_head_count_has_a_source",
                violation_error_message=_("Say where the head count comes from."),
            ),
        ]

    def __str__(self) -> str:
        return said(self.title) or self.code

    @property
    def attendance_rule(self) -> rules.AttendanceRule:
        """Who counts as having attended this event."""
        requirement = rules.Requirement(self.attendance_requirement)
        return rules.AttendanceRule(requirement, self.attendance_share, self.counts_partly)


class EventOrganisation(models.Model):
    """One organisation's part in holding an event."""

    class Role(models.TextChoices):
        HOST = "host", _("host")
        CO_ORGANISER = "co-organiser", _("co-organiser")

    event = models.ForeignKey(Event, models.CASCADE, related_name="organisations")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="events", verbose_name=_("organisation")
    )
    role = models.CharField(_("role"), max_length=15, choices=Role.choices)

    class Meta:
        ordering = ["role", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "organisation", "role"], name="an_organisation_once_per_role"
            )
        ]

    def __str__(self) -> str:
        return str(self.organisation)


class Session(models.Model):
    """One part of an event for which attendance is taken: a day, or half a day."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="sessions")
    number = models.PositiveSmallIntegerField(_("number"))
    day = models.DateField(_("day"))
    begins_at = models.TimeField(_("begins at"), null=True, blank=True)
    ends_at = models.TimeField(_("ends at"), null=True, blank=True)
    title = models.CharField(_("title"), max_length=200, blank=True)
    room = models.ForeignKey(
        "events.Room", models.PROTECT, null=True, blank=True, related_name="sessions", verbose_name=_("room")
    )

    class Meta:
        ordering = ["event", "number"]
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        constraints = [
            models.UniqueConstraint(fields=["event", "number"], name="a_session_number_once"),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(begins_at__lt=F("ends_at")),
                name="a_session_ends_after_it_begins",
                violation_error_message=_("A session begins before it ends."),
            ),
        ]

    def __str__(self) -> str:
        return self.title or str(self.number)


class Involvement(models.Model):
    """One person's part in one event: participant, trainer, speaker or organiser.

    For a participant `attended` tells whether the person attended by the event's rule (at least one session,
    unless it says otherwise): derived from the marks where marks exist, else from the event's list; empty
    where nobody knows.
    """

    class Role(models.TextChoices):
        PARTICIPANT = "participant", _("participant")
        TRAINER = "trainer", _("trainer")
        SPEAKER = "speaker", _("speaker")
        ORGANISER = "organiser", _("organiser")

    event = models.ForeignKey(Event, models.CASCADE, related_name="involvements")
    person = models.ForeignKey(Person, models.PROTECT, related_name="involvements", verbose_name=_("person"))
    role = models.CharField(_("role"), max_length=12, choices=Role.choices)
    attended = models.BooleanField(_("attended"), null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("person at an event")
        verbose_name_plural = _("persons at events")
        indexes = [
            # Both ways of counting persons read this index alone, in the order of persons.
            models.Index(fields=["role", "attended", "person", "event"], name="involvement_by_person"),
            models.Index(fields=["event", "role", "attended", "person"], name="involvement_by_event"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["event", "person", "role"], name="a_person_once_per_role")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.role} {self.event_id}"


class Mark(models.Model):
    """What is on record about one participant in one session: the statement that stands."""

    class State(models.TextChoices):
        PRESENT = "present", _("present")
        LATE = "late", _("late")
        LEFT_EARLY = "left-early", _("left early")
        EXCUSED = "excused", _("excused")
        ABSENT = "absent", _("absent")

    session = models.ForeignKey(Session, models.CASCADE, related_name="marks")
    involvement = models.ForeignKey(Involvement, models.CASCADE, related_name="marks")
    state = models.CharField(_("attendance"), max_length=10, choices=State.choices)

    class Meta:
        ordering = ["session", "pk"]
        constraints = [models.UniqueConstraint(fields=["session", "involvement"], name="one_mark_a_session")]

    def __str__(self) -> str:
        return f"{self.session_id} {self.involvement_id} {self.state}"
