"""What an event is planned with: rooms, speakers, target groups, money, a checklist, materials."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tumar.events.models.events import Event, Involvement, Session
from tumar.kernel.models import StoredFile
from tumar.people.models import Person
from tumar.places.models import Country


class Room(models.Model):
    """One room of an event's venue."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="rooms")
    # Not `name`: in the journal of a record that word is the name of a file.
    title = models.CharField(_("room"), max_length=100)
    capacity = models.PositiveIntegerField(_("seats"), null=True, blank=True)

    class Meta:
        ordering = ["event", "title", "pk"]
        verbose_name = _("room")
        verbose_name_plural = _("rooms")
        constraints = [models.UniqueConstraint(fields=["event", "title"], name="a_room_once_at_an_event")]

    def __str__(self) -> str:
        return self.title


class Speaking(models.Model):
    """One person's part in one session as its speaker or trainer."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="speakings")
    involvement = models.ForeignKey(Involvement, models.CASCADE, related_name="speakings")

    class Meta:
        ordering = ["session", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["session", "involvement"], name="a_speaker_once_a_session")
        ]

    def __str__(self) -> str:
        return f"{self.session_id} {self.involvement_id}"


class TargetGroup(models.Model):
    """How many persons of one occupation group, of one country, or of both an event is planned for."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="target_groups")
    group = models.CharField(_("occupation group"), max_length=20, choices=Person.Group.choices, blank=True)
    country = models.ForeignKey(
        Country, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("country")
    )
    planned = models.PositiveIntegerField(_("planned number"))

    class Meta:
        ordering = ["event", "pk"]
        verbose_name = _("target group")
        verbose_name_plural = _("target groups")
        constraints = [
            models.UniqueConstraint(
                fields=["event", "group", "country"],
                name="a_target_group_once_of_a_country",
                violation_error_message=_("This group of this country is planned already."),
            ),
            models.UniqueConstraint(
                fields=["event", "group"],
                condition=Q(country__isnull=True),
                name="a_target_group_once",
                violation_error_message=_("This group is planned already."),
            ),
        ]

    def __str__(self) -> str:
        parts = [self.get_group_display() if self.group else "", str(self.country) if self.country else ""]
        return ", ".join(filter(None, parts)) or str(_("all participants"))


class BudgetLine(models.Model):
    """One kind of cost of an event: what was planned, and what it came to; nothing where nobody knows."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="budget_lines")
    description = models.CharField(_("what for"), max_length=200)
    currency = models.CharField(_("currency"), max_length=3, default="EUR")
    planned_minor = models.BigIntegerField(_("planned cost in minor units"), null=True, blank=True)
    actual_minor = models.BigIntegerField(_("actual cost in minor units"), null=True, blank=True)

    class Meta:
        ordering = ["event", "pk"]
        verbose_name = _("budget line")
        verbose_name_plural = _("budget lines")
        constraints = [
            models.CheckConstraint(
                condition=Q(planned_minor__isnull=True) | Q(planned_minor__gte=0),
                name="a_planned_cost_is_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(actual_minor__isnull=True) | Q(actual_minor__gte=0),
                name="an_actual_cost_is_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return self.description


class Task(models.Model):
    """One point of an event's checklist: what is to be done, by whom, by when."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="tasks")
    title = models.CharField(_("what is to be done"), max_length=200)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("owner with an account"),
    )
    owner_name = models.CharField(_("other owner"), max_length=100, blank=True)
    due = models.DateField(_("due"), null=True, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)

    class Meta:
        ordering = ["event", models.F("due").asc(nulls_last=True), "pk"]
        verbose_name = _("point of the checklist")
        verbose_name_plural = _("checklist")
        indexes = [models.Index(fields=["due"], condition=Q(done_on=None), name="task_that_waits")]

    def __str__(self) -> str:
        return self.title


class Material(models.Model):
    """One file handed out at an event, in one language, with the licence under which it may be used."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="materials")
    title = models.CharField(_("title"), max_length=200)
    language = models.CharField(_("language"), max_length=20)
    licence = models.CharField(
        _("licence"), max_length=300, help_text=_("For example: CC BY 4.0, or “for participants only”.")
    )
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name=_("file"))

    class Meta:
        ordering = ["event", "language", "title", "pk"]
        verbose_name = _("material")
        verbose_name_plural = _("materials")
        constraints = [
            models.UniqueConstraint(fields=["event", "language", "file"], name="a_file_once_a_language")
        ]

    def __str__(self) -> str:
        return self.title


class Photograph(models.Model):
    """One photograph taken at an event, of whose showing those who can be recognised in it agreed."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="photographs")
    caption = models.CharField(_("what it shows"), max_length=300)
    agreed = models.CharField(
        _("how those who can be recognised agreed"),
        max_length=300,
        help_text=_("For example: signed forms, kept at the secretariat; or “nobody can be recognised”."),
    )
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name=_("file"))

    class Meta:
        ordering = ["event", "pk"]
        verbose_name = _("photograph")
        verbose_name_plural = _("photographs")
        constraints = [
            models.UniqueConstraint(fields=["event", "file"], name="a_photograph_once_at_an_event")
        ]

    def __str__(self) -> str:
        return self.caption
