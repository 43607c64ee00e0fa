"""Sign-in sheets: pages that were printed, and pictures of them that came back signed."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from tumar.events.models.events import Event
from tumar.kernel.models import StoredFile
from tumar.kernel.scans.codes import PageCode
from tumar.kernel.scans.layout import Layout, layout


class SheetPage(models.Model):
    """One printed page: which sessions its columns and whom its rows stood for on the day of printing.

    `sessions` holds keys of sessions, column by column. `roster` holds, row by row, the involvement and the
    code of the person, or nothing for a row in which somebody not on the list writes his name. Both stay as
    they were printed, whatever becomes of the list.
    """

    event = models.ForeignKey(Event, models.CASCADE, related_name="sheet_pages")
    printing = models.PositiveIntegerField(_("printing"))
    number = models.PositiveSmallIntegerField(_("page"))
    mark = models.CharField(max_length=6)
    form = models.PositiveSmallIntegerField()
    sessions = models.JSONField(default=list)
    roster = models.JSONField(default=list)
    printed_at = models.DateTimeField(_("printed"))

    class Meta:
        ordering = ["event", "printing", "number"]
        verbose_name = _("page of a sign-in sheet")
        verbose_name_plural = _("pages of sign-in sheets")
        constraints = [
            models.UniqueConstraint(fields=["event", "printing", "number"], name="a_sheet_page_once")
        ]

    def __str__(self) -> str:
        return str(self.code)

    @property
    def code(self) -> PageCode:
        """What the page says of itself."""
        return PageCode(self.form, self.event.code, self.printing, self.number, self.mark)

    @property
    def layout(self) -> Layout:
        """Where everything lies on the page."""
        return layout(len(self.sessions), len(self.roster), form=self.form)

    def person_of(self, row: int) -> tuple[int, str] | None:
        """Return the involvement and the person's code of a row (from 0), or None for an open row."""
        entry: Any = self.roster[row]
        return (entry["involvement"], entry["person"]) if entry else None


class SheetScan(models.Model):
    """One picture of a page as it came back, what was read from it, and whether a person confirmed that.

    `rows` holds, row by row, what was read in each box. `straight` is the page laid flat, from which cut-outs
    are taken; `file` is what was received.
    """

    class State(models.TextChoices):
        READ = "read", _("read, to be confirmed")
        CONFIRMED = "confirmed", _("confirmed")

    page = models.ForeignKey(SheetPage, models.PROTECT, related_name="scans", verbose_name=_("page"))
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name=_("file"))
    straight = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    picture = models.PositiveSmallIntegerField(_("picture in the file"))
    rows = models.JSONField(default=list)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.READ)
    read_at = models.DateTimeField(_("read"))
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)

    class Meta:
        ordering = ["page", "pk"]
        verbose_name = _("signed sheet")
        verbose_name_plural = _("signed sheets")
        constraints = [
            models.UniqueConstraint(fields=["page", "file", "picture"], name="a_picture_of_a_page_once")
        ]

    def __str__(self) -> str:
        return f"{self.page} {self.file}"
