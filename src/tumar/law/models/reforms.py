"""Reform of the law: recommendations, and acts on their way."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tumar.kernel.languages import TextsField, said
from tumar.kernel.models import Record
from tumar.kernel.permissions import Permission
from tumar.kernel.scope import CountryScoped
from tumar.law.models.columns import day_as_known, findable, of_country, working_group
from tumar.law.models.findings import Finding
from tumar.law.models.instruments import Instrument
from tumar.law.models.versions import Provision, Version
from tumar.law.rules import reforms as rules
from tumar.network.models import Member
from tumar.people.models import Organisation, Person


class Stage(models.TextChoices):
    """Where an act on its way stands, in the order of the table."""

    IDEA = rules.Stage.IDEA.value, pgettext_lazy("stage of a bill", "idea")
    WORKING_GROUP = rules.Stage.WORKING_GROUP.value, _("order on a working group")
    CONCEPT = rules.Stage.CONCEPT.value, _("concept and regulatory impact")
    DRAFT = rules.Stage.DRAFT.value, pgettext_lazy("stage of a bill", "draft")
    INTERAGENCY = rules.Stage.INTERAGENCY.value, _("agreed between agencies")
    GOVERNMENT = rules.Stage.GOVERNMENT.value, pgettext_lazy("stage of a bill", "government")
    FIRST_READING = rules.Stage.FIRST_READING.value, _("first reading")
    SECOND_READING = rules.Stage.SECOND_READING.value, _("second reading")
    THIRD_READING = rules.Stage.THIRD_READING.value, _("third reading")
    ADOPTED = rules.Stage.ADOPTED.value, pgettext_lazy("stage of a bill", "adopted")
    SIGNED = rules.Stage.SIGNED.value, pgettext_lazy("stage of a bill", "signed")
    PUBLISHED = rules.Stage.PUBLISHED.value, pgettext_lazy("stage of a bill", "published")
    IN_FORCE = rules.Stage.IN_FORCE.value, pgettext_lazy("stage of a bill", "in force")
    BY_LAWS = rules.Stage.BY_LAWS.value, _("by-laws under way")
    IMPLEMENTED = rules.Stage.IMPLEMENTED.value, pgettext_lazy("stage of a bill", "implemented")
    REVIEWED = rules.Stage.REVIEWED.value, pgettext_lazy("stage of a bill", "reviewed")
    WITHDRAWN = rules.Stage.WITHDRAWN.value, pgettext_lazy("stage of a bill", "withdrawn")
    REJECTED = rules.Stage.REJECTED.value, pgettext_lazy("stage of a bill", "rejected")


def stage_column(**options: Any) -> "models.CharField[str, str]":
    """Return the column of a stage of an act on its way."""
    return models.CharField(_("stage"), max_length=15, choices=Stage.choices, **options)


class Recommendation(Record):
    """What should change in a country's law, why, by whom and until when."""

    LABEL: ClassVar[str] = "law.recommendation"
    VIEW: ClassVar[Permission] = Permission.LAW_REFORM_VIEW
    COUNTRY_PATH: ClassVar[str] = "country_id"

    class Priority(models.IntegerChoices):
        HIGH = 1, pgettext_lazy("priority", "high")
        MEDIUM = 2, pgettext_lazy("priority", "medium")
        LOW = 3, pgettext_lazy("priority", "low")

    class State(models.TextChoices):
        PROPOSED = rules.State.PROPOSED.value, pgettext_lazy("recommendation", "proposed")
        ACCEPTED = rules.State.ACCEPTED.value, pgettext_lazy("recommendation", "accepted")
        UNDER_WAY = rules.State.UNDER_WAY.value, pgettext_lazy("recommendation", "under way")
        DONE = rules.State.DONE.value, pgettext_lazy("recommendation", "done")
        REJECTED = rules.State.REJECTED.value, pgettext_lazy("recommendation", "rejected")
        SUPERSEDED = rules.State.SUPERSEDED.value, pgettext_lazy("recommendation", "superseded")

    title = TextsField(_("title"))
    country = of_country("recommendations")
    text = TextsField(_("what is recommended"), rows=4)
    findings = models.ManyToManyField(
        Finding, related_name="recommendations", blank=True, verbose_name=_("findings")
    )
    # The provision whose text is to change, whatever its languages; empty where one is to be added.
    provision = models.ForeignKey(
        Provision,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="recommendations",
        verbose_name=_("provision"),
    )
    wording = TextsField(_("draft wording"), rows=8, blank=True)
    priority = models.PositiveSmallIntegerField(
        _("priority"), choices=Priority.choices, default=Priority.MEDIUM
    )
    priority_reason = models.CharField(_("why this priority"), max_length=500)
    owner_person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("owner, a person")
    )
    owner_organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("owner, an organisation"),
    )
    owner_member = models.ForeignKey(
        Member,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("owner, a member of a working group"),
    )
    group = working_group("recommendations")
    currency = models.CharField(_("currency"), max_length=3, default="EUR")
    cost_minor = models.BigIntegerField(_("cost in minor units"), null=True, blank=True)
    cost_includes = models.CharField(_("what the cost includes"), max_length=500, blank=True)
    due = day_as_known(_("due"), blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.PROPOSED, editable=False
    )
    state_reason = models.CharField(_("why this state"), max_length=500, blank=True, editable=False)
    superseded_by = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="supersedes",
        verbose_name=_("superseded by"),
    )
    search_text = findable()

    objects = CountryScoped.as_manager()

    class Meta:
        ordering = ["priority", "code"]
        verbose_name = _("recommendation on the law")
        verbose_name_plural = _("recommendations on the law")
        indexes = [models.Index(fields=["country", "priority", "id"], name="recommendation_by_country")]
        constraints = [
            models.CheckConstraint(
                condition=Q(cost_minor__isnull=True) | Q(cost_minor__gte=0),
                name="a_reform_costs_nothing_less_than_nothing",
                violation_error_message=_("A cost is not negative."),
            ),
            models.CheckConstraint(
                condition=Q(owner_person__isnull=True, owner_organisation__isnull=True)
                | Q(owner_person__isnull=True, owner_member__isnull=True)
                | Q(owner_organisation__isnull=True, owner_member__isnull=True),
                name="a_recommendation_has_one_owner",
                violation_error_message=_("Name one owner: a person, an organisation or a member."),
            ),
            models.CheckConstraint(
                condition=Q(state="superseded", superseded_by__isnull=False)
                | (~Q(state="superseded") & Q(superseded_by__isnull=True)),
                name="what_is_superseded_has_a_successor",
            ),
            models.CheckConstraint(
                condition=Q(superseded_by__isnull=True) | ~Q(superseded_by=F("id")),
                name="no_recommendation_supersedes_itself",
                violation_error_message=_("A recommendation does not supersede itself."),
            ),
        ]

    def __str__(self) -> str:
        return said(self.title) or self.code

    @property
    def owner(self) -> Person | Organisation | Member | None:
        """Who sees to it."""
        return self.owner_person or self.owner_organisation or self.owner_member

    @property
    def is_open(self) -> bool:
        return rules.State(self.state) in rules.OPEN_STATES


