"""What becomes of rows that point to a merged record by its label."""

from django.utils.translation import gettext_lazy as _

from tumar.kernel.merging.declared import Moves, Stays, declare


def declare_rules() -> None:
    """Say what becomes of evidence files and of the journal."""
    declare(
        Moves("kernel.Attachment.about", _("evidence files"), alike=("file",)),
        Stays("kernel.JournalEntry.about", "The journal is never changed; pages show both records' entries."),
    )
