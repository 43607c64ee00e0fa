"""What becomes of accounts, roles, staff and parts when two records turn out to be one."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tumar.kernel.merging import Merging, Moves, Rebuilt, declare
from tumar.people.actions.filing import file_person


def object_to_two_accounts(kept: Any, gone: Any) -> str:
    """Return why two accounts cannot become one person's: both are in use."""
    if not (kept.is_active and gone.is_active):
        return ""
    return _(
        "Both sign in with an account of their own: %(one)s and %(other)s. "
        "Deactivate the one that is no longer used, then merge."
    ) % {"one": kept.email, "other": gone.email}


def fold_accounts(kept: Any, gone: Any, merging: Merging) -> None:
    """Leave the person the account that is in use; the deactivated one is nobody's, and is never removed."""
    person = kept.person_id
    idle = kept if gone.is_active else gone
    merging.change(idle, person_id=None)
    if idle is kept:
        merging.change(gone, person_id=person)


def declare_rules() -> None:
    """Say what becomes of the columns of this room."""
    declare(
        Moves(
            "people.Account.person",
            gettext_lazy("accounts"),
            alike=(),
            fold=fold_accounts,
            object_to=object_to_two_accounts,
        ),
        Moves("people.IdentityDocument.person", gettext_lazy("identity documents"), alike=("digest",)),
        Moves("people.Consent.person", gettext_lazy("answers about consent")),
        Rebuilt("people.PersonKey.person", file_person),
        Moves("people.Person.employer", gettext_lazy("persons who work there")),
        Moves("people.Role.organisation", gettext_lazy("roles of accounts")),
        Moves("people.Organisation.parent", gettext_lazy("parts of the organisation")),
        Moves("people.Person.merged_into", gettext_lazy("codes of earlier merges")),
        Moves("people.Organisation.merged_into", gettext_lazy("codes of earlier merges")),
    )
