"""Who may do what, and how names are shown; values alone."""

from tumar.people.rules.consent import (
    Answer,
    ConsentAnswer,
    ConsentPurpose,
    agrees,
    can_withdraw,
    standing,
)
from tumar.people.rules.documents import fold_document_number, is_document_number
from tumar.people.rules.finding import person_search_text, spellings
from tumar.people.rules.naming import (
    GIVEN_NAME_FIRST,
    GIVEN_NAME_LAST,
    READABLE,
    Name,
    certificate_name,
    display_name,
    organisation_search_text,
    readable_name,
    sort_name,
)
from tumar.people.rules.occupations import OccupationGroup, Sex
from tumar.people.rules.proposing import Proposal, language_of_name, proposed_latin
from tumar.people.rules.retention import Kept, Known, Since, Term, due
from tumar.people.rules.roles import ALLOWS, UNBOUND, RoleKind

__all__ = [
    "ALLOWS",
    "GIVEN_NAME_FIRST",
    "GIVEN_NAME_LAST",
    "READABLE",
    "UNBOUND",
    "Answer",
    "ConsentAnswer",
    "ConsentPurpose",
    "Kept",
    "Known",
    "Name",
    "OccupationGroup",
    "Proposal",
    "RoleKind",
    "Sex",
    "Since",
    "Term",
    "agrees",
    "can_withdraw",
    "certificate_name",
    "display_name",
    "due",
    "fold_document_number",
    "is_document_number",
    "language_of_name",
    "organisation_search_text",
    "person_search_text",
    "proposed_latin",
    "readable_name",
    "sort_name",
    "spellings",
    "standing",
]
