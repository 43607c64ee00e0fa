"""Assessment rounds: one country, sets in the versions with which it began, one day of the law."""

from typing import ClassVar, Self, TypeVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tumar.kernel.languages import TextsField, said
from tumar.kernel.models import Record
from tumar.kernel.permissions import Permission
from tumar.kernel.scope import CountryScoped, Scope
from tumar.law.models.columns import done_by, findable, of_country
from tumar.law.models.requirements import SetVersion
from tumar.people.models import Account

M = TypeVar("M", bound=models.Model)


class RoundScoped(CountryScoped[M]):
    """Rounds of the scope's countries, and those of others that were published."""

    def visible_to(self, scope: Scope) -> Self:
        reaches = scope.reaches(Permission.LAW_ROUND_VIEW)
        if any(reach.countries is None and reach.organisations is None for reach in reaches):
            return self
        seen = self.within_any(reaches)
        if scope.allows_somewhere(Permission.LAW_REQUIREMENT_VIEW):
            seen |= Q(published_at__isnull=False)
        return self.filter(seen)


class Round(Record):
    """One assessment of a country's law against sets of requirements as of a day."""

    LABEL: ClassVar[str] = "law.round"
    VIEW: ClassVar[Permission] = Permission.LAW_ROUND_VIEW
    COUNTRY_PATH: ClassVar[str] = "country_id"

    class State(models.TextChoices):
        OPEN = "open", _("under way")
        CLOSED = "closed", _("closed and sealed")

    title = TextsField(_("title"))
    country = of_country("rounds")
    as_of = models.DateField(_("law as of"))
    scope = models.TextField(
        _("scope"), blank=True, help_text=_("Which acts and sectors were looked at, and which were not.")
    )
    first_coder = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name=_("first coder"))
    second_coder = models.ForeignKey(
        Account,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("second coder"),
        help_text=_("Empty where one person codes; then somebody else confirms every finding."),
    )
    previous = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="following",
        verbose_name=_("round before"),
    )
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.OPEN)
    opened_at = models.DateTimeField(_("opened"))
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True, editable=False)
    closed_by = done_by(_("closed by"))
    sha256 = models.CharField(_("SHA-256 of the findings"), max_length=64, blank=True, editable=False)
    published_at = models.DateTimeField(_("published"), null=True, blank=True, editable=False)
    published_by = done_by(_("published by"))
    search_text = findable()

    objects = RoundScoped.as_manager()

    class Meta:
        ordering = ["-as_of", "-pk"]
        verbose_name = _("assessment round")
        verbose_name_plural = _("assessment rounds")
        indexes = [models.Index(fields=["country", "as_of", "id"], name="round_by_country")]
        constraints = [
            models.CheckConstraint(
                condition=Q(second_coder__isnull=True) | ~Q(second_coder=F("first_coder")),
                name="a_round_has_two_coders",
                violation_error_message=_("The two coders are one person."),
            ),
            models.CheckConstraint(
                condition=Q(state="open", closed_at__isnull=True, sha256="")
                | (Q(state="closed", closed_at__isnull=False) & ~Q(sha256="")),
                name="a_closed_round_is_sealed",
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | Q(state="closed"),
                name="a_published_round_is_closed",
            ),
            models.CheckConstraint(
                condition=Q(published_by__isnull=True)
                | Q(closed_by__isnull=True)
                | ~Q(published_by=F("closed_by")),
                name="publishing_a_round_takes_two_people",
            ),
        ]

    def __str__(self) -> str:
        return said(self.title) or self.code

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    @property
    def is_double(self) -> bool:
        """Tell whether two people code it, blind to each other."""
        return self.second_coder_id is not None


class RoundSet(models.Model):
    """One set of a round, in the version with which the round began."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="sets")
    version = models.ForeignKey(SetVersion, models.PROTECT, related_name="rounds")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["round", "position"]
        verbose_name = _("set of a round")
        verbose_name_plural = _("sets of rounds")
        constraints = [models.UniqueConstraint(fields=["round", "version"], name="a_set_once_in_a_round")]

    def __str__(self) -> str:
        return str(self.version)
