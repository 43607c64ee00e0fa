"""Tables that belong to no room: the journal, stored files, attachments, jobs, letters to be sent."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from tumar.kernel.permissions import Permission
from tumar.kernel.refusals import Refusal


class Record(models.Model):
    """A record with a public code, counted versions and a journal; every room's main tables are records."""

    LABEL: ClassVar[str]
    # Columns whose values only some roles need, each with the permission that opens it (kernel.sensitive).
    SENSITIVE: ClassVar[Mapping[str, Permission]] = {}

    code = models.CharField(_("code"), max_length=40, unique=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    @property
    def label(self) -> str:
        """Return the name by which journal, files and evidence lines point to this record."""
        return f"{self.LABEL}:{self.code}"


class JournalEntry(models.Model):
    """One act by one person on one record; never changed, never deleted, chained by hash.

    The chain holds salted digests of who acted (`by_label`) and of what was told (`reason`, `changes`). When
    a person is erased these can be emptied: the salt goes, the digest stays, and the chain still closes.
    """

    sequence = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField(_("when"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("who")
    )
    by_label = models.CharField(max_length=200)
    verb = models.CharField(_("act"), max_length=80)
    about = models.CharField(_("record"), max_length=120, db_index=True)
    reason = models.TextField(_("reason"), blank=True)
    changes = models.JSONField(_("changes"), default=dict)
    who_salt = models.CharField(max_length=32, default="")
    who_digest = models.CharField(max_length=64, default="")
    told_salt = models.CharField(max_length=32, default="")
    told_digest = models.CharField(max_length=64, default="")
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["sequence"]
        verbose_name = _("journal entry")
        verbose_name_plural = _("journal entries")

    def __str__(self) -> str:
        return f"{self.sequence} {self.verb} {self.about}"

    @property
    def who(self) -> str:
        """Whoever acted, as the journal shows it."""
        return self.by_label or str(_("erased person"))

    @property
    def is_emptied(self) -> bool:
        """Tell whether what was told is gone because a person was erased."""
        return bool(self.told_digest)

    def save(self, *arguments: Any, **named: Any) -> None:
        if not self._state.adding:
            raise JournalIsClosed
        super().save(*arguments, **named)

    def delete(self, *arguments: Any, **named: Any) -> tuple[int, dict[str, int]]:
        raise JournalIsClosed


class JournalIsClosed(Refusal):
    """A journal entry is never changed and never deleted."""


class JournalHead(models.Model):
    """The last link of the journal's chain; locked while a link is added. There is one row."""

    sequence = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="0" * 64)

    def __str__(self) -> str:
        return f"{self.sequence} {self.hash[:8]}"


class StoredFile(models.Model):
    """A file kept as received, found by the SHA-256 of its bytes."""

    sha256 = models.CharField(max_length=64, unique=True)
    name = models.CharField(_("file name"), max_length=255)
    media_type = models.CharField(_("type"), max_length=100)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    received_at = models.DateTimeField(_("received"))
    # The bytes are gone, since they named somebody who was erased or were kept long enough; the hash stays.
    removed_at = models.DateTimeField(_("removed"), null=True)

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")

    def __str__(self) -> str:
        return self.name


class Attachment(models.Model):
    """One stored file that stands as evidence for one record."""

    about = models.CharField(_("record"), max_length=120, db_index=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="attachments", verbose_name=_("file"))
    added_at = models.DateTimeField(_("added"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["about", "file"], name="a_file_once_per_record")]
        verbose_name = _("evidence file")
        verbose_name_plural = _("evidence files")

    def __str__(self) -> str:
        return f"{self.about}: {self.file}"


class ScheduledRun(models.Model):
    """One night's run of one piece of work that is done daily."""

    name = models.CharField(max_length=60)
    day = models.DateField()
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    message = models.TextField(blank=True)
    result = models.JSONField(default=dict)

    class Meta:
        ordering = ["-day", "name"]
        constraints = [models.UniqueConstraint(fields=["name", "day"], name="a_daily_run_once_a_day")]

    def __str__(self) -> str:
        return f"{self.name} {self.day}"


class Job(models.Model):
    """One piece of background work, with the progress that every page can show."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")

    key = models.UUIDField(unique=True)
    kind = models.CharField(max_length=80)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    country = models.CharField(max_length=2, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    message = models.TextField(blank=True)
    result = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"


class OutgoingLetter(models.Model):
    """One letter by e-mail, as it goes out: in the words and language of whoever receives it.

    It stays after it was sent, so that people see what was said; after a while its words are forgotten.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        SENDING = "sending", _("being sent")
        SENT = "sent", _("sent")
        GIVEN_UP = "given-up", _("given up")
        TAKEN_BACK = "taken-back", _("taken back")

    # What the letter is, once: the same key again queues nothing.
    key = models.CharField(max_length=150, unique=True)
    kind = models.CharField(_("kind"), max_length=60)
    about = models.CharField(_("record"), max_length=120, db_index=True)
    # The record whose page lists the letter: an event, where the letter is about one registration.
    within = models.CharField(max_length=120, db_index=True, blank=True)
    language = models.CharField(_("language"), max_length=10)
    recipient = models.CharField(_("to"), max_length=254, blank=True)
    reply_to = models.CharField(_("answers go to"), max_length=254, blank=True)
    subject = models.CharField(_("subject"), max_length=200, blank=True)
    text = models.TextField(_("text"), blank=True)
    # Name, type and content of small text files, such as an entry for a calendar.
    enclosed = models.JSONField(default=list)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    message = models.CharField(_("what the mail server said"), max_length=300, blank=True)
    queued_at = models.DateTimeField(_("written"))
    due_at = models.DateTimeField(_("next attempt"))
    sent_at = models.DateTimeField(_("sent"), null=True)

    class Meta:
        ordering = ["-queued_at", "-pk"]
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        indexes = [models.Index(fields=["state", "due_at", "id"], name="letter_by_due")]

    def __str__(self) -> str:
        return self.subject or self.key


class ListImport(models.Model):
    """One list that somebody sent, from its receipt over columns and preview to its commit or its undoing.

    Everything that was found or decided is kept here and in its rows, never in a form.
    """

    class State(models.TextChoices):
        RECEIVED = "received", _("received")
        COLUMNS = "columns", _("columns to be confirmed")
        PREVIEWED = "previewed", _("previewed")
        COMMITTED = "committed", _("imported")
        UNDONE = "undone", _("undone")
        REFUSED = "refused", _("refused")

    key = models.UUIDField(unique=True)
    kind = models.CharField(_("kind"), max_length=20)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.RECEIVED)
    name = models.CharField(_("file name"), max_length=255)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name=_("file"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("who")
    )
    # What holds for the whole list: event, programme, country.
    options = models.JSONField(default=dict)
    # The tables that were found, with headings, examples and the field that each column was taken for.
    columns = models.JSONField(default=list)
    # What somebody said against that: by column's key the field, empty for a column that is to be left out.
    mapping = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    # Records that several rows share: employers, sessions, consignments.
    effects = models.JSONField(default=list)
    # What must be chosen for the whole list before it can be written.
    needs = models.JSONField(default=list)
    message = models.TextField(blank=True)
    # Rows that are about nobody: how many, and of the first ones the place, the content and what they are.
    passed_over = models.JSONField(default=dict)
    # Counts the attempts to do the next step, so that one that was broken off can be started again.
    attempts = models.PositiveIntegerField(default=0)
    received_at = models.DateTimeField(_("received"))
    committed_at = models.DateTimeField(_("imported"), null=True)
    undone_at = models.DateTimeField(_("undone"), null=True)

    class Meta:
        ordering = ["-received_at", "-pk"]
        verbose_name = _("list")
        verbose_name_plural = _("lists")
        indexes = [models.Index(fields=["by", "received_at"], name="list_by_sender")]

    def __str__(self) -> str:
        return self.name


