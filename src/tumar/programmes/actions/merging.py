"""What becomes of programmes when two organisations turn out to be one."""

from django.utils.translation import gettext_lazy as _

from tumar.kernel.merging import Moves, declare


def declare_rules() -> None:
    """Say what becomes of the columns of this room."""
    declare(
        Moves("programmes.Programme.funder", _("programmes funded")),
        Moves("programmes.Programme.implementer", _("programmes implemented")),
    )
