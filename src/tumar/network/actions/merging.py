"""What becomes of seats, entries and materials when two persons or organisations turn out to be one."""

from django.utils.translation import gettext_lazy as _

from tumar.kernel.merging import Moves, declare


def declare_rules() -> None:
    """Say what becomes of the columns of this room."""
    declare(
        Moves("network.Member.person", _("seats in working groups")),
        Moves("network.Member.organisation", _("seats in working groups")),
        Moves("network.Resource.organisation", _("materials of the library")),
        # One organisation is found once: the entry of the kept one stays.
        Moves("network.DirectoryEntry.organisation", _("directory entries"), alike=()),
    )