class ListRow(models.Model):
    """One row of a list: what it said, what was found in it, what is to be or was done with it."""

    class Decision(models.TextChoices):
        NEW = "new", _("new")
        MATCHED = "matched", _("matched")
        REVIEW = "review", _("to be reviewed")
        REFUSED = "refused", _("refused")
        UNCHANGED = "unchanged", _("unchanged")

    class Outcome(models.TextChoices):
        WAITING = "waiting", _("waiting")
        APPLIED = "applied", _("imported")
        LEFT_OUT = "left-out", _("left out")
        UNDONE = "undone", _("undone")

    source = models.ForeignKey(ListImport, models.CASCADE, related_name="rows", verbose_name=_("list"))
    number = models.PositiveIntegerField(_("number"))
    sheet = models.CharField(_("sheet"), max_length=120, blank=True)
    row = models.PositiveIntegerField(_("row"))
    facts = models.JSONField(default=dict)
    findings = models.JSONField(default=list)
    decision = models.CharField(_("decision"), max_length=10, choices=Decision.choices)
    outcome = models.CharField(_("state"), max_length=10, choices=Outcome.choices, default=Outcome.WAITING)
    # The record that this row is about: matched before the commit, new ones after it.
    record = models.CharField(_("record"), max_length=120, blank=True, db_index=True)
    why = models.TextField(_("why"), blank=True)
    # An earlier row of the list that is about the same record.
    same_as = models.PositiveIntegerField(null=True)
    candidates = models.JSONField(default=list)
    changes = models.JSONField(default=dict)
    effects = models.JSONField(default=list)
    refusal = models.TextField(blank=True)

    class Meta:
        ordering = ["source", "number"]
        verbose_name = _("row of a list")
        verbose_name_plural = _("rows of lists")
        indexes = [models.Index(fields=["source", "decision", "number"], name="list_rows_by_decision")]
        constraints = [models.UniqueConstraint(fields=["source", "number"], name="a_row_once_in_a_list")]

    def __str__(self) -> str:
        return f"{self.sheet} {self.row}".strip()


class SourceMapping(models.Model):
    """What somebody said columns mean, remembered for lists with the same headings from the same source."""

    kind = models.CharField(max_length=20)
    source = models.CharField(max_length=120)
    # SHA-256 over the headings.
    headings = models.CharField(max_length=64)
    mapping = models.JSONField(default=dict)
    remembered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "source", "headings"], name="one_meaning_per_source")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.headings[:8]}"
