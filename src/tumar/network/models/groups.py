"""Working groups: members by mandate, meetings, documents with their versions, decisions, tasks."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from tumar.events.models import Event
from tumar.kernel import clock
from tumar.kernel.intervals import Dated, DatedQuerySet
from tumar.kernel.languages import TextsField, said
from tumar.kernel.models import Record, StoredFile
from tumar.kernel.permissions import Permission
from tumar.kernel.scope import CountryScoped, Scope
from tumar.network import rules
from tumar.network.models.words import Topic
from tumar.people.models import Account, Organisation, Person
from tumar.places.models import Country


class GroupQuerySet(CountryScoped["Group"]):
    """Working groups: those of the scope's countries, and those that its person sits in today."""

    def visible_to(self, scope: Scope) -> Self:
        reaches = scope.reaches(Group.VIEW)
        if scope.account_id is None or any(
            reach.countries is None and reach.organisations is None for reach in reaches
        ):
            return super().visible_to(scope)
        mine = Member.objects.holding(clock.today()).filter(person__account=scope.account_id)
        return self.filter(self.within_any(reaches) | Q(pk__in=mine.values("group")))


class Group(Record):
    """One working group, such as the one on national legislation, of a country or of the region."""

    LABEL: ClassVar[str] = "network.group"
    VIEW: ClassVar[Permission] = Permission.NETWORK_GROUP_VIEW
    COUNTRY_PATH: ClassVar[str] = "country_id"

    name = TextsField(_("name"))
    country = models.ForeignKey(
        Country,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="working_groups",
        verbose_name=_("country"),
        help_text=_("Empty for a regional group."),
    )
    topic = models.CharField(_("topic"), max_length=30, choices=Topic.choices)
    purpose = models.TextField(_("purpose"), blank=True)
    basis = models.CharField(
        _("set up by"), max_length=300, blank=True, help_text=_("The order or decision, with its date.")
    )
    founded = models.DateField(_("set up on"), null=True, blank=True)
    closed = models.DateField(_("closed on"), null=True, blank=True)
    search_text = models.CharField(max_length=900, editable=False, default="")

    objects = GroupQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        verbose_name = _("working group")
        verbose_name_plural = _("working groups")
        indexes = [models.Index(fields=["country", "id"], name="group_by_country")]
        constraints = [
            models.CheckConstraint(
                condition=Q(founded__isnull=True) | Q(closed__isnull=True) | Q(founded__lte=F("closed")),
                name="a_group_closes_after_it_began",
                violation_error_message=_("The group was closed before it was set up."),
            )
        ]

    def __str__(self) -> str:
        return said(self.name) or self.code


class GroupPart(models.Model):
    """Something that belongs to one group, under a number of its own."""

    number = models.PositiveIntegerField(_("number"), editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["group", "number"], name="%(class)s_number_once_in_a_group")
        ]


