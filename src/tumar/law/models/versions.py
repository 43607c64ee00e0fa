"""Versions of a text in time, and the provisions they consist of."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from tumar.kernel.days import day_words
from tumar.kernel.models import StoredFile
from tumar.kernel.permissions import Permission
from tumar.law.models.instruments import Expression, Instrument
from tumar.law.models.scoped import LawScoped
from tumar.law.rules.units import Kind


class UnitKind(models.TextChoices):
    """What a unit of an act is."""

    PREFACE = Kind.PREFACE.value, _("title and date")
    PREAMBLE = Kind.PREAMBLE.value, _("preamble")
    PART = Kind.PART.value, pgettext_lazy("of an act", "part")
    CHAPTER = Kind.CHAPTER.value, _("chapter")
    SECTION = Kind.SECTION.value, pgettext_lazy("of an act", "section")
    ARTICLE = Kind.ARTICLE.value, _("article")
    PARAGRAPH = Kind.PARAGRAPH.value, pgettext_lazy("of an act", "paragraph")
    POINT = Kind.POINT.value, pgettext_lazy("of an act", "point")
    LETTER = Kind.LETTER.value, pgettext_lazy("of an act", "letter")
    UNNUMBERED = Kind.UNNUMBERED.value, _("paragraph without a number")
    HEADING = Kind.HEADING.value, _("heading without a number")
    ANNEX = Kind.ANNEX.value, _("annex")
    TABLE = Kind.TABLE.value, _("table")
    NOTE = Kind.NOTE.value, _("note of the publisher")
    CLOSING = Kind.CLOSING.value, _("signatures")


class Version(models.Model):
    """One text of an instrument in one language as it holds from a day, until the next one holds."""

    VIEW: ClassVar[Permission] = Permission.LAW_INSTRUMENT_VIEW
    COUNTRY_PATH: ClassVar[str] = "expression__instrument__country_id"

    class State(models.TextChoices):
        RECEIVED = "received", _("received, not read yet")
        REFUSED = "refused", _("could not be read")
        DRAFT = "draft", _("structure to be confirmed")
        CONFIRMED = "confirmed", _("confirmed")
        WITHDRAWN = "withdrawn", _("withdrawn")

    expression = models.ForeignKey(Expression, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("version"), editable=False)
    valid_from = models.DateField(_("holds from"))
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.RECEIVED)
    # Changes with every correction, so that nobody corrects a structure that somebody else has changed.
    edition = models.PositiveIntegerField(default=1, editable=False)
    file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("file")
    )
    file_name = models.CharField(_("file name"), max_length=255, blank=True)
    # A version that amendments made rests on the one they were worked into.
    based_on = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="followers", verbose_name=_("based on")
    )
    amended_by = models.ForeignKey(
        Instrument,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="amended_versions",
        verbose_name=_("amended by"),
    )
    # What was asked for ("auto" or a tradition), and what was found.
    asked_tradition = models.CharField(max_length=20, default="auto", blank=True)
    tradition = models.CharField(_("drafting tradition"), max_length=20, blank=True)
    format = models.CharField(_("format"), max_length=10, blank=True)
    # Codes of what the reader noticed, and doubts of the recognition: code, eid, line, values.
    findings = models.JSONField(default=list, blank=True)
    doubts = models.JSONField(default=list, blank=True)
    message = models.TextField(blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)
    received_at = models.DateTimeField(_("received"))
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)

    objects = LawScoped.as_manager()

    class Meta:
        ordering = ["expression", "valid_from", "number"]
        verbose_name = _("version of a text")
        verbose_name_plural = _("versions of texts")
        indexes = [models.Index(fields=["state", "valid_from", "id"], name="version_by_state")]
        constraints = [
            models.UniqueConstraint(fields=["expression", "number"], name="a_version_once_in_a_text"),
            models.UniqueConstraint(
                fields=["expression", "valid_from"],
                condition=models.Q(state="confirmed"),
                name="one_confirmed_version_a_day",
            ),
        ]

    def __str__(self) -> str:
        return gettext("version of %(day)s") % {"day": day_words(self.valid_from)}

    @property
    def is_open(self) -> bool:
        """Tell whether its structure can still be corrected."""
        return self.state == self.State.DRAFT


class SourceLines(models.Model):
    """The lines of a received file as its reader gave them, and the structure before any correction."""

    version = models.OneToOneField(Version, models.CASCADE, related_name="source")
    lines = models.JSONField(default=list)
    units = models.JSONField(default=list)

    def __str__(self) -> str:
        return str(self.version)


class Provision(models.Model):
    """One provision of an instrument under its address, whatever its languages and versions.

    `lineage` is the address under which it first appeared: it stays when a provision is renumbered.
    """

    VIEW: ClassVar[Permission] = Permission.LAW_INSTRUMENT_VIEW
    COUNTRY_PATH: ClassVar[str] = "instrument__country_id"

    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="provisions")
    eid = models.CharField(_("address"), max_length=300)
    lineage = models.CharField(max_length=300)
    kind = models.CharField(_("kind"), max_length=12, choices=UnitKind.choices)

    objects = LawScoped.as_manager()

    class Meta:
        ordering = ["instrument", "pk"]
        verbose_name = _("provision")
        verbose_name_plural = _("provisions")
        indexes = [models.Index(fields=["instrument", "lineage"], name="provision_by_lineage")]
        constraints = [models.UniqueConstraint(fields=["instrument", "eid"], name="one_provision_an_address")]

    def __str__(self) -> str:
        return self.eid


class ProvisionText(models.Model):
    """What one provision says in one version of a text; the rows in order are the whole text."""

    VIEW: ClassVar[Permission] = Permission.LAW_INSTRUMENT_VIEW
    COUNTRY_PATH: ClassVar[str] = "provision__instrument__country_id"

    version = models.ForeignKey(Version, models.CASCADE, related_name="texts")
    provision = models.ForeignKey(Provision, models.PROTECT, related_name="texts")
    order = models.PositiveIntegerField()
    # Address of the provision that holds this one; empty at the top.
    parent = models.CharField(max_length=300, blank=True)
    depth = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(_("kind"), max_length=12, choices=UnitKind.choices)
    label = models.CharField(_("label"), max_length=300, blank=True)
    heading = models.TextField(_("heading"), blank=True)
    text = models.TextField(_("text"), blank=True)
    cells = models.JSONField(default=list, blank=True)
    is_repealed = models.BooleanField(_("repealed"), default=False)
    line = models.PositiveIntegerField(default=0)
    page = models.PositiveIntegerField(null=True, blank=True)
    # SHA-256 over label, heading, text and cells: two versions of a provision agree when these do.
    hash = models.CharField(max_length=64)
    # The first day of an unbroken row of versions in which the provision says this.
    since = models.DateField(_("says so since"))

    objects = LawScoped.as_manager()

    class Meta:
        ordering = ["version", "order"]
        verbose_name = _("text of a provision")
        verbose_name_plural = _("texts of provisions")
        constraints = [
            models.UniqueConstraint(fields=["version", "order"], name="one_provision_a_place"),
            models.UniqueConstraint(fields=["version", "provision"], name="a_provision_once_in_a_version"),
        ]

    def __str__(self) -> str:
        return self.label or self.heading[:80] or self.text[:80]


class Correction(models.Model):
    """What an editor changed in a recognised structure; done again when the same file is received again."""

    class Operation(models.TextChoices):
        RETYPE = "retype", _("kind changed")
        RAISE = "raise", _("moved one level up")
        LOWER = "lower", _("moved one level down")
        SPLIT = "split", pgettext_lazy("a provision", "split")
        JOIN = "join", _("joined with the one before")
        EDIT = "edit", _("label and heading changed")

    version = models.ForeignKey(Version, models.CASCADE, related_name="corrections")
    number = models.PositiveIntegerField()
    operation = models.CharField(_("correction"), max_length=8, choices=Operation.choices)
    # The unit by the number of its first line and its place among the units that begin there: "12.0".
    unit = models.CharField(max_length=20)
    values = models.JSONField(default=dict)
    # How the unit was shown when it was corrected, so that the list of corrections can be read.
    shown = models.CharField(max_length=200, blank=True)
    is_remembered = models.BooleanField(default=False)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["version", "number"]
        verbose_name = _("correction of a structure")
        verbose_name_plural = _("corrections of structures")
        constraints = [models.UniqueConstraint(fields=["version", "number"], name="a_correction_once")]

    def __str__(self) -> str:
        return f"{self.get_operation_display()}: {self.shown}"
