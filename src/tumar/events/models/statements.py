"""What was said about attendance, by whom, when and by what means: never altered, only added to."""

from typing import ClassVar

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tumar.events.models.events import Event, Involvement, Session
from tumar.kernel.permissions import Permission
from tumar.kernel.scope import CountryScoped


class Spoken(models.Model):
    """What all that is said about attendance has in common: a key of its own, who spoke, and when."""

    # Made where it was said: whatever arrives twice counts once.
    key = models.UUIDField(_("key"), unique=True)
    device = models.CharField(_("device"), max_length=36, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("who")
    )
    by_label = models.CharField(max_length=200)
    said_at = models.DateTimeField(_("said, by the clock of the device"))
    received_at = models.DateTimeField(_("received"))

    class Meta:
        abstract = True


class Statement(Spoken):
    """One row says what somebody said about one person in one session."""

    class State(models.TextChoices):
        PRESENT = "present", _("present")
        LATE = "late", _("late")
        LEFT_EARLY = "left-early", _("left early")
        EXCUSED = "excused", _("excused")
        ABSENT = "absent", _("absent")
        WITHDRAWN = "withdrawn", _("taken back")

    class Means(models.TextChoices):
        DESK = "desk", pgettext_lazy("means of recording attendance", "desk")
        QR = "qr", _("QR code")
        PAPER = "paper", pgettext_lazy("means of recording attendance", "paper")
        FIELD = "field", _("field page")
        LIST = "list", _("imported list")

    session = models.ForeignKey(Session, models.CASCADE, related_name="statements")
    involvement = models.ForeignKey(Involvement, models.CASCADE, related_name="statements")
    state = models.CharField(_("attendance"), max_length=10, choices=State.choices)
    means = models.CharField(_("by what means"), max_length=5, choices=Means.choices)
    held_at = models.DateTimeField(_("said, by the corrected clock"))
    settles = models.BooleanField(_("settles what was said before"), default=False)
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        ordering = ["held_at", "key"]
        verbose_name = _("statement about attendance")
        verbose_name_plural = _("statements about attendance")
        indexes = [models.Index(fields=["session", "involvement"], name="statement_by_session_person")]

    def __str__(self) -> str:
        return f"{self.session_id} {self.involvement_id} {self.state}"


class WalkIn(Spoken):
    """One row is one person whom a device put on an event's list; the key makes no second one of it."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="walk_ins")
    involvement = models.ForeignKey(Involvement, models.CASCADE, related_name="walk_ins")
    employer = models.CharField(_("employer, as it was typed"), max_length=200, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("person who came without registration")
        verbose_name_plural = _("persons who came without registration")

    def __str__(self) -> str:
        return str(self.key)


class HeadCount(Spoken):
    """One row is one count of the heads in a session's room: reported, never added to persons."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="head_counts")
    count = models.PositiveIntegerField(_("head count"))

    class Meta:
        ordering = ["session", "said_at", "pk"]
        verbose_name = _("head count of a session")
        verbose_name_plural = _("head counts of sessions")

    def __str__(self) -> str:
        return str(self.count)


class Unplaced(Spoken):
    """One row is one thing said that could not be entered, kept until somebody decides about it."""

    class Why(models.TextChoices):
        CLOSED = "closed", _("the event is closed")
        NO_SESSION = "no-session", _("the session is not on record")
        NO_PERSON = "no-person", _("the person is not on the list")
        UNREADABLE = "unreadable", _("it could not be read")

    class Outcome(models.TextChoices):
        OPEN = "open", _("waiting")
        ENTERED = "entered", _("entered")
        PUT_ASIDE = "put-aside", _("put aside")

    VIEW: ClassVar[Permission] = Permission.EVENTS_ATTENDANCE_RECORD
    COUNTRY_PATH: ClassVar[str] = "event__country_id"

    event = models.ForeignKey(Event, models.CASCADE, related_name="unplaced")
    said = models.JSONField(_("what was said"), default=dict, encoder=DjangoJSONEncoder)
    why = models.CharField(_("why it waits"), max_length=10, choices=Why.choices)
    outcome = models.CharField(
        _("what became of it"), max_length=10, choices=Outcome.choices, default=Outcome.OPEN
    )
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    objects = CountryScoped.as_manager()

    class Meta:
        ordering = ["received_at", "pk"]
        verbose_name = _("mark that waits")
        verbose_name_plural = _("marks that wait")
        indexes = [models.Index(fields=["event", "outcome"], name="unplaced_by_event")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(outcome="put-aside") | ~Q(reason=""), name="what_is_put_aside_has_a_reason"
            )
        ]

    def __str__(self) -> str:
        return f"{self.event_id} {self.why}"