class Member(Dated, GroupPart):
    """One person's or organisation's seat in a group, by a mandate, from a day until a day."""

    class Part(models.TextChoices):
        CHAIR = rules.GroupPart.CHAIR.value, _("chair")
        DEPUTY = rules.GroupPart.DEPUTY.value, _("deputy chair")
        SECRETARY = rules.GroupPart.SECRETARY.value, pgettext_lazy("of a working group", "secretary")
        MEMBER = rules.GroupPart.MEMBER.value, pgettext_lazy("of a working group", "member")
        OBSERVER = rules.GroupPart.OBSERVER.value, _("observer")

    group = models.ForeignKey(Group, models.CASCADE, related_name="members")
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="seats", verbose_name=_("person")
    )
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="seats",
        verbose_name=_("organisation"),
        help_text=_("On whose behalf the person sits in the group; or the organisation itself."),
    )
    part = models.CharField(
        pgettext_lazy("of a working group", "part"), max_length=10, choices=Part.choices, default=Part.MEMBER
    )
    mandate = models.CharField(
        _("mandate"), max_length=300, blank=True, help_text=_("The order or letter that names the member.")
    )

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["group", "number"]
        verbose_name = _("member of a group")
        verbose_name_plural = _("members of groups")
        constraints = [
            *Dated.Meta.constraints,
            *GroupPart.Meta.constraints,
            models.CheckConstraint(
                condition=Q(person__isnull=False) | Q(organisation__isnull=False),
                name="a_member_is_somebody",
                violation_error_message=_("Name a person, an organisation, or both."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.person or self.organisation)


class Meeting(GroupPart):
    """One meeting of a group: an event on file, or a day and a place."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="meetings")
    event = models.ForeignKey(
        Event, models.PROTECT, null=True, blank=True, related_name="group_meetings", verbose_name=_("event")
    )
    day = models.DateField(_("day"), null=True, blank=True)
    begins = models.TimeField(_("begins at"), null=True, blank=True)
    ends = models.TimeField(_("ends at"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    agenda = models.TextField(_("agenda"), blank=True)
    minutes = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("minutes")
    )

    class Meta:
        ordering = ["group", "number"]
        verbose_name = _("meeting of a group")
        verbose_name_plural = _("meetings of groups")
        constraints = [
            *GroupPart.Meta.constraints,
            models.CheckConstraint(
                condition=Q(event__isnull=False) | Q(day__isnull=False),
                name="a_meeting_has_a_day",
                violation_error_message=_("Name the event, or the day of the meeting."),
            ),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(begins__lt=F("ends")),
                name="a_meeting_ends_after_it_begins",
                violation_error_message=_("The meeting ends before it begins."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.event) if self.event else gettext("meeting no. %(number)d") % {"number": self.number}


class GroupDocument(GroupPart):
    """One document of a group; its versions are files, and old ones stay."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="documents")
    title = models.CharField(_("title"), max_length=300)

    class Meta:
        ordering = ["group", "number"]
        verbose_name = _("document of a group")
        verbose_name_plural = _("documents of groups")
        constraints = [*GroupPart.Meta.constraints]

    def __str__(self) -> str:
        return self.title


class DocumentVersion(models.Model):
    """One version of a document: a file with its hash, who brought it, when, and what is new in it."""

    document = models.ForeignKey(GroupDocument, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name=_("file"))
    name = models.CharField(_("file name"), max_length=255)
    by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", verbose_name=_("who"))
    by_label = models.CharField(_("who"), max_length=200)
    at = models.DateTimeField(_("when"))
    note = models.CharField(_("what is new"), max_length=500, blank=True)

    class Meta:
        ordering = ["document", "-number"]
        verbose_name = _("version of a document")
        verbose_name_plural = _("versions of documents")
        constraints = [models.UniqueConstraint(fields=["document", "number"], name="a_version_number_once")]

    def __str__(self) -> str:
        return f"{self.document} {self.number}"


class Decision(GroupPart):
    """What a group decided, on which day, in which meeting."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="decisions")
    text = models.TextField(_("decision"))
    day = models.DateField(_("day"))
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="decisions", verbose_name=_("meeting")
    )

    class Meta:
        ordering = ["group", "-day", "-number"]
        verbose_name = _("decision of a group")
        verbose_name_plural = _("decisions of groups")
        constraints = [*GroupPart.Meta.constraints]

    def __str__(self) -> str:
        return self.text[:80]


class Task(GroupPart):
    """Something that a member of a group is to do by a day."""

    class State(models.TextChoices):
        OPEN = rules.TaskState.OPEN.value, pgettext_lazy("state of a task", "open")
        UNDER_WAY = rules.TaskState.UNDER_WAY.value, pgettext_lazy("state of a task", "under way")
        DONE = rules.TaskState.DONE.value, pgettext_lazy("state of a task", "done")
        DROPPED = rules.TaskState.DROPPED.value, pgettext_lazy("state of a task", "dropped")

    group = models.ForeignKey(Group, models.CASCADE, related_name="tasks")
    text = models.CharField(_("task"), max_length=500)
    owner = models.ForeignKey(
        Member, models.PROTECT, null=True, blank=True, related_name="tasks", verbose_name=_("owner")
    )
    due = models.DateField(_("due on"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.OPEN)
    done_on = models.DateField(_("done on"), null=True, blank=True)
    decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="tasks", verbose_name=_("decision")
    )

    class Meta:
        ordering = ["group", "due", "number"]
        verbose_name = _("task of a group")
        verbose_name_plural = _("tasks of groups")
        indexes = [models.Index(fields=["state", "due", "id"], name="task_by_due_day")]
        constraints = [
            *GroupPart.Meta.constraints,
            models.CheckConstraint(
                condition=Q(state="done", done_on__isnull=False)
                | (~Q(state="done") & Q(done_on__isnull=True)),
                name="a_done_task_says_when",
                violation_error_message=_(
                    "A task that is done has the day on which it was done, no other has."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def is_overdue(self) -> bool:
        return rules.is_overdue(self.state, self.due, clock.today())
