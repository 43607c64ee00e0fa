"""Requirement sets: what instruments ask of national law, in our own words, version after version."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tumar.kernel.languages import TextsField, said
from tumar.kernel.models import Record, StoredFile
from tumar.kernel.permissions import Permission
from tumar.kernel.scope import CountryScoped
from tumar.law.models.columns import findable
from tumar.law.models.words import Area
from tumar.law.rules import requirements as rules
from tumar.people.models import Account


class Scale(models.TextChoices):
    """In which words findings about a set are told."""

    MATRIX = rules.Scale.MATRIX.value, _("entries of the 1540 matrix")
    LEVEL = rules.Scale.LEVEL.value, _("levels 1 to 5, as evaluators give them")
    YES_NO = rules.Scale.YES_NO.value, _("yes, partly, not found")
    CONFORMITY = rules.Scale.CONFORMITY.value, _("conform, minor, major")


class RequirementSet(Record):
    """One set of requirements, whatever its versions; everybody who signs in may read it."""

    LABEL: ClassVar[str] = "law.set"
    VIEW: ClassVar[Permission] = Permission.LAW_REQUIREMENT_VIEW

    class Nature(models.TextChoices):
        BINDING = rules.Nature.BINDING.value, _("binding")
        GUIDANCE = rules.Nature.GUIDANCE.value, _("guidance")
        STANDARD = rules.Nature.STANDARD.value, _("standard")
        SCORED = rules.Nature.SCORED.value, _("scored by evaluators")

    title = TextsField(_("title"))
    nature = models.CharField(_("how it binds"), max_length=10, choices=Nature.choices)
    search_text = findable()

    objects = CountryScoped.as_manager()

    class Meta:
        ordering = ["code"]
        verbose_name = _("requirement set")
        verbose_name_plural = _("requirement sets")

    def __str__(self) -> str:
        return said(self.title) or self.code


class SetVersion(models.Model):
    """One version of a set; it never changes, so that a round keeps what it began with."""

    VIEW: ClassVar[Permission] = Permission.LAW_REQUIREMENT_VIEW

    set = models.ForeignKey(RequirementSet, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("number"), editable=False)
    # The set's own name for its version, such as 2026.1.
    label = models.CharField(_("version"), max_length=20)
    about = TextsField(_("about"), rows=3, blank=True)
    source = models.CharField(_("source"), max_length=300)
    scale = models.CharField(_("scale"), max_length=10, choices=Scale.choices)
    sha256 = models.CharField(_("SHA-256 of its requirements"), max_length=64)
    is_shipped = models.BooleanField(_("comes with the package"), default=False)
    file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("file")
    )
    added_at = models.DateTimeField(_("added"))
    added_by = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("added by")
    )
    note = models.CharField(_("what changed and why"), max_length=500, blank=True)

    objects = CountryScoped.as_manager()

    class Meta:
        ordering = ["set", "-number"]
        verbose_name = _("version of a requirement set")
        verbose_name_plural = _("versions of requirement sets")
        constraints = [
            models.UniqueConstraint(fields=["set", "number"], name="a_set_version_number_once"),
            models.UniqueConstraint(fields=["set", "label"], name="a_set_version_label_once"),
        ]

    def __str__(self) -> str:
        return f"{self.set} {self.label}"


class Requirement(models.Model):
    """One requirement in one version of its set."""

    VIEW: ClassVar[Permission] = Permission.LAW_REQUIREMENT_VIEW

    version = models.ForeignKey(SetVersion, models.CASCADE, related_name="requirements")
    position = models.PositiveIntegerField(_("position"))
    code = models.CharField(_("code"), max_length=40)
    area = models.CharField(_("area"), max_length=15, choices=Area.choices)
    scale = models.CharField(_("scale"), max_length=10, choices=Scale.choices)
    source = models.CharField(_("source"), max_length=300)
    # When, against what and how far the citation was checked; empty where nobody has.
    checked = TextsField(_("how the citation was checked"), blank=True)
    # How the source is cited in further languages.
    cited_in = TextsField(_("source in further languages"), blank=True)
    group = TextsField(_("group"), blank=True)
    title = TextsField(_("title"))
    look_for = TextsField(_("what to look for"), rows=4)
    clause = TextsField(_("model clause"), rows=4, blank=True)
    # Language to words by which provisions are searched.
    terms = models.JSONField(_("search terms"), default=dict, blank=True)

    objects = CountryScoped.as_manager()

    class Meta:
        ordering = ["version", "position"]
        verbose_name = _("requirement")
        verbose_name_plural = _("requirements")
        constraints = [
            models.UniqueConstraint(fields=["version", "code"], name="a_requirement_code_once_in_a_version"),
            models.UniqueConstraint(fields=["version", "position"], name="one_requirement_a_position"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {said(self.title)}"

    @property
    def cited(self) -> str:
        """The source as it is cited in the language of the page, where the set says how."""
        return self.cited_in.get((get_language() or "en").split("-")[0]) or self.source


class SetDraft(models.Model):
    """A file of requirements or relations as somebody sent it, with what was read in it, until settled."""

    class State(models.TextChoices):
        READ = "read", _("read, not taken yet")
        REFUSED = "refused", _("could not be taken")
        TAKEN = "taken", _("taken as a version")
        DROPPED = "dropped", _("dropped")

    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name=_("file"))
    name = models.CharField(_("file name"), max_length=255)
    state = models.CharField(_("state"), max_length=10, choices=State.choices)
    # The set as a file has it; empty where it could not be read.
    told = models.JSONField(default=dict)
    # What is wrong: problem, item, field, about.
    faults = models.JSONField(default=list)
    received_at = models.DateTimeField(_("received"))
    by = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("who")
    )
    version = models.OneToOneField(
        SetVersion, models.PROTECT, null=True, blank=True, related_name="draft", verbose_name=_("version")
    )

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("file of requirements")
        verbose_name_plural = _("files of requirements")

    def __str__(self) -> str:
        return self.name

    @property
    def label(self) -> str:
        """How the journal points to it."""
        return f"law.setdraft:{self.pk}"

    @property
    def holds_relations(self) -> bool:
        """Whether relations between sets were read in it, and no set."""
        return rules.LINKS in self.told


class RequirementLink(models.Model):
    """How a requirement of one set stands to one of another, whatever their versions, and why."""

    VIEW: ClassVar[Permission] = Permission.LAW_REQUIREMENT_VIEW

    class Relation(models.TextChoices):
        EQUAL = rules.Relation.EQUAL.value, _("the same")
        PART = rules.Relation.PART.value, _("a part of it")
        WIDER = rules.Relation.WIDER.value, _("wider than it")
        OVERLAPS = rules.Relation.OVERLAPS.value, _("overlaps with it")

    source_set = models.ForeignKey(RequirementSet, models.CASCADE, related_name="links_out")
    source_code = models.CharField(_("requirement"), max_length=40)
    target_set = models.ForeignKey(RequirementSet, models.CASCADE, related_name="links_in")
    target_code = models.CharField(_("requirement of the other set"), max_length=40)
    relation = models.CharField(_("relation"), max_length=10, choices=Relation.choices)
    why = TextsField(_("why"), rows=2)
    is_shipped = models.BooleanField(_("comes with the package"), default=False)
    added_at = models.DateTimeField(_("added"))
    added_by = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("added by")
    )

    objects = CountryScoped.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("relation between requirements")
        verbose_name_plural = _("relations between requirements")
        constraints = [
            models.UniqueConstraint(
                fields=["source_set", "source_code", "target_set", "target_code"],
                name="two_requirements_are_related_once",
                violation_error_message=_("These two are related already."),
            ),
            models.CheckConstraint(
                condition=~Q(source_set=models.F("target_set")) | ~Q(source_code=models.F("target_code")),
                name="a_requirement_is_not_related_to_itself",
                violation_error_message=_("Choose two different requirements."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source_code} – {self.target_code}"

    def as_rule(self, codes: dict[Any, str]) -> rules.Link:
        """Return the relation as rules know it; `codes` gives a set's code by its key."""
        return rules.Link(
            (codes[self.source_set_id], self.source_code),
            (codes[self.target_set_id], self.target_code),
            rules.Relation(self.relation),
            said(self.why),
        )
