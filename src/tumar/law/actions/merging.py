"""What becomes of instruments and reforms when two persons or organisations turn out to be one."""

from django.utils.translation import gettext_lazy as _

from tumar.kernel.merging import Moves, declare


def declare_rules() -> None:
    """Say what becomes of the columns of this room."""
    declare(
        Moves("law.Instrument.organisation", _("instruments of law")),
        Moves("law.Bill.organisation", _("acts on their way")),
        Moves("law.Recommendation.owner_organisation", _("recommendations on the law")),
        Moves("law.Recommendation.owner_person", _("recommendations on the law")),
    )