class Bill(Record):
    """An act on its way, from the idea to its review; a by-law of another one has that as its parent."""

    LABEL: ClassVar[str] = "law.bill"
    VIEW: ClassVar[Permission] = Permission.LAW_REFORM_VIEW
    COUNTRY_PATH: ClassVar[str] = "country_id"

    class Kind(models.TextChoices):
        LAW = rules.BillKind.LAW.value, pgettext_lazy("one act", "law")
        AMENDMENT = rules.BillKind.AMENDMENT.value, _("law amending laws")
        CODE = rules.BillKind.CODE.value, pgettext_lazy("of law", "code")
        DECREE = rules.BillKind.DECREE.value, _("decree or resolution of the government")
        ORDER = rules.BillKind.ORDER.value, _("order of an authority")
        BY_LAW = rules.BillKind.BY_LAW.value, _("other by-law of an authority")

    title = TextsField(_("title"))
    country = of_country("bills")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="by_laws",
        verbose_name=_("by-law of"),
        help_text=_("The act that calls for it; empty for an act of its own."),
    )
    recommendations = models.ManyToManyField(
        Recommendation, related_name="bills", blank=True, verbose_name=_("recommendations that it answers")
    )
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="bills",
        verbose_name=_("responsible body"),
    )
    group = working_group("bills")
    note = models.TextField(_("note"), blank=True)
    # Follows from the entries; kept so that lists can be sorted and narrowed by it.
    stage = stage_column(blank=True, editable=False)
    # The adopted text in the library, and the version that holds it.
    instrument = models.ForeignKey(
        Instrument,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="bills",
        verbose_name=_("adopted text"),
    )
    text_version = models.ForeignKey(
        Version,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("version of the adopted text"),
    )
    search_text = findable()

    objects = CountryScoped.as_manager()

    class Meta:
        ordering = ["country", "code"]
        verbose_name = _("act on its way")
        verbose_name_plural = _("acts on their way")
        indexes = [models.Index(fields=["country", "stage", "id"], name="bill_by_country")]
        constraints = [
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                name="no_bill_is_its_own_by_law",
                violation_error_message=_("An act is no by-law of itself."),
            ),
            models.CheckConstraint(
                condition=Q(instrument__isnull=False) | Q(text_version__isnull=True),
                name="a_version_of_a_bill_is_of_its_act",
            ),
        ]

    def __str__(self) -> str:
        return said(self.title) or self.code

    @property
    def at(self) -> rules.Stage | None:
        """The stage as rules know it; None before the first entry."""
        return rules.Stage(self.stage) if self.stage else None
