"""What happens to an act on its way: its line in time, its plan, tasks for it, findings looked at again."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tumar.kernel.days import day_words
from tumar.kernel.models import StoredFile
from tumar.kernel.permissions import Permission
from tumar.kernel.scope import CountryScoped
from tumar.law.models.columns import day_as_known, mark
from tumar.law.models.findings import Finding
from tumar.law.models.reforms import Bill, Recommendation, stage_column
from tumar.law.models.versions import ProvisionText
from tumar.law.rules import findings as marks_of
from tumar.law.rules import reforms as rules
from tumar.network.models import Task
from tumar.people.models import Account


class StageEntry(models.Model):
    """One entry of a bill's line in time: it came to a stage on a day, or in a month or year."""

    class Move(models.TextChoices):
        BEGIN = rules.Move.BEGIN.value, pgettext_lazy("of a bill", "first entry")
        FORWARD = rules.Move.FORWARD.value, pgettext_lazy("of a bill", "forward")
        SKIP = rules.Move.SKIP.value, pgettext_lazy("of a bill", "forward, with stages left out")
        BACK = rules.Move.BACK.value, pgettext_lazy("of a bill", "back")
        END = rules.Move.END.value, pgettext_lazy("of a bill", "end")

    bill = models.ForeignKey(Bill, models.PROTECT, related_name="entries")
    number = models.PositiveIntegerField(_("number"), editable=False)
    stage = stage_column()
    move = models.CharField(_("move"), max_length=10, choices=Move.choices)
    day = day_as_known(_("date"))
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    source = models.CharField(
        _("source"),
        max_length=500,
        blank=True,
        help_text=_("Where it is said: a register, a letter, a page."),
    )
    note = models.CharField(_("note"), max_length=1000, blank=True)
    file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("file")
    )
    by = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("who")
    )
    by_label = models.CharField(_("who"), max_length=200)
    at = models.DateTimeField(_("when"))

    class Meta:
        ordering = ["bill", "number"]
        verbose_name = _("stage of an act on its way")
        verbose_name_plural = _("stages of acts on their way")
        constraints = [
            models.UniqueConstraint(fields=["bill", "number"], name="an_entry_of_a_bill_once"),
            models.CheckConstraint(
                condition=Q(move__in=["begin", "forward"]) | ~Q(reason=""),
                name="a_bill_skips_and_returns_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_stage_display()} {day_words(self.day)}"

    @property
    def as_rule(self) -> rules.Entry:
        """The entry as rules know it."""
        return rules.Entry(rules.Stage(self.stage), self.day)


class PlannedStage(models.Model):
    """When a bill is to come to a stage."""

    bill = models.ForeignKey(Bill, models.CASCADE, related_name="plan")
    stage = stage_column()
    day = day_as_known(_("planned for"))

    class Meta:
        ordering = ["bill", "pk"]
        verbose_name = _("planned stage")
        verbose_name_plural = _("planned stages")
        constraints = [models.UniqueConstraint(fields=["bill", "stage"], name="a_stage_is_planned_once")]

    def __str__(self) -> str:
        return f"{self.get_stage_display()} {day_words(self.day)}"


class ReformTask(models.Model):
    """A task of a working group that is for a recommendation or a bill; the task itself is the group's."""

    task = models.OneToOneField(Task, models.CASCADE, related_name="reform", verbose_name=_("task"))
    recommendation = models.ForeignKey(
        Recommendation, models.CASCADE, null=True, blank=True, related_name="tasks"
    )
    bill = models.ForeignKey(Bill, models.CASCADE, null=True, blank=True, related_name="tasks")

    class Meta:
        ordering = ["pk"]
        verbose_name = _("task for a reform")
        verbose_name_plural = _("tasks for reforms")
        constraints = [
            models.CheckConstraint(
                condition=Q(recommendation__isnull=True, bill__isnull=False)
                | Q(recommendation__isnull=False, bill__isnull=True),
                name="a_reform_task_is_for_one_thing",
            )
        ]

    def __str__(self) -> str:
        return str(self.task)


class FindingCheck(models.Model):
    """What somebody found on looking at a finding again, once a bill that answers it was in force.

    The finding of a sealed round stays as it is; these marks stand beside it.
    """

    VIEW: ClassVar[Permission] = Permission.LAW_ROUND_VIEW
    COUNTRY_PATH: ClassVar[str] = "bill__country_id"

    finding = models.ForeignKey(Finding, models.PROTECT, related_name="checks")
    bill = models.ForeignKey(Bill, models.PROTECT, related_name="checks", verbose_name=_("act on its way"))
    on_paper = mark(_("on paper"))
    in_force = mark(_("in force"))
    applied = mark(_("applied"))
    level = models.PositiveSmallIntegerField(_("level"), null=True, blank=True)
    # The words of the new text that show it.
    text = models.ForeignKey(
        ProvisionText, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("provision")
    )
    quote = models.TextField(_("quoted words"), blank=True)
    note = models.TextField(_("note"), blank=True)
    by = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name=_("who"))
    at = models.DateTimeField(_("when"))

    objects = CountryScoped.as_manager()

    class Meta:
        ordering = ["finding", "pk"]
        verbose_name = _("finding looked at again")
        verbose_name_plural = _("findings looked at again")
        constraints = [
            models.CheckConstraint(
                condition=Q(text__isnull=True, quote="") | (Q(text__isnull=False) & ~Q(quote="")),
                name="a_check_quotes_a_provision",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.finding_id} {self.on_paper}"

    @property
    def marks(self) -> marks_of.Marks:
        """The marks as rules know them."""
        return marks_of.Marks(
            marks_of.Mark(self.on_paper),
            marks_of.Mark(self.in_force),
            marks_of.Mark(self.applied),
            self.level,
        )

    @property
    def closes(self) -> bool:
        """Tell whether the finding is closed by what was found."""
        return rules.closes(self.marks)
